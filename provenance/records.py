"""Detections -> one provenance record."""

from __future__ import annotations

import hashlib

from provenance.catalog import Catalog, load
from provenance.detectors import attribution, boilerplate, dates, license
from provenance.detectors.boilerplate.body import body_of
from provenance.model.record import Coverage, MadeWith, ProvenanceRecord, Verdict
from provenance.model.text import Article, Source
from provenance.normalise import fold
from provenance.readers.decode import plain_text
from provenance.readers.rows import note

VERSION = "0.1.0"


def record(article: str | Article, catalog: Catalog | None = None) -> ProvenanceRecord:
    """Return the provenance record of an article or of a bare text; never raises for any text."""
    known = load() if catalog is None else catalog
    given = _bare(article) if isinstance(article, str) else article
    folded = fold(given.text)
    heading = dates.find(given, folded, known)
    rights = license.find(given, folded, known)
    furniture = boilerplate.find(given, folded, known)
    return ProvenanceRecord(
        schema="provenance-record/1",
        id=given.id,
        source=given.source,
        language=given.language,
        title=heading.title,
        published=heading.published,
        publisher=None,
        licenses=rights.licenses,
        reservations=rights.reservations,
        attributions=attribution.find(given, folded, known),
        boilerplate=furniture,
        body=body_of(len(given.text), furniture) if given.body is None else given.body,
        license=Verdict("none", "NONE", (), Coverage(1.0, 0.0)),
        reprint=None,
        findings=(),
        problems=(*given.problems, *heading.problems),
        made_with=MadeWith(VERSION, known.digest),
    )


def _bare(text: str) -> Article:
    """Return the article of a text that came without a file; lone surrogates become U+FFFD one for one."""
    plain, notes = plain_text(text)
    data = plain.encode("utf-8")
    source = Source("text", "text", sha256=hashlib.sha256(data).hexdigest(), bytes=len(data))
    return Article("text", plain, source, problems=tuple(note("text", code, detail) for code, detail in notes))
