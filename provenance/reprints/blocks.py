"""Equal stretches of two texts, for many pairs of a shelf at once: anchors, runs of anchors, runs drawn out to their full length."""

from __future__ import annotations

import numpy as np

from provenance.kernels import compiled
from provenance.reprints.letters import Ints
from provenance.reprints.repeats import Blocks, in_order
from provenance.reprints.shelf import ANCHOR, Shelf, ranges

_MOST_REPEATS = 6
_FIRST = 1 << 40
"""What a claim weighs more for being in the order of both texts: a longer block across it would take its letters and go all the same."""
_BAND = 24
"""Letters by which the diagonals of blocks of one company may differ."""


def find_blocks(shelf: Shelf, pairs: Ints) -> Blocks:
    """Return the equal stretches of every pair `(text, text)` of shelf numbers, sorted by pair and place, without overlaps."""
    return Blocks(*_equal_stretches(shelf, pairs))


def equal_stretches(shelf: Shelf, pairs: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Return what `find_blocks` returns as columns."""
    runs = _merged(shelf, pairs, _anchors(shelf, pairs))
    return untangled(shelf, pairs, _drawn_out(shelf, pairs, runs)).columns()


_equal_stretches = compiled("_blocks", equal_stretches)


def _anchors(shelf: Shelf, pairs: Ints) -> Blocks:
    rows, owner, first, count = shelf.look_up(pairs[:, 0], pairs[:, 1])
    count[count > _MOST_REPEATS] = 0
    hit = np.flatnonzero(count)
    found, which = ranges(first[hit], first[hit] + count[hit])
    source = hit[which]
    a = shelf.anchor_place[rows[source]]
    return Blocks(owner[source], a, shelf.key_place[found], np.full(len(a), ANCHOR, np.int64))


def _merged(shelf: Shelf, pairs: Ints, anchors: Blocks) -> Blocks:
    """Join anchors of one diagonal that overlap or have equal letters between them; twice, since repeats interleave."""
    if not len(anchors):
        return anchors
    once = joined(shelf, pairs, anchors)
    order = np.lexsort((once.a, once.b - once.a, once.pair))
    return joined(shelf, pairs, once.take(order))


def joined(shelf: Shelf, pairs: Ints, blocks: Blocks) -> Blocks:
    """Join following blocks of one diagonal that overlap or have equal letters between them."""
    diagonal = blocks.b - blocks.a
    stop = blocks.a + blocks.length
    same = np.zeros(len(blocks), np.bool_)
    same[1:] = (blocks.pair[1:] == blocks.pair[:-1]) & (diagonal[1:] == diagonal[:-1]) & (blocks.a[1:] >= blocks.a[:-1])
    far = np.flatnonzero(same[1:] & (blocks.a[1:] > stop[:-1])) + 1
    if len(far):
        a_base, b_base = shelf.base[pairs[blocks.pair[far], 0]], shelf.base[pairs[blocks.pair[far], 1]]
        between = blocks.a[far] - stop[far - 1]
        same[far] = shelf.equal(a_base, stop[far - 1], b_base, stop[far - 1] + diagonal[far], between)
    first = np.flatnonzero(~same)
    longest = np.maximum.reduceat(stop, first)
    return Blocks(blocks.pair[first], blocks.a[first], blocks.b[first], longest - blocks.a[first])


def _drawn_out(shelf: Shelf, pairs: Ints, runs: Blocks) -> Blocks:
    """Draw every run out to both sides as far as the letters stay equal, by halving steps on the prefix hashes."""
    if not len(runs):
        return runs
    left, right = pairs[runs.pair, 0], pairs[runs.pair, 1]
    a_base, b_base = shelf.base[left], shelf.base[right]
    a_stop, b_stop = runs.a + runs.length, runs.b + runs.length
    ahead = _reach(shelf, a_base, a_stop, b_base, b_stop, np.minimum(shelf.size[left] - a_stop, shelf.size[right] - b_stop), forward=True)
    back = _reach(shelf, a_base, runs.a, b_base, runs.b, np.minimum(runs.a, runs.b), forward=False)
    grown = Blocks(runs.pair, runs.a - back, runs.b - back, runs.length + back + ahead)
    order = np.lexsort((grown.a, grown.b - grown.a, grown.pair))
    grown = grown.take(order)
    new = np.ones(len(grown), np.bool_)
    new[1:] = (grown.pair[1:] != grown.pair[:-1]) | (grown.a[1:] != grown.a[:-1]) | (grown.b[1:] != grown.b[:-1])
    return grown.take(new)


def _reach(shelf: Shelf, a_base: Ints, i: Ints, b_base: Ints, j: Ints, room: Ints, *, forward: bool) -> Ints:
    reach = np.zeros(len(i), np.int64)
    live = np.arange(len(i))
    step = 16
    while len(live):  # gallop, then halve
        fits = reach[live] + step <= room[live]
        sign_i = i[live] + reach[live] if forward else i[live] - reach[live] - step
        sign_j = j[live] + reach[live] if forward else j[live] - reach[live] - step
        rows = np.flatnonzero(fits)
        good = rows[shelf.equal(a_base[live[rows]], sign_i[rows], b_base[live[rows]], sign_j[rows], np.full(len(rows), step, np.int64))]
        live = live[good]
        reach[live] += step
        step *= 2
    while step > 1:
        step //= 2
        rows = np.flatnonzero(reach + step <= room)
        if not len(rows):
            continue
        at_i = i[rows] + reach[rows] if forward else i[rows] - reach[rows] - step
        at_j = j[rows] + reach[rows] if forward else j[rows] - reach[rows] - step
        good = rows[shelf.equal(a_base[rows], at_i, b_base[rows], at_j, np.full(len(rows), step, np.int64))]
        reach[good] += step
    return reach


def untangled(shelf: Shelf, pairs: Ints, blocks: Blocks, least: int = ANCHOR) -> Blocks:
    """Give every letter of either text to one block, the longest that claims it; blocks that lose most of their letters go.

    Where a text says the same twice, those win that run forward in both, then those with company on their diagonal.
    """
    claim = 4 * blocks.length + np.minimum(_company(blocks), 4 * blocks.length)
    claim[in_order(shelf, pairs, blocks)] += _FIRST
    for side in (0, 1):
        blocks, claim = _claimed(shelf, pairs, blocks, claim, side, least)
    order = np.lexsort((blocks.a, blocks.pair))
    return blocks.take(order)


def _company(blocks: Blocks) -> Ints:
    """Return how many letters the blocks on nearly the same diagonal hold, the block itself left out; blocks sorted by diagonal."""
    if not len(blocks):
        return blocks.length
    diagonal = blocks.b - blocks.a
    new = np.ones(len(blocks), np.bool_)
    new[1:] = (blocks.pair[1:] != blocks.pair[:-1]) | (diagonal[1:] - diagonal[:-1] > _BAND)
    band = np.cumsum(new) - 1
    whole = np.bincount(band, blocks.length).astype(np.int64)
    company: Ints = whole[band] - blocks.length
    return company


def _claimed(shelf: Shelf, pairs: Ints, blocks: Blocks, claim: Ints, side: int, least: int) -> tuple[Blocks, Ints]:
    if not len(blocks):
        return blocks, claim
    order = np.argsort(claim, kind="stable")
    blocks, claim = blocks.take(order), claim[order]
    room = shelf.size[pairs[:, side]]
    begin = np.cumsum(room) - room
    start = begin[blocks.pair] + (blocks.a if side == 0 else blocks.b)
    low, high, kept = np.zeros(len(blocks), np.int64), blocks.length.copy(), blocks.length.copy()
    contested = _contested(start, blocks.length)
    if len(contested):
        low[contested], high[contested], kept[contested] = _fight(start[contested], blocks.length[contested])
    good = (kept >= least) & (2 * kept >= blocks.length) & (high > low)
    cut = Blocks(blocks.pair, blocks.a + low, blocks.b + low, high - low)
    return cut.take(good), claim[good]


def _contested(start: Ints, length: Ints) -> Ints:
    """Return the stretches `[start, start + length)` that overlap another, in the order given."""
    order = np.argsort(start, kind="stable")
    begin, reach = start[order], np.maximum.accumulate((start + length)[order])
    overlaps = np.zeros(len(start), np.bool_)
    overlaps[1:] = begin[1:] < reach[:-1]
    overlaps[:-1] |= overlaps[1:]  # the one before lies in the way, or lies inside one that does
    return np.sort(order[overlaps])


def _fight(start: Ints, length: Ints) -> tuple[Ints, Ints, Ints]:
    """Give each letter to the last stretch that covers it; return the first and last letter that each keeps, and how many."""
    cuts, ends = np.unique(np.concatenate([start, start + length]), return_inverse=True)  # no stretch begins or ends between two cuts
    begin, end = ends[: len(start)], ends[len(start) :]
    part, owner = ranges(begin, end)
    ground = np.empty(len(cuts), np.int64)
    ground[part] = owner
    mine = ground[part] == owner
    first = np.cumsum(end - begin) - (end - begin)
    low = np.minimum.reduceat(np.where(mine, cuts[part] - start[owner], 1 << 40), first)
    high = np.maximum.reduceat(np.where(mine, cuts[np.minimum(part + 1, len(cuts) - 1)] - start[owner], 0), first)
    return low, high, np.add.reduceat(np.where(mine, np.diff(cuts, append=0)[part], 0), first)
