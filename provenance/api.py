"""Auditing from Python: `provenance.audit("corpus/")`."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from attrs import frozen

from provenance.audits import Baseline, Policy, load_policy
from provenance.engines import STATE, Engine, Plan, Progress, Run, alone_in, close, publish, run, silent
from provenance.errors import OutputError
from provenance.model.audit import Finding, Manifest
from provenance.model.record import ProvenanceRecord
from provenance.model.reprint import Edge, Family, Passage
from provenance.model.text import Problem
from provenance.readers import listed, parse_mapping
from provenance.reports import DATA, TextChoice, check_targets, html, write
from provenance.wire import from_json

T = TypeVar("T")


@frozen(eq=False, slots=False, repr=False)
class Audit:
    """A finished audit.

    `records`, `passages`, `edges`, `families`, `findings` and `problems` are tuples of model values, read from disk when first asked for;
    `manifest` says what was audited. The files live in the folder that was added to, or in a temporary one
    that goes with this object; `write` makes a lasting copy.
    """

    _folder: Path
    _run: Run

    def __repr__(self) -> str:
        """Return a line for a person at a prompt."""
        counts = self.manifest.counts
        told = ", ".join(f"{name}={getattr(counts, name):,}" for name in ("records", "families", "findings", "problems"))
        return f"<Audit: {told}>"

    @property
    def manifest(self) -> Manifest:
        """What was audited, by what, and how many rows of each kind there are."""
        return self._run.manifest

    @cached_property
    def records(self) -> tuple[ProvenanceRecord, ...]:
        """The records in the order of their ids."""
        return tuple(self._rows("records", ProvenanceRecord))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages that articles share."""
        return tuple(self._rows("passages", Passage))

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """The direct edges from copies to what they were taken from."""
        return tuple(self._rows("edges", Edge))

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """The families of reprints."""
        return tuple(self._rows("families", Family))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The open findings."""
        return tuple(self._rows("findings", Finding))

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with the input."""
        return tuple(self._rows("problems", Problem))

    def write(self, folder: str | os.PathLike[str]) -> None:
        """Write the audit folder, report included; an audit that is there is replaced.

        Raises OutputError when the folder holds something else.
        """
        target = Path(folder)
        if target.resolve() == self._folder.resolve():
            return
        if target.exists() and not (target.is_dir() and ((target / "manifest.json").exists() or not any(target.iterdir()))):
            raise OutputError(f"{target} is neither an audit folder nor empty.", "Choose another folder.")
        try:
            target.mkdir(parents=True, exist_ok=True)
            for name in DATA:
                shutil.copyfile(self._folder / name, target / name)
            shutil.rmtree(target / STATE, ignore_errors=True)
            if (self._folder / STATE).is_dir():
                shutil.copytree(self._folder / STATE, target / STATE)
        except OSError as error:
            raise OutputError(f"{target} cannot be written: {error.strerror or error}.", "Choose another place.") from error
        self.to_html(target / "report")

    def to_html(self, folder: str | os.PathLike[str]) -> None:
        """Write the report alone; open `index.html` in it. Raises OutputError when the folder holds something else."""
        write("html", self._folder, Path(folder), self._run.articles)

    def _rows(self, name: str, kind: type[T]) -> Iterator[T]:
        with (self._folder / f"{name}.jsonl").open("rb") as lines:
            for line in lines:
                yield from_json(line, kind)


def audit(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    policy: Policy | str | os.PathLike[str] | None = None,
    *,
    baseline: Baseline | None = None,
    mapping: Iterable[str] | Mapping[str, str] | None = None,
    jobs: int | None = None,
    engine: Engine = "local",
    progress: Progress = silent,
    to: str | os.PathLike[str] | None = None,
) -> Audit:
    """Audit files, folders or globs and return what was found.

    `to` is an audit folder to which the articles are added, without reading again what it holds: the folder becomes the audit of old and
    new together, as if all had been audited at once.

    `policy` is a TOML file or a loaded policy, the documented default when None; `mapping` names the column of a field where it is not
    recognised; `jobs` is the number of worker processes, all cores when None; `engine` is "local" or "spark". Raises ProvenanceError when
    there is nothing to read, or something is asked for that cannot be done.
    """
    folder = Path(tempfile.mkdtemp(prefix="provenance-")) if to is None else Path(to)
    plan = Plan(
        inputs=tuple(listed(paths)),
        out=folder,
        policy=policy if isinstance(policy, Policy) else load_policy(None if policy is None else Path(policy)),
        baseline=baseline or Baseline(),
        mapping=parse_mapping(mapping),
        jobs=jobs or os.cpu_count() or 1,
        engine=engine,
        add=to is not None,
        progress=progress,
    )
    if to is not None:
        return Audit(folder, audit_folder(plan))
    try:
        found = Audit(folder, publish(plan, run(plan)))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    weakref.finalize(found, shutil.rmtree, folder, ignore_errors=True)
    return found


def audit_folder(plan: Plan, exports: Sequence[tuple[str, Path]] = (), *, text: TextChoice | None = None) -> Run:
    """Run a plan into its audit folder, with the report, then write further exports.

    An audit that goes to an address has neither: they need a folder of this machine.
    """
    if plan.address and (plan.engine != "spark" or exports):
        raise OutputError(f"{plan.address} is no folder of this machine.", "Use --engine spark, without -o, or another --out.")
    check_targets(exports, plan.out, plan.inputs)
    if plan.address:
        return run(plan)
    with alone_in(plan.out, make=not plan.add):
        return _audit_folder(plan, exports, text)


def _audit_folder(plan: Plan, exports: Sequence[tuple[str, Path]], text: TextChoice | None) -> Run:
    done = run(plan)
    plan.progress("report", 0, 0)
    html.write(done.folder, done.folder / "report", done.articles, done.fresh)
    plan.progress("publish", 0, 0)
    done = publish(plan, done)
    for name, target in exports:
        plan.progress(f"export {name}", 0, 0)
        write(name, plan.out, target, done.articles, text=text)
    close(plan)
    return done
