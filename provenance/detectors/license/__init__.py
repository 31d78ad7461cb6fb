"""Licence statements and opt-outs: what is stated, by whom, about what, with the words as evidence."""

from __future__ import annotations

from attrs import frozen

from provenance.catalog import Catalog
from provenance.detectors.license.stated import licences
from provenance.detectors.license.urls import expression
from provenance.detectors.license.vocabulary import vocabulary
from provenance.model.evidence import evidence
from provenance.model.record import License, Reservation
from provenance.model.text import Article
from provenance.normalise import Folded


@frozen
class LicenseFindings:
    """What a text and its markup state about rights, in the order of the text."""

    licenses: tuple[License, ...] = ()
    reservations: tuple[Reservation, ...] = ()


def find(article: Article, folded: Folded, catalog: Catalog) -> LicenseFindings:
    """Return the licence statements and reservations of an article; `folded` is `fold(article.text)`. Never raises."""
    known = vocabulary(catalog)
    out = []
    for one in licences(folded, known):
        if one.unspecified:
            continue
        start, stop = folded.span(one.start, one.stop)
        out.append(
            License(
                expression(one.grant, known),
                one.grant.family,
                one.grant.version,
                one.grant.port,
                None,
                "article",
                "text",
                (),
                "certain",
                evidence("licenses/name", article.text, start, stop),
            )
        )
    return LicenseFindings(tuple(out))
