"""Parquet: a flat table of records, with each whole record as JSON in the column `record`."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from provenance.model.record import ProvenanceRecord
from provenance.reports.flat import COLUMNS, NUMBERS, record_row, storable
from provenance.reports.folder import AuditFolder, Texts
from provenance.reports.jsonl import corpus_row
from provenance.wire import to_json

_ROWS = 1_000
_TYPES = {int: pa.int64(), float: pa.float64()}


def write(audit: Path, target: Path, texts: Texts, *, text: str | None = None) -> None:
    """Write one row a record; `text` adds the column `text`: "body" without furniture, "full" as read."""
    records = AuditFolder(audit).records()
    schema = _schema(with_text=text is not None)
    with pq.ParquetWriter(target, schema, compression="zstd") as out:
        while batch := list(islice(records, _ROWS)):
            rows = [_row(record, texts, text) for record in batch]
            out.write_table(pa.Table.from_pylist(rows, schema=schema), row_group_size=_ROWS)


def _schema(*, with_text: bool) -> pa.Schema:
    fields = [(name, _TYPES[NUMBERS[name]] if name in NUMBERS else pa.string()) for name in COLUMNS]
    return pa.schema([*fields, *([("text", pa.string())] if with_text else []), ("record", pa.string())])


def _row(record: ProvenanceRecord, texts: Texts, text: str | None) -> dict[str, object]:
    row: dict[str, object] = {**record_row(record), "record": storable(to_json(record))}
    if text is not None:
        row["text"] = corpus_row(record, texts.get(record.id), whole=text == "full")["text"]
    return row
