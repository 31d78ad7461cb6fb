"""An agency or outlet is credited as the author of a text that stands under somebody else's licence.

## What it finds
The article states a licence ("All content by Mehr News Agency is licensed under CC BY 4.0") and credits another house as its author
("(Source: Reuters)", a sign-off, an agency in the dateline). The licensor can hardly license a text that it did not write.

## Why it matters
Whoever reuses the text under the stated licence relies on a permission that its author may never have given.

## How sure it is
As sure as the weaker of the two statements. Citations ("Reuters reported") are no credit and never lead here. Under a mere "all rights
reserved" the finding is a warning: nobody is invited to reuse anything.

## What to do
Take the article out, or ask the credited house. If both belong together, add them to `groups` in the policy's `[outlets]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.audits.context import Context
from provenance.audits.findings import Draft
from provenance.audits.parties import credited, governing, licensors, party
from provenance.audits.rights import rights
from provenance.audits.weigh import weaker
from provenance.model.record import ProvenanceRecord

RULE = "third-party-credit"


def check(record: ProvenanceRecord, context: Context) -> Iterator[Draft]:
    """Yield one draft for each other house that a licensed article credits as its author."""
    statements = governing(record)
    if not statements:
        return
    own = [
        *licensors(record),
        *(party(item.holder) for item in record.licenses if item.holder),
        *([party(record.publisher)] if record.publisher and record.publisher.confidence != "possible" else []),
    ]
    seen: list[str] = []
    open_licenses = [item for item in statements if rights(item.expression) != frozenset()]
    statement = (open_licenses or statements)[0]
    for credit in credited(record):
        who = party(credit)
        if any(context.houses.same(who, one) for one in own) or (credit.outlet or who.name) in seen:
            continue
        seen.append(credit.outlet or who.name)
        holder = statement.holder.name if statement.holder else "a holder who is not named"
        yield Draft(
            RULE,
            weaker(credit.confidence, statement.confidence),
            (record.id,),
            f"{who.label} is credited as the author, but {statement.expression} is stated by {holder}.",
            ((record.id, credit.evidence), (record.id, statement.evidence)),
            severity=None if open_licenses else "warning",
        )
