"""Contact blocks: how to reach whoever issued the text."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.catalog import Catalog
from provenance.detectors.attribution.authors import read_names
from provenance.detectors.attribution.line_rules import line_matches
from provenance.expressions import compiled
from provenance.model.evidence import evidence
from provenance.model.record import Attribution
from provenance.model.text import Article
from provenance.normalise import Folded

_ADDRESS = compiled(r"\S@\w|\+?\d[\d ()./-]{6,}\d|@\w{2,}|www\.|https?:")


def find_contacts(article: Article, folded: Folded, catalog: Catalog) -> Iterator[Attribution]:
    """Yield the lines that give an address, a telephone number or an account, with the person whom they name."""
    for entry, match in line_matches(folded, catalog, "contact"):
        if not _ADDRESS.search(match[0]):
            continue
        start, stop = folded.span(*match.span())
        first, last = match.span("person") if "person" in match.groupdict() else match.span("rest")
        names = read_names(folded.text, first, last, catalog)
        person = article.text[slice(*folded.span(names.people[0].start, names.people[0].stop))] if names.people else None
        proof = evidence(entry.rule.id, article.text, start, stop)
        yield Attribution("contact", "other", None, person, person, None, None, None, "likely", proof)
