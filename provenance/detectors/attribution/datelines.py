"""Datelines: "TEHRAN (ISNA) -- ", "NEW YORK, Feb 26 - ", "Berlin (dpa) - ", with place, day and agency."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import regex
from attrs import frozen

from provenance.catalog import Catalog, Outlet, RuleEntry
from provenance.detectors.attribution.dateline_slots import SLOTS
from provenance.detectors.attribution.lines import PLACED, Line, lines
from provenance.detectors.attribution.openings import Openers, Opening, openers
from provenance.detectors.attribution.unknown_places import may_be_place
from provenance.expressions import compiled
from provenance.model.evidence import Confidence, Span, evidence
from provenance.model.record import Attribution
from provenance.model.text import Article
from provenance.normalise import Folded

_REACH = 160
"""How much of a line is looked at: no dateline is longer."""

_SHORTEST = 4
_REST = 30
"""How many characters must follow a dateline on its line, unless it opens the article or stands above a table."""

_WEEKDAY = compiled(r"(?:\p{L}{3,14}\.?, )?(?:(?:le|el|am|den) )?")
_COUNTRIES = frozenset(
    {"uae", "usa", "us", "uk", "eu", "prc", "drc", "ksa", "dprk", "rok", "car", "png", "rsa", "ussr", "gdr", "frg", "roc"}
)
_TWO = compiled(r" ?[/-] ?| (?:and|&|und|et|y|e) ")
_PARTS = compiled(r"[/,;&]| and ")
_TITLE = compiled(r"(?<=[\p{L}\d?!'\")]\s|\s{2}|\p{Ll}{3})(?=\p{Lu}{2}[^\n]{1,70}?[\d)] ?-)")
_DASHED = re.compile(r"[\d)] ?-")
_GLUED = compiled(r"\p{Ll}{3}\p{Lu}{2}")
_MISSPELT = compiled(r"(\p{L}{3})\p{L}+")
_HAN = compiled(r"\p{Han}{3,12}$")
_SHOUTED = compiled(r"\p{Lu}[\p{Lu}\p{M}']+")


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
    place_span: Span | None
    date: str | None
    agency: Span | None
    certain: bool
    rule: str


@frozen
class _Parts:
    """The words of a match by what they stand for; `agency_group` is the group of the match that holds the agency."""

    place: str | None
    region: str | None
    agency: str | None
    date: str | None
    agency_group: str = "agency"


def find_datelines(article: Article, folded: Folded, catalog: Catalog) -> tuple[Dateline, ...]:
    """Return the datelines of an article in order: the one that opens it, and those of further items of a digest."""
    rules, below = _rules(catalog)
    found: list[Dateline] = []
    for line in folded.once(lines):
        placed = line.marks & PLACED
        if line.paragraphs and (not placed or (line.stop - line.start < _REST + _SHORTEST and not line.first)):
            continue
        reading = None
        if placed:
            openings = (below if found or line.paragraphs > 1 else rules).remembered(line.words[:_REACH])
            reading = _read(folded, line, openings, catalog, opened=bool(found)) if openings else None
        if not line.paragraphs and not found and line.head and (reading is None or not reading.certain):
            reading = _behind_title(folded, line, rules, catalog) or reading
        if reading is not None:
            found.append(_dateline(article, folded, reading, catalog))
    return tuple(found)


@lru_cache(maxsize=8)
def _rules(catalog: Catalog) -> tuple[Openers, Openers]:
    """Return all wordings of datelines, and those that may stand below the head of a text."""
    return openers(catalog, "dateline", SLOTS, _REACH), openers(catalog, "dateline", SLOTS, _REACH, without="head")


def _read(folded: Folded, line: Line, openings: Iterable[Opening], catalog: Catalog, *, opened: bool) -> _Reading | None:
    """Return the first reading of a line's beginning that holds, None when it is no dateline."""
    for entry, match in openings:
        reading = _proved(folded, line, match, entry, catalog)
        if reading is not None and (_opens_item if opened else _opens)(folded, line, reading):
            return reading
    return None


def _opens(folded: Folded, line: Line, reading: _Reading) -> bool:
    """Whether a dateline opens an article: in its head, before a sentence or above a table."""
    enough = line.first or line.stop - reading.stop >= _REST or _heads_table(folded, line, reading)
    return enough and (reading.certain or line.head)


