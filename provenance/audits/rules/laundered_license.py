"""A reprint states a freer licence than the text that it was taken from.

## What it finds
An article that was taken from another (directly, or along a chain of reprints) states a licence that gives more than the licence of its
source: CC BY over a text that first stood under CC BY-NC-ND, or under all rights reserved. The finding names both records.

## Why it matters
The freer statement looks like a permission, yet whoever copied the text could not give it.

## How sure it is
Never without a direction that is at least likely, and only where both articles state exactly one licence for the article or site and
the two can be compared. Sure in the measure of the weakest link of the chain; where it is open from which member a copy was taken, the
first text of the family counts, if at least two others were certainly taken from that. Only possible where the text was first published
outside the corpus and the copy does not credit the source, since both may have taken it from there.

## What to do
Rely on the terms of the source, or leave the reprint out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from provenance.audits.context import Context, Kin
from provenance.audits.findings import Draft
from provenance.audits.parties import governing, party
from provenance.audits.rights import freer
from provenance.audits.weigh import claimed, firsts, opening, weaker
from provenance.model.evidence import Confidence
from provenance.model.record import License, ProvenanceRecord
from provenance.model.reprint import Edge

RULE = "laundered-license"
_SURE = 2
"""So many texts must certainly have been taken from the first one of a family before it counts for all."""


def check_family(kin: Kin, context: Context) -> Iterator[Draft]:
    """Yield one draft for each way back from a reprint to a text with stricter terms; on each way the nearest such text is named."""
    parents: dict[str, list[Edge]] = defaultdict(list)
    for edge in kin.edges:
        if claimed(edge) and edge.kind != "quote":
            parents[edge.copy].append(edge)
    shared_by, first = firsts(kin), _first(kin)
    for name in sorted(parents):
        copy = kin.lookup.record(name)
        mine = _single(copy)
        named: set[str] = set()
        for edge in sorted(parents[name], key=lambda edge: edge.source) if mine else ():
            for source_name, way in _back(edge, parents):
                if way == "possible" and source_name != first:
                    continue
                source = kin.lookup.record(source_name)
                theirs = _single(source)
                if mine is None or theirs is None or not freer(mine.expression, theirs.expression) or _same_house(copy, source, context):
                    continue
                if source_name not in named:
                    named.add(source_name)
                    shared = shared_by.get(frozenset((name, source_name)))
                    quotes = opening(kin.lookup, shared, copy.id, source.id) if shared else ()
                    yield Draft(
                        RULE,
                        weaker("likely" if way == "possible" else way, mine.confidence, theirs.confidence, _beside(kin, edge)),
                        (copy.id, source.id),
                        _message(copy, mine, source, theirs, through=source.id if way == "possible" else edge.source),
                        ((copy.id, mine.evidence), (source.id, theirs.evidence), *quotes),
                        family=kin.family.id,
                    )
                break


def _first(kin: Kin) -> str | None:
    """Return the first text of the family, if enough others were certainly taken from it: whoever has the text has it from there."""
    sure = sum(edge.source == kin.family.origin and edge.order.confidence == "certain" for edge in kin.edges)
    return kin.family.origin if sure >= _SURE else None


def _beside(kin: Kin, edge: Edge) -> Confidence:
    """Return how sure it is that the text came along an edge: where the first text is elsewhere, both may have it from there."""
    return "possible" if kin.family.outside_origin and "credit" not in edge.order.basis else "certain"


def _message(copy: ProvenanceRecord, mine: License, source: ProvenanceRecord, theirs: License, *, through: str) -> str:
    way = "" if through == source.id else f" by way of {through}"
    return f"{_named(copy)} states {mine.expression}, but was taken from {_named(source)}{way}, which states {theirs.expression}."


def _named(record: ProvenanceRecord) -> str:
    return f"{record.id} ({record.publisher.name})" if record.publisher and record.publisher.name else record.id


def _back(edge: Edge, parents: dict[str, list[Edge]]) -> Iterator[tuple[str, Confidence]]:
    """Yield the articles that a copy goes back to along one edge, nearest first, with the confidence of the weakest link on the way."""
    seen, level = {edge.copy, edge.source}, [(edge.source, _confidence(edge.order.confidence))]
    yield from level
    while level:
        following: list[tuple[str, Confidence]] = []
        for here, sure in level:
            for link in sorted(parents.get(here, ()), key=lambda link: link.source):
                if link.source not in seen:
                    seen.add(link.source)
                    following.append((link.source, weaker(sure, _confidence(link.order.confidence))))
        yield from following
        level = following


def _confidence(name: str) -> Confidence:
    return "certain" if name == "certain" else "likely" if name == "likely" else "possible"


def _single(record: ProvenanceRecord) -> License | None:
    """Return the one licence that an article states, None where it states none or several."""
    statements = governing(record)
    return statements[0] if record.license.status == "stated" and len({item.expression for item in statements}) == 1 else None


def _same_house(copy: ProvenanceRecord, source: ProvenanceRecord, context: Context) -> bool:
    """Tell whether both were published by one house, which may license its own text again."""
    return bool(copy.publisher and source.publisher and context.houses.same(party(copy.publisher), party(source.publisher)))
