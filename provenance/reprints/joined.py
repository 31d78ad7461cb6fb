"""The candidate pairs of a corpus whose fingerprints fit into memory: what `candidates.sql` and `pairs.sql` say, over arrays.

A database takes several times as long to join the fingerprints of a hundred thousand articles, and longer to start than it takes to join
those of some thousand; a property holds the two equal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from provenance.kernels import compiled
from provenance.reprints.fingerprint import HIGHEST
from provenance.reprints.letters import Counts, Flags, Ints

AT_ONCE = 1_000_000
"""Fingerprints that are sorted at once."""
MEETINGS = 1_000_000
"""Meetings of two texts in a rare fingerprint that are held at once, about."""
_COMMON = 100
"""Texts that hold a fingerprint which is still a rare one."""
_CROWD, _NEAREST, _GREAT = 24, 12, 200
"""Partners that make a text one of a crowd, how many of them stay in any case, and partners that make a great crowd: see `pairs.sql`."""
_FAR = np.iinfo(np.int64).max

Batch = tuple[Ints, Ints, Counts]
"""Fingerprints as columns: hashes, texts, places."""


def joined(batches: list[Batch], sizes: Ints) -> tuple[Ints, Flags]:
    """Return the pairs of texts worth aligning, sorted, and which of them are surely kin; `sizes` are the fingerprints of each text.

    The batches are forgotten once they are read.
    """
    rows = sum(len(hashes) for hashes, _, _ in batches)
    prints, first, end = np.empty((rows, 2), np.int32), np.empty(rows, np.int32), np.empty(rows, np.int32)
    steps, row = max(1, -(-rows // AT_ONCE)), 0
    bounds = [(HIGHEST + 1) * step // steps for step in range(steps + 1)]
    for low, high in pairwise(bounds):
        row = _gathered(batches, low, high - 1, prints, first, end, row)
    batches.clear()
    pairs, shares, close = _met(prints[:row], first[:row], end[:row], sizes)
    kept = _kept(pairs, shares, close, len(sizes))
    return pairs[kept], shares[kept] >= _NEAREST


def gathered(batches: Sequence[Batch], low: int, high: int, prints: Counts, first: Counts, end: Counts, row: int) -> int:
    """Write down, from a row on, the fingerprints in `[low, high]` that several texts hold; return the row after the last.

    By hash and text: `prints` are text and place of each, `first` and `end` between which rows stand all that have its hash.
    """
    some = [(part, np.flatnonzero((part[0] >= low) & (part[0] <= high))) for part in batches]
    none = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int32))
    hashes, docs, places = (np.concatenate([none[k], *(part[k][rows] for part, rows in some)]) for k in range(3))
    order = np.argsort(hashes)
    same = np.diff(hashes[order]) == 0
    order = order[np.append(same, False) | np.append(False, same)] if len(order) else order
    order = order[np.lexsort((docs[order], hashes[order]))]
    begins = np.flatnonzero(np.diff(hashes[order], prepend=-1))
    sizes = np.diff(begins, append=len(order))
    begin = np.repeat(begins, sizes) + row
    stop = row + len(order)
    prints[row:stop, 0], prints[row:stop, 1] = docs[order], places[order]
    first[row:stop], end[row:stop] = begin, begin + np.repeat(sizes, sizes)
    return stop


_gathered = compiled("_joined", gathered)


def met(prints: Counts, first: Counts, end: Counts, sizes: Ints) -> tuple[Ints, Ints, Flags]:
    """Return the pairs of texts worth aligning, sorted, how many fingerprints each shares, and which share much of the shorter text.

    `prints`, `first` and `end` are what `gathered` has written down.
    """
    found = [(np.empty((0, 2), np.int64), np.empty(0, np.int64), np.empty(0, np.bool_))]
    found += [_worth(*some, prints, sizes) for some in _meetings(prints[:, 0], first.astype(np.int64), end.astype(np.int64))]
    pairs, shares, close = (np.concatenate(column) for column in zip(*found, strict=True))
    return pairs, shares, close


_met = compiled("_joined", met)


def _meetings(docs: Counts, first: Ints, end: Ints) -> Iterator[tuple[Ints, Ints, Ints, Ints]]:
    """Yield every two postings of a rare fingerprint and those that meet in a common one, all of some texts at a time."""
    row = np.arange(len(docs))
    rare = end - first <= _COMMON
    later = np.where(rare, end - row - 1, 0)
    turn = (np.cumsum(np.bincount(docs, later)) // MEETINGS)[docs] if len(docs) else row
    behind, between = np.flatnonzero(~rare & (row > first)), np.flatnonzero(~rare & (row > first) & (row < end - 1))
    left, right = np.concatenate([first[behind], between]), np.concatenate([behind, end[between] - 1])
    for now in np.unique(turn):
        some = np.flatnonzero(rare & (turn == now))
        steps = later[some]
        a = np.repeat(some, steps)
        b = a + 1 + np.arange(len(a)) - np.repeat(np.cumsum(steps) - steps, steps)
        common = turn[left] == now
        yield a, b, left[common], right[common]


def _worth(a: Ints, b: Ints, left: Ints, right: Ints, prints: Counts, sizes: Ints) -> tuple[Ints, Ints, Flags]:
    """Return what `met` returns of some meetings: postings `a` and `b` of rare fingerprints, `left` and `right` of common ones."""
    count = len(sizes)
    keys, which = _numbered(prints[np.concatenate([a, left]), 0].astype(np.int64) * count + prints[np.concatenate([b, right]), 0])
    in_rare, total = which[: len(a)], len(keys)
    hits, often = np.bincount(in_rare, minlength=total), np.bincount(which[len(a) :], minlength=total)
    reach = np.minimum(*(_reach(in_rare, prints[side, 1], total) for side in (a, b)))
    pairs = np.stack([keys // count, keys % count], axis=1)
    least = sizes[pairs].min(axis=1)
    shares = hits + often
    worth = (hits >= 2) & (reach >= 16) & ((hits >= 4) | (32 * hits >= least)) | (often >= 1) & (4 * shares >= least)
    return pairs[worth], shares[worth], (10 * shares >= 4 * least)[worth]


def _numbered(keys: Ints) -> tuple[Ints, Ints]:
    """Return the different keys in order, and which of them each one is; NumPy's own way loads what takes longer than this."""
    order, which = np.argsort(keys), np.empty(len(keys), np.int64)
    new = np.diff(keys[order], prepend=-1) != 0
    which[order] = np.cumsum(new) - 1
    return keys[order][new], which


