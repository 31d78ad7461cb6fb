"""The two engines give the same audit, byte for byte."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from engines.newsroom import write

from provenance.api import audit_folder
from provenance.audits import load_policy
from provenance.engines import Plan
from provenance.engines.plan import Engine
from provenance.engines.spark.read import from_anywhere
from provenance.errors import InputError, ProvenanceError
from provenance.readers import Input, sources

SIZE = 2_050
FILES = ("records", "passages", "edges", "families", "findings", "problems")
NEEDED = [name for name in ("pyspark", "pandas") if importlib.util.find_spec(name) is None]
JAVA = shutil.which("java") or os.environ.get("JAVA_HOME")
needs_spark = pytest.mark.skipif(
    bool(NEEDED) or not JAVA, reason=f"needs {', '.join(NEEDED) or 'Java'}: pip install 'news-provenance[spark]'"
)


def audited(corpus: Path, out: Path, engine: Engine) -> Path:
    """Audit a corpus and return the audit folder."""
    audit_folder(Plan((str(corpus),), out, load_policy(), jobs=2, engine=engine))
    return out


@pytest.fixture(scope="module")
def audits(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two audits of one corpus, by each engine."""
    place = tmp_path_factory.mktemp("engines")
    corpus = place / "corpus"
    corpus.mkdir()
    write(corpus, SIZE)
    return audited(corpus, place / "local", "local"), audited(corpus, place / "spark", "spark")


@needs_spark
@pytest.mark.parametrize("name", FILES)
def test_every_file_is_the_same(audits: tuple[Path, Path], name: str) -> None:
    local, spark = ((folder / f"{name}.jsonl").read_bytes().splitlines() for folder in audits)
    different = [number for number, (one, other) in enumerate(zip(local, spark, strict=False)) if one != other]
    assert (len(local), different) == (len(spark), [])
    assert local


@needs_spark
def test_the_report_is_the_same(audits: tuple[Path, Path]) -> None:
    data = [{path.name: path.read_bytes() for path in (folder / "report" / "data").iterdir()} for folder in audits]
    assert data[0] == data[1]


@needs_spark
def test_the_manifests_differ_in_engine_and_time_alone(audits: tuple[Path, Path]) -> None:
    local, spark = (json.loads((folder / "manifest.json").read_bytes()) for folder in audits)
    assert (local.pop("engine"), spark.pop("engine")) == ("local", "spark")
    for manifest in (local, spark):
        del manifest["started"], manifest["seconds"]
    assert local == spark
    assert local["counts"]["records"] >= 2_000
    assert local["counts"]["families"] > 50
    assert local["counts"]["refused"] >= 4


@needs_spark
def test_nothing_is_left_behind(audits: tuple[Path, Path]) -> None:
    local, spark = ({path.name for path in folder.iterdir()} for folder in audits)
    assert local == spark | {"state"}, "what --add needs is kept by the local engine alone"


def test_standard_input_is_no_input_of_spark(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Write it to a file"):
        audit_folder(Plan(("-",), tmp_path / "out", load_policy(), engine="spark"))


def test_executors_open_files_by_their_whole_path_and_show_them_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.txt").write_text("The harbour was opened on Monday.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (given,) = sources(["one.txt"])
    found = from_anywhere(given)
    assert isinstance(found, Input)
    assert (found.path, found.file) == ("one.txt", str(tmp_path / "one.txt"))


@pytest.mark.parametrize("missing", ["pyspark", "java"])
def test_what_is_missing_is_said(missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.txt").write_text("The harbour was opened on Monday.", encoding="utf-8")
    if missing == "pyspark":
        monkeypatch.setitem(sys.modules, "pyspark.sql", None)
        monkeypatch.setitem(sys.modules, "pyspark", None)
    else:
        if NEEDED:
            pytest.skip("without PySpark, Java is not asked for")
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(ProvenanceError, match=r"(?i)install") as caught:
        audited(tmp_path / "one.txt", tmp_path / "out", "spark")
    assert {"pyspark": "PySpark", "java": "Java"}[missing] in str(caught.value)


def test_the_command_says_it_too(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("The harbour was opened on Monday.", encoding="utf-8")
    command = [sys.executable, "-m", "provenance", "audit", str(tmp_path / "one.txt"), "--out", str(tmp_path / "out"), "--engine", "spark"]
    bare = {name: value for name, value in os.environ.items() if name != "JAVA_HOME"}
    done = subprocess.run(command, capture_output=True, text=True, env={**bare, "PATH": str(tmp_path)}, check=False)
    assert done.returncode == 2
    assert "pip install" in done.stderr or "Java" in done.stderr
    assert done.stdout == ""
