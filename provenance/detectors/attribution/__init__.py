"""Attribution: who wrote the text, who is cited in it, who was told."""

from __future__ import annotations

from collections.abc import Sequence

from provenance.catalog import Catalog
from provenance.detectors.attribution.agencies import find_credits
from provenance.detectors.attribution.cited import citations
from provenance.detectors.attribution.coreference import short_names, unread
from provenance.detectors.attribution.headings import find_headings
from provenance.detectors.attribution.naming import spell
from provenance.detectors.attribution.settle import settle
from provenance.detectors.attribution.wordings import full_names, names_in, wordings
from provenance.detectors.attribution.zones import Ending
from provenance.model.evidence import Span
from provenance.model.record import Attribution
from provenance.model.text import Article
from provenance.normalise import Folded


def find(
    article: Article, folded: Folded, catalog: Catalog, furniture: Sequence[Span] = (), *, bylines: bool = True
) -> tuple[Attribution, ...]:
    """Return the attributions of an article in the order of the text; `folded` is `fold(article.text)`. Never raises.

    `furniture` are spans that are known as furniture: a credit above nothing but furniture still stands at the end of the article.
    Without `bylines` persons are not looked for, which costs half as much.
    """
    headings = tuple(find_headings(article, folded, catalog, bylines=bylines))
    names = names_in(folded, catalog)
    found = tuple(wordings(folded, catalog, names))
    named = [*find_credits(folded, names, found, Ending(article, folded, furniture)), *citations(article.text, folded, found)]
    short = tuple(short_names(article.text, folded, named, full_names(catalog)))
    settled = settle([*headings, *unread(named, short), *short])
    return tuple(spell(item, catalog) for item in settled)
