"""What a rule may ask for: the policy, who belongs to whom, and the other records of a family."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from attrs import field, frozen

from provenance.audits.findings import Draft
from provenance.audits.member import Record
from provenance.audits.parties import Houses
from provenance.audits.policy import Policy
from provenance.audits.shared import Shared
from provenance.model.record import ProvenanceRecord
from provenance.model.reprint import Edge, Family
from provenance.model.text import Problem
from provenance.reprints.descent import Descent


class Lookup(Protocol):
    """Finds a record of the corpus, and words of its text, by the record's id."""

    def record(self, name: str) -> Record:
        """Return the record with this id."""
        ...

    def words(self, name: str, start: int, stop: int) -> str:
        """Return `text[start:stop]` of the record's article."""
        ...


@frozen(eq=False)
class Context:
    """What every rule gets beside its subject."""

    policy: Policy
    houses: Houses


@frozen(eq=False)
class Kin:
    """One family with everything that joins it: its direct edges, the article and quote passages that its members share, and, for each of
    its parts, who may go back to whom.
    """

    family: Family
    edges: tuple[Edge, ...]
    shared: Shared
    lookup: Lookup = field(repr=False)
    descents: tuple[Descent, ...] = ()


RecordCheck = Callable[[ProvenanceRecord, Context], Iterator[Draft]]
FamilyCheck = Callable[[Kin, Context], Iterator[Draft]]
ProblemCheck = Callable[[Problem, Context], Iterator[Draft]]
