"""What an earlier run found where two texts meet: pairs that it aligned are not aligned again while both texts are the same."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from attrs import evolve, frozen

from provenance.reprints.letters import Counts, Flags, Ints
from provenance.reprints.meetings import Ledger, Meetings, Spans


@frozen(eq=False)
class Aligned:
    """All pairs `(a, b)` of document numbers that were aligned, of shape (n, 2), and what came of those that share anything.

    `meetings` and `spans` are in the order that `in_order` gives them.
    """

    pairs: Ints
    meetings: Meetings
    spans: Spans

    def renumbered(self, number: Ints) -> Aligned:
        """Return what still holds when document k is called `number[k]`, a greater k never less; negative: it is not the same any more."""
        pairs = number[self.pairs].reshape(-1, 2)
        a, b = number[self.meetings.a], number[self.meetings.b]
        meetings, spans = _chosen(evolve(self.meetings, a=a, b=b), self.spans, (a >= 0) & (b >= 0))
        return Aligned(pairs[(pairs >= 0).all(axis=1)], meetings, spans)


def align(pairs: Ints, known: Aligned | None, work: Callable[[Ints], tuple[Meetings, Spans]]) -> Aligned:
    """Return all pairs aligned: what is known is taken over, `work` aligns the rest."""
    if known is None or not len(known.pairs):
        return Aligned(pairs, *work(pairs))
    keys = _keys(pairs[:, 0], pairs[:, 1])
    fresh = work(pairs[~np.isin(keys, _keys(known.pairs[:, 0], known.pairs[:, 1]))])
    wanted = np.isin(_keys(known.meetings.a, known.meetings.b), keys)  # a pair that is known need not be a candidate any more
    found = Ledger()
    found.add(*_chosen(known.meetings, known.spans, wanted))
    found.add(*fresh)
    return Aligned(pairs, *found.in_order())


def _keys(a: Ints | Counts, b: Ints | Counts) -> Ints:
    return a.astype(np.int64) << 32 | b


def _chosen(meetings: Meetings, spans: Spans, kept: Flags) -> tuple[Meetings, Spans]:
    """Return some of the meetings, with their spans."""
    inside = kept[spans.row]
    return meetings.take(kept), evolve(spans.take(inside), row=(np.cumsum(kept) - 1)[spans.row[inside]])
