"""An article as the rules about families see it."""

from __future__ import annotations

from attrs import frozen

from provenance.model.evidence import Span
from provenance.model.record import License, ProvenanceRecord, Publisher, Verdict


@frozen
class Named:
    """Whom an attribution names."""

    outlet: str | None
    name: str | None


@frozen
class Member:
    """What the rules about families ask of a record."""

    id: str
    publisher: Publisher | None
    licenses: tuple[License, ...]
    attributions: tuple[Named, ...]
    body: tuple[Span, ...]
    license: Verdict


Record = Member | ProvenanceRecord
"""A record, or what is needed of it."""
