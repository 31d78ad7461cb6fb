"""A passage from elsewhere stands inside a licensed text.

## What it finds
Two forms. In one article: a licensed text carries a sentence that it takes from another house ("... left dozens dead on Friday, NBC News
reported"). Along a family: a licensed article shares a passage with an article of another house that was there first.

## Why it matters
A licence covers what the licensor wrote. A passage taken from elsewhere stays under the terms of its own author.

## How sure it is
A citation shows whose report it is and not how many of its words were taken over, so this form is only an information. A shared
passage is a warning, and only when the order of the two articles is at least likely.

## What to do
Look at the quoted words; leave the passage out, or check the terms of the house that it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.audits.context import Context, Kin
from provenance.audits.findings import Draft
from provenance.audits.parties import governing, licensors, party
from provenance.audits.rights import rights
from provenance.audits.weigh import opening, taken, weaker
from provenance.model.record import ProvenanceRecord

RULE = "embedded-third-party"
_MOST = 12


def check(record: ProvenanceRecord, context: Context) -> Iterator[Draft]:
    """Yield one draft for a licensed article that cites other houses, with each citation as evidence."""
    statements = [item for item in governing(record) if rights(item.expression) != frozenset()]
    if not statements:
        return
    own = licensors(record)
    cited = [
        item
        for item in record.attributions
        if item.role == "source"
        and item.kind in {"cited", "via", "adapted"}
        and item.confidence != "possible"
        and (item.outlet or item.name)
        and not any(context.houses.same(party(item), one) for one in own)
    ]
    if cited:
        names = sorted({party(item).label for item in cited})
        yield Draft(
            RULE,
            weaker(cited[0].confidence, statements[0].confidence),
            (record.id,),
            f"Under {statements[0].expression}, the text carries reports of {', '.join(names[:_MOST])}.",
            (*((record.id, item.evidence) for item in cited[:_MOST]), (record.id, statements[0].evidence)),
            severity="info",
        )


def check_family(kin: Kin, context: Context) -> Iterator[Draft]:
    """Yield one draft for each licensed copy that shares passages with an earlier article of another house."""
    for item in taken(kin):
        copy, source = item.copy, item.source
        statements = [one for one in governing(copy) if rights(one.expression) != frozenset()]
        origin = party(source.publisher) if source.publisher else None
        if not statements or origin is None or any(context.houses.same(origin, one) for one in licensors(copy)):
            continue
        yield Draft(
            RULE,
            weaker(item.confidence, statements[0].confidence),
            (copy.id, source.id),
            f"Under {statements[0].expression}, {copy.id} carries text that {origin.label} published first ({source.id}).",
            (*opening(kin.lookup, item.shared, copy.id, source.id), (copy.id, statements[0].evidence)),
            family=kin.family.id,
        )
