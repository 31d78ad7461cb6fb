"""The pairs inside one family, with all clues that the family as a whole gives about each."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import log1p

import numpy as np
from attrs import frozen

from provenance.reprints.clues import Overlap, Pair
from provenance.reprints.letters import Ints
from provenance.reprints.meetings import Meetings, Spans
from provenance.reprints.mentions import Member, Stretches, names_source, own_credits
from provenance.reprints.shelf import ranges

_ASKED = 40
"""Of so many partners it is asked whether they hold the same words."""
_LARGEST = 80
"""Larger families are not searched for merged texts."""
_COPIES = 6
"""So many copies of a merged text are looked for."""
_MOST = 0.8
"""A text of which a larger share stands in another may be an excerpt of that."""
_NOBODY = (0, 0)


@frozen(eq=False)
class Shared:
    """The spans of all meetings, found by row; spans sorted by row."""

    meetings: Meetings
    spans: Spans
    first: Ints

    def stretches(self, rows: Sequence[int]) -> Iterator[tuple[Stretches, Stretches]]:
        """Yield the shared spans of either side of some meetings, sorted and merged."""
        at = np.array(rows, np.int64)
        low, high = self.first[at], self.first[at + 1]
        places, _ = ranges(low, high)
        table = self.spans
        sides = ((table.a_start, table.a_stop), (table.b_start, table.b_stop))
        a, b = (list(zip(start[places].tolist(), stop[places].tolist(), strict=True)) for start, stop in sides)
        for begin, end in pairwise([0, *np.cumsum(high - low).tolist()]):
            yield merged(a[begin:end]), merged(b[begin:end])

    def overlaps(self, rows: Sequence[int]) -> list[tuple[Overlap, Overlap]]:
        """Return some meetings as seen from either side: with a as the copy, with b as the copy."""
        table, at = self.meetings, np.array(rows, np.int64)
        columns = (
            (
                table.a_size,
                table.b_size,
                table.a_shared,
                table.b_shared,
                table.equal,
                table.differences,
                table.a_own,
                table.b_own,
                table.moved,
            ),
            (
                table.b_size,
                table.a_size,
                table.b_shared,
                table.a_shared,
                table.equal,
                table.differences,
                table.b_own,
                table.a_own,
                table.moved,
            ),
        )
        one, other = (zip(*(column[at].tolist() for column in side), strict=True) for side in columns)
        return [(Overlap(*mine), Overlap(*theirs)) for mine, theirs in zip(one, other, strict=True)]


def shared(meetings: Meetings, spans: Spans) -> Shared:
    """Index the spans by their rows."""
    sorted_already = bool((spans.row[1:] >= spans.row[:-1]).all())
    ordered = spans if sorted_already else spans.take(np.argsort(spans.row, kind="stable"))
    return Shared(meetings, ordered, np.searchsorted(ordered.row, np.arange(len(meetings) + 1)))


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the union of spans, sorted."""
    todo = sorted(spans)
    if len(todo) < 2:
        return todo
    out: list[tuple[int, int]] = []
    first, last = todo[0]
    for start, stop in todo:
        if start > last:
            out.append((first, last))
            first, last = start, stop
        elif stop > last:
            last = stop
    out.append((first, last))
    return out


def length(spans: Stretches) -> int:
    """Return the code points of disjoint spans."""
    return sum([stop - start for start, stop in spans])


@frozen(eq=False)
class Kinship:
    """One family: members in document order, `rows[k, l]` the meeting of two of them, pairs in both directions.

    `own[k]`: the outlets that a member names in words of its own; `borrows[k]`: as author; `supplies[k]`: its publisher supplies others.
    """

    docs: tuple[int, ...]
    members: tuple[Member, ...]
    rows: dict[tuple[int, int], int]
    pairs: dict[tuple[int, int], Pair]
    own: tuple[dict[str, str], ...]
    borrows: tuple[bool, ...]
    supplies: tuple[bool, ...]
    stretches: dict[tuple[int, int], Stretches]


