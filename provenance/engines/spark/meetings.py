"""Meetings of texts as rows of a table: one row a pair, its shared pieces as lists."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from attrs import evolve, fields

from provenance.engines.spark.tables import FLAG, FLAGS, INT, LONG, LONGS
from provenance.reprints.letters import Ints
from provenance.reprints.meetings import Meetings, Spans

SIDES = ("a", "b")
COUNTS = tuple(item.name for item in fields(Meetings) if item.name not in (*SIDES, "mould"))
PIECES = tuple(item.name for item in fields(Spans) if item.name not in ("row", "similarity"))
MEETINGS = pa.schema([
    ("a", LONG), ("b", LONG), *((name, LONG) for name in COUNTS), ("mould", pa.float64()),
    *((name, LONGS) for name in PIECES), ("similarity", pa.list_(pa.float32())),
])  # fmt: skip
LOOKED = pa.schema([*MEETINGS, ("template", FLAG), ("close", FLAG), ("foreign", FLAG), ("a_end", LONG), ("b_end", LONG)])
SURE = pa.schema([("a", LONG), ("b", LONG), ("filling", FLAG), ("version", FLAG), ("a_shared", LONG), ("b_shared", LONG)])
CELLS = pa.schema([("doc", LONG), ("cell", LONG), ("home", LONG)])
VIEWS = pa.schema([
    ("a", LONG), ("b", LONG), ("template", FLAG), ("close", FLAG), ("foreign", FLAG), ("near", FLAG), ("small", FLAG), ("shared", LONG),
    ("longest", LONG), ("furniture", FLAGS), ("last", FLAGS),
    ("questions", pa.list_(pa.struct([("doc", LONG), ("start", LONG), ("stop", LONG)]))),
])  # fmt: skip
KINDS = pa.schema([("a", LONG), ("b", LONG), ("joins", FLAG), ("related", FLAG), ("kinds", pa.list_(INT))])


def to_table(meetings: Meetings, spans: Spans) -> pa.Table:
    """Return meetings as a table; spans are sorted by row."""
    offsets = np.searchsorted(spans.row, np.arange(len(meetings) + 1)).astype(np.int32)
    columns = [pa.array(getattr(meetings, name).astype(np.int64)) for name in ("a", "b", *COUNTS)] + [pa.array(meetings.mould)]
    columns += [listed(offsets, getattr(spans, name).astype(np.int64)) for name in PIECES] + [listed(offsets, spans.similarity)]
    return pa.Table.from_arrays(columns, schema=MEETINGS)


def listed(offsets: Any, values: Any) -> pa.Array:
    """Return lists of values, one a row."""
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), pa.array(values))


def of_table(given: pa.RecordBatch | pa.Table) -> tuple[Meetings, Spans]:
    """Return the meetings of a table, with document numbers as they stand there."""
    table = given.combine_chunks() if isinstance(given, pa.Table) else given
    meetings = Meetings(*(column(table, item.name) for item in fields(Meetings)))
    lengths = np.diff(_list(table, "chain").offsets.to_numpy()) if len(meetings) else np.empty(0, np.int64)
    row = np.repeat(np.arange(len(meetings)), lengths)
    pieces = {name: _list(table, name).flatten().to_numpy(zero_copy_only=False) for name in (*PIECES, "similarity")}
    return meetings, Spans(row=row, **pieces)


def column(table: pa.RecordBatch | pa.Table, name: str) -> Any:
    """Return a column as an array."""
    return table.column(name).to_numpy(zero_copy_only=False) if isinstance(table, pa.RecordBatch) else table.column(name).to_numpy()


def _list(table: pa.RecordBatch | pa.Table, name: str) -> pa.ListArray:
    found = table.column(name)
    return (found.chunk(0) if found.num_chunks else pa.array([], found.type)) if isinstance(found, pa.ChunkedArray) else found


def local(meetings: Meetings) -> tuple[Ints, Meetings]:
    """Return the documents of some meetings, sorted, and the meetings with places among these in the place of document numbers."""
    docs = np.unique(np.concatenate([meetings.a, meetings.b]))
    return docs, evolve(meetings, a=np.searchsorted(docs, meetings.a), b=np.searchsorted(docs, meetings.b))


def beside(meetings: Meetings, count: int, a: Any, b: Any) -> Any:
    """Return values that stand beside the a and b of local meetings as one array over all documents."""
    found = np.zeros(count, np.asarray(a).dtype)
    found[meetings.a], found[meetings.b] = a, b
    return found


PASSAGES = pa.schema([
    ("a", LONG), ("b", LONG), ("a_start", LONG), ("a_stop", LONG), ("b_start", LONG), ("b_stop", LONG),
    ("similarity", pa.float32()), ("kind", INT),
])  # fmt: skip
