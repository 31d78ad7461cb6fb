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
from provenance.cached import keep, place


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
