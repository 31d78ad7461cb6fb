"""Licence statements and opt-outs: what is stated, by whom, about what, with the words as evidence."""

from __future__ import annotations

from provenance.catalog import Catalog
from provenance.detectors.license.statements import LicenseFindings, in_text
from provenance.model.text import Article
from provenance.normalise import Folded

__all__ = ["LicenseFindings", "find"]


def find(article: Article, folded: Folded, catalog: Catalog) -> LicenseFindings:
    """Return the licence statements and reservations of an article; `folded` is `fold(article.text)`. Never raises."""
    return in_text(article, folded, catalog)
