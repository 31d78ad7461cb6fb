"""Datelines: "TEHRAN (ISNA) -- ", "NEW YORK, Feb 26 - ", "Berlin (dpa) - ", with place, day and agency."""

from __future__ import annotations

from functools import cache

import regex
from attrs import frozen

from provenance.catalog import Catalog, RuleEntry
from provenance.detectors.attribution.openings import Line, lines
from provenance.model.evidence import Confidence, Span, evidence
from provenance.model.record import Attribution
from provenance.model.text import Article
from provenance.normalise import Folded
from provenance.patterns import expand

_REACH = 160
"""How much of a line is looked at: no dateline is longer."""

_REST = 30
"""How many characters must follow a dateline on its line unless it opens the article."""

_BARE = 4
"""A word in capitals that is no known city needs as many letters when nothing but a dash follows."""

_JOIN = r"(?:d[eiou]|de[lrsn]?|d[ao]s?|l[aeo]s?|el|al|an|am|im|in|of|the|and|upon|sur|on|y|und|et|e|ob|do|na)"
_CAPITAL = r"\p{Lu}[\p{Lu}\p{M}'.]+"
_PROPER = r"\p{Lu}[\p{L}\p{M}'.]*"
SLOTS = {
    "capitals": rf"{_CAPITAL}(?:(?: ?/ ?|-){_CAPITAL}| (?:{_JOIN} )?{_PROPER}| - {_CAPITAL}(?=[ ,]))"
    r"{0,5}",
    "place": rf"{_PROPER}(?: ?/ ?{_PROPER}|[ -](?:{_JOIN}[ -])?{_PROPER})" r"{0,4}",
    "region": rf"\(?{_PROPER}(?:[ -](?:{_JOIN} )?{_PROPER})" r"{0,3}\)?" rf"(?:, ?{_PROPER}(?: {_PROPER})" r"{0,2})?",
    "date": r"(?:\p{L}{3,14}, )?(?:\p{L}{3,12}\.? ?\d{1,2}|\d{1,2}\.? ?(?:de )?\p{L}{3,12}\.?)(?:,? ?(?:de |del )?\d{4})?",
    "agency": r"[\p{L}\d\"][^()\n]{1,48}?",
    "dash": r"(?: ?-{1,3}(?=\s|$)| ?-{1,3}(?=[\"'(\p{Lu}])| _(?=\s))\s{0,4}",
}


@frozen
class Dateline:
    """A dateline with the agency that stands inside it: `agency` is its span in the article's text, None when there is none."""

    attribution: Attribution
    agency: Span | None
    agency_name: str | None


@frozen
class _Reading:
    """What one match says, in folded offsets; `certain` when place, day or agency is known and not only has the right shape."""

    start: int
    stop: int
    place: str | None
    date: str | None
    agency: Span | None
    certain: bool
    rule: str


def find_datelines(article: Article, folded: Folded, catalog: Catalog) -> tuple[Dateline, ...]:
    """Return the datelines of an article in order: the one that opens it, and those of further items of a digest."""
    rules = [entry for entry in catalog.rules["credits"] if entry.kind == "dateline"]
    found: list[Dateline] = []
    for line in lines(folded):
        if found and line.head and folded.span(line.start, line.stop)[0] < found[-1].attribution.evidence.stop:
            continue
        reading = _read(folded, line, rules, catalog, opened=bool(found))
        if reading is not None:
            found.append(_dateline(article, folded, reading, catalog))
    return tuple(found)


def _read(folded: Folded, line: Line, rules: list[RuleEntry], catalog: Catalog, *, opened: bool) -> _Reading | None:
    """Return the best reading of a line's beginning, None when it is no dateline."""
    window = folded.text[line.start : line.start + _REACH]
    for entry in rules:
        if not line.head and entry.rule.zone == "head":
            continue
        if not any(literal in window for literal in entry.rule.literals):
            continue
        match = _compiled(entry.rule.pattern).match(folded.text, line.start, min(line.stop, line.start + _REACH))
        if match is None:
            continue
        if line.stop - match.end() < _REST and not line.first:
            continue
        reading = _proved(folded, line, match, entry, catalog)
        if reading is not None and (reading.certain or (line.head and not opened)):
            return reading
    return None


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(expand(pattern, SLOTS), regex.VERSION1)


