"""In which order pairs of texts are aligned: kin together, so that a text is read for as few batches as can be."""

from __future__ import annotations

import numpy as np

from provenance.reprints.letters import Ints


def together(pairs: Ints) -> Ints:
    """Return the order of pairs in which all pairs of a text stand together, and next those of its partners.

    Quotations and templates join most texts of a corpus, so that partners of few texts come first: a walk stays inside a family then
    before it goes over such a bridge.
    """
    if not len(pairs):
        return np.empty(0, np.int64)
    rank = np.sort(_walk(pairs, int(pairs.max()) + 1)[pairs], axis=1)
    order: Ints = np.lexsort((rank[:, 1], rank[:, 0]))
    return order


def _walk(pairs: Ints, count: int) -> Ints:
    """Return for each of `count` texts when it is come to."""
    ends, partner = np.concatenate([pairs[:, 0], pairs[:, 1]]), np.concatenate([pairs[:, 1], pairs[:, 0]])
    partners = np.bincount(ends, minlength=count)
    order = np.lexsort((partner, -partners[partner], ends))  # the last of a text's partners is gone to first
    first = np.searchsorted(ends[order], np.arange(count + 1)).tolist()
    beside = partner[order].tolist()
    rank, reached = [-1] * count, 0
    for start in np.flatnonzero(partners).tolist():
        waiting = [start]
        while waiting:
            text = waiting.pop()
            if rank[text] < 0:
                rank[text], reached = reached, reached + 1
                waiting.extend(beside[first[text] : first[text + 1]])
    return np.array(rank, np.int64)
