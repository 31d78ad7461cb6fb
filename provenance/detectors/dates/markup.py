"""Days of publication that the markup of a page states: JSON-LD, meta elements, microdata, `<time>`."""

from __future__ import annotations

from collections.abc import Iterator

import regex
from attrs import frozen

from provenance.catalog.calendar import Calendar, DateReading
from provenance.model.evidence import Evidence, evidence
from provenance.model.record import DateBasis, Precision
from provenance.model.text import Article, Markup
from provenance.normalise import fold

PUBLISHED, CREATED, PLAIN, TIME, MODIFIED = 10, 20, 46, 47, 70
"""Ranks of the statements of a page; a stamp in the text has 30 to 45 (see `published`)."""

_META = {
    PUBLISHED: frozenset(
        (
            "article:published_time",
            "article:published",
            "og:article:published_time",
            "og:published_time",
            "article:publication_date",
            "parsely-pub-date",
            "dc.date.issued",
            "dcterms.issued",
            "dc.issued",
            "pubdate",
            "pub_date",
            "publish-date",
            "publish_date",
            "publishdate",
            "publication_date",
            "publication-date",
            "published-date",
            "published_date",
            "published_time",
            "datepublished",
            "vr:published-time",
            "cxenseparse:recs:publishtime",
            "cxenseparse:publishtime",
            "citation_publication_date",
            "citation_date",
            "citation_online_date",
            "originalpublicationdate",
            "date.published",
            "article.published",
            "bt:pubdate",
            "rnews:datepublished",
            "prism.publicationdate",
            "published_at",
            "published_time_telegram",
            "news_publish_date",
            "eprints.date",
            "og:article:time",
            "date_published",
            "article_date_original",
            "article:post_date",
        )
    ),
    CREATED: frozenset(
        (
            "dc.date.created",
            "dcterms.created",
            "dc.created",
            "dc:date.created",
            "created",
            "date_created",
            "article.created",
            "article:created_time",
        )
    ),
    PLAIN: frozenset(
        (
            "sailthru.date",
            "date",
            "dc.date",
            "dcterms.date",
            "dc:date",
            "og:pubdate",
            "article_date",
            "release_date",
            "release-date",
            "time",
            "last-publish-date",
        )
    ),
    MODIFIED: frozenset(
        (
            "article:modified_time",
            "og:updated_time",
            "article:modified",
            "dc.date.modified",
            "dcterms.modified",
            "last-modified",
            "lastmod",
            "modified",
            "revised",
        )
    ),
}
_PROPERTIES = {"datepublished": PUBLISHED, "datecreated": CREATED, "dateposted": PUBLISHED, "datemodified": MODIFIED, "uploaddate": 26}
_OF_PARTS = {"datepublished": 26, "uploaddate": 62}
"""Ranks of what JSON-LD says about a thing that is not known to be the article ("HowTo.datePublished")."""

_CTIME = regex.compile(r"(?P<m>[a-z]{3}) {1,2}(?P<d>\d{1,2}) (?P<t>\d\d:\d\d:\d\d) (?:[a-z]{2,5} )?(?P<y>\d{4})$")


@frozen
class Claim:
    """One statement of the day of publication; the lower the rank, the more it is trusted."""

    rank: int
    value: str
    precision: Precision
    basis: DateBasis
    evidence: Evidence


def markup_claims(article: Article, calendar: Calendar) -> Iterator[Claim]:
    """Yield what the markup of a page states about its day of publication, in the order of the page."""
    for item in article.markup:
        rank = _rank(item)
        if rank is None:
            continue
        reading = read_stated(item.value, calendar)
        if reading is not None:
            proof = evidence(f"dates/{item.kind}", article.text, item.start, item.stop)
            yield Claim(rank, reading.value, reading.precision, "markup", proof)


def _rank(item: Markup) -> int | None:
    name = item.name.lower()
    if item.kind == "json-ld" and name in _PROPERTIES:
        return _PROPERTIES[name] - 1
    if item.kind == "json-ld" and "." in name:
        return _OF_PARTS.get(name.rpartition(".")[2])
    if item.kind == "microdata":
        return _PROPERTIES.get(name, TIME if name == "datetime" and item.kind == "microdata" else None)
    if item.kind != "meta":
        return None
    return next((rank for rank, names in _META.items() if name in names), None)


def read_stated(value: str, calendar: Calendar) -> DateReading | None:
    """Return the date that a value of the markup states; weekdays, labels and words before it are left out."""
    lower = fold(value[:80]).lower
    if match := _CTIME.search(lower):
        lower = f"{match['m']} {match['d']} {match['y']} {match['t']}"
    for at in [0, *(number + 1 for number, char in enumerate(lower) if not char.isalnum())]:
        reading = calendar.read(lower, at)
        if reading is not None and reading.has_year:
            return reading
    return None
