"""An input could not be read, and no record stands for it.

## What it finds
Files and rows that were refused: not text, damaged, empty, without a text field, with an id that was already used.

## Why it matters
What is not in the records was not audited.

## How sure it is
Certain: the problem names the input and the reason.

## What to do
See `problems.jsonl`, mend the input and run the audit again.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.audits.context import Context
from provenance.audits.findings import Draft
from provenance.model.text import Problem

RULE = "unreadable"


def check_problem(problem: Problem, context: Context) -> Iterator[Draft]:  # noqa: ARG001 -- every problem rule has one signature
    """Yield one draft for an input that was refused."""
    if problem.refused:
        yield Draft(RULE, "certain", (), f"{problem.source} was not read: {problem.detail} ({problem.code})")
