"""The local engine: worker processes for articles, DuckDB for candidate pairs, texts on disk."""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import orjson

from provenance.audits.context import Context
from provenance.audits.parties import Houses
from provenance.catalog import load
from provenance.detectors.boilerplate.repeated import LineCounts, RepeatedLines
from provenance.engines.blobs import Blobs
from provenance.engines.corpus import Articles, arrange
from provenance.engines.finish import write_folder
from provenance.engines.parts import Part, make_part
from provenance.engines.place import prepare
from provenance.engines.plan import PREVIEWED, SHARD_BYTES, Plan
from provenance.engines.prints import Print, Shared, make_prints
from provenance.engines.run import Run, manifest_of
from provenance.errors import InputError
from provenance.model.audit import InputFile
from provenance.model.text import Problem
from provenance.readers import Input, Shard, digest, guessed, shards, sources
from provenance.records.sites import SiteNotices
from provenance.reprints import Signals, find
from provenance.wire import plain
from provenance.workers import Workers, workers

BATCH = 256
"""Articles a task of the second stage."""
ONE_PASS = 200_000
"""Articles whose lines are counted in one pass, so that memory stays flat: some six million lines, 16 bytes each."""


def run(plan: Plan) -> Run:
    """Audit the inputs of a plan into its audit folder.

    Raises InputError when nothing readable is given and OutputError when the folder cannot be used.
    """
    started, clock = datetime.now(UTC), time.monotonic()
    inputs = sources(plan.inputs, plan.choice)
    files = _files(inputs)
    prepare(plan, files)
    columns: set[tuple[str, str]] = set()
    with workers(plan.jobs) as pool:
        parts = _read(plan, pool, inputs, columns)
        articles, problems = arrange(parts)
        if not articles and not problems:
            raise InputError(f"Nothing to read in {', '.join(plan.inputs)}.", "Name files or folders that hold articles.")
        _share(plan, parts)
        prints = _print(plan, pool, articles)
        completed = Completed(articles, prints)
        plan.progress("reprints", 0, 0)
        reprints = find(completed, [item.fingerprints for item in prints], plan.store / "reprints", pool)
    context = Context(plan.policy, Houses(load(), plan.policy.groups))
    drafts = (draft for item in prints for draft in item.drafts())
    written, grave = write_folder(plan, completed, reprints, drafts, problems, context)
    refused = sum(problem.refused for problem in problems)
    manifest = manifest_of(plan, files, sorted(columns), refused, written, started, clock)
    (plan.out / "manifest.json").write_bytes(orjson.dumps(plain(manifest), option=orjson.OPT_INDENT_2) + b"\n")
    return Run(manifest, grave, written.accepted, completed)


class Completed(Articles):
    """The articles with their records in the light of the corpus, and the signals of these."""

    def __init__(self, articles: Articles, prints: list[Print]) -> None:
        super().__init__(*articles.__getstate__())
        self._signals = [Blobs(item.signals) for item in prints]
        self._records = [Blobs(item.records) for item in prints]

    def row(self, doc: int) -> dict[str, object]:
        """Return the record of an article as plain data, under its final id."""
        found: dict[str, object] = orjson.loads(self._records[doc // BATCH][doc % BATCH])
        found["id"] = self.ids[doc]
        return found

    def signals(self, doc: int) -> Signals:
        """Return the signals of an article."""
        found: Signals = pickle.loads(self._signals[doc // BATCH][doc % BATCH])  # noqa: S301 -- written by this very run
        return found


def _read(plan: Plan, pool: Workers, inputs: list[Input | Problem], columns: set[tuple[str, str]]) -> list[Part]:
    """Run the first stage over all inputs."""
    parts: list[Part] = []
    count = 0
    for part in pool.map(make_part, _tasks(plan, inputs, columns)):
        parts.append(part)
        count += len(part.keys)
        plan.progress("read", count, 0)
    return parts


def _tasks(plan: Plan, inputs: list[Input | Problem], columns: set[tuple[str, str]]) -> Iterator[tuple[Path, Shard]]:
    """Yield the shares of the input, and note by which columns the first ones are read."""
    for number, shard in enumerate(shards(inputs, SHARD_BYTES, mapping=dict(plan.mapping))):
        if number < PREVIEWED:
            columns.update(guessed(shard))
        yield plan.store / f"{number:06d}", shard


def _share(plan: Plan, parts: list[Part]) -> None:
    """Write down what the articles of each outlet have in common, for the second stage."""
    notices = SiteNotices()
    for part in parts:
        notices.merge(part.notices)
    passes = 1 + sum(len(part.keys) for part in parts) // ONE_PASS
    repeated = RepeatedLines()
    for number in range(passes):
        repeated |= _repeated(parts, LineCounts(number, passes))
    (plan.store / "shared").write_bytes(pickle.dumps(Shared(notices, repeated), protocol=pickle.HIGHEST_PROTOCOL))


def _repeated(parts: list[Part], counts: LineCounts) -> RepeatedLines:
    """Return the lines that repeat, of those that the counts take."""
    for part in parts:
        kept = Blobs(part.folder / "lines.bin")
        for row in range(len(kept)):
            counts.add_marks(kept[row])
        kept.close()
    return counts.lines()


def _print(plan: Plan, pool: Workers, articles: Articles) -> list[Print]:
    """Run the second stage over all articles."""
    folder = plan.store / "prints"
    ranges = [(start, min(start + BATCH, len(articles))) for start in range(0, len(articles), BATCH)]
    prints: list[Print] = []
    for item in pool.map(make_prints, ((folder, articles, start, stop, plan.policy, plan.store / "shared") for start, stop in ranges)):
        prints.append(item)
        plan.progress("fingerprint", min(len(prints) * BATCH, len(articles)), len(articles))
    return prints


def _files(inputs: list[Input | Problem]) -> tuple[InputFile, ...]:
    """Return the files behind the inputs with their digests, sorted by path."""
    return tuple(sorted((digest(item) for item in inputs if isinstance(item, Input)), key=lambda item: item.path))
