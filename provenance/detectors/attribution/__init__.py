"""Attribution: who wrote the text, who is cited in it, who was told."""

from __future__ import annotations

from provenance.catalog import Catalog
from provenance.model.record import Attribution
from provenance.model.text import Article
from provenance.normalise import Folded


def find(article: Article, folded: Folded, catalog: Catalog) -> tuple[Attribution, ...]:  # noqa: ARG001 -- the detector comes next
    """Return the attributions of an article in the order of the text; `folded` is `fold(article.text)`. Never raises."""
    return ()
