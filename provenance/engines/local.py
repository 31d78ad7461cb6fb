"""The local engine: worker processes for articles, one for candidate pairs, texts on disk."""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import orjson

from provenance.audits.context import Context
from provenance.audits.parties import Houses
from provenance.catalog import load
from provenance.detectors.boilerplate.repeated import LineCounts, Lines, RepeatedLines
from provenance.engines.added import inputs_of, reused
from provenance.engines.completed import Completed
from provenance.engines.corpus import Articles, Numbers, arrange
from provenance.engines.finish import write_folder
from provenance.engines.packs import open_strings
from provenance.engines.parts import Part, make_part
from provenance.engines.place import prepare
from provenance.engines.plan import SHARD_BYTES, Plan
from provenance.engines.prints import Shared, make_prints, store_articles
from provenance.engines.run import Run, manifest_of
from provenance.engines.state import State, check, keep, open_state
from provenance.engines.tables import renumber_prints
from provenance.errors import InputError
from provenance.model.text import Problem
from provenance.readers import Input, Shard, shards
from provenance.records import warm
from provenance.records.sites import SiteNotices
from provenance.reprints import Aligned, find
from provenance.wire import plain
from provenance.workers import Workers, workers

BATCH = (256, 2_048)
"""Articles a task of the second stage, at least and at most: each writes files of its own, and all processes shall have some."""
ONE_PASS = 200_000
"""Articles whose lines are counted in one pass, so that memory stays flat: some six million lines, 16 bytes each."""


def run(plan: Plan) -> Run:
    """Audit the inputs of a plan; the audit is staged in its folder and takes its place when it is published.

    Raises InputError when nothing readable is given and OutputError when the folder cannot be used.
    """
    started, clock = datetime.now(UTC), time.monotonic()
    base = open_state(plan.out) if plan.add else None
    plan = check(base, plan) if base else plan
    given = inputs_of(plan, base)
    prepare(plan, given.new, base.digest if base else "")
    plan.progress("read", 0, 0)
    with workers(plan.jobs, warm) as pool:
        parts = [*([base.part] if base else []), *_read(plan, pool, given.sources)]
        plan.progress("share", 0, 0)
        articles, problems = arrange(parts)
        if not articles and not problems:
            raise InputError(f"Nothing to read in {', '.join(plan.inputs)}.", "Name files or folders that hold articles.")
        shared = _share(plan, parts)
        completed, prints, known = _print(plan, pool, articles, shared, base)
        reprints = find(completed, prints, plan.store / "reprints", pool, known, lambda name: plan.progress(name, 0, 0))
    plan.progress("judge", 0, 0)
    context = Context(plan.policy, Houses(load(), plan.policy.groups))
    written, grave, fresh = write_folder(plan, completed, reprints, problems, context)
    plan.progress("keep", 0, 0)
    keep(plan, parts, completed, prints, reprints.aligned, given.every)
    columns = sorted({column for part in parts for column in part.columns})
    refused = sum(problem.refused for problem in problems)
    manifest = manifest_of(plan, given.every, columns, refused, written, started, clock)
    (plan.staged / "manifest.json").write_bytes(orjson.dumps(plain(manifest), option=orjson.OPT_INDENT_2) + b"\n")
    return Run(manifest, grave, written.accepted, completed, plan.staged, fresh)


def _print(
    plan: Plan, pool: Workers, articles: Articles, shared: Shared, base: State | None
) -> tuple[Completed, list[Path], Aligned | None]:
    """Run the second stage over all articles that the audit to which they are added does not show in the same light already.

    Return the articles, the files of fingerprints, and what was aligned before and still holds.
    """
    plan.progress("fingerprint", 0, len(articles))
    folder = plan.store / "prints"
    folder.mkdir(exist_ok=True)
    folders: list[Path] = []
    prints: list[Path] = []
    known: Aligned | None = None
    printed: Numbers = np.full((len(articles), 2), -1, np.int32)
    if base:
        number = reused(base, articles, shared)
        rows = np.flatnonzero(number >= 0)
        printed[number[rows], 0], printed[number[rows], 1] = 0, rows
        renumber_prints(base.folder / "prints.arrow", folder / "kept.arrow", number)
        folders, prints, known = [base.folder], [folder / "kept.arrow"], base.aligned().renumbered(number)
    todo = np.flatnonzero(printed[:, 0] < 0)
    least, most = BATCH
    size = min(most, max(least, len(todo) // (4 * pool.jobs)))
    batches = [todo[start : start + size] for start in range(0, len(todo), size)]
    stored = store_articles(articles, folder / "articles")
    tasks = ((folder / f"{k:06d}", stored, some.tolist(), plan.policy, plan.store / "shared") for k, some in enumerate(batches))
    for some, item in zip(batches, pool.map(make_prints, tasks), strict=True):
        printed[some, 0], printed[some, 1] = len(folders), np.arange(len(some))
        folders.append(item.folder)
        prints.append(item.fingerprints)
        plan.progress("fingerprint", int(some[-1]) + 1, len(articles))
    return Completed(articles, folders, printed), prints, known


def _read(plan: Plan, pool: Workers, inputs: Sequence[Input | Problem]) -> list[Part]:
    """Run the first stage over all inputs."""
    parts: list[Part] = []
    count = 0
    for part in pool.map(make_part, _tasks(plan, inputs)):
        parts.append(part)
        count += len(part.keys)
        plan.progress("read", count, 0)
    return parts


def _tasks(plan: Plan, inputs: Sequence[Input | Problem]) -> Iterator[tuple[Path, Shard]]:
    """Yield the shares of the input."""
    for number, shard in enumerate(shards(inputs, SHARD_BYTES, mapping=dict(plan.mapping))):
        yield plan.store / f"{number:06d}", shard


def _share(plan: Plan, parts: list[Part]) -> Shared:
    """Return what the articles of each outlet have in common, and write it down for the second stage."""
    notices = SiteNotices()
    for part in parts:
        notices.merge(part.notices)
    passes = 1 + sum(len(part.keys) for part in parts) // ONE_PASS
    repeated = RepeatedLines()
    for number in range(passes):
        repeated |= _repeated(parts, LineCounts(number, passes))
    shared = Shared(notices, repeated)
    (plan.store / "shared").write_bytes(pickle.dumps(shared, protocol=pickle.HIGHEST_PROTOCOL))
    return shared


def _repeated(parts: list[Part], counts: LineCounts) -> RepeatedLines:
    """Return the lines that repeat, of those that the counts take."""
    for part in parts:
        kept = open_strings(part.folder, "lines")
        for row in range(len(kept)):
            counts.add_lines(Lines.of_bytes(kept[row]))
    return counts.lines()
