"""Which pairs are two fillings of one form, after a look at the company that the texts keep."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from provenance.reprints.frames import frames
from provenance.reprints.letters import Counts, Flags, Ints
from provenance.reprints.meetings import Meetings
from provenance.reprints.slots import Floats

SURE = 1.5
"""Log-odds above which a pair is a pair of fillings by itself."""
_OPEN = -2.0
_WIDE = -6.0
_CLEAR = -3.0
_DOUBTFUL = 5.0
MANY = 3
"""A text that stands in so many pairs of fillings is a filling of a form."""
_PIECE = 320
"""Letters of a text at most that may be no more than a piece of a form."""
_FRAME = 640
"""Letters of the frame of a form at most, some 140 words: two texts that share more are versions of an article."""
_SLACK = 4
"""So many letters more than the frame of a form do two texts share by chance."""


@frozen(eq=False)
class Company:
    """For every text, in how many pairs it stands that fill one form, and in how many of true versions, beyond doubt.

    `frame`: how many of its letters are the frame of a form, -1 where none are known to be (see `frames`).
    """

    fillings: Ints
    versions: Ints
    frame: Ints


def sure_pairs(meetings: Meetings, near: Flags) -> tuple[Flags, Flags]:
    """Return the pairs that are fillings, and versions, beyond doubt; `near` marks pairs that share most of the shorter text."""
    score = _score(meetings)
    return score > SURE + 1.5, near & (score < _CLEAR)


def company(meetings: Meetings, near: Flags, count: int) -> Company:
    """Return the company that each of `count` texts keeps; the meetings are all that there are."""
    fillings, versions = sure_pairs(meetings, near)
    filled = _met(meetings, fillings, count)
    many = fillings & (np.minimum(filled[meetings.a], filled[meetings.b]) >= MANY)
    return Company(filled, _met(meetings, versions, count), frames(meetings, versions, many, count))


def moulded(meetings: Meetings, near: Flags, known: Company) -> Flags:
    """Return the pairs that are two fillings of one form; `near` marks pairs that share most of the shorter text.

    A doubtful pair counts when both texts are known fillings of forms, or one is and has no versions at all; a short text that many
    fillings hold is a piece of their form.
    So does a pair that shares no more than the frame of a form, however few of its slots are left to compare.
    A pair that only seems moulded does not when a text of it has two true versions: a reprint with other figures is still a reprint.
    """
    score = _score(meetings)
    sure = score > SURE
    a, b = meetings.a, meetings.b
    fillings, versions = known.fillings, known.versions
    versioned = (np.maximum(versions[a], versions[b]) >= 2) & (np.maximum(fillings[a], fillings[b]) <= 3) & near
    fewest, most = np.minimum(fillings[a], fillings[b]), np.maximum(fillings[a], fillings[b])
    doubtful = ~sure & (((score > _OPEN) & (fewest > 0)) | ((score > _WIDE) & (fewest > 1)))
    held = np.where(fillings[a] < fillings[b], versions[a], versions[b])
    piece = near & (np.minimum(meetings.a_size, meetings.b_size) <= _PIECE) & (fewest <= 1) & (most >= MANY)
    doubtful |= piece & ((held >= MANY) | (score > _OPEN))
    doubtful |= near & (score > _OPEN) & (most >= MANY) & (np.where(fillings[a] < fillings[b], versions[b], versions[a]) == 0)
    doubtful |= near & (_framed(meetings.a_shared, known.frame[a]) | _framed(meetings.b_shared, known.frame[b]))
    out: Flags = (sure & ~(versioned & (score < _DOUBTFUL))) | doubtful
    return out


def _framed(shared: Counts, frame: Ints) -> Flags:
    """Tell of every text whether it shares no more than the frame of a form."""
    out: Flags = (frame >= 0) & (frame <= _FRAME) & (shared <= frame + _SLACK)
    return out


def _score(meetings: Meetings) -> Floats:
    return np.where(_alike(meetings), meetings.mould, -9.0)


def _alike(meetings: Meetings) -> Flags:
    """Return the pairs that share enough of both texts to be fillings of one form: a quotation in a long article is none."""
    a, b = meetings.a_shared / np.maximum(1, meetings.a_size), meetings.b_shared / np.maximum(1, meetings.b_size)
    out: Flags = (np.maximum(a, b) >= 0.3) & (np.minimum(a, b) >= 0.15)
    return out


def _met(meetings: Meetings, rows: Flags, count: int) -> Ints:
    """Return for every text in how many of the given pairs it stands."""
    return np.bincount(meetings.a[rows], minlength=count) + np.bincount(meetings.b[rows], minlength=count)
