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

from attrs import frozen

from provenance.audits.context import Context, Kin
from provenance.audits.findings import Draft
from provenance.audits.member import Record
from provenance.audits.parties import governing, party
from provenance.audits.rights import freer
from provenance.audits.weigh import opening, weaker
from provenance.model.evidence import Confidence
from provenance.model.record import License, Publisher

RULE = "laundered-license"
_CERTAIN, _LIKELY, _POSSIBLE = 0.97, 0.65, 0.5
"""From what odds on a text goes back to one with stricter terms, and how surely that is told."""


@frozen
class _Stated:
    """What is kept of a member: the one licence that it states, and its publisher."""

    license: License
    publisher: Publisher | None


def check_family(kin: Kin, context: Context) -> Iterator[Draft]:
    """Yield one draft for each way back from a reprint to texts with stricter terms; the one is named to which it most likely goes back."""
    known = {name: stated for name in kin.family.members if (stated := _stated(kin.lookup.record(name)))}
    if len({stated.license.expression for stated in known.values()}) < 2:
        return
    arrows = _arrows(kin)
    for name, mine in known.items():

        def stricter(other: str, mine: _Stated = mine) -> bool:
            theirs = known.get(other)
            return (
                theirs is not None and freer(mine.license.expression, theirs.license.expression) and not _same_house(mine, theirs, context)
            )

        for descent in kin.descents:
            odds, source = descent.odds(name, stricter)
            if odds < _POSSIBLE:
                continue
            theirs = known[source]
            passage = kin.shared.first(name, source)
            quotes = opening(kin.lookup, passage, name, source) if passage else ()
            yield Draft(
                RULE,
                weaker(_confidence(odds, certain_way=_leads(name, source, arrows)), mine.license.confidence, theirs.license.confidence),
                (name, source),
                f"{_named(name, mine)} states {mine.license.expression}, but goes back to {_named(source, theirs)}, "
                f"which states {theirs.license.expression}.",
                ((name, mine.license.evidence), (source, theirs.license.evidence), *quotes),
                family=kin.family.id,
            )


def _arrows(kin: Kin) -> Mapping[str, list[str]]:
    """Return for each copy the sources to which a certain arrow leads."""
    found: dict[str, list[str]] = {}
    for edge in kin.edges:
        if edge.order.confidence == "certain" and edge.kind not in {"quote", "common_source"}:
            found.setdefault(edge.copy, []).append(edge.source)
    return found


def _leads(copy: str, source: str, arrows: Mapping[str, list[str]]) -> bool:
    """Return whether certain arrows alone lead from a copy back to a source."""
    seen, todo = {copy}, [copy]
    while todo:
        further = [other for other in arrows.get(todo.pop(), ()) if other not in seen]
        seen.update(further)
        todo.extend(further)
    return source in seen


def _confidence(odds: float, *, certain_way: bool) -> Confidence:
    if odds >= _CERTAIN and certain_way:
        return "certain"
    return "likely" if odds >= _LIKELY else "possible"


def _named(name: str, stated: _Stated) -> str:
    return f"{name} ({stated.publisher.name})" if stated.publisher and stated.publisher.name else name


def _stated(record: Record) -> _Stated | None:
    """Return the one licence that an article states and its publisher, None where it states none or several."""
    statements = governing(record)
    single = record.license.status == "stated" and len({item.expression for item in statements}) == 1
    return _Stated(statements[0], record.publisher) if single else None


def _same_house(copy: _Stated, source: _Stated, context: Context) -> bool:
    """Tell whether both were published by one house, which may license its own text again."""
    return bool(copy.publisher and source.publisher and context.houses.same(party(copy.publisher), party(source.publisher)))
