"""Texts that are little more than the frame of a form: a bulletin cut before its figures, a notice whose one name is the same by chance.

Two such texts have no figure in which they could differ, so that the pair alone looks like a copy. Their company tells: the versions of an
article are versions of each other, while those of a frame are fillings of one form. How many partners a text keeps in a crowd does not
matter for that, a few that contradict each other are enough.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from attrs import frozen

from provenance.reprints.letters import Flags, Ints
from provenance.reprints.meetings import Meetings

AT_ODDS = 3
"""So many pairs among the versions of a text must be fillings of one form."""
_AT_ONCE = 1 << 20
"""Versions that are looked through at a time."""


def frames(meetings: Meetings, versions: Flags, fillings: Flags, count: int) -> Ints:
    """Return for each of `count` texts how many of its letters are the frame of a form, -1 where its versions do not say so.

    That is the median of what it shares with those of its versions that fill a form together with another one. `versions` and `fillings`
    mark the pairs that are so beyond doubt.
    """
    out = np.full(count, -1, np.int64)
    held = _company(meetings, versions, count)
    a, b = meetings.a[fillings].astype(np.int64), meetings.b[fillings].astype(np.int64)
    found = list(_witnesses(held, a, b)) if len(held.text) else []
    if not found:
        return out
    text, places = (np.concatenate(part) for part in zip(*found, strict=True))
    pairs = np.bincount(text, minlength=count)
    places = np.unique(places)
    text, shared = held.text[places], held.shared[places]
    order = np.lexsort((shared, text))
    docs, start, times = np.unique(text[order], return_index=True, return_counts=True)
    out[docs] = np.where(pairs[docs] >= AT_ODDS, shared[order][start + times // 2], -1)
    return out


@frozen(eq=False)
class _Company:
    """The versions of each text, one row for each, sorted: the text, its version, and how many letters of the text both share.

    Rows `[first[k], first[k + 1])` are those of text k; `key` is text and version in one number.
    """

    count: int
    text: Ints
    version: Ints
    shared: Ints
    key: Ints
    first: Ints


def _company(meetings: Meetings, rows: Flags, count: int) -> _Company:
    a, b = meetings.a[rows].astype(np.int64), meetings.b[rows].astype(np.int64)
    text, version = np.concatenate([a, b]), np.concatenate([b, a])
    key = text * count + version
    order = np.argsort(key)
    shared = np.concatenate([meetings.a_shared[rows], meetings.b_shared[rows]])[order]
    text = text[order]
    return _Company(count, text, version[order], shared, key[order], np.searchsorted(text, np.arange(count + 1)))


def _witnesses(held: _Company, a: Ints, b: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Yield the texts of which both texts of a pair `(a, b)` are versions, once for each pair, and the rows in which they are.

    Of each pair the text with fewer versions is looked through.
    """
    versions = np.diff(held.first)
    few = np.where(versions[a] <= versions[b], a, b)
    other = a + b - few
    sums = np.cumsum(versions[few])
    for low in range(0, int(sums[-1]) if len(sums) else 0, _AT_ONCE):
        start, stop = np.searchsorted(sums, [low, low + _AT_ONCE], side="right")
        some, many = few[start:stop], versions[few[start:stop]]
        rows = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many) + np.repeat(held.first[some], many)
        text = held.version[rows]
        key = text * held.count + np.repeat(other[start:stop], many)
        places = np.searchsorted(held.key, key)
        both = held.key[np.minimum(places, len(held.key) - 1)] == key
        back = np.searchsorted(held.key, text[both] * held.count + np.repeat(some, many)[both])
        yield text[both], np.concatenate([places[both], back])
