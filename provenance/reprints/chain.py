"""From equal stretches to shared passages: stray stretches go, small differences are bridged, larger ones part two pieces."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from attrs import evolve, frozen
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cpdist

from provenance.kernels import compiled
from provenance.reprints.letters import BREAK, Flags, Ints
from provenance.reprints.repeats import Blocks
from provenance.reprints.shelf import Shelf

NEAR = 400
"""Letters that may stand between two stretches of one chain, on either side."""
_STRAY = 32
"""A stretch shorter than this counts only beside others: that many equal letters also meet in unrelated texts."""
_WORD = 16
"""A difference of at most a word or two on both sides is bridged without a look at it."""
_ALIKE = 0.55
_CLOSE = 60
"""Letters that may stand between two pieces of one close series: a clause put in or left out."""
_SHORT = 12
_ALONE = 64
"""A piece of so many letters (about 80 code points) stands for itself; a shorter one only in a chain that holds as many ..."""
_AMONG = 32
_MUCH = 240
"""... or, from `_AMONG` letters on, between texts that share `_MUCH` letters in pieces of the first two kinds: a sentence moved."""


@frozen(eq=False)
class Chains:
    """Blocks in order of the first text, with what lies between each and the next.

    `linked[k]`: block k+1 continues block k; `bridged[k]`: the difference between them is part of one piece; `common[k]`: letters of the
    difference that are the same on both sides; `a_gap`, `b_gap`: letters of the difference.
    """

    blocks: Blocks
    linked: Flags
    bridged: Flags
    common: Ints
    a_gap: Ints
    b_gap: Ints


@frozen(eq=False)
class Pieces:
    """Shared pieces in letters: `[a, a_stop)` of one text, `[b, b_stop)` of the other, `equal` letters the same.

    `chain` counts the equal letters of all pieces that follow each other closely. Parallel arrays.
    """

    pair: Ints
    a: Ints
    a_stop: Ints
    b: Ints
    b_stop: Ints
    equal: Ints
    chain: Ints

    def __len__(self) -> int:
        return len(self.pair)

    def take(self, rows: Ints | Flags) -> Pieces:
        """Return the chosen rows."""
        return Pieces(self.pair[rows], self.a[rows], self.a_stop[rows], self.b[rows], self.b_stop[rows], self.equal[rows], self.chain[rows])


def tidy(blocks: Blocks) -> Blocks:
    """Return the blocks without strays: short ones that stand alone."""
    for _ in range(3):
        linked, _, _ = links(blocks)
        lonely = ~linked
        lonely[1:] &= ~linked[:-1]
        stray = lonely & (blocks.length < _STRAY)
        if not stray.any():
            break
        blocks = blocks.take(~stray)
    return blocks


def link(shelf: Shelf, pairs: Ints, blocks: Blocks) -> Chains:
    """Return the blocks, chained, with what is the same in the differences between them."""
    linked, a_gap, b_gap = links(blocks)
    bridged, common = _bridges(shelf, pairs, blocks, linked, a_gap, b_gap)
    return Chains(blocks, linked, bridged, common, a_gap, b_gap)


def links(blocks: Blocks) -> tuple[Flags, Ints, Ints]:
    """Tell which blocks are continued by the next one, and how many letters lie between them in either text."""
    linked = np.zeros(len(blocks), np.bool_)
    a_gap, b_gap = np.zeros(len(blocks), np.int64), np.zeros(len(blocks), np.int64)
    if len(blocks) > 1:
        a_gap[:-1] = blocks.a[1:] - (blocks.a + blocks.length)[:-1]
        b_gap[:-1] = blocks.b[1:] - (blocks.b + blocks.length)[:-1]
        near = (a_gap[:-1] >= 0) & (b_gap[:-1] >= 0) & (a_gap[:-1] <= NEAR) & (b_gap[:-1] <= NEAR)
        linked[:-1] = near & (blocks.pair[1:] == blocks.pair[:-1])
    return linked, a_gap, b_gap


def _bridges(shelf: Shelf, pairs: Ints, blocks: Blocks, linked: Flags, a_gap: Ints, b_gap: Ints) -> tuple[Flags, Ints]:
    longer, shorter = np.maximum(a_gap, b_gap), np.minimum(a_gap, b_gap)
    bridged = linked & ((longer <= _WORD) & ((shorter > 0) | (longer <= 8)))
    common = np.zeros(len(blocks), np.int64)
    look = np.flatnonzero(linked & (longer > 2) & (shorter > 1) & (4 * shorter >= longer))
    if len(look):
        a = shelf.base[pairs[blocks.pair[look], 0]] + blocks.a[look] + blocks.length[look]
        b = shelf.base[pairs[blocks.pair[look], 1]] + blocks.b[look] + blocks.length[look]
        common[look] = _common_letters(shelf.codes, a, a_gap[look], b, b_gap[look])
        every = a_gap[look] + b_gap[look]
        bridged[look] |= (1 - (every - 2 * common[look]) / every).astype(np.float32).astype(np.float64) >= _ALIKE
    return bridged, common


def common_letters(codes: npt.NDArray[np.uint32], a: Ints, a_size: Ints, b: Ints, b_size: Ints) -> Ints:
    """Return for every two stretches, by where they begin and how long they are, the length of the longest series that both have."""
    letters = np.where(codes == BREAK, 0xE000, codes).astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    left = [letters[start : start + size] for start, size in zip(a.tolist(), a_size.tolist(), strict=True)]
    right = [letters[start : start + size] for start, size in zip(b.tolist(), b_size.tolist(), strict=True)]
    return np.asarray(cpdist(left, right, scorer=LCSseq.similarity), np.int64)


_common_letters = compiled("_common", common_letters)


def pieces(chains: Chains) -> Pieces:
    """Return the shared pieces that are long enough to be told, sorted by pair and place in the first text."""
    blocks = chains.blocks
    if not len(blocks):
        empty = np.empty(0, np.int64)
        return Pieces(empty, empty, empty, empty, empty, empty, empty)
    first = np.flatnonzero(np.concatenate([[True], ~chains.bridged[:-1]]))
    last = np.concatenate([first[1:], [len(blocks)]]) - 1
    equal = np.add.reduceat(blocks.length + np.where(chains.bridged, chains.common, 0), first)
    found = Pieces(
        blocks.pair[first],
        blocks.a[first],
        (blocks.a + blocks.length)[last],
        blocks.b[first],
        (blocks.b + blocks.length)[last],
        equal,
        equal,
    )
    close = chains.linked & (np.maximum(chains.a_gap, chains.b_gap) <= _CLOSE)
    chain = np.cumsum(np.concatenate([[True], ~close[:-1]]))[first] - 1
    whole = np.bincount(chain, weights=equal)[chain].astype(np.int64)
    found = evolve(found, chain=whole)
    told = (found.equal >= _ALONE) | ((whole >= _ALONE) & (found.equal >= _SHORT))
    much = np.bincount(found.pair[told], found.equal[told], int(found.pair.max()) + 1) >= _MUCH
    return found.take(told | ((found.equal >= _AMONG) & much[found.pair]))
