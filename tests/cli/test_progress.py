"""Progress bars: one a stage, each done when the next one begins."""

from __future__ import annotations

from rich.progress import Progress

from provenance.cli.progress import stages


def test_a_stage_is_done_when_the_next_one_begins() -> None:
    bars = Progress(disable=True)
    tell = stages(bars)
    for stage, done, total in (("read", 0, 0), ("read", 7, 0), ("share", 0, 0), ("fingerprint", 3, 9)):
        tell(stage, done, total)
    assert [(task.description, task.completed, task.total, task.finished) for task in bars.tasks] == [
        ("read", 7, 7, True),
        ("share", 1, 1, True),
        ("fingerprint", 3, 9, False),
    ]
