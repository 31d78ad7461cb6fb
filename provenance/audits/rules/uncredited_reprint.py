"""A reprint does not name the house that it was taken from.

## What it finds
An article that shares at least half of its own text with an earlier one of another house and names nowhere that house, nor the one that
published the text first.

## Why it matters
An uncredited copy hides whose terms hold for the text.

## How sure it is
Only along an edge whose direction is at least likely, between two known publishers that do not belong together.

## What to do
Use the source in place of the copy.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.audits.context import Context, Kin
from provenance.audits.findings import Draft
from provenance.audits.parties import Party, party
from provenance.audits.weigh import names_house, opening, reprinted

RULE = "uncredited-reprint"


def check_family(kin: Kin, context: Context) -> Iterator[Draft]:
    """Yield one draft for each reprint that names its source nowhere."""
    for item in reprinted(kin):
        copy, source = item.copy, item.source
        if copy.publisher is None or source.publisher is None:
            continue
        origin = party(source.publisher)
        if context.houses.same(party(copy.publisher), origin) or names_house(kin.lookup, copy, origin, context.houses):
            continue
        if any(names_house(kin.lookup, copy, first, context.houses) for first in _first(kin)):
            continue
        yield Draft(
            RULE,
            "likely",
            (copy.id, source.id),
            f"{copy.id} carries the text of {origin.label} ({source.id}) and does not name it.",
            opening(kin.lookup, item.shared, copy.id, source.id),
            family=kin.family.id,
        )


def _first(kin: Kin) -> Iterator[Party]:
    """Yield the house that published the text of a family first, in the corpus or outside it: who names it has named the author."""
    if kin.family.outside_origin:
        name = kin.family.outside_origin.outlet
        yield Party(name, name)
    elif kin.family.origin:
        publisher = kin.lookup.record(kin.family.origin).publisher
        if publisher:
            yield party(publisher)
