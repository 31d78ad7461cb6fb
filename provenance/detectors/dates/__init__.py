"""The headline and the day of publication, with the words or the markup that state them."""

from __future__ import annotations

from attrs import frozen

from provenance.catalog import Catalog
from provenance.detectors.dates.published import find_published
from provenance.detectors.dates.stamps import page_stamps, stamps
from provenance.detectors.dates.titles import find_title
from provenance.model.record import Published, Title
from provenance.model.text import Article, Problem
from provenance.normalise import Folded


@frozen
class Heading:
    """Title and date of publication as stated; `problems` names statements that contradict each other."""

    title: Title | None = None
    published: Published | None = None
    problems: tuple[Problem, ...] = ()


def find(article: Article, folded: Folded, catalog: Catalog) -> Heading:
    """Return title and date of an article; `folded` is `fold(article.text)`. Never raises."""
    if article.blocks:
        seen = list(page_stamps(article, folded, catalog.calendar, _day_first(article)))
    else:
        seen = list(stamps(folded, catalog.calendar, _day_first(article)))
    published, problems = find_published(article, folded, catalog.calendar, seen, _day_first(article))
    return Heading(find_title(article, folded, seen), published, problems)


def _day_first(article: Article) -> bool | None:
    """Return how this article writes "3/4/2020": in English nobody can know, elsewhere the day comes first."""
    language = (article.language or "").lower()
    if language in ("en-us", "en-ph"):
        return False
    return None if language in ("", "en") else True
