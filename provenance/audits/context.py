"""What a rule may ask for: the policy, who belongs to whom, and the other records of a family."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Protocol

from attrs import field, frozen

from provenance.audits.findings import Draft
from provenance.audits.parties import Houses
from provenance.audits.policy import Policy
from provenance.model.record import ProvenanceRecord
from provenance.model.reprint import Edge, Family, Passage
from provenance.model.text import Problem
from provenance.reprints.descent import Descent


class Lookup(Protocol):
    """Finds a record of the corpus, and words of its text, by the record's id."""

    def record(self, name: str) -> ProvenanceRecord:
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
    """One family with everything that joins it: its direct edges, the article and quote passages between its members, and, for each of its
    parts, who may go back to whom.
    """

    family: Family
    edges: tuple[Edge, ...]
    passages: tuple[Passage, ...]
    lookup: Lookup = field(repr=False)
    descents: tuple[Descent, ...] = ()

    @cached_property
    def firsts(self) -> dict[frozenset[str], Passage]:
        """Return the first passage that two members share, for all that share any."""
        found: dict[frozenset[str], Passage] = {}
        for passage in self.passages:
            found.setdefault(frozenset((passage.a, passage.b)), passage)
        return found


RecordCheck = Callable[[ProvenanceRecord, Context], Iterator[Draft]]
FamilyCheck = Callable[[Kin, Context], Iterator[Draft]]
ProblemCheck = Callable[[Problem, Context], Iterator[Draft]]
