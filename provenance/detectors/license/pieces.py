"""Pieces of a text that say the same wherever they stand: paragraphs, or sentences at its end, that hold all its words about rights."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from provenance.detectors.license.clauses import CREDIT_BEFORE, SIGNS, is_abbreviated, may_go_on
from provenance.detectors.license.holder import NAMING, may_name_holder
from provenance.detectors.license.mentions import FREE_SOFTWARE, names_software
from provenance.expressions import compiled
from provenance.literals import Scanner
from provenance.normalise import Folded

LONGEST = 420
"""Longer pieces are hardly ever the same in two articles, and so far from the end of a text nothing is looked for as prose."""

_SHORT_LINE = 160
"""A line of fewer code points is no prose wherever it stands."""

_NEAR = 160  # code points around the words of a name in which more of it, or a credit, is looked for
_AFTER = 240  # code points behind a notice in which it may go on to say whom to credit
_ABOVE = 200  # code points before a statement in which a copyright notice may stand
_WIDEST = 260  # all of these
_WITHIN = 45  # code points of a line before a line break that may be one of wrapped prose
_TRIED = 4  # sentences further up at which a piece may begin
_PARAGRAPH = "\n\n"
_ENDS = (". ", ".\n")
_YEARS = compiled(r"(?:^|[\n|•·])[ \t]*(?:19|20)\d\d")
SENTENCE = "and so on " * 5 + "and on. "
"""Stands for the sentences before a piece that begins within a line."""


class Piece(NamedTuple):
    """A stretch `[start, stop)` of a folded text, and the words that stand for all that is before it."""

    start: int
    stop: int
    opening: str = ""


@cache
def _telling(signs: tuple[str, ...]) -> tuple[Scanner, Scanner]:
    """Return the scans for words above and below a piece of which one stands in all that may tell more about what it says."""
    return Scanner([*SIGNS, *signs, *FREE_SOFTWARE]), Scanner([*NAMING, *FREE_SOFTWARE])


def _is_quiet(folded: Folded, start: int, stop: int, signs: tuple[str, ...]) -> bool:
    """Whether no words above or below a piece may tell more about what it says, but for an abbreviation."""
    above, below = _telling(signs)
    if folded.text.find("CC", max(0, start - _NEAR), start) >= 0 or folded.text.find("CC", stop, stop + _NEAR) >= 0:
        return False
    return not above.scan(folded.lower[max(0, start - _WIDEST) : start]) and not below.scan(folded.lower[stop : stop + _AFTER])


def paragraphs(folded: Folded, first: int, last: int, signs: tuple[str, ...]) -> Piece | None:
    """Return the paragraphs around `[first, last)` where no other tells more about what they say; `signs` as for `sentences`."""
    text = folded.text
    start, stop = text.rfind(_PARAGRAPH, 0, first) + len(_PARAGRAPH), _end(text, last)
    if start < len(_PARAGRAPH) or stop - start > LONGEST or _is_prose(text, start, stop):
        return None
    if _is_quiet(folded, start, stop, signs):
        return None if is_abbreviated(folded, start) else Piece(start, stop)
    if may_go_on(folded, start) or may_name_holder(text[stop : stop + _AFTER]) or _is_explained(folded, start, stop):
        return None
    return Piece(start, stop)


def sentences(folded: Folded, first: int, last: int, signs: tuple[str, ...]) -> Piece | None:
    """Return the sentences around `[first, last)` to the end of their paragraph where no other tells more about what they say.

    `signs` are those of copyright notices, of which one in a sentence before may belong to them.
    """
    text, stop = folded.text, _line_end(folded.text, last)
    if stop - first > LONGEST or may_name_holder(text[stop : stop + _AFTER]):
        return None
    for start in _starts(text, max(stop - LONGEST, 0), first):
        line = text.rfind("\n", 0, start) + 1
        if line < start < line + _WITHIN or is_abbreviated(folded, start):
            continue
        if not _is_quiet(folded, start, stop, signs):
            if may_go_on(folded, start):
                continue
            if _is_explained(folded, start, stop) or _is_signed(folded, start, signs):
                return None
        if _is_credited(folded, start) or (_is_prose(text, start, stop) if line == start else len(text) - start > LONGEST):
            return None
        return Piece(start, stop, "" if line == start else SENTENCE)
    return None


def _end(text: str, last: int) -> int:
    """Return where the paragraph ends in which a place stands."""
    stop = text.find(_PARAGRAPH, last)
    return stop if stop >= 0 else len(text)


def _line_end(text: str, last: int) -> int:
    """Return where the line ends in which a place stands, if a sentence ends between, else where the paragraph does."""
    stop = text.find("\n", last)
    if stop < 0:
        return len(text)
    return stop if next(_starts(text, last, stop), stop) < stop else _end(text, last)


def _starts(text: str, low: int, first: int) -> Iterator[int]:
    """Yield where sentences begin with a capital behind a full stop, at a place or before it, the nearest first."""
    at = first
    for _ in range(_TRIED):
        at = max([text.rfind(end, low, at) for end in _ENDS])
        if at < 0:
            return
        letter = text[at + 2 : at + 3]
        if letter.isalpha() and letter.isupper():
            yield at + 2


def _is_prose(text: str, start: int, stop: int) -> bool:
    """Whether a piece holds a long line far from the end of a text."""
    return len(text) - start > LONGEST and any(len(line) >= _SHORT_LINE for line in text[start:stop].split("\n"))


def _is_signed(folded: Folded, start: int, signs: tuple[str, ...]) -> bool:
    """Whether a copyright notice may stand before a piece."""
    above = folded.lower[max(0, start - _ABOVE) : start]
    return any(sign in above for sign in signs)


def _is_credited(folded: Folded, start: int) -> bool:
    """Whether the credit of a picture, or years and a name, may stand before a piece."""
    if CREDIT_BEFORE.search(folded.lower[max(0, start - _NEAR) : start]) is not None:
        return True
    return _YEARS.search(folded.text, max(0, start - _ABOVE - 1), start) is not None


def _is_explained(folded: Folded, start: int, stop: int) -> bool:
    """Whether words before or behind a piece name licences of software, among which these are only mentioned, or say "CC" and no more."""
    near = (slice(max(0, start - _NEAR), start), slice(stop, stop + _NEAR))
    return any("CC" in folded.text[some] or names_software(folded.lower[some]) for some in near)
