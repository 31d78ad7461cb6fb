"""The headline and the day of publication, with the words or the markup that state them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from provenance.catalog import Catalog
from provenance.detectors.dates.addresses import day_or_month
from provenance.detectors.dates.claim import LUNAR
from provenance.detectors.dates.origin import Origin, origin
from provenance.detectors.dates.page_stamps import page_stamps
from provenance.detectors.dates.published import find_published
from provenance.detectors.dates.stamps import Stamp, stamps
from provenance.detectors.dates.titles import find_title
from provenance.detectors.page_zone import NOWHERE, Zone, byline_zone
from provenance.model.record import Published, Title
from provenance.model.text import Article, Problem
from provenance.normalise import Folded, fold

__all__ = ["ABOUT", "Heading", "day_or_month", "find", "find_all", "precision_of", "stamped"]

ABOUT = "about"
"""How precise a day is that may be meant a day earlier or later."""


@frozen
class Heading:
    """Title and date of publication as stated; `problems` names statements that contradict each other."""

    title: Title | None = None
    published: Published | None = None
    problems: tuple[Problem, ...] = ()


def find(article: Article, folded: Folded, catalog: Catalog) -> Heading:
    """Return title and date of an article; `folded` is `fold(article.text)`. Never raises."""
    return find_all([(article, folded)], catalog)[0]


def find_all(articles: Sequence[tuple[Article, Folded]], catalog: Catalog) -> list[Heading]:
    """Return title and date of some articles, each with its folded text: the same as of each alone, for less."""
    born = [origin(article, catalog) for article, _ in articles]
    zones = [byline_zone(article) if article.blocks else NOWHERE for article, _ in articles]
    seen = [_stamps(*one, zone, at, catalog) for one, zone, at in zip(articles, zones, born, strict=True)]
    read = list(zip(articles, seen, zones, strict=True))
    stated = [find_published(*one, catalog.calendar, some, zone, at) for (one, some, zone), at in zip(read, born, strict=True)]
    titles = [find_title(*one, some, zone) for one, some, zone in read]
    return [Heading(title, *day) for title, day in zip(titles, stated, strict=True)]


def _stamps(article: Article, folded: Folded, zone: Zone, at: Origin, catalog: Catalog) -> list[Stamp]:
    """Return the days that a page shows, or those in the head of a plain text."""
    if article.blocks:
        return list(page_stamps(article, folded, zone, catalog.calendar, at.day_first))
    return list(stamps(folded, catalog.calendar, at.day_first))


def precision_of(published: Published) -> str:
    """Return how precise a day of publication is: as stated, or `ABOUT` where it is converted from the Islamic calendar."""
    return ABOUT if published.evidence.rule == LUNAR else published.precision


def stamped(words: str, catalog: Catalog) -> list[tuple[str, str]]:
    """Return the days of publication that a date line states, as `(ISO 8601 value, precision)`; "updated" ones are left out.

    The precision of a day of the Islamic calendar is `ABOUT`, a day more or less.
    """
    found = stamps(fold(words), catalog.calendar, None)
    return [(stamp.reading.value, ABOUT if stamp.reading.lunar else stamp.reading.precision) for stamp in found if stamp.kind != "updated"]
