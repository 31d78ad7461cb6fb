"""Which member of a family was copied from which: every possible tree at once.

Every ordered pair has a weight, every member a weight for being taken from nobody here. The matrix-tree theorem sums over all forests
that these allow, so that each arrow has an honest share of the sum instead of a yes or no.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from attrs import frozen

Floats = npt.NDArray[np.float64]
_LARGEST = 400


@frozen(eq=False)
class Forest:
    """Shares of all forests: `arrow[p, c]` in which c was copied from p, `root[c]` in which c was copied from no member."""

    arrow: dict[tuple[int, int], float]
    root: Floats


def forest(arrows: dict[tuple[int, int], float], roots: Floats) -> Forest:
    """Return the shares for log weights `arrows[p, c]` (pairs that are missing are impossible) and `roots[c]`."""
    count = len(roots)
    keys = list(arrows)
    source = np.array([p for p, _ in keys], np.int64)
    child = np.array([c for _, c in keys], np.int64)
    value = np.array([arrows[key] for key in keys], np.float64)
    top = roots.copy()
    np.maximum.at(top, child, value)
    weight = np.exp(np.clip(value - top[child], -40, 0))
    root = np.exp(np.clip(roots - top, -40, 0))
    whole = root + np.bincount(child, weight, count)
    if count > _LARGEST:  # every text by itself: circles are broken when the arrows are chosen
        return Forest(dict(zip(keys, (weight / whole[child]).tolist(), strict=True)), root / whole)
    laplace = np.diag(whole)
    laplace[source, child] -= weight
    inverse = np.linalg.inv(laplace)
    share = np.clip(weight * (inverse[child, child] - inverse[child, source]), 0, 1)
    return Forest(dict(zip(keys, share.tolist(), strict=True)), np.clip(root * np.diag(inverse), 0, 1))


def choose(found: Forest) -> list[int]:
    """Return for every member the member that it was most likely copied from, or -1; without circles."""
    parent = [-1] * len(found.root)
    sources: list[list[tuple[float, int]]] = [[] for _ in parent]
    for (source, child), share in found.arrow.items():
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
