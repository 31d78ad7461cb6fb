"""Who runs batches and SQL: everything else is free of engines."""

from __future__ import annotations

import shutil
from importlib import import_module
from typing import get_args

from attrs import evolve

from provenance.engines.lock import alone_in
from provenance.engines.place import move, settle
from provenance.engines.plan import Engine, Plan, Progress, address_of, silent
from provenance.engines.run import Run
from provenance.engines.state import NAME as STATE
from provenance.engines.state import open_state
from provenance.errors import InputError, OutputError, ProvenanceError
from provenance.readers.inputs import STDIN, nothing_there

__all__ = ["STATE", "Engine", "Plan", "Progress", "Run", "address_of", "alone_in", "close", "publish", "run", "silent"]


def run(plan: Plan) -> Run:
    """Audit the inputs of a plan, by the engine that it names; the audit is staged in `Run.folder` until it is published.

    Raises InputError when nothing readable is given, OutputError when the folder cannot be used, and ProvenanceError when the engine's
    software is missing.
    """
    if plan.engine not in get_args(Engine):
        raise ProvenanceError(f"There is no engine {plan.engine!r}.", f"Use one of {', '.join(get_args(Engine))}.")
    if plan.add and plan.engine != "local":
        raise OutputError("Articles are added by the local engine alone.", "Leave --engine out, or audit everything anew.")
    if STDIN in plan.inputs and plan.engine != "local":
        raise InputError("Standard input stands open for this process alone, and Spark reads in others.", "Write it to a file first.")
    far = [path for path in plan.inputs if address_of(path) and nothing_there([path])] if plan.engine == "local" else []
    if far:
        raise InputError(f"{far[0]} is an address, and the local engine reads files of this machine alone.", "Use --engine spark.")
    if plan.inputs and not any(map(address_of, plan.inputs)) and nothing_there(plan.inputs):
        raise InputError(f"There is no file or folder {', '.join(plan.inputs)}.", "Name files or folders that hold articles.")
    settle(plan.out)
    done: Run = import_module(f"provenance.engines.{plan.engine}").run(plan)
    return done


def publish(plan: Plan, done: Run) -> Run:
    """Put a staged audit into its place in one go, and return the run as it lies there; its texts stay readable until `close`."""
    move(plan)
    if not (plan.out / STATE).is_dir():
        return evolve(done, folder=plan.out, fresh=None)
    close(plan)
    return evolve(done, folder=plan.out, articles=open_state(plan.out).articles(), fresh=None)


def close(plan: Plan) -> None:
    """Remove what was kept between the stages, when nobody reads the texts of the run any more."""
    shutil.rmtree(plan.store, ignore_errors=True)
