"""A shelf: the letters of some hundred texts side by side in flat arrays, so that many pairs are aligned in one sweep."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from provenance.reprints.letters import Flags, Hashes, Ints, Letters, grams, powers_to

ANCHOR = 12
"""Letters of an anchor: short enough that a page read with 5 % wrong letters still holds one in two."""
_SHIFT = np.uint64(20)
_DOC = np.uint64(44)


class Shelf:
    """The letters of several texts, one behind the other, each followed by one empty place.

    `base[k]` is where text k begins, `size[k]` its number of letters; places count from the beginning of the whole shelf.
    """

    def __init__(self, texts: Sequence[Letters]) -> None:
        """Lay the texts side by side."""
        self.size: Ints = np.array([len(text.codes) for text in texts], np.int64)
        self.base: Ints = np.concatenate([[0], np.cumsum(self.size + 1)[:-1]]).astype(np.int64) if len(texts) else np.empty(0, np.int64)
        self.prefix: Hashes = np.concatenate([np.empty(0, np.uint64), *(text.prefix for text in texts)])
        self.codes: npt.NDArray[np.uint32] = _padded([text.codes for text in texts], 0xFFFF_FFFF, np.uint32)
        self.marks: npt.NDArray[np.uint8] = _padded([text.marks for text in texts], 4, np.uint8)
        self.at: npt.NDArray[np.int32] = _padded([text.at for text in texts], 0, np.int32)
        self.down = powers_to(int(self.size.max(initial=0)))[1]
        self._anchors(texts)

    def _anchors(self, texts: Sequence[Letters]) -> None:
        places, hashes = [np.empty(0, np.int64)], [np.empty(0, np.uint64)]
        for text in texts:
            found = grams(text, ANCHOR)
            chosen = np.flatnonzero((found >> np.uint64(62)) == 0)
            places.append(chosen)
            hashes.append(found[chosen])
        counts = np.array([len(chosen) for chosen in places[1:]], np.int64)
        self.anchor_stop: Ints = np.cumsum(counts)
        self.anchor_start: Ints = self.anchor_stop - counts
        self.anchor_place: Ints = np.concatenate(places)
        self.anchor_hash: Hashes = (np.concatenate(hashes) << np.uint64(2)) >> _SHIFT
        keys = (np.repeat(np.arange(len(texts), dtype=np.uint64), counts) << _DOC) | self.anchor_hash
        order = np.argsort(keys, kind="stable")
        self.keys: Hashes = keys[order]
        self.key_place: Ints = self.anchor_place[order]
        edges = np.flatnonzero(np.concatenate([[True], self.keys[1:] != self.keys[:-1]])[: len(keys)])
        self.key_count: Ints = np.zeros(len(keys), np.int64)
        self.key_count[edges] = np.diff(np.concatenate([edges, [len(keys)]]))

    def look_up(self, docs: Ints, hashes: Hashes) -> tuple[Ints, Ints]:
        """Return, for anchors `hashes` sought in the texts `docs`, the first index into `key_place` and the number of occurrences."""
        sought = (docs.astype(np.uint64) << _DOC) | hashes
        first = np.searchsorted(self.keys, sought)
        first[first == len(self.keys)] = 0
        count = np.where(self.keys[first] == sought, self.key_count[first], 0) if len(self.keys) else np.zeros(len(docs), np.int64)
        return first, count

    def equal(self, a_base: Ints, i: Ints, b_base: Ints, j: Ints, length: Ints) -> Flags:
        """Tell for every row whether `length` letters from place i of one text and place j of another are the same."""
        left = (self.prefix[a_base + i + length] - self.prefix[a_base + i]) * self.down[i]
        right = (self.prefix[b_base + j + length] - self.prefix[b_base + j]) * self.down[j]
        same: Flags = np.equal(left, right)
        return same

    @cached_property
    def string(self) -> str:
        """All letters as one string, breaks as U+E000."""
        codes = np.where(self.codes == 0xFFFF_FFFF, 0xE000, self.codes).astype("<u4")
        return codes.tobytes().decode("utf-32-le", "surrogatepass")


def _padded(parts: Sequence[npt.NDArray[Any]], filler: int, kind: Any) -> npt.NDArray[Any]:
    end = np.array([filler], kind)
    pieces = [piece for part in parts for piece in (part, end)]
    return np.concatenate(pieces).astype(kind) if pieces else np.empty(0, kind)


def ranges(start: Ints, stop: Ints) -> tuple[Ints, Ints]:
    """Return all integers of the half-open ranges in order, and for each the number of its range."""
    count = stop - start
    owner = np.repeat(np.arange(len(start)), count)
    first = np.cumsum(count) - count
    return np.arange(int(count.sum())) - first[owner] + start[owner], owner
