"""The day of publication, from the input's own field, the markup of a page, its address, or a stamp in the text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import regex
from attrs import evolve

from provenance.catalog.calendar import Calendar
from provenance.detectors.dates.markup import Claim, markup_claims
from provenance.detectors.dates.stamps import Stamp
from provenance.expressions import compiled
from provenance.model.evidence import Evidence, evidence
from provenance.model.record import Published
from provenance.model.text import Article, Problem
from provenance.normalise import Folded, lower

_URL_DAY = compiled(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[/_-])(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>0[1-9]|[12]\d|3[01])(?!\d)|"
    r"(?<![\da-f])(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![\da-f])"  # but for digits of a hexadecimal id
)
_URL_SPLIT = compiled(r"/(?P<y>(?:19|20)\d\d)[/_-]?(?P<m>0[1-9]|1[0-2])[/_-]?(?P<d>0[1-9]|[12]\d|3[01])/")
_URL_NAMED = compiled(
    r"/(?P<y>(?:19|20)\d\d)/(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/(?P<d>0?[1-9]|[12]\d|3[01])/", regex.IGNORECASE
)
_URL_SHORT = compiled(r"/(?P<y>20\d\d)/(?P<m>[1-9]|1[0-2])/(?P<d>[1-9]|[12]\d|3[01])/")
_URL_MONTH = compiled(r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>0[1-9]|1[0-2])(?=/|$)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MIDNIGHT = compiled(r"T(?:2[123]):00(?::00)?\+00:00$")
_ZONE = compiled(r"T.*[+-]\d\d:\d\d$")
TITLED = 55
"""The rank of a day in the headline of a page: what it tells of need not be the day on which it was published."""

_STAMPED, _PLACED = {"published": 30, "plain": 40, "updated": 60}, 53
"""The ranks of days that a page shows; only its place tells what the day of the last rank may be."""

_ADDRESSES, _STATED_ADDRESS = frozenset(("canonical", "og:url")), 51
"""Where a page states its own address, which is trusted a little less than the one that it came from."""

_WEAK = 36
"""Statements of this rank and above are too weak to contradict another."""

_RULES = {"published": "dates/published", "updated": "dates/updated", "plain": "dates/stamp"}


def find_published(
    article: Article,
    folded: Folded,
    calendar: Calendar,
    stamps: list[Stamp],
    day_first: bool | None = None,  # noqa: FBT001 -- yes, no, unknown
) -> tuple[Published | None, tuple[Problem, ...]]:
    """Return the day of publication that is best supported, and a problem when others contradict it."""
    claims = sorted(_claims(article, folded, calendar, stamps, day_first), key=lambda claim: claim.rank)
    if not claims:
        return None, ()
    best = _local(claims[0], claims[1:])
    published = Published(best.value, best.precision, best.basis, best.evidence)
    return published, tuple(_conflicts(article, best, claims[1:]))


def _claims(
    article: Article,
    folded: Folded,
    calendar: Calendar,
    stamps: list[Stamp],
    day_first: bool | None,  # noqa: FBT001
) -> Iterator[Claim]:
    """Yield every statement of the day of publication."""
    if article.published and (claim := _given(article, calendar, article.published)):
        yield claim
    for number, stamp in enumerate(stamps):
        start, stop = folded.span(stamp.start, stamp.stop)
        rank = TITLED if stamp.titled else _PLACED if stamp.weak else _STAMPED[stamp.kind] + min(number, 5)
        words = evidence(_RULES[stamp.kind], article.text, start, stop)
        yield Claim(rank, stamp.reading.value, stamp.reading.precision, "text", words)
    yield from markup_claims(article, calendar, day_first)
    if article.source.url and (claim := _of_url(article.source.url)):
        yield claim
    for item in article.markup:
        if item.name.lower() in _ADDRESSES and (claim := _of_url(item.value)):
            yield evolve(claim, rank=_STATED_ADDRESS, evidence=evidence("dates/url", article.text, item.start, item.stop))


def _given(article: Article, calendar: Calendar, words: str) -> Claim | None:
    """Return the day that a field of the input states, with the same words in the text as evidence when they stand there."""
    shown = words.strip()
    reading = calendar.read(lower(shown), 0)
    if reading is None or not reading.has_year:
        return None
    at = article.text.find(shown)
    found = evidence("dates/metadata", article.text, at, at + len(shown)) if at >= 0 else Evidence("dates/metadata", 0, 0, "")
    return Claim(0, reading.value, reading.precision, "metadata", found)


def day_of(url: str) -> str | None:
    """Return the day that an address states ("/2019/10/19/a-title"): "2019-10-19"."""
    claim = _of_url(url)
    return claim.value if claim else None


def month_of(url: str) -> str | None:
    """Return the month that an address states where it states no day ("/2019/10/a-title"): "2019-10"."""
    match = None if _of_url(url) else _URL_MONTH.search(_path(url))
    return f"{match['y']}-{match['m']}" if match else None


def _path(url: str) -> str:
    return "/" + url.split("//", 1)[-1].partition("/")[2].partition("?")[0][:400]


def _of_url(url: str) -> Claim | None:
    """Return the day that stands in the path of an address ("/2019/10/19/", "/2019-10/19/", "/2019/oct/19/", "/2019/7/9/")."""
    path = _path(url)
    if "20" not in path and "19" not in path:
        return None
    match = _URL_DAY.search(path) or _URL_SPLIT.search(path) or _URL_NAMED.search(path) or _URL_SHORT.search(path)
    if match is None:
        return None
    month = match["m"].zfill(2) if match["m"].isdigit() else f"{_MONTHS.index(match['m'].lower()) + 1:02}"
    value = f"{match['y']}-{month}-{int(match['d']):02}"
    try:
        date.fromisoformat(value)
    except ValueError:
        return None
    return Claim(50, value, "day", "url", Evidence("dates/url", 0, 0, ""))


def _local(best: Claim, others: list[Claim]) -> Claim:
    """Return the day that the page shows when the markup gives midnight of that day in UTC ("2022-11-06T23:00Z" is 7 November in Paris)."""
    if best.basis != "markup" or not _MIDNIGHT.search(best.value):
        return best
    return next((claim for claim in others if claim.basis == "text" and _days_apart(claim, best) == 1), best)


def _days_apart(one: Claim, other: Claim) -> int:
    """Return how many days the first statement lies after the second."""
    return (date.fromisoformat(one.value[:10]) - date.fromisoformat(other.value[:10])).days


def _conflicts(article: Article, best: Claim, others: list[Claim]) -> Iterator[Problem]:
    """Yield one problem when equally serious statements name another day."""
    for claim in others:
        if claim.rank >= _WEAK:
            return
        apart = abs(_days_apart(claim, best))
        if apart > 1 or (apart == 1 and not _ZONE.search(claim.value) and not _ZONE.search(best.value)):
            source = article.source.path if article.source.row is None else f"{article.source.path}#{article.source.row}"
            detail = f"The {best.basis} says {best.value}, the {claim.basis} says {claim.value}."
            yield Problem(source, "detect", "date-conflict", detail, refused=False)
            return
