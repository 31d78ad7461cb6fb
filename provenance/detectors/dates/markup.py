"""Days of publication that the markup of a page states: JSON-LD, meta elements, microdata, `<time>`."""

from __future__ import annotations

from datetime import UTC, datetime

import regex
from attrs import evolve

from provenance.catalog.calendar import Calendar, DateReading
from provenance.detectors.dates.claim import (
    CREATED,
    FAR,
    LUNAR,
    MODIFIED,
    PART,
    PUBLISHED,
    SCRIPT,
    SHOWN_PUBLISHED,
    SHOWN_UPDATED,
    STRANGER,
    TIME,
    Claim,
)
from provenance.detectors.dates.meta_names import FORMS, META
from provenance.detectors.dates.places import Where, where
from provenance.detectors.page_zone import Zone
from provenance.expressions import compiled
from provenance.model.evidence import evidence
from provenance.model.text import Article, Markup
from provenance.normalise import fold

_REPEATED = frozenset(("dates/microdata", "dates/json-ld"))
_OTHER_DAY = compiled(r"expir|unpub|modif|updat|revis|event|start|end[._-]|birth|image|video|read|twitter|format")
_SEVERAL, _DAY = 2, 10
_MILLISECONDS = 10
_PROPERTIES = {
    "datepublished": PUBLISHED,
    "datecreated": CREATED,
    "dateposted": PUBLISHED,
    "datemodified": MODIFIED,
    "uploaddate": PART,
    "coveragestarttime": PART,
}
_FARTHER = 62
_OF_PARTS = {"datepublished": PART, "uploaddate": _FARTHER}
"""Ranks of what JSON-LD says about a thing that is not known to be the article ("PodcastEpisode.datePublished")."""

_PAGES = compiled(r"page$|episode$|issue$|guide$|course$")
_OTHER_THINGS = compiled(r"comment|website|organi[sz]ation|person|image|event|answer|movie|album|recording|product|application")
"""Things that are as good as the article, and those whose days tell nothing of it; a video or a sound is shown within it."""

_TIME_PUBLISHED = compiled(
    r"(?<![\w-])(?:entry-date|published|pubdate|post-date|publish-date|date-published|datepublished)(?![\w-])", regex.IGNORECASE
)
_TIME_UPDATED = compiled(r"(?<![\w-])(?:updated|modified|date-modified|last-updated)(?![\w-])", regex.IGNORECASE)
_EPOCH = compiled(r"(?:[89]\d{8}|1\d{9})(?:\d{3})?$")
_COMPACT = compiled(r"((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?:T?(\d\d)(\d\d)\d{0,2}Z?)?$", regex.IGNORECASE)
_COLONS = compiled(r"((?:19|20)\d\d):(0[1-9]|1[0-2]):([0-3]\d)(?=\s|t|$)")
_NO_DAY = compiled(r"1970-01-01|1969-12-31|1900-01-01|1899-12-3[01]|1601-01-01|0|1[0-4]|209|2[1-9]|[3-9]")
"""How days begin that stand where a system knows none: its own first day, the first of all days, a day that nobody will see."""

_DASHED = compiled(r"(\d{1,2})[-/]([a-z]{3,9})[-/]((?:19|20)\d\d)\b")
_CTIME = compiled(r"(?P<m>[a-z]{3}) {1,2}(?P<d>\d{1,2}) (?P<t>\d\d:\d\d:\d\d) (?:[a-z]{2,5} )?(?P<y>\d{4})$")


def markup_claims(
    article: Article,
    calendar: Calendar,
    day_first: bool | None,  # noqa: FBT001 -- yes, no, unknown
    shown: frozenset[str],
    zone: Zone,
) -> list[Claim]:
    """Return what the markup of a page states about its day of publication; `shown` are the days near its headline, in its `zone`."""
    strangers = _of_others(article)
    sole = len({item.value[:_DAY] for item in article.markup if item.kind == "microdata" and item.name.lower() == "datepublished"}) == 1
    found = []
    for item in article.markup:
        rank = _rank(item)
        reading = None if rank is None else read_stated(item.value, calendar, day_first)
        if rank is None or reading is None:
            continue
        if item in strangers:
            rank = STRANGER
        elif item.at is not None and zone.head and (placed := where(article, zone, item.at)) != "head":
            rank = (
                None
                if item.name.startswith("data-")
                else rank
                if rank != TIME and (sole or reading.value[:10] in shown)
                else _elsewhere(rank, placed)
            )
        elif rank == TIME:
            rank = _of_time(article.text[item.start : item.stop])
        if rank is not None:
            proof = evidence(LUNAR if reading.lunar else f"dates/{item.kind}", article.text, item.start, item.stop)
            found.append(Claim(rank, reading.value, reading.precision, "markup", proof))
    return _own(found, shown)


