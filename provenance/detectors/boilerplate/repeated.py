"""Lines that come again and again in the articles of one outlet: furniture that no catalog knows.

One pass counts, a second labels. The counts are a count-min sketch: its size is fixed whatever the corpus, two of them add up to the
sketch of both corpora, and the order of the articles does not matter. A count may be too high when the sketch is crowded, never too low.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np
import regex
from attrs import evolve, frozen

from provenance.model.evidence import Span, evidence
from provenance.model.record import Boilerplate, ProvenanceRecord
from provenance.normalise import fold

RULE = "boilerplate/repeated-line"
_ROWS = 4
_LONGEST, _SHORTEST, _ONE_LINE = 600, 4, 400
_SENTENCE = regex.compile(r"[^.!?\u3002\uff01\uff1f\u06d4\u0964]{0,600}+[.!?\u3002\uff01\uff1f\u06d4\u0964]*+\s*+")
_NUMBER = regex.compile(r"\d+")
Digests = np.ndarray[tuple[int, int], np.dtype[np.uint32]]


class LineCounts:
    """Counts in how many articles of an outlet each line stands.

    `width` is the number of cells in each of the four rows of the sketch (4 bytes a cell); choose it near the number of distinct lines.
    """

    def __init__(self, width: int = 1 << 20) -> None:
        """Start with nothing counted."""
        self.width = width
        self.articles: Counter[str] = Counter()
        self._cells = np.zeros((_ROWS, width), dtype=np.uint32)

    def add(self, outlet: str, lines: Iterable[str]) -> None:
        """Count the lines of one article of an outlet; a line that stands twice in it counts once."""
        self._count(outlet, _digests(outlet, lines))

    def add_marks(self, marks: bytes) -> None:
        """Count the lines of one article as `line_marks` notes them."""
        length = int.from_bytes(marks[:4], "little")
        digests = np.frombuffer(marks, dtype="<u4", offset=4 + length).reshape(-1, _ROWS)
        self._count(marks[4 : 4 + length].decode("utf-8"), digests)

    def _count(self, outlet: str, digests: Digests) -> None:
        self.articles[outlet] += 1
        places = digests % np.uint32(self.width)
        for row in range(_ROWS):
            np.add.at(self._cells[row], places[:, row], 1)

    def merge(self, other: LineCounts) -> None:
        """Add the counts of another part of the corpus; raise ValueError when its sketch has another width."""
        if other.width != self.width:
            raise ValueError(f"The sketches are {self.width} and {other.width} cells wide. Make both with the same width.")
        self.articles.update(other.articles)
        self._cells += other._cells

    def count(self, outlet: str, line: str) -> int:
        """Return in how many articles of the outlet the line stands, at least; a crowded sketch may say more."""
        places = _digests(outlet, (line,)) % np.uint32(self.width)
        return int(min(self._cells[row, places[0, row]] for row in range(_ROWS))) if len(places) else 0

    def lines(self, min_share: float = 0.05, min_count: int = 5) -> RepeatedLines:
        """Return the lines that stand in at least `min_count` articles and `min_share` (0 to 1) of the articles of their outlet."""
        return RepeatedLines(self, min_share, min_count)


def line_marks(outlet: str, text: str) -> bytes:
    """Return what `LineCounts.add_marks` needs of one article: its outlet and a digest of each line that is worth counting."""
    name = outlet.encode("utf-8", "replace")
    return len(name).to_bytes(4, "little") + name + _digests(outlet, (text[start:stop] for start, stop in pieces_of(text))).tobytes()


def _digests(outlet: str, lines: Iterable[str]) -> Digests:
    """Return a row of four numbers for each distinct line of an article of an outlet."""
    keys = sorted({key for line in lines if (key := _key(line))})
    salt = outlet.encode("utf-8", "replace")
    data = b"".join(hashlib.blake2b(salt + b"\0" + key.encode("utf-8", "replace"), digest_size=4 * _ROWS).digest() for key in keys)
    return np.frombuffer(data, dtype="<u4").reshape(len(keys), _ROWS)


@frozen(eq=False)
class RepeatedLines:
    """The lines that repeat: `(outlet, line) in repeated` asks for one of them."""

    counts: LineCounts
    min_share: float
    min_count: int

    def __contains__(self, item: tuple[str, str]) -> bool:
        """Whether the line repeats in the outlet."""
        outlet, line = item
        return self.counts.count(outlet, line) >= max(self.min_count, self.min_share * self.counts.articles[outlet])


def pieces_of(text: str) -> Iterator[Span]:
    """Yield the lines of a text that are worth counting, without blanks at their ends; of a long line the sentences at its ends."""
    at = 0
    while at <= len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        if stop - at <= _LONGEST:
            yield from _trimmed(text, at, stop)
        else:
            sentences = [match.span() for match in _SENTENCE.finditer(text, at, at + _ONE_LINE) if match[0]][:2]
            first = max((span[1] for span in sentences), default=at)
            sentences += [match.span() for match in _SENTENCE.finditer(text, max(first, stop - _ONE_LINE), stop) if match[0]][1:]
            for start, end in sentences:
                yield from _trimmed(text, start, end)
        at = stop + 1


def label_repeated(record: ProvenanceRecord, text: str, outlet: str, repeated: RepeatedLines) -> ProvenanceRecord:
    """Return the record with the repeated lines of its text labelled as furniture and taken out of its body.

    A line that another detection covers already keeps that label alone: a licence or a credit that repeats is not rubbish.
    """
    taken = [item.evidence for item in record.boilerplate]
    taken += [item.evidence for item in record.licenses] + [item.evidence for item in record.attributions]
    found = []
    for start, stop in pieces_of(text):
        if any(start < item.stop and item.start < stop for item in taken):
            continue
        if (outlet, text[start:stop]) in repeated:
            found.append(Boilerplate("repeated", "plain", "likely", evidence(RULE, text, start, stop)))
    if not found:
        return record
    items = sorted((*record.boilerplate, *found), key=lambda item: (item.evidence.start, item.evidence.stop, item.kind))
    cuts = [(item.evidence.start, item.evidence.stop) for item in found]
    return evolve(record, boilerplate=tuple(items), body=tuple(_without(record.body, cuts)))


def _without(spans: Iterable[Span], cuts: list[Span]) -> Iterator[Span]:
    for start, stop in spans:
        at = start
        for first, last in cuts:
            if first < stop and last > at:
                if first > at:
                    yield at, first
                at = max(at, last)
        if at < stop:
            yield at, stop


def _trimmed(text: str, start: int, stop: int) -> Iterator[Span]:
    while start < stop and text[start].isspace():
        start += 1
    while start < stop and text[stop - 1].isspace():
        stop -= 1
    if stop - start >= _SHORTEST:
        yield start, stop


def _key(line: str) -> str:
    """Return the form under which lines are the same: folded, in lower case, every number alike, single blanks."""
    return str(_NUMBER.sub("0", " ".join(fold(line).lower.split())))
