"""What every reader owes: the same article from every container, its source told, and nothing lost."""

from __future__ import annotations

import bz2
import datetime
import gzip
import hashlib
import json
import lzma
import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from contracts.archive import response

import provenance
from provenance.errors import InputError
from provenance.model.text import Article, Problem
from provenance.readers import guessed, read, read_shard, shards, sources

TEXT = "TEHRAN — Łódź and Köln met; “سلام” they said.\r\n\nIt rained all day."
ROW = {"id": "one", "text": TEXT, "url": "https://www.example.org/1", "title": "Rain", "date": "2020-01-02", "publisher": "The Example"}
LINE = json.dumps(ROW).encode()
PAGE = f"<html><body><article><p>{TEXT}</p></article></body></html>".encode()


def parquet(path: Path) -> None:
    pq.write_table(pa.table({name: [value] for name, value in ROW.items()}), path)


WRITERS: dict[str, Callable[[Path], object]] = {
    "one.txt": lambda path: path.write_bytes(TEXT.encode()),
    "one.md": lambda path: path.write_bytes(TEXT.encode("utf-8-sig")),
    "one.text": lambda path: path.write_bytes(TEXT.encode("utf-16")),
    "one.txt.gz": lambda path: path.write_bytes(gzip.compress(TEXT.encode())),
    "one": lambda path: path.write_bytes(TEXT.encode()),
    "rows.jsonl": lambda path: path.write_bytes(LINE + b"\n"),
    "rows.ndjson": lambda path: path.write_bytes(b"\xef\xbb\xbf" + LINE),
    "wide.jsonl": lambda path: path.write_bytes(LINE.decode().encode("utf-16")),
    "rows.jsonl.gz": lambda path: path.write_bytes(gzip.compress(LINE)),
    "rows.jsonl.zst": lambda path: path.write_bytes(zstandard.compress(LINE)),
    "rows.jsonl.bz2": lambda path: path.write_bytes(bz2.compress(LINE)),
    "rows.jsonl.xz": lambda path: path.write_bytes(lzma.compress(LINE)),
    "misnamed.gz": lambda path: path.write_bytes(gzip.compress(LINE)),
    "array.json": lambda path: path.write_bytes(b"[\n" + LINE + b"\n]"),
    "object.json": lambda path: path.write_text(json.dumps(ROW, indent=1)),
    "lines.json": lambda path: path.write_bytes(LINE + b"\n"),
    "rows.parquet": parquet,
    "page.html": lambda path: path.write_bytes(PAGE),
    "page.html.gz": lambda path: path.write_bytes(gzip.compress(PAGE)),
    "page.warc": lambda path: path.write_bytes(response(PAGE)),
    "page.warc.gz": lambda path: path.write_bytes(gzip.compress(response(PAGE))),
    "page.warc.zst": lambda path: path.write_bytes(zstandard.compress(response(PAGE))),
    "text.warc": lambda path: path.write_bytes(response(TEXT.encode(), kind="text/plain")),
}


