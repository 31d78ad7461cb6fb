"""The stated licence is not one that the policy allows.

## What it finds
Articles whose stated licence, as an SPDX expression, is not covered by `allowed` in the policy's `[licenses]`. Every licence of an AND
has to be allowed, one licence of an OR is enough.

## Why it matters
This is the question that a licensing team asks first.

## How sure it is
As sure as the statement. A conflict is reported by its own rule.

## What to do
Leave the article out, or widen the policy if your use is covered.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.audits.context import Context
from provenance.audits.findings import Draft
from provenance.audits.parties import governing
from provenance.audits.weigh import weaker
from provenance.model.record import ProvenanceRecord

RULE = "license-not-allowed"


def check(record: ProvenanceRecord, context: Context) -> Iterator[Draft]:
    """Yield one draft when the article's stated licence is not allowed."""
    statements = governing(record)
    if record.license.status != "stated" or not statements or context.policy.allows(record.license.expression):
        return
    yield Draft(
        RULE,
        weaker(*(item.confidence for item in statements)),
        (record.id,),
        f"{record.license.expression} is not among the licences that the policy allows.",
        tuple((record.id, item.evidence) for item in statements[:4]),
    )
