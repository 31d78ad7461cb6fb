"""A whole audit: what comes in comes out, the same every time, and a stop loses nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner, Result

import provenance
from provenance.cli import main
from provenance.engines import added, parts
from provenance.wire import validate

SEEDS = Path(__file__).parent.parent.parent / "seeds"
ROWS = ("records", "passages", "edges", "families", "findings", "problems")


def run(*arguments: str | Path) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of an audit folder but the manifest, which holds the time."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }


def rows(folder: Path, name: str) -> list[dict[str, object]]:
    """Return the rows of one file of an audit folder."""
    return [orjson.loads(line) for line in (folder / f"{name}.jsonl").read_bytes().splitlines()]


@pytest.fixture
def corpus(tmp_path: Path) -> list[Path]:
    """Three files with 90 short articles, one id twice, one broken row."""
    files = []
    for part in range(3):
        lines = [
            json.dumps(
                {
                    "id": f"n{part}-{row}",
                    "text": f"TEHRAN - Report {row} of part {part}. The road was opened. (Source: Reuters)",
                    "source": "The Star",
                }
            )
            for row in range(30)
        ]
        lines[7:7] = ["{half a row"] if part == 1 else []
        lines[9:9] = [json.dumps({"id": "twice", "text": f"Text number {part}, which is a text of its own."})] if part else []
        files.append(tmp_path / f"part{part}.jsonl")
        files[-1].write_text("\n".join(lines) + "\n", encoding="utf-8")
    return files


def test_what_comes_in_comes_out(corpus: list[Path], tmp_path: Path) -> None:
    result = run("audit", *corpus, "--out", tmp_path / "audit", "--fail-on", "never", "--jobs", "1")
    assert result.exit_code == 0, result.output
    manifest = orjson.loads((tmp_path / "audit/manifest.json").read_bytes())
    validate(manifest, "manifest")
    counts = manifest["counts"]
    records = rows(tmp_path / "audit", "records")
    assert counts["read"] == 93
    assert counts["read"] == counts["records"] + counts["refused"]
    assert counts["records"] == len(records) == len({record["id"] for record in records}) == 92
    assert [problem["code"] for problem in rows(tmp_path / "audit", "problems") if "part1" in str(problem["source"])][:1]
    for record in records:
        validate(record, "provenance-record")
    for name in ROWS[1:]:
        for row in rows(tmp_path / "audit", name):
            validate(
                row, {"passages": "passage", "edges": "edge", "families": "family", "findings": "finding", "problems": "problem"}[name]
            )
    assert not (tmp_path / "audit/.parts").exists()
    assert (tmp_path / "audit/report/index.html").stat().st_size < 2_000_000


def test_neither_workers_nor_the_order_of_inputs_shows(corpus: list[Path], tmp_path: Path) -> None:
    for name, files, jobs in (("one", corpus, "1"), ("two", corpus[::-1], "2")):
        assert run("audit", *files, "--out", tmp_path / name, "--fail-on", "never", "--jobs", jobs).exit_code == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_library_audits_like_the_command(corpus: list[Path], tmp_path: Path) -> None:
    audit = provenance.audit(corpus, jobs=1)
    assert len(audit.records) == audit.manifest.counts.records == 92
    assert {finding.rule for finding in audit.findings} >= {"unlicensed"}
    audit.write(tmp_path / "written")
    assert run("audit", *corpus, "--out", tmp_path / "run", "--fail-on", "never", "--jobs", "1").exit_code == 0
    assert contents(tmp_path / "written") == contents(tmp_path / "run")


def test_a_resumed_run_does_no_part_twice_and_ends_the_same(corpus: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ["audit", *corpus, "--out", tmp_path / "audit", "--fail-on", "never", "--jobs", "1"]
    assert run(*arguments).exit_code == 0
    whole = contents(tmp_path / "audit")
    made: list[str] = []
    write = parts._write

    def counted(folder: Path, items: object, columns: object = ()) -> None:
        made.append(folder.name)
        write(folder, items, columns)  # type: ignore[arg-type]

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(parts, "_write", counted)
    with monkeypatch.context() as inner:
        inner.setattr("provenance.engines.local.arrange", stopped)
        result = run(*arguments)
    assert result.exit_code == 130
    assert "--resume" in result.output
    before = list(made)
    assert before
    assert run(*arguments, "--resume").exit_code == 0
    assert made == before
    assert contents(tmp_path / "audit") == whole


def test_a_killed_run_can_be_resumed(corpus: list[Path], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "provenance", "audit", *map(str, corpus), "--out", str(tmp_path / "audit"), "--fail-on", "never"]
    environment = {**os.environ, "PYTHONPATH": str(SEEDS.parent)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        for _ in range(600):
            if (tmp_path / "audit/.parts/run.json").exists() or process.poll() is not None:
                break
            time.sleep(0.01)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    assert run("audit", *corpus, "--out", tmp_path / "audit", "--fail-on", "never", "--resume").exit_code == 0
    assert run("audit", *corpus, "--out", tmp_path / "other", "--fail-on", "never").exit_code == 0
    assert contents(tmp_path / "audit") == contents(tmp_path / "other")


def test_a_folder_of_somebody_else_is_left_alone(corpus: list[Path], tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("dear", encoding="utf-8")
    result = run("audit", *corpus, "--out", tmp_path / "mine")
    assert result.exit_code == 2
    assert "not an audit of these inputs" in result.output
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_an_audit_of_the_same_inputs_may_be_made_again(corpus: list[Path], tmp_path: Path) -> None:
    for _ in range(2):
        assert run("audit", *corpus, "--out", tmp_path / "audit", "--fail-on", "never", "--jobs", "1").exit_code == 0
    assert run("audit", corpus[0], "--out", tmp_path / "audit", "--fail-on", "never", "--jobs", "1").exit_code == 2


@pytest.mark.parametrize(
    ("text", "fail_on", "status"),
    [
        ("All Content by Mehr News Agency is licensed under a Creative Commons Attribution 4.0 International License.", "error", 0),
        (
            "All Content by Mehr News Agency is licensed under a Creative Commons Attribution-NonCommercial 4.0 International License.",
            "error",
            1,
        ),
        (
            "All Content by Mehr News Agency is licensed under a Creative Commons Attribution-NonCommercial 4.0 International License.",
            "never",
            0,
        ),
        ("Nothing is stated here.", "warning", 0),
    ],
)
def test_the_exit_status_says_what_was_found(tmp_path: Path, text: str, fail_on: str, status: int) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"TEHRAN - The road to the north was opened on Monday after two years of work.\n\n{text}\n", encoding="utf-8")
    assert run("audit", path, "--out", tmp_path / "audit", "--fail-on", fail_on, "--jobs", "1").exit_code == status


def test_accepted_findings_are_not_reported_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A short text.\n\nThis work is licensed under CC BY-NC 4.0.\n", encoding="utf-8")
    assert run("audit", path, "--out", tmp_path / "audit", "--jobs", "1").exit_code == 1
    marks = [row["fingerprint"] for row in rows(tmp_path / "audit", "findings")]
    baseline = tmp_path / "baseline.toml"
    baseline.write_text("".join(f'[[accepted]]\nfingerprint = "{mark}"\nreason = "agreed"\n' for mark in marks), encoding="utf-8")
    assert run("audit", path, "--out", tmp_path / "audit", "--jobs", "1", "--baseline", baseline).exit_code == 0
    assert rows(tmp_path / "audit", "findings") == []


@pytest.mark.parametrize(
    "arguments", [["audit"], ["audit", "no/such/place"], ["audit", "--map", "nonsense", "seeds"], ["audit", "-o", "doc=x", "seeds"]]
)
def test_misuse_ends_with_status_2(arguments: list[str], tmp_path: Path) -> None:
    assert run(*arguments, "--out", tmp_path / "audit").exit_code == 2


def test_malformed_input_harms_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/good.txt").write_text("TEHRAN - The road was opened.\n", encoding="utf-8")
    (tmp_path / "in/empty.txt").write_bytes(b"")
    (tmp_path / "in/binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "in/broken.jsonl.gz").write_bytes(b"\x1f\x8b\x08\x00broken")
    (tmp_path / "in/half.jsonl").write_text('{"id": "x", "text": "one"}\n{"id": "y", "te', encoding="utf-8")
    (tmp_path / "in/deep.html").write_text("<div>" * 100_000 + "deep down", encoding="utf-8")
    (tmp_path / "in/../escape.jsonl").write_text('{"id": "../../../etc/passwd", "text": "a text with a hostile id"}\n', encoding="utf-8")
    result = run("audit", tmp_path / "in", tmp_path / "escape.jsonl", "--out", tmp_path / "audit", "--fail-on", "never")
    assert result.exit_code == 0, result.output
    ids = {str(record["id"]) for record in rows(tmp_path / "audit", "records")}
    assert {"good", "x"} < ids
    assert not any(".." in name for name in ids)
    sources = " ".join(str(problem["source"]) for problem in rows(tmp_path / "audit", "problems"))
    assert all(name in sources for name in ("empty.txt", "binary.txt", "broken.jsonl.gz", "half.jsonl"))
    counts = orjson.loads((tmp_path / "audit/manifest.json").read_bytes())["counts"]
    assert counts["read"] == counts["records"] + counts["refused"]
    inside = {path.resolve() for path in (tmp_path / "audit").rglob("*")}
    assert all(path.is_relative_to((tmp_path / "audit").resolve()) for path in inside)


def test_a_file_that_goes_away_meanwhile_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("TEHRAN - The road was opened.\n", encoding="utf-8")
    look = added.sources

    def look_and_lose(*given: Any) -> Any:
        found = look(*given)
        (tmp_path / "a.txt").unlink()
        return found

    monkeypatch.setattr(added, "sources", look_and_lose)
    audit = provenance.audit(tmp_path, jobs=1)
    assert [record.id for record in audit.records] == ["b"]
    assert [problem.code for problem in audit.problems] == ["unreadable-file"]