def kinship(index: Shared, rows: Sequence[int], docs: Sequence[int], members: Sequence[Member], supplies: Sequence[bool]) -> Kinship:
    """Return the family whose meetings are `rows`; `pairs[copy, source]` hold all clues."""
    place = {doc: k for k, doc in enumerate(docs)}
    stretches: dict[tuple[int, int], Stretches] = {}
    found: dict[tuple[int, int], int] = {}
    ends = (index.meetings.a[rows].tolist(), index.meetings.b[rows].tolist())
    for row, one, other, sides in zip(rows, *ends, index.stretches(rows), strict=True):
        a, b = place[one], place[other]
        found[a, b] = found[b, a] = row
        stretches[a, b], stretches[b, a] = sides
    every: list[list[tuple[int, int]]] = [[] for _ in docs]
    for (one, _), spans in stretches.items():
        every[one].extend(spans)
    whole = [length(merged(spans)) for spans in every]
    foreign = {key: 1 - length(spans) / max(1, whole[key[0]]) for key, spans in stretches.items()}
    partners: list[list[tuple[Member, Stretches, Stretches]]] = [[] for _ in docs]
    for (one, other), spans in stretches.items():
        if len(partners[one]) < _ASKED:
            partners[one].append((members[other], spans, stretches[other, one]))
    own = [own_credits(member, asked) for member, asked in zip(members, partners, strict=True)]
    borrowed = [{outlet for outlet, how in named.items() if how == "author"} for named in own]
    leads = [member.lead for member in members]
    naming = _naming(own)
    named = {(one, other): names_source(members[one], members[other], stretches[other, one]) for one, other in found}
    pairs = {}
    seen = dict(zip(rows, index.overlaps(rows), strict=True))
    for (copy, source), row in found.items():
        mine, theirs = members[copy], members[source]
        pairs[copy, source] = Pair(
            copy=mine.signals,
            source=theirs.signals,
            overlap=seen[row][0 if copy < source else 1],
            named=named[copy, source],
            named_back=named[source, copy],
            foreign=foreign[copy, source],
            foreign_back=foreign[source, copy],
            source_borrows=len(borrowed[source]) > (mine.signals.outlet in borrowed[source]),
            source_supplies=supplies[source],
            copy_supplies=supplies[copy],
            copy_lead=leads[copy],
            source_lead=leads[source],
            others=naming(theirs.signals.outlet, copy),
            others_back=naming(mine.signals.outlet, source),
        )
    return Kinship(tuple(docs), tuple(members), found, pairs, tuple(own), tuple(map(bool, borrowed)), tuple(supplies), stretches)


def _naming(own: Sequence[Mapping[str, str]]) -> Callable[[str, int], tuple[int, int]]:
    """Return what counts the members beside one that name an outlet, as author and otherwise."""
    ways = Counter((outlet, how) for named in own for outlet, how in named.items())
    sums = {outlet: (ways[outlet, "author"], ways[outlet, "mention"]) for outlet in {outlet for named in own for outlet in named}}

    def count(outlet: str, beside: int) -> tuple[int, int]:
        author, mention = sums.get(outlet, _NOBODY)
        if not author and not mention:
            return _NOBODY
        how = own[beside].get(outlet, "")
        return author - (how == "author"), mention - (how == "mention")

    return count


def standings(equal: Mapping[tuple[int, int], int]) -> Callable[[int, int], dict[str, float]]:
    """Return what tells, for `equal[copy, source]` letters that are the same, how a source stands among all that share words with a copy.

    A text shares most with the one that it was taken from: what others have kept of it went through their hands too.
    """
    held: dict[int, list[int]] = {}
    for (copy, _), letters in equal.items():
        held.setdefault(copy, []).append(letters)
    for some in held.values():
        some.sort()

    def standing(copy: int, source: int) -> dict[str, float]:
        letters, others = equal[copy, source], held[copy]
        return {"behind": log1p((others[-1] - letters) / 10), "closer": log1p(len(others) - bisect_right(others, letters))}

    return standing


