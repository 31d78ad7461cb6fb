"""The article states no licence.

## What it finds
Articles in which no statement about the article or its site was found: neither in the text nor in its markup.

## Why it matters
Without a statement the law's default holds: all rights are reserved, whatever the rest of the corpus says.

## How sure it is
That nothing was found is certain; that nothing was stated is not: a notice may stand on another page of the site.

## What to do
Look for the site's terms, or leave the article out.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.audits.context import Context
from provenance.audits.findings import Draft
from provenance.model.record import ProvenanceRecord

RULE = "unlicensed"


def check(record: ProvenanceRecord, context: Context) -> Iterator[Draft]:  # noqa: ARG001 -- every record rule has one signature
    """Yield one draft when an article states no licence and none for a part of it."""
    if record.license.status == "none" and not any(item.scope == "part" for item in record.licenses):
        yield Draft(RULE, "likely", (record.id,), "No licence is stated for this article.")
