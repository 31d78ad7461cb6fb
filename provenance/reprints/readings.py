"""Which words of a copy its source has not, although others have them: who copies takes over what his source changed, letter by letter."""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p

import numpy as np
from attrs import frozen

from provenance.kernels import compiled
from provenance.reprints.letters import BREAK, Ints, Page, Table, grams, line_of, table
from provenance.reprints.mentions import Member
from provenance.reprints.trees import Floats, Paths, product

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
    return _said(*_patterns(_pages(members), table()), back)


def weights_of(members: Sequence[Member], ways: Paths, above: Floats, worths: tuple[float, float, float]) -> Floats:
    """Return what the words say of each arrow in which members differ, given how likely the child of each goes back to its source.

    `worths` are the weights of the three tables in `Readings`, of the logarithms of the first two.
    """
    found = _patterns(_pages(members), table())
    return _reading_weights(*found, ways.source, ways.child, above, len(members), worths)


def _pages(members: Sequence[Member]) -> list[Page]:
    return [Page(member.text[:_LONGEST], member.signals.body, member.signals.furniture) for member in members]


def patterns(pages: Sequence[Page], table: Table) -> tuple[Ints, Ints]:  # noqa: ARG001 -- what the kernel asks
    """Return which members have the same readings, as the bits of numbers, in order, and how many readings that are."""
    line = line_of(pages)
    runs, owner, place = grams(line, _LETTERS, _BITS)
    breaks, start = np.cumsum(line.codes == BREAK), line.base[owner] + place
    whole = breaks[start + _LETTERS - 1] == breaks[start] - (line.codes[start] == BREAK)  # where furniture stood, nobody's words are
    runs, owner = runs[whole], owner[whole]
    bits = np.uint64(len(pages).bit_length())
    both = runs >> bits << bits | owner.astype(np.uint64)  # sorted in one go: the run above, who has it below
    both.sort()
    runs, holder = both >> bits, np.left_shift(1, (both & ((np.uint64(1) << bits) - np.uint64(1))).view(np.int64))
    first = np.flatnonzero(np.concatenate([[True], runs[1:] != runs[:-1]])[: len(runs)])
    return np.unique(np.bitwise_or.reduceat(holder, first) if len(first) else holder, return_counts=True)


_patterns = compiled("_readings", patterns)


def reading_weights(
    patterns: Ints, times: Ints, source: Ints, child: Ints, above: Floats, count: int, worths: tuple[float, float, float]
) -> Floats:
    """Return what `weights_of` returns, of so many members whose readings are known, for the arrows from `source[k]` to `child[k]`."""
    back = np.zeros((count, count))
    back[source, child] = above
    found = _said(patterns, times, back)
    some = zip(*(column[source, child].tolist() for column in (found.elsewhere, found.most, found.rate)), strict=True)
    many, most, rate = worths
    return np.array([many * log1p(all_) + most * log1p(one) + rate * share if all_ else 0.0 for all_, one, share in some], np.float64)


_reading_weights = compiled("_readings", reading_weights)


def _said(patterns: Ints, times: Ints, back: Floats) -> Readings:
    """Return what the words say of members who have so many readings in the same patterns."""
    count = len(back)
    has = ((patterns >> np.arange(count)[:, None]) & 1).astype(np.float64)
    sizes, several = has @ times, has.sum(axis=0)
    told = (several > 1) & (several < count)  # what one has alone, or all have, tells nothing
    has, times = has[:, told], times[told]
    lack, mine = 1 - has, has * times
    trust = 1 - back  # [copy, witness]
    np.fill_diagonal(trust, 0)
    witnessed = 1 - np.prod(1 - has * trust[:, :, None], axis=1)
    elsewhere = product(mine * witnessed, lack.T)
    one = (((mine[:, None] * lack) @ has.T) * trust[:, None]).max(axis=2)
    return Readings(elsewhere.T, one.T, (elsewhere / np.maximum(1.0, sizes)[:, None]).T)
