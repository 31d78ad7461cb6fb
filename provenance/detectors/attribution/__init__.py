"""Attribution: who wrote the text, who is cited in it, who was told."""

from __future__ import annotations

from collections.abc import Sequence

from provenance.catalog import Catalog
from provenance.detectors.attribution.agencies import find_credits
from provenance.detectors.attribution.cited import citations
from provenance.detectors.attribution.coreference import short_names, unread
from provenance.detectors.attribution.headings import dateline_credits, find_headings
from provenance.detectors.attribution.naming import spell
from provenance.detectors.attribution.settle import settle
from provenance.detectors.attribution.wordings import full_names, names_in, wordings
from provenance.detectors.attribution.zones import Ending
from provenance.model.evidence import Span
from provenance.model.record import Attribution
from provenance.model.text import Article, Source
from provenance.normalise import Folded, fold


def find(article: Article, folded: Folded, catalog: Catalog, furniture: Sequence[Span] = ()) -> tuple[Attribution, ...]:
    """Return the attributions of an article in the order of the text; `folded` is `fold(article.text)`. Never raises.

    `furniture` are spans that are known as furniture: a credit above nothing but furniture still stands at the end of the article.
    """
    headings = tuple(find_headings(article, folded, catalog))
    named = _named(article, folded, catalog, furniture)
    short = tuple(short_names(article.text, folded, named, full_names(catalog)))
    settled = settle([*headings, *unread(named, short), *short])
    return tuple(spell(item, catalog) for item in settled)


def credits_of(words: str, catalog: Catalog) -> tuple[Attribution, ...]:
    """Return who wrote or supplied a text as a few words of it say: the agencies and source lines that `find` would find in them."""
    article, folded = Article("", words, Source("", "text")), fold(words)
    found = settle([*dateline_credits(article, folded, catalog), *_named(article, folded, catalog)])
    return tuple(spell(item, catalog) for item in found if item.role == "author" and item.kind in _CREDITS)


_CREDITS = frozenset({"agency", "source_line"})


def _named(article: Article, folded: Folded, catalog: Catalog, furniture: Sequence[Span] = ()) -> list[Attribution]:
    """Return what the names of outlets in a text say, as they stand there: credits and citations."""
    names = names_in(folded, catalog)
    found = tuple(wordings(folded, catalog, names))
    return [*find_credits(folded, names, found, Ending(article, folded, furniture)), *citations(article.text, folded, found)]
