"""Texts that say the same twice: which of two equal places belongs to which is told by the order of everything around."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from provenance.reprints.letters import Flags, Ints
from provenance.reprints.shelf import Shelf

_DOUBLE = 100
"""Letters that more than one block must claim before the order of all blocks is looked at."""
_LEAST = 28
_MOST = 1500


@frozen(eq=False)
class Blocks:
    """Stretches of equal letters: `length` letters from place `a` of one text and `b` of the other of pair `pair`; parallel arrays."""

    pair: Ints
    a: Ints
    b: Ints
    length: Ints

    def __len__(self) -> int:
        return len(self.pair)

    def take(self, rows: Ints | Flags) -> Blocks:
        """Return the chosen rows."""
        return Blocks(self.pair[rows], self.a[rows], self.b[rows], self.length[rows])


def in_order(shelf: Shelf, pairs: Ints, blocks: Blocks) -> Flags:
    """Return the blocks of the heaviest series that runs forward in both texts, for pairs in which blocks claim the same letters."""
    out = np.zeros(len(blocks), np.bool_)
    rows = np.flatnonzero(blocks.length >= _LEAST)
    rows = rows[np.isin(blocks.pair[rows], _doubled(shelf, pairs, blocks.take(rows)))]
    if not len(rows):
        return out
    rows = rows[np.lexsort((blocks.b[rows], blocks.a[rows], blocks.pair[rows]))]
    edges = np.flatnonzero(np.diff(blocks.pair[rows])) + 1
    for some in np.split(rows, edges):
        if len(some) <= _MOST:
            out[some[_series(blocks.a[some], blocks.b[some], blocks.length[some])]] = True
    return out


def _doubled(shelf: Shelf, pairs: Ints, blocks: Blocks) -> Ints:
    """Return the pairs in which more than a few letters of either text are claimed by two blocks."""
    found = []
    for side in (0, 1):
        room = shelf.size[pairs[:, side]] + 1
        start = (np.cumsum(room) - room)[blocks.pair] + (blocks.a if side == 0 else blocks.b)
        order = np.argsort(start, kind="stable")
        stop = (start + blocks.length)[order]
        reach = np.concatenate([[0], np.maximum.accumulate(stop)[:-1]]) if len(stop) else stop
        double = np.clip(np.minimum(reach, stop) - start[order], 0, None)
        whole = np.bincount(blocks.pair[order], double, len(pairs))
        found.append(np.flatnonzero(whole > _DOUBLE))
    return np.union1d(found[0], found[1])


def _series(a: Ints, b: Ints, length: Ints) -> Ints:
    """Return the indices of the heaviest series of blocks, sorted by `a`, in which both places move forward; ends may overlap a little."""
    count = len(a)
    slack = length // 4
    fits = (a + length <= (a + slack)[:, None]) & (b + length <= (b + slack)[:, None])
    best = length.copy()
    before = np.full(count, -1, np.int64)
    for k in range(1, count):
        sums = best[:k] * fits[k, :k]
        top = sums.argmax()
        if sums[top]:
            best[k] += sums[top]
            before[k] = top
    series, node = [], int(np.argmax(best))
    while node >= 0:
        series.append(node)
        node = int(before[node])
    return np.array(series[::-1], np.int64)
