"""Sums of small decision trees that ask one question a level: what the models of pages and of lines are made of."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from provenance.kernels import compiled

Numbers = NDArray[np.float32]
Columns = NDArray[np.int16]
_PIECE = 512


def sum_leaves(numbers: Numbers, columns: Columns, bounds: Numbers, leaves: Numbers) -> Numbers:
    """Return for each row the sum of the leaves that it reaches, added in the order of the trees.

    `numbers` is [column, row], `columns` and `bounds` are [level, tree], `leaves` is [tree, leaf]. A row whose number in the column of a
    level exceeds its bound answers yes; the answers of a tree, the first level as the lowest bit, are the number of its leaf.
    """
    count = numbers.shape[1]
    if count == 1:  # one row alone would be added up in another order
        return sum_leaves(np.repeat(numbers, 2, axis=1), columns, bounds, leaves)[:1]
    first = (np.arange(len(leaves)) * leaves.shape[1])[:, None]
    cuts = [*range(0, count - 1, _PIECE), count]  # no piece has one row
    parts = (np.ascontiguousarray(numbers[:, low:high]) for low, high in pairwise(cuts))
    pieces = [_sum_piece(part, columns, bounds, leaves.ravel(), first) for part in parts]
    return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)


def _sum_piece(numbers: Numbers, columns: Columns, bounds: Numbers, values: Numbers, first: NDArray[np.int64]) -> Numbers:
    """Return the sums for a few rows; `values` are the leaves of all trees, those of a tree begin at `first`."""
    shape = columns.shape[1], numbers.shape[1]
    leaves, answers, asked = np.zeros(shape, np.uint8), np.empty(shape, bool), np.empty(shape, np.float32)
    for column, bound in zip(columns[::-1], bounds[::-1], strict=True):
        numbers.take(column, axis=0, out=asked, mode="clip")
        np.greater(asked, bound[:, None], out=answers)
        leaves += leaves
        leaves |= answers
    found: Numbers = np.add.reduce(values.take(leaves + first), axis=0)
    return found


sum_trees = compiled("_trees", sum_leaves)
"""`sum_leaves`, compiled where it can be."""
