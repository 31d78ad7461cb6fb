"""`provenance explain`: one article in the terminal with every span marked and the reason beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import click
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from provenance.cli.locate import Found, locate
from provenance.errors import ProvenanceError
from provenance.model.record import ProvenanceRecord
from provenance.reports import DISCLAIMER
from provenance.reports.visible import visible
from provenance.views.marks import LAYERS, Mark, marks

EXAMPLES = """
\b
Examples:
  provenance explain article.txt
  provenance explain news.jsonl.gz#17
  provenance explain 003_64bf98a7d7999fec --audit audit
"""
_STYLES = {
    "license": "bold black on green",
    "reservation": "bold white on red",
    "author": "black on yellow",
    "source": "black on bright_blue",
    "conduit": "black on bright_magenta",
    "other": "black on white",
    "publisher": "black on bright_cyan",
    "title": "bold underline",
    "date": "black on cyan",
    "rights": "green",
    "provenance": "yellow",
    "plain": "dim strike",
}
_NAMES = dict(LAYERS)
_CHUNK = 480
"""Characters after which a paragraph is cut at the end of a sentence."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BREAK = re.compile(r"\n\s*\n|\n|(?<=[.!?…؟。！？])[\"”’»)]*\s+")


@click.command(epilog=EXAMPLES, short_help="Show one article with every span marked.")
@click.argument("article", metavar="FILE|ID")
@click.option("--audit", type=click.Path(path_type=Path), default=Path("audit"), show_default=True, help="Where an ID is looked up.")
def explain(article: str, audit: Path) -> None:
    """Show one article with every span marked and the reason beside it.

    FILE may be any input; of a file with many articles FILE#ROW shows one (the first row is 0). An ID is looked up in an audit folder.
    A statement that is found is a claim, not a grant; nothing here is legal advice.
    """
    try:
        found = locate(article, audit)
    except ProvenanceError as error:
        raise click.UsageError(str(error)) from error
    console = Console(highlight=False, soft_wrap=False, emoji=False, markup=False)
    if not console.is_terminal or console.no_color:
        click.echo("\n".join(plain_lines(found)))
    else:
        console.print(Group(*_coloured(found)))
    if found.further:
        click.echo(f"This file holds more articles; name one as {article}#1.", err=True)


def plain_lines(found: Found) -> Iterator[str]:
    """Yield the lines of the view without colour: `⟦words⟧3` in the text, the reasons numbered below each stretch."""
    spans = marks(found.record)
    yield from (f"{name}: {value}" for name, value in facts(found.record))
    for start, stop in chunks(found.article.text):
        words = "".join(_bracketed(piece, numbers) for piece, numbers in cut(found.article.text, spans, start, stop))
        if words.strip():
            yield ""
            yield words.strip("\n")
            yield from (f"    {number}  {_reason(spans[number - 1])}" for number in _opened(spans, start, stop))
    yield ""
    yield DISCLAIMER


def facts(record: ProvenanceRecord) -> Iterator[tuple[str, str]]:
    """Yield what is known about the article as a whole, as pairs of a name and words."""
    verdict = record.license
    yield "article", visible(record.id)
    if record.title:
        yield "title", visible(" ".join(record.title.text.split()))
    if record.published:
        yield "published", f"{record.published.value} ({record.published.basis})"
    if record.publisher:
        yield "publisher", visible(f"{record.publisher.name} ({record.publisher.confidence})")
    yield "licence", f"{verdict.expression} ({verdict.status})"
    for line in verdict.reasons:
        yield "because", visible(line)
    if record.reprint and record.reprint.family:
        taken = f", taken from {', '.join(record.reprint.sources)}" if record.reprint.sources else ""
        yield "reprint", visible(f"{record.reprint.role} in {record.reprint.family}{taken}")
    if record.findings:
        yield "findings", ", ".join(record.findings)
    for problem in record.problems:
        yield "problem", visible(f"{problem.code}: {problem.detail}")


def chunks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text that are shown together: paragraphs, long ones cut after a sentence."""
    start = last = 0
    for found in _BREAK.finditer(text):
        if "\n" in found[0] or found.end() - start > _CHUNK:
            stop = found.end() if "\n" in found[0] or last == start else last
            yield start, stop
            start = stop
        last = found.end()
    if start < len(text):
        yield start, len(text)


def cut(text: str, spans: Sequence[Mark], start: int, stop: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the pieces of `text[start:stop]` with the numbers (from 1) of the spans that cover each."""
    near = [(number, span) for number, span in enumerate(spans, start=1) if span.start < stop and span.stop > start]
    edges = {start, stop} | {place for _, span in near for place in (span.start, span.stop) if start < place < stop}
    places = sorted(edges)
    for here, there in pairwise(places):
        yield text[here:there], tuple(number for number, span in near if span.start <= here and there <= span.stop)


def _opened(spans: Sequence[Mark], start: int, stop: int) -> list[int]:
    return [number for number, span in enumerate(spans, start=1) if start <= span.start < stop]


def _bracketed(words: str, numbers: tuple[int, ...]) -> str:
    return f"⟦{visible(words)}⟧{','.join(map(str, numbers))}" if numbers else visible(words)


def _reason(span: Mark) -> str:
    return visible(f"{_NAMES[span.layer]}, {span.confidence}: {' '.join(span.reason.split())} [{span.rule} {span.start}-{span.stop}]")


def _coloured(found: Found) -> Iterator[RenderableType]:
    """Yield the view in colour: the text on the left, the reasons beside it."""
    spans = marks(found.record)
    head = Table.grid(padding=(0, 2))
    for name, value in facts(found.record):
        head.add_row(Text(name, style="dim"), Text(value))
    yield Padding(head, (1, 0))
    body = Table.grid(padding=(0, 3), expand=True)
    body.add_column(ratio=3)
    body.add_column(ratio=2)
    for start, stop in chunks(found.article.text):
        words, why = Text(), Text()
        for piece, numbers in cut(found.article.text, spans, start, stop):
            style = " ".join(_STYLES[spans[number - 1].layer] for number in reversed(numbers[:1]))
            words.append(visible(piece), style=style)
            if numbers:
                words.append("·".join(map(str, numbers)).translate(_RAISED), style="bold")
        for number in _opened(spans, start, stop):
            span = spans[number - 1]
            why.append(f"{number} ", style="bold")
            why.append(_NAMES[span.layer], style=_STYLES[span.layer])
            why.append(visible(f" {span.confidence}. {' '.join(span.reason.split())} "))
            why.append(f"{span.rule}\n", style="dim")
        words.rstrip()
        why.rstrip()
        if words:
            body.add_row(words, why)
            body.add_row("", "")
    yield body
    yield Text(DISCLAIMER, style="italic")