def _opens_item(folded: Folded, line: Line, reading: _Reading) -> bool:
    """Whether a dateline below another opens a further item of a digest: a sentence follows, or a word in lists of wares and prices."""
    listed = reading.date is None and reading.agency is None and folded.text[reading.stop : reading.stop + 1].islower()
    return reading.certain and not listed and line.stop - reading.stop >= _REST


def _heads_table(folded: Folded, line: Line, reading: _Reading) -> bool:
    """Whether a dateline that names two of place, day and agency stands above short lines, as tables and wrapped lines are."""
    told = reading.certain and sum(part is not None for part in (reading.place, reading.date, reading.agency)) > 1
    dashed = folded.text[line.start : reading.stop].rstrip()[-1:] in ("-", "_")
    return told and line.head and dashed and not folded.text[reading.stop : line.stop][:1].isdigit()


def _behind_title(folded: Folded, line: Line, rules: Openers, catalog: Catalog) -> _Reading | None:
    """Return the dateline, of a known place with day or agency, behind a headline that lost its line end: "Port closes LIMA, May 4 - "."""
    end = min(line.stop, line.start + _REACH)
    dashed = folded.text.find("-", line.start, end) >= 0 and _DASHED.search(folded.text, line.start, end)
    for title in _TITLE.finditer(folded.text, line.start, end) if dashed else ():
        rest = Line(title.start(), line.stop, folded.text[title.start() : min(line.stop, title.start() + 400)], 0, head=True, first=False)
        reading = _read(folded, rest, rules.at(rest.words[:_REACH]), catalog, opened=False)
        if reading is not None and reading.certain and (reading.date or reading.agency):
            return reading
    return None


def _proved(folded: Folded, line: Line, match: regex.Match[str], entry: RuleEntry, catalog: Catalog) -> _Reading | None:
    """Return what the match says when its place, day and agency are what the rule asks for."""
    parts = _parts(match, catalog)
    city = parts.place is not None and _is_city(parts.place, parts.region, catalog)
    day = _day(parts.date, city, catalog) if parts.date else None
    if parts.date and day is None:
        return None
    if parts.place and not city and (_is_label(parts.place, catalog) or _GLUED.search(parts.place)):
        return None
    wire = parts.agency is not None and _is_agency(parts.agency, catalog)
    proofs = {
        "place": city,
        "agency": wire or (city and parts.agency is not None),
        "both": wire and city,
        "either": city or wire,
        "form": True,
        "shape": city or wire or day is not None or _stands_alone(folded, parts, line, match, catalog),
    }
    if not proofs[entry.labels.get("proof", "shape")]:
        return None
    known = city or wire or day is not None
    where = None if parts.place is None else ", ".join(_titled(part) for part in (parts.place, parts.region) if part)
    span = match.span(parts.agency_group) if parts.agency else (0, 0)
    agency = (line.start + span[0], line.start + span[1]) if parts.agency else None
    certain = known and entry.confidence == "certain"
    letters = None
    if parts.place and match.groupdict().get("letters"):
        first = line.start + match.start("letters") + match["letters"].find(parts.place)
        letters = (first, first + len(parts.place))
    return _Reading(line.start, line.start + match.end(), where, letters, day, agency, certain, entry.rule.id)


def _parts(match: regex.Match[str], catalog: Catalog) -> _Parts:
    """Return the words of a match; a region that is the name of an outlet is none ("Jakarta, CNN Indonesia -- ")."""
    groups = match.groupdict()
    if (agency := groups.get("agency")) and is_country(agency, catalog):
        groups = {**groups, "agency": None}
    place = groups.get("capitals") or groups.get("place") or groups.get("letters")
    region = (groups.get("region") or "").strip("()") or None
    if region and catalog.places.is_label(region.lower().rstrip(".")):
        region = None
    if place and place.endswith(".") and place[:-1].lower() in catalog.places:
        place = place[:-1]
    if place and groups.get("letters"):
        place = _known_end(place.split("・")[0], catalog)
    if region and not catalog.places.is_region(region.lower()):
        house = region.rpartition(", ")[2]
        if _is_agency(house, catalog) or _is_agency(house.split()[0], catalog):
            kept, agency = region[: -len(house)].rstrip(", ") or None, groups.get("agency")
            return _Parts(place, kept, agency or (None if kept else house), groups.get("date"), "agency" if agency else "region")
    return _Parts(place, region, groups.get("agency"), groups.get("date"))


