"""Proof of the credit wordings and of the outlets: every example is found as it says, no counter-example is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from provenance.catalog import Catalog, Outlet, RuleEntry
from provenance.detectors.attribution import find
from provenance.detectors.attribution.cases import KIND as CASE
from provenance.detectors.attribution.cases import Cases
from provenance.detectors.attribution.cited import CITING, is_taken_back
from provenance.detectors.attribution.prepared import prepared
from provenance.detectors.attribution.resolve import Resolver
from provenance.detectors.attribution.unsaid import KIND as UNSAID
from provenance.detectors.attribution.unsaid import Unsaid
from provenance.detectors.attribution.wordings import KINDS, names_in, wordings
from provenance.model.record import Attribution
from provenance.model.text import Article, Source
from provenance.normalise import fold

_SLACK = 4  # an article or a bracket at either end may belong to the words or not
_MARK = regex.compile(r"\[\[(.*?)\]\]", regex.DOTALL)


def check(catalog: Catalog) -> list[str]:
    """Return the faults of the credit wordings and the outlets in words, an empty list when all their examples hold."""
    return [*check_wordings(catalog), *check_unsaid(catalog), *check_cases(catalog), *check_outlets(catalog)]


def groping(catalog: Catalog) -> list[str]:
    """Return the ids of the wordings whose literals cannot be reached from their beginning by plain words, which makes them dear."""
    known = prepared(catalog)
    return [id_ for matcher in (known.wordings, *known.lines.values()) for id_ in matcher.groping]


def check_wordings(catalog: Catalog) -> list[str]:
    """Return the faults of the wordings that name outlets."""
    return [fault for entry in catalog.rules["credits"] if entry.kind in KINDS for fault in _wording(entry, catalog)]


def check_unsaid(catalog: Catalog) -> list[str]:
    """Return the faults of the words that take a citation back."""
    return [fault for entry in catalog.rules["credits"] if entry.kind == UNSAID for fault in _taking_back(entry, catalog)]


def check_cases(catalog: Catalog) -> list[str]:
    """Return the faults of the endings of cases."""
    entries = [entry for entry in catalog.rules["credits"] if entry.kind == CASE]
    return [fault for entry in entries for fault in _case(entry, entries, catalog)]


def check_outlets(catalog: Catalog) -> list[str]:
    """Return the faults of the outlets: an example that does not name them, an owner that does not exist."""
    return [fault for outlet in catalog.outlets.by_id.values() for fault in _outlet(outlet, catalog)]


def _wording(entry: RuleEntry, catalog: Catalog) -> Iterator[str]:
    if not entry.examples or not entry.counter:
        yield f"{entry.rule.id} has no example or no counter-example."
    for example in entry.examples:
        text = _MARK.sub(r"\1", example)
        shift = 0
        for mark in _MARK.finditer(example):
            start, stop = mark.start(1) - 2 - shift, mark.end(1) - 2 - shift
            shift += 4
            if not any(_fits(item, entry, start, stop) for item in attributions(text, catalog)):
                yield f"{entry.rule.id} does not find {text[start:stop]!r} in its example {text!r}."
    for counter in entry.counter:
        if wrong := [item for item in attributions(counter, catalog) if item.evidence.rule == entry.rule.id]:
            yield f"{entry.rule.id} finds {wrong[0].evidence.quote!r} in its counter-example {counter!r}."


def _taking_back(entry: RuleEntry, catalog: Catalog) -> Iterator[str]:
    """Yield the faults of an entry that takes citations back: one in each example goes, one in each counter-example stays."""
    if not entry.examples or not entry.counter:
        yield f"{entry.rule.id} has no example or no counter-example."
    alone = Unsaid([entry])
    for example in entry.examples:
        text, start = _MARK.sub(r"\1", example), example.find("[[")
        stop = example.find("]]") - 2
        back = [span for span, taken in _citing(text, alone, catalog) if taken]
        if not any(abs(first - start) <= _SLACK and abs(last - stop) <= _SLACK for first, last in back):
            yield f"{entry.rule.id} does not take back {text[start:stop]!r} in its example {text!r}."
    for counter in entry.counter:
        cited = _citing(counter, alone, catalog)
        if not cited:
            yield f"{entry.rule.id} has no citation in its counter-example {counter!r}."
        if taken := [counter[slice(*span)] for span, back in cited if back]:
            yield f"{entry.rule.id} takes back {taken[0]!r} in its counter-example {counter!r}."


def _case(entry: RuleEntry, entries: Sequence[RuleEntry], catalog: Catalog) -> Iterator[str]:
    """Yield the faults of an ending: each example holds a name that is not known without it, no counter-example names an outlet."""
    if not entry.examples or not entry.counter:
        yield f"{entry.rule.id} has no example or no counter-example."
    known = Resolver(catalog.outlets, Cases(entries))
    others = Resolver(catalog.outlets, Cases([other for other in entries if other is not entry]))
    for example in entry.examples:
        for name in _MARK.findall(example):
            if known.resolve(name) is None:
                yield f"{entry.rule.id} does not know {name!r}."
        if all(others.resolve(name) for name in _MARK.findall(example)):
            yield f"{entry.rule.id} is not needed for its example {example!r}."
    for counter in entry.counter:
        if wrong := attributions(counter, catalog):
            yield f"{entry.rule.id} finds {wrong[0].name!r} in its counter-example {counter!r}."


def _citing(text: str, alone: Unsaid, catalog: Catalog) -> list[tuple[tuple[int, int], bool]]:
    """Return the citations of a text as spans, each with whether the words around it take it back."""
    folded = fold(text)
    found = wordings([folded], catalog, [names_in(folded, catalog)])[0]
    cited = [(wording, named) for wording in found if wording.entry.kind in CITING for named in wording.names]
    return [(folded.span(*wording.around(named)), is_taken_back(folded.text, wording, named, alone)) for wording, named in cited]


def _fits(item: Attribution, entry: RuleEntry, start: int, stop: int) -> bool:
    """Return whether the entry itself found the marked words, up to the brackets and spaces at their ends."""
    return item.evidence.rule == entry.rule.id and abs(item.evidence.start - start) <= _SLACK and abs(item.evidence.stop - stop) <= _SLACK


def _outlet(outlet: Outlet, catalog: Catalog) -> Iterator[str]:
    if not outlet.source:
        yield f"outlets/{outlet.id} names no source."
    if outlet.group is not None and outlet.group not in catalog.outlets.by_id:
        yield f"outlets/{outlet.id} belongs to {outlet.group!r}, which is not in the catalog."
    named = {item.outlet for item in attributions(outlet.example, catalog)}
    rivals = {other.id for other in catalog.outlets.bearers(outlet.name)}
    if not outlet.example:
        yield f"outlets/{outlet.id} has no example."
    elif outlet.id not in named and not (None in named and len(rivals) > 1):
        yield f"outlets/{outlet.id} is not found in its example {outlet.example!r}."


def attributions(text: str, catalog: Catalog) -> tuple[Attribution, ...]:
    """Return the attributions of a bare text."""
    return find(Article("example", text, Source("example", "text")), fold(text), catalog)
