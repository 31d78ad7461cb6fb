"""What a shared piece is: article, quote, template or furniture."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from attrs import evolve, frozen
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from provenance.model.reprint import PassageKind
from provenance.reprints.furniture import repeated, tails
from provenance.reprints.letters import Flags, Ints
from provenance.reprints.meetings import Meetings, Spans
from provenance.reprints.moulds import moulded

ARTICLE, QUOTE, FURNITURE, TEMPLATE, NOTHING = 0, 1, 2, 3, 4
NAMES: tuple[PassageKind, ...] = ("article", "quote", "furniture", "template")

NEAR = 0.5
"""From this share of the shorter body on, two texts are versions of one."""
_LONG = 500
_QUOTE = 520
"""Letters of a quotation at most, about 110 words; where nobody is named beside it `_SHORT_QUOTE`, about 50 words."""
_SHORT_QUOTE = 230
_SMALL = 0.3
_PART = 0.4
_LEAST = 76
_LEAST_QUOTE = 96
"""Letters that two texts must share to be told at all (about 100 code points), and in one close series unless they share most
or one names the other."""


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


@frozen(eq=False)
class Facts:
    """What is known of every document: the end of its body (code points), a number for its outlet (negative: unknown), its citations.

    `cited(doc, start, stop)` tells whether somebody is named as the source beside the words `[start, stop)` of a text.
    """

    end: Ints
    outlet: Ints
    cited: Callable[[int, int, int], bool]


@frozen(eq=False)
class Kinds:
    """The kind of every span, and which meetings join families."""

    span: npt.NDArray[np.int8]
    joins: Flags
    related: Flags


def kinds(meetings: Meetings, spans: Spans, facts: Facts) -> Kinds:
    """Return the kind of every span, `NOTHING` for those too short to tell, and what follows for the pairs."""
    count = len(facts.end)
    template = moulded(meetings, nearness(meetings) >= NEAR, count)
    close = _versions(meetings, facts) & ~template
    home = components(count, meetings.a[close], meetings.b[close])
    loose = ~close[spans.row] & ~template[spans.row]
    furniture = repeated(meetings, spans, home, loose)
    furniture |= tails(meetings, spans, facts.end[meetings.a[spans.row]], facts.end[meetings.b[spans.row]])
    furniture &= ~_whole(meetings, spans, furniture, close)[spans.row]
    rest = _without(meetings, spans, furniture)
    near = nearness(rest) >= NEAR
    shared = np.minimum(np.minimum(rest.a_shared, rest.b_shared), rest.equal)
    chain = np.zeros(len(meetings), np.int64)
    np.maximum.at(chain, spans.row, np.where(furniture, 0, spans.chain))
    small = (shared <= _QUOTE) & (shared < _SMALL * np.maximum(rest.a_size, rest.b_size)) & ~template
    cited = _attributed(meetings, spans, facts, small & (shared > 0), furniture)
    quote = ~near & small & (cited | (shared <= _SHORT_QUOTE))
    nothing = (shared < _LEAST) | (chain < np.where(~near & ~cited, _LEAST_QUOTE, _LEAST))
    out = np.full(len(spans), ARTICLE, np.int8)
    out[quote[spans.row]] = QUOTE
    out[nothing[spans.row]] = NOTHING
    out[template[spans.row]] = TEMPLATE
    out[furniture] = FURNITURE
    told = ~template & ~nothing
    return Kinds(out, told & ~quote & ~(small & cited), told)


def _versions(meetings: Meetings, facts: Facts) -> Flags:
    """Return the pairs that are versions of one text beyond doubt, whatever furniture they carry."""
    shared = np.minimum(meetings.a_shared, meetings.b_shared)
    foreign = facts.outlet[meetings.a] != facts.outlet[meetings.b]
    out: Flags = (_mutual(meetings) >= NEAR) | (foreign & (nearness(meetings) >= NEAR) & (shared >= _LONG))
    return out


def _attributed(meetings: Meetings, spans: Spans, facts: Facts, rows: Flags, furniture: Flags) -> Flags:
    """Return the chosen pairs in which a shared piece stands beside words that name where it comes from."""
    out = np.zeros(len(meetings), np.bool_)
    for k in np.flatnonzero(rows[spans.row] & ~furniture & (spans.chain >= _LEAST)).tolist():
        row = int(spans.row[k])
        sides = (
            (meetings.a, spans.a_start, spans.a_stop, meetings.a_shared[row] / max(1, meetings.a_size[row])),
            (meetings.b, spans.b_start, spans.b_stop, meetings.b_shared[row] / max(1, meetings.b_size[row])),
        )
        for doc, start, stop, share in sides:
            if share >= _PART:  # who takes over words to quote them has most words of his own
                continue
            out[row] |= facts.cited(int(doc[row]), int(start[k]), int(stop[k]))
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
        equal=np.maximum(0, meetings.equal - off),
        a_size=np.maximum(1, meetings.a_size - off),
        b_size=np.maximum(1, meetings.b_size - off),
    )
