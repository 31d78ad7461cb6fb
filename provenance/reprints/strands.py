"""The parts of a family that hang together by a merged text alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from provenance.kernels import compiled
from provenance.reprints.kinship import Kinship
from provenance.reprints.letters import Ints
from provenance.reprints.words import Stretches, length, merged

LARGEST = 80
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
    if not 3 <= len(members) <= LARGEST:
        return [], []
    arrows = kin.arrows
    found = _cuts(arrows.copy, arrows.source, kin.words.length, members)
    part = _part(arrows.copy, arrows.source, members if found else ())
    for joint in found:
        groups = _apart(part, sum(1 << members.index(k) for k in joint))
        if _whole(kin, groups, joint) and _disjoint(kin, groups, joint[0]):
            return joint, groups
    return [], []


def cuts(copy: Ints, source: Ints, length: Sequence[int], members: Sequence[int]) -> list[list[int]]:
    """Return the members without which a part does not hang together: one, alone or with those that share most of its words, one after
    the other; `length` is what the copy of each arrow shares with its source.
    """
    part, shared = _part(copy, source, members), dict(zip(zip(copy.tolist(), source.tolist(), strict=True), length, strict=True))
    out = []
    for middle, beside in enumerate(part.near):
        if all(beside & ~part.near[one] == 1 << one for one in _bits(beside)):
            continue  # none of them needs it to meet the others
        text = part.members[middle]
        copies = sorted(_bits(beside), key=lambda k: -shared[text, part.members[k]])[:_COPIES]
        gone, joint = 0, []
        for one in (middle, *copies):
            gone |= 1 << one
            joint.append(part.members[one])
            if not _together(part, gone):
                out.append(joint.copy())
    return out


_cuts = compiled("_strands", cuts)


def _part(copy: Ints, source: Ints, members: Sequence[int]) -> _Part:
    """Return some members with which others of them each meets."""
    place = {member: k for k, member in enumerate(members)}
    near = [0] * len(members)
    for one, other in zip(copy.tolist(), source.tolist(), strict=True):
        if one in place and other in place:
            near[place[one]] |= 1 << place[other]
    return _Part(list(members), near)


def _bits(some: int) -> Iterator[int]:
    """Yield the numbers of the bits that are set, the lowest first."""
    while some:
        lowest = some & -some
        yield lowest.bit_length() - 1
        some ^= lowest


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
        both = length(taken) + length(held) - length(merged((*taken, *held)))
        if 4 * both < 3 * length(taken):
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
    together = length(merged(span for spans in taken for span in spans))
    return 10 * together >= 9 * sum(length(spans) for spans in taken)


def _taken(kin: Kinship, group: list[int], middle: int) -> Stretches:
    """Return the spans of the text in the middle that it shares with anybody of a group."""
    return merged(span for k in group for span in kin.stretches(middle, k))
