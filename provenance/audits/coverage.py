"""Whose words an article is made of, after its reprints are known."""

from __future__ import annotations

from collections.abc import Iterable

from provenance.audits.context import Kin
from provenance.audits.member import Record
from provenance.audits.weigh import ordered
from provenance.model.evidence import Span
from provenance.model.record import Coverage


def cover(kin: Kin) -> dict[str, Coverage]:
    """Return the coverage of every record in a family that was taken from an article of another publisher.

    What was seen there first counts as third-party text; where the record's own credits say more, they hold.
    """
    sources: dict[str, dict[str, None]] = {}
    for edge in kin.edges:
        if ordered(edge):
            sources.setdefault(edge.copy, {})[edge.source] = None
    found: dict[str, Coverage] = {}
    for name, others in sources.items():
        pieces = [span for other in others for span in kin.shared.within(name, other)]
        if pieces:
            publishers = [kin.lookup.record(other).publisher for other in others]
            covered = third_party(kin.lookup.record(name), [None if one is None else one.name for one in publishers], pieces)
            if covered is not None:
                found[name] = covered
    return found


def third_party(record: Record, sources: Iterable[str | None], pieces: Iterable[Span]) -> Coverage | None:
    """Return the coverage of a record that shares `pieces` with texts that these publishers (None: not known) had first.

    None when all of them are its own publisher.
    """
    mine = record.publisher.name if record.publisher else None
    if mine is not None and all(other is None or other == mine for other in sources):
        return None
    share = overlap(pieces, record.body) / max(1, sum(stop - start for start, stop in record.body))
    third = round(max(share, record.license.coverage.third_party), 4)
    return Coverage(round(1 - third, 4), third)


def overlap(pieces: Iterable[Span], body: Iterable[Span]) -> int:
    """Return how many code points of the body lie in the pieces, which may overlap each other."""
    inside, spans = 0, sorted(pieces)
    for first, last in body:
        seen = first
        for start, stop in spans:
            if start >= last or seen >= last:
                break
            if stop > seen:
                inside += (stop if stop < last else last) - (start if start > seen else seen)
                seen = stop
    return inside