def is_country(words: str, catalog: Catalog) -> bool:
    """Whether the words in brackets of a dateline name a country or a state and no agency: "DUBAI (UAE) -"."""
    plain = words.strip(' ."').replace(".", "").lower()
    return not catalog.outlets.named(words) and (plain in _COUNTRIES or catalog.places.is_region(words.strip(' "').lower()))


def _known_end(signs: str, catalog: Catalog) -> str:
    """Return the city that ends a run of signs ("王小明高雄"), the run itself when none is known."""
    if signs in catalog.places or not signs or not _HAN.match(signs):
        return signs
    return next((signs[cut:] for cut in range(1, len(signs) - 1) if signs[cut:] in catalog.places), signs)


def _day(words: str, city: bool, catalog: Catalog) -> str | None:  # noqa: FBT001 -- said of the words before
    """Return the ISO day of the words, a weekday before it left out; behind a known `city` a month may be misspelt ("Marhc 3")."""
    lower = words.lower()
    weekday = _WEEKDAY.match(lower)
    at = weekday.end() if weekday else 0
    reading = catalog.calendar.read(lower, at)
    if reading is None and city:
        reading = catalog.calendar.read(_MISSPELT.sub(r"\1", lower[at:]), 0)
    return None if reading is None else reading.value[:10]


def _is_city(place: str, region: str | None, catalog: Catalog) -> bool:
    """Whether the place is known, part by part ("Berlin/Paris"), or a known region follows it ("Clearbrook, Minn.")."""
    lower = place.lower()
    if lower in catalog.places or all(part in catalog.places for part in _TWO.split(lower)):
        return True
    return region is not None and all(catalog.places.is_region(part.strip()) for part in region.lower().split(","))


def _is_label(place: str, catalog: Catalog) -> bool:
    lower = place.lower()
    return catalog.places.is_label(lower) or catalog.places.is_label(lower.split()[0])


def _is_agency(words: str, catalog: Catalog) -> bool:
    return any(catalog.outlets.named(part.strip(' "')) for part in (words, *_PARTS.split(words)) if part.strip(' "')) or (
        "." in words and bool(catalog.outlets.at(words))
    )


def _stands_alone(folded: Folded, parts: _Parts, line: Line, match: regex.Match[str], catalog: Catalog) -> bool:
    """Whether what is no known city may still be a place: in the head of a text, beside an agency or before a paragraph; no outlet."""
    if not line.head or parts.place is None or catalog.outlets.named(parts.place):
        return False
    return parts.agency is not None or may_be_place(folded, line, (parts.place, parts.region), match.end(), catalog)


def _titled(words: str) -> str:
    """Return words in capitals as written in prose ("NEW YORK" -> "New York"); initials keep their capitals ("N.Y.")."""
    return str(_SHOUTED.sub(lambda found: found[0][0] + found[0][1:].lower(), words)).strip()


def _outlets(name: str, catalog: Catalog) -> list[Outlet]:
    """Return the outlets that the agency of a dateline stands for: by name, by domain, or by its one known part ("dpa/lhe")."""
    found = catalog.outlets.named(name) or (catalog.outlets.at(name) if "." in name else [])
    parts = [part.strip() for part in _PARTS.split(name)]
    if not found and len(parts) > 1:
        known = [catalog.outlets.named(part) for part in parts if part]
        found = next(iter(known)) if sum(map(bool, known)) == 1 and known[0] else []
    return found


def _dateline(article: Article, folded: Folded, reading: _Reading, catalog: Catalog) -> Dateline:
    start, stop = folded.span(reading.start, reading.stop)
    agency = None if reading.agency is None else folded.span(*reading.agency)
    name = None if agency is None else article.text[agency[0] : agency[1]].strip()
    outlets = _outlets(name, catalog) if name else []
    confidence: Confidence = "certain" if reading.certain else "likely"
    attribution = Attribution(
        kind="dateline",
        role="other",
        outlet=outlets[0].id if len(outlets) == 1 else None,
        name=name,
        person=None,
        place=reading.place if reading.place_span is None else article.text[slice(*folded.span(*reading.place_span))],
        date=reading.date,
        cue=None,
        confidence=confidence,
        evidence=evidence(reading.rule, article.text, start, stop),
    )
    return Dateline(attribution, agency, name)
