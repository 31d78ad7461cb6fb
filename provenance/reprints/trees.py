"""Which member of a family was copied from which: every possible tree at once.

Every ordered pair has a weight, every member a weight for being taken from nobody here. The matrix-tree theorem sums over all forests
that these allow, so that each arrow has an honest share of the sum instead of a yes or no.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from attrs import frozen

Floats = npt.NDArray[np.float64]
_LARGEST = 400


@frozen(eq=False)
class Forest:
    """Shares of all forests: `arrow[p, c]` in which c was copied from p, `root[c]` in which c was copied from no member."""

    arrow: Floats
    root: Floats


def forest(arrows: Floats, roots: Floats) -> Forest:
    """Return the shares for log weights `arrows[p, c]` (minus infinity: impossible) and `roots[c]`."""
    top = np.maximum(arrows.max(axis=0, initial=-np.inf), roots)
    weight = np.exp(np.clip(arrows - top, -40, 0))
    weight[~np.isfinite(arrows)] = 0
    np.fill_diagonal(weight, 0)
    root = np.exp(np.clip(roots - top, -40, 0))
    if len(roots) > _LARGEST:  # every text by itself: cycles are broken when the arrows are chosen
        whole = weight.sum(axis=0) + root
        return Forest(weight / whole, root / whole)
    laplace = np.diag(root + weight.sum(axis=0)) - weight
    inverse = np.linalg.inv(laplace)
    arrow = weight * (np.diag(inverse)[None, :] - inverse.T)
    return Forest(np.clip(arrow, 0, 1), np.clip(root * np.diag(inverse), 0, 1))


def choose(found: Forest) -> list[int]:
    """Return for every member the member that it was most likely copied from, or -1; without circles."""
    count = len(found.root)
    parent = [-1] * count
    for child in np.argsort(found.root, kind="stable").tolist():  # the surest copies first
        ranked = np.argsort(-found.arrow[:, child], kind="stable").tolist()
        for candidate in ranked:
            if found.arrow[candidate, child] <= found.root[child]:
                break
            if not _above(parent, candidate, child):
                parent[child] = candidate
                break
    return parent


def _above(parent: list[int], node: int, sought: int) -> bool:
    """Tell whether `sought` is `node` or one of those that it descends from."""
    while node != -1:
        if node == sought:
            return True
        node = parent[node]
    return False


def top_of(parent: list[int], node: int) -> int:
    """Return the member at the top of the tree in which `node` stands."""
    while parent[node] != -1:
        node = parent[node]
    return node
