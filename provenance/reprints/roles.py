"""The part that an article plays in its family."""

from __future__ import annotations

from collections.abc import Sequence

from provenance.model.record import FamilyRole, Reprint
from provenance.model.reprint import Edge, Family


def part_of(name: str, family: Family | None, edges: Sequence[Edge]) -> Reprint:
    """Return the part of the article `name`: its family (or None), its role, and its sources; `edges` are those of which it is the copy."""
    taken = [edge for edge in edges if edge.order.confidence != "unknown"]
    role = _role(name, None if family is None else family.origin, taken) if family else "alone"
    return Reprint(family.id if family else None, role, tuple(sorted(edge.source for edge in taken)))


def _role(name: str, origin: str | None, taken: Sequence[Edge]) -> FamilyRole:
    if origin == name:
        return "origin"
    whole = [edge for edge in taken if edge.kind != "quote"]
    if len(whole) > 1:
        return "merge"
    if not whole:
        return "member"
    return "excerpt" if whole[0].kind == "excerpt" else "reprint"
