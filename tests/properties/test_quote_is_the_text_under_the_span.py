"""Every quote of a record is the text under its span, whatever the text; spans of the body are ordered, disjoint and inside it."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from strategies import any_text

from provenance.model.evidence import Evidence
from provenance.model.record import ProvenanceRecord
from provenance.model.text import Article, Source
from provenance.readers.page import page
from provenance.records import bare, record


def evidences(made: ProvenanceRecord) -> Iterator[Evidence]:
    """Yield all evidence of a record."""
    for item in (*made.licenses, *made.reservations, *made.attributions, *made.boilerplate):
        yield item.evidence
    for claim in made.licenses:
        yield from claim.exceptions
    for basis in (made.published, made.publisher):
        if basis and basis.evidence:
            yield basis.evidence


def check(article: Article) -> None:
    """Assert the law for one article."""
    made = record(article)
    for proof in evidences(made):
        assert article.text[proof.start : proof.stop] == proof.quote
        assert 0 <= proof.start <= proof.stop <= len(article.text)
    edges = [edge for span in made.body for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < stop <= len(article.text) for start, stop in made.body) or not article.text
    assert 0 <= made.license.coverage.third_party <= 1


@settings(deadline=None, max_examples=80)
@given(any_text)
def test_in_texts(text: str) -> None:
    check(bare(text))


@settings(deadline=None, max_examples=60)
@given(any_text, any_text)
def test_in_pages(head: str, body: str) -> None:
    html = f"<html><head><title>{head}</title><meta name='license' content='{head}'></head><body><h1>{head}</h1><p>{body}</p></body></html>"
    article = page(
        html.encode("utf-8", "replace").decode("utf-8"), id="page", source=Source("page.html", "html"), url="https://example.org/a"
    )
    check(article)
