"""One file for every way of being wrong: each becomes what the table says, and a good file beside it is not harmed."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from provenance.model.text import Article, Problem
from provenance.readers import read
from provenance.records import record
from provenance.wire import to_json

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))


def outcome(path: Path) -> dict[str, object]:
    """Return what became of a file, in the words of the table; every article makes a valid record."""
    articles, refused, noted = 0, [], []
    for item in read(path):
        if isinstance(item, Article):
            articles += 1
            noted += [problem.code for problem in item.problems]
            assert to_json(record(item))
        else:
            assert item.source.startswith(str(path))
            (refused if item.refused else noted).append(item.code)
    return {"articles": articles, "refused": refused, "noted": noted}


@pytest.mark.parametrize("name", CASES)
def test_every_file_becomes_what_the_table_says(name: str) -> None:
    assert outcome(HERE / "data" / name) == CASES[name]


def test_the_table_names_every_file() -> None:
    assert sorted(CASES) == sorted(path.name for path in (HERE / "data").iterdir())


def test_the_rest_of_a_run_is_not_harmed(tmp_path: Path) -> None:
    good = tmp_path / "good-neighbour.txt"
    good.write_text("It rained all night.", encoding="utf-8")
    items = list(read([HERE / "data", good]))
    last = items[-1]
    assert isinstance(last, Article)
    assert last.text == "It rained all night."
    articles = [item for item in items if isinstance(item, Article)]
    assert len({item.id for item in articles}) == len(articles) == 1 + sum(case["articles"] for case in CASES.values())


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [("line.txt", b"", b""), ("row.jsonl", b'{"id": "a", "text": "', b'"}'), ("page.html", b"<p>", b"</p>")],
)
def test_a_line_of_fifty_million_bytes(tmp_path: Path, name: str, start: bytes, end: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(start + b"x" * 50_000_000 + end + b"\n")
    assert outcome(path) == {"articles": 0, "refused": ["too-large"], "noted": []}


def test_a_page_of_a_hundred_thousand_nested_tags(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_bytes(b"<div>" * 100_000 + b"It rained all night.")
    assert outcome(path)["articles"] == 1


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    found = [item for path in (tmp_path / "missing.txt", tmp_path / "*.nothing", tmp_path / "pipe.txt") for item in read(path)]
    assert [item.code for item in found if isinstance(item, Problem)] == ["no-such-file"] * 3


def test_folders_within_folders_a_thousand_deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(1200):  # one at a time: a path as long as that is more than some systems take
        os.mkdir("a")  # noqa: PTH102
        os.chdir("a")
    Path("deep.txt").write_text("It rained.", encoding="utf-8")
    bottom = os.getcwd()  # noqa: PTH109 -- the length of it is the point
    monkeypatch.chdir(tmp_path)
    found = list(read("a"))
    os.chdir(bottom)
    Path("deep.txt").unlink()
    for _ in range(1200):  # what removes temporary folders goes down by recursion
        os.chdir("..")
        os.rmdir("a")  # noqa: PTH106
    assert [item.text for item in found if isinstance(item, Article)] == ["It rained."]
    assert len(found) == 1


def test_a_name_that_is_no_utf_8(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(name).write_text("It rained all night.", encoding="utf-8")
    (item,) = read(tmp_path)
    assert isinstance(item, Article)
    assert item.source.path.endswith("/caf\ufffd.txt")
    assert to_json(record(item))


def test_the_command_goes_on_and_says_what_was_wrong() -> None:
    command = [sys.executable, "-m", "provenance", "record", str(HERE / "data"), "--jobs", "1"]
    done = subprocess.run(command, capture_output=True, check=False, cwd=HERE.parents[1])
    assert done.returncode == 0
    assert done.stdout.count(b"\n") == sum(case["articles"] for case in CASES.values())
    for case in CASES.values():
        assert all(code.encode() in done.stderr for code in case["refused"])
    assert b"Traceback" not in done.stderr
