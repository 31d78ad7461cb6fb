"""What the articles of a family share with each other, pair by pair, as the rules look it up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

from attrs import frozen

from provenance.model.evidence import Span
from provenance.model.reprint import Passage

Sides = Mapping[str, Span]
"""Where one passage stands in each of its two articles, by their ids."""


@frozen(eq=False)
class Shared:
    """The article and quote passages of some articles. Those of a pair stand together, in the order of its first text.

    `rows[a, b]`, with `a < b`, are the first row of a pair and the one behind its last; `left` and `right` are the spans in either text.
    """

    rows: Mapping[tuple[str, str], tuple[int, int]]
    left: Sequence[Span]
    right: Sequence[Span]
    article: Sequence[bool]

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Shared:
        """Return passages in their order as a table."""
        rows: dict[tuple[str, str], tuple[int, int]] = {}
        every = sorted(passages, key=lambda item: (item.a, item.b))
        for row, item in enumerate(every):
            rows[item.a, item.b] = rows.get((item.a, item.b), (row, row))[0], row + 1
        left, right = [(item.a_start, item.a_stop) for item in every], [(item.b_start, item.b_stop) for item in every]
        return cls(rows, left, right, [item.kind == "article" for item in every])

    def first(self, one: str, other: str) -> Sides | None:
        """Return the first passage that two articles share, None when they share none."""
        found = self.rows.get((one, other) if one < other else (other, one))
        return self.sides(one, other, found[0]) if found else None

    def within(self, name: str, other: str) -> Sequence[Span]:
        """Return what an article shares with another one, as it stands in the first of the two."""
        if name < other:
            start, stop = self.rows.get((name, other), (0, 0))
            return self.left[start:stop]
        start, stop = self.rows.get((other, name), (0, 0))
        return self.right[start:stop]

    def pieces(self) -> dict[str, list[Span]]:
        """Return for each article the article passages that it shares with others."""
        found: dict[str, list[Span]] = defaultdict(list)
        for (a, b), (start, stop) in self.rows.items():
            mine, theirs = found[a], found[b]
            for row in range(start, stop):
                if self.article[row]:
                    mine.append(self.left[row])
                    theirs.append(self.right[row])
        return found

    def longest(self, names: Container[str]) -> Iterator[tuple[int, str, str, int]]:
        """Yield the longest article passage, the first of equal ones, of each pair of which one article is among `names` and one is not.

        Told are its length, the article that is not among them, the one that is, and the row of the passage.
        """
        for (a, b), (start, stop) in self.rows.items():
            if (a in names) != (b in names):
                rows = [row for row in range(start, stop) if self.article[row]]
                if rows:
                    best = min(rows, key=lambda row: self.left[row][0] - self.left[row][1])
                    length = self.left[best][1] - self.left[best][0]
                    yield (length, b, a, best) if a in names else (length, a, b, best)

    def sides(self, one: str, other: str, row: int) -> Sides:
        """Return where a passage that two articles share, given by its row, stands in each."""
        a, b = (one, other) if one < other else (other, one)
        return {a: self.left[row], b: self.right[row]}
