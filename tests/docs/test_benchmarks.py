"""A benchmark that is given nothing to measure says so."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("scale", "nowhere.jsonl", "there is no"),
        ("scale", "empty.jsonl", "holds no article"),
        pytest.param(
            "pages", ".", "holds no page", marks=pytest.mark.skipif(not find_spec("trafilatura"), reason="trafilatura is missing")
        ),
    ],
)
def test_nothing_to_measure_is_told(name: str, given: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n", encoding="utf-8")
    command = [sys.executable, str(ROOT / f"benchmarks/{name}.py"), given]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, timeout=120, env=environment)
    assert (done.returncode, told in done.stderr, "Traceback" in done.stderr) == (2, True, False)