def _proved(folded: Folded, line: Line, match: regex.Match[str], entry: RuleEntry, catalog: Catalog) -> _Reading | None:
    """Return what the match says when its place, day and agency are what the rule asks for."""
    groups = match.groupdict()
    place, agency, date = groups.get("capitals") or groups.get("place"), groups.get("agency"), groups.get("date")
    day = None
    if date is not None:
        day = _day(date, catalog)
        if day is None:
            return None
    city = place is not None and _is_city(place, catalog)
    wire = agency is not None and _is_agency(agency, catalog)
    if place is not None and not city and catalog.places.is_label(place.lower()):
        return None
    proof = entry.labels.get("proof", "shape")
    if proof == "place" and not city:
        return None
    if proof == "agency" and not (wire or (city and agency is not None)):
        return None
    if proof == "either" and not (city or wire):
        return None
    known = city or wire or day is not None
    if proof == "shape" and not known and not _stands_alone(place or "", agency, groups.get("region"), line, catalog):
        return None
    region = groups.get("region")
    where = None if place is None else _titled(place) + (f", {_titled(region.strip('()'))}" if region else "")
    span = (match.start("agency"), match.end("agency")) if agency is not None else None
    return _Reading(match.start(), match.end(), where, day, span, known and entry.confidence == "certain", entry.rule.id)


def _day(date: str, catalog: Catalog) -> str | None:
    """Return the ISO day of the words, weekday left out."""
    lower = date.lower()
    start = lower.find(", ") + 2 if regex.match(r"\p{L}{3,14}, ", lower) else 0
    reading = catalog.calendar.read(lower, start)
    return None if reading is None else reading.value[:10]


def _is_city(place: str, catalog: Catalog) -> bool:
    lower = place.lower()
    return lower in catalog.places or all(part.strip() in catalog.places for part in lower.split("/"))


def _is_agency(words: str, catalog: Catalog) -> bool:
    return any(catalog.outlets.named(part) for part in (words, *regex.split(r"[/,;&]| and ", words)) if part.strip())


def _stands_alone(place: str, agency: str | None, region: str | None, line: Line, catalog: Catalog) -> bool:
    """Whether capitals that are no known city may still be a place: long enough, no label, no outlet, in the head of the text."""
    words = place.lower().split()
    if not line.head or catalog.places.is_label(words[0]) or catalog.outlets.named(place):
        return False
    return agency is not None or region is not None or sum(char.isalpha() for char in place) >= _BARE


def _titled(words: str) -> str:
    """Return words in capitals as written in prose ("NEW YORK" -> "New York"); initials keep their capitals ("N.Y.")."""
    return str(regex.sub(r"\p{Lu}[\p{Lu}\p{M}']+", lambda found: found[0][0] + found[0][1:].lower(), words)).strip()


def _dateline(article: Article, folded: Folded, reading: _Reading, catalog: Catalog) -> Dateline:
    start, stop = folded.span(reading.start, reading.stop)
    agency = None if reading.agency is None else folded.span(*reading.agency)
    name = None if agency is None else article.text[agency[0] : agency[1]].strip()
    outlets = catalog.outlets.named(name) if name else []
    confidence: Confidence = "certain" if reading.certain else "likely"
    attribution = Attribution(
        kind="dateline",
        role="other",
        outlet=outlets[0].id if len(outlets) == 1 else None,
        name=name,
        person=None,
        place=reading.place,
        date=reading.date,
        cue=None,
        confidence=confidence,
        evidence=evidence(reading.rule, article.text, start, stop),
    )
    return Dateline(attribution, agency, name)
