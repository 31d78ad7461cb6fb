"""The place of an audit: a folder that is empty, or an audit of the same inputs, or one to which articles are added."""

from __future__ import annotations

import hashlib
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson

from provenance.catalog import load
from provenance.engines.blobs import release
from provenance.engines.plan import Plan
from provenance.errors import OutputError
from provenance.model.audit import InputFile

_JOURNAL = "publish.json"
_FOLDERS = ("report", "state")


def prepare(plan: Plan, inputs: tuple[InputFile, ...], base: str = "") -> None:
    """Make the audit folder ready for a run; `base` is the digest of the audit to which the inputs are added.

    Raises OutputError when it holds something else than an audit of the same inputs. What an interrupted run has left is kept when the
    plan says so and the run is the same: same inputs, catalog, policy, mapping and base.
    """
    release()
    out, mark = plan.out, identity(plan, inputs, base)
    marker = plan.store / "run.json"
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out} is a file.", "Choose another folder with --out.")
    if not base and out.is_dir() and any(out.iterdir()) and not _same_inputs(plan, inputs):
        raise OutputError(
            f"The folder {out} is not empty and is not an audit of these inputs.", "Choose another folder with --out, or empty it."
        )
    kept = marker.exists() and orjson.loads(marker.read_bytes()).get("run") == mark
    if not (plan.resume and kept):
        shutil.rmtree(plan.store, ignore_errors=True)
    shutil.rmtree(plan.staged, ignore_errors=True)
    try:
        plan.staged.mkdir(parents=True, exist_ok=True)
        marker.write_bytes(orjson.dumps({"run": mark, "inputs": sorted(item.path for item in inputs)}))
    except OSError as error:
        raise OutputError(f"The folder {out} cannot be written to: {error.strerror}.", "Choose another folder with --out.") from error


def move(plan: Plan) -> None:
    """Put what was staged into the audit folder.

    First a journal says what will be moved: from then on the move is only ever finished, by this run or by the next (`settle`).
    """
    release()
    staged = {path.name for path in plan.staged.iterdir()}
    journal = {name: name in staged for name in sorted(staged | set(_FOLDERS))}
    partial = plan.store / "publish.partial"
    partial.write_bytes(orjson.dumps(journal))
    with _undisturbed():
        partial.replace(plan.store / _JOURNAL)
        _moved(plan.out)


def settle(out: Path) -> None:
    """Finish the move of a staged audit into its folder when it was broken off half-way; do nothing otherwise."""
    if (out / ".parts" / _JOURNAL).exists():
        _moved(out)
        shutil.rmtree(out / ".parts", ignore_errors=True)


def _moved(out: Path) -> None:
    """Do what the journal says; each step may have been done before a break."""
    store = out / ".parts"
    old = store / "old"
    old.mkdir(exist_ok=True)
    for name, staged in orjson.loads((store / _JOURNAL).read_bytes()).items():
        new, place = store / "out" / name, out / name
        if staged and not new.exists():
            continue
        if place.is_dir() and not (old / name).exists():  # also one that nothing takes the place of: it belonged to the audit before
            place.rename(old / name)
        if staged:
            new.replace(place)
    (store / "run.json").unlink(missing_ok=True)  # so that nobody goes on with what is only half removed
    (store / _JOURNAL).unlink()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold back an interrupt from the keyboard for a moment, where the system can."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def identity(plan: Plan, inputs: tuple[InputFile, ...], base: str = "") -> str:
    """Return a digest of everything that the parts of a run depend on, the order of the inputs included, since it numbers the parts."""
    judged = [load().digest, plan.policy.digest, repr(plan.mapping), plan.choice, base]
    parts = [*(f"{item.path}\0{item.sha256}" for item in inputs), *judged]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _same_inputs(plan: Plan, inputs: tuple[InputFile, ...]) -> bool:
    """Tell whether the folder holds an audit, finished or not, of the same paths, or one without a record, of a path that was mistyped."""
    paths = sorted(item.path for item in inputs)
    done, begun = _json(plan.out / "manifest.json"), _json(plan.store / "run.json")
    try:
        if done and (sorted(row["path"] for row in done["inputs"]) == paths or not done["counts"]["records"]):
            return True
        return bool(begun) and sorted(begun["inputs"]) == paths
    except (KeyError, TypeError):
        return False


def _json(file: Path) -> Any:
    """Return what a JSON file holds, None when it is missing or broken."""
    try:
        return orjson.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
