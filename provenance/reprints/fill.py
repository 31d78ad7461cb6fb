"""The second look: short equal stretches in the gaps that the first look left, where noise or rewriting broke the longer ones."""

from __future__ import annotations

import numpy as np

from provenance.kernels import compiled
from provenance.reprints.blocks import joined, untangled
from provenance.reprints.chain import NEAR, links
from provenance.reprints.letters import Flags, Ints
from provenance.reprints.repeats import Blocks
from provenance.reprints.shelf import Shelf, ranges

FINE = 6
"""Letters of a short anchor."""
_WINDOW = 160
"""Letters before the first and after the last block of a chain that are looked at."""
_DRIFT = 40
_STEP = 26
_SKEW = 14
"""A short block must follow or precede another within `_STEP` letters on both sides, differing by at most `_SKEW`."""
_STRETCH = 34
"""Bits of a key that come from the letters; those above say in which stretch they stand."""
_APART = 0x9E3779B1
"""An odd number that gives the same letters in two stretches two places in a table."""


def fill(shelf: Shelf, pairs: Ints, blocks: Blocks) -> Blocks:
    """Return the blocks with the short ones that lie between and beside them, sorted by pair and place."""
    return Blocks(*_with_short_ones(shelf, pairs, *blocks.columns())) if len(blocks) else blocks


