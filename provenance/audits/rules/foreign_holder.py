"""The licence is stated by somebody who is neither the publisher nor the author.

## What it finds
A statement about the whole article or site whose named holder is not the publisher of the article, not of the publisher's media group,
and not credited as the author.

## Why it matters
A notice that came along with a copied page or a page template is no statement of the house that published the text.

## How sure it is
Only where the publisher is known from something else than the notice itself, and never certain: media groups are not always on record.

## What to do
If holder and publisher belong together, add them to `groups` in the policy's `[outlets]` or to the catalog; else ask the holder.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.audits.context import Context
from provenance.audits.findings import Draft
from provenance.audits.parties import Party, credited, governing, party
from provenance.model.record import ProvenanceRecord

RULE = "foreign-holder"


def check(record: ProvenanceRecord, context: Context) -> Iterator[Draft]:
    """Yield one draft for each foreign holder of a governing statement."""
    publisher = record.publisher
    if publisher is None or publisher.confidence == "possible" or publisher.basis in {"license_holder", "license"}:
        return
    home = [party(publisher), *map(party, credited(record))]
    home += [Party(None, item.person) for item in record.attributions if item.kind == "byline" and item.person]
    seen: list[Party] = []
    for item in governing(record):
        holder = party(item.holder) if item.holder else None
        if holder is None or holder in seen or any(context.houses.same(holder, one) for one in home):
            continue
        seen.append(holder)
        quotes = [(record.id, item.evidence)]
        if publisher.evidence is not None and publisher.evidence.quote:
            quotes.append((record.id, publisher.evidence))
        yield Draft(
            RULE,
            "likely",
            (record.id,),
            f"{item.expression} is stated by {holder.label}, but the article was published by {publisher.name}.",
            tuple(quotes),
        )
