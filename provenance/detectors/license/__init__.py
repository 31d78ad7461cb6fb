"""Licence statements and opt-outs: what is stated, by whom, about what, with the words as evidence."""

from __future__ import annotations

from attrs import frozen

from provenance.catalog import Catalog
from provenance.model.record import License, Reservation
from provenance.model.text import Article
from provenance.normalise import Folded


@frozen
class LicenseFindings:
    """What a text and its markup state about rights, in the order of the text."""

    licenses: tuple[License, ...] = ()
    reservations: tuple[Reservation, ...] = ()


def find(article: Article, folded: Folded, catalog: Catalog) -> LicenseFindings:  # noqa: ARG001 -- the detector comes next
    """Return the licence statements and reservations of an article; `folded` is `fold(article.text)`. Never raises."""
    return LicenseFindings()
