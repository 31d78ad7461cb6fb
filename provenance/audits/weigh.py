"""Weighing evidence: the weaker of several confidences, edges that may be relied on, quotes from both sides of a passage."""

from __future__ import annotations

from collections.abc import Iterator

import regex
from attrs import frozen

from provenance.audits.context import Kin, Lookup
from provenance.audits.member import Record
from provenance.audits.parties import Houses, Party, party
from provenance.audits.shared import Sides
from provenance.model.evidence import Confidence, Evidence
from provenance.model.reprint import Edge

_ORDER: tuple[Confidence, ...] = ("possible", "likely", "certain")
_REPRINT = 0.5
_QUOTE = 240
"""How many code points of a shared passage a finding shows of each side."""
_TELLING = 8
_LONGEST = 200_000
"""Letters of a name that is one word and is looked for in a text, and code points of a text that are looked through."""


def weaker(*several: Confidence) -> Confidence:
    """Return the weakest of several confidences, "certain" for none."""
    return min(several, key=_ORDER.index, default="certain")


def ordered(edge: Edge) -> bool:
    """Tell whether the direction of an edge may be relied on."""
    return edge.kind != "common_source" and edge.order.confidence in {"certain", "likely"}


def opening(lookup: Lookup, passage: Sides, *records: str) -> tuple[tuple[str, Evidence], ...]:
    """Return the first words of a shared passage as they stand in each of the named records."""
    found: list[tuple[str, Evidence]] = []
    for name in records:
        start, stop = passage[name]
        stop = min(stop, start + _QUOTE)
        found.append((name, Evidence("reprints/passage", start, stop, lookup.words(name, start, stop))))
    return tuple(found)


@frozen(eq=False)
class Taken:
    """A text that was taken over: the copy, its source, the first passage that they share, and how sure the direction is."""

    copy: Record
    source: Record
    shared: Sides
    share: float
    confidence: Confidence


def taken(kin: Kin) -> Iterator[Taken]:
    """Yield what was taken from whom in a family, along edges whose direction may be relied on."""
    for edge in kin.edges:
        shared = kin.shared.first(edge.copy, edge.source) if ordered(edge) else None
        if shared is not None:
            sure: Confidence = "certain" if edge.order.confidence == "certain" else "likely"
            yield Taken(kin.lookup.record(edge.copy), kin.lookup.record(edge.source), shared, edge.share_of_copy, sure)


def reprinted(kin: Kin) -> Iterator[Taken]:
    """Yield the copies of which at least half was taken from their source."""
    return (item for item in taken(kin) if item.share >= _REPRINT)


def names_house(lookup: Lookup, record: Record, house: Party, houses: Houses) -> bool:
    """Tell whether an article names a house anywhere: as author, source, conduit, as the holder of a licence, or by name in the text."""
    if any(houses.same(house, party(item)) for item in record.attributions if item.outlet or item.name):
        return True
    if any(houses.same(house, party(item.holder)) for item in record.licenses if item.holder):
        return True
    if " " not in house.name and len(house.name) < _TELLING:  # a short word by itself may be any word
        return False
    words = lookup.words(record.id, 0, _LONGEST)
    return house.name in words and regex.search(rf"\b{regex.escape(house.name)}\b", words) is not None
