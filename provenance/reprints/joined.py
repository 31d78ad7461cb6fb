"""The candidate pairs of a small corpus: what `candidates.sql` and `pairs.sql` say, over arrays in memory.

A database takes longer to start than it takes to join the fingerprints of some thousand articles; a property holds the two equal.
"""

from __future__ import annotations

import numpy as np
from attrs import frozen

from provenance.reprints.letters import Flags, Ints

_COMMON = 100
"""Texts that hold a fingerprint which is still a rare one."""

_FAR = np.iinfo(np.int64).max
MEETINGS = 1_000_000
"""Meetings of two texts in a rare fingerprint that are held at once."""


@frozen(eq=False)
class _Postings:
    """The fingerprints that more than one text holds, by hash and text; `first` and `end` bound the holders of each one's hash."""

    docs: Ints
    places: Ints
    first: Ints
    end: Ints


def joined(hashes: Ints, docs: Ints, places: Ints) -> tuple[Ints, Flags] | None:
    """Return the pairs of texts worth aligning, and which of them are surely kin; None when they meet too often for that."""
    shared = _postings(hashes, docs, places)
    holders = shared.end - shared.first
    if int((holders[holders <= _COMMON] - 1).sum()) > 2 * MEETINGS:
        return None
    rare, common, count = _rare(shared), _common(shared), int(docs.max(initial=0)) + 1
    left, right = shared.docs[np.concatenate([rare[0], common[0]])], shared.docs[np.concatenate([rare[1], common[1]])]
    keys, which = _numbered(left * count + right)
    in_rare, total = which[: len(rare[0])], len(keys)
    hits, often = np.bincount(in_rare, minlength=total), np.bincount(which[len(rare[0]) :], minlength=total)
    reach = np.minimum(*(_reach(in_rare, shared.places[side], total) for side in rare))
    a, b = keys // count, keys % count
    sizes = np.bincount(docs)
    least = np.minimum(sizes[a], sizes[b])
    met = hits + often
    worth = (hits >= 2) & (reach >= 16) & ((hits >= 4) | (32 * hits >= least)) | (often >= 1) & (4 * met >= least)
    pairs, met, close = np.stack([a, b], axis=1)[worth], met[worth], (10 * met >= 4 * least)[worth]
    kept = _kept(pairs, met, close)
    return pairs[kept], met[kept] >= 12


def _postings(hashes: Ints, docs: Ints, places: Ints) -> _Postings:
    order = np.argsort(hashes)
    same = np.diff(hashes[order]) == 0
    order = order[np.append(same, False) | np.append(False, same)] if len(order) else order
    order = order[np.lexsort((docs[order], hashes[order]))]
    begins = np.flatnonzero(np.diff(hashes[order], prepend=-1))
    sizes = np.diff(begins, append=len(order))
    first = np.repeat(begins, sizes)
    return _Postings(docs[order], places[order].astype(np.int64), first, first + np.repeat(sizes, sizes))


def _rare(shared: _Postings) -> tuple[Ints, Ints]:
    """Return every two postings of a rare fingerprint."""
    left, step = [], 0
    some = np.flatnonzero(shared.end - shared.first <= _COMMON)
    while len(some):
        step += 1
        some = some[some + step < shared.end[some]]
        left.append(some)
    steps = np.repeat(np.arange(1, len(left) + 1), [len(some) for some in left])
    found: Ints = np.concatenate(left) if left else some
    return found, found + steps


def _common(shared: _Postings) -> tuple[Ints, Ints]:
    """Return the postings of a common fingerprint, each with the first and the last text that hold it."""
    own = np.flatnonzero(shared.end - shared.first > _COMMON)
    first, last = shared.first[own], shared.end[own] - 1
    behind, between = own > first, (own > first) & (own < last)
    return np.concatenate([first[behind], own[between]]), np.concatenate([own[behind], last[between]])


def _numbered(keys: Ints) -> tuple[Ints, Ints]:
    """Return the different keys in order, and which of them each one is; NumPy's own way loads what takes longer than this."""
    order, which = np.argsort(keys), np.empty(len(keys), np.int64)
    new = np.diff(keys[order], prepend=-1) != 0
    which[order] = np.cumsum(new) - 1
    return keys[order][new], which


def _reach(which: Ints, places: Ints, total: int) -> Ints:
    """Return how far apart the outermost places of each pair are, 0 for a pair that has none."""
    low, high = np.full(total, _FAR), np.full(total, -1)
    np.minimum.at(low, which, places)
    np.maximum.at(high, which, places)
    return np.where(high < 0, 0, high - low)


def _kept(pairs: Ints, met: Ints, close: Flags) -> Flags:
    """Return which pairs stay: of two in a crowd those among the nearest of either, or that share much outside of a great one."""
    doc, other = pairs.T.reshape(-1), pairs[:, ::-1].T.reshape(-1)
    partners = np.bincount(doc)
    order = np.lexsort((other, -np.tile(met, 2), doc))
    place = np.empty(len(doc), np.int64)
    place[order] = np.arange(len(doc)) - (np.cumsum(partners) - partners)[doc[order]]
    near = (place < 12).reshape(2, -1).any(axis=0)
    fewest = np.minimum(partners[pairs[:, 0]], partners[pairs[:, 1]])
    kept: Flags = (fewest <= 24) | near | (close & (fewest <= 200))
    return kept
