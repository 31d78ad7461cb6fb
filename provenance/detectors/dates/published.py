"""The day of publication, from the input's own field, the markup of a page, its address, or a stamp in the text."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from provenance.catalog.calendar import Calendar
from provenance.catalog.moments import read_moment
from provenance.detectors.dates.addresses import claim_of
from provenance.detectors.dates.claim import (
    ADDRESS,
    BESIDE,
    CREATED,
    HEAD,
    LUNAR,
    PUBLISHED,
    STATED_ADDRESS,
    TIME,
    TITLED,
    Claim,
    days_apart,
)
from provenance.detectors.dates.conflicts import conflict, uncertain
from provenance.detectors.dates.local import local
from provenance.detectors.dates.markup import markup_claims
from provenance.detectors.dates.origin import Origin
from provenance.detectors.dates.stamps import Stamp
from provenance.detectors.page_zone import Zone
from provenance.expressions import compiled
from provenance.model.evidence import Evidence, evidence
from provenance.model.record import Published
from provenance.model.text import Article, Problem
from provenance.normalise import Folded, fold, lower

_ADDRESSES = frozenset(("canonical", "og:url"))
"""Where a page states its own address, which is trusted a little less than the one that it came from."""

_CARDS = frozenset(("og:title", "title"))
_TITLE_DAY = compiled(r"(?: [-–—|] |[|(] ?)(?P<day>[^-–—|()]*\d[^–—|()]*?)(?=\)? ?(?:$|[-–—|] ))")
"""The part of a title in which a day may stand alone."""

_AGED = 2
"""An address that is so many days older than what the page says was given when the article first appeared."""

_RULES = {"published": "dates/published", "updated": "dates/updated", "plain": "dates/stamp"}
_FIGURES = compiled(r"(?P<one>\d{1,2})(?P<s>[/-])(?P<two>\d{1,2})(?P=s)(?:\d{4}|\d{2})(?!\d)")


def find_published(
    article: Article, folded: Folded, calendar: Calendar, stamps: list[Stamp], zone: Zone, born: Origin
) -> tuple[Published | None, tuple[Problem, ...]]:
    """Return the day of publication that is best supported, and a problem when others contradict it."""
    claims = sorted(_claims(article, folded, calendar, stamps, zone, born), key=lambda claim: claim.rank)
    if not claims:
        return None, ()
    if len(claims) == 1 and claims[0].basis != "markup":  # nothing turns it, and nothing contradicts it
        only = claims[0]
        return Published(only.value, only.precision, only.basis, only.evidence), uncertain(article, only)
    best = _first(claims[0], claims)
    best = local(best, [claim for claim in claims if claim is not best], born.offsets)
    return Published(best.value, best.precision, best.basis, best.evidence), uncertain(article, best) + conflict(article, best, claims)


def _claims(article: Article, folded: Folded, calendar: Calendar, stamps: list[Stamp], zone: Zone, born: Origin) -> list[Claim]:
    """Return every statement of the day of publication."""
    found = []
    if article.published and (claim := _given(article, calendar, article.published)):
        found.append(claim)
    marked: list[Claim] = []
    if article.markup:
        shown = frozenset(stamp.reading.value[:10] for stamp in stamps if stamp.rank <= BESIDE)
        marked += markup_claims(article, calendar, born.day_first, shown, zone)
    if article.source.url and (claim := claim_of(article.source.url)):
        marked.append(claim)
    for item in article.markup:
        if item.name.lower() in _ADDRESSES and (claim := claim_of(item.value)):
            marked.append(
                evolve(
                    claim,
                    rank=STATED_ADDRESS if claim.rank == ADDRESS else claim.rank,
                    evidence=evidence("dates/url", article.text, item.start, item.stop),
                )
            )
    if article.markup and not marked and not stamps:
        marked += _of_title(article, calendar, born)
    days = {claim.day for claim in marked}
    for stamp in stamps:
        rule = LUNAR if stamp.reading.lunar else _RULES[stamp.kind]
        words = evidence(rule, article.text, *folded.span(stamp.start, stamp.stop))
        found.append(_turned(Claim(stamp.rank, stamp.reading.value, stamp.reading.precision, "text", words), days))
    return found + marked


def _of_title(article: Article, calendar: Calendar, born: Origin) -> Iterator[Claim]:
    """Yield the days that stand alone behind the headline in the title of a page: "Storm closes harbour - 04.05.2023"."""
    for item in article.markup:
        at = _TITLE_DAY.search(item.value) if item.name.lower() in _CARDS else None
        reading = calendar.read(lower(item.value), at.start("day"), born.day_first) if at else None
        if at and reading and reading.has_year and reading.stop == at.end("day"):
            yield Claim(TITLED, reading.value, reading.precision, "markup", evidence("dates/meta", article.text, item.start, item.stop))


def _turned(claim: Claim, days: set[str]) -> Claim:
    """Return a day of figures with day and month the other way round where only so it is a day that the markup states as well."""
    turned = f"{claim.day[:5]}{claim.day[8:10]}-{claim.day[5:7]}"
    if turned not in days or claim.day in days or not _FIGURES.match(fold(claim.evidence.quote).lower):
        return claim
    return evolve(claim, value=turned + claim.value[10:])


def _first(best: Claim, claims: list[Claim]) -> Claim:
    """Return the first day of publication where the best statement tells of a later one: an older address, or a day that the page shows."""
    if best.basis not in ("markup", "text"):
        return best
    if best.is_lunar:
        return next((claim for claim in claims if not claim.is_lunar and not claim.is_change and _is_next(claim, best)), best)
    if best.rank == CREATED:
        best = next((claim for claim in claims if claim.rank == HEAD["published"] and days_apart(claim, best) >= 1), best)
    if best.basis == "markup":
        best = _shown_earlier(best, claims) or _shown_twice(best, claims) or _shown_again(best, claims) or best
    older = (claim for claim in claims if claim.rank in (ADDRESS, STATED_ADDRESS) and days_apart(best, claim) >= _AGED)
    return next(older, best)


def _is_next(one: Claim, other: Claim) -> bool:
    """Whether two statements are of one day or of days beside each other."""
    return abs(days_apart(one, other)) <= 1


def _shown_earlier(best: Claim, claims: list[Claim]) -> Claim | None:
    """Return an earlier day near the headline where the markup states the moment of the last change as that of publication, too."""
    near = [claim for claim in claims if claim.basis == "text" and claim.rank <= BESIDE]
    if not any(claim.is_change and claim.value == best.value for claim in claims) or any(claim.day == best.day for claim in near):
        return None
    return next((claim for claim in _plain(claims)[:1] if days_apart(best, claim) >= 1), None)


def _shown_twice(best: Claim, claims: list[Claim]) -> Claim | None:
    """Return the day that a page shows near its headline and in a `<time>` element, where but one statement is against it."""
    agreeing = [claim for claim in claims if claim is not best and claim.day == best.day]
    if agreeing or any(claim.is_change for claim in claims):
        return None
    timed = {claim.day for claim in claims if claim.rank == TIME}
    return next((claim for claim in _plain(claims) if claim.day in timed and claim.day != best.day), None)


def _shown_again(best: Claim, claims: list[Claim]) -> Claim | None:
    """Return the day that a meta element calls that of publication, where JSON-LD knows another and the page shows the former alone."""
    if best.evidence.rule != "dates/json-ld":
        return None
    shown = {claim.day for claim in claims if claim.basis == "text" and claim.rank <= BESIDE}
    stated = (claim for claim in claims if claim.rank <= PUBLISHED and claim.evidence.rule == "dates/meta")
    return next((claim for claim in stated if shown == {claim.day} and claim.day != best.day), None)


def _plain(claims: list[Claim]) -> list[Claim]:
    """Return the days that stand alone near the headline."""
    return [claim for claim in claims if claim.basis == "text" and claim.rank <= HEAD["plain"]]


def _given(article: Article, calendar: Calendar, words: str) -> Claim | None:
    """Return the day that a field of the input states, with the same words in the text as evidence when they stand there."""
    shown = words.strip()
    reading = read_moment(shown) or calendar.read(lower(shown), 0)
    if reading is None or not reading.has_year:
        return None
    at = article.text.find(shown)
    rule = LUNAR if reading.lunar else "dates/metadata"
    found = evidence(rule, article.text, at, at + len(shown)) if at >= 0 else Evidence(rule, 0, 0, "")
    return Claim(0, reading.value, reading.precision, "metadata", found)
