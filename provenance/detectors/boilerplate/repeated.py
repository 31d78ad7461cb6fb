"""Lines that come again and again in the articles of one outlet: furniture that no catalog knows.

One pass counts, a second labels. Counts are exact; two of them add up to the count of both corpora, and the order of the articles does not
matter. A corpus too large for memory is counted in several passes, each over its share of the lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt
from attrs import field, frozen

from provenance.detectors.boilerplate.pieces import digests_of, key_of, numbered, pieces_of
from provenance.kernels.rows import changed
from provenance.model.evidence import Span, evidence
from provenance.model.record import Boilerplate, ProvenanceRecord
from provenance.normalise import Folded

RULE = "boilerplate/repeated-line"
LEAST_COUNT, LEAST_SHARE = 5, 0.05
"""A line repeats when it stands in so many articles, and in this share of the articles of its outlet."""
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

    def add_lines(self, lines: Lines) -> None:
        """Count the lines of one article; a line that stands twice in it counts once."""
        self._count(lines.outlet, lines.digests)

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
            article = np.repeat(np.arange(len(waiting)), [len(found) for found, _ in waiting])
            order = np.argsort(digest, kind="stable")
            digest, article = digest[order], article[order]
            once = np.ones(len(digest), bool)
            once[1:] = (np.diff(digest) != 0) | (np.diff(article) != 0)
            outlet = np.array([number for _, number in waiting], np.int32)[article[once]]
            self._add_up(digest[once], outlet, np.ones(len(outlet), np.int32))

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


@frozen(eq=False)
class Lines:
    """The lines of an article that are worth counting, in the order of its text: a digest and a row `(start, stop)` for each."""

    outlet: str
    digests: Digests
    spans: npt.NDArray[np.int32]

    def distinct(self) -> Digests:
        """Return the digest of each line once."""
        return np.array(sorted(set(self.digests.tolist())), np.int64)

    def to_bytes(self) -> bytes:
        """Return the lines as a byte string."""
        name = self.outlet.encode("utf-8", "replace")
        return b"".join((len(name).to_bytes(4, "little"), name, self.digests.astype("<i8").tobytes(), self.spans.astype("<i4").tobytes()))

    @classmethod
    def of_bytes(cls, data: bytes) -> Lines:
        """Return the lines of a byte string."""
        at = 4 + int.from_bytes(data[:4], "little")
        count = (len(data) - at) // 16
        found = np.frombuffer(data, "<i8", count, at).astype(np.int64, copy=False)
        return cls(data[4:at].decode("utf-8"), found, np.frombuffer(data, "<i4", 2 * count, at + 8 * count).reshape(-1, 2))


def lines_of(outlet: str, text: str, folded: Folded) -> Lines:
    """Return the lines of an article that are worth counting; `folded` is `fold(text)`."""
    spans = pieces_of(text)
    here = spans if not folded.original_breaks[-1] else np.array([folded.position(at) for at in spans.ravel().tolist()], np.int32)
    numbers, rows = numbered(_salt(outlet), folded.lower, here.reshape(-1, 2))
    return Lines(outlet, numbers, spans[rows])


def digests(outlet: str, lines: Iterable[str]) -> Digests:
    """Return a number for each distinct line of an article of an outlet."""
    return digests_of(_salt(outlet), sorted(set(map(key_of, lines)) - {""}))


def _salt(outlet: str) -> bytes:
    return outlet.encode("utf-8", "replace") + b"\0"


@frozen
class RepeatedLines:
    """The lines that repeat: `(outlet, line) in repeated` asks for one of them. Two of them add up with `|`."""

    digests: frozenset[int] = field(factory=frozenset)

    def __contains__(self, item: tuple[str, str]) -> bool:
        """Whether the line repeats in the outlet."""
        outlet, line = item
        return any(found in self.digests for found in digests(outlet, (line,)).tolist())

    def inside(self, lines: Lines) -> list[int]:
        """Return the digests of the lines of an article that repeat, sorted."""
        return sorted(self.digests.intersection(lines.digests.tolist()))

    def spans(self, lines: Lines) -> list[Span]:
        """Return where the lines stand that repeat, in the order of the text."""
        known = self.digests
        rows = [row for row, digest in enumerate(lines.digests.tolist()) if digest in known]
        return [(start, stop) for start, stop in lines.spans[rows].tolist()] if rows else []

    def __or__(self, other: RepeatedLines) -> RepeatedLines:
        """Return the lines of both."""
        return RepeatedLines(self.digests | other.digests)


def label_repeated(record: ProvenanceRecord, text: str, repeated: Iterable[Span]) -> ProvenanceRecord:
    """Return the record with the repeated lines of its text, in order, labelled as furniture and taken out of its body.

    What another detection covers already keeps that label alone: a licence or a credit that repeats is not rubbish. A line of which that
    is the smaller part (a name in the note about the author) is kept with it, as provenance.
    """
    taken = [(item.evidence.start, item.evidence.stop) for item in record.boilerplate]
    taken += [(item.evidence.start, item.evidence.stop) for item in record.licenses]
    named = [(item.evidence.start, item.evidence.stop) for item in record.attributions]
    reached = 0
    found: list[Boilerplate] = []
    for start, stop in repeated:
        if start < reached or [True for first, last in taken if start < last and first < stop]:
            continue
        inside = sum([max(0, min(stop, last) - max(start, first)) for first, last in named if start < last and first < stop])
        if 2 * inside < stop - start:
            found.append(Boilerplate("repeated", "provenance" if inside else "plain", "likely", evidence(RULE, text, start, stop)))
            reached = stop
    if not found:
        return record
    items = sorted((*record.boilerplate, *found), key=lambda item: (item.evidence.start, item.evidence.stop, item.kind))
    cuts = [(item.evidence.start, item.evidence.stop) for item in found]
    return changed(record, boilerplate=tuple(items), body=tuple(_without(text, record.body, cuts)))


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
