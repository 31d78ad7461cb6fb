"""The licence covers only a part: an image, a comment, a theme, a quotation.

## What it finds
Articles in which a licence is stated, but only for a part of the page, and none for the article or the site.

## Why it matters
A photo credit "CC BY-SA 2.0" is often taken for the licence of the whole page.

## How sure it is
As sure as the statement about the part.

## What to do
Treat the text as unlicensed; the part may be used under its own terms.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.audits.context import Context
from provenance.audits.findings import Draft
from provenance.audits.parties import governing
from provenance.audits.weigh import weaker
from provenance.model.record import ProvenanceRecord

RULE = "partial-scope"


def check(record: ProvenanceRecord, context: Context) -> Iterator[Draft]:  # noqa: ARG001 -- every record rule has one signature
    """Yield one draft when only parts of an article are licensed."""
    parts = [item for item in record.licenses if item.scope == "part" and item.confidence != "possible"]
    if parts and not governing(record):
        yield Draft(
            RULE,
            weaker(*(item.confidence for item in parts)),
            (record.id,),
            f"{' and '.join(sorted({item.expression for item in parts}))} is stated for a part only.",
            tuple((record.id, item.evidence) for item in parts[:8]),
        )
