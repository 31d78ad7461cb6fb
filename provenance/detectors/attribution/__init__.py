"""Attribution: who wrote the text, who is cited in it, who was told."""

from __future__ import annotations

from collections.abc import Sequence

from provenance.catalog import Catalog
from provenance.detectors.attribution.agencies import find_credits
from provenance.detectors.attribution.cited import citations
from provenance.detectors.attribution.coreference import short_names, unread
from provenance.detectors.attribution.headings import dateline_credits, find_headings
from provenance.detectors.attribution.home import at_home
from provenance.detectors.attribution.naming import spell
from provenance.detectors.attribution.settle import settle
from provenance.detectors.attribution.wordings import full_names, literals, names_in, wordings, words_unsaid
from provenance.detectors.attribution.zones import Ending
from provenance.model.evidence import Span
from provenance.model.record import Attribution
from provenance.model.text import Article, Source
from provenance.normalise import Folded, fold


def find(article: Article, folded: Folded, catalog: Catalog, furniture: Sequence[Span] = ()) -> tuple[Attribution, ...]:
    """Return the attributions of an article in the order of the text; `folded` is `fold(article.text)`. Never raises.

    `furniture` are spans that are known as furniture: a credit above nothing but furniture still stands at the end of the article.
    """
    return find_all([(article, folded)], catalog, [furniture])[0]


def find_all(
    articles: Sequence[tuple[Article, Folded]], catalog: Catalog, furniture: Sequence[Sequence[Span]]
) -> list[tuple[Attribution, ...]]:
    """Return the attributions of some articles, each with its folded text and its furniture: the same as of each alone, for less."""
    for look in literals(catalog):
        for _, folded in articles:
            folded.once(look)
    headings = find_headings(articles, catalog)
    named = _named(articles, catalog, furniture)
    short = short_names(articles, named, full_names(catalog))
    settled = [settle([*above, *unread(some, few), *few]) for above, some, few in zip(headings, named, short, strict=True)]
    meant = [at_home(several, article, folded, catalog) for (article, folded), several in zip(articles, settled, strict=True)]
    return [tuple([spell(item, catalog) for item in several]) for several in meant]


def credits_of(words: str, catalog: Catalog) -> tuple[Attribution, ...]:
    """Return who wrote or supplied a text as a few words of it say: the agencies and source lines that `find` would find in them."""
    return credits_of_all([words], catalog)[0]


def credits_of_all(words: Sequence[str], catalog: Catalog) -> list[tuple[Attribution, ...]]:
    """Return what `credits_of` says of each of some words, for less: each step reads all of them before the next one does."""
    nowhere = Source("", "text")
    read = [(Article("", some, nowhere), fold(some)) for some in words]
    headed = [list(dateline_credits(*one, catalog)) for one in read]
    named = _named(read, catalog, [()] * len(read))
    settled = [settle([*above, *inside]) for above, inside in zip(headed, named, strict=True)]
    homely = [at_home(found, *one, catalog) for found, one in zip(settled, read, strict=True)]
    return [tuple([spell(item, catalog) for item in found if item.role == "author" and item.kind in _CREDITS]) for found in homely]


_CREDITS = frozenset({"agency", "source_line"})


def _named(articles: Sequence[tuple[Article, Folded]], catalog: Catalog, furniture: Sequence[Sequence[Span]]) -> list[list[Attribution]]:
    """Return what the names of outlets in some texts say, as they stand there: credits and citations."""
    names = [names_in(folded, catalog) for _, folded in articles]
    found = wordings([folded for _, folded in articles], catalog, names)
    endings = [Ending(article, folded, spans) for (article, folded), spans in zip(articles, furniture, strict=True)]
    credited, unsaid = find_credits(names, found, endings), words_unsaid(catalog)
    for several, (article, folded), worded in zip(credited, articles, found, strict=True):
        several.extend(citations(article.text, folded, worded, unsaid))
    return credited
