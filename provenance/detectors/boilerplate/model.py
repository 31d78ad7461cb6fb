"""A small learned model of lines: how likely each line of a text is furniture, judged by its features and its neighbours'.

The model is a sum of small decision trees, walked for all lines at once. `benchmarks/train_lines.py` makes them and explains them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from provenance.detectors.boilerplate.lines import Numbers

WEIGHTS = Path(__file__).with_name("lines.npz")


@frozen(eq=False)
class LineModel:
    """The trees, laid out flat: node `i` sends a line to `child[2 * i]` when its feature is at most `bound[i]`, else to `child[2 * i + 1]`.

    Leaves send every line to themselves and carry `value`. `roots` are the first nodes; a line whose sum over the first `early` trees
    is below `cut` is prose for certain, and the other trees are not asked. `depth` is that of the deepest tree.
    """

    feature: NDArray[np.int32]
    bound: Numbers
    child: NDArray[np.int32]
    value: Numbers
    roots: NDArray[np.int32]
    depth: int
    early: int
    cut: float

    def scores(self, features: Numbers) -> Numbers:
        """Return for each line the log odds that it is furniture; `features` has one row a line, as `in_context` gives them."""
        found = self._sums(features, self.roots[: self.early])
        open_rows = np.flatnonzero(found >= self.cut)
        if len(open_rows):
            found[open_rows] += self._sums(features[open_rows], self.roots[self.early :])
        return found

    def _sums(self, features: Numbers, roots: NDArray[np.int32]) -> Numbers:
        count, width = features.shape
        flat = features.ravel()
        at = np.repeat(roots[None], count, axis=0)
        base = (np.arange(count, dtype=np.int32) * width)[:, None]
        for _ in range(self.depth):
            right = flat.take(base + self.feature.take(at)) > self.bound.take(at)
            at = self.child.take(2 * at + right)
        sums: Numbers = self.value.take(at).sum(axis=1)
        return sums


@cache
def load_model(path: Path = WEIGHTS) -> LineModel:
    """Return the model that is shipped."""
    with np.load(path) as data:
        depth, early, cut = data["walk"].tolist()
        return LineModel(
            data["feature"].astype(np.int32),
            data["bound"],
            data["child"].astype(np.int32),
            data["value"],
            data["roots"].astype(np.int32),
            int(depth),
            int(early),
            float(cut),
        )
