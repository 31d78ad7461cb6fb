"""Which member of a family was copied from which: every possible tree at once.

Every ordered pair has a weight, every member a weight for being taken from nobody here. The matrix-tree theorem sums over all forests
that these allow, so that each arrow has an honest share of the sum instead of a yes or no.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from attrs import frozen

from provenance.reprints.letters import Ints

Floats = npt.NDArray[np.float64]
_LARGEST = 400


@frozen(eq=False)
class Forest:
    """Shares of all forests, for the arrows `at[p, c]`: in which c was copied from p (`direct`), goes back to p in however many steps
    (`above`), and does so while p was copied from no member (`first`); `root[c]`: in which c itself was copied from no member.

    `total` is the logarithm of the sum over all forests.
    """

    at: dict[tuple[int, int], int]
    direct: Floats
    above: Floats
    first: Floats
    root: Floats
    total: float

    def share(self, source: int, child: int) -> float:
        """Return how likely one member was copied from another."""
        place = self.at.get((source, child))
        return 0.0 if place is None else float(self.direct[place])

    def back(self, source: int, child: int) -> float:
        """Return how likely one member goes back to another."""
        place = self.at.get((source, child))
        return 0.0 if place is None else float(self.above[place])


@frozen(eq=False)
class Sum:
    """The sum over all forests that some weights allow: `total` is its logarithm; the shares are worked out when they are asked for.

    `whole[c]` are the weights of all that c may have been copied from, and of none; `laplace` is the matrix whose determinant is the sum,
    None where there are too many members.
    """

    at: dict[tuple[int, int], int]
    source: Ints
    child: Ints
    weight: Floats
    root: Floats
    whole: Floats
    laplace: Floats | None
    total: float

    def shares(self) -> Forest:
        """Return the shares of all forests."""
        at, pairs = self.at, (self.source, self.child)
        if self.laplace is None:  # every text by itself: circles are broken when the arrows are chosen
            share = self.weight / self.whole[self.child]
            return Forest(at, share, share, np.zeros(len(at)), self.root / self.whole, self.total)
        arrow = np.zeros_like(self.laplace)
        arrow[pairs] = self.weight
        one, above, first = _ways(arrow, self.root, np.asarray(np.linalg.inv(self.laplace), np.float64))
        return Forest(at, one[pairs], above[pairs], first[pairs], np.diag(first), self.total)


def forest(arrows: Mapping[tuple[int, int], float], roots: Floats) -> Forest:
    """Return the shares for log weights `arrows[p, c]` (pairs that are missing are impossible) and `roots[c]`."""
    return sums(arrows, [roots])[0].shares()


def sums(arrows: Mapping[tuple[int, int], float], roots: Sequence[Floats]) -> list[Sum]:
    """Return the sums over all forests for the same log weights of arrows and each of several of roots."""
    at = {key: place for place, key in enumerate(arrows)}
    source, child = np.array(list(at), np.int64).reshape(-1, 2).T
    value, starts = np.fromiter(arrows.values(), np.float64, len(at)), np.array(roots)
    count = starts.shape[1]
    best = np.full(count, -np.inf)
    np.maximum.at(best, child, value)
    top = np.maximum(starts, best)
    weight = np.exp(np.clip(value - top[:, child], -40, 0))
    root = np.exp(np.clip(starts - top, -40, 0))
    whole = root + [np.bincount(child, some, count) for some in weight]
    laplace: Floats | None = None
    if count > _LARGEST:
        logs = np.log(whole).sum(axis=1)
    else:
        laplace = np.zeros((len(starts), count, count))
        laplace[:, source, child] = -weight
        laplace[:, np.arange(count), np.arange(count)] = whole
        logs = np.linalg.slogdet(laplace)[1]
    totals = (top.sum(axis=1) + logs).tolist()
    return [
        Sum(at, source, child, weight[k], root[k], whole[k], None if laplace is None else laplace[k], total)
        for k, total in enumerate(totals)
    ]


def _ways(arrow: Floats, root: Floats, inverse: Floats) -> tuple[Floats, Floats, Floats]:
    """Return, by source and child, the shares of forests with a direct arrow, with any way back, and with one that ends at the source.

    Arrows are a determinantal process, so that two that follow each other have an exact share as well. Longer ways count where they end
    at a text that was copied from nobody; others are too rare to matter.
    """
    own = np.diag(inverse)
    one = np.clip(arrow * (own[None, :] - inverse.T), 0, 1)
    cross = arrow * (inverse - own[:, None])
    two = one @ one - arrow @ (cross * inverse.T) + (arrow @ cross) * inverse.T
    first = np.clip(root[:, None] * inverse, 0, 1)
    longer = first - one * np.diag(first)[:, None] + cross * inverse.T * root[:, None]
    return one, np.clip(one + np.maximum(np.maximum(two, longer), 0), 0, 1), first


def mixed(several: Sequence[Forest], shares: Sequence[float]) -> Forest:
    """Return the mean of forests over the same members and arrows, each with its share of the truth."""
    one = several[0]

    def mean(arrays: Sequence[Floats]) -> Floats:
        return np.asarray(sum(share * array for share, array in zip(shares, arrays, strict=True)), np.float64)

    return Forest(
        one.at,
        mean([item.direct for item in several]),
        mean([item.above for item in several]),
        mean([item.first for item in several]),
        mean([item.root for item in several]),
        one.total,
    )


def choose(found: Forest) -> list[int]:
    """Return for every member the member that it was most likely copied from, or -1; without circles."""
    parent = [-1] * len(found.root)
    sources: list[list[tuple[float, int]]] = [[] for _ in parent]
    for (source, child), share in zip(found.at, found.direct.tolist(), strict=True):
        sources[child].append((-share, source))
    for child in np.argsort(found.root, kind="stable").tolist():  # the surest copies first
        for share, source in sorted(sources[child]):
            if -share <= found.root[child]:
                break
            if not _above(parent, source, child):
                parent[child] = source
                break
    return parent


def _above(parent: list[int], node: int, sought: int) -> bool:
    """Tell whether `sought` is `node` or one of those that it descends from."""
    while node != -1:
        if node == sought:
            return True
        node = parent[node]
    return False


def tops(parent: Sequence[int]) -> list[int]:
    """Return for every member the one at the top of the tree in which it stands; each link is followed once."""
    out = [-1] * len(parent)
    for child in range(len(parent)):
        way, node = [], child
        while out[node] < 0 and parent[node] >= 0:
            way.append(node)
            node = parent[node]
        top = out[node] if out[node] >= 0 else node
        for one in (*way, node):
            out[one] = top
    return out
