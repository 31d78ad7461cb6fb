"""What a chain of pairs joins."""

from __future__ import annotations

import numpy as np

from provenance.reprints.letters import Counts, Ints


def components(count: int, a: Ints | Counts, b: Ints | Counts) -> Ints:
    """Return for each of `count` documents the first of those that a chain of pairs joins it to, itself where there is none.

    In every round the later end of each pair joins the earlier one, and pairs go over to whom their ends have joined: at most half of
    the ends of a chain are left.
    """
    first = np.arange(count)
    while len(a):
        low, high = np.minimum(a, b), np.maximum(a, b)
        np.minimum.at(first, high, low)
        while not np.array_equal(first, up := first[first]):
            first = up
        a, b = first[low], first[high]
        apart = a != b
        a, b = a[apart], b[apart]
    return first
