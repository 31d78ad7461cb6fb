"""The headline and the day of publication, with the words or the markup that state them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from provenance.catalog import Catalog
from provenance.detectors.dates.claim import LUNAR
from provenance.detectors.dates.origin import origin
from provenance.detectors.dates.published import day_of, find_published, month_of
from provenance.detectors.dates.stamps import page_stamps, stamps
from provenance.detectors.dates.titles import find_title
from provenance.model.record import Published, Title
from provenance.model.text import Article, Problem
from provenance.normalise import Folded, fold

__all__ = ["ABOUT", "Heading", "day_of", "find", "find_all", "month_of", "precision_of", "stamped"]

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
    calendar, born = catalog.calendar, [origin(article, catalog) for article, _ in articles]
    seen = [
        list(page_stamps(article, folded, calendar, at.day_first) if article.blocks else stamps(folded, calendar, at.day_first))
        for (article, folded), at in zip(articles, born, strict=True)
    ]
    stated = [find_published(article, folded, calendar, some, at) for (article, folded), some, at in zip(articles, seen, born, strict=True)]
    titles = [find_title(article, folded, some) for (article, folded), some in zip(articles, seen, strict=True)]
    return [Heading(title, *day) for title, day in zip(titles, stated, strict=True)]


def precision_of(published: Published) -> str:
    """Return how precise a day of publication is: as stated, or `ABOUT` where it is converted from the Islamic calendar."""
    return ABOUT if published.evidence.rule == LUNAR else published.precision


def stamped(words: str, catalog: Catalog) -> list[tuple[str, str]]:
    """Return the days of publication that a date line states, as `(ISO 8601 value, precision)`; "updated" ones are left out.

    The precision of a day of the Islamic calendar is `ABOUT`, a day more or less.
    """
    found = stamps(fold(words), catalog.calendar, None)
    return [(stamp.reading.value, ABOUT if stamp.reading.lunar else stamp.reading.precision) for stamp in found if stamp.kind != "updated"]
