"""Who published an article, and on what that rests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from provenance.catalog import Catalog
from provenance.model.evidence import Confidence, Evidence, evidence
from provenance.model.record import Attribution, License, Publisher
from provenance.model.text import Article
from provenance.records.houses import host, resolve, the_outlet

_SITE_NAMES = ("og:site_name", "publisher", "publisher.name", "dc.publisher", "dcterms.publisher", "article:publisher", "application-name")


def find_publisher(
    article: Article, catalog: Catalog, licenses: Sequence[License], attributions: Sequence[Attribution]
) -> Publisher | None:
    """Return the publisher: the first candidate that is in the catalog, else the first one at all, else None.

    A credit or a licence line names the publisher only where the input, the address and the page do not: "Source: Reuters" under the
    text of a house that the catalog does not know is a credit.

    In this order: the input's own field, the address, the page's markup, a source line, who claims the copyright, who licenses.
    """
    return _known_first(_stated(article, catalog)) or _known_first(_credited(catalog, licenses, attributions))


def _known_first(candidates: Iterator[Publisher]) -> Publisher | None:
    """Return the first candidate that is in the catalog, else the first one at all."""
    first = None
    for item in candidates:
        if item.outlet:
            return item
        first = first or item
    return first


def _stated(article: Article, catalog: Catalog) -> Iterator[Publisher]:
    """Yield whom the input, the address and the page name."""
    if article.publisher:
        yield _named(catalog, article.publisher, "metadata", "certain", "likely", None)
    if article.source.url and (domain := host(article.source.url)):
        outlet = the_outlet(catalog.outlets.at(domain))
        yield Publisher(outlet.id, outlet.name, "url", "certain", None) if outlet else Publisher(None, domain, "url", "likely", None)
    for item in article.markup:
        if item.name.lower() in _SITE_NAMES and item.value.strip():
            quoted = evidence("records/markup-publisher", article.text, item.start, item.stop)
            yield _named(catalog, item.value.strip(), "markup", "certain", "likely", quoted)


def _credited(catalog: Catalog, licenses: Sequence[License], attributions: Sequence[Attribution]) -> Iterator[Publisher]:
    """Yield whom source lines, copyright lines and licences name."""
    for credit in attributions:
        if credit.kind == "source_line" and credit.role == "author" and credit.confidence != "possible" and credit.outlet:
            agency = (known := catalog.outlets.by_id.get(credit.outlet)) is not None and known.kind == "agency"
            yield Publisher(credit.outlet, credit.name or credit.outlet, "source_line", "possible" if agency else "likely", credit.evidence)
    for claim in licenses:
        if claim.holder and claim.scope in {"site", "article"} and claim.confidence != "possible":
            reserved = "PROPRIETARY" in claim.expression.upper()
            sure: Confidence = "likely" if reserved and claim.holder.outlet else "possible"
            yield Publisher(claim.holder.outlet, claim.holder.name, "copyright" if reserved else "license", sure, claim.evidence)


def _named(catalog: Catalog, name: str, basis: str, known: Confidence, unknown: Confidence, quoted: Evidence | None) -> Publisher:
    outlet = resolve(catalog, name)
    return Publisher(outlet.id, outlet.name, basis, known, quoted) if outlet else Publisher(None, name, basis, unknown, quoted)
