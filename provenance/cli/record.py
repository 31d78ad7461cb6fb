"""`provenance record`: one record a line."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Iterator
from typing import get_args

import click

from provenance.batch import record_shard, renamed
from provenance.catalog import load
from provenance.cli.fields import COLUMN
from provenance.errors import InputError, ProvenanceError
from provenance.model.text import Problem
from provenance.readers import Ids, InputChoice, Shard, guessed, shards
from provenance.records import warm
from provenance.reports.visible import visible
from provenance.workers import workers

EXAMPLES = """
\b
Examples:
  provenance record article.txt
  provenance record --with-text news.jsonl.gz > records.jsonl
  curl -s https://example.org/story.html | provenance record --input html -
"""
_SHARE = 1 << 19


@click.command(epilog=EXAMPLES, short_help="Write one record a line on standard output.")
@click.argument("files", nargs=-1)
@click.option(
    "--input", "choice", type=click.Choice(get_args(InputChoice)), default="auto", show_default=True, help="The format of the input."
)
@click.option("--with-text", is_flag=True, help='Add "text", the text into which the offsets point.')
@click.option("--map", "mapping", multiple=True, metavar="FIELD=COLUMN", help=COLUMN)
@click.option("--jobs", type=click.IntRange(min=1), default=os.cpu_count() or 1, show_default="all cores", help="Worker processes.")
def record(files: tuple[str, ...], choice: InputChoice, with_text: bool, mapping: tuple[str, ...], jobs: int) -> None:  # noqa: FBT001
    """Write one provenance record a line on standard output, in input order; FILE may be a folder, a glob or - (standard input).

    What cannot be read is told on standard error; the exit status is 2 when nothing could be read.
    A statement that is found is a claim, not a grant; nothing here is legal advice.
    """
    if not files and sys.stdin.isatty():
        raise click.UsageError("Give files, or - for standard input.")
    try:
        written, told = _write(shards(files or ("-",), _SHARE, mapping=mapping, choice=choice), jobs, with_text=with_text)
        if not written and not told:
            raise InputError(f"Nothing to read in {', '.join(files)}.", "Name files or folders that hold articles.")
    except ProvenanceError as error:
        raise click.UsageError(str(error)) from error
    if not written:
        sys.exit(2)


def _write(given: Iterator[Shard], jobs: int, *, with_text: bool) -> tuple[int, int]:
    """Write the records of all shares; return how many, and how many problems were told."""
    load()  # once, before the worker processes share it
    out, ids, written, told = sys.stdout.buffer, Ids(), 0, 0
    first = list(itertools.islice(given, 2))
    with workers(jobs if len(first) > 1 else 1, warm) as pool:
        tasks = ((shard, with_text) for shard in _announced(itertools.chain(first, given)))
        for items in pool.map(record_shard, tasks):
            for item in items:
                if isinstance(item, Problem):
                    click.echo(visible(f"{item.source}: {item.code}: {item.detail}"), err=True)
                    told += 1
                    continue
                id_, problem = ids.claim(item[0], item[1])
                out.write((item[2] if problem is None else renamed(item[2], id_, problem)) + b"\n")
                written += 1
            out.flush()
    return written, told


def _announced(given: Iterator[Shard]) -> Iterator[Shard]:
    """Hand the shares on, and say once by which columns of other names they are read."""
    told: set[tuple[str, str]] = set()
    for number, shard in enumerate(given):
        new = [pair for pair in (guessed(shard) if number < 64 else ()) if pair not in told and pair[0] != pair[1]]
        for field, column in new:
            click.echo(f"column {column!r} is read as {field}", err=True)
        told.update(new)
        yield shard
