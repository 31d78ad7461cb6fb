"""What a run is asked to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from attrs import field, frozen

from provenance.audits import Baseline, Policy
from provenance.readers import InputChoice

SHARD_BYTES = 1 << 20
"""Into shares of this size the input is cut."""
PREVIEWED = 64
"""Of how many shares the columns are looked at."""
Engine = Literal["local", "spark"]
Progress = Callable[[str, int, int], None]
"""Told `(stage, done, total)` as a run goes on; total is 0 while it is not known."""


_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")


def address_of(path: str) -> str:
    """Return a path that names a file system (`s3a://...`, `hdfs://...`, `file:/...`), "" for one of this machine."""
    return path.rstrip("/") if _ADDRESS.match(path) else ""


def silent(stage: str, done: int, total: int) -> None:
    """Show no progress."""


@frozen(eq=False)
class Plan:
    """The inputs, the judgement and the place of a run.

    `out` is the audit folder; `jobs` the number of worker processes; `engine` who runs the work; `mapping` the user's
    `(field, column)` pairs; `resume` goes on where an interrupted run of the same plan stopped; `add` keeps the audit that the folder
    holds and adds the inputs to it. `address` takes the place of `out` where the audit goes to a file system of Spark's (`s3a://...`).
    """

    inputs: tuple[str, ...]
    out: Path
    policy: Policy
    baseline: Baseline = field(factory=Baseline)
    mapping: tuple[tuple[str, str], ...] = ()
    choice: InputChoice = "auto"
    jobs: int = 1
    resume: bool = False
    engine: Engine = "local"
    add: bool = False
    address: str = ""
    progress: Progress = silent

    @property
    def store(self) -> Path:
        """Return the folder of what is kept between the stages; it is removed when the run is done."""
        return self.out / ".parts"

    @property
    def staged(self) -> Path:
        """Return the folder in which the new audit is put together, file by file, before it takes its place in one go."""
        return self.store / "out"
