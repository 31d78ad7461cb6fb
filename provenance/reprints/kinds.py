"""What a shared piece is: article, quote, template or furniture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import itemgetter

import numpy as np
import numpy.typing as npt
from attrs import evolve, frozen

from provenance.model.reprint import PassageKind
from provenance.reprints.components import components
from provenance.reprints.furniture import carried, crowded, homes, repeated, tails
from provenance.reprints.letters import Counts, Flags, Ints
from provenance.reprints.meetings import Meetings, Spans
from provenance.reprints.moulds import Company, company, moulded

ARTICLE, QUOTE, FURNITURE, TEMPLATE, NOTHING = 0, 1, 2, 3, 4
NAMES: tuple[PassageKind, ...] = ("article", "quote", "furniture", "template")

NEAR = 0.5
"""From this share of the shorter body on, two texts are versions of one."""
_LONG = 500
_QUOTE = 520
"""Letters of a quotation at most, about 110 words; where nobody is named beside it `_SHORT_QUOTE`, about 50 words."""
_SHORT_QUOTE = 230
_PIECE = 250
"""Letters of words that two houses share, from which on they are a piece of an article and no house's furniture."""
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


@frozen(eq=False)
class Facts:
    """What is known of every document: the end of its body (code points) and a number for its outlet (negative: unknown)."""

    end: Ints
    outlet: Ints


Cited = Callable[[int, int, int], bool]
"""`cited(doc, start, stop)` tells whether somebody is named as the source beside the words `[start, stop)` of a text."""


@frozen(eq=False)
class Look:
    """What the counts of a meeting say: fillings of one form, versions of one text beyond doubt, and texts of two houses."""

    template: Flags
    close: Flags
    foreign: Flags

    def loose(self, spans: Spans) -> Flags:
        """Return the spans of pairs that are neither."""
        return ~self.close[spans.row] & ~self.template[spans.row]

    def stray(self, spans: Spans) -> Flags:
        """Return the loose spans whose words may be nobody's: not the long ones of two houses, which round-ups and cut copies share."""
        return self.loose(spans) & ~(self.foreign[spans.row] & (spans.letters >= _PIECE))


@frozen(eq=False)
class View:
    """What is left of the meetings without furniture: spans that are furniture, pairs that are near or share little, letters shared, and
    the longest close series. `last`: furniture that is a quotation where somebody is named beside it, the last words of two texts."""

    furniture: Flags
    last: Flags
    near: Flags
    small: Flags
    shared: Ints
    chain: Ints


@frozen(eq=False)
class Kinds:
    """The kind of every span, and which meetings join families."""

    span: npt.NDArray[np.int8]
    joins: Flags
    related: Flags


def kinds(meetings: Meetings, spans: Spans, facts: Facts, cited: Cited) -> Kinds:
    """Return the kind of every span, `NOTHING` for those too short to tell, and what follows for the pairs.

    Every step but the counting between them looks at one pair and what is known of its two texts: an engine may share the pairs out.
    """
    count = len(facts.end)
    seen = look(meetings, facts, company(meetings, nearness(meetings) >= NEAR, count))
    home = components(count, meetings.a[seen.close], meetings.b[seen.close])
    loose = seen.loose(spans)
    marked = crowded(*homes(meetings, spans, home, seen.stray(spans)))
    marked = np.union1d(marked, carried(meetings, spans, loose, marked))
    found = view(meetings, spans, facts, seen, marked)
    answers = np.zeros(len(meetings), np.bool_)
    for row, doc, start, stop in sorted(questions(meetings, spans, found), key=itemgetter(1)):  # each text is read once
        answers[row] = answers[row] or cited(doc, start, stop)
    return decide(spans.row, seen, found, answers)


def look(meetings: Meetings, facts: Facts, known: Company) -> Look:
    """Return what the counts say, in the light of the company that the texts keep."""
    template = moulded(meetings, nearness(meetings) >= NEAR, known)
    foreign = facts.outlet[meetings.a] != facts.outlet[meetings.b]
    return Look(template, _versions(meetings, foreign) & ~template, foreign)


def view(meetings: Meetings, spans: Spans, facts: Facts, seen: Look, marked: Ints) -> View:
    """Return the meetings without furniture; `marked` are the cells that are furniture, sorted."""
    crowd = repeated(meetings, spans, marked)
    furniture = crowd | tails(meetings, spans, facts.end[meetings.a[spans.row]], facts.end[meetings.b[spans.row]])
    furniture &= ~_whole(meetings, spans, furniture, seen.close)[spans.row]
    last = furniture & ~crowd & (seen.foreign & ~seen.template)[spans.row] & (spans.chain >= _LEAST_QUOTE)
    rest = _without(meetings, spans, furniture)
    shared = np.minimum(np.minimum(rest.a_shared, rest.b_shared), rest.equal).astype(np.int64)
    chain = np.zeros(len(meetings), np.int64)
    np.maximum.at(chain, spans.row, np.where(furniture, 0, spans.chain))
    small = (shared <= _QUOTE) & (shared < _SMALL * np.maximum(rest.a_size, rest.b_size)) & ~seen.template
    return View(furniture, last, nearness(rest) >= NEAR, small, shared, chain)


def questions(meetings: Meetings, spans: Spans, found: View) -> Iterator[tuple[int, int, int, int]]:
    """Yield `(row, document, start, stop)` of shared words that may be a quotation: is somebody named beside them?"""
    asked = (found.small & (found.shared > 0))[spans.row] & ~found.furniture & (spans.chain >= _LEAST)
    for k in np.flatnonzero(asked | found.last).tolist():
        row = int(spans.row[k])
        sides = (
            (meetings.a, spans.a_start, spans.a_stop, meetings.a_shared[row] / max(1, meetings.a_size[row])),
            (meetings.b, spans.b_start, spans.b_stop, meetings.b_shared[row] / max(1, meetings.b_size[row])),
        )
        for doc, start, stop, share in sides:
            if share < _PART:  # who takes over words to quote them has most words of his own
                yield row, int(doc[row]), int(start[k]), int(stop[k])


def decide(rows: Counts, seen: Look, found: View, cited: Flags) -> Kinds:
    """Return what spans and pairs are; `rows` are the pairs of the spans, `cited` marks pairs with somebody named beside shared words."""
    quote = ~found.near & found.small & (cited | (found.shared <= _SHORT_QUOTE))
    nothing = (found.shared < _LEAST) | (found.chain < np.where(~found.near & ~cited, _LEAST_QUOTE, _LEAST))
    out = np.full(len(rows), ARTICLE, np.int8)
    out[quote[rows]] = QUOTE
    out[nothing[rows]] = NOTHING
    out[seen.template[rows]] = TEMPLATE
    out[found.furniture] = FURNITURE
    last = found.last & cited[rows]
    out[last] = QUOTE
    told = ~seen.template & ~nothing
    one = np.bincount(rows[~found.furniture], minlength=len(told)) < 2  # several pieces are more than a quotation
    return Kinds(out, told & ~quote & ~(found.small & cited & one), told | (np.bincount(rows[last], minlength=len(told)) > 0))


def _versions(meetings: Meetings, foreign: Flags) -> Flags:
    """Return the pairs that are versions of one text beyond doubt, whatever furniture they carry; `foreign` are those of two houses."""
    shared = np.minimum(meetings.a_shared, meetings.b_shared)
    out: Flags = (_mutual(meetings) >= NEAR) | (foreign & (nearness(meetings) >= NEAR) & (shared >= _LONG))
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
