"""Families, their origin, and the arrows inside them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np
from attrs import frozen

from provenance.model.reprint import Edge, EdgeKind, Family, Order, OrderConfidence
from provenance.reprints.clues import Overlap, arrow_weight, reasons, root_weight
from provenance.reprints.kinds import NEAR, Kinds, components
from provenance.reprints.letters import Ints
from provenance.reprints.meetings import Meetings
from provenance.reprints.origin import outside_origin
from provenance.reprints.signals import Signals
from provenance.reprints.trees import Forest, choose, forest, top_of

_LIKELY, _CERTAIN, _POSSIBLE = 0.93, 0.995, 0.7


@frozen(eq=False)
class Kin:
    """What became of the meetings: families, arrows, and for every document its family id ("" when alone)."""

    families: tuple[Family, ...]
    edges: tuple[Edge, ...]


def relate(
    meetings: Meetings,
    kind: Kinds,
    count: int,
    signals: Callable[[int], Signals],
    agency: Callable[[str], bool],
) -> Kin:
    """Return families and edges; `signals(doc)` and `agency(outlet key)` are asked for related documents only."""
    joined = np.flatnonzero(kind.joins)
    family = components(count, meetings.a[joined], meetings.b[joined])
    edges: list[Edge] = []
    families: list[Family] = []
    by_family: dict[int, list[int]] = {}
    for row in joined.tolist():
        by_family.setdefault(int(family[meetings.a[row]]), []).append(row)
    for rows in sorted(by_family.values(), key=lambda rows: int(meetings.a[rows].min())):
        found, arrows = _one_family(meetings, np.array(rows), signals, agency)
        families.append(found)
        edges.extend(arrows)
    edges.extend(_quotes(meetings, np.flatnonzero(kind.related & ~kind.joins), family, signals, agency))
    return Kin(tuple(families), tuple(sorted(edges, key=lambda edge: (edge.copy, edge.source))))


def overlap_of(meetings: Meetings, row: int, *, copy_is_a: bool) -> Overlap:
    """Return one meeting as seen from the copy."""
    a = (meetings.a_size, meetings.a_shared, meetings.a_own)
    b = (meetings.b_size, meetings.b_shared, meetings.b_own)
    copy, source = (a, b) if copy_is_a else (b, a)
    return Overlap(
        copy_size=int(copy[0][row]),
        source_size=int(source[0][row]),
        copy_shared=int(copy[1][row]),
        source_shared=int(source[1][row]),
        equal=int(meetings.equal[row]),
        differences=int(meetings.differences[row]),
        copy_own=int(copy[2][row]),
        source_own=int(source[2][row]),
        moved=int(meetings.moved[row]),
    )


def _one_family(
    meetings: Meetings, rows: Ints, signals: Callable[[int], Signals], agency: Callable[[str], bool]
) -> tuple[Family, list[Edge]]:
    members = np.unique(np.concatenate([meetings.a[rows], meetings.b[rows]]))
    place = {int(doc): k for k, doc in enumerate(members)}
    known = [signals(int(doc)) for doc in members]
    count = len(members)
    arrows = np.full((count, count), -np.inf)
    sizes = np.ones(count, np.int64)
    supplies = [agency(signal.outlet) for signal in known]
    row_of: dict[tuple[int, int], int] = {}
    for row in rows.tolist():
        a, b = place[int(meetings.a[row])], place[int(meetings.b[row])]
        sizes[a], sizes[b] = meetings.a_size[row], meetings.b_size[row]
        row_of[a, b] = row_of[b, a] = row
        arrows[b, a] = arrow_weight(known[a], known[b], overlap_of(meetings, row, copy_is_a=True), agency=supplies[b])
        arrows[a, b] = arrow_weight(known[b], known[a], overlap_of(meetings, row, copy_is_a=False), agency=supplies[a])
    roots = np.array([root_weight(known[k], int(sizes[k]), count, agency=supplies[k]) for k in range(count)])
    found = forest(arrows, roots)
    parent = choose(found)
    outside = outside_origin(known)
    edges = []
    for child, source in enumerate(parent):
        partner, common = source, False
        if source < 0:  # tied to its nearest kin without a claim about who was first
            partner, common = _nearest(found, row_of, parent, child), outside is not None
        if partner < 0:
            continue
        forth, back = float(found.arrow[partner, child]), float(found.arrow[child, partner])
        sure = forth / max(1e-12, forth + back) if source >= 0 else 0.0
        overlap = overlap_of(meetings, row_of[child, partner], copy_is_a=child < partner)
        edges.append(_edge(known[child], known[partner], overlap, sure, "common_source" if common else None))
    top = [k for k in range(count) if parent[k] < 0]
    claimed = outside is None and any(edge.order.confidence != "unknown" for edge in edges)
    origin = known[max(top, key=lambda k: (found.root[k], -k))].id if top and claimed else None
    ids = tuple(sorted(signal.id for signal in known))
    return Family(family_id(ids), ids, origin, outside), edges


def _nearest(found: Forest, row_of: dict[tuple[int, int], int], parent: list[int], root: int) -> int:
    """Return the member of an earlier tree that a root shares most with, or -1."""
    ties = [k for k in range(len(parent)) if (root, k) in row_of and top_of(parent, k) < root]
    return max(ties, key=lambda k: (found.arrow[k, root] + found.arrow[root, k], -k), default=-1)


def family_id(ids: Sequence[str]) -> str:
    """Return a name for a family that depends on its members alone."""
    return "f-" + hashlib.sha256("\0".join(sorted(ids)).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _edge(copy: Signals, source: Signals, overlap: Overlap, sure: float, kind: EdgeKind | None = None) -> Edge:
    grounds, against = reasons(copy, source, overlap)
    confidence: OrderConfidence = (
        "certain" if sure >= _CERTAIN else "likely" if sure >= _LIKELY else "possible" if sure >= _POSSIBLE else "unknown"
    )
    copy_share = min(1.0, overlap.copy_shared / max(1, overlap.copy_size))
    source_share = min(1.0, overlap.source_shared / max(1, overlap.source_size))
    if confidence == "unknown" and source.id < copy.id:
        copy, source, copy_share, source_share = source, copy, source_share, copy_share
        grounds, against = against, grounds
    return Edge(
        copy=copy.id,
        source=source.id,
        kind=kind or _kind(copy_share, source_share, overlap),
        share_of_copy=round(copy_share, 4),
        share_of_source=round(source_share, 4),
        order=Order(confidence, grounds, against),
    )


def _kind(copy_share: float, source_share: float, overlap: Overlap) -> EdgeKind:
    if copy_share >= 0.99 and source_share >= 0.99 and overlap.equal >= 0.995 * overlap.copy_shared:
        return "verbatim"
    return "excerpt" if copy_share >= 0.8 and source_share < NEAR else "near"


def _quotes(meetings: Meetings, rows: Ints, family: Ints, signals: Callable[[int], Signals], agency: Callable[[str], bool]) -> list[Edge]:
    """Return one arrow for every two families that share no more than a quotation."""
    groups: dict[tuple[int, int], list[int]] = {}
    for row in rows.tolist():
        ends = (int(family[meetings.a[row]]), int(family[meetings.b[row]]))
        if ends[0] != ends[1]:
            groups.setdefault((min(ends), max(ends)), []).append(row)
    edges = []
    for some in groups.values():
        weighed = []
        for row in some:
            a, b = signals(int(meetings.a[row])), signals(int(meetings.b[row]))
            for copy, source, copy_is_a in ((a, b, True), (b, a, False)):
                overlap = overlap_of(meetings, row, copy_is_a=copy_is_a)
                weighed.append((arrow_weight(copy, source, overlap, agency=agency(source.outlet)), row, copy_is_a))
        top = max(weighed, key=lambda item: (item[0], -item[1], item[2]))
        total = np.exp([item[0] - top[0] for item in weighed])
        sure = float(sum(total[k] for k, item in enumerate(weighed) if _same_way(meetings, family, item, top)) / total.sum())
        ends = (int(meetings.a[top[1]]), int(meetings.b[top[1]]))
        first, second = ends if top[2] else ends[::-1]
        edges.append(_edge(signals(first), signals(second), overlap_of(meetings, top[1], copy_is_a=top[2]), sure, "quote"))
    return edges


def _same_way(meetings: Meetings, family: Ints, one: tuple[float, int, bool], other: tuple[float, int, bool]) -> bool:
    def copier(item: tuple[float, int, bool]) -> int:
        return int(family[meetings.a[item[1]] if item[2] else meetings.b[item[1]]])

    return copier(one) == copier(other)
