"""From whom a text may come, through however many hands: more than the one arrow that is drawn for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from attrs import frozen

from provenance.reprints.trees import Forest

_LEAST = 0.02
"""Ways back that are rarer than this are left out."""


@frozen
class Way:
    """How likely a text was taken from a source (an id) directly, goes back to it in any number of steps, and does so as to a text that was
    taken from no member; shares of 0 to 1.
    """

    source: str
    direct: float
    above: float
    first: float


@frozen
class Descent:
    """All ways back from each member in one part of a family, by its id, whichever tree is the true one."""

    ways: Mapping[str, tuple[Way, ...]]

    def odds(self, copy: str, wanted: Callable[[str], bool]) -> tuple[float, str]:
        """Return how likely a text goes back to at least one of those that are wanted, and to which most likely ("": to none).

        It has one direct source and goes back to one first text: those shares add up, the others do not.
        """
        ways = [way for way in self.ways.get(copy, ()) if wanted(way.source)]
        if not ways:
            return 0.0, ""
        best = max(ways, key=lambda way: (way.above, way.direct, way.source))
        return min(1.0, max(sum(way.direct for way in ways), sum(way.first for way in ways), best.above)), best.source


def descent(found: Forest, ids: Sequence[str]) -> Descent:
    """Return the ways back that the forests of a part allow; `ids` are its members in their order."""
    ways: dict[str, list[Way]] = defaultdict(list)
    columns = (found.source, found.child, found.direct, found.above, found.first)
    for source, copy, direct, above, first in zip(*(column.tolist() for column in columns), strict=True):
        if above >= _LEAST:
            ways[ids[copy]].append(Way(ids[source], round(direct, 3), round(above, 3), round(first, 3)))
    return Descent({copy: tuple(some) for copy, some in ways.items()})
