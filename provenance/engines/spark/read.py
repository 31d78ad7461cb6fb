"""The first stage: inputs are cut into shares, and executors read and record them as the local workers do."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import orjson
import pyarrow as pa
from attrs import evolve

from provenance.engines.notes import Noted, note_all
from provenance.engines.plan import SHARD_BYTES, Plan
from provenance.engines.spark.stages import Stages, kind
from provenance.engines.spark.tables import DIGESTS, INPUTS, NOTED, SHARDS, batches, rows
from provenance.model.audit import InputFile
from provenance.model.text import Problem
from provenance.readers import Input, Shard, digest, guessed, read_shard, shards

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

Batches = Iterable[pa.RecordBatch]


def spread(stages: Stages, inputs: list[Input | Problem], width: int) -> DataFrame:
    """Return the inputs as a table over all executors, which work in folders of their own."""
    entries = map(from_anywhere, inputs)
    table = pa.Table.from_pylist([{"number": number, "entry": pickle.dumps(entry)} for number, entry in enumerate(entries)], INPUTS)
    return stages.frame(table).repartition(max(1, min(len(inputs), 4 * width)), "number")


def from_anywhere(entry: Input | Problem) -> Input | Problem:
    """Return an input as it is opened from any folder."""
    if isinstance(entry, Problem):
        return entry
    return evolve(entry, file=os.path.abspath(entry.file))  # noqa: PTH100 -- names that are no UTF-8 stay strings


def digests(inputs: DataFrame) -> tuple[InputFile, ...]:
    """Return the files behind the inputs with their digests, sorted by path: one line of the manifest each."""
    found = inputs.mapInArrow(_digests, kind(DIGESTS)).collect()
    return tuple(sorted((InputFile(row["path"], row["sha256"], row["bytes"]) for row in found), key=lambda item: item.path))


def note(plan: Plan, inputs: DataFrame, width: int) -> DataFrame:
    """Return the articles of all inputs as the first stage notes them, and rows that hold problems alone."""
    cut = inputs.mapInArrow(partial(_cut, mapping=dict(plan.mapping)), kind(SHARDS))
    return cut.repartition(width).mapInArrow(_note, kind(NOTED))


def _entries(given: Batches) -> Iterator[Input | Problem]:
    for row in rows(given):
        yield pickle.loads(row["entry"])  # noqa: S301 -- written by this very run


def _digests(given: Batches) -> Iterator[pa.RecordBatch]:
    yield from batches(_digested(_entries(given)), DIGESTS)


def _digested(entries: Iterable[Input | Problem]) -> Iterator[tuple[str, str, int]]:
    """Yield the manifest's line of each file; one that an executor cannot open gets a problem when it is cut into shares."""
    for entry in entries:
        if isinstance(entry, Input):
            with suppress(OSError):
                found = digest(entry)
                yield found.path, found.sha256, found.bytes


def _cut(given: Batches, mapping: dict[str, str]) -> Iterator[pa.RecordBatch]:
    """Cut inputs into shares of about a megabyte; packed data travels inside, and so to other executors."""
    shares = (shard for entry in _entries(given) for shard in shards([entry], SHARD_BYTES, mapping=mapping))
    yield from batches(((pickle.dumps(shard),) for shard in shares), SHARDS, 4)


def _note(given: Batches) -> Iterator[pa.RecordBatch]:
    yield from batches((noted for row in rows(given) for noted in rows_of(pickle.loads(row["shard"]))), NOTED)  # noqa: S301 -- our own


def rows_of(shard: Shard) -> Iterator[tuple[Any, ...]]:
    """Yield the articles and problems of a share as rows, and one that says by which columns it was read."""
    columns = [{"field": field, "column": column} for field, column in guessed(shard)]
    if columns:
        yield (*[None] * 8, [], columns)
    for item in note_all(read_shard(shard)):
        yield row_of(item)


def row_of(item: Noted | Problem) -> tuple[Any, ...]:
    """Return an article or a problem as a row."""
    if isinstance(item, Problem):
        return (*[None] * 8, [fields(item)], [])
    notices = [orjson.dumps([expression, words]).decode("utf-8") for _, expression, words in sorted(item.notices)]
    problems = [fields(problem) for problem in item.problems]
    return item.id, item.path, item.row, item.outlet, item.record, item.text, item.lines.distinct().tolist(), notices, problems, []


def fields(problem: Problem) -> dict[str, Any]:
    """Return a problem as a row."""
    return {"source": problem.source, "stage": problem.stage, "code": problem.code, "detail": problem.detail, "refused": problem.refused}
