"""Progress on standard error, when it is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from provenance.engines import Progress as Told
from provenance.engines import silent

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


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
    try:
        yield stages(bars)
    finally:
        bars.stop()


def stages(bars: Progress) -> Told:
    """Return a function that shows each stage as a bar: it runs while it is told of, and is done when the next one begins."""
    tasks: dict[str, TaskID] = {}
    running: list[TaskID] = []

    def tell(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            if not tasks:
                bars.start()
            while running:
                last = running.pop()
                reached = max(bars.tasks[last].completed, 1)
                bars.update(last, completed=reached, total=reached)
                bars.stop_task(last)
            tasks[stage] = bars.add_task(stage, total=total or None)
            running.append(tasks[stage])
        bars.update(tasks[stage], completed=done, total=total or None)

    return tell
