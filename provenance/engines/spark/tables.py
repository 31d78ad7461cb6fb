"""The columns of every table between the stages, and batches of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import pyarrow as pa

LONG, INT, TEXT, BYTES, FLAG = pa.int64(), pa.int32(), pa.string(), pa.binary(), pa.bool_()
LONGS, INTS, FLAGS = pa.list_(LONG), pa.list_(INT), pa.list_(FLAG)

INPUTS = pa.schema([("number", LONG), ("entry", BYTES)])
SHARDS = pa.schema([("shard", BYTES)])
DIGESTS = pa.schema([("path", TEXT), ("sha256", TEXT), ("bytes", LONG)])
PROBLEM = pa.struct([("source", TEXT), ("stage", TEXT), ("code", TEXT), ("detail", TEXT), ("refused", FLAG)])
COLUMN = pa.struct([("field", TEXT), ("column", TEXT)])
NOTED = pa.schema([
    ("given", TEXT), ("path", TEXT), ("row", LONG), ("outlet", TEXT), ("record", BYTES), ("text", TEXT),
    ("lines", LONGS), ("notices", pa.list_(TEXT)), ("problems", pa.list_(PROBLEM)), ("columns", pa.list_(COLUMN)),
])  # fmt: skip
RENAMED = pa.schema([("key", LONG), ("id", TEXT), ("problem", PROBLEM)])
HOUSES = pa.schema([("outlet", TEXT), ("articles", LONG)])
OUTLETS = pa.schema([("outlet", TEXT), ("shared", BYTES)])
ARTICLES = pa.schema([
    ("doc", LONG), ("id", TEXT), ("text", TEXT), ("record", BYTES), ("signals", BYTES), ("drafts", BYTES),
    ("hash", LONGS), ("pos", INTS), ("end", LONG), ("outlet", TEXT), ("outlet_name", TEXT), ("publisher", TEXT),
])  # fmt: skip


def batches(rows: Iterable[tuple[Any, ...]], schema: pa.Schema, size: int = 256) -> Iterator[pa.RecordBatch]:
    """Yield rows as batches of a schema."""
    waiting = iter(rows)
    while some := list(islice(waiting, size)):
        columns = zip(*some, strict=True)
        yield pa.RecordBatch.from_arrays(
            [pa.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)], schema=schema
        )


def rows(given: Iterable[pa.RecordBatch]) -> Iterator[dict[str, Any]]:
    """Yield the rows of batches as dictionaries, a few at a time."""
    for batch in given:
        for start in range(0, batch.num_rows, 64):
            yield from batch.slice(start, 64).to_pylist()
