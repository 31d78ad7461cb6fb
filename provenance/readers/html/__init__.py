"""A page -> an article: its visible text, what it says to machines, and which part of it is the article's own text."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
from attrs import evolve

from provenance.kernels.rows import rows_of
from provenance.model.text import Article, Block, Markup, Source
from provenance.readers.decode import declared_charset, decode
from provenance.readers.html.body import choose_body
from provenance.readers.html.headline import choose_headline, find_headings
from provenance.readers.html.jsonld import article_bodies
from provenance.readers.html.scan import scan_page
from provenance.readers.html.scanned import Scan
from provenance.readers.html.statements import Statement, find_statements
from provenance.readers.html.words import PLACES

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


def read_html(
    html: str | bytes,
    *,
    id: str,  # noqa: A002 - the field's own name
    source: Source,
    url: str | None = None,
    encoding: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Article:
    """Read a page: the whole visible text in reading order, then a blank line and one line for each statement made to machines only.

    `url` is where the page came from when `source` does not say; `encoding` is what the transport declares for bytes, `headers` are those
    of the HTTP response. Never raises for any input.
    """
    page = html if isinstance(html, str) else decode(html, encoding or declared_charset(html, _content_type(headers))).text
    if url and source.url is None:
        source = evolve(source, url=url)
    scan = scan_page(page)
    statements = find_statements(scan.machine, page, headers)
    visible = "\n".join(scan.blocks.texts)
    text, markup = _append(visible, statements, scan.times)
    blocks = (*_blocks(scan), *(Block(line.start, line.stop, "markup") for line in markup))
    return Article(
        id, text, source, title=_title(scan, statements), language=_language(scan, statements), blocks=blocks, links=tuple(scan.links),
        markup=markup, body=choose_body(scan, *stated(scan, statements)),
    )  # fmt: skip


def stated(scan: Scan, statements: list[Statement]) -> tuple[list[str], list[str]]:
    """Return the headlines that a page states and the article texts that its JSON-LD gives."""
    titles = [line.value for line in statements if line.name == "og:title"][:1] + ([scan.title] if scan.title else [])
    bodies = [body for tag, _, text in scan.machine if tag == "script" and "articleBody" in text for body in article_bodies(text)]
    return titles, bodies


def _content_type(headers: Mapping[str, str] | None) -> str | None:
    return next((value for name, value in (headers or {}).items() if name.lower() == "content-type"), None)


def _append(visible: str, statements: list[Statement], times: dict[str, str]) -> tuple[str, tuple[Markup, ...]]:
    """Return the text with the markup appendix, and the statements with their spans; `times` are the words that show a day."""
    if not statements:
        return visible, ()
    pieces = [visible, "\n"] if visible else []
    at = sum(map(len, pieces))
    markup = []
    for statement in statements:
        start = at + (1 if pieces else 0)
        pieces.append(("\n" if pieces else "") + statement.raw)
        at = start + len(statement.raw)
        shown = visible.find(times[statement.value]) if statement.kind == "microdata" and statement.value in times else -1
        markup.append(Markup(statement.kind, statement.name, statement.value, start, at, shown if shown >= 0 else None))
    return "".join(pieces), tuple(markup)


def _blocks(scan: Scan) -> list[Block]:
    """Return the blocks of the visible text."""
    blocks, contexts = scan.blocks, scan.contexts
    words = [(tag, *hints) if hints is not None else () for tag, hints in zip(contexts.tags, contexts.hints, strict=True)]
    lengths = np.fromiter(map(len, blocks.texts), np.int64, len(blocks))
    held = blocks.contexts.tolist()
    columns = (
        blocks.starts.tolist(), (blocks.starts + lengths).tolist(), [PLACES[at] for at in contexts.places.take(blocks.contexts).tolist()],
        [contexts.tags[at] for at in held], [words[at] for at in held], np.minimum(blocks.linked / lengths, 1.0).tolist(),
    )  # fmt: skip
    return rows_of(Block, ("start", "stop", "place", "tag", "hints", "link_density"), columns)


def _title(scan: Scan, statements: list[Statement]) -> str | None:
    """Return the headline: the heading that the page's title or `og:title` repeats, else one of these without the name of the site."""
    stated = next((line.value for line in statements if line.name == "og:title"), None)
    return choose_headline(find_headings(scan), stated, scan.title, statements)


def _language(scan: Scan, statements: list[Statement]) -> str | None:
    """Return the language that the page declares, as a BCP 47 tag."""
    locale = next((line.value for line in statements if line.name == "og:locale"), None)
    for given in (scan.language, locale):
        if given and (match := _LANGUAGE.fullmatch(given.strip())):
            return match[0].replace("_", "-")
    return None
