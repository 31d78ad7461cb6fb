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
from provenance.audits.weigh import names_house, opening, reprinted, weaker

RULE = "missing-attribution"


def check_family(kin: Kin, context: Context) -> Iterator[Draft]:
    """Yield one draft for each uncredited reprint of a text whose licence asks for credit."""
    for item in reprinted(kin):
        copy, source = item.copy, item.source
        asked = [one for one in governing(source) if (own := rights(one.expression)) and "uncredited" not in own]
        wanted = [*licensors(source), *([party(source.publisher)] if source.publisher else [])]
        if not asked or not wanted or any(names_house(kin.lookup, copy, one, context.houses) for one in wanted):
            continue
        yield Draft(
            RULE,
            weaker(item.confidence, asked[0].confidence),
            (copy.id, source.id),
            f"{source.id} stands under {asked[0].expression}, which asks for credit; {copy.id} does not name {wanted[0].label}.",
            ((source.id, asked[0].evidence), *opening(kin.lookup, item.shared, copy.id, source.id)),
            family=kin.family.id,
        )
