"""`provenance record`: one record a line in input order, messages on standard error, exit statuses as promised."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "provenance", "record"]
ROWS = [{"id": f"a{number}", "content": f"TEHRAN — Story {number}. It rained, IRNA reported."} for number in range(40)]
JSONL = "".join(json.dumps(row) + "\n" for row in ROWS).encode()


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command with bytes on standard input."""
    return subprocess.run([*COMMAND, *arguments], input=given, capture_output=True, check=False, cwd=ROOT, timeout=120)


def padded(count: int, width: int = 20_000) -> bytes:
    """Return rows with a long column that nobody reads, so that they make more than one share of the work."""
    rows = ({"id": f"r{number}", "text": f"Story {number}. It rained.", "padding": "x" * width} for number in range(count))
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def ids(output: bytes) -> list[str]:
    """Return the ids of the records written."""
    return [json.loads(line)["id"] for line in output.splitlines()]


@pytest.mark.parametrize("arguments", [(), ("-",), ("--input", "jsonl", "-"), ("--jobs", "1", "-")])
def test_standard_input_in_order(arguments: tuple[str, ...]) -> None:
    done = run(*arguments, given=JSONL)
    assert (done.returncode, ids(done.stdout)) == (0, [row["id"] for row in ROWS])
    assert b"column 'content' is read as text" in done.stderr


def test_the_number_of_workers_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_bytes(padded(80))
    one, three = run("--jobs", "1", str(file)), run("--jobs", "3", str(file))
    assert one.stdout == three.stdout
    assert len(ids(one.stdout)) == 80


def test_with_text_adds_what_the_offsets_point_into() -> None:
    record = json.loads(run("--with-text", "-", given=b"<html><body><p>It rained, IRNA reported.</p></body></html>").stdout)
    assert record["source"]["format"] == "html"
    assert "It rained" in record["text"]
    for item in record["attributions"]:
        proof = item["evidence"]
        assert record["text"][proof["start"] : proof["stop"]] == proof["quote"]


def test_nothing_readable_is_status_2(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    for arguments, code in (((str(tmp_path / "a.txt"),), b"empty-file"), (("/no/such/file",), b"no-such-file"), (("-",), b"empty-file")):
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (2, b"")
        assert code in done.stderr


def test_misuse_is_status_2_and_says_what_to_do() -> None:
    done = run("--map", "story=text", "-", given=JSONL)
    assert done.returncode == 2
    assert b"Write FIELD=COLUMN" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_mapped_column_is_read(tmp_path: Path) -> None:
    done = run("--map", "text=story", "-", given=b'{"id": "a", "story": "It rained."}\n{"id": "b", "text": "x"}\n')
    assert (done.returncode, ids(done.stdout)) == (0, ["a"])
    assert b"-#1: no-text" in done.stderr


def test_rows_with_one_id_are_both_kept() -> None:
    done = run("-", given=b'{"id": "a", "text": "It rained."}\n' * 2)
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["id"], second["id"]) == ("a", "-#1")
    assert second["problems"][0]["code"] == "duplicate-id"


def test_a_reader_that_goes_away_is_no_error() -> None:
    given = padded(80)
    with subprocess.Popen([*COMMAND, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdin and process.stdout and process.stderr  # noqa: PT018
        process.stdout.close()
        try:
            process.stdin.write(given)
            process.stdin.close()
        except BrokenPipeError:
            pass
        message = process.stderr.read()
        assert process.wait(60) == 141
    assert b"Traceback" not in message
    assert b"Exception ignored" not in message


def heeding_interrupts() -> None:
    """Let the program that is started heed interrupts, though whoever runs the tests may ignore them, as a shell's background jobs do."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_ends_it_quietly() -> None:
    with subprocess.Popen(
        [*COMMAND, "--jobs", "1", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        preexec_fn=heeding_interrupts,  # noqa: PLW1509 -- no threads here
    ) as process:
        assert process.stdin and process.stdout  # noqa: PT018
        process.stdin.write(padded(10, 400_000))
        process.stdin.flush()
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        try:
            status = process.wait(60)
        finally:
            process.kill()
        message = process.stderr.read() if process.stderr else b""
    assert status == 130
    assert b"Traceback" not in message


def test_help_shows_an_example() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert b"provenance record article.txt" in done.stdout
