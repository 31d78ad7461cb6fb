"""Everything that the head and the end of an article say about who wrote it, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from provenance.catalog import Catalog
from provenance.detectors.attribution.bylines import find_bylines
from provenance.detectors.attribution.contact import find_contacts
from provenance.detectors.attribution.copyrights import find_copyrights
from provenance.detectors.attribution.datelines import Dateline, find_datelines
from provenance.detectors.attribution.initials import find_initials
from provenance.detectors.attribution.page_authors import find_page_authors
from provenance.detectors.attribution.photo import find_photos
from provenance.model.evidence import evidence
from provenance.model.record import Attribution
from provenance.model.text import Article
from provenance.normalise import Folded


def find_headings(articles: Sequence[tuple[Article, Folded]], catalog: Catalog) -> list[list[Attribution]]:
    """Return the datelines, by-lines, desk initials, photo credits, contact and copyright lines of some articles, for each a list."""
    found: list[list[Attribution]] = [[] for _ in articles]
    for look in LOOKS.values():
        for several, (article, folded) in zip(found, articles, strict=True):
            several.extend(look(article, folded, catalog))
    return found


def dateline_credits(article: Article, folded: Folded, catalog: Catalog) -> Iterator[Attribution]:
    """Yield the agencies of the datelines of an article."""
    for line in find_datelines(article, folded, catalog):
        yield from _agency(article, line, catalog)


def _datelines(article: Article, folded: Folded, catalog: Catalog) -> Iterator[Attribution]:
    for line in find_datelines(article, folded, catalog):
        yield line.attribution
        yield from _agency(article, line, catalog)


def _authors(article: Article, folded: Folded, catalog: Catalog) -> Iterable[Attribution]:
    return (find_page_authors if article.blocks else find_bylines)(article, folded, catalog)


def _agency(article: Article, line: Dateline, catalog: Catalog) -> Iterator[Attribution]:
    outlet = catalog.outlets.by_id.get(line.attribution.outlet or "")
    if line.agency is not None and outlet is not None and outlet.kind == "agency":
        proof = evidence("credits/agency-in-dateline", article.text, *line.agency)
        yield Attribution("agency", "author", outlet.id, line.agency_name, None, None, None, None, line.attribution.confidence, proof)


LOOKS: dict[str, Callable[[Article, Folded, Catalog], Iterable[Attribution]]] = {
    "datelines": _datelines,
    "by-lines": _authors,
    "desk initials": find_initials,
    "photo credits": find_photos,
    "contacts": find_contacts,
    "copyright lines": find_copyrights,
}
"""What is looked for above and below an article, in this order."""
