"""What a shared piece is: article, quote, template or furniture."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from attrs import evolve
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from provenance.model.reprint import PassageKind
from provenance.reprints.furniture import repeated, tails
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


def kinds(meetings: Meetings, spans: Spans, count: int, ends: Ints) -> npt.NDArray[np.int8]:
    """Return the kind of every span, `NOTHING` for those too short to tell.

    `count` is the number of documents, `ends[doc]` the end of the body of each, in code points.
    """
    out = np.full(len(spans), ARTICLE, np.int8)
    template = meetings.mould > MOULD
    close = (_mutual(meetings) >= NEAR) & ~template
    home = components(count, meetings.a[close], meetings.b[close])
    loose = ~close[spans.row] & ~template[spans.row]
    furniture = repeated(meetings, spans, home, loose)
    furniture |= tails(meetings, spans, ends[meetings.a[spans.row]], ends[meetings.b[spans.row]])
    furniture &= ~_whole(meetings, spans, furniture, close)[spans.row]
    rest = _without(meetings, spans, furniture)
    near = nearness(rest) >= NEAR
    shared = np.minimum(rest.a_shared, rest.b_shared)
    quote = ~near & (shared <= _QUOTE)
    out[quote[spans.row]] = QUOTE
    out[(shared < np.where(quote, _LEAST_QUOTE, _LEAST))[spans.row]] = NOTHING
    out[template[spans.row]] = TEMPLATE
    out[furniture] = FURNITURE
    return out


def _mutual(meetings: Meetings) -> npt.NDArray[np.float64]:
    share: npt.NDArray[np.float64] = np.minimum(
        meetings.a_shared / np.maximum(1, meetings.a_size), meetings.b_shared / np.maximum(1, meetings.b_size)
    )
    return share


def _whole(meetings: Meetings, spans: Spans, furniture: Flags, close: Flags) -> Flags:
    """Return the pairs of versions whose whole text is repeated elsewhere: a bulletin or viral text, not furniture between them."""
    marked = np.bincount(spans.row, np.where(furniture, spans.letters, 0), len(meetings))
    every = np.bincount(spans.row, spans.letters, len(meetings))
    out: Flags = close & (marked > 0.7 * every)
    return out


def _without(meetings: Meetings, spans: Spans, furniture: Flags) -> Meetings:
    """Return the meetings with the furniture taken off what is shared and off the bodies."""
    off = np.bincount(spans.row[furniture], spans.letters[furniture], len(meetings)).astype(np.int64)
    return evolve(
        meetings,
        a_shared=np.maximum(0, meetings.a_shared - off),
        b_shared=np.maximum(0, meetings.b_shared - off),
        a_size=np.maximum(1, meetings.a_size - off),
        b_size=np.maximum(1, meetings.b_size - off),
    )
