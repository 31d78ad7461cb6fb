"""Lines that come again and again in the articles of one outlet: furniture that no catalog knows.

One pass counts, a second labels. Counts are exact; two of them add up to the count of both corpora, and the order of the articles does not
matter. A corpus too large for memory is counted in several passes, each over its share of the lines.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
import numpy.typing as npt
import regex
from attrs import evolve, field, frozen

from provenance.model.evidence import Span, evidence
from provenance.model.record import Boilerplate, ProvenanceRecord
from provenance.normalise import fold

RULE = "boilerplate/repeated-line"
LEAST_COUNT, LEAST_SHARE = 5, 0.05
"""A line repeats when it stands in so many articles, and in this share of the articles of its outlet."""
_BYTES = 8
_LONGEST, _SHORTEST, _AT_HEAD, _AT_END = 600, 4, 400, 1200
_WORD = regex.compile(r"\S+")
_LEAST_WORDS, _MOST_WORDS = 6, 40
"""So many words at the beginning of a long line may be a menu that every article of the outlet begins with."""
_BRACKET = regex.compile(r"[(\[]?[^()\n]{0,45}[)\]]\s+(?=\S)")
_LABELLED = regex.compile(
    r"\W?\p{L}+(?:\s\p{L}+)?\s?:\s|\p{Lu}\p{L}+(?:\s\p{Ll}+)?\s(?:by|from|von|par|de|por|di|da|av|af|van|door)\s\p{Lu}"
)
_MOST_NAME = 9
"""Words of a credit, its label with it."""
_SENTENCE = regex.compile(r"[^.!?\u3002\uff01\uff1f\u06d4\u0964]{0,600}+[.!?\u3002\uff01\uff1f\u06d4\u0964]*+\s*+")
_NUMBER = regex.compile(r"\d+")
_DIGITS = frozenset("0123456789")
_PENDING = 1 << 21
Digests = npt.NDArray[np.int64]


class LineCounts:
    """Counts in how many articles of an outlet each line stands.

    `part` of `parts` says which lines are counted: those whose digest leaves this remainder. Memory: 16 bytes for each distinct line.
    """

    def __init__(self, part: int = 0, parts: int = 1) -> None:
        """Start with nothing counted."""
        self.articles: Counter[str] = Counter()
        self._part, self._parts = part, parts
        self._outlets: dict[str, int] = {}
        self._digest: Digests = np.empty(0, np.int64)
        self._outlet: npt.NDArray[np.int32] = np.empty(0, np.int32)
        self._times: npt.NDArray[np.int32] = np.empty(0, np.int32)
        self._waiting: list[tuple[Digests, int]] = []
        self._room = _PENDING

    def add(self, outlet: str, lines: Iterable[str]) -> None:
        """Count the lines of one article of an outlet; a line that stands twice in it counts once."""
        self._count(outlet, digests(outlet, lines))

    def add_marks(self, marks: bytes) -> None:
        """Count the lines of one article as `line_marks` notes them."""
        self._count(*open_marks(marks))

    def _count(self, outlet: str, found: Digests) -> None:
        self.articles[outlet] += 1
        if self._parts > 1:
            found = found[found % self._parts == self._part]
        self._waiting.append((found, self._outlets.setdefault(outlet, len(self._outlets))))
        self._room -= len(found)
        if self._room < 0:
            self._settle()

    def merge(self, other: LineCounts) -> None:
        """Add the counts of another part of the corpus."""
        other._settle()
        self._settle()
        self.articles.update(other.articles)
        numbers = np.array([self._outlets.setdefault(name, len(self._outlets)) for name in other._outlets], np.int32)
        self._add_up(other._digest, numbers[other._outlet], other._times)

    def _settle(self) -> None:
        """Add what waits to the table of counts."""
        waiting, self._waiting, self._room = self._waiting, [], _PENDING
        if waiting:
            digest = np.concatenate([found for found, _ in waiting])
            outlet = np.repeat(np.array([number for _, number in waiting], np.int32), [len(found) for found, _ in waiting])
            self._add_up(digest, outlet, np.ones(len(digest), np.int32))

    def _add_up(self, digest: Digests, outlet: npt.NDArray[np.int32], times: npt.NDArray[np.int32]) -> None:
        every = np.concatenate([self._digest, digest])
        self._digest, first, place = np.unique(every, return_index=True, return_inverse=True)
        self._outlet = np.concatenate([self._outlet, outlet])[first]
        self._times = np.bincount(place, np.concatenate([self._times, times]), len(first)).astype(np.int32)

    def count(self, outlet: str, line: str) -> int:
        """Return in how many articles of the outlet the line stands."""
        self._settle()
        sought = digests(outlet, (line,))
        place = np.searchsorted(self._digest, sought)
        found = len(place) and place[0] < len(self._digest) and self._digest[place[0]] == sought[0]
        return int(self._times[place[0]]) if found else 0

    def lines(self, min_share: float = LEAST_SHARE, min_count: int = LEAST_COUNT) -> RepeatedLines:
        """Return the lines that stand in at least `min_count` articles and `min_share` (0 to 1) of the articles of their outlet."""
        self._settle()
        articles = np.array([self.articles[name] for name in self._outlets], np.int64)
        kept = repeats(self._times, articles[self._outlet], min_share, min_count)
        return RepeatedLines(frozenset(self._digest[kept].tolist()))


def repeats(
    times: npt.NDArray[np.int32], articles: Digests, min_share: float = LEAST_SHARE, min_count: int = LEAST_COUNT
) -> npt.NDArray[np.bool_]:
    """Tell for lines that stand in `times` of the `articles` of their outlets whether they repeat."""
    kept: npt.NDArray[np.bool_] = (times >= min_count) & (times >= min_share * articles)
    return kept


def line_marks(outlet: str, found: Digests) -> bytes:
    """Return what `LineCounts.add_marks` needs of one article: its outlet and the digests of its lines."""
    name = outlet.encode("utf-8", "replace")
    return len(name).to_bytes(4, "little") + name + found.astype("<i8").tobytes()


def open_marks(marks: bytes) -> tuple[str, Digests]:
    """Return outlet and digests of the marks of one article."""
    length = int.from_bytes(marks[:4], "little")
    return marks[4 : 4 + length].decode("utf-8"), np.frombuffer(marks, dtype="<i8", offset=4 + length).astype(np.int64)


def line_digests(outlet: str, text: str) -> Digests:
    """Return a number for each distinct line of an article that is worth counting."""
    salt, keys = _salt(outlet), {key for _, _, key in _keyed(text)}
    return _numbers(_digest(salt, key) for key in sorted(keys - {""}))


def digests(outlet: str, lines: Iterable[str]) -> Digests:
    """Return a number for each distinct line of an article of an outlet."""
    salt, keys = _salt(outlet), set(map(_key, lines))
    return _numbers(_digest(salt, key) for key in sorted(keys - {""}))


def _salt(outlet: str) -> bytes:
    return outlet.encode("utf-8", "replace") + b"\0"


def _digest(salt: bytes, key: str) -> bytes:
    return hashlib.blake2b(salt + key.encode("utf-8", "replace"), digest_size=_BYTES).digest()


def _numbers(found: Iterable[bytes]) -> Digests:
    return np.frombuffer(b"".join(found), dtype="<i8").astype(np.int64)


@frozen
class RepeatedLines:
    """The lines that repeat: `(outlet, line) in repeated` asks for one of them. Two of them add up with `|`."""

    digests: frozenset[int] = field(factory=frozenset)

    def __contains__(self, item: tuple[str, str]) -> bool:
        """Whether the line repeats in the outlet."""
        outlet, line = item
        return any(found in self.digests for found in digests(outlet, (line,)).tolist())

    def __or__(self, other: RepeatedLines) -> RepeatedLines:
        """Return the lines of both."""
        return RepeatedLines(self.digests | other.digests)


def pieces_of(text: str) -> Iterator[Span]:
    """Yield what is worth counting, without blanks at the ends: short lines; of a long one its first words and sentences near its ends."""
    at = 0
    while at <= len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        if stop - at <= _LONGEST:
            yield from _trimmed(text, at, stop)
        else:
            yield from _openings(text, at)
            sentences = [match.span() for match in _SENTENCE.finditer(text, at, at + _AT_HEAD) if match[0]][:2]
            first = max((span[1] for span in sentences), default=at)
            sentences += [match.span() for match in _SENTENCE.finditer(text, max(first, stop - _AT_END), stop) if match[0]][1:]
            for start, end in sentences:
                for span in _trimmed(text, start, end):
                    yield span
                    yield from _behind_credit(text, *span)
        at = stop + 1


def _openings(text: str, at: int) -> Iterator[Span]:
    """Yield the first words of a long line, longest first: a menu may stand before an article without as much as a full stop."""
    words = list(islice(_WORD.finditer(text, at, at + _AT_HEAD), _MOST_WORDS + 1))
    for count in range(len(words) - 1, _LEAST_WORDS - 1, -1):
        if not words[count][0][0].islower():
            yield at, words[count - 1].end()


def _behind_credit(text: str, start: int, stop: int) -> Iterator[Span]:
    """Yield what may be a sentence of its own behind a credit without a full stop, longest first: "Source: X This article is ..."."""
    bracket = _BRACKET.match(text, start, stop)
    if bracket:
        yield from _trimmed(text, bracket.end(), stop)
    elif _LABELLED.match(text, start, stop):
        words = list(islice(_WORD.finditer(text, start, stop), _MOST_NAME))
        yield from ((word.start(), stop) for word in words[2:] if not word[0][0].islower())


def label_repeated(record: ProvenanceRecord, text: str, outlet: str, repeated: RepeatedLines) -> ProvenanceRecord:
    """Return the record with the repeated lines of its text labelled as furniture and taken out of its body.

    What another detection covers already keeps that label alone: a licence or a credit that repeats is not rubbish. A line of which that
    is the smaller part (a name in the note about the author) is kept with it, as provenance.
    """
    taken = [item.evidence for item in record.boilerplate] + [item.evidence for item in record.licenses]
    named = [item.evidence for item in record.attributions]
    salt, reached = _salt(outlet), 0
    found: list[Boilerplate] = []
    for start, stop, key in _keyed(text) if repeated.digests else ():
        if start < reached or not key or int.from_bytes(_digest(salt, key), "little", signed=True) not in repeated.digests:
            continue
        inside = sum(max(0, min(stop, item.stop) - max(start, item.start)) for item in named)
        if 2 * inside < stop - start and not any(start < item.stop and item.start < stop for item in taken):
            found.append(Boilerplate("repeated", "provenance" if inside else "plain", "likely", evidence(RULE, text, start, stop)))
            reached = stop
    if not found:
        return record
    items = sorted((*record.boilerplate, *found), key=lambda item: (item.evidence.start, item.evidence.stop, item.kind))
    cuts = [(item.evidence.start, item.evidence.stop) for item in found]
    return evolve(record, boilerplate=tuple(items), body=tuple(_without(text, record.body, cuts)))


def _without(text: str, spans: Iterable[Span], cuts: list[Span]) -> Iterator[Span]:
    """Yield the spans without the cuts and the blanks beside them; what has no letter or digit goes too."""
    for start, stop in spans:
        at = start
        for first, last in [*cuts, (stop, stop)]:
            if last <= at or first > stop:
                continue
            piece = text[at : max(at, first)]
            if any(char.isalnum() for char in piece):
                yield at + len(piece) - len(piece.lstrip()), at + len(piece.rstrip())
            at = last


def _trimmed(text: str, start: int, stop: int) -> Iterator[Span]:
    while start < stop and text[start].isspace():
        start += 1
    while start < stop and text[stop - 1].isspace():
        stop -= 1
    if stop - start >= _SHORTEST:
        yield start, stop


def _keyed(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the lines worth counting with the form under which each is the same as others."""
    for start, stop in pieces_of(text):
        yield start, stop, _key(text[start:stop])


def _key(line: str) -> str:
    """Return the form under which lines are the same: folded, in lower case, every number alike, single blanks."""
    plain = line.isascii() and line.isprintable() and "`" not in line  # folding would change nothing
    words = " ".join((line.lower() if plain else fold(line).lower).split())
    return words if words.isascii() and _DIGITS.isdisjoint(words) else str(_NUMBER.sub("0", words))
