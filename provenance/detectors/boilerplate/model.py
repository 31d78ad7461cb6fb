"""A small learned model of lines: how likely each line of a text is furniture, judged by its features and its neighbours'.

The model is a sum of small decision trees, walked for all lines at once. `benchmarks/train_lines.py` makes them and explains them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from provenance.detectors.boilerplate.features import NAMES, REACH, WHOLE, columns, whole_of
from provenance.detectors.boilerplate.lines import Numbers

WEIGHTS = Path(__file__).with_name("lines.npz")
_PIECE = 4_096
_WIDTH = len(NAMES) + WHOLE


@frozen(eq=False)
class LineModel:
    """The trees, laid out flat.

    Node `i` asks whether the number that stands `offsets[i]` behind the first of the row three lines before exceeds `bounds[i]`, and
    sends the line to `child[2 * i + answer]`. Leaves send every line to themselves and carry `values`. `roots` are the first nodes; a
    line whose sum over the first `early` trees is below `cut` is prose for certain, and the other trees are not asked. `depth` is that
    of the deepest tree.
    """

    offsets: NDArray[np.int64]
    bounds: Numbers
    child: NDArray[np.int64]
    values: Numbers
    roots: NDArray[np.int64]
    depth: int
    early: int
    cut: float

    def scores(self, features: Numbers) -> Numbers:
        """Return for each line the log odds that it is furniture; `features` has one row a line, as `features_of` gives them."""
        count = len(features)
        table = np.zeros((count + 2 * REACH, _WIDTH), dtype=np.float32)
        table[REACH : REACH + count, : len(NAMES)] = features
        table[REACH : REACH + count, len(NAMES) :] = whole_of(features)
        numbers = table.ravel()
        pieces = [self._judge(numbers, np.arange(at, min(at + _PIECE, count))) for at in range(0, count, _PIECE)]
        return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.float32)

    def _judge(self, numbers: Numbers, rows: NDArray[np.int64]) -> Numbers:
        found = self._sums(numbers, rows, self.roots[: self.early])
        open_rows = np.flatnonzero(found >= self.cut)
        if len(open_rows):
            found[open_rows] += self._sums(numbers, rows[open_rows], self.roots[self.early :])
        return found

    def _sums(self, numbers: Numbers, rows: NDArray[np.int64], roots: NDArray[np.int64]) -> Numbers:
        at = np.broadcast_to(roots, (len(rows), len(roots)))
        first = (rows * _WIDTH)[:, None]
        for _ in range(self.depth):
            right = numbers.take(first + self.offsets.take(at)) > self.bounds.take(at)
            at = self.child.take(2 * at + right)
        found: Numbers = self.values.take(at).sum(axis=1)
        return found


@frozen(eq=False)
class Nodes:
    """The nodes of the trees as they are shipped: the column of `in_context` that each asks for, and the rest as in `LineModel`."""

    column: NDArray[np.int16]
    bound: Numbers
    child: NDArray[np.uint16]
    value: Numbers
    roots: NDArray[np.uint16]
    walk: NDArray[np.float64]


def model_of(nodes: Nodes) -> LineModel:
    """Return the model of some nodes; `walk` holds its depth, how many trees come first, and the cut."""
    found = [REACH * _WIDTH + len(NAMES) + at if distance is None else (REACH + distance) * _WIDTH + at for distance, at in columns()]
    offsets = np.array(found, dtype=np.int64)[nodes.column]
    depth, early, cut = nodes.walk.tolist()
    child, roots = nodes.child.astype(np.int64), nodes.roots.astype(np.int64)
    return LineModel(
        offsets,
        nodes.bound,
        child,
        nodes.value,
        roots,
        int(depth),
        int(early),
        float(cut),
    )


@cache
def load_model(path: Path = WEIGHTS) -> LineModel:
    """Return the model that is shipped."""
    with np.load(path) as data:
        return model_of(Nodes(*(data[name] for name in ("column", "bound", "child", "value", "roots", "walk"))))
