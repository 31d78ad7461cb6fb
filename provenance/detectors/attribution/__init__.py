"""Attribution: who wrote the text, who is cited in it, who was told."""

from __future__ import annotations

from provenance.catalog import Catalog
from provenance.detectors.attribution.datelines import find_datelines
from provenance.model.record import Attribution
from provenance.model.text import Article
from provenance.normalise import Folded


def find(article: Article, folded: Folded, catalog: Catalog) -> tuple[Attribution, ...]:
    """Return the attributions of an article in the order of the text; `folded` is `fold(article.text)`. Never raises."""
    return tuple(line.attribution for line in find_datelines(article, folded, catalog))