@pytest.mark.parametrize("name", WRITERS)
def test_every_container_gives_the_same_article(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    WRITERS[name](file)
    (item,) = read(file)
    assert isinstance(item, Article)
    assert (item.text.split() if "page" in name else item.text) == (TEXT.split() if "page" in name else TEXT)
    assert item.source.path == str(file)
    assert item.source.bytes > 0
    assert len(item.source.sha256) == 64
    assert not [problem for problem in item.problems if problem.code != "other-encoding"]
    if item.source.format in ("jsonl", "parquet"):
        assert (item.id, item.title, item.published, item.publisher) == ("one", "Rain", "2020-01-02", "The Example")
        assert (item.source.row, item.source.url) == (0, "https://www.example.org/1")
    elif item.source.format == "warc":
        assert item.id.startswith("urn:uuid:")
        assert item.source.url == "https://www.example.org/1"
    else:
        assert item.id == ("page" if "page" in name else "one")
        assert item.source.row is None


@pytest.mark.parametrize("name", WRITERS)
def test_shards_can_be_pickled_and_cut_anywhere(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    WRITERS[name](file)
    whole = [item for shard in shards([file]) for item in read_shard(shard)]
    cut = [item for shard in shards([file], 1) for item in read_shard(pickle.loads(pickle.dumps(shard)))]  # noqa: S301 -- our own
    assert cut == whole


def test_the_digest_is_of_the_bytes_of_the_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode("utf-8-sig"))
    (tmp_path / "b.jsonl").write_bytes(LINE + b"\n" + LINE.replace(b"one", b"two") + b"\n")
    digests = [(item.source.sha256, item.source.bytes) for item in read(tmp_path) if isinstance(item, Article)]
    raw = [TEXT.encode("utf-8-sig"), LINE, LINE.replace(b"one", b"two")]
    assert digests == [(hashlib.sha256(data).hexdigest(), len(data)) for data in raw]


def test_parquet_reads_row_groups_and_values_of_many_types(tmp_path: Path) -> None:
    table = pa.table(
        {
            "doc_id": [10, 11, 12],
            "content": ["first", None, "third"],
            "metadata": [{"license": "CC-BY-4.0"}, None, {"license": None}],
            "timestamp": [datetime.datetime(2020, 1, 2, 3, 4), None, None],
        }
    )
    pq.write_table(table, tmp_path / "rows.parquet", row_group_size=1)
    cut = list(shards([tmp_path / "rows.parquet"], 1))
    items = [item for shard in cut for item in read_shard(shard)]
    assert len(cut) == 3
    assert [getattr(item, "id", None) for item in items] == ["10", None, "12"]
    assert isinstance(items[0], Article)
    assert (items[0].license, items[0].published) == ("CC-BY-4.0", "2020-01-02T03:04:00")
    assert isinstance(items[1], Problem)
    assert items[1].source.endswith("#1")


def test_one_value_that_python_cannot_hold_takes_no_row_with_it(tmp_path: Path) -> None:
    """The year 2,941,757, a billionth of a second, text that is no UTF-8."""
    broken = pa.StringArray.from_buffers(3, pa.array([0, 5, 9, 14], pa.int32()).buffers()[1], pa.py_buffer(b"It racaf\xe9ined."))
    columns = {
        "text": broken,
        "date": pa.array([19_000, 2**30, 19_001], pa.date32()),
        "title": pa.array([1, 2, 3], pa.timestamp("ns")),
    }
    pq.write_table(pa.table(columns), tmp_path / "odd.parquet")
    found = [item for item in read(tmp_path) if isinstance(item, Article)]
    assert [item.text for item in found] == ["It ra", "café", "ined."]
    assert [item.published for item in (found[0], found[2])] == ["2022-01-08", "2022-01-09"]
    assert [code for item in found for code in (problem.code for problem in item.problems)] == ["other-encoding"]
    assert provenance.audit(tmp_path, jobs=1).manifest.counts.records == 3
    assert provenance.record_batch(pa.record_batch(columns)).num_rows == 3


def test_columns_are_guessed_mapped_and_told(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    rows = [
        {"uid": 1, "maintext": "a", "source_domain": "example.org", "date_publish": 1577934000},
        {"_id": {"$oid": "5f"}, "body": "b", "story": "c", "metadata": {"license": "CC0-1.0"}, "created": {"$date": "2020-01-01"}},
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    first, second = (item for item in read(file) if isinstance(item, Article))
    assert (first.id, first.text, first.publisher, first.published) == ("1", "a", "example.org", "2020-01-02T03:00:00")
    assert (second.id, second.text, second.license, second.published) == ("5f", "b", "CC0-1.0", "2020-01-01")
    assert guessed(next(shards([file]))) == (
        ("id", "_id"), ("id", "uid"), ("text", "body"), ("text", "maintext"), ("published", "created"), ("published", "date_publish"),
        ("source", "source_domain"), ("license", "metadata.license"),
    )  # fmt: skip
    assert [item.text for item in read(file, mapping={"text": "story"}) if isinstance(item, Article)] == ["c"]
    assert next(guessed(shard) for shard in shards([file], mapping=["text=story"]))[2] == ("text", "story")


def test_a_column_that_is_not_recognised_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"key": "a", "story": "It rained."}\n', encoding="utf-8")
    (problem,) = read(tmp_path)
    assert isinstance(problem, Problem)
    assert "key, story" in problem.detail
    assert "--map text=COLUMN" in problem.detail


def test_archives_pass_over_what_is_no_article_and_say_so(tmp_path: Path) -> None:
    coded = gzip.compress(PAGE)
    chunked = b"%x\r\n" % len(coded) + coded + b"\r\n0\r\n\r\n"
    data = b"".join(
        [
            response(b"\x89PNG", kind="image/png"),
            response(PAGE, number=2),
            response(PAGE, number=3, status="404 Not Found"),
            response(chunked, number=4, headers="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
            response("Привет, мир".encode("cp1251"), number=5, kind="text/plain; charset=windows-1251"),
        ]
    )
    (tmp_path / "a.warc").write_bytes(data)
    *articles, note = read(tmp_path)
    assert [item.source.row for item in articles if isinstance(item, Article)] == [1, 3, 4]
    assert [item.text.split()[0] for item in articles if isinstance(item, Article)] == ["TEHRAN", "TEHRAN", "Привет,"]
    assert isinstance(note, Problem)
    assert (note.code, note.refused) == ("records-passed-over", False)
    assert "1 image/png, 1 with status 404" in note.detail


def test_folders_are_read_in_order_and_each_file_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a/x.txt", "a/.hidden.txt", "README.md", "c.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "again.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "missing.txt")
    told = [(item.source if isinstance(item, Problem) else item.source.path).removeprefix(f"{tmp_path}/") for item in read(tmp_path)]
    assert told == [str(tmp_path), "a", "a/up", "a/x.txt", "again.txt", "c.csv", "nowhere.txt"]
    assert [item.path for item in sources([str(tmp_path / "*.txt"), tmp_path / "b.txt"]) if not isinstance(item, Problem)] == [
        str(tmp_path / "again.txt")
    ]
    left_out = [item for item in read(tmp_path) if isinstance(item, Problem) and item.code == "left-out"]
    assert [(item.detail, item.refused) for item in left_out] == [
        ("Not read as articles: README.md. Name a file to read it.", False),
        ("Not read as articles: .hidden.txt. Name a file to read it.", False),
    ]
    (named,) = read(tmp_path / "README.md")
    assert isinstance(named, Article)


def test_ids_are_unique_in_a_run(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(LINE + b"\n" + LINE + b"\n")
    (tmp_path / "one.txt").write_text("x", encoding="utf-8")
    items = [item for item in read(tmp_path) if isinstance(item, Article)]
    assert [item.id for item in items] == ["one", f"{tmp_path}/a.jsonl#1", f"{tmp_path}/one.txt"]
    assert [[problem.code for problem in item.problems] for item in items] == [[], ["duplicate-id"], ["duplicate-id"]]


def test_misuse_raises(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no input format"):
        list(read(tmp_path, input="docx"))  # type: ignore[arg-type]
    with pytest.raises(InputError, match="maps no field"):
        list(read(tmp_path, mapping=["body=text"]))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_locked_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    (item,) = read(tmp_path)
    assert isinstance(item, Problem)
    assert item.code == "unreadable-file"
