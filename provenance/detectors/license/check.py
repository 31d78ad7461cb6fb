"""The proof of the licence catalog: every example is read as it says, every counter-example is silent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from license_expression import get_spdx_licensing

from provenance.catalog import Catalog, RuleEntry
from provenance.detectors.license.optouts import KIND, OptOut, opt_outs
from provenance.detectors.license.seen import seen
from provenance.detectors.license.statements import in_text
from provenance.detectors.license.vocabulary import ELEMENTS, vocabulary
from provenance.detectors.license.wordings import wordings
from provenance.model.record import License
from provenance.model.text import Article, Source
from provenance.normalise import fold

_ORDER = {"by": "BY", "nc": "NC", "nd": "ND", "sa": "SA"}


def check(catalog: Catalog) -> list[str]:
    """Return the faults of the licence tables and rights wordings in words; none when the catalog proves itself."""
    faults = [*_languages(catalog), *_names(catalog), *_stated_examples(catalog), *_notices(catalog), *_wordings(catalog)]
    return [*faults, *_opt_outs(catalog), *_expressions(catalog)]


def read(text: str, catalog: Catalog) -> tuple[License, ...]:
    """Return the licences that the detector finds in a bare text."""
    return in_text(Article("example", text, Source("example", "text")), fold(text), catalog).licenses


def marked(example: str) -> tuple[str, int, int]:
    """Return an example without its `[[` `]]` marks and the span that they enclosed, in code points."""
    start = example.index("[[")
    stop = example.index("]]") - 2
    return example.replace("[[", "").replace("]]", ""), start, stop


def _tables(catalog: Catalog, key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for stem, table in catalog.licenses.items():
        for row in table.get(key, ()):
            yield stem, row


def _languages(catalog: Catalog) -> Iterator[str]:
    for stem, row in _tables(catalog, "language"):
        where = f"licenses/{stem} {row.get('tag')}"
        if not row.get("examples"):
            yield f"{where}: no example."
        for example in row.get("examples", ()):
            text, start, stop = marked(example)
            if not any(_covers(item, start, stop) and item.family.startswith("CC-BY") for item in read(text, catalog)):
                yield f"{where}: the example is not read: {example}"
        for counter in row.get("counter", ()):
            if read(counter, catalog):
                yield f"{where}: the counter-example is not silent: {counter}"
        yield from _spellings(where, row, catalog)


def _spellings(where: str, row: Mapping[str, Any], catalog: Catalog) -> Iterator[str]:
    """Every spelling of an element must be read where it stands behind the brand."""
    for element in ELEMENTS:
        for spelling in row.get(element, ()):
            wanted = "CC-BY" if element == "by" else f"CC-BY-{_ORDER[element]}"
            found = read(f"Creative Commons {spelling} 4.0", catalog)
            if [item.family for item in found] != [wanted]:
                yield f"{where}: the spelling {spelling!r} of {wanted} is read as {[item.family for item in found]}."


def _names(catalog: Catalog) -> Iterator[str]:
    known = vocabulary(catalog)
    for stem, row in _tables(catalog, "license"):
        for example in row.get("examples", ()):
            text, start, stop = marked(example)
            family = known.names[row["id"]].family
            if not any(_covers(item, start, stop) and item.family == family for item in read(text, catalog)):
                yield f"licenses/{stem} {row['id']}: the example is not read: {example}"


def _stated_examples(catalog: Catalog) -> Iterator[str]:
    for stem, row in _tables(catalog, "example"):
        text, start, stop = marked(row["text"])
        found = [item for item in read(text, catalog) if _covers(item, start, stop)]
        wrong = [
            item
            for item in found
            if row.get("expression", item.expression) != item.expression or row.get("scope", item.scope) != item.scope
        ]
        if not found or wrong:
            yield f"licenses/{stem}: the example is read as {[(item.expression, item.scope) for item in found]}: {row['text']}"


def _notices(catalog: Catalog) -> Iterator[str]:
    """Every notice must name the holder that it says, where a text ends with it and where it stands on a line of its own inside one."""
    for stem, row in _tables(catalog, "notice"):
        for text in (row["text"], f"The bridge is open again.\n{row['text']}\nThe council met on Monday."):
            found = read(text, catalog)
            if not found or found[0].holder is None or found[0].holder.name != row["holder"]:
                yield f"licenses/{stem}: the holder {row['holder']!r} is read as {found[0].holder if found else None}: {row['text']}"


def _wordings(catalog: Catalog) -> Iterator[str]:
    words = wordings(catalog)
    for entry in words.entries.values():
        yield from _wording(entry, catalog)


def _wording(entry: RuleEntry, catalog: Catalog) -> Iterator[str]:
    if not entry.examples or not entry.counter:
        yield f"{entry.rule.id}: an example and a counter-example are needed."
    for example in entry.examples:
        text, start, stop = marked(example)
        if not any(first < stop and start < last for first, last in _hits(entry, text, catalog)):
            yield f"{entry.rule.id}: the example is not found: {example}"
    for counter in entry.counter:
        if _hits(entry, counter, catalog):
            yield f"{entry.rule.id}: the counter-example is not silent: {counter}"


def _opt_outs(catalog: Catalog) -> Iterator[str]:
    for entry in (entry for entry in catalog.rules["statements"] if entry.kind == KIND):
        if not entry.examples or not entry.counter:
            yield f"{entry.rule.id}: an example and a counter-example are needed."
        for example in entry.examples:
            text, start, stop = marked(example)
            found = [(one.start, one.stop) for one in _opted_out(text, catalog) if one.entry is entry]
            if not any(first < stop and start < last for first, last in found):
                yield f"{entry.rule.id}: the example is not found: {example}"
        for counter in entry.counter:
            if _opted_out(counter, catalog):
                yield f"{entry.rule.id}: the counter-example is not silent: {counter}"


def _opted_out(text: str, catalog: Catalog) -> list[OptOut]:
    folded = fold(text)
    return opt_outs(folded, seen(folded, catalog).reserved, catalog)


def _hits(entry: RuleEntry, text: str, catalog: Catalog) -> list[tuple[int, int]]:
    matches = wordings(catalog).matcher.matches(fold(text))
    return [match.span() for rule, match in matches if rule.id == entry.rule.id]


def _expressions(catalog: Catalog) -> Iterator[str]:
    licensing = get_spdx_licensing()
    known = vocabulary(catalog)
    for name in known.names.values():
        for expression in (name.plain, *(name.expression.format(version=version) for version in name.versions)):
            written = expression.replace("GFDL-", "LicenseRef-GFDL-")
            if not written.startswith("LicenseRef-") and written not in name.known and name.known:
                continue
            if licensing.validate(written).errors and not written.startswith("LicenseRef-"):
                yield f"{name.id}: {expression} is no SPDX expression."
    for spdx in sorted(known.spdx):
        if licensing.validate(spdx).errors:
            yield f"creative-commons: {spdx} is no SPDX expression."


def _covers(item: License, start: int, stop: int) -> bool:
    return item.evidence.start < stop and start < item.evidence.stop
