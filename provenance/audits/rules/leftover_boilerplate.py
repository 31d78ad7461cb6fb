"""Furniture is left in the text: comment forms, share bars, cookie notices.

## What it finds
Plain furniture that an extractor left in the article's text. It is reported once an article, with the share of the text that it takes.

## Why it matters
Furniture in training data teaches furniture, and it makes articles look alike that have nothing in common.

## How sure it is
As sure as the surest of its pieces.

## What to do
Use `body` of the record in place of the whole text: `provenance audit -o jsonl=clean.jsonl --text body`.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.audits.context import Context
from provenance.audits.findings import Draft
from provenance.model.record import ProvenanceRecord

RULE = "leftover-boilerplate"
_MOST = 12


def check(record: ProvenanceRecord, context: Context) -> Iterator[Draft]:  # noqa: ARG001 -- every record rule has one signature
    """Yield one draft for an article read as text that holds plain furniture; a page as published holds it by nature."""
    if record.source.format in {"html", "warc"}:
        return
    plain = [item for item in record.boilerplate if item.layer == "plain" and item.confidence != "possible"]
    if plain:
        kinds = sorted({item.kind for item in plain})
        sure = "certain" if any(item.confidence == "certain" for item in plain) else "likely"
        yield Draft(
            RULE,
            "certain" if sure == "certain" else "likely",
            (record.id,),
            f"Furniture is left in the text: {', '.join(kind.replace('_', ' ') for kind in kinds)}.",
            tuple((record.id, item.evidence) for item in plain[:_MOST]),
        )
