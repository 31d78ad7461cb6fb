"""The agency that a family was taken from although no text of it stands in the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from provenance.model.reprint import OutsideOrigin
from provenance.reprints.mentions import Member, own_credits


def outside_origin(members: Sequence[Member], supplies: Sequence[bool]) -> OutsideOrigin | None:
    """Return the outlet that members credit and that published none of them, when that explains the credits best.

    Credits count that a member gives in words of its own. Two members that name the same outsider, or one where no agency published a
    member and no member is credited.
    """
    published = {member.signals.outlet for member in members}
    votes: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    inside = 0
    for k, member in enumerate(members):
        others = [other for number, other in enumerate(members) if number != k]
        for outlet in own_credits(member, others):
            if outlet in published:
                inside += 1
                continue
            votes[outlet] += 1
            for credit in member.signals.credits:
                if credit.outlet == outlet:
                    spelled.setdefault(outlet, credit.name)
    if not votes:
        return None
    outlet, count = max(votes.items(), key=lambda item: (item[1], item[0]))
    enough = (count >= 2 and count >= inside) or (count == 1 and inside == 0 and not any(supplies))
    if not enough:
        return None
    name = spelled.get(outlet, outlet)
    return OutsideOrigin(name, f"{count} of {len(members)} members credit {name}, which published none of them.")
