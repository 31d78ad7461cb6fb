"""Who runs batches and SQL: everything else is free of engines."""

from __future__ import annotations

import shutil
from importlib import import_module

from provenance.engines.plan import Plan, Progress, silent
from provenance.engines.run import Run

__all__ = ["Plan", "Progress", "Run", "close", "run", "silent"]


def run(plan: Plan) -> Run:
    """Audit the inputs of a plan into its audit folder, by the engine that it names.

    Raises InputError when nothing readable is given, OutputError when the folder cannot be used, and ProvenanceError when the engine's
    software is missing.
    """
    done: Run = import_module(f"provenance.engines.{plan.engine}").run(plan)
    return done


def close(plan: Plan) -> None:
    """Remove what was kept between the stages."""
    shutil.rmtree(plan.store, ignore_errors=True)
