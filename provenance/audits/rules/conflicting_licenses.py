"""Two licences are stated for the same text, in one article or along a family of reprints.

## What it finds
In one article: two statements about the article or site that name different licences, for instance CC BY in the text and CC BY-NC in a
link, or CC BY beside "all articles: all rights reserved". Along a family: the same text stands under different licences in different
articles; or one article states a licence and another carries the same text and states none. Articles that share less than half of their
own text with the others are left out: their licence is about their own words.

## Why it matters
At most one of the statements can be the author's. Until it is known which, nobody can rely on the freer one.

## How sure it is
Within an article as sure as its statements. Along a family a warning: every house may state terms of its own. Where the other article
states nothing the conflict is only possible, since silence is no statement.

## What to do
Find the first publication (see the family in the report) and follow its terms.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.audits.context import Context, Kin
from provenance.audits.coverage import overlap
from provenance.audits.findings import Draft
from provenance.audits.parties import governing
from provenance.audits.weigh import opening, weaker
from provenance.model.evidence import Evidence
from provenance.model.record import License, ProvenanceRecord

RULE = "conflicting-licenses"


def check(record: ProvenanceRecord, context: Context) -> Iterator[Draft]:  # noqa: ARG001 -- every record rule has one signature
    """Yield one draft when the statements of one article contradict each other."""
    if record.license.status != "conflicting":
        return
    statements = _distinct(governing(record))
    names = " and ".join(statements)
    yield Draft(
        RULE,
        weaker(*(item.confidence for item in statements.values())) if statements else "likely",
        (record.id,),
        f"The article states {names}.",
        tuple((record.id, item.evidence) for item in statements.values()),
    )


def check_family(kin: Kin, context: Context) -> Iterator[Draft]:  # noqa: ARG001 -- every family rule has one signature
    """Yield one draft when members that share article passages state different licences, and one when some state none."""
    stated, silent = _statements(kin)
    first = {expression: next(iter(members.items())) for expression, members in sorted(stated.items())}
    if len(first) > 1 and len({member for members in stated.values() for member in members}) > 1:
        yield Draft(
            RULE,
            "likely",
            tuple(sorted({member for member, _ in first.values()})),
            f"The same text stands under {' and '.join(first)} in different articles.",
            tuple(first.values()),
            family=kin.family.id,
            severity="warning",
        )
    if stated and silent:
        yield from _silence(kin, stated, silent)


def _statements(kin: Kin) -> tuple[dict[str, dict[str, Evidence]], set[str]]:
    """Return which members state each licence, with their statements, and which state none; nothing where that is no conflict anyway."""
    records = [kin.lookup.record(member) for member in kin.family.members]
    statements = [_distinct(governing(record)) for record in records]
    quiet = [not said and record.license.status == "none" for record, said in zip(records, statements, strict=True)]
    if len({expression for said in statements for expression in said}) + any(quiet) < 2:
        return {}, set()
    stated: dict[str, dict[str, Evidence]] = {}
    silent: set[str] = set()
    pieces = kin.shared.pieces()
    for record, said, nothing in zip(records, statements, quiet, strict=True):
        if not said and not nothing:
            continue
        if 2 * overlap(pieces[record.id], record.body) < sum([stop - start for start, stop in record.body]):
            continue  # a text that takes over a passage licenses its own words
        if nothing:
            silent.add(record.id)
        for expression, item in said.items():
            stated.setdefault(expression, {})[record.id] = item.evidence
    return stated, silent


def _silence(kin: Kin, stated: dict[str, dict[str, Evidence]], silent: set[str]) -> Iterator[Draft]:
    """Yield one draft for each expression: the longest passage that a member which states it shares with one that states nothing."""
    passages = list(kin.shared.longest(silent))
    for expression, members in sorted(stated.items()):
        shared = max((item for item in passages if item[1] in members), key=lambda item: item[:3], default=None)
        if shared is None:
            continue
        _, member, other, row = shared
        yield Draft(
            RULE,
            "possible",
            (member, other),
            f"{member} states {expression}; {other} carries the same text and states no licence.",
            ((member, members[member]), *opening(kin.lookup, kin.shared.sides(member, other, row), member, other)),
            family=kin.family.id,
            severity="warning",
        )


def _distinct(statements: list[License]) -> dict[str, License]:
    """Return the first statement of each expression."""
    found: dict[str, License] = {}
    for item in statements:
        found.setdefault(item.expression, item)
    return found
