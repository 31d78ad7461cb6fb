"""What a page says to machines only: `<meta>`, `<link>`, JSON-LD, RDF in comments, microdata, silent licence links, HTTP headers.

Where nothing of it is a day, the one that a script ("publishedAt") or the title of the window states is a statement as well.

Each statement becomes one line of raw markup (shortened when long), a name and a value. Names are in lower case for `<meta>` and `<link>`
("dcterms.rights", "article:published_time", "license"), as written for schema.org properties ("license", "datePublished"). A property of a
part of the page, of a comment, an image or an organisation, bears the part's type in front: "ImageObject.license", "Person.name".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from attrs import frozen

from provenance.model.text import MarkupKind
from provenance.readers.html.jsonld import read_json_ld
from provenance.readers.html.microformats import states
from provenance.readers.html.script_days import script_day, titled_day
from provenance.readers.html.times import DATA, held_day, titled_with

MAX_VALUE = 600
MAX_STATEMENTS = 400
_MAX_RDF = 20

_META = re.compile(
    r"(?:dc|dcterms|dcterm|article|og|citation|prism|eprints|bepress_citation|parsely|sailthru|cxense|cxenseparse|vr|twitter:creator|"
    r"twitter:site|twitter:data\d|twitter:label\d|tdm|robots|googlebot|[a-z-]*bot|bingbot|license|licence|rights|copyright|author|byl|"
    r"publish|pub|date|source|original|syndication|standout|creator|web_author|publisher|lastmod|last-modified|revised|created|modified|"
    r"time|news_keywords|cc:|content-usage|ai-|application-name|owner|designer|generator|"
    r"[\w.:-]{0,40}(?:authors?|writer|byline|creator)(?:[._:-]?names?)?$|[\w.:-]{0,40}(?:publi(?:sh|cation)|pub[._-]?(?:date|time)|ptime|[._-]date$|"
    r"release[._-]?date|date[._-]?release|datetime|display[._-]?date|fecha|:time$|[._-]creat))",
    re.IGNORECASE,
)
_META_SILENT = re.compile(r"og:(?:image|video|audio)|(?:date-?format|publishable|authori[sz]|author_?image|generator$)", re.IGNORECASE)
_RESERVATIONS = "/tdmrep.json"  # the file's name is fixed by the protocol, the relation of a link to it is not
_LINKS = frozenset(
    ("license", "canonical", "author", "publisher", "copyright", "dct:license", "cc:license", "terms-of-service", "tdm-policy")
)
_PROPERTIES = frozenset((
    "license", "author", "creator", "publisher", "datepublished", "datecreated", "datemodified", "copyrightholder", "copyrightyear",
    "copyrightnotice", "credittext", "sourceorganization", "isbasedon", "isbasedonurl", "usageinfo", "acquirelicensepage",
    "contributor", "provider", "headline", "name", "conditionsofaccess",
))  # fmt: skip
_RDF_LICENSE = re.compile(r"""<(?:\w+:)?license\b[^>]{0,100}?rdf:resource\s*=\s*["']([^"']{1,500})["'][^>]{0,50}>""", re.IGNORECASE)
_SHOWN = frozenset(("itemprop", "property", "class", "rel", "datetime", "content", "href", "resource", "pubdate"))
_DAYS = re.compile(r"date|publi|time$", re.IGNORECASE)
"""The names of statements that may be of days; where none is, scripts are asked."""

_PLAIN = frozenset(("datetime", *DATA))
"""Days that no word calls those of publication: they may be of comments and teasers."""

_HEADERS = frozenset(("tdm-reservation", "tdm-policy", "content-usage", "x-robots-tag", "link", "last-modified", "date"))


@frozen
class Statement:
    """One machine statement: its kind, name, value and the raw markup as one line."""

    kind: MarkupKind
    name: str
    value: str
    raw: str


def find_statements(
    machine: list[tuple[str, dict[str, str | None], str]], source: str, headers: Mapping[str, str] | None
) -> list[Statement]:
    """Return the statements of a page in document order, repeated ones once; RDF comments, HTTP headers and scripts last."""
    found: dict[Statement, None] = {}
    for statement in _all(machine, source, headers):
        found.setdefault(statement)
        if len(found) >= MAX_STATEMENTS:
            break
    if not any(_DAYS.search(statement.name) and statement.name not in _PLAIN for statement in found):
        if told := script_day(source):
            found.setdefault(Statement("script", *told))
        elif titled := titled_day(source):
            found.setdefault(Statement("meta", "title", *titled))
    return list(found)


def _all(machine: list[tuple[str, dict[str, str | None], str]], source: str, headers: Mapping[str, str] | None) -> Iterator[Statement]:
    for tag, attributes, text in machine:
        if tag == "script":
            yield from (Statement("json-ld", name, value, raw) for name, value, raw in read_json_ld(text, MAX_VALUE))
        elif tag == "meta":
            yield from _meta(attributes)
        elif tag in ("link", "a") and not text and not ("itemprop" in attributes or "property" in attributes):
            yield from _link(tag, attributes)
        elif text and not _says_what(attributes):
            yield from _microformat(tag, attributes, text)
        else:
            yield from _property(tag, attributes, text)
    yield from _rdf(source)
    for name, value in (headers or {}).items():
        if name.lower() in _HEADERS:
            yield Statement("header", name.lower(), _short(value), _short(f"{name}: {value}"))


def _meta(attributes: dict[str, str | None]) -> Iterator[Statement]:
    value = attributes.get("content")
    if not value or not value.strip():
        return
    for key in ("name", "property", "itemprop", "http-equiv"):
        names = attributes.get(key)
        if not names:
            continue
        for name in names.split() if key == "property" else (names.strip(),):
            if key == "itemprop" and name.lower() not in _PROPERTIES:
                continue
            if key == "http-equiv" and name.lower() not in _HEADERS:
                continue
            if key == "itemprop" or (_META.match(name) and not _META_SILENT.match(name)):
                kind: MarkupKind = "microdata" if key == "itemprop" else "meta"
                yield Statement(
                    kind, name if key == "itemprop" else name.lower(), _short(value), _raw("meta", {key: names, "content": value})
                )


def _link(tag: str, attributes: dict[str, str | None]) -> Iterator[Statement]:
    rels, href = (attributes.get("rel") or "").lower().split(), attributes.get("href") or ""
    for rel in rels:
        if href and (rel in _LINKS or href.endswith(_RESERVATIONS)):
            shown = {key: attributes[key] for key in ("rel", "type", "href", "title") if attributes.get(key)}
            name = "rsl" if rel == "license" and "rsl" in (attributes.get("type") or "").lower() else rel.rpartition(":")[2]
            yield Statement("link", name, _short(href), _raw(tag, shown))
            return


def _says_what(attributes: dict[str, str | None]) -> bool:
    return "itemprop" in attributes or "property" in attributes or "datetime" in attributes


def _microformat(tag: str, attributes: dict[str, str | None], text: str) -> Iterator[Statement]:
    """Yield what an element says by its class alone, in its title or in its words ("updated", "author vcard")."""
    name = states(attributes)
    value = (attributes.get("title") if tag == "abbr" else None) or text
    if name and (name != "datetime" or any(char.isdigit() for char in value)):
        shown = {key: attributes[key] for key in ("class", "title") if attributes.get(key)}
        yield Statement("microdata", name, _short(value), _raw(tag, shown) + _short(text))


def _property(tag: str, attributes: dict[str, str | None], text: str = "") -> Iterator[Statement]:
    value = (
        attributes.get("datetime")
        or attributes.get("content")
        or titled_with(attributes)
        or text
        or attributes.get("href")
        or attributes.get("resource")
    )
    names = (attributes.get("itemprop") or attributes.get("property") or "").split()
    known = [name for name in names if name.rpartition(":")[2].lower() in _PROPERTIES]
    if not names and (held := held_day(attributes)) and len(attributes) == 1:
        known, value = [held], attributes[held]
    if not value or not value.strip() or (names and not known):
        return
    if not known and "time" not in tag:
        return
    shown = {
        key: said for key, said in attributes.items() if (key in _SHOWN or key in known or said == value) and (said or key == "pubdate")
    }
    for name in known or ["datetime"]:
        yield Statement("microdata", name.rpartition(":")[2], _short(value), _raw(tag, shown) + _short(text))


def _rdf(source: str) -> Iterator[Statement]:
    """Yield the licences of RDF blocks inside comments; at most the first twenty blocks of 8,000 characters are read."""
    at = 0
    for _ in range(_MAX_RDF):
        at = source.find("<rdf:RDF", at)
        if at < 0:
            return
        stop = source.find("-->", at, at + 8_000)
        opened, closed = source.rfind("<!--", max(0, at - 2_000), at), source.rfind("-->", max(0, at - 2_000), at)
        if stop > 0 and opened > closed:
            for match in _RDF_LICENSE.finditer(source, at, stop):
                yield Statement("rdf", "license", _short(match[1]), _short(match[0]))
        at = stop if stop > 0 else at + 1


def _raw(tag: str, attributes: Mapping[str, str | None]) -> str:
    """Return a start tag as one line."""
    words = "".join(f' {key}="{escape(_short(value), quote=False)}"' if value else f" {key}" for key, value in attributes.items())
    return f"<{tag}{words}>"


def _short(value: str) -> str:
    """Return a value on one line, cut at `MAX_VALUE` characters."""
    flat = " ".join(value.split())
    return flat if len(flat) <= MAX_VALUE else flat[: MAX_VALUE - 1] + "…"