def _own(claims: list[Claim], shown: frozenset[str]) -> list[Claim]:
    """Return the claims with those of comments and of other articles marked as such.

    Where elements of one meaning, or JSON-LD, state several days, one of them is the page's own: that which the page shows near its
    headline, else that which its meta elements state, else the first.
    """
    stated = frozenset(claim.day for claim in claims if claim.rank <= PUBLISHED and claim.evidence.rule == "dates/meta")
    groups: dict[tuple[str, int], list[Claim]] = {}
    for claim in claims:
        if claim.evidence.rule in _REPEATED and not claim.is_change:
            groups.setdefault((claim.evidence.rule, claim.rank), []).append(claim)
    others: set[Claim] = set()
    for group in groups.values():
        days = list(dict.fromkeys(claim.day for claim in group))
        if len(days) > 1:
            own = next((day for known in (shown, stated) for day in days if day in known), days[0])
            others.update(claim for claim in group if claim.day != own)
    return [evolve(claim, rank=max(claim.rank, STRANGER)) if claim in others else claim for claim in claims]


def _elsewhere(rank: int, placed: Where) -> int | None:
    """Return the rank of what an element away from the headline states, None where it tells nothing of the article.

    A plain `<time>` counts below the article alone; what is called the day of publication counts anywhere but in teasers and comments.
    """
    if rank == TIME:
        return TIME if placed == "tail" else FAR if placed == "beyond" else None
    return max(rank, STRANGER) if placed == "stranger" else rank


def _rank(item: Markup) -> int | None:
    name = item.name.lower()
    if item.kind == "json-ld" and name in _PROPERTIES:
        return _PROPERTIES[name] - 1
    if item.kind == "json-ld" and "." in name:
        owner, _, name = name.rpartition(".")
        known = None if _OTHER_THINGS.search(owner) else _OF_PARTS.get(name)
        return _FARTHER if known == PART and not _PAGES.search(owner) else known
    if item.kind == "microdata":
        return _PROPERTIES.get(name, TIME if name == "datetime" or name.startswith("data-") else None)
    if item.kind != "meta":
        return SCRIPT if item.kind == "script" else None
    known = next((rank for rank, names in META.items() if name in names), None)
    if known is None and not _OTHER_DAY.search(name):
        return next((rank for rank, form in FORMS.items() if form.fullmatch(name)), None)
    return known


def _of_others(article: Article) -> frozenset[Markup]:
    """Return the days that JSON-LD states about other articles on the page: their headline is not the page's own.

    The statements of one thing follow each other, so a headline belongs to the day that it stands beside.
    """
    told = [item for item in article.markup if item.kind == "json-ld"]
    days = [number for number, item in enumerate(told) if item.name.lower() == "datepublished"]
    if len({told[number].value[:10] for number in days}) < _SEVERAL:
        return frozenset()
    title = next((_words(item.value) for item in article.markup if item.name.lower() in ("og:title", "twitter:title")), frozenset())
    above = any(item.name.lower() == "headline" for item in told[: days[0]])
    others = []
    for before, number, after in zip([-1, *days], days, [*days[1:], len(told)], strict=False):
        headlines = [
            _words(item.value)
            for item in (told[before + 1 : number] if above else told[number + 1 : after])
            if item.name.lower() == "headline"
        ]
        if title and headlines and not any(2 * len(title & words) >= len(words) for words in headlines):
            others.append(told[number])
    return frozenset(others) if len(others) < len(days) else frozenset()


def _words(text: str) -> frozenset[str]:
    return frozenset(regex.findall(r"[\p{L}\p{N}]{2,}", text.casefold()[:400]))


def _of_time(tag: str) -> int:
    """Return the rank of a `<time>` element by its class: WordPress and others mark the first day and the last change so."""
    if _TIME_PUBLISHED.search(tag):
        return SHOWN_PUBLISHED if not _TIME_UPDATED.search(tag) else TIME
    return SHOWN_UPDATED if _TIME_UPDATED.search(tag) else TIME


def read_stated(value: str, calendar: Calendar, day_first: bool | None = None) -> DateReading | None:  # noqa: FBT001 -- yes, no, unknown
    """Return the date that a value of the markup states; weekdays, labels and words before it are left out.

    Seconds or milliseconds since 1970 and days without strokes ("20230504") are read as well.
    """
    lower = fold(value[:80]).lower.strip()
    if _EPOCH.match(lower):
        lower = datetime.fromtimestamp(int(lower[:10] if len(lower) > _MILLISECONDS else lower), UTC).strftime("%Y-%m-%dt%H:%M:%S+00:00")
    elif match := _COMPACT.match(lower):
        lower = "-".join(match.group(1, 2, 3)) + (f"t{match[4]}:{match[5]}" if match[4] else "")
    elif match := _COLONS.match(lower):
        lower = "-".join(match.groups()) + lower[match.end() :]
    elif match := _DASHED.search(lower):
        lower = f"{match[1]} {match[2]} {match[3]}{lower[match.end() :]}"
    if match := _CTIME.search(lower):
        lower = f"{match['m']} {match['d']} {match['y']} {match['t']}"
    for at in [0, *(number + 1 for number, char in enumerate(lower) if not char.isalnum())]:
        reading = calendar.read(lower, at, day_first)
        if reading is not None and reading.has_year:
            return None if _NO_DAY.match(reading.value) else reading
    return None
