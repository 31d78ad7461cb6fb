"""The place of an audit: a folder that is empty, or an audit of the same inputs."""

from __future__ import annotations

import hashlib
import shutil

import orjson

from provenance.catalog import load
from provenance.engines.plan import Plan
from provenance.errors import OutputError
from provenance.model.audit import InputFile


def prepare(plan: Plan, inputs: tuple[InputFile, ...]) -> None:
    """Make the audit folder ready for a run.

    Raises OutputError when it holds something else than an audit of the same inputs. What an interrupted run has left is kept when the
    plan says so and the run is the same: same inputs, catalog, policy and mapping.
    """
    out, mark = plan.out, identity(plan, inputs)
    marker = plan.store / "run.json"
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out} is a file.", "Choose another folder with --out.")
    if out.is_dir() and any(out.iterdir()) and not _same_inputs(plan, inputs):
        raise OutputError(
            f"The folder {out} is not empty and is not an audit of these inputs.", "Choose another folder with --out, or empty it."
        )
    kept = marker.exists() and orjson.loads(marker.read_bytes()).get("run") == mark
    if not (plan.resume and kept):
        shutil.rmtree(plan.store, ignore_errors=True)
    try:
        plan.store.mkdir(parents=True, exist_ok=True)
        marker.write_bytes(orjson.dumps({"run": mark, "inputs": sorted(item.path for item in inputs)}))
    except OSError as error:
        raise OutputError(f"The folder {out} cannot be written to: {error.strerror}.", "Choose another folder with --out.") from error


def identity(plan: Plan, inputs: tuple[InputFile, ...]) -> str:
    """Return a digest of everything that the parts of a run depend on, the order of the inputs included, since it numbers the parts."""
    parts = [*(f"{item.path}\0{item.sha256}" for item in inputs), load().digest, plan.policy.digest, repr(plan.mapping), plan.choice]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _same_inputs(plan: Plan, inputs: tuple[InputFile, ...]) -> bool:
    """Tell whether the folder holds an audit, finished or not, of the same paths."""
    paths = sorted(item.path for item in inputs)
    for file, read in (
        (plan.out / "manifest.json", lambda data: [row["path"] for row in data["inputs"]]),
        (plan.store / "run.json", lambda data: data["inputs"]),
    ):
        try:
            if sorted(read(orjson.loads(file.read_bytes()))) == paths:
                return True
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return False
