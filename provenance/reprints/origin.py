"""Who supplied a family: one of its members, or somebody outside whom they may credit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from math import log, log1p

from attrs import frozen

from provenance.model.reprint import OutsideOrigin
from provenance.reprints.clues import Root
from provenance.reprints.kinship import Kinship
from provenance.reprints.weights import weight

INSIDE, UNNAMED = "", "?"
"""Answers to "who supplied them" beside the outlets that are credited: a member; somebody outside whom nobody names."""
_ASKED = 6
"""So many outsiders are considered, those who are credited most."""


@frozen(eq=False)
class Supplier:
    """One answer to "who supplied these texts": an outlet key, `INSIDE` or `UNNAMED`, and what speaks for it as numbers by name."""

    outlet: str
    clues: dict[str, float]

    @property
    def outside(self) -> bool:
        """Return whether the first text is not among the members."""
        return self.outlet != INSIDE

    def of_roots(self, roots: Sequence[Root]) -> list[float]:
        """Return the log weight of "taken from no member" for some members, if this is who supplied them."""
        hows = [self._how(root) for root in roots]
        worth = {how: weight(self.of_root(how, roots[0].members)) for how in set(hows)}
        return [worth[how] for how in hows]

    def of_root(self, how: str, members: int) -> dict[str, float]:
        """Return what its credits say about "taken from no member" of one of so many members, as numbers by name."""
        if not self.outside:
            return {"one": 1.0, "one_credits": float(how == "author")}
        return {"several": 1.0, "several_members": log(members), f"several_{how}": float(bool(how))}

    def _how(self, root: Root) -> str:
        """Return how a member credits this supplier, or if it is a member, whether it credits anybody outside as author."""
        return root.outside.get(self.outlet, "") if self.outside else "author" if "author" in root.outside.values() else ""


def answers(kin: Kinship, part: Sequence[int], supplies: Callable[[str], bool]) -> Iterator[Supplier]:
    """Yield every answer to who supplied a part of a family: a member, an outsider whom nobody names, each outsider who is credited.

    Credits count that a member gives in words of its own, to an agency or as author.
    """
    yield Supplier(INSIDE, {})
    author, mention = named(kin, part)
    inside = {kin.members[k].signals.outlet for k in part}
    both = {
        "inside_author": log1p(sum(author[one] for one in inside)),
        "inside_mention": log1p(sum(mention[one] for one in inside)),
        "any_supplies": float(any(kin.supplies[k] for k in part)),
        "any_supplies_alone": float(any(kin.supplies[k] and not _borrows(kin.own[k], inside, supplies) for k in part)),
        "members": log(len(part)),
    }
    others = sum(author.values()) - sum(author[one] for one in inside)
    yield Supplier(UNNAMED, {**both, "unnamed": 1.0, "others": log1p(others)})
    outsiders = [one for one in author.keys() | mention.keys() if one not in inside and (author[one] or supplies(one))]
    for outlet in sorted(outsiders, key=lambda one: (-2 * author[one] - mention[one] - supplies(one), one))[:_ASKED]:
        kind, told = ("named_agency", mention[outlet]) if supplies(outlet) else ("named", 0)
        counts = {
            "by_author": log1p(author[outlet]),
            "by_mention": log1p(told),
            "by_several": float(author[outlet] + told > 1),
            "by_share": (author[outlet] + told) / len(part),
        }
        yield Supplier(outlet, {**both, **counts, kind: 1.0, "others": log1p(others - author[outlet])})


def _borrows(own: Mapping[str, str], inside: Collection[str], supplies: Callable[[str], bool]) -> bool:
    """Tell whether a member names somebody outside, in words of its own, who may have supplied its text: who supplies others may borrow."""
    return any(outlet not in inside and (how == "author" or supplies(outlet)) for outlet, how in own.items())


def named(kin: Kinship, part: Sequence[int]) -> tuple[Counter[str], Counter[str]]:
    """Return how many members of a part name each outlet, in words of their own, as author and otherwise."""
    author: Counter[str] = Counter()
    mention: Counter[str] = Counter()
    for k in part:
        for outlet, how in kin.own[k].items():
            (author if how == "author" else mention)[outlet] += 1
    return author, mention


def outside_origin(kin: Kinship, outlet: str) -> OutsideOrigin:
    """Return an outsider whom members credit as the origin of their family."""
    count = sum(outlet in own for own in kin.own)
    name = next(credit.name for member in kin.members for credit in member.signals.credits if credit.outlet == outlet)
    return OutsideOrigin(name, f"{count} of {len(kin.members)} members credit {name}, which published none of them.")
