"""The last stage: everything that is known goes into the audit folder, record by record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson
from attrs import frozen

from provenance.audits import Baseline, Draft, judge_families, judge_problems, number
from provenance.audits.context import Context, Kin
from provenance.audits.coverage import cover
from provenance.engines.corpus import Articles
from provenance.engines.plan import Plan
from provenance.model.audit import Finding
from provenance.model.record import Coverage, Reprint
from provenance.model.reprint import Edge, Family, Passage
from provenance.model.text import Problem
from provenance.reprints import Reprints
from provenance.wire import plain, to_bytes, validate

ALONE = Reprint(None, "alone", ())
NO_FAMILY = Family("", (), None, None)
"""The family of articles that share no more than quotations."""


@frozen
class Written:
    """How many rows went into each file of the audit folder."""

    records: int
    passages: int
    edges: int
    families: int
    findings: int
    accepted: int
    problems: int


def write_rows(path: Path, rows: Iterable[object]) -> int:
    """Write model values as JSON Lines; return how many."""
    count = 0
    with path.open("wb") as out:
        for row in rows:
            out.write(to_bytes(row) + b"\n")
            count += 1
    return count


def kin_of(reprints: Reprints, passages: Sequence[Passage], articles: Articles) -> Iterator[Kin]:
    """Yield each family with the edges and passages between its members, then each article outside with the edges that start from it.

    An edge that leaves a family goes with its copy's.
    """
    home = {member: family.id for family in reprints.families for member in family.members}
    edges: dict[str, list[Edge]] = defaultdict(list)
    loose: dict[str, list[Edge]] = defaultdict(list)
    shared: dict[str, list[Passage]] = defaultdict(list)
    for edge in reprints.edges:
        (edges[home[edge.copy]] if edge.copy in home else loose[edge.copy]).append(edge)
    for passage in passages:
        if passage.kind in {"article", "quote"}:
            for name in {home.get(passage.a, passage.a), home.get(passage.b, passage.b)}:
                shared[name].append(passage)
    for family in reprints.families:
        yield Kin(family, tuple(edges[family.id]), tuple(shared[family.id]), articles)
    for copy, some in loose.items():
        yield Kin(NO_FAMILY, tuple(some), tuple(shared[copy]), articles)


def write_folder(
    plan: Plan, articles: Articles, reprints: Reprints, drafts: Iterable[Draft], problems: list[Problem], context: Context
) -> tuple[Written, dict[str, int]]:
    """Write every file of the audit folder but the manifest and the report; return the counts and the open findings by severity."""
    passages = list(reprints.passages)
    named: dict[str, list[str]] = defaultdict(list)
    grave: Counter[str] = Counter()
    judged = number(_drafts(reprints, passages, articles, drafts, problems, context), plan.policy)
    written = write_rows(plan.out / "findings.jsonl", _open(judged, plan.baseline, named, grave))
    accepted = grave.pop("accepted", 0)
    return (
        Written(
            records=_write_records(plan, articles, reprints, passages, named),
            passages=write_rows(plan.out / "passages.jsonl", passages),
            edges=write_rows(plan.out / "edges.jsonl", reprints.edges),
            families=write_rows(plan.out / "families.jsonl", reprints.families),
            findings=written,
            accepted=accepted,
            problems=write_rows(plan.out / "problems.jsonl", problems),
        ),
        dict(grave),
    )


def _open(findings: Iterator[Finding], baseline: Baseline, named: dict[str, list[str]], grave: Counter[str]) -> Iterator[Finding]:
    """Yield the findings that the baseline does not accept; note the records that each names, and how many there are of each severity."""
    for finding in findings:
        if baseline.accepts(finding):
            grave["accepted"] += 1
            continue
        grave[finding.severity] += 1
        for name in finding.records:
            named[name].append(finding.id)
        yield finding


def _drafts(
    reprints: Reprints, passages: list[Passage], articles: Articles, drafts: Iterable[Draft], problems: list[Problem], context: Context
) -> Iterator[Draft]:
    """Yield all drafts: about families, about single records in the order of their ids, about problems."""
    for kin in kin_of(reprints, passages, articles):
        yield from judge_families(kin, context)
    yield from drafts
    for problem in problems:
        yield from judge_problems(problem, context)


def _write_records(plan: Plan, articles: Articles, reprints: Reprints, passages: list[Passage], named: dict[str, list[str]]) -> int:
    """Write the records with their part in a family, their findings and what reprints say about coverage; each is validated."""
    copied = cover(reprints.edges, passages, articles)
    with (plan.out / "records.jsonl").open("wb") as out:
        for doc, name in enumerate(articles.ids):
            made = finished(articles.row(doc), reprints.roles.get(name, ALONE), named.get(name, []), copied.get(name))
            out.write(made + b"\n")
            plan.progress("write", doc + 1, len(articles))
    return len(articles)


def finished(row: dict[str, Any], part: Reprint, findings: list[str], covered: Coverage | None) -> bytes:
    """Return a record as it stands in the audit, validated: with its part in a family, its findings, and its coverage."""
    row["reprint"], row["findings"] = plain(part), findings
    if covered is not None:
        row["license"] = {**row["license"], "coverage": plain(covered)}
    validate(row)
    return orjson.dumps(row)
