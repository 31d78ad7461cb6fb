"""What lies in the user's cache saves time and decides nothing."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
import regex

from provenance import expressions
from provenance.cached import keep, place, worked_out


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    expressions._known.cache_clear()
    yield expressions._file()
    expressions._known.cache_clear()


def _again(path: Path, data: bytes, *, damaged: bool = False) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(32) + data if damaged else sha256(data).digest() + data)
    expressions._known.cache_clear()


PATTERN, FLAGS = r"(?P<who>\p{Lu}\w+) (?:said|sagte)", int(regex.IGNORECASE | regex.VERSION1)
KEY = f"{FLAGS} {PATTERN}"


def test_a_kept_expression_finds_what_a_compiled_one_finds(cache: Path) -> None:
    _again(cache, pickle.dumps({KEY: pickle.dumps(regex.compile(PATTERN, FLAGS))}))
    kept = expressions.compiled(PATTERN, FLAGS)
    assert [match["who"] for match in kept.finditer("Ann said; Öztürk SAGTE")] == ["Ann", "Öztürk"]
    assert (kept.pattern, kept.groupindex) == (PATTERN, {"who": 1})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no pickle",
        pickle.dumps([1]),
        pickle.dumps({KEY: b""}),
        pickle.dumps({KEY: pickle.dumps(os.getcwd)}),
        pickle.dumps({KEY: pickle.dumps(regex.compile("another"))}),
        pickle.dumps({KEY: 3}),
    ],
)
def test_a_damaged_cache_changes_nothing(cache: Path, data: bytes) -> None:
    _again(cache, data)
    assert expressions.compiled(PATTERN, FLAGS).search("and Ann said")["who"] == "Ann"


def test_a_file_that_is_not_what_was_written_is_not_read(cache: Path) -> None:
    kept = pickle.dumps({KEY: pickle.dumps(regex.compile(PATTERN, FLAGS))})
    _again(cache, kept, damaged=True)
    assert expressions._known() == {}
    _again(cache, kept)
    assert list(expressions._known()) == [KEY]


def test_the_next_process_has_what_this_one_compiled(tmp_path: Path) -> None:
    program = "from provenance import expressions as e; e.compiled('a+b'); print('0 a+b' in e._known())"
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "-c", program]
    found = [subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert found == ["False\n", "True\n"]


def test_a_user_without_a_home_does_without(monkeypatch: pytest.MonkeyPatch) -> None:
    """In many containers a program runs under a number that no user has."""
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr("pwd.getpwuid", lambda number: {}[number])
    keep(place("catalog.json"), b"{}")
    assert not place("catalog.json").exists()


VALUES = {"words": ["a", "\u00fc"], "pairs": (("a", 1), frozenset({2}))}


def _kept(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    assert worked_out("things", "catalog 1", lambda: VALUES) == VALUES
    (path,) = folder.glob("news-provenance/things-*.values")
    return path


def test_what_was_worked_out_is_taken_over_for_the_same_data_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _kept(monkeypatch, tmp_path)
    assert worked_out("things", "catalog 1", dict) == VALUES
    assert worked_out("things", "catalog 2", dict) == {}
    assert worked_out("others", "catalog 1", dict) == {}


def test_what_was_worked_out_by_other_code_is_not_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _kept(monkeypatch, tmp_path)
    monkeypatch.setattr("provenance.cached._code", lambda: "another version")
    assert worked_out("things", "catalog 1", dict) == {}


@pytest.mark.parametrize("where", [0, 31, 32, -1])
def test_values_with_a_damaged_byte_are_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: int) -> None:
    path = _kept(monkeypatch, tmp_path)
    data = bytearray(path.read_bytes())
    data[where] ^= 1
    path.write_bytes(data)
    assert worked_out("things", "catalog 1", dict) == {}
    path.write_bytes(data[:20])
    assert worked_out("things", "catalog 1", list) == []


def test_few_files_of_values_are_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _kept(monkeypatch, tmp_path)
    for number in range(30):
        worked_out("things", f"catalog {number}", lambda number=number: number)
    assert len(list(tmp_path.glob("news-provenance/things-*.values"))) == 16
    assert worked_out("things", "catalog 29", int) == 29
