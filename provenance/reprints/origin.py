"""The agency that a family was taken from although no text of it stands in the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from provenance.model.reprint import OutsideOrigin
from provenance.reprints.kinship import Kinship


def outside_origin(kin: Kinship, supplies: Callable[[str], bool]) -> OutsideOrigin | None:
    """Return the outlet that members credit and that published none of them, when that explains the credits best.

    Credits count that a member gives in words of its own, to an agency or as author: two for the same outsider and no more for members,
    or a single one to an agency where no agency published a member and no member is credited.
    """
    published = {member.signals.outlet for member in kin.members}
    votes: Counter[str] = Counter()
    inside = 0
    for named in kin.own:
        for outlet, how in named.items():
            if outlet in published:
                inside += 1
            elif how == "author" or supplies(outlet):
                votes[outlet] += 1
    if not votes:
        return None
    outlet, count = max(votes.items(), key=lambda item: (item[1], item[0]))
    alone = inside == 0 and supplies(outlet) and not any(kin.supplies)
    if (count < 2 or count < inside) and not (count == 1 and alone):
        return None
    name = next(credit.name for member in kin.members for credit in member.signals.credits if credit.outlet == outlet)
    return OutsideOrigin(name, f"{count} of {len(kin.members)} members credit {name}, which published none of them.")
