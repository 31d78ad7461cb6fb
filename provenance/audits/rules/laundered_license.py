"""A reprint states a freer licence than the text that it was taken from.

## What it finds
An article that was taken from another (directly, or along a chain of reprints) states a licence that gives more than the licence of its
source: CC BY over a text that first stood under CC BY-NC-ND, or under all rights reserved. The finding names both records.

## Why it matters
The freer statement looks like a permission, yet whoever copied the text could not give it.

## How sure it is
Only where both articles state exactly one licence for the article or site and the two can be compared. Who copied from whom is seldom
known beyond doubt; what counts is how likely the copy goes back to *any* text with stricter terms, over all ways on which it may have come,
among them that both were taken from an agency outside the corpus. Certain where that is nearly sure and every arrow on the way is
certain, likely from two in three on, only possible from even odds on.

## What to do
Rely on the terms of the source, or leave the reprint out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from provenance.audits.context import Context, Kin
from provenance.audits.findings import Draft
from provenance.audits.parties import governing, party
from provenance.audits.rights import freer
from provenance.audits.weigh import firsts, opening, ordered, weaker
from provenance.model.evidence import Confidence
from provenance.model.record import License, ProvenanceRecord

RULE = "laundered-license"
_CERTAIN, _LIKELY, _POSSIBLE = 0.97, 0.65, 0.5
"""From what odds on a text goes back to one with stricter terms, and how surely that is told."""


def check_family(kin: Kin, context: Context) -> Iterator[Draft]:
    """Yield one draft for each way back from a reprint to texts with stricter terms; the one is named to which it most likely goes back."""
    records = {name: kin.lookup.record(name) for name in kin.family.members}
    licenses = {name: stated for name, record in records.items() if (stated := _single(record))}
    shared, arrows = firsts(kin), _arrows(kin)
    for name, mine in licenses.items():

        def stricter(other: str, name: str = name, mine: License = mine) -> bool:
            theirs = licenses.get(other)
            return (
                theirs is not None and freer(mine.expression, theirs.expression) and not _same_house(records[name], records[other], context)
            )

        for descent in kin.descents:
            odds, source = descent.odds(name, stricter)
            if odds < _POSSIBLE:
                continue
            theirs = licenses[source]
            passage = shared.get(frozenset((name, source)))
            quotes = opening(kin.lookup, passage, name, source) if passage else ()
            yield Draft(
                RULE,
                weaker(_confidence(odds, _way(name, source, arrows)), mine.confidence, theirs.confidence),
                (name, source),
                _message(records[name], mine, records[source], theirs),
                ((name, mine.evidence), (source, theirs.evidence), *quotes),
                family=kin.family.id,
            )


def _arrows(kin: Kin) -> Mapping[str, Mapping[str, Confidence]]:
    """Return for each copy the sources to which an arrow points that may be relied on, and how sure it is."""
    found: dict[str, dict[str, Confidence]] = {}
    for edge in kin.edges:
        if ordered(edge) and edge.kind != "quote":
            found.setdefault(edge.copy, {})[edge.source] = "certain" if edge.order.confidence == "certain" else "likely"
    return found


def _way(copy: str, source: str, arrows: Mapping[str, Mapping[str, Confidence]]) -> Confidence:
    """Return how sure the arrows are that lead from a copy back to a source: certain if there is a way of certain ones alone."""
    seen, todo = {copy}, [copy]
    while todo:
        for other, sure in arrows.get(todo.pop(), {}).items():
            if sure == "certain" and other not in seen:
                seen.add(other)
                todo.append(other)
    return "certain" if source in seen else "likely"


def _confidence(odds: float, way: Confidence) -> Confidence:
    if odds >= _CERTAIN and way == "certain":
        return "certain"
    return "likely" if odds >= _LIKELY else "possible"


def _message(copy: ProvenanceRecord, mine: License, source: ProvenanceRecord, theirs: License) -> str:
    return f"{_named(copy)} states {mine.expression}, but goes back to {_named(source)}, which states {theirs.expression}."


def _named(record: ProvenanceRecord) -> str:
    return f"{record.id} ({record.publisher.name})" if record.publisher and record.publisher.name else record.id


def _single(record: ProvenanceRecord) -> License | None:
    """Return the one licence that an article states, None where it states none or several."""
    statements = governing(record)
    return statements[0] if record.license.status == "stated" and len({item.expression for item in statements}) == 1 else None


def _same_house(copy: ProvenanceRecord, source: ProvenanceRecord, context: Context) -> bool:
    """Tell whether both were published by one house, which may license its own text again."""
    return bool(copy.publisher and source.publisher and context.houses.same(party(copy.publisher), party(source.publisher)))
