"""The manual page of the licence room: every licence, language and wording that the catalog knows, written from the catalog."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from provenance.catalog import Catalog, RuleEntry
from provenance.detectors.license.vocabulary import ELEMENTS, vocabulary

_SCOPES = """A statement has a scope: `site` (all content of the publication), `article` (this text), `part` (an image, a quote, comments,
a theme, third-party material) or `mention` (a licence that the text only talks about). Parts and mentions license nothing. Version and
port are reported only when they are stated; without a version the expression is a `LicenseRef`."""


def page(catalog: Catalog) -> str:
    """Return the page in Markdown."""
    parts = ("# Licences, languages and wordings", _SCOPES, *_licenses(catalog), *_languages(catalog), *_rules(catalog))
    return "\n\n".join(parts) + "\n"


def _rows(catalog: Catalog, key: str) -> list[Mapping[str, Any]]:
    return [row for stem in sorted(catalog.licenses) for row in catalog.licenses[stem].get(key, ())]


def _licenses(catalog: Catalog) -> Iterator[str]:
    known = vocabulary(catalog)
    yield "## Licences"
    yield (
        "Creative Commons: BY, BY-SA, BY-ND, BY-NC, BY-NC-SA and BY-NC-ND in the versions "
        f"{', '.join(sorted(known.versions))}, with {len(known.ports)} ports. Others:"
    )
    lines = ["| licence | known as | versions | expression |", "|---|---|---|---|"]
    for row in sorted(_rows(catalog, "license"), key=lambda row: str(row["id"]).lower()):
        shown = row["expression"].format(version="…") if row["versions"] else row["plain"]
        lines.append(
            f"| {row['id']} | {', '.join(row['names'][:3]) or 'sentences, see below'} | {', '.join(row['versions']) or '-'} | `{shown}` |"
        )
    yield "\n".join(lines)


def _languages(catalog: Catalog) -> Iterator[str]:
    rows = sorted(_rows(catalog, "language"), key=lambda row: str(row["name"]))
    yield "## Languages"
    yield f"{len(rows)} entries, some for several neighbouring languages; the first spelling of each element, and how many there are."
    lines = ["| tag | language | brand | BY | NC | ND | SA | spellings |", "|---|---|---|---|---|---|---|---|"]
    for row in rows:
        cells = [_first(row, key) for key in ("brand", *ELEMENTS)]
        count = sum(len(row.get(key, ())) for key in ("brand", *ELEMENTS))
        lines.append(f"| {row['tag']} | {row['name']} | {' | '.join(cells)} | {count} |")
    yield "\n".join(lines)


def _first(row: Mapping[str, Any], key: str) -> str:
    words = row.get(key, ())
    return str(words[0]) if words else "-"


def _rules(catalog: Catalog) -> Iterator[str]:
    yield "## Wordings"
    yield "Sentences that state something about rights without a licence's name. In each example the double brackets hold what is found."
    for entry in sorted(catalog.rules["statements"], key=lambda entry: entry.rule.id):
        yield _rule(entry)


def _rule(entry: RuleEntry) -> str:
    languages = f" ({', '.join(entry.languages)})" if entry.languages else ""
    lines = [f"### {entry.rule.id}{languages}", "", f"Kind: {entry.kind}. Confidence: {entry.confidence}.", ""]
    lines += [f"- found: {example}" for example in entry.examples]
    lines += [f"- silent: {counter}" for counter in entry.counter]
    return "\n".join(lines)
