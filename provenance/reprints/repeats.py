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

    def columns(self) -> tuple[Ints, Ints, Ints, Ints]:
        """Return pair, places and length."""
        return self.pair, self.a, self.b, self.length


def in_order(shelf: Shelf, pairs: Ints, blocks: Blocks) -> Flags:
    """Return the blocks of the heaviest series that runs forward in both texts, for pairs in which blocks claim the same letters."""
    out = np.zeros(len(blocks), np.bool_)
    rows = np.flatnonzero(blocks.length >= _LEAST)
    rows = rows[np.isin(blocks.pair[rows], _doubled(shelf, pairs, blocks.take(rows)))]
    if not len(rows):
        return out
    rows = rows[np.lexsort((blocks.b[rows], blocks.a[rows], blocks.pair[rows]))]
    count = np.bincount(blocks.pair[rows], minlength=len(pairs))
    rows = rows[count[blocks.pair[rows]] <= _MOST]
    out[rows[_series(blocks.take(rows))]] = True
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


def _series(blocks: Blocks) -> Ints:
    """Return the indices of the heaviest series of blocks of each pair in which both places move forward; ends may overlap a little.

    Blocks are sorted by pair and `a`. All pairs go one block further at a time, those with the most blocks first in the table.
    """
    _, first, count = np.unique(blocks.pair, return_index=True, return_counts=True)
    order = np.argsort(-count, kind="stable")
    first, count = first[order], count[order]
    column = np.arange(count.max(initial=0))
    places = np.minimum(first[:, None] + column, len(blocks) - 1)
    slack = blocks.length // 4
    a_stop, b_stop, a_room, b_room = (
        values[places] for values in (blocks.a + blocks.length, blocks.b + blocks.length, blocks.a + slack, blocks.b + slack)
    )
    best = np.where(column < count[:, None], blocks.length[places], -1)
    before = np.full(best.shape, -1, np.int64)
    for k in column[1:].tolist():
        some = int(np.searchsorted(-count, -k))  # the pairs with more than k blocks
        fits = (a_stop[:some, :k] <= a_room[:some, k, None]) & (b_stop[:some, :k] <= b_room[:some, k, None])
        sums = best[:some, :k] * fits
        top = sums.argmax(axis=1)
        most = sums[np.arange(some), top]
        best[:some, k] += most
        before[:some, k] = np.where(most > 0, top, -1)
    return _followed(first, best.argmax(axis=1), before)


def _followed(first: Ints, node: Ints, before: Ints) -> Ints:
    """Return the blocks of all series, from their last ones back; `before[p, k]` is the block of pair p in front of its block k, or -1."""
    found, row = [], np.arange(len(first))
    while len(row):
        found.append(first[row] + node)
        node = before[row, node]
        row, node = row[node >= 0], node[node >= 0]
    return np.concatenate([np.empty(0, np.int64), *found])
