"""Nobody can say who of a family of reprints was first.

## What it finds
Families in which no edge has a direction that is at least likely.

## Why it matters
Without a direction no licence can be followed along the chain: the family may hold a laundered licence that nobody can see.

## How sure it is
It states what is not known.

## What to do
Add dates or URLs to the input, or compare the texts with `provenance compare`.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.audits.context import Context, Kin
from provenance.audits.findings import Draft
from provenance.audits.weigh import ordered

RULE = "undated-family"


def check_family(kin: Kin, context: Context) -> Iterator[Draft]:  # noqa: ARG001 -- every family rule has one signature
    """Yield one draft for a family without any known direction."""
    if kin.family.members and kin.edges and not any(ordered(edge) for edge in kin.edges):
        reasons = sorted({reason for edge in kin.edges for reason in edge.order.against})
        because = f" ({', '.join(reasons)})" if reasons else ""
        yield Draft(
            RULE,
            "certain",
            kin.family.members[:20],
            f"{len(kin.family.members)} articles share their text, and the order is not known{because}.",
            family=kin.family.id,
        )
