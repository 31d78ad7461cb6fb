"""A file whose bytes somebody else has read gives what the file itself gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from contracts.test_readers import WRITERS

from provenance.engines import address_of
from provenance.readers import read_shard, shards, share_of


@pytest.mark.parametrize("name", WRITERS)
def test_bytes_give_what_the_file_gives(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    WRITERS[name](path)
    whole = [item for shard in shards([path]) for item in read_shard(shard)]
    assert whole
    assert list(read_shard(share_of(str(path), path.read_bytes()))) == whole


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n", b"\x1f\x8b\x08\x00broken"])
def test_what_is_no_article_is_a_problem(data: bytes) -> None:
    problems = list(read_shard(share_of("s3a://news/one", data)))
    assert [type(problem).__name__ for problem in problems] == ["Problem"]


@pytest.mark.parametrize(
    ("path", "address"),
    [("s3a://news/2026/", "s3a://news/2026"), ("file:/tmp/a", "file:/tmp/a"), ("articles", ""), ("/a/b.jsonl", ""), ("C:/a", "")],
)
def test_an_address_names_a_file_system(path: str, address: str) -> None:
    assert address_of(path) == address
