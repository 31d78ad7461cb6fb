"""One family: its members, where they share words, and every arrow that there may be between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from attrs import frozen

from provenance.reprints.arrows import HOW, Arrows, Ends, houses
from provenance.reprints.letters import Counts, Ints
from provenance.reprints.meetings import Meetings, Spans
from provenance.reprints.mentions import Member, Partners, names_source, own_credits
from provenance.reprints.shelf import ranges
from provenance.reprints.trees import Floats
from provenance.reprints.words import Stretches, Words

_ASKED = 40
"""Of so many partners it is asked whether they hold the same words."""
_AT_ONCE = 1 << 10
"""Meetings of small families that are read from the tables together."""
_SIDES = (
    ("a_size", "b_size", "a_shared", "b_shared", "equal", "differences", "a_own", "b_own", "moved"),
    ("b_size", "a_size", "b_shared", "a_shared", "equal", "differences", "b_own", "a_own", "moved"),
)
"""Where the members of an `Overlap` stand in the table of meetings, with a as the copy and with b as the copy."""


@frozen(eq=False)
class Shared:
    """The spans of all meetings, found by row; spans sorted by row."""

    meetings: Meetings
    spans: Spans
    first: Ints


def shared(meetings: Meetings, spans: Spans) -> Shared:
    """Index the spans by their rows."""
    sorted_already = bool((spans.row[1:] >= spans.row[:-1]).all())
    ordered = spans if sorted_already else spans.take(np.argsort(spans.row, kind="stable"))
    return Shared(meetings, ordered, np.searchsorted(ordered.row, np.arange(len(meetings) + 1)))


def covered(owner: Ints, start: Ints, stop: Ints, count: int) -> Ints:
    """Return for each of `count` owners how many places their spans cover."""
    first = owner << 32
    order = np.argsort(first | start)
    first = first[order]
    low, high = first + start[order], first + stop[order]
    reach = np.maximum.accumulate(high)
    low[1:] = np.maximum(low[1:], reach[:-1])
    return np.bincount(owner[order], np.maximum(high - low, 0), count).astype(np.int64)


@frozen(eq=False)
class Kinship:
    """One family: members in document order, the arrows between them and the words that these share.

    `own[k]`: the outlets that a member names in words of its own, and how; `supplies[k]`: its publisher supplies others.
    """

    docs: tuple[int, ...]
    members: tuple[Member, ...]
    arrows: Arrows
    words: Words
    own: tuple[dict[str, str], ...]
    supplies: tuple[bool, ...]

    def stretches(self, copy: int, source: int) -> Stretches:
        """Return the spans of one member that it shares with another."""
        arrow = self.arrows.place.get((copy, source))
        return () if arrow is None else self.words.of(arrow)


@frozen(eq=False)
class Group:
    """A family as it stands in the tables: its documents in order, and by arrow the places of its ends among them, what is counted of it
    (see `Arrows`), and the words that are shared along it.
    """

    docs: list[int]
    copy: Ints
    source: Ints
    overlap: Counts
    foreign: Floats
    words: Words


def groups(index: Shared, families: Iterable[Sequence[int] | Ints]) -> Iterator[Group]:
    """Yield the families whose meetings are given, read from the tables many small ones at a time."""
    some: list[Sequence[int] | Ints] = []
    room = _AT_ONCE
    for rows in families:
        if some and len(rows) > room:
            yield from _groups(index, some)
            some, room = [], _AT_ONCE
        some.append(rows)
        room -= len(rows)
    if some:
        yield from _groups(index, some)


def _groups(index: Shared, families: Sequence[Sequence[int] | Ints]) -> Iterator[Group]:
    table, rows = index.meetings, np.concatenate(families).astype(np.int64, copy=False)
    cuts = np.cumsum([0, *map(len, families)])
    owner = np.repeat(np.arange(len(families)), 2 * np.diff(cuts))
    every, member = np.unique(owner << 32 | np.stack([table.a[rows], table.b[rows]], axis=1).reshape(-1), return_inverse=True)
    first = np.searchsorted(every, np.arange(len(families) + 1) << 32)
    words, foreign = _words(index, rows, member, len(every))
    docs, copy = every & 0xFFFF_FFFF, member - first[owner]
    source = copy.reshape(-1, 2)[:, ::-1].reshape(-1).copy()
    overlap = np.stack([np.stack([getattr(table, name)[rows] for name in side]) for side in _SIDES], axis=2).reshape(len(_SIDES[0]), -1)
    ends, arrows = first.tolist(), (2 * cuts).tolist()
    for start, stop, low, high in zip(ends, ends[1:], arrows, arrows[1:], strict=False):
        part = slice(low, high)
        known = Words(words.start, words.stop, words.first[low // 2 : high // 2 + 1], words.length[part])
        yield Group(docs[start:stop].tolist(), copy[part], source[part], overlap[:, part].copy(), foreign[part], known)


def kinship(group: Group, members: Sequence[Member], supplies: Sequence[bool]) -> Kinship:
    """Return a family with all that its members name; these stand in the order of its documents."""
    copy, source, words = group.copy, group.source, group.words
    place = dict(zip(zip(copy.tolist(), source.tolist(), strict=True), range(len(copy)), strict=True))
    own = _own(members, words, copy, source.tolist())
    known = houses(tuple(members), own, tuple(supplies))
    named, mine = np.zeros(len(copy), np.int8), np.zeros(len(copy), np.int8)
    for arrow, _ in _naming([member.named for member in members], known.outlet, place):
        named[arrow] = HOW.index(names_source(members[copy[arrow]], members[source[arrow]], words.of(arrow ^ 1)))
    for arrow, outlet in _naming(own, known.outlet, place):
        mine[arrow] = HOW.index(own[copy[arrow]][outlet])
    arrows = Arrows(tuple(members), known, copy, source, group.overlap, group.foreign, named, mine, place)
    return Kinship(tuple(group.docs), tuple(members), arrows, words, own, tuple(supplies))


def _words(index: Shared, rows: Ints, copy: Ints, count: int) -> tuple[Words, Floats]:
    """Return the words that are shared along every arrow, and the share of what its copy shares with anybody that is none of them."""
    low, high = index.first[rows], index.first[rows + 1]
    places, owner = ranges(low, high)
    table = index.spans
    start, stop = ([side[places] for side in sides] for sides in ((table.a_start, table.b_start), (table.a_stop, table.b_stop)))
    both, ends = np.concatenate([2 * owner, 2 * owner + 1]), (np.concatenate(start).astype(np.int64), np.concatenate(stop).astype(np.int64))
    length = covered(both, *ends, len(copy))
    whole = covered(copy[both], *ends, count)
    first = [0, *np.cumsum(high - low).tolist()]
    return Words(_lists(start), _lists(stop), first, length.tolist()), 1 - length / np.maximum(1, whole)[copy]


def _lists(sides: Sequence[Counts]) -> tuple[list[int], list[int]]:
    return sides[0].tolist(), sides[1].tolist()


def _own(members: Sequence[Member], words: Words, copy: Ints, source: Sequence[int]) -> tuple[dict[str, str], ...]:
    """Return the outlets that each member names in words of its own, and how."""
    order = np.argsort(copy, kind="stable")
    first = np.searchsorted(copy[order], np.arange(len(members) + 1)).tolist()
    arrows = order.tolist()

    def partners(member: int) -> Partners:
        some = arrows[first[member] : first[member + 1]][:_ASKED]
        return Partners([members[source[arrow]] for arrow in some], words, some)

    alone = Partners((), words, ())
    return tuple(own_credits(member, alone if member.authors.issuperset(member.named) else partners(k)) for k, member in enumerate(members))


def _naming(names: Iterable[Iterable[str]], outlets: Sequence[str], place: Mapping[Ends, int]) -> Iterator[tuple[int, str]]:
    """Yield the arrows whose copy names the publisher of their source, and him; `names` are the outlets that each member names."""
    home: dict[str, list[int]] = {}
    for member, outlet in enumerate(outlets):
        if outlet:
            home.setdefault(outlet, []).append(member)
    for copy, named in enumerate(names):
        for outlet in named:
            for source in home.get(outlet, ()):
                if (arrow := place.get((copy, source))) is not None:
                    yield arrow, outlet
