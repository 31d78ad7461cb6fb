"""Families, their origin, and the arrows inside them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np
from attrs import evolve, frozen

from provenance.model.reprint import Edge, EdgeKind, Family, Order, OrderConfidence
from provenance.reprints.clues import Overlap, Pair, reasons
from provenance.reprints.components import components
from provenance.reprints.descent import Descent, descent
from provenance.reprints.kinds import NEAR, Kinds
from provenance.reprints.kinship import Group, Kinship, groups, kinship, shared
from provenance.reprints.letters import Ints
from provenance.reprints.meetings import Meetings, Spans
from provenance.reprints.mentions import members
from provenance.reprints.odds import weigh
from provenance.reprints.origin import INSIDE, UNNAMED, outside_origin
from provenance.reprints.quotes import quote_weights
from provenance.reprints.signals import Signals
from provenance.reprints.strands import strands
from provenance.reprints.trees import Forest, choose, tops

_WEAK = frozenset({"agency", "completeness", "inherited_edit"})
_SPOKEN = frozenset({"published", "credit"})
_DATED = {
    "": 0.55, "same": 0.55, "later_soon": 0.97, "later_hours": 0.97, "later_days": 0.95, "later_weeks": 0.92, "later_far": 0.7,
    "earlier_soon": 0.05, "earlier_hours": 0.05, "earlier_days": 0.1, "earlier_weeks": 0.2, "earlier_far": 0.4,
}  # fmt: skip
"""How often the one of two copies is the later one, by how it is dated beside the other, where neither goes back to the other."""
_POSSIBLE, _UNSTATED = 0.8, 0.85
_LIKELY, _TAKEN = 0.9, 0.4
_CERTAIN, _SURELY_TAKEN = 0.97, 0.7
"""From what odds on the order, and on the one having been taken from the other directly, a direction is told, and how surely."""
_FIRST, _ALONE = 0.5, 0.7
"""From what odds on having been copied from none a member is told to be the origin, and where no direction in the family is told."""


@frozen(eq=False)
class Kin:
    """What became of the meetings: families, arrows, and by the id of a family the ways back in each of its parts."""

    families: tuple[Family, ...]
    edges: tuple[Edge, ...]
    descents: Mapping[str, tuple[Descent, ...]]


@frozen(eq=False)
class Library:
    """Where the relations are read: `signals(doc)`, `text(doc)`, and `supplies(outlet key)`: does this outlet supply others?"""

    signals: Callable[[int], Signals]
    text: Callable[[int], str]
    supplies: Callable[[str], bool]

    def kinship(self, group: Group) -> Kinship:
        """Return the family, or the few texts, that a group of meetings joins."""
        known = [self.signals(doc) for doc in group.docs]
        found = members(known, [self.text(doc) for doc in group.docs])
        return kinship(group, found, [self.supplies(signal.outlet) for signal in known])


def relate(meetings: Meetings, spans: Spans, kind: Kinds, count: int, library: Library) -> Kin:
    """Return families and edges; only related documents are read."""
    index = shared(meetings, spans)
    joined = np.flatnonzero(kind.joins)
    family = components(count, meetings.a[joined], meetings.b[joined])
    edges: list[Edge] = []
    families: list[Family] = []
    descents: dict[str, tuple[Descent, ...]] = {}
    for group in groups(index, _by_family(joined, family[meetings.a[joined]])):
        found, arrows, ways = one_family(group, library)
        families.append(found)
        edges.extend(arrows)
        descents[found.id] = ways
    quoted: dict[tuple[int, int], list[int]] = {}
    for row in np.flatnonzero(kind.related & ~kind.joins).tolist():
        ends = (int(family[meetings.a[row]]), int(family[meetings.b[row]]))
        if ends[0] != ends[1]:
            quoted.setdefault((min(ends), max(ends)), []).append(row)
    edges.extend(one_quote(group, family, library) for group in groups(index, quoted.values()))
    families.sort(key=lambda item: item.members)
    return Kin(tuple(families), tuple(sorted(edges, key=edge_order)), descents)


def _by_family(rows: Ints, family: Ints) -> list[Ints]:
    """Return the rows of each family, in the order of their first."""
    order = np.argsort(family, kind="stable")
    cuts = np.flatnonzero(np.diff(family[order])) + 1
    return sorted(np.split(rows[order], cuts), key=lambda some: int(some[0])) if len(rows) else []


def edge_order(edge: Edge) -> tuple[str, str]:
    """Return by what the edges of a corpus are sorted."""
    return edge.copy, edge.source


def one_family(group: Group, library: Library) -> tuple[Family, list[Edge], tuple[Descent, ...]]:
    """Return the family that a group of meetings joins, the edges inside it, and the ways back in each of its parts."""
    kin = library.kinship(group)
    parts = strands(kin)
    found: dict[frozenset[str], Edge] = {}
    firsts: list[_First] = []
    times = Counter(k for part in parts for k in part)
    merged = frozenset(k for k, count in times.items() if count > 1)
    settled: set[str] = set()  # copies of a merged text: taken from it whole, they need no source in the other parts
    joint = {kin.members[k].signals.id for k in merged}
    for part in parts:
        arrows, first = _part(kin, [k for k in part if kin.members[k].signals.id not in settled], merged, library.supplies)
        settled.update(edge.copy for edge in arrows if joint.issuperset((edge.copy, edge.source)) and edge.order.confidence != "unknown")
        for edge in arrows:
            found.setdefault(frozenset((edge.copy, edge.source)), edge)
        firsts.append(first)
    edges = list(found.values())
    claimed = [edge for edge in edges if edge.order.confidence != "unknown"]
    copies = Counter(edge.copy for edge in claimed)
    edges = [evolve(edge, kind="merge") if edge.order.confidence != "unknown" and copies[edge.copy] > 1 else edge for edge in edges]
    ids = tuple(sorted(member.signals.id for member in kin.members))
    first = firsts[0]  # of the largest part
    dated = sum(bool(member.signals.dates) for member in kin.members)
    told = claimed or dated > 1  # one day alone says no more than none
    origin = first.member if told and first.supplier == INSIDE and first.share >= (_FIRST if claimed else _ALONE) else None
    outside = None if first.supplier in (INSIDE, UNNAMED) else outside_origin(kin, first.supplier)
    return Family(family_id(ids), ids, origin, outside), edges, tuple(first.descent for first in firsts)


@frozen
class _First:
    """The member of a part that was most likely copied from none, how likely, who most likely supplied the part (see `Supplier`), and all
    ways back.
    """

    member: str
    share: float
    supplier: str
    descent: Descent


def _part(kin: Kinship, part: Sequence[int], merged: Collection[int], supplies: Callable[[str], bool]) -> tuple[list[Edge], _First]:
    """Return the arrows of one part, and what comes first in it."""
    odds = weigh(kin, part, merged, supplies)
    found, supplier = odds.forest, _supplier(odds.suppliers)
    chosen = choose(found)
    parent = [-1 if arrow < 0 else int(found.source[arrow]) for arrow in chosen]
    top, edges = tops(parent), []
    for child, arrow in enumerate(chosen):
        if arrow >= 0:
            pair = kin.arrows.pair(odds.arrows[arrow])
            edges.append(_edge(pair, _order(found, pair, arrow), float(found.direct[arrow])))
        elif (nearest := _nearest(found, top, child)) >= 0:
            edges.append(_edge(kin.arrows.pair(odds.arrows[nearest]), None, 0, None if supplier == INSIDE else "common_source"))
    ids = [kin.members[k].signals.id for k in part]
    roots = [(float(found.root[k]), ids[k]) for k in range(len(part)) if parent[k] < 0]
    share, first = max(roots, key=lambda item: (item[0], [-ord(char) for char in item[1]]))
    return edges, _First(first, share, supplier, descent(found, ids))


def _supplier(answers: Mapping[str, float]) -> str:
    """Return who most likely supplied a part: a member, if that is likelier than all outsiders together, or else the likeliest outsider."""
    if 2 * answers.get(INSIDE, 0) >= 1:
        return INSIDE
    return max(answers.keys() - {INSIDE}, key=lambda one: (answers[one], one))


def _order(found: Forest, pair: Pair, arrow: int) -> float:
    """Return how likely the source of an arrow is older than its child.

    Neither may go back to the other; then their days say which is the later one.
    """
    forth, back = float(found.above[arrow]), float(found.above[arrow ^ 1])
    return forth + max(0.0, 1 - forth - back) * _DATED[pair.dates]


def _nearest(found: Forest, top: Sequence[int], root: int) -> int:
    """Return the arrow to a root from the member of an earlier tree that it shares most with, or -1."""
    source, direct = found.source, found.direct
    ties = [arrow for arrow in np.flatnonzero(found.child == root).tolist() if top[source[arrow]] < root]
    return max(ties, key=lambda arrow: (float(direct[arrow]) + float(direct[arrow ^ 1]), -int(source[arrow])), default=-1)


def family_id(ids: Sequence[str]) -> str:
    """Return a name for a family that depends on its members alone."""
    return "f-" + hashlib.sha256("\0".join(sorted(ids)).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _edge(pair: Pair, order: float | None, taken: float, kind: EdgeKind | None = None) -> Edge:
    """Return an arrow: `order` are the odds that the source is older (None: no claim), `taken` those that the copy was taken from it."""
    grounds, against = reasons(pair)
    confidence = "unknown" if order is None else _confidence(order, taken, grounds, against)
    over, copy, source = pair.overlap, pair.copy.id, pair.source.id
    copy_share = min(1.0, over.copy_shared / max(1, over.copy_size))
    source_share = min(1.0, over.source_shared / max(1, over.source_size))
    if confidence == "unknown" and source < copy:
        copy, source, copy_share, source_share, grounds, against = source, copy, source_share, copy_share, against, grounds
    return Edge(
        copy=copy,
        source=source,
        kind=kind or _kind(copy_share, source_share, over),
        share_of_copy=round(copy_share, 4),
        share_of_source=round(source_share, 4),
        order=Order(confidence, grounds, against),
    )


def _confidence(order: float, taken: float, grounds: Sequence[str], against: Sequence[str]) -> OrderConfidence:
    """Return how sure a direction is.

    Grounds that somebody stated (a day, a credit, a headline) carry a claim; those read off the texts alone make it possible at most. Sure
    beyond doubt needs two grounds, and neither day nor credit against it. Nothing is claimed where all that can be named is against
    it, nor against a credit without a day or a credit for it.
    """
    if (against and not grounds) or ("credit" in against and _SPOKEN.isdisjoint(grounds)):
        return "unknown"
    if _WEAK.issuperset(grounds):
        return "possible" if order >= _UNSTATED else "unknown"
    if order >= _CERTAIN and taken >= _SURELY_TAKEN and len(grounds) > 1 and not _SPOKEN.intersection(against):
        return "certain"
    return "likely" if order >= _LIKELY and taken >= _TAKEN else "possible" if order >= _POSSIBLE else "unknown"


def _kind(copy_share: float, source_share: float, overlap: Overlap) -> EdgeKind:
    if copy_share >= 0.99 and source_share >= 0.99 and overlap.equal >= 0.995 * overlap.copy_shared:
        return "verbatim"
    return "excerpt" if copy_share >= 0.8 and source_share < NEAR else "near"


def one_quote(group: Group, family: Ints, library: Library) -> Edge:
    """Return one arrow for two families that share no more than quotations; `family` labels the documents."""
    kin = library.kinship(group)
    arrows, weights = kin.arrows, quote_weights(kin)
    equal, ends = arrows.overlap[4].tolist(), list(arrows.place)
    top = max(range(len(weights)), key=lambda arrow: (weights[arrow], equal[arrow], -ends[arrow][0], -ends[arrow][1]))
    copier = family[kin.docs[ends[top][0]]]
    shares = [np.exp(value - weights[top]) for value in weights]
    same = sum(share for share, (copy, _) in zip(shares, ends, strict=True) if family[kin.docs[copy]] == copier)
    forth = float(same / sum(shares))
    return _edge(arrows.pair(top), forth, forth, "quote")
