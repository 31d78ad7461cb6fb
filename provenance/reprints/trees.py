"""Which member of a family was copied from which: every possible tree at once.

Every ordered pair has a weight, every member a weight for being taken from nobody here. The matrix-tree theorem sums over all forests
that these allow, so that each arrow has an honest share of the sum instead of a yes or no.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

import numpy as np
import numpy.typing as npt
from attrs import frozen

from provenance.kernels import compiled
from provenance.reprints.letters import Ints

Floats = npt.NDArray[np.float64]
_LARGEST = 400
_TINY = 1e-300


@frozen(eq=False)
class Forest:
    """Shares of all forests, for the arrows from `source[k]` to `child[k]`: in which the child was copied from the source (`direct`), goes
    back to it in however many steps (`above`), and does so while the source was copied from no member (`first`); `root[c]`: in which c
    itself was copied from no member. Arrow `k ^ 1` is the way back of arrow k.
    """

    source: Ints
    child: Ints
    direct: Floats
    above: Floats
    first: Floats
    root: Floats


@frozen(eq=False)
class Paths:
    """The arrows that forests may have, from member `source[k]` to member `child[k]`, and their log weights; others are impossible."""

    source: Ints
    child: Ints
    value: Floats

    def totals(self, roots: Sequence[Floats]) -> Floats:
        """Return the logarithm of the sum over all forests for each of several log weights of roots."""
        starts = np.array(roots)
        if starts.shape[1] > _LARGEST:
            top, _, _, whole = _weights(self.child, self.value, starts)
            return np.asarray(top.sum(axis=1) + np.log(whole).sum(axis=1))
        return _forest_totals(self.source, self.child, self.value, starts)

    def forest(self, roots: Sequence[Floats], says: Sequence[float] = (1.0,)) -> Forest:
        """Return the shares of all forests, as the mean over several log weights of roots, of which each has so much of a say."""
        starts, parts = np.array(roots), np.array(says)
        if starts.shape[1] > _LARGEST:  # every text by itself: circles are broken when the arrows are chosen
            _, weight, root, whole = _weights(self.child, self.value, starts)
            share = parts @ (weight / whole[:, self.child])
            return Forest(self.source, self.child, share, share, np.zeros(len(share)), parts @ (root / whole))
        return Forest(self.source, self.child, *_forest_shares(self.source, self.child, self.value, starts, parts))


def _weights(child: Ints, value: Floats, starts: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the largest log weight of each member, and beside it the weights of its arrows, its root, and all of them together."""
    best = np.full(starts.shape[1], -np.inf)
    np.maximum.at(best, child, value)
    top = np.maximum(starts, best)
    weight, root = _exp(np.maximum(value - top[:, child], -40)), _exp(np.maximum(starts - top, -40))
    return top, weight, root, root + [np.bincount(child, some, starts.shape[1]) for some in weight]


def _exp(values: Floats) -> Floats:
    """Return the exponentials as the C library has them, on every processor."""
    return np.array([[exp(value) for value in row] for row in values.tolist()]).reshape(values.shape)


def forest_totals(source: Ints, child: Ints, value: Floats, starts: Floats) -> Floats:
    """Return the logarithm of the sum over all forests for each row of log weights of roots."""
    top, weight, _, whole = _weights(child, value, starts)
    return np.array([_determinant(_laplace(source, child, *some), high) for *some, high in zip(weight, whole, top, strict=True)])


def _laplace(source: Ints, child: Ints, weight: Floats, whole: Floats) -> Floats:
    """Return the matrix whose determinant is the sum over all forests."""
    out = np.diag(whole)
    out[source, child] = -weight
    return out


def _determinant(matrix: Floats, top: Floats) -> float:
    """Return the logarithm of the determinant of a matrix, and what is to be added to it."""
    total = 0.0
    for k in range(len(matrix)):
        pivot = matrix[k, k] or _TINY
        total += log(abs(pivot))
        matrix[k, k + 1 :] /= pivot
        matrix[k + 1 :, k + 1 :] -= matrix[k + 1 :, k, None] * matrix[k, k + 1 :]
    for one in top.tolist():
        total += one
    return total


def _inverse(matrix: Floats) -> Floats:
    """Return the inverse of a matrix in which no entry of a column is more than that on the diagonal."""
    out = matrix.copy()
    for k in range(len(out)):
        pivot = out[k, k] or _TINY
        out[k, k] = 1
        out[k] /= pivot
        factor = out[:, k].copy()
        factor[k] = 0
        out[factor != 0, k] = 0
        out -= factor[:, None] * out[k]
    return out


def forest_shares(source: Ints, child: Ints, value: Floats, starts: Floats, says: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the means of the shares of arrows, of ways back, of those that end there, and of roots, over rows of log weights of roots."""
    out, roots = np.zeros((3, len(value))), np.zeros(starts.shape[1])
    _, weight, root, whole = _weights(child, value, starts)
    for k in np.flatnonzero(says).tolist():
        arrow = np.zeros((starts.shape[1],) * 2)
        arrow[source, child] = weight[k]
        one, above, first = _ways(arrow, root[k], _inverse(_laplace(source, child, weight[k], whole[k])))
        out += says[k] * np.stack([table[source, child] for table in (one, above, first)])
        roots += says[k] * first.diagonal()
    return out[0], out[1], out[2], roots


_forest_totals = compiled("_forests", forest_totals)
_forest_shares = compiled("_forests", forest_shares)


def _ways(arrow: Floats, root: Floats, inverse: Floats) -> tuple[Floats, Floats, Floats]:
    """Return, by source and child, the shares of forests with a direct arrow, with any way back, and with one that ends at the source.

    Arrows are a determinantal process, so that two that follow each other have an exact share as well. Longer ways count where they end
    at a text that was copied from nobody; others are too rare to matter.
    """
    own, across, start = inverse.diagonal(), inverse.T, root[:, None]
    one = np.clip(arrow * (own[None, :] - across), 0, 1)
    cross = arrow * (inverse - own[:, None])
    there = cross * across
    two = product(one, one) - product(arrow, there) + product(arrow, cross) * across
    first = np.clip(start * inverse, 0, 1)
    longer = first - one * first.diagonal()[:, None] + there * start
    return one, np.clip(one + np.maximum(np.maximum(two, longer), 0), 0, 1), first


def product(left: Floats, right: Floats) -> Floats:
    """Return the product of two matrices, added up in one order on every machine."""
    out = np.zeros((len(left), right.shape[1]))
    for k, row in enumerate(right):
        out += left[:, k, None] * row
    return out


def choose(found: Forest) -> list[int]:
    """Return for every member the arrow along which it was most likely copied, or -1; without circles."""
    chosen, parent = [-1] * len(found.root), [-1] * len(found.root)
    arrows: list[list[tuple[float, int, int]]] = [[] for _ in parent]
    columns = (found.child, found.direct, found.source)
    for arrow, (child, share, source) in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
        arrows[child].append((-share, source, arrow))
    root = found.root.tolist()
    for child in sorted(range(len(root)), key=root.__getitem__):  # the surest copies first
        for share, source, arrow in sorted(arrows[child]):
            if -share <= root[child]:
                break
            if not _above(parent, source, child):
                chosen[child], parent[child] = arrow, source
                break
    return chosen


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
