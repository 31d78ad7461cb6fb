"""Every "this text was taken from that one" of a family, as columns; a pair by itself is made when somebody looks at it."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import numpy.typing as npt
from attrs import frozen

from provenance.reprints.clues import Overlap, Pair, bare, headline, moment, order_of_moments
from provenance.reprints.letters import Counts, Flags, Ints
from provenance.reprints.mentions import Member
from provenance.reprints.trees import Floats

HOW = ("", "author", "mention")
"""How a text names an outlet, by the number of it in a column."""
_AUTHOR, _MENTION = 1, 2
Codes = npt.NDArray[np.int8]
Ends = tuple[int, int]
"""The places of a copy and of its source among the members of a family."""


@frozen(eq=False)
class Houses:
    """What is known of each member of a family by itself, parallel to the members.

    `outlet`: its publisher; `title`: its headline without labels; `holders`: who is named as licensor; `moments`, `when`: the hours
    within which it was published, none or not numbers where it bears no day; `lead`: the headline is no more than the first words;
    `supplies`: its publisher supplies others; `credits`: how many outlets it credits as author in words of its own; `named[0]`,
    `named[1]`: how many members name its publisher so, as author and otherwise.
    """

    outlet: tuple[str, ...]
    title: tuple[str, ...]
    holders: tuple[frozenset[str], ...]
    moments: tuple[tuple[float, float] | None, ...]
    when: Floats
    lead: Flags
    supplies: Flags
    credits: Counts
    named: Counts


@frozen(eq=False)
class Arrows:
    """Arrow k says that member `copy[k]` was taken from member `source[k]`; arrow `k ^ 1` is its way back.

    `overlap[n, k]` is the n-th member of its `Overlap`, `foreign`: see `Pair`; `named` and `own` are how the copy names the publisher of
    the source in words of its own, numbers of `HOW`, as `names_source` and as `own_credits` says. `place[copy, source]` is k.
    """

    members: tuple[Member, ...]
    houses: Houses
    copy: Ints
    source: Ints
    overlap: Counts
    foreign: Floats
    named: Codes
    own: Codes
    place: dict[Ends, int]

    def __len__(self) -> int:
        return len(self.copy)

    def pair(self, arrow: int, merged: Collection[int] = ()) -> Pair:
        """Return everything that is known about one arrow; `merged` are the members that join texts which share nothing else."""
        back, houses = arrow ^ 1, self.houses
        copy, source = int(self.copy[arrow]), int(self.source[arrow])
        own, own_back = self.own[[arrow, back]].tolist()
        return Pair(
            copy=self.members[copy].signals,
            source=self.members[source].signals,
            overlap=Overlap(*self.overlap[:, arrow].tolist()),
            named=HOW[self.named[arrow]],
            named_back=HOW[self.named[back]],
            foreign=float(self.foreign[arrow]),
            foreign_back=float(self.foreign[back]),
            source_borrows=bool(houses.credits[source] > (own_back == _AUTHOR)),
            source_supplies=bool(houses.supplies[source]),
            copy_supplies=bool(houses.supplies[copy]),
            copy_lead=bool(houses.lead[copy]),
            source_lead=bool(houses.lead[source]),
            copy_merged=copy in merged,
            source_merged=source in merged,
            others=self._others(source, own),
            others_back=self._others(copy, own_back),
            dates=order_of_moments(houses.moments[copy], houses.moments[source]),
            title=headline(self.members[copy].signals.title, self.members[source].signals.title),
        )

    def _others(self, member: int, how: int) -> tuple[int, int]:
        """Return how many name the publisher of a member beside one who does so in a way of his own."""
        author, mention = self.houses.named[:, member].tolist()
        return author - (how == _AUTHOR), mention - (how == _MENTION)

    def inside(self, part: Collection[int]) -> Ints:
        """Return the arrows between members of a part."""
        if len(part) == len(self.members):
            return np.arange(len(self))
        within = np.zeros(len(self.members), np.bool_)
        within[list(part)] = True
        return np.flatnonzero(within[self.copy] & within[self.source])


def houses(members: tuple[Member, ...], own: tuple[dict[str, str], ...], supplies: tuple[bool, ...]) -> Houses:
    """Return what is known of each member; `own` are the outlets that each names in words of its own, and how."""
    outlets = tuple(member.signals.outlet for member in members)
    named = {outlet: [0, 0] for outlet in outlets}
    for names in own:
        for outlet, how in names.items():
            if outlet in named:
                named[outlet][how != "author"] += 1
    moments = tuple(moment(member.signals.dates) for member in members)
    return Houses(
        outlets,
        tuple(bare(member.signals.title) for member in members),
        tuple(frozenset(notice.holder for notice in member.signals.notices) for member in members),
        moments,
        np.array([when or (np.nan, np.nan) for when in moments], np.float64).reshape(-1, 2),
        np.array([member.leads() for member in members], np.bool_),
        np.array(supplies, np.bool_),
        np.array([sum(how == "author" for how in names.values()) for names in own], np.int32),
        np.array([named[outlet] for outlet in outlets], np.int32).reshape(-1, 2).T.copy(),
    )
