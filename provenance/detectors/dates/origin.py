"""Where an article comes from, as far as it tells how its days are to be read: the order of figures, the zone of its clock."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from attrs import frozen

from provenance.catalog import Catalog
from provenance.catalog.regions import Offsets
from provenance.expressions import compiled
from provenance.model.text import Article

_MONTH_FIRST = frozenset(("en-us", "en-ph"))
_AMERICAN = frozenset(("us", "gov", "mil", "edu"))
_BOTH = compiled(r"(?<![\d/.-])(\d{1,2})(?P<s>[/-])(\d{1,2})(?P=s)(?:\d{4}|\d{2})(?![\d/-])")
_FOREIGN = compiled(r"[\u00c0-\u024f\u0370-\u1fff]")
_HEAD = 3_000
"""The first characters of a plain text in which a date line may stand."""

_SAMPLE, _LEAST_FOREIGN, _MONTHS = 2_000, 5, 12


@frozen
class Origin:
    """How an article writes "3/4/2020" (`day_first`, None where nobody can know), and between which hours its zone may lie."""

    day_first: bool | None = None
    offsets: Offsets | None = None


def origin(article: Article, catalog: Catalog) -> Origin:
    """Return what the language, the address and the publisher of an article, and its other days, say about its days."""
    if not article.markup and not _has_figures(article.text):
        return Origin()
    language = (article.language or "").lower().replace("_", "-")
    country = _country(article, language, catalog)
    spoken = language.partition("-")[0]
    return Origin(_day_first(article, language, country, catalog), catalog.regions.offsets(country, spoken))


def _has_figures(text: str) -> bool:
    """Whether a day of figures and strokes may stand in the head of a text; no other needs to know its order."""
    at = text.find("/", 0, _HEAD)
    while at >= 0:
        if text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit():
            return True
        at = text.find("/", at + 1, _HEAD)
    return False


def _country(article: Article, language: str, catalog: Catalog) -> str | None:
    """Return the country of the publisher, of the domain, else of the language's region ("en-GB"), in lower case."""
    host = _host(article.source.url or _canonical(article) or "")
    if host:
        known = {outlet.country.lower() for outlet in catalog.outlets.at(host) if outlet.country}
        if len(known) == 1:
            return next(iter(known))
        end = host.rpartition(".")[2]
        if end in _AMERICAN or catalog.regions.is_country(end):
            return "us" if end in _AMERICAN else end
    region = language.rpartition("-")[2] if "-" in language else ""
    return region if region != "us" and catalog.regions.is_country(region) else None  # "en-US" is what systems say when nobody has chosen


def _canonical(article: Article) -> str | None:
    return next((item.value for item in article.markup if item.name in ("canonical", "og:url")), None)


@lru_cache(maxsize=4_096)
def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


def _day_first(article: Article, language: str, country: str | None, catalog: Catalog) -> bool | None:
    """Return how days of figures are written: in English as the country does, and other days of the article do; elsewhere the day first."""
    if language and not language.startswith("en"):
        return language != "fil"
    usual = catalog.regions.day_first(country) if country else None
    if language in _MONTH_FIRST:
        return False if usual is not True else _by_others(article)
    if usual is not None:
        return usual
    if language not in ("", "en"):
        return True
    if not language and not article.text.isascii() and len(_FOREIGN.findall(article.text, 0, _SAMPLE)) >= _LEAST_FOREIGN:
        return True
    return _by_others(article)


def _by_others(article: Article) -> bool | None:
    """Return what the days of a text say of which one figure is no month: "25/12/2019" puts the day first."""
    first = second = False
    for match in _BOTH.finditer(article.text):
        first |= int(match[1]) > _MONTHS >= int(match[3])
        second |= int(match[3]) > _MONTHS >= int(match[1])
    return first if first != second else None
