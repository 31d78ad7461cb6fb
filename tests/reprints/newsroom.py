"""Small corpora for tests: articles with outlet and date, as records and texts."""

from __future__ import annotations

from collections.abc import Sequence

from provenance.model.record import ProvenanceRecord
from provenance.model.text import Article, Source
from provenance.records import record
from provenance.reprints import Reprints, find_in_memory


def article(name: str, text: str, outlet: str = "", date: str = "", title: str = "") -> Article:
    """Return an article as a reader would hand it on."""
    return Article(name, text, Source("corpus.jsonl", "jsonl", 0), published=date or None, publisher=outlet or None, title=title or None)


def audit(articles: Sequence[Article]) -> tuple[list[ProvenanceRecord], Reprints]:
    """Return the records of the articles and the reprints among them."""
    records = [record(item) for item in articles]
    return records, find_in_memory(records, [item.text for item in articles])
