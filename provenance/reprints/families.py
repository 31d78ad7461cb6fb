"""Families, their origin, and the arrows inside them."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence

import numpy as np
from attrs import evolve, frozen

from provenance.model.reprint import Edge, EdgeKind, Family, Order, OrderConfidence
from provenance.reprints.clues import Overlap, Pair, Root, features, moment, reasons, root_features, weight
from provenance.reprints.components import components
from provenance.reprints.kinds import NEAR, Kinds
from provenance.reprints.kinship import Kinship, Shared, kinship, shared, standings, strands
from provenance.reprints.letters import Ints
from provenance.reprints.meetings import Meetings, Spans
from provenance.reprints.mentions import members
from provenance.reprints.origin import outside_origin
from provenance.reprints.signals import Signals
from provenance.reprints.trees import Forest, choose, forest, tops

ONE = -2.04
"""Log weight of every further member that was copied from nobody, where the first text should be among the members ..."""
SEVERAL = 1.11
"""... and where it is known to be outside."""
_WEAK = frozenset({"agency", "completeness", "inherited_edit"})
_SPOKEN = frozenset({"published", "credit"})
_LATER, _EARLIER, _UNDATED = 0.93, 0.12, 0.55
"""How often the one of two copies that is dated later, earlier or not at all is the later one, where neither was taken from the other."""
_POSSIBLE, _UNSTATED = 0.8, 0.85
_LIKELY, _TAKEN = 0.9, 0.4
_CERTAIN, _SURELY_TAKEN = 0.97, 0.7
"""From what odds on the order, and on the one having been taken from the other directly, a direction is told, and how surely."""


@frozen(eq=False)
class Kin:
    """What became of the meetings: families and arrows."""

    families: tuple[Family, ...]
    edges: tuple[Edge, ...]


@frozen(eq=False)
class Library:
    """Where the relations are read: `signals(doc)`, `text(doc)`, and `supplies(outlet key)`: does this outlet supply others?"""

    signals: Callable[[int], Signals]
    text: Callable[[int], str]
    supplies: Callable[[str], bool]

    def kinship(self, index: Shared, rows: Sequence[int]) -> Kinship:
        """Return the family, or the few texts, that the given meetings join."""
        ends = np.array(rows)
        docs = np.unique(np.concatenate([index.meetings.a[ends], index.meetings.b[ends]])).tolist()
        known = [self.signals(doc) for doc in docs]
        found = members(known, [self.text(doc) for doc in docs])
        return kinship(index, rows, docs, found, [self.supplies(signal.outlet) for signal in known])


def relate(meetings: Meetings, spans: Spans, kind: Kinds, count: int, library: Library) -> Kin:
    """Return families and edges; only related documents are read."""
    index = shared(meetings, spans)
    joined = np.flatnonzero(kind.joins)
    family = components(count, meetings.a[joined], meetings.b[joined])
    by_family: dict[int, list[int]] = {}
    for row in joined.tolist():
        by_family.setdefault(int(family[meetings.a[row]]), []).append(row)
    edges: list[Edge] = []
    families: list[Family] = []
    for rows in by_family.values():
        found, arrows = one_family(index, rows, library)
        families.append(found)
        edges.extend(arrows)
    groups: dict[tuple[int, int], list[int]] = {}
    for row in np.flatnonzero(kind.related & ~kind.joins).tolist():
        ends = (int(family[meetings.a[row]]), int(family[meetings.b[row]]))
        if ends[0] != ends[1]:
            groups.setdefault((min(ends), max(ends)), []).append(row)
    edges.extend(one_quote(index, rows, family, library) for rows in groups.values())
    families.sort(key=lambda item: item.members)
    return Kin(tuple(families), tuple(sorted(edges, key=edge_order)))


def edge_order(edge: Edge) -> tuple[str, str]:
    """Return by what the edges of a corpus are sorted."""
    return edge.copy, edge.source


def weigh(kin: Kinship, part: Sequence[int], merged: Collection[int], *, outside: bool) -> Forest:
    """Return how likely each member of a part was copied from each other, and from none.

    `merged` are the members that stand in other parts too; `outside` says that the first text is not among the members.
    """
    place = {k: number for number, k in enumerate(part)}
    pairs = dict(pairs_of(kin, part, merged))
    beside = standings({ends: pair.overlap.equal for ends, pair in pairs.items()})
    arrows = {(place[source], place[copy]): weight(features(pair)) + weight(beside[copy, source]) for (copy, source), pair in pairs.items()}
    roots = [weight(root_features(root)) for root in roots_of(kin, part)]
    return forest(arrows, np.array(roots) + (SEVERAL if outside else ONE))


def pairs_of(kin: Kinship, part: Sequence[int], merged: Collection[int]) -> Iterator[tuple[tuple[int, int], Pair]]:
    """Yield the pairs inside a part as `(copy, source), pair`."""
    inside = set(part)
    for (copy, source), pair in kin.pairs.items():
        if copy in inside and source in inside:
            joint = copy in merged or source in merged
            yield (copy, source), evolve(pair, copy_merged=copy in merged, source_merged=source in merged) if joint else pair


def roots_of(kin: Kinship, part: Sequence[int]) -> list[Root]:
    """Return what is known of each member of a part as the one that was copied from nobody here."""
    size = dict.fromkeys(part, 1)
    for (copy, source), pair in kin.pairs.items():
        if copy in size and source in size:
            size[copy] = pair.overlap.copy_size
    when = {k: moment(kin.members[k].signals.dates) for k in part}
    starts = sorted(spread[1] for spread in when.values() if spread)
    return [
        Root(
            size[k],
            max(size.values()),
            len(part),
            earlier=bisect_right(starts, spread[0]) if (spread := when[k]) else 0,
            dated=when[k] is not None,
            borrows=kin.borrows[k],
            supplies=kin.supplies[k],
            dateline=bool(kin.members[k].signals.datelines),
            lead=kin.members[k].lead,
        )
        for k in part
    ]


def one_family(index: Shared, rows: Sequence[int], library: Library) -> tuple[Family, list[Edge]]:
    """Return the family that the given meetings join, in their order, and the edges inside it."""
    kin = library.kinship(index, rows)
    outside = outside_origin(kin, library.supplies)
    parts = strands(kin)
    found: dict[frozenset[str], Edge] = {}
    firsts: list[tuple[float, str]] = []
    times = Counter(k for part in parts for k in part)
    merged = frozenset(k for k, count in times.items() if count > 1)
    settled: set[str] = set()  # copies of a merged text: taken from it whole, they need no source in the other parts
    joint = {kin.members[k].signals.id for k in merged}
    for part in parts:
        arrows, top = _part(kin, [k for k in part if kin.members[k].signals.id not in settled], merged, outside=outside is not None)
        settled.update(edge.copy for edge in arrows if joint.issuperset((edge.copy, edge.source)) and edge.order.confidence != "unknown")
        for edge in arrows:
            found.setdefault(frozenset((edge.copy, edge.source)), edge)
        firsts.append(top)
    edges = list(found.values())
    claimed = [edge for edge in edges if edge.order.confidence != "unknown"]
    copies = Counter(edge.copy for edge in claimed)
    edges = [evolve(edge, kind="merge") if edge.order.confidence != "unknown" and copies[edge.copy] > 1 else edge for edge in edges]
    ids = tuple(sorted(member.signals.id for member in kin.members))
    origin = firsts[0][1] if claimed and outside is None else None
    return Family(family_id(ids), ids, origin, outside), edges


def _part(kin: Kinship, part: Sequence[int], merged: Collection[int], *, outside: bool) -> tuple[list[Edge], tuple[float, str]]:
    """Return the arrows of one part and its most likely first text."""
    found = weigh(kin, part, merged, outside=outside)
    parent = choose(found)
    top, beside = tops(parent), _beside(kin, part)
    edges = []
    for child, source in enumerate(parent):
        partner = source if source >= 0 else _nearest(found, beside, top, child)
        if partner < 0:
            continue
        odds = (found.arrow[partner, child], found.arrow[child, partner]) if source >= 0 else None  # else a tie without a claim
        edges.append(_edge(kin.pairs[part[child], part[partner]], odds, "common_source" if source < 0 and outside else None))
    roots = [(float(found.root[k]), kin.members[part[k]].signals.id) for k in range(len(part)) if parent[k] < 0]
    return edges, max(roots, key=lambda item: (item[0], [-ord(char) for char in item[1]]))


def _beside(kin: Kinship, part: Sequence[int]) -> list[list[int]]:
    """Return for each member of a part, by their places in it, the others that it meets."""
    place = {k: number for number, k in enumerate(part)}
    out: list[list[int]] = [[] for _ in part]
    for one, other in kin.rows:
        if one in place and other in place:
            out[place[one]].append(place[other])
    return out


def _nearest(found: Forest, beside: Sequence[Sequence[int]], top: Sequence[int], root: int) -> int:
    """Return the member of an earlier tree that a root shares most with, or -1."""
    ties = [k for k in beside[root] if top[k] < root]
    return max(ties, key=lambda k: (found.arrow[k, root] + found.arrow[root, k], -k), default=-1)


def family_id(ids: Sequence[str]) -> str:
    """Return a name for a family that depends on its members alone."""
    return "f-" + hashlib.sha256("\0".join(sorted(ids)).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _edge(pair: Pair, odds: tuple[float, float] | None, kind: EdgeKind | None = None) -> Edge:
    """Return an arrow; `odds` are those of the copy having been taken from the source, and of the reverse (None: no claim)."""
    grounds, against = reasons(pair)
    confidence = _confidence(*odds, grounds, against) if odds else "unknown"
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


def _confidence(forth: float, back: float, grounds: Sequence[str], against: Sequence[str]) -> OrderConfidence:
    """Return how sure a direction is.

    Neither text may have been taken from the other; then their days say which is the later one. Grounds that somebody stated (a day, a
    credit, a headline) carry a claim; those read off the texts alone make it possible at most. Sure beyond doubt needs two grounds, and
    neither day nor credit against it.
    """
    dated = _LATER if "published" in grounds else _EARLIER if "published" in against else _UNDATED
    order = forth + max(0.0, 1 - forth - back) * dated
    if _WEAK.issuperset(grounds):
        return "possible" if order >= _UNSTATED else "unknown"
    if order >= _CERTAIN and forth >= _SURELY_TAKEN and len(grounds) > 1 and not _SPOKEN.intersection(against):
        return "certain"
    return "likely" if order >= _LIKELY and forth >= _TAKEN else "possible" if order >= _POSSIBLE else "unknown"


def _kind(copy_share: float, source_share: float, overlap: Overlap) -> EdgeKind:
    if copy_share >= 0.99 and source_share >= 0.99 and overlap.equal >= 0.995 * overlap.copy_shared:
        return "verbatim"
    return "excerpt" if copy_share >= 0.8 and source_share < NEAR else "near"


def one_quote(index: Shared, rows: Sequence[int], family: Ints, library: Library) -> Edge:
    """Return one arrow for two families that share no more than quotations; `family` labels the documents."""
    kin = library.kinship(index, rows)
    weights = {key: weight(features(pair)) for key, pair in kin.pairs.items()}
    top = max(weights, key=lambda key: (weights[key], -key[0], -key[1]))
    copier = family[kin.docs[top[0]]]
    shares = {key: np.exp(value - weights[top]) for key, value in weights.items()}
    same = sum(share for key, share in shares.items() if family[kin.docs[key[0]]] == copier)
    forth = float(same / sum(shares.values()))
    return _edge(kin.pairs[top], (forth, 1 - forth), "quote")
