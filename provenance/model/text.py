"""What a reader hands on: an article, or a problem in its place."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

InputFormat = Literal["text", "jsonl", "html", "parquet", "warc"]

Place = Literal["header", "nav", "main", "aside", "footer", "form", "markup"]
"""Where on a page a block stands. `markup` is the appendix of statements that the page makes to machines only."""

MarkupKind = Literal["meta", "link", "json-ld", "rdf", "microdata", "header", "script"]


@frozen
class Source:
    """Where the bytes of an article came from: path or name, format, row (0-based, in row formats), URL, digest and size in bytes."""

    path: str
    format: InputFormat
    row: int | None = None
    url: str | None = None
    sha256: str = ""
    bytes: int = 0
    encoding: str = "utf-8"


@frozen
class Block:
    """A block of a page in reading order: `text[start:stop]`, its place and what the markup says about it.

    `hints` holds the lower-case tag, class, id and role words of the element and its nearest ancestors; `link_density` is the share
    (0 to 1) of the block's characters that stand inside links.
    """

    start: int
    stop: int
    place: Place
    tag: str = ""
    hints: tuple[str, ...] = ()
    link_density: float = 0.0


@frozen
class Link:
    """A visible link: `text[start:stop]` is its words, `rel` its relations in lower case."""

    start: int
    stop: int
    href: str
    rel: tuple[str, ...] = ()


@frozen
class Markup:
    """A statement that a page makes to machines only, repeated as a line of the markup appendix so that it can be quoted.

    `name` is the property ("license", "dcterms.rights", "datePublished", "article:author", "tdm-reservation" ...), `value` its value,
    `text[start:stop]` the raw markup (shortened when very long) in the appendix. `at` is where in the text the words of the element stand
    that states it, None for what stands in the head of a page.
    """

    kind: MarkupKind
    name: str
    value: str
    start: int
    stop: int
    at: int | None = None


@frozen
class Article:
    """One article as read: its text and everything that the input says about it beside the text.

    All offsets are Unicode code points into `text`. `title`, `published`, `publisher`, `license` and `language` are what the *input*
    (a JSONL row, a WARC header) states in fields of its own, `None` when it has none. `body` is the article's own text as the
    reader of a page found it (ordered, disjoint spans), `None` when the reader has no opinion (plain text).
    """

    id: str
    text: str
    source: Source
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    license: str | None = None
    language: str | None = None
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    markup: tuple[Markup, ...] = ()
    body: tuple[tuple[int, int], ...] | None = None
    problems: tuple[Problem, ...] = ()


@frozen
class Problem:
    """A fault in the input: where it is, at which stage it was met, a stable code and the details in words.

    `source` names the file and row ("corpus.jsonl#17"); `stage` is the arrow of the pipeline ("read", "detect", "reprint" ...);
    `refused` is true when no record stands for this input.
    """

    source: str
    stage: str
    code: str
    detail: str
    refused: bool = field(default=True, kw_only=True)
