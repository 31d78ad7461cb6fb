"""An article on which a detector fails becomes a problem, and those around it keep their records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import provenance
from provenance import records
from provenance.model.text import Problem
from provenance.records import Recorded, record_all
from provenance.wire import to_bytes

TEXTS = ("The bridge is open.", "The bell is broken.", "The ferry is late. (Reuters)")


@pytest.fixture
def broken_bell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one detector fail on the text about the bell."""
    find_all = records.rights.find_all

    def failing(articles: Any, *rest: Any) -> Any:
        if any("bell" in article.text for article, _ in articles):
            raise ValueError("no clapper")
        return find_all(articles, *rest)

    monkeypatch.setattr(records.rights, "find_all", failing)


@pytest.mark.usefixtures("broken_bell")
def test_only_the_article_itself_is_refused() -> None:
    articles = [records.bare(text) for text in TEXTS]
    first, second, third = record_all(articles)
    assert isinstance(first, Recorded)
    assert isinstance(third, Recorded)
    assert [to_bytes(item.record) for item in (first, third)] == [to_bytes(records.record(articles[at])) for at in (0, 2)]
    assert isinstance(second, Problem)
    assert (second.stage, second.code, second.refused) == ("detect", "detector-failed", True)
    assert "ValueError: no clapper" in second.detail


@pytest.mark.usefixtures("broken_bell")
def test_an_audit_counts_it_among_the_refused(tmp_path: Path) -> None:
    for number, text in enumerate(TEXTS):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    audit = provenance.audit(tmp_path, jobs=1)
    assert [item.id for item in audit.records] == ["0", "2"]
    assert [(Path(item.source).name, item.code) for item in audit.problems] == [("1.txt", "detector-failed")]
    assert (audit.manifest.counts.read, audit.manifest.counts.records, audit.manifest.counts.refused) == (3, 2, 1)


def test_texts_that_are_giant_together_are_not_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "_LETTERS_AT_ONCE", 40)
    sizes = [len(some) for some in records._batches([records.bare(text) for text in (*TEXTS, "x" * 100, *TEXTS)])]
    assert sizes == [3, 1, 3]


@pytest.mark.usefixtures("broken_bell")
def test_a_batch_of_a_cluster_keeps_its_other_rows() -> None:
    made = provenance.record_batch(pa.record_batch({"text": TEXTS})).to_pylist()
    assert [(row["id"], row["record"] is None, row["problem"] is None) for row in made] == [
        ("batch#0", False, True), ("batch#1", True, False), ("batch#2", False, True),
    ]  # fmt: skip