def with_short_ones(shelf: Shelf, pairs: Ints, pair: Ints, a: Ints, b: Ints, length: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Return what `fill` returns as columns; there is at least one block."""
    blocks = Blocks(pair, a, b, length)
    fine = _fine(shelf, pairs, *_gaps(shelf, pairs, blocks))
    if not len(fine):
        return blocks.columns()
    every = Blocks(*(np.concatenate([getattr(blocks, name), getattr(fine, name)]) for name in ("pair", "a", "b", "length")))
    order = np.lexsort((every.a, every.b - every.a, every.pair))
    every = untangled(shelf, pairs, every.take(order), FINE)
    for _ in range(4):
        keep = _held(every)
        if keep.all():
            break
        every = every.take(keep)
    return every.columns()


_with_short_ones = compiled("_blocks", with_short_ones)


def _held(blocks: Blocks) -> Flags:
    """Tell which blocks are long, or close to a neighbour on both sides alike."""
    _, a_gap, b_gap = links(blocks)
    close = np.zeros(len(blocks), np.bool_)
    close[:-1] = (blocks.pair[1:] == blocks.pair[:-1]) & (a_gap[:-1] >= 0) & (b_gap[:-1] >= 0)
    close &= (a_gap <= _STEP) & (b_gap <= _STEP) & (np.abs(a_gap - b_gap) <= _SKEW)
    held: Flags = close | (blocks.length >= 12)
    held[1:] |= close[:-1]
    return held


def _gaps(shelf: Shelf, pairs: Ints, blocks: Blocks) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """Return the stretches to look at again: pair, and `[a, a_stop)`, `[b, b_stop)` in letters."""
    linked, a_gap, b_gap = links(blocks)
    a_end, b_end = blocks.a + blocks.length, blocks.b + blocks.length
    inner = np.flatnonzero(linked & (np.minimum(a_gap, b_gap) > FINE) & (np.maximum(a_gap, b_gap) <= NEAR))
    same_next = np.zeros(len(blocks), np.bool_)
    same_next[:-1] = blocks.pair[1:] == blocks.pair[:-1]
    left, right = shelf.size[pairs[blocks.pair, 0]], shelf.size[pairs[blocks.pair, 1]]
    next_a = np.where(same_next, np.concatenate([blocks.a[1:], [0]]), left)
    last_a = np.zeros(len(blocks), np.int64)
    last_a[1:] = np.where(same_next[:-1], a_end[:-1], 0)
    after = np.flatnonzero(~linked)
    first = np.ones(len(blocks), np.bool_)
    first[1:] = ~linked[:-1]
    before = np.flatnonzero(first)
    columns = [
        (blocks.pair[inner], a_end[inner], a_end[inner] + a_gap[inner], b_end[inner], b_end[inner] + b_gap[inner]),
        (
            blocks.pair[after],
            a_end[after],
            np.clip(next_a[after], a_end[after], a_end[after] + _WINDOW),
            b_end[after],
            np.minimum(right[after], b_end[after] + _WINDOW),
        ),
        (
            blocks.pair[before],
            np.clip(last_a[before], blocks.a[before] - _WINDOW, blocks.a[before]),
            blocks.a[before],
            np.maximum(0, blocks.b[before] - _WINDOW),
            blocks.b[before],
        ),
    ]
    pair, a, a_stop, b, b_stop = (np.concatenate(parts) for parts in zip(*columns, strict=True))
    wide = np.flatnonzero((a_stop - a > FINE) & (b_stop - b > FINE))
    return pair[wide], a[wide], a_stop[wide], b[wide], b_stop[wide]


def _fine(shelf: Shelf, pairs: Ints, pair: Ints, a: Ints, a_stop: Ints, b: Ints, b_stop: Ints) -> Blocks:
    """Return the short blocks inside the given stretches."""
    a_place, a_owner = ranges(a, a_stop - FINE + 1)
    b_place, b_owner = ranges(b, b_stop - FINE + 1)
    a_key = _keys(shelf, shelf.base[pairs[pair[a_owner], 0]], a_place, a_owner)
    b_key = _keys(shelf, shelf.base[pairs[pair[b_owner], 1]], b_place, b_owner)
    a_hit, b_hit = _both(a_key, b_key)
    a_key, a_place, a_owner = a_key[a_hit], a_place[a_hit], a_owner[a_hit]
    b_key, b_place = b_key[b_hit], b_place[b_hit]
    order = np.argsort(b_key, kind="stable")
    sorted_key = b_key[order]
    low = np.searchsorted(sorted_key, a_key)
    low[low == len(sorted_key)] = 0
    hit = np.flatnonzero(sorted_key[low] == a_key) if len(sorted_key) else np.empty(0, np.int64)
    high = np.searchsorted(sorted_key, a_key[hit], side="right")
    few = high - low[hit] <= 3
    hit, high = hit[few], high[few]
    found, which = ranges(low[hit], high)
    rows = hit[which]
    owner, i, j = a_owner[rows], a_place[rows], b_place[order[found]]
    drift = np.minimum(np.abs((j - b[owner]) - (i - a[owner])), np.abs((b_stop[owner] - j) - (a_stop[owner] - i)))
    near = np.flatnonzero(drift <= _DRIFT)
    anchors = Blocks(pair[owner[near]], i[near], j[near], np.full(len(near), FINE, np.int64))
    if not len(anchors):
        return anchors
    order = np.lexsort((anchors.a, anchors.b - anchors.a, anchors.pair))
    return joined(shelf, pairs, anchors.take(order))


def _both(left: Ints, right: Ints) -> tuple[Flags, Flags]:
    """Return the keys of either side that the other has too, and a few more."""
    bits = max(10, (4 * max(len(left), len(right))).bit_length())
    places = [(some + (some >> _STRETCH) * _APART) & ((1 << bits) - 1) for some in (left, right)]
    out = []
    for mine, others in (places, reversed(places)):
        held = np.zeros(1 << bits, np.bool_)
        held[others] = True
        out.append(held[mine])
    return out[0], out[1]


def _keys(shelf: Shelf, base: Ints, place: Ints, owner: Ints) -> Ints:
    """Return one number for stretch and letters of every short anchor."""
    value = (shelf.prefix[base + place + FINE] - shelf.prefix[base + place]) * shelf.down[place]
    value ^= value >> np.uint64(31)
    value *= np.uint64(0xD6E8FEB86659FD93)
    keys: Ints = ((value >> np.uint64(64 - _STRETCH)) ^ (owner.astype(np.uint64) << np.uint64(_STRETCH))).view(np.int64)
    return keys
