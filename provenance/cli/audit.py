"""`provenance audit`: a whole corpus, with findings, reprint families and a report."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import click

from provenance.api import audit_folder
from provenance.audits import load_baseline, load_policy
from provenance.cli.endings import Misuse
from provenance.cli.fields import COLUMN
from provenance.cli.progress import showing
from provenance.engines import Plan, Run, address_of
from provenance.errors import ProvenanceError
from provenance.model.text import Problem
from provenance.reports import FORMATS, WITH_TEXT, AuditFolder
from provenance.reports.visible import visible

EXAMPLES = """
\b
Examples:
  provenance audit articles/
  provenance audit news.jsonl.gz --out audit --policy policy.toml --fail-on warning
  provenance audit --add tomorrow.jsonl --to audit
  provenance audit s3a://news/2026/ --out s3a://news/audit --engine spark
  provenance audit crawl/*.warc.gz -o sarif=findings.sarif -o jsonl=clean.jsonl --text body
"""
_RANK = {"error": 2, "warning": 1, "info": 0}
_WIDTH, _DIGITS = 33, 11
"""Columns of the summary: what is counted, and how often it was."""


def _pairs(_: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    found = []
    for value in values:
        name, sign, rest = value.partition("=")
        if not (name and sign and rest):
            raise click.BadParameter(f"{value!r} is not of the form {'FIELD=COLUMN' if parameter.name == 'mapping' else 'FORMAT=PATH'}.")
        found.append((name, rest))
    return tuple(found)


@click.command(epilog=EXAMPLES, short_help="Audit a corpus, with findings and a report.")
@click.argument("paths", nargs=-1, required=True)
@click.option("--out", type=click.Path(), default="audit", show_default=True, help="The audit folder.")
@click.option("--add", is_flag=True, help="Add PATHS to the audit in --to; what it holds is not read again.")
@click.option("--to", type=click.Path(), help="The audit folder to add to; --out when it is not given.")
@click.option("--policy", type=click.Path(path_type=Path), help="What is allowed, in TOML; docs/policy.md shows the default.")
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "never"]), default="error", show_default=True, help="When to end with status 1."
)
@click.option("--baseline", type=click.Path(path_type=Path), help="Accepted findings, in TOML, with a reason each.")
@click.option("--jobs", type=click.IntRange(min=1), default=os.cpu_count() or 1, show_default="all cores", help="Worker processes.")
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True, help="Who runs the work.")
@click.option("--resume", is_flag=True, help="Go on after a stop; finished parts are not done again.")
@click.option("--map", "mapping", multiple=True, callback=_pairs, metavar="FIELD=COLUMN", help=COLUMN)
@click.option("-o", "exports", multiple=True, callback=_pairs, metavar="FORMAT=PATH", help=f"A further export: {', '.join(FORMATS)}.")
@click.option("--text", type=click.Choice(["body", "full"]), help="Write texts into JSONL and Parquet exports.")
def audit(paths: tuple[str, ...], **options: Any) -> None:
    """Audit a corpus: files, folders, globs. Writes an audit folder and prints a summary.

    Read are text, JSON Lines, Parquet, HTML and WARC, also packed by gzip, zstd, bzip2 or xz; of a folder all files below it. What
    could not be read is told, and stands in problems.jsonl.

    The exit status is 0 when it is clean, 1 with findings at or above --fail-on, 2 when nothing can be read.
    With --add, the audit folder becomes the audit of old and new articles together, as if all had been audited at once.

    A statement that is found is a claim, not a grant; nothing here is legal advice.
    """
    if options["to"] and not options["add"]:
        raise click.UsageError("--to goes with --add: provenance audit --add NEW... --to AUDIT.")
    out: str = options["to"] or options["out"]
    exports = exports_of(options["exports"], options["text"])
    try:
        with showing() as progress:
            plan = Plan(
                inputs=paths,
                out=Path(out),
                address=address_of(out),
                policy=load_policy(options["policy"]),
                baseline=load_baseline(options["baseline"]),
                mapping=options["mapping"],
                jobs=options["jobs"],
                resume=options["resume"],
                engine=options["engine"],
                add=options["add"],
                progress=progress,
            )
            done = audit_folder(plan, exports, text=options["text"])
    except ProvenanceError as error:
        raise Misuse(str(error)) from error
    except (KeyboardInterrupt, OSError):
        click.echo(f"Stopped. Run the same command with --resume to go on; finished parts are kept in {out}.", err=True)
        raise
    for field, column in done.manifest.columns:
        if field != column:
            click.echo(f"column {column!r} was read as {field}", err=True)
    if not plan.address:
        tell_problems(plan.out)
    show(done, out)
    sys.exit(status(done, options["fail_on"]))


def exports_of(given: tuple[tuple[str, str], ...], text: str | None) -> tuple[tuple[str, Path], ...]:
    """Return the exports asked for; raise UsageError for an unknown format, and for texts that no export has room for."""
    unknown = [name for name, _ in given if name not in FORMATS]
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r} is not one of {', '.join(FORMATS)}.", param_hint="-o")
    if text and not any(name in WITH_TEXT for name, _ in given):
        wanted = " or ".join(f"-o {name}=PATH" for name in WITH_TEXT)
        raise click.UsageError(f"--text {text} is for an export of texts: add {wanted}.")
    return tuple((name, Path(target)) for name, target in given)


def status(done: Run, fail_on: str) -> int:
    """Return the exit status of a finished run."""
    if fail_on == "never":
        return 0 if done.manifest.counts.records else 2
    if not done.manifest.counts.records:
        return 2
    return int(any(_RANK[name] >= _RANK[fail_on] and count for name, count in done.grave.items()))


def tell_problems(out: Path) -> None:
    """Say on standard error what was wrong with the input: how often, and where for the first time."""
    times: Counter[str] = Counter()
    first: dict[str, Problem] = {}
    for problem in AuditFolder(out).problems():
        times[problem.code] += 1
        first.setdefault(problem.code, problem)
    for code, count in times.most_common():
        often = f"{count:,} x {code}, first" if count > 1 else code
        click.echo(visible(f"{often} in {first[code].source}: {first[code].detail}"), err=True)
    if times:
        click.echo(f"All problems: {out / 'problems.jsonl'}", err=True)


def show(done: Run, out: str) -> None:
    """Print the summary of a run on standard output."""
    counts = done.manifest.counts
    rows = [
        ("articles read", counts.read),
        ("records written", counts.records),
        ("inputs refused", counts.refused),
        ("reprint families", counts.families),
        ("shared passages", counts.passages),
        *((f"findings: {name}", done.grave.get(name, 0)) for name in ("error", "warning", "info")),
        ("findings accepted by the baseline", counts.accepted),
    ]
    for name, count in rows:
        click.echo(f"{name:<{_WIDTH}}{count:>{_DIGITS},}")
    click.echo(f"Audit: {out}" if address_of(out) else f"Report: {Path(out) / 'report' / 'index.html'}")
    click.echo("A statement found is a claim, not a grant. Not legal advice.")
