"""The lines of a text, with what stands at their ends: what more than one detector asks of a line is found out once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from provenance.detectors.attribution.dateline_slots import JOINS
from provenance.kernels import compiled
from provenance.normalise import Folded

_LONG = 100
"""A line of as many characters is taken for a paragraph: headlines and by-lines are shorter."""

_LONG_SIGNS, _SIGNS = 60, "\u2e80"
"""A line of signs, from the second on, says as much in fewer characters."""

_HEAD_PARAGRAPHS = 3
_HEAD_REACH = 2500
_BREAKS = 2
"""Between lines stand as many characters when no line without words stands between them."""

WORDED, APART, CLOSED, DASHED, PLACED = 1, 2, 4, 8, 16
"""What `marks` of a line may hold. `WORDED`: a letter or figure. `APART`: it begins with a small letter, or something without words stands
above it. `CLOSED`: words alone may stand at its end, behind a full stop or from its beginning on. `DASHED`: words may stand there behind a
dash. `PLACED`: a mark or the figures of a day stand behind the names with which it opens, with commas between them or not, as behind the
place of a dateline; "The minister said" and "In June, sailors" open none, nor does "In 2008"."""

_REACH = 400
_LAST, _LONGEST_LAST = (
    re.compile(r"(?:\A|[.!?\"')\]\u3002\u300d]\s{1,3})[^\x00-@\[-`{-\x7f][^\x00-\x1f!-%(-,:-@\[-`{-\x7f]{0,38}\Z"),
    43,
)
_BEHIND_DASH, _LONGEST_BEHIND = re.compile(r"(?:\A|[.!?\"')\]]\s{0,3})-[^\x00-\x08\x0e-\x1b!-%(-+:-@\[-`{-\x7f]{0,47}\Z"), 52
"""What stands at the end of a line that is closed or dashed, and how many characters that takes: any letter, and few of the other signs of
ASCII. The classes name what they exclude: `re` takes 4 ms at each start to read one that goes up to the last code point."""

_JOINED = "|".join(sorted(word for word in JOINS if word.isascii() and word.isalpha()))
_PLACE, _LONGEST_PLACE = (
    re.compile(
        rf"'|(?!\")(?:[A-Z][A-Za-z']*|(?:{_JOINED})(?![A-Za-z])|[ ,])*+"
        r"(?:[^A-Za-z' ,0-9]|(?<=[A-Za-z'])[0-9]|[0-9]{1,2}(?![0-9])(?!,[0-9]{1,3}(?![0-9]))"
        r"|[A-Za-z]+(?:[^\x00-\x7f]|\.?(?: ?[0-9|/]|,)|[._](?:[A-Za-z0-9]|[^\x00-\x7f])))"
    ),
    160,
)
"""What stands at the beginning of a line that is placed, and in how many characters."""


class Line(NamedTuple):
    """One line of a folded text that is not empty: `[start, stop)` without the white space around it.

    `words` are its first 400 characters; `paragraphs` counts the paragraphs before it; `head` says whether it stands at the beginning
    of the article: less than three paragraphs stand before it; `first` whether it is the very first.
    """

    start: int
    stop: int
    words: str
    paragraphs: int
    head: bool
    first: bool
    marks: int = 0


def find_lines(text: str, make: type[Line], joins: frozenset[str]) -> list[Line]:  # noqa: ARG001 -- the kernel's
    """Return the lines of a folded text in order, each made by `make`; `joins` are small words inside the names of places."""
    found: list[Line] = []
    at, paragraphs, before = 0, 0, 0
    for row in text.split("\n"):
        plain = row.strip()
        if plain:
            start = at + (len(row) - len(row.lstrip()) if row[0] != plain[0] else 0)
            head = paragraphs < _HEAD_PARAGRAPHS and start <= _HEAD_REACH
            marks = _marks(plain, start - before)
            if marks & WORDED:
                before = start + len(plain)
            found.append(make(start, start + len(plain), plain[:_REACH], paragraphs, head, not found, marks))
            paragraphs += len(plain) >= _LONG or (len(plain) >= _LONG_SIGNS and plain[_LONG_SIGNS // 2] >= _SIGNS)
        at += len(row) + 1
    return found


def _marks(plain: str, gap: int) -> int:
    """Return what stands at the ends of a line, `gap` characters below the last one that has words."""
    size = len(plain)
    return (
        WORDED * any(char.isalnum() for char in plain[:_REACH])
        | APART * (plain[0].islower() or gap > _BREAKS)
        | CLOSED * bool(_LAST.search(plain, max(0, size - _LONGEST_LAST)))
        | DASHED * bool(_BEHIND_DASH.search(plain, max(0, size - _LONGEST_BEHIND)))
        | PLACED * bool(_PLACE.match(plain[:_LONGEST_PLACE]))
    )


lines_of = compiled("_openings", find_lines)
"""`find_lines`, compiled where it can be."""


def lines(folded: Folded) -> list[Line]:
    """Return the lines of a folded text in order; ask `folded.once(lines)`, since more than one detector reads them."""
    return lines_of(folded.text, Line, JOINS)


def stripped(text: str, start: int, stop: int) -> tuple[int, int]:
    """Return the span without the white space at its ends."""
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return start, stop


def places(text: str, sign: str, first: int, last: int | None = None) -> Iterator[int]:
    """Yield where a sign begins in `text[first:last]`."""
    at = text.find(sign, first, last)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1, last)
