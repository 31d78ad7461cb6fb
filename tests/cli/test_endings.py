"""A command that cannot go on ends with a message and a status of its own, never with a traceback or with the status of findings."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "provenance"]
SEED = "seeds/000_fa94b455a9b7c675.txt"
HEARING = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background keeps interrupts from its commands
from provenance.cli import main
main()
"""
IMPATIENT = """
import sys
class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == "provenance.records":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupt())
from provenance.cli import main
main()
"""
FULL = Path("/dev/full")


def shell(line: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in which $P is the command."""
    given = {**os.environ, "P": " ".join(COMMAND), **environment}
    return subprocess.run(["sh", "-c", line], capture_output=True, check=False, cwd=ROOT, timeout=120, env=given)


@pytest.mark.skipif(not FULL.exists(), reason="a system without a disk that is always full")
@pytest.mark.parametrize(
    "arguments", [f"record {SEED}", f"explain {SEED}", "catalog list outlets", f"audit {SEED} --out $OUT --fail-on never --jobs 1"]
)
def test_a_full_disk_is_named(arguments: str, tmp_path: Path) -> None:
    done = shell(f"$P {arguments} > /dev/full", OUT=str(tmp_path / "audit"))
    assert (done.returncode, b"Traceback" in done.stderr) == (2, False)
    assert b"No space left on device" in done.stderr


def test_closed_streams_are_no_fault() -> None:
    assert shell(f"$P record {SEED} >&-").returncode == 0
    done = shell("$P record <&-")
    assert (done.returncode, b"Traceback" in done.stderr) == (2, False)


def test_letters_that_a_terminal_does_not_know_are_written_as_escapes() -> None:
    done = shell(f"$P explain {SEED}", PYTHONIOENCODING="latin-1")
    assert done.returncode == 0
    assert rb"TEHRAN \u2014" in done.stdout


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_an_audit_and_says_how_to_go_on(number: signal.Signals, status: int, tmp_path: Path) -> None:
    rows = ({"id": f"r{number}", "text": f"Story {number}. It rained.", "padding": "x" * 20_000} for number in range(2000))
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    out = tmp_path / "audit"
    process = subprocess.Popen(
        [sys.executable, "-c", HEARING, "audit", str(tmp_path / "rows.jsonl"), "--out", str(out), "--jobs", "2"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    while not any(out.glob(".parts/0*")):
        assert process.poll() is None
    process.send_signal(number)
    _, errors = process.communicate(timeout=120)  # ends when the workers have closed these, too
    assert process.returncode == status
    assert b"--resume" in errors
    assert b"Traceback" not in errors


@pytest.mark.parametrize("command", ["record", "audit", "explain"])
def test_an_interrupt_while_a_command_still_loads_is_no_traceback(command: str) -> None:
    done = subprocess.run([sys.executable, "-c", IMPATIENT, command, SEED], cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, b"Traceback" in done.stderr) == (130, b"", False)
