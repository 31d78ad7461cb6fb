"""No text and no bytes raise: they become records or problems, and the two together account for every input."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import any_text

from provenance.model.text import Article, Problem
from provenance.readers import read
from provenance.readers.decode import decode
from provenance.records import record
from provenance.wire import from_json, to_json

SUFFIXES = (
    ".txt",
    ".md",
    ".jsonl",
    ".json",
    ".html",
    ".warc",
    ".parquet",
    ".jsonl.gz",
    ".jsonl.zst",
    ".txt.bz2",
    ".warc.gz",
    ".xz",
    "",
    ".csv",
)
STARTS = (
    b"",
    b"\x1f\x8b\x08\x00",
    b"\x28\xb5\x2f\xfd",
    b"WARC/1.0\r\n",
    b"PAR1",
    b'{"id":"a","text":"',
    b"<html>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"[",
    b"BZh9",
)


@settings(deadline=None, max_examples=80)
@given(any_text)
def test_any_text_becomes_a_record(text: str) -> None:
    made = record(text)
    assert from_json(to_json(made)) == made


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(SUFFIXES), st.sampled_from(STARTS), st.binary(max_size=400))
def test_any_file_becomes_articles_or_problems(tmp_path: Path, suffix: str, start: bytes, rest: bytes) -> None:
    file = tmp_path / f"input{suffix}"
    file.write_bytes(start + rest)
    items = list(read(file))
    assert items
    assert all(isinstance(item, Article | Problem) for item in items)
    for item in items:
        assert to_json(record(item)) if isinstance(item, Article) else to_json(item)


@given(st.binary(max_size=500), st.sampled_from([None, "latin-1", "utf-16", "x-unknown", "base64", "windows-1251", "\x00"]))
def test_any_bytes_decode(data: bytes, declared: str | None) -> None:
    decoded = decode(data, declared)
    assert isinstance(decoded.text, str)
    assert decoded.encoding


@given(any_text.map(lambda text: text.encode("utf-8", "replace").decode("utf-8")))
def test_utf_8_comes_back(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode("utf-8")).text == text
