"""Whose words an article is made of, after its reprints are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from provenance.audits.context import Lookup
from provenance.audits.weigh import ordered
from provenance.model.evidence import Span
from provenance.model.record import Coverage, ProvenanceRecord
from provenance.model.reprint import Edge, Passage


def cover(edges: Iterable[Edge], passages: Sequence[Passage], lookup: Lookup) -> dict[str, Coverage]:
    """Return the coverage of every record that was taken from an article of another publisher.

    What was seen there first counts as third-party text; where the record's own credits say more, they hold.
    """
    sources: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if ordered(edge):
            sources[edge.copy].add(edge.source)
    spans: dict[str, list[Span]] = defaultdict(list)
    for item in passages:
        if item.kind in {"article", "quote"}:
            if item.b in sources.get(item.a, ()):
                spans[item.a].append((item.a_start, item.a_stop))
            if item.a in sources.get(item.b, ()):
                spans[item.b].append((item.b_start, item.b_stop))
    found: dict[str, Coverage] = {}
    for name, pieces in spans.items():
        others = [lookup.record(source).publisher for source in sources[name]]
        covered = third_party(lookup.record(name), [None if one is None else one.name for one in others], pieces)
        if covered is not None:
            found[name] = covered
    return found


def third_party(record: ProvenanceRecord, sources: Iterable[str | None], pieces: Iterable[Span]) -> Coverage | None:
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
    merged: list[list[int]] = []
    for start, stop in sorted(pieces):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], stop)
        else:
            merged.append([start, stop])
    inside = [(start, stop, first, last) for first, last in body for start, stop in merged if start < last and first < stop]
    return sum([min(stop, last) - max(start, first) for start, stop, first, last in inside])
