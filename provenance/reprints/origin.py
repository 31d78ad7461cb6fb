"""The agency that a family was taken from although no text of it stands in the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from provenance.model.reprint import OutsideOrigin
from provenance.reprints.signals import Signals


def outside_origin(members: Sequence[Signals]) -> OutsideOrigin | None:
    """Return the outlet that at least two members credit as author and that published none of them, when nobody is credited more often."""
    published = {member.outlet for member in members}
    named: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    inside = 0
    for member in members:
        outlets = {credit.outlet: credit.name for credit in member.credits if credit.outlet != member.outlet and credit.role == "author"}
        for outlet, name in outlets.items():
            if outlet in published:
                inside += 1
            else:
                named[outlet] += 1
                spelled.setdefault(outlet, name)
    if not named:
        return None
    outlet, votes = max(named.items(), key=lambda item: (item[1], item[0]))
    if votes < 2 or votes <= inside:
        return None
    return OutsideOrigin(spelled[outlet], f"{votes} of {len(members)} members credit {spelled[outlet]}, which published none of them.")
