"""The parts of a family that hang together by a merged text alone."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from provenance.reprints.kinship import Kinship, merged
from provenance.reprints.mentions import Stretches

_LARGEST = 80
"""Larger families are not searched for merged texts."""
_COPIES = 6
"""So many copies of a merged text are looked for."""
_MOST = 0.8
"""A text of which a larger share stands in another may be an excerpt of that."""


@frozen(eq=False)
class _Part:
    """Some members, counted from 0; `near[k]` are those that the k-th of them meets, as the bits of a number."""

    members: list[int]
    near: list[int]

    def names(self, some: int) -> list[int]:
        """Return the members that the bits of a number stand for."""
        return [self.members[k] for k in _bits(some)]


def strands(kin: Kinship) -> list[list[int]]:
    """Return the parts of a family that hang together by a merged text alone, each with that text in it; the largest first.

    A text is merged when the family falls apart without it and each part shares other words with it. Copies of a merged text hold the
    family together as well: those that share all its parts go out with it, and stand in every part too.
    """
    todo, out = [list(range(len(kin.docs)))], []
    while todo:
        part = todo.pop()
        joint, groups = _parted(kin, part)
        if groups:
            todo.extend([*group, *joint] for group in groups)
        else:
            out.append(sorted(part))
    return sorted(out, key=lambda part: (-len(part), part))


def _parted(kin: Kinship, members: list[int]) -> tuple[list[int], list[list[int]]]:
    """Return the first merged text of a part with those that were copied from it whole, and the groups into which the part falls without
    them; nothing when it holds together.
    """
    if not 3 <= len(members) <= _LARGEST:
        return [], []
    part = _Part(members, _near(kin, members))
    for middle, beside in enumerate(part.near):
        if any(beside & ~part.near[one] != 1 << one for one in _bits(beside)):  # else none of them needs it to meet the others
            joint, groups = _without(kin, part, middle)
            if groups:
                return joint, groups
    return [], []


def _near(kin: Kinship, members: list[int]) -> list[int]:
    """Return for each of some members which others of them it meets."""
    place = {member: k for k, member in enumerate(members)}
    inside = kin.arrows.inside(members)
    near = [0] * len(members)
    for copy, source in zip(kin.arrows.copy[inside].tolist(), kin.arrows.source[inside].tolist(), strict=True):
        near[place[copy]] |= 1 << place[source]
    return near


def _bits(some: int) -> Iterator[int]:
    """Yield the numbers of the bits that are set, the lowest first."""
    while some:
        lowest = some & -some
        yield lowest.bit_length() - 1
        some ^= lowest


def _without(kin: Kinship, part: _Part, middle: int) -> tuple[list[int], list[list[int]]]:
    """Return a merged text with those that were copied from it whole, and the groups into which a part falls without them."""
    text = part.members[middle]
    shared = kin.words.length
    copies = sorted(part.names(part.near[middle]), key=lambda k: -shared[kin.arrows.place[text, k]])[:_COPIES]
    joint, gone = [text], 1 << middle
    while True:
        groups = [] if _together(part, gone) else _apart(part, gone)
        if groups and _whole(kin, groups, joint) and _disjoint(kin, groups, text):
            return joint, groups
        if not copies:
            return [], []
        joint.append(copies.pop(0))
        gone |= 1 << part.members.index(joint[-1])


def _together(part: _Part, gone: int) -> bool:
    """Tell whether a part hangs together without some of its members, which are the bits of `gone`."""
    left = ((1 << len(part.members)) - 1) & ~gone
    reached = todo = left & -left
    while todo and reached != left:
        lowest = todo & -todo
        found = part.near[lowest.bit_length() - 1] & left & ~reached
        reached |= found
        todo = (todo ^ lowest) | found
    return reached == left


def _apart(part: _Part, gone: int) -> list[list[int]]:
    """Return the groups into which a part falls without some of its members, which are the bits of `gone`."""
    left, groups = ((1 << len(part.members)) - 1) & ~gone, []
    while left:
        first = (left & -left).bit_length() - 1
        left ^= 1 << first
        group, edge = [first], [first]
        while edge and left:
            found = part.near[edge.pop()] & left
            left ^= found
            new = list(_bits(found))
            group.extend(new)
            edge.extend(new)
        groups.append([part.members[k] for k in group])
    return groups


def _whole(kin: Kinship, groups: list[list[int]], joint: list[int]) -> bool:
    """Tell whether all that go out with a merged text, the first, are copies of it as a whole, and it is no text that others cut."""
    middle, *copies = joint
    return not copies or (_more(kin, groups, middle) and all(_holds_all(kin, groups, middle, copy) for copy in copies))


def _holds_all(kin: Kinship, groups: list[list[int]], middle: int, copy: int) -> bool:
    """Tell whether a copy shares with the text in the middle most of what every group shares with it."""
    held = kin.stretches(middle, copy)
    for group in groups:
        taken = _taken(kin, group, middle)
        both = _length(taken) + _length(held) - _length(merged((*taken, *held)))
        if 4 * both < 3 * _length(taken):
            return False
    return True


def _more(kin: Kinship, groups: list[list[int]], middle: int) -> bool:
    """Tell whether every group has words that the text in the middle has not: excerpts of one text have none."""
    place, overlap = kin.arrows.place, kin.arrows.overlap
    seen = ([overlap[:, place[k, middle]] for k in group if (k, middle) in place] for group in groups)
    return all(any(copy_shared < _MOST * copy_size for copy_size, _, copy_shared, *_ in some) for some in seen)


def _disjoint(kin: Kinship, groups: list[list[int]], middle: int) -> bool:
    """Tell whether the groups share different words with the text in the middle."""
    taken = [_taken(kin, group, middle) for group in groups]
    together = _length(merged(span for spans in taken for span in spans))
    return 10 * together >= 9 * sum(_length(spans) for spans in taken)


def _taken(kin: Kinship, group: list[int], middle: int) -> Stretches:
    """Return the spans of the text in the middle that it shares with anybody of a group."""
    return merged(span for k in group for span in kin.stretches(middle, k))


def _length(spans: Stretches) -> int:
    """Return the code points of disjoint spans."""
    return sum([stop - start for start, stop in spans])
