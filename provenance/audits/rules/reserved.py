"""The publisher opts out of text and data mining or of use for training.

## What it finds
Reservations in the text or markup of an article: TDMRep, RSL, AIPREF `Content-Usage`, robots directives against AI use, and sentences such
as "no part of this site may be used to train machine learning systems".

## Why it matters
Under Article 4 of Directive (EU) 2019/790 a reservation ends the general permission to mine a text; a licence beside it does not say the
opposite by itself.

## How sure it is
A machine-readable reservation is certain; a sentence is as sure as its wording.

## What to do
Leave the article out of training data, or ask for a licence.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.audits.context import Context
from provenance.audits.findings import Draft
from provenance.model.record import ProvenanceRecord

RULE = "reserved"


def check(record: ProvenanceRecord, context: Context) -> Iterator[Draft]:  # noqa: ARG001 -- every record rule has one signature
    """Yield one draft for an article with reservations."""
    if record.reservations:
        kinds = sorted({item.kind for item in record.reservations})
        yield Draft(
            RULE,
            "likely" if kinds == ["text"] else "certain",
            (record.id,),
            f"Text and data mining is reserved ({', '.join(kinds)}).",
            tuple((record.id, item.evidence) for item in record.reservations[:8]),
        )