def _reach(which: Ints, places: Counts, total: int) -> Ints:
    """Return how far apart the outermost places of each pair are, 0 for a pair that has none."""
    low, high = np.full(total, _FAR), np.full(total, -1)
    np.minimum.at(low, which, places)
    np.maximum.at(high, which, places)
    return np.where(high < 0, 0, high - low)


def _kept(pairs: Ints, shares: Ints, close: Flags, count: int) -> Flags:
    """Return which pairs stay: of two in a crowd those among the nearest of either, or that share much outside of a great one."""
    partners: npt.NDArray[np.int64] = np.bincount(pairs.ravel(), minlength=count)
    fewest = partners[pairs].min(axis=1)
    kept: Flags = (fewest <= _CROWD) | (close & (fewest <= _GREAT))
    crowd = np.flatnonzero(fewest > _CROWD)
    sides = np.flatnonzero(partners[pairs.ravel()] > _CROWD)
    doc, other, row = pairs.ravel()[sides], pairs[:, ::-1].ravel()[sides], sides // 2
    order = np.lexsort((other, -shares[row], doc))
    doc, row = doc[order], row[order]
    place = np.arange(len(doc)) - np.searchsorted(doc, doc)
    near = np.zeros(len(pairs), np.bool_)
    near[row[place < _NEAREST]] = True
    kept[crowd] |= near[crowd]
    return kept
