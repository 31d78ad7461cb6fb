"""Arrow batches in, Arrow batches out: one row for each, in order, whatever stands in them."""

from __future__ import annotations

import json

import pyarrow as pa
import pytest

import provenance
from provenance.errors import InputError
from provenance.model.text import Article, Problem
from provenance.readers.rows import article
from provenance.wire import from_json, plain

ROWS = [
    {"doc_id": "a", "content": "TEHRAN — It rained, IRNA reported.", "link": "https://www.tehrantimes.com/news/1"},
    {"doc_id": None, "content": "© 2020 The Example. All rights reserved.", "link": None},
    {"doc_id": "c", "content": "", "link": None},
    {"doc_id": "d", "content": None, "link": None},
]


def test_one_row_out_for_each_row_in() -> None:
    out = provenance.record_batch(pa.RecordBatch.from_pylist(ROWS), with_text=True)
    assert out.schema.names == ["id", "record", "problem", "text"]
    assert out.column("id").to_pylist() == ["a", "batch#1", "batch#2", "batch#3"]
    assert [value is None for value in out.column("record").to_pylist()] == [False, False, True, True]
    assert [value and json.loads(value)["code"] for value in out.column("problem").to_pylist()] == [None, None, "empty-text", "no-text"]
    assert out.column("text").to_pylist()[0] == ROWS[0]["content"]


def test_a_batch_says_what_the_library_says() -> None:
    (line,) = provenance.record_batch(pa.RecordBatch.from_pylist(ROWS[:1])).column("record").to_pylist()
    item = article(ROWS[0], "batch", "parquet", 0)
    assert isinstance(item, Article)
    assert from_json(line) == provenance.record(item)
    assert json.loads(line) == plain(provenance.record(item))


def test_pages_and_mapped_columns() -> None:
    batch = pa.RecordBatch.from_pylist([{"id": "p", "page": "<p>It rained, IRNA reported.</p>"}])
    out = provenance.record_batch(batch, mapping={"html": "page"}, with_text=True)
    assert "It rained" in out.column("text").to_pylist()[0]
    with pytest.raises(InputError, match="No column holds texts or pages; there are id, page"):
        provenance.record_batch(batch)


def test_an_empty_batch() -> None:
    empty = pa.RecordBatch.from_pylist([], schema=pa.schema([("id", pa.string()), ("text", pa.string())]))
    out = provenance.record_batch(empty)
    assert out.num_rows == 0
    assert out.schema.field("record").type == pa.string()


def test_a_row_that_is_no_article_is_a_problem() -> None:
    item = article({"text": 5}, "batch", "parquet", 3)
    assert isinstance(item, Problem)
    assert (item.source, item.code) == ("batch#3", "text-not-a-string")
