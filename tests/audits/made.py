"""Records made by hand: an article of a few sentences with whatever a test says about it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from provenance.audits import load_policy
from provenance.audits.context import Context, Kin
from provenance.audits.parties import Houses
from provenance.audits.shared import Shared
from provenance.catalog import load
from provenance.model.evidence import Confidence, Evidence, evidence
from provenance.model.record import (
    Attribution,
    AttributionKind,
    Coverage,
    Holder,
    License,
    MadeWith,
    ProvenanceRecord,
    Publisher,
    Role,
    Scope,
    Verdict,
)
from provenance.model.reprint import Edge, Family, Order, OrderConfidence, Passage
from provenance.model.text import Source
from provenance.reprints.descent import Descent, Way

TEXT = "The minister opened the bridge on Monday and said that the road behind it would follow within the year. Words of credit and notice."


def words(name: str) -> Evidence:
    """Return evidence with words of its own; its place does not matter to a rule."""
    return Evidence(f"test/{name}", 0, len(name), name)


def licensed(expression: str, holder: str | None = None, *, scope: Scope = "site", confidence: Confidence = "certain") -> License:
    """Return a statement of this licence."""
    who = Holder(None, holder) if holder else None
    return License(expression, expression, None, None, who, scope, "text", (), confidence, words(f"under {expression}"))


def credit(
    name: str, role: Role = "author", kind: AttributionKind = "agency", confidence: Confidence = "certain", outlet: str | None = None
) -> Attribution:
    """Return a credit to an outlet."""
    return Attribution(kind, role, outlet, name, None, None, None, None, confidence, words(f"({name})"))


def article(
    name: str = "a",
    *,
    licenses: tuple[License, ...] = (),
    attributions: tuple[Attribution, ...] = (),
    publisher: str | None = None,
    status: str | None = None,
) -> ProvenanceRecord:
    """Return a record with these statements; its status follows from them unless it is given."""
    governing = {item.expression for item in licenses if item.scope in {"site", "article"}}
    known = status or ("none" if not governing else "stated" if len(governing) == 1 else "conflicting")
    verdict = Verdict(known, " AND ".join(sorted(governing)) or "NONE", (), Coverage(1.0, 0.0))  # type: ignore[arg-type]
    who = Publisher(None, publisher, "metadata", "certain", None) if publisher else None
    return ProvenanceRecord(
        schema="provenance-record/1",
        id=name,
        source=Source(f"{name}.txt", "text"),
        language="en",
        title=None,
        published=None,
        publisher=who,
        licenses=licenses,
        reservations=(),
        attributions=attributions,
        boilerplate=(),
        body=((0, len(TEXT)),),
        license=verdict,
        reprint=None,
        findings=(),
        problems=(),
        made_with=MadeWith("0", "sha256:" + "0" * 64),
    )


def context() -> Context:
    """Return what rules get under the default policy."""
    return Context(load_policy(), Houses(load()))


class Shelf:
    """Finds records and words for rules about families."""

    def __init__(self, *records: ProvenanceRecord) -> None:
        """Keep the records by id."""
        self.records = {record.id: record for record in records}

    def record(self, name: str) -> ProvenanceRecord:
        """Return the record with this id."""
        return self.records[name]

    def words(self, name: str, start: int, stop: int) -> str:
        """Return words of the text that all records share."""
        assert name in self.records
        return TEXT[start:stop]


def kin(*records: ProvenanceRecord, order: OrderConfidence = "certain", share: float = 0.9) -> Kin:
    """Return a family in which every record was taken from the one before it."""
    names = [record.id for record in records]
    pairs = list(pairwise(names))
    edges = tuple(Edge(copy, source, "near", share, share, Order(order, ("published",), ())) for source, copy in pairs)
    shared = Shared.of([Passage(min(pair), 0, 100, max(pair), 0, 100, 0.97, "article") for pair in pairs])
    sure = 0.4 if order == "unknown" else 1.0
    lines = descends({name: dict.fromkeys(names[:place], sure) for place, name in enumerate(names)})
    return Kin(Family("f-1", tuple(sorted(names)), None, None), edges, shared, Shelf(*records), (lines,))


def descends(above: Mapping[str, Mapping[str, float]]) -> Descent:
    """Return a part of a family in which texts go back to others with these odds, by copy and source."""
    return Descent({copy: tuple(Way(source, 0.0, odds, 0.0) for source, odds in some.items()) for copy, some in above.items()})


def quoted(text: str, words_: str) -> Evidence:
    """Return evidence for words where they stand in a text."""
    start = text.index(words_)
    return evidence("test/quoted", text, start, start + len(words_))
