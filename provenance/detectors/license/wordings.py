"""Statements that are sentences and not names: public domain, waivers, reserved rights, permissions to republish."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from attrs import frozen

from provenance.catalog import Catalog, RuleEntry
from provenance.detectors.license.compose import Stated
from provenance.detectors.license.urls import Grant
from provenance.detectors.license.vocabulary import Vocabulary
from provenance.expressions import compiled
from provenance.normalise import Folded
from provenance.patterns import Matcher

_KINDS = frozenset(("public-domain", "waiver", "government", "reserved", "terms", "republish"))
_NIST = compiled(r"national institute of standards|\bnist\b")
_KNOWN_TO_ALL = compiled(
    r"\b(?:information|knowledge|evidence|facts?|details?|report|allegations?|records|documents?|debate|discussion|figures?|statements?|"
    r"remarks?|comments|names?|identity|address|it all)\b[^.\n]{0,60}$"
)


@frozen(eq=False)
class Wordings:
    """The sentences of the catalog, ready for matching."""

    matcher: Matcher
    entries: dict[str, RuleEntry]


@frozen
class Sentence:
    """A wording found at `[start, stop)` of the folded text."""

    entry: RuleEntry
    start: int
    stop: int


@cache
def wordings(catalog: Catalog) -> Wordings:
    """Return the rights wordings of a catalog."""
    entries = {entry.rule.id: entry for entry in catalog.rules["statements"] if entry.kind in _KINDS}
    return Wordings(Matcher([entry.rule for entry in entries.values()], {}), entries)


def sentences(folded: Folded, words: Wordings) -> list[Sentence]:
    """Return the rights sentences of a text in order, the longer of two that overlap in the same kind."""
    found = [Sentence(words.entries[rule.id], match.start(), match.end()) for rule, match in words.matcher.matches(folded)]
    found.sort(key=lambda one: (one.entry.confidence == "possible", one.start, -one.stop))
    out: list[Sentence] = []
    taken: dict[str, list[tuple[int, int]]] = {}
    for one in found:
        spans = taken.setdefault(one.entry.kind, [])
        at = bisect_left(spans, (one.stop, 0))
        if not (at and spans[at - 1][1] > one.start):
            spans.insert(at, (one.start, one.stop))
            out.append(_trimmed(one, folded))
    return sorted(out, key=lambda one: one.start)


def _trimmed(one: Sentence, folded: Folded) -> Sentence:
    start, stop = one.start, one.stop
    while start < stop and not folded.text[start].isalnum() and folded.text[start] not in "§":
        start += 1
    while stop > start and folded.text[stop - 1].isspace():
        stop -= 1
    return Sentence(one.entry, start, stop)


def as_statement(one: Sentence, folded: Folded, known: Vocabulary) -> Stated | None:
    """Return a rights sentence as a licence statement; None for what is merely publicly known."""
    before = folded.lower[max(0, one.start - 80) : one.start]
    if one.entry.kind == "public-domain" and _KNOWN_TO_ALL.search(before + folded.lower[one.start : one.stop].split("public", 1)[0]):
        return None
    name = str(one.entry.labels["license"])
    around = folded.lower[max(0, one.start - 300) : one.stop + 100]
    if one.entry.kind in ("public-domain", "government") and name != "OGL-UK" and _NIST.search(around) and "employee" in around:
        name = "NIST-PD"
    return Stated(
        Grant(known.names[name].family, None, None, name), one.start, one.stop, rule=one.entry.rule.id, confidence=one.entry.confidence
    )
