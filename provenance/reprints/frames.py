"""Texts that are little more than the frame of a form: a bulletin cut before its figures, a notice whose one name is the same by chance.

Two such texts have no figure in which they could differ, so that the pair alone looks like a copy. Their company tells: the versions of an
article are versions of each other, while those of a frame are fillings of one form. How many partners a text keeps in a crowd does not
matter for that, a few that contradict each other are enough.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array, csr_array

from provenance.reprints.letters import Flags, Ints
from provenance.reprints.meetings import Meetings

AT_ODDS = 3
"""So many pairs among the versions of a text must be fillings of one form."""


def frames(meetings: Meetings, versions: Flags, fillings: Flags, count: int) -> Ints:
    """Return for each of `count` texts how many of its letters are the frame of a form, -1 where its versions do not say so.

    That is the median of what it shares with those of its versions that fill a form together with another one. `versions` and `fillings`
    mark the pairs that are so beyond doubt.
    """
    out = np.full(count, -1, np.int64)
    one = np.ones(len(meetings), np.int64)
    held, form = (_graph(meetings, rows, one, one, count) for rows in (versions, fillings))
    odds = (held @ form).multiply(held).tocoo()  # for a text and a version of it: with how many other versions that one fills a form
    if not odds.nnz:
        return out
    text, other = odds.coords
    pairs = np.bincount(text, odds.data, count) // 2
    shared = _graph(meetings, versions, meetings.a_shared, meetings.b_shared, count)[text, other]
    order = np.lexsort((shared, text))
    docs, start, times = np.unique(text[order], return_index=True, return_counts=True)
    out[docs] = np.where(pairs[docs] >= AT_ODDS, shared[order][start + times // 2], -1)
    return out


def _graph(meetings: Meetings, rows: Flags, a_value: Ints, b_value: Ints, count: int) -> csr_array:
    """Return the given pairs as a square matrix: what stands for a in row a and column b, what stands for b the other way round."""
    a, b = meetings.a[rows], meetings.b[rows]
    ends = (np.concatenate([a, b]), np.concatenate([b, a]))
    return coo_array((np.concatenate([a_value[rows], b_value[rows]]), ends), shape=(count, count)).tocsr()
