"""A shelf: the letters of some hundred texts side by side in flat arrays, so that many pairs are aligned in one sweep."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from provenance.kernels import compiled
from provenance.reprints.letters import Counts, Flags, Hashes, Ints, Line, Page, grams, line_of

ANCHOR = 12
"""Letters of an anchor: short enough that a page read with 5 % wrong letters still holds one in two."""
_BITS = 2
_SHIFT = np.uint64(20)
_DOC = np.uint64(44)
_HASH = np.uint64((1 << 44) - 1)


class Shelf:
    """The letters of several texts, one behind the other, each followed by one empty place.

    `base[k]` is where text k begins, `size[k]` its number of letters; places count from the beginning of the whole shelf.
    """

    def __init__(self, pages: Sequence[Page]) -> None:
        """Lay the texts side by side."""
        line = line_of(pages)
        self.size, self.base, self.prefix, self.down = line.size, line.base, line.prefix, line.down
        self.codes, self.marks, self.at = line.codes, line.marks, line.at
        self._anchors(line)

    def _anchors(self, line: Line) -> None:
        hashes, owners, places = grams(line, ANCHOR, _BITS)
        found = _order_anchors(hashes << np.uint64(_BITS) >> _SHIFT, owners, places, len(line.base))
        self.anchor_place, self.anchor_start, self.anchor_stop, self.anchor_of_key, self.keys, self.key_place, self.key_count = found

    def look_up(self, left: Ints, right: Ints) -> tuple[Ints, Ints, Ints, Ints]:
        """Seek all anchors of the texts `left` in the texts `right`, row by row.

        Return, for every anchor in order of place, its number, its row, the first index into `key_place` and the number of occurrences.
        """
        rows, owner = ranges(self.anchor_start[left], self.anchor_stop[left])
        sought = (right.astype(np.uint64) << _DOC)[owner] | (self.keys[rows] & _HASH)
        found = np.searchsorted(self.keys, sought)  # rows run along sorted keys here: much faster than in order of place
        found[found == len(self.keys)] = 0
        hit = np.flatnonzero(self.keys[found] == sought) if len(self.keys) else found
        target = self.anchor_of_key[rows[hit]] - rows[hit] + hit
        first, count = np.zeros(len(rows), np.int64), np.zeros(len(rows), np.int64)
        first[target], count[target] = found[hit], self.key_count[found[hit]]
        return rows, owner, first, count

    def equal(self, a_base: Ints, i: Ints, b_base: Ints, j: Ints, length: Ints) -> Flags:
        """Tell for every row whether `length` letters from place i of one text and place j of another are the same."""
        left = (self.prefix[a_base + i + length] - self.prefix[a_base + i]) * self.down[i]
        right = (self.prefix[b_base + j + length] - self.prefix[b_base + j]) * self.down[j]
        same: Flags = np.equal(left, right)
        return same


def order_anchors(hashes: Hashes, owners: Ints, places: Ints, texts: int) -> tuple[Ints, Ints, Ints, Ints, Hashes, Ints, Ints]:
    """Return the anchors that come again: their places in order, where those of each text begin and end, and then, in the order of
    their keys (text and hash), their numbers, keys, places, and at the first of each key how often it comes.
    """
    again = _again(hashes)  # a run of letters that stands on the shelf once has nobody to meet
    hashes, owners, places = hashes[again], owners[again], places[again]
    counts = np.bincount(owners, minlength=texts)
    stop: Ints = np.cumsum(counts)
    start: Ints = stop - counts
    number: Ints = np.empty(len(hashes), np.int64)
    for low, high in zip(start.tolist(), stop.tolist(), strict=True):
        number[low:high] = hashes[low:high].argsort(kind="stable") + low
    keys: Hashes = ((owners.astype(np.uint64) << _DOC) | hashes)[number]
    edges = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])[: len(keys)])
    count: Ints = np.zeros(len(keys), np.int64)
    count[edges] = np.diff(np.concatenate([edges, [len(keys)]]))
    return places, start, stop, number, keys, places[number], count


_order_anchors = compiled("_shelf", order_anchors)


def _again(hashes: Hashes) -> Flags:
    """Return the hashes that come more than once, and a few more."""
    bits = max(10, (2 * len(hashes)).bit_length())
    bucket = (hashes & np.uint64((1 << bits) - 1)).astype(np.int64)
    again: Flags = np.bincount(bucket, minlength=1 << bits)[bucket] > 1
    return again


def ranges(start: Ints | Counts, stop: Ints | Counts) -> tuple[Ints, Ints]:
    """Return all integers of the half-open ranges in order, and for each the number of its range."""
    count = stop - start
    end = np.cumsum(count, dtype=np.int64)
    every = np.repeat(start - end + count, count)
    every += np.arange(len(every))
    return every, np.repeat(np.arange(len(start)), count)
