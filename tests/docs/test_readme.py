"""What the README shows is what happens: every command and code block in it is run."""

from __future__ import annotations

import doctest
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from provenance.audits import load_policy
from provenance.readers import read
from provenance.records import record
from provenance.wire import plain

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"(?:<!-- (?P<note>[^\n]*) -->\n)?^```(?P<kind>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [(match["kind"], match["code"], match["note"] or "") for match in BLOCK.finditer(README)]


def blocks(kind: str) -> list[tuple[str, str]]:
    """Return the blocks of one language with the comment before each."""
    return [(code, note) for found, code, note in BLOCKS if found == kind]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the seeds in it, where the README's commands may write."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    return folder


def test_every_block_is_of_a_kind_that_is_run() -> None:
    assert {kind for kind, _, _ in BLOCKS} <= {"sh", "console", "pycon", "json", "toml", "text"}
    assert blocks("console")
    assert blocks("pycon")
    assert blocks("json")


@pytest.mark.parametrize("code", [code for code, _ in blocks("sh")])
def test_make_knows_the_set_up_commands(code: str) -> None:
    for line in filter(None, (line.split("#")[0].split() for line in code.splitlines())):
        if line[0] == "make":
            done = subprocess.run(["make", "--dry-run", *line[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
        else:
            assert line[:2] == ["pip", "install"]


@pytest.mark.parametrize("code", [code for code, _ in blocks("console")])
def test_commands_print_what_is_shown(code: str, place: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "120", "NO_COLOR": "1"}
    commands = re.split(r"^\$ ", code, flags=re.MULTILINE)[1:]
    assert commands
    for command in commands:
        line, _, shown = command.partition("\n")
        ran = re.sub(r"\bprovenance (?=\w)", f"{sys.executable} -m provenance ", line)
        done = subprocess.run(["bash", "-c", ran], cwd=place, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), f"{line}\n{done.stderr}"
        output = " ".join(done.stdout.split())
        for expected in filter(None, map(str.strip, shown.splitlines())):
            for piece in filter(None, map(str.strip, expected.split("…"))):
                assert " ".join(piece.split()) in output, f"{line} does not print: {piece}\n{done.stdout}"


@pytest.mark.parametrize("code", [code for code, _ in blocks("pycon")])
def test_python_does_what_is_shown(code: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    test = doctest.DocTestParser().get_doctest(code, {}, "README", "README.md", 0)
    assert test.examples
    failures: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    runner.run(test, out=failures.append)
    assert not failures, "".join(failures)


@pytest.mark.parametrize(("code", "note"), blocks("json"))
def test_records_are_what_the_program_makes(code: str, note: str) -> None:
    made = [plain(record(item)) for item in read(ROOT / note)]  # type: ignore[arg-type]
    assert any(holds(json.loads(re.sub(r"^\s*//.*$", "", code, flags=re.MULTILINE)), item) for item in made)


@pytest.mark.parametrize("code", [code for code, _ in blocks("toml")])
def test_policies_can_be_loaded(code: str, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(code, encoding="utf-8")
    assert load_policy(path).allowed


def holds(shown: Any, real: Any) -> bool:
    """Tell whether what is shown is part of the real value: some keys of an object, some items of a list, the start of a text."""
    if isinstance(shown, dict):
        return isinstance(real, dict) and all(key in real and holds(value, real[key]) for key, value in shown.items())
    if isinstance(shown, list):
        return isinstance(real, list) and all(any(holds(value, item) for item in real) for value in shown)
    if isinstance(shown, str) and shown.endswith("…"):
        return isinstance(real, str) and real.startswith(shown[:-1])
    return bool(shown == real)
