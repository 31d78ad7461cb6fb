"""What a shared piece is: article, quote, template or furniture."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from provenance.model.reprint import PassageKind
from provenance.reprints.letters import Flags, Ints
from provenance.reprints.meetings import Meetings, Spans

ARTICLE, QUOTE, FURNITURE, TEMPLATE, NOTHING = 0, 1, 2, 3, 4
NAMES: tuple[PassageKind, ...] = ("article", "quote", "furniture", "template")

NEAR = 0.5
"""From this share of the shorter body on, two texts are versions of one."""
MOULD = 1.5
_QUOTE = 520
"""Letters of a quotation at most, about 110 words."""
_LEAST = 80
_LEAST_QUOTE = 110
"""Letters that two texts must share to be told at all (about 100 code points), and as a quotation (about 30 short words)."""
_HOMES = 3
"""A piece that stands in so many unrelated texts is nobody's article any more."""


def nearness(meetings: Meetings) -> npt.NDArray[np.float64]:
    """Return the share of the shorter body that is shared, by the side that shares less."""
    out: npt.NDArray[np.float64] = np.minimum(
        meetings.a_shared / np.maximum(1, meetings.a_size), meetings.b_shared / np.maximum(1, meetings.b_size)
    )
    small = np.where(meetings.a_size <= meetings.b_size, meetings.a_shared, meetings.b_shared)
    share: npt.NDArray[np.float64] = small / np.maximum(1, np.minimum(meetings.a_size, meetings.b_size))
    return np.maximum(out, share)


def components(count: int, a: Ints, b: Ints) -> Ints:
    """Return a label for each of `count` documents, the same for those that a chain of pairs joins."""
    graph = coo_array((np.ones(len(a), np.int8), (a, b)), shape=(count, count))
    labels: Ints = connected_components(graph, directed=False)[1]
    return labels


def kinds(meetings: Meetings, spans: Spans, count: int) -> npt.NDArray[np.int8]:
    """Return the kind of every span, `NOTHING` for those too short to tell; `count` is the number of documents."""
    share = nearness(meetings)
    template = meetings.mould > MOULD
    near = (share >= NEAR) & ~template
    home = components(count, meetings.a[near], meetings.b[near])
    out = np.full(len(spans), ARTICLE, np.int8)
    out[template[spans.row]] = TEMPLATE
    homes = _homes(meetings, spans, home, ~near[spans.row] & ~template[spans.row])
    loose = ~near & ~template
    shared = np.minimum(meetings.a_shared, meetings.b_shared)
    quote = loose & (shared <= _QUOTE)
    out[quote[spans.row]] = QUOTE
    out[loose[spans.row] & (homes > _HOMES)] = FURNITURE
    out[(shared < np.where(quote, _LEAST_QUOTE, _LEAST))[spans.row]] = NOTHING
    return out


def _homes(meetings: Meetings, spans: Spans, home: Ints, loose: Flags) -> Ints:
    """Return for every loose span the number of unrelated groups of texts in which its place of either text is found again."""
    out = np.ones(len(spans), np.int64)
    rows = np.flatnonzero(loose)
    for doc, other, start, stop in (
        (meetings.a, meetings.b, spans.a_start, spans.a_stop),
        (meetings.b, meetings.a, spans.b_start, spans.b_stop),
    ):
        here = doc[spans.row[rows]]
        order = np.lexsort((start[rows], here))
        group = here[order]
        edges = np.flatnonzero(np.concatenate([[True], group[1:] != group[:-1]])) if len(group) else np.empty(0, np.int64)
        for low, high in pairwise([*edges.tolist(), len(group)]):
            some = rows[order[low:high]]
            if len(some) < _HOMES:
                continue
            begin, end, homes = start[some], stop[some], home[other[spans.row[some]]]
            overlap = np.minimum(end[:, None], end[None, :]) - np.maximum(begin[:, None], begin[None, :])
            alike = 2 * overlap > (end - begin)[:, None]
            for k, row in enumerate(some):
                out[row] = max(out[row], len(np.unique(homes[alike[k]])) + 1)
    return out
