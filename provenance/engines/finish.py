"""The last stage: everything that is known goes into the audit folder, record by record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson
from attrs import field, frozen

from provenance.audits import Baseline, Row, judge_families, judge_problems, numbered, rows_of
from provenance.audits.context import Context
from provenance.audits.coverage import cover
from provenance.audits.fresh import Fresh, Placed
from provenance.engines.completed import Completed
from provenance.engines.kin import kin_of
from provenance.engines.plan import Plan
from provenance.model.record import Coverage, Reprint
from provenance.model.text import Problem
from provenance.reprints import Passages, Reprints
from provenance.wire import plain, to_bytes, validate

_WRITTEN = 1 << 18
"""Bytes that are written at a time."""
ALONE = Reprint(None, "alone", ())
_OPEN = b'"reprint":null,"findings":[],"problems":'
"""What stands in every record before the corpus is known; unescaped quotation marks stand between members only, never inside a string."""
_VERDICT = b',"license":'
"""What stands before the last member above those."""


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


@frozen
class Judged:
    """What the findings say about records and as a whole: the ids of those that name each record, and how many of each severity."""

    named: dict[str, list[str]] = field(factory=lambda: defaultdict(list))
    grave: Counter[str] = field(factory=Counter)
    covered: dict[str, Coverage] = field(factory=dict)


def write_rows(path: Path, rows: Iterable[object]) -> int:
    """Write model values as JSON Lines; return how many."""
    return write_lines(path, map(to_bytes, rows))


def write_lines(path: Path, lines: Iterable[bytes]) -> int:
    """Write lines that are JSON already; return how many."""
    count = 0
    with path.open("wb", _WRITTEN) as out:
        for line in lines:
            out.write(line + b"\n")
            count += 1
    return count


def _write_passages(path: Path, passages: Passages) -> int:
    """Write passages as JSON Lines; return how many."""
    with path.open("wb") as out:
        out.writelines(passages.lines())
    return len(passages)


def write_folder(
    plan: Plan, articles: Completed, reprints: Reprints, problems: Sequence[Problem], context: Context
) -> tuple[Written, dict[str, int], Fresh]:
    """Write every data file but the manifest; return the counts, the open findings by severity, and what the report need not read again."""
    out, judged = plan.staged, Judged()
    out.mkdir(parents=True, exist_ok=True)
    rows = _open(numbered(_rows(articles, reprints, problems, context, judged)), plan.baseline, judged)
    findings = _write_findings(out / "findings.jsonl", rows)
    accepted = judged.grave.pop("accepted", 0)
    return (
        Written(
            records=write_lines(out / "records.jsonl", _records(plan, articles, reprints, judged)),
            passages=_write_passages(out / "passages.jsonl", reprints.passages),
            edges=write_rows(out / "edges.jsonl", reprints.edges),
            families=write_rows(out / "families.jsonl", reprints.families),
            findings=len(findings),
            accepted=accepted,
            problems=write_rows(out / "problems.jsonl", problems),
        ),
        dict(judged.grave),
        Fresh(
            articles.ids,
            articles.views(),
            _standings(articles.ids, reprints.roles, judged),
            reprints.passages,
            reprints.edges,
            reprints.families,
            findings,
        ),
    )


def _standings(ids: Sequence[str], roles: Mapping[str, Reprint], judged: Judged) -> Iterator[tuple[Reprint, Coverage | None, int]]:
    """Yield for each article its part in a family, what reprints say about coverage, and how many findings name it."""
    return ((roles.get(name, ALONE), judged.covered.get(name), len(judged.named.get(name, ()))) for name in ids)


def _write_findings(path: Path, rows: Iterable[Row]) -> list[Placed]:
    """Write findings as JSON Lines; return where each stands."""
    placed, at = [], 0
    with path.open("wb", _WRITTEN) as out:
        for row in rows:
            placed.append(Placed(at, row["id"], row["rule"], row["severity"], row["confidence"], row["records"]))
            at += out.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
    return placed


def _rows(articles: Completed, reprints: Reprints, problems: Sequence[Problem], context: Context, judged: Judged) -> Iterator[Row]:
    """Yield all findings: about families, about single records in the order of their ids, about problems; note coverage on the way."""
    for kin in kin_of(reprints, articles):
        yield from rows_of(judge_families(kin, context), context.policy)
        judged.covered.update(cover(kin))
    for rows in articles.every_made("findings"):
        yield from orjson.loads(rows)
    for problem in problems:
        yield from rows_of(judge_problems(problem, context), context.policy)


def _open(rows: Iterator[Row], baseline: Baseline, judged: Judged) -> Iterator[Row]:
    """Yield the findings that the baseline does not accept; note the records that each names, and how many there are of each severity."""
    for row in rows:
        if baseline.accepts(row["fingerprint"]):
            judged.grave["accepted"] += 1
            continue
        judged.grave[row["severity"]] += 1
        for name in row["records"]:
            judged.named[name].append(row["id"])
        yield row


def _records(plan: Plan, articles: Completed, reprints: Reprints, judged: Judged) -> Iterator[bytes]:
    """Yield the records with their part in a family, their findings and what reprints say about coverage."""
    for doc, (name, made) in enumerate(zip(articles.ids, articles.every_made("completed"), strict=True)):
        part, line = reprints.roles.get(name, ALONE), made or articles.blob(doc, "records")
        yield completed_line(line, part, judged.named.get(name, []), judged.covered.get(name))
        plan.progress("write", doc + 1, len(articles))


def completed_line(line: bytes, part: Reprint, findings: list[str], covered: Coverage | None) -> bytes:
    """Return the line of a valid record as it stands in the audit: with its part in a family, its findings, and its coverage.

    Only the members that change are parsed and validated once more, where they stand as this program writes them.
    """
    head, found, tail = line.partition(_OPEN)
    if not found:
        return finished(orjson.loads(line), part, findings, covered)
    members = {"reprint": plain(part), "findings": findings}
    if covered is not None:
        head, _, verdict = head.rpartition(_VERDICT)
        members = {"license": {**orjson.loads(verdict[:-1]), "coverage": plain(covered)}, **members}
        head += b","
    validate(members, "provenance-record", only=tuple(members))
    return b"%b%b,%b%b" % (head, orjson.dumps(members)[1:-1], b'"problems":', tail)


def finished(row: dict[str, Any], part: Reprint, findings: list[str], covered: Coverage | None) -> bytes:
    """Return a record as it stands in the audit, validated: with its part in a family, its findings, and its coverage."""
    row["reprint"], row["findings"] = plain(part), findings
    if covered is not None:
        row["license"] = {**row["license"], "coverage": plain(covered)}
    validate(row)
    return orjson.dumps(row)
