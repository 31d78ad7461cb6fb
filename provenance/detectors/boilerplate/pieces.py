"""What of a text may repeat in the articles of an outlet, and the form under which one such piece is the same as another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from provenance.expressions import compiled
from provenance.model.evidence import Span
from provenance.normalise import Folded, fold

_LONGEST, _SHORTEST, _AT_HEAD, _AT_END = 600, 4, 400, 1200
_WORD = compiled(r"\S+")
_LEAST_WORDS, _MOST_WORDS = 6, 40
"""So many words at the beginning of a long line may be a menu that every article of the outlet begins with."""
_BRACKET = compiled(r"[(\[]?[^()\n]{0,45}[)\]]\s+(?=\S)")
_BY = frozenset({"by", "from", "von", "par", "de", "por", "di", "da", "av", "af", "van", "door"})
_LABELLED = compiled(rf"\W?\p{{L}}+(?:\s\p{{L}}+)?\s?:\s|\p{{Lu}}\p{{L}}+(?:\s\p{{Ll}}+)?\s(?:{'|'.join(sorted(_BY))})\s\p{{Lu}}")
_MOST_NAME = 9
"""Words of a credit, its label with it."""
_SENTENCE = re.compile("[^.!?\u3002\uff01\uff1f\u06d4\u0964]{0,600}[.!?\u3002\uff01\uff1f\u06d4\u0964]*\\s*")
_DIGITS = "123456789"


def pieces_of(text: str) -> list[Span]:
    """Return what is worth counting, without blanks at the ends: short lines; of a long one its first words and sentences near its ends."""
    found: list[Span] = []
    at = 0
    for line in text.split("\n"):
        if len(line) <= _LONGEST:
            bare = line.strip()
            if len(bare) >= _SHORTEST:
                start = at if len(bare) == len(line) else at + len(line) - len(line.lstrip())
                found.append((start, start + len(bare)))
        else:
            found += _openings(text, at)
            found += _sentences(text, at, at + len(line))
        at += len(line) + 1
    return found


def keyed(text: str, folded: Folded) -> list[tuple[int, int, str]]:
    """Return the pieces of a text with the form under which each is the same as others, "" for none; `folded` is `fold(text)`."""
    plain, spans = _with_zeros(folded.lower), pieces_of(text)
    if len(folded.folded_breaks) > 1 or len(plain) != len(text):
        return [(start, stop, _form(plain[folded.position(start) : folded.position(stop)])) for start, stop in spans]
    if "  " in plain or "\t" in plain or plain.count("\n") != text.count("\n"):
        return [(start, stop, _form(plain[start:stop])) for start, stop in spans]
    return [(start, stop, _with_single_zeros(plain[start:stop].strip())) for start, stop in spans]


def key_of(line: str) -> str:
    """Return the form under which lines are the same: folded, in lower case, every number alike, single blanks."""
    return _form(_with_zeros(fold(line).lower))


def _with_zeros(lower: str) -> str:
    """Return the text with 0 in place of every digit."""
    for digit in _DIGITS:
        lower = lower.replace(digit, "0")
    return lower


def _form(lower: str) -> str:
    """Return folded words with single blanks and single zeros; blanks, tabs and line ends are all the white space that folding leaves."""
    return _with_single_zeros(" ".join(lower.split()))


def _with_single_zeros(words: str) -> str:
    while "00" in words:
        words = words.replace("00", "0")
    return words


def _trimmed(piece: str, at: int) -> list[Span]:
    """Return the span of a piece that begins at `at`, without the blanks around it; none when too little is left."""
    bare = piece.strip()
    if len(bare) < _SHORTEST:
        return []
    start = at + len(piece) - len(piece.lstrip())
    return [(start, start + len(bare))]


def _openings(text: str, at: int) -> list[Span]:
    """Return the first words of a long line, longest first: a menu may stand before an article without as much as a full stop."""
    found, place = [], at
    for count, word in enumerate(text[at : at + _AT_HEAD].split(maxsplit=_MOST_WORDS)):
        if count >= _LEAST_WORDS and not word[0].islower():
            found.append((at, place))
        place = text.index(word, place) + len(word)
    return found[::-1]


def _sentences(text: str, at: int, end: int) -> Iterator[Span]:
    """Yield the first two sentences of a long line and the last ones, with what may stand behind a credit in each."""
    sentences = [match.span() for match in islice(_SENTENCE.finditer(text, at, at + _AT_HEAD), 2) if match[0]]
    first = max((span[1] for span in sentences), default=at)
    sentences += [match.span() for match in _SENTENCE.finditer(text, max(first, end - _AT_END), end) if match[0]][1:]
    for start, stop in sentences:
        for span in _trimmed(text[start:stop], start):
            yield span
            if _may_credit(text[span[0] : span[1]]):
                yield from _behind_credit(text, *span)


def _may_credit(piece: str) -> bool:
    """Return whether a sentence has what every credit before it has: a bracket, a colon, a second or third word such as "by"."""
    return ")" in piece or "]" in piece or ":" in piece or not _BY.isdisjoint(piece.split(maxsplit=3)[1:3])


def _behind_credit(text: str, start: int, stop: int) -> Iterator[Span]:
    """Yield what may be a sentence of its own behind a credit without a full stop, longest first: "Source: X This article is ..."."""
    bracket = _BRACKET.match(text, start, stop)
    if bracket:
        yield from _trimmed(text[bracket.end() : stop], bracket.end())
    elif _LABELLED.match(text, start, stop):
        words = list(islice(_WORD.finditer(text, start, stop), _MOST_NAME))
        yield from ((word.start(), stop) for word in words[2:] if not word[0][0].islower())
