"""The words that texts of a family share, along each arrow between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import field, frozen

from provenance.kernels import compiled

Stretches = Sequence[tuple[int, int]]


@frozen(eq=False)
class Words:
    """The words that the copy of every arrow shares with its source: spans `[start, stop)` of the copy, those of meeting k from
    `first[k]` on, first on the side of arrow 2k, then on that of arrow 2k + 1.
    """

    start: tuple[list[int], list[int]]
    stop: tuple[list[int], list[int]]
    first: list[int]
    length: list[int]
    _known: dict[int, list[tuple[int, int]]] = field(factory=dict)

    def of(self, arrow: int) -> list[tuple[int, int]]:
        """Return the spans of one arrow, sorted and merged."""
        found = self._known.get(arrow)
        if found is None:
            found = self._known[arrow] = merged(self.pieces(arrow))
        return found

    def pieces(self, arrow: int) -> list[tuple[int, int]]:
        """Return the spans of one arrow as they were found; they may overlap."""
        side, low, high = arrow & 1, self.first[arrow >> 1], self.first[(arrow >> 1) + 1]
        return list(zip(self.start[side][low:high], self.stop[side][low:high], strict=True))


def sharing(words: Words, arrows: Sequence[int], low: int, high: int) -> list[int]:
    """Return the numbers of the arrows, among some of them, whose copy shares a place `[low, high)` or a part of it with its source."""
    return [k for k, arrow in enumerate(arrows) if any(start < high and low < stop for start, stop in words.pieces(arrow))]


arrows_sharing = compiled("_mentions", sharing)
"""`sharing`, compiled where it can be."""


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the union of spans, sorted."""
    todo = sorted(spans)
    if len(todo) < 2:
        return todo
    out: list[tuple[int, int]] = []
    first, last = todo[0]
    for start, stop in todo:
        if start > last:
            out.append((first, last))
            first, last = start, stop
        elif stop > last:
            last = stop
    out.append((first, last))
    return out


def length(spans: Stretches) -> int:
    """Return the code points of disjoint spans."""
    return sum([stop - start for start, stop in spans])
