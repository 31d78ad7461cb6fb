"""What of a text may repeat in the articles of an outlet, and the form under which one such piece is the same as another."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from provenance import kernels
from provenance.expressions import compiled
from provenance.model.evidence import Span
from provenance.normalise import fold

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
_NUMBER = re.compile("[0-9]+")
_BYTES = 8
Spans = NDArray[np.int32]
Numbers = NDArray[np.int64]
Behind = Callable[[str, int, int], Iterable[Span]]


def pieces_of(text: str) -> Spans:
    """Return what is worth counting, without blanks at the ends: short lines; of a long one its first words and sentences near its ends."""
    return _pieces(text, _BY, _behind_credit)


def find_pieces(text: str, names: frozenset[str], behind: Behind) -> Spans:
    """Return what is worth counting, a row `(start, stop)` for each piece, see `pieces_of`.

    `names` are words such as "by", `behind` tells what may be a sentence of its own in one that may hold a credit.
    """
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
            for start, stop in _sentences(text, at, at + len(line)):
                found.append((start, stop))
                if _may_credit(text[start:stop], names):
                    found += behind(text, start, stop)
        at += len(line) + 1
    return np.array(found, np.int32).reshape(-1, 2)


def number_pieces(salt: bytes, lower: str, spans: Spans) -> tuple[Numbers, Numbers]:
    """Return a number for each piece `[start, stop)` of a folded text in lower case that has words, and the rows of those pieces."""
    keys = [_form(lower[start:stop]) for start, stop in spans.tolist()]
    rows = [row for row, key in enumerate(keys) if key]
    return digests_of(salt, [keys[row] for row in rows]), np.array(rows, np.int64)


def digests_of(salt: bytes, keys: Iterable[str]) -> Numbers:
    """Return a number for each form of a piece."""
    found = [hashlib.blake2b(salt + key.encode("utf-8", "replace"), digest_size=_BYTES).digest() for key in keys]
    return np.frombuffer(b"".join(found), dtype="<i8").astype(np.int64)


def key_of(line: str) -> str:
    """Return the form under which lines are the same: folded, in lower case, every number alike, single blanks."""
    return _form(fold(line).lower)


def _form(lower: str) -> str:
    """Return folded words with single blanks and a nought for each number."""
    return _NUMBER.sub("0", " ".join(lower.split()))


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
    """Yield the first two sentences of a long line and the last ones."""
    sentences = [match.span() for match in islice(_SENTENCE.finditer(text, at, at + _AT_HEAD), 2) if match[0]]
    first = max((span[1] for span in sentences), default=at)
    sentences += [match.span() for match in _SENTENCE.finditer(text, max(first, end - _AT_END), end) if match[0]][1:]
    for start, stop in sentences:
        yield from _trimmed(text[start:stop], start)


def _may_credit(piece: str, names: frozenset[str]) -> bool:
    """Return whether a sentence has what every credit before it has: a bracket, a colon, a second or third word such as "by"."""
    return ")" in piece or "]" in piece or ":" in piece or not names.isdisjoint(piece.split(maxsplit=3)[1:3])


def _behind_credit(text: str, start: int, stop: int) -> Iterator[Span]:
    """Yield what may be a sentence of its own behind a credit without a full stop, longest first: "Source: X This article is ..."."""
    bracket = _BRACKET.match(text, start, stop)
    if bracket:
        yield from _trimmed(text[bracket.end() : stop], bracket.end())
    elif _LABELLED.match(text, start, stop):
        words = list(islice(_WORD.finditer(text, start, stop), _MOST_NAME))
        yield from ((word.start(), stop) for word in words[2:] if not word[0][0].islower())


_pieces, numbered = kernels.compiled("_pieces", find_pieces), kernels.compiled("_pieces", number_pieces)
"""The two, compiled where they can be."""
