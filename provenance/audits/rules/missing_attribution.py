"""A text under a licence that asks for credit was taken over without one.

## What it finds
A reprint whose source states a licence with attribution (every Creative Commons BY licence, OGL, ODbL and others) and that names the
source's publisher or its licensor nowhere: not as author, not as source, not in a licence line.

## Why it matters
Without the credit the reprint does not keep the licence, and the licence may have ended for it.

## How sure it is
Only along an edge whose direction is at least likely, for reprints of at least half of the copy.

## What to do
Add the credit that the source asks for.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.audits.context import Context, Kin
from provenance.audits.findings import Draft
from provenance.audits.parties import governing, licensors, party
from provenance.audits.rights import rights
from provenance.audits.weigh import names_house, opening, ordered, weaker

RULE = "missing-attribution"


def check_family(kin: Kin, context: Context) -> Iterator[Draft]:
    """Yield one draft for each uncredited reprint of a text whose licence asks for credit."""
    for edge in kin.edges:
        if not ordered(edge) or edge.kind == "quote" or edge.share_of_copy < 0.5:
            continue
        copy, source = kin.lookup.record(edge.copy), kin.lookup.record(edge.source)
        asked = [item for item in governing(source) if (own := rights(item.expression)) and "uncredited" not in own]
        wanted = [*licensors(source), *([party(source.publisher)] if source.publisher else [])]
        shared = next((item for item in kin.passages if {item.a, item.b} == {edge.copy, edge.source}), None)
        if not asked or not wanted or shared is None or any(names_house(copy, one, context.houses) for one in wanted):
            continue
        yield Draft(
            RULE,
            weaker("certain" if edge.order.confidence == "certain" else "likely", asked[0].confidence),
            (copy.id, source.id),
            f"{source.id} stands under {asked[0].expression}, which asks for credit; {copy.id} does not name {wanted[0].label}.",
            ((source.id, asked[0].evidence), *opening(kin.lookup, shared, copy.id, source.id)),
            family=kin.family.id,
        )
