"""The reprint families, largest first, each with its picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from attrs import frozen

from provenance.reports.folder import AuditFolder, Row
from provenance.reports.html.directory import Directory, Tally
from provenance.reports.html.graph import Drawing, draw

_DRAWN = 80
_LISTED = 2_000


@frozen(eq=False)
class FamilyOrder:
    """The families by size: their places in `families.jsonl`, their numbers by id, and the places of each family's edges."""

    offsets: list[int]
    number: dict[str, int]
    edges: dict[str, list[int]]


def sort_families(audit: AuditFolder) -> FamilyOrder:
    """Return the order of the families; holds offsets and ids, not the families."""
    keys: list[tuple[int, str, int]] = []
    family: dict[str, str] = {}
    for offset, row in audit.placed("families", before=b"origin"):
        keys.append((-len(row["members"]), row["id"], offset))
        family.update(dict.fromkeys(row["members"], row["id"]))
    keys.sort()
    edges: dict[str, list[int]] = {}
    for offset, row in audit.placed("edges", before=b"kind"):
        home = family.get(row["copy"])
        if home is not None and home == family.get(row["source"]):
            edges.setdefault(home, []).append(offset)
    return FamilyOrder([key[2] for key in keys], {key[1]: number for number, key in enumerate(keys)}, edges)


def families(audit: AuditFolder, order: FamilyOrder, directory: Directory, tally: Tally) -> Iterator[dict[str, Any]]:
    """Yield the rows of all families in order."""
    for family in audit.at("families", order.offsets):
        yield _row(family, list(audit.at("edges", order.edges.get(family["id"], []))), directory, tally)


def _row(family: Row, edges: Sequence[Row], directory: Directory, tally: Tally) -> dict[str, Any]:
    known = [name for name in family["members"] if name in directory.number]
    entries = [directory.entries[directory.number[name]] for name in known]
    drawn = _chosen(family, known, edges)
    place = {name: index for index, name in enumerate(drawn)}
    inside = [edge for edge in edges if edge["copy"] in place and edge["source"] in place]
    outside = family["outside_origin"]
    drawing = draw(drawn, inside, roots_at=1 if outside else 0)
    others = [[directory.number[name], name, entry.title] for name, entry in zip(known, entries, strict=True) if name not in place]
    return {
        "id": family["id"],
        "size": len(family["members"]),
        "members": [_member(name, drawing, directory) for name in drawn],
        "others": others[:_LISTED],
        "edges": [_edge(edge, place) for edge in inside],
        "edge_count": len(edges),
        "origin": place.get(family["origin"] or "", -1),
        "outside": [tally.name(outside["outlet"]), outside["why"]] if outside else None,
        "licences": sorted({entry.licence for entry in entries})[:12],
        "width": drawing.width,
        "height": drawing.height,
    }


def _chosen(family: Row, known: Sequence[str], edges: Sequence[Row]) -> list[str]:
    """Return the members to draw: all of them, or in a large family the origin and those with the most edges."""
    if len(known) <= _DRAWN:
        return list(known)
    degree = Counter(name for edge in edges for name in (edge["copy"], edge["source"]))
    return sorted(sorted(known, key=lambda name: (name != family["origin"], -degree[name], name))[:_DRAWN])


def _member(name: str, drawing: Drawing, directory: Directory) -> list[Any]:
    number = directory.number[name]
    entry = directory.entries[number]
    return [number, name, entry.title, entry.outlet, entry.published, entry.status, entry.licence, *drawing.places[name]]


def _edge(edge: Row, place: dict[str, int]) -> list[Any]:
    order = edge["order"]
    shares = round(edge["share_of_copy"], 4), round(edge["share_of_source"], 4)
    return [place[edge["copy"]], place[edge["source"]], edge["kind"], *shares, order["confidence"], order["basis"], order["against"]]
