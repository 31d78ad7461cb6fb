"""Progress on standard error, when it is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from provenance.engines import Progress as Told
from provenance.engines import silent


@contextmanager
def showing() -> Iterator[Told]:
    """Give a function that shows progress bars while the `with` block runs; it shows nothing when nobody looks."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console  # noqa: PLC0415 -- loaded where somebody looks
    from rich.progress import (  # noqa: PLC0415 -- loaded where somebody looks
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TaskID,
        TextColumn,
        TimeElapsedColumn,
    )

    bars = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    )
    tasks: dict[str, TaskID] = {}

    def tell(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            if not tasks:
                bars.start()
            tasks[stage] = bars.add_task(stage, total=total or None)
        bars.update(tasks[stage], completed=done, total=total or None)

    try:
        yield tell
    finally:
        bars.stop()