def strands(kin: Kinship) -> list[list[int]]:
    """Return the parts of a family that hang together by a merged text alone, each with that text in it; the largest first.

    A text is merged when the family falls apart without it and each part shares other words with it. Copies of a merged text hold the
    family together as well: those that share all its parts go out with it, and stand in every part too.
    """
    todo, out = [list(range(len(kin.docs)))], []
    near: list[set[int]] = [set() for _ in kin.docs]
    for one, other in kin.rows:
        near[one].add(other)
    while todo:
        part = todo.pop()
        for middle in part if 3 <= len(part) <= _LARGEST else ():
            joint, groups = _parted(kin, part, middle, near)
            if len(groups) > 1:
                todo.extend([*group, *joint] for group in groups)
                break
        else:
            out.append(sorted(part))
    return sorted(out, key=lambda part: (-len(part), part))


def _parted(kin: Kinship, part: list[int], middle: int, near: Sequence[set[int]]) -> tuple[list[int], list[list[int]]]:
    """Return a merged text with those that were copied from it whole, and the groups into which a part falls without them.

    `near[k]` are the members that member k meets.
    """
    beside = [k for k in part if k in near[middle]]
    others = set(beside)
    if all(len(others & near[one]) == len(others) - 1 for one in beside):
        return [], []
    joint, copies = [middle], sorted(beside, key=lambda k: -length(kin.stretches[middle, k]))[:_COPIES]
    while True:
        groups = _apart(part, joint, near)
        if len(groups) > 1 and _whole(kin, groups, joint) and _disjoint(kin, groups, middle):
            return joint, groups
        if not copies:
            return [], []
        joint.append(copies.pop(0))


def _whole(kin: Kinship, groups: list[list[int]], joint: list[int]) -> bool:
    """Tell whether all that go out with a merged text, the first, are copies of it as a whole, and it is no text that others cut."""
    middle, *copies = joint
    return not copies or (_more(kin, groups, middle) and all(_holds_all(kin, groups, middle, copy) for copy in copies))


def _holds_all(kin: Kinship, groups: list[list[int]], middle: int, copy: int) -> bool:
    """Tell whether a copy shares with the text in the middle most of what every group shares with it."""
    held = kin.stretches[middle, copy]
    for group in groups:
        taken = merged(span for k in group for span in kin.stretches.get((middle, k), ()))
        both = length(taken) + length(held) - length(merged((*taken, *held)))
        if 4 * both < 3 * length(taken):
            return False
    return True


def _more(kin: Kinship, groups: list[list[int]], middle: int) -> bool:
    """Tell whether every group has words that the text in the middle has not: excerpts of one text have none."""
    seen = ([kin.pairs[k, middle].overlap for k in group if (k, middle) in kin.pairs] for group in groups)
    return all(any(over.copy_shared < _MOST * over.copy_size for over in some) for some in seen)


def _apart(part: list[int], gone: Sequence[int], near: Sequence[set[int]]) -> list[list[int]]:
    """Return the groups into which a part falls without some of its members."""
    left, groups = [k for k in part if k not in gone], []
    while left:
        group, edge = [left[0]], [left[0]]
        left = left[1:]
        while edge and left:
            mine = near[edge.pop()]
            found = [k for k in left if k in mine]
            left = [k for k in left if k not in mine] if found else left
            group.extend(found)
            edge.extend(found)
        groups.append(group)
    return groups


def _disjoint(kin: Kinship, groups: list[list[int]], middle: int) -> bool:
    """Tell whether the groups share different words with the text in the middle."""
    taken = [merged(span for k in group for span in kin.stretches.get((middle, k), ())) for group in groups]
    together = length(merged(span for spans in taken for span in spans))
    return 10 * together >= 9 * sum(length(spans) for spans in taken)
