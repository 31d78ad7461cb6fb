"""Which words of a copy its source has not, although others have them: who copies takes over what his source changed, letter by letter."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from provenance.reprints.letters import BREAK, Page, grams, lay, letters_of
from provenance.reprints.mentions import Member
from provenance.reprints.trees import Floats

LARGEST = 30
"""Larger families are not read word by word."""
_LETTERS, _BITS = 16, 2
"""Letters of a reading, some three words; one in four is looked at."""
_LONGEST = 50_000
"""Code points of a text that are read."""


@frozen(eq=False)
class Readings:
    """What the words say about "c was copied from p", as tables [p, c]: how many readings of c that p has not stand elsewhere, with how
    many of them its best witness has them, and what share of all readings of c they are.
    """

    elsewhere: Floats
    most: Floats
    rate: Floats


def readings(members: Sequence[Member], back: Floats) -> Readings:
    """Return what the words say in which members differ.

    `back[p, c]` is how likely c goes back to p: whoever was copied from c has its words from it, and is no witness against its source.
    """
    has, times = _patterns(members)
    sizes, several = has @ times, has.sum(axis=0)
    told = (several > 1) & (several < len(members))  # what one has alone, or all have, tells nothing
    has, times = has[:, told], times[told]
    lack, mine = 1 - has, has * times
    trust = 1 - back  # [copy, witness]
    np.fill_diagonal(trust, 0)
    witnessed = 1 - np.prod(1 - has * trust[:, :, None], axis=1)
    elsewhere = (mine * witnessed) @ lack.T
    one = (((mine[:, None] * lack) @ has.T) * trust[:, None]).max(axis=2)
    return Readings(elsewhere.T, one.T, (elsewhere / np.maximum(1.0, sizes)[:, None]).T)


def _patterns(members: Sequence[Member]) -> tuple[Floats, Floats]:
    """Return which members (rows, 0 or 1) have the same readings (columns), and how many readings that are."""
    pages = [Page(member.text[:_LONGEST], member.signals.body, member.signals.furniture) for member in members]
    line = lay(letters_of(pages))
    runs, owner, place = grams(line, _LETTERS, _BITS)
    broken = line.codes == BREAK
    if np.count_nonzero(broken) > len(members):  # one stands behind every text
        breaks, start = np.cumsum(broken), line.base[owner] + place
        whole = breaks[start + _LETTERS - 1] == breaks[start] - broken[start]  # where furniture stood, nobody's words are
        runs, owner = runs[whole], owner[whole]
    bits = np.uint64(len(members).bit_length())
    both = runs >> bits << bits | owner.astype(np.uint64)  # sorted in one go: the run above, who has it below
    both.sort()
    runs, holder = both >> bits, np.left_shift(1, (both & ((np.uint64(1) << bits) - np.uint64(1))).view(np.int64))
    first = np.flatnonzero(np.concatenate([[True], runs[1:] != runs[:-1]])[: len(runs)])
    patterns, times = np.unique(np.bitwise_or.reduceat(holder, first) if len(first) else holder, return_counts=True)
    return ((patterns >> np.arange(len(members))[:, None]) & 1).astype(np.float64), times.astype(np.float64)
