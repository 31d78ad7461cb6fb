"""The words of rights, ready for scanning: built once from the licence tables of the catalog."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any

from attrs import frozen

from provenance.catalog import Catalog, worked_out
from provenance.detectors.license.squash import squashed
from provenance.normalise import fold_each
from provenance.patterns import Scanner

ELEMENTS = ("by", "nc", "nd", "sa")
KINDS = ("brand", *ELEMENTS, "licence")
_CODES = (
    "cc_n", "cc_s", "cc_b",
    "cc by", "cc-by", "cc_by", "ccby", "cc (by", "cc: by", "cc:by", "(by-", "by-nc", "by-sa", "by-nd", "by nc", "by sa", "by nd",
    "by_nc", "by_sa", "by–", "by/nc", "by/sa", "by/nd", "by, nc", "by, sa", "nc-sa", "nc-nd", "nd-nc", "sa-nc", "cc0", "cc-0", "cc 0",
    "cc zero", "cc-zero", "cc 1.", "cc 2.", "cc 3.", "cc 4.", "cc-pd", "cc pd", "cc-li", "cc li", "cc – ", "(cc", "cc)", "[cc",
    "cc-lis", "creativecommons", "licensebuttons.net", "commons", "documentation licen", "gnu free", "free documentation",
    "open database", "open government", "open data", "public domain mark", "cc sa", "cc-sa", "cc-nc", "cc nc", "cc - by", "cc: ",
)  # fmt: skip
_NUMBERS = tuple(f"{whole}{mark}{part}" for whole in "1234" for mark in ".,٫" for part in "015")


@frozen
class Word:
    """What a spelling stands for: `kind` is brand, element, port, licence or name; `exact` is false for a mere stem."""

    kind: str
    value: str
    exact: bool = True


@frozen
class Name:
    """A content licence that is known by its name: how it is written as an SPDX expression with and without a version."""

    id: str
    family: str
    expression: str
    plain: str
    versions: tuple[str, ...]
    known: frozenset[str]
    later: bool
    urls: tuple[str, ...]


@frozen(eq=False)
class Vocabulary:
    """What makes a look at a text worth while (`anchors`, `numbers` among them), the scanner over the squashed neighbourhood of an anchor
    (`words`), and what its hits mean.
    """

    anchors: tuple[str, ...]
    numbers: frozenset[str]
    words: Scanner
    meanings: tuple[tuple[str, Word], ...]
    names: Mapping[str, Name]
    spdx: frozenset[str]
    ports: frozenset[str]
    versions: frozenset[str]
    organisation: tuple[str, ...]


def _spellings(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Word]]:
    """Yield every spelling with its meaning; exact ones before stems, so that they win."""
    languages = [row for table in tables.values() for row in table.get("language", ())]
    for row in languages:
        yield from ((spelling, Word("brand", "")) for spelling in row.get("brand", ()))
        for element in ELEMENTS:
            yield from ((spelling, Word("element", element.upper())) for spelling in row.get(element, ()))
    for license_row in _licenses(tables):
        yield from ((spelling, Word("name", license_row["id"])) for spelling in license_row["names"])
    for row in languages:
        yield from ((spelling, Word("licence", "")) for spelling in row.get("licence", ()))
        yield from ((spelling, Word("port", "")) for spelling in (*row.get("international", ()), *row.get("unported", ())))
        yield from ((spelling, Word("pd", "")) for spelling in row.get("public_domain", ()))
    for table in tables.values():
        for code, spellings in table.get("port_names", {}).items():
            yield from ((spelling, Word("port", code.upper())) for spelling in spellings)
    for element, stems in tables.get("creative-commons", {}).get("stems", {}).items():
        yield from ((stem, Word("element", element.upper(), exact=False)) for stem in stems)


def _licenses(tables: Mapping[str, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [row for table in tables.values() for row in table.get("license", ())]


def _anchors(spellings: Sequence[tuple[str, str, Word]], tables: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield the literals whose presence makes a look worth while, in the spellings that they are written in."""
    for small, key, word in spellings:
        anchor = word.kind in ("brand", "name") or (word.kind == "element" and word.value != "BY")
        if word.exact and anchor and len(key) >= 3:
            yield from (small, small.replace(" ", "-"), small.replace(" ", ""), small.replace("-", " "), small.replace("-", ""))
    for row in _licenses(tables):
        yield from row.get("urls", ())
    yield from _CODES


def _name(row: Mapping[str, Any]) -> Name:
    return Name(
        row["id"], row.get("family", row["id"]), row["expression"], row["plain"], tuple(row["versions"]), frozenset(row.get("known", ())),
        bool(row.get("later")), tuple(row.get("urls", ())),
    )  # fmt: skip


_Meaning = tuple[str, str, str, bool]
"""A squashed spelling, and the fields of its word."""


def _spelled(tables: Mapping[str, Mapping[str, Any]]) -> tuple[list[str], list[_Meaning]]:
    """Return the anchors of the licence tables, and what their spellings mean."""
    given = list(_spellings(tables))
    small = fold_each([spelling for spelling, _ in given])
    spellings = [(spelling, squashed(spelling), word) for spelling, (_, word) in zip(small, given, strict=True)]
    meanings: dict[str, _Meaning] = {}
    for _, key, word in spellings:
        if key:
            meanings.setdefault(key, (key, word.kind, word.value, word.exact))
    return sorted(set(_anchors(spellings, tables))), list(meanings.values())


@cache
def vocabulary(catalog: Catalog) -> Vocabulary:
    """Return the vocabulary of a catalog; the work is done once per catalog."""
    tables = catalog.licenses
    anchors, meanings = worked_out("licences", catalog, partial(_spelled, tables))
    words = {fields: Word(*fields) for fields in {meaning[1:] for meaning in meanings}}
    main = tables.get("creative-commons", {})
    return Vocabulary(
        anchors=(*anchors, *_NUMBERS),
        numbers=frozenset(_NUMBERS),
        words=Scanner([meaning[0] for meaning in meanings]),
        meanings=tuple([(meaning[0], words[meaning[1:]]) for meaning in meanings]),
        names={row["id"]: _name(row) for row in _licenses(tables)},
        spdx=frozenset(main.get("spdx", ())),
        ports=frozenset(main.get("ports", ())),
        versions=frozenset(main.get("versions", ())),
        organisation=tuple(main.get("organisation", ())),
    )
