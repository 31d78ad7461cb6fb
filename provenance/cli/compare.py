"""`provenance compare`: two articles side by side, as what is shared, cut, added, re-credited and re-licensed from A to B."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import attrs
import click
from rapidfuzz.distance import Indel
from rich.console import Console
from rich.text import Text

from provenance.cli.explain import facts
from provenance.cli.locate import Found, locate
from provenance.errors import ProvenanceError
from provenance.model.record import ProvenanceRecord
from provenance.model.reprint import Edge, Passage
from provenance.reports import DISCLAIMER
from provenance.reports.visible import visible
from provenance.reprints import find_in_memory

EXAMPLES = """
\b
Examples:
  provenance compare seeds/001_a6043b11c5b0164a.txt seeds/002_6f02e5052c0b6bd6.txt
  provenance compare 001_a6043b11c5b0164a 002_6f02e5052c0b6bd6 --audit audit
"""
Line = tuple[str, str]
"""A style and words; the styles are those of `_STYLES`."""
_STYLES = {"head": "bold", "cut": "red", "added": "green", "dim": "dim", "parts": "", "": ""}
_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_LETTER = re.compile(r"\w")
_KEPT = 70
"""Characters of unchanged text that are shown beside a difference."""


@click.command(epilog=EXAMPLES, short_help="Compare two articles: what is shared, cut, added.")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--audit", type=click.Path(path_type=Path), default=Path("audit"), show_default=True, help="Where an ID is looked up.")
def compare(a: str, b: str, audit: Path) -> None:
    """Compare two articles: shared passages, what was cut, added, re-credited and re-licensed from A to B.

    A and B are files, rows of files (FILE#ROW) or ids in an audit folder. The exit status is 0 when they share a passage, 1 when not.
    A statement that is found is a claim, not a grant; nothing here is legal advice.
    """
    try:
        first, second = locate(a, audit), locate(b, audit)
    except ProvenanceError as error:
        raise click.UsageError(str(error)) from error
    found = find_in_memory([_named(first, "A"), _named(second, "B")], [first.article.text, second.article.text])
    passages = sorted((_turned(item) for item in found.passages), key=lambda item: (item.a_start, item.b_start))
    if not passages and first.article.text.split() == second.article.text.split():  # too short for passages to be sought in
        passages = [Passage("A", 0, len(first.article.text), "B", 0, len(second.article.text), 1.0, "article")]
    console = Console(highlight=False, emoji=False, markup=False)
    for style, line in report(first, second, passages, tuple(found.edges)):
        words = visible(line)
        if console.is_terminal and not console.no_color:
            text = Text(words, style=_STYLES[style])
            if style == "parts":
                text.highlight_regex(r"\[-.*?-\]", "red")
                text.highlight_regex(r"\{\+.*?\+\}", "green")
            console.print(text, soft_wrap=True)
        else:
            click.echo(words)
    raise SystemExit(int(not passages))


def report(first: Found, second: Found, passages: list[Passage], edges: tuple[Edge, ...]) -> Iterator[Line]:
    """Yield the lines of the comparison."""
    for letter, found in (("A", first), ("B", second)):
        yield from (("", f"{letter}  {name}: {value}") for name, value in facts(found.record) if name not in {"because", "problem"})
        yield "", ""
    yield from _relation(passages, edges)
    for number, item in enumerate(passages, start=1):
        yield from _passage(number, item, first.article.text, second.article.text)
    yield from _alone("cut", "Only in A (cut)", first, [(item.a_start, item.a_stop) for item in passages])
    yield from _alone("added", "Only in B (added)", second, [(item.b_start, item.b_stop) for item in passages])
    yield from _changes("Credits", _credits(first.record), _credits(second.record))
    yield from _changes("Licence statements", _licences(first.record), _licences(second.record))
    verdicts = [f"{found.record.license.expression} ({found.record.license.status})" for found in (first, second)]
    yield "", f"  verdict: {verdicts[0]}" if verdicts[0] == verdicts[1] else f"  verdict: {verdicts[0]} in A, {verdicts[1]} in B"
    yield "", ""
    yield "dim", DISCLAIMER


def _relation(passages: list[Passage], edges: tuple[Edge, ...]) -> Iterator[Line]:
    yield "head", f"Shared: {len(passages)} passage{'s' if len(passages) != 1 else ''}"
    for edge in edges:
        copy, source = (edge.copy, edge.source)
        order = edge.order
        shares = f"{edge.share_of_copy:.0%} of {copy}, {edge.share_of_source:.0%} of {source}"
        if order.confidence == "unknown":
            yield "", f"  {edge.kind.replace('_', ' ')}, {shares}; who took from whom is not known"
        else:
            yield "", f"  {edge.kind.replace('_', ' ')}, {shares}; {copy} was taken from {source} ({order.confidence})"
        for name, signs in (("for", order.basis), ("against", order.against)):
            if signs:
                yield "dim", f"  {name}: {', '.join(sign.replace('_', ' ') for sign in signs)}"


def _passage(number: int, item: Passage, a: str, b: str) -> Iterator[Line]:
    yield "", ""
    places = f"A {item.a_start}-{item.a_stop}, B {item.b_start}-{item.b_stop}"
    yield "head", f"{number}. {item.kind}, {item.similarity:.1%} alike ({places})"
    left, right = _WORD.findall(a[item.a_start : item.a_stop]), _WORD.findall(b[item.b_start : item.b_stop])
    parts = list(_parts(left, right))
    yield "parts", "  " + " ".join("".join(_written(part, number, len(parts)) for number, part in enumerate(parts)).split())
    if len(parts) <= 1:
        yield "dim", "  word for word the same"


def _parts(left: list[str], right: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the text of both sides piece by piece, equal and differing by turns; spaces between two differences belong to them."""
    cut, added = "", ""
    kept = ""
    for step in Indel.opcodes([_key(word) for word in left], [_key(word) for word in right]):
        here, there = "".join(left[step.src_start : step.src_end]), "".join(right[step.dest_start : step.dest_end])
        if step.tag == "equal" and not ((cut or added) and not _LETTER.search(here)):
            if cut.strip() or added.strip():
                yield cut, added
                kept = ""
            kept += here
            cut = added = ""
            continue
        if kept:
            yield kept, kept
            kept = ""
        cut, added = cut + here, added + there
    if cut.strip() or added.strip():
        yield cut, added
    elif kept:
        yield kept, kept


def _written(part: tuple[str, str], number: int, count: int) -> str:
    """Return a piece in words: `[-cut-]{+added+}`; long equal pieces are shortened to what stands next to a difference."""
    cut, added = (" ".join(words.split()) for words in part)
    if part[0] == part[1]:
        if len(cut) <= 3 * _KEPT:
            return f" {cut} "
        first, last = number == 0 and count > 1, number == count - 1 and count > 1
        return f" {'' if first else cut[:_KEPT]} […] {'' if last else cut[-_KEPT:]} "
    return (f" [-{cut}-] " if cut else "") + (f" {{+{added}+}} " if added else "")


def _alone(style: str, title: str, found: Found, shared: list[tuple[int, int]]) -> Iterator[Line]:
    """Yield the stretches of the article's text that no passage covers."""
    text, at, stretches = found.article.text, 0, []
    for start, stop in [*sorted(shared), (len(text), len(text))]:
        words = " ".join(text[at:start].split())
        if _LETTER.search(words):
            stretches.append((at, start, words))
        at = max(at, stop)
    yield "", ""
    yield "head", f"{title}: {len(stretches)} stretch{'es' if len(stretches) != 1 else ''}"
    for start, stop, words in stretches:
        yield style, f"  {start}-{stop}  {words}"


def _changes(title: str, a: list[str], b: list[str]) -> Iterator[Line]:
    yield "", ""
    yield "head", f"{title}: {'the same' if a == b else 'changed'}" if a or b else f"{title}: none"
    for item in dict.fromkeys([*a, *b]):
        sign, style = ("  = ", "") if item in a and item in b else ("  - ", "cut") if item in a else ("  + ", "added")
        yield style, f"{sign}{item}"


def _credits(record: ProvenanceRecord) -> list[str]:
    named = [item for item in record.attributions if item.name or item.person]
    return list(dict.fromkeys(f"{item.name or item.person} ({item.kind.replace('_', ' ')}, {item.role})" for item in named))


def _licences(record: ProvenanceRecord) -> list[str]:
    held = [(item.expression, f" by {item.holder.name}" if item.holder else "", item.scope) for item in record.licenses]
    return list(dict.fromkeys(f"{expression}{by} ({scope})" for expression, by, scope in held))


def _key(word: str) -> str:
    return " " if word.isspace() else word


def _named(found: Found, letter: str) -> ProvenanceRecord:
    """Return the record under the id A or B, so that two articles of one name can be compared."""
    return attrs.evolve(found.record, id=letter)


def _turned(item: Passage) -> Passage:
    """Return a passage with A on its left side."""
    if item.a == "A":
        return item
    return Passage(item.b, item.b_start, item.b_stop, item.a, item.a_start, item.a_stop, item.similarity, item.kind)
