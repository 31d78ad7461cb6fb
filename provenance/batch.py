"""Many articles at once: shares of an input, and Arrow batches for Spark, Ray, Daft and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from provenance.errors import InputError
from provenance.model.text import Problem, Source
from provenance.readers import Shard, read_shard
from provenance.readers.columns import column_of, parse_mapping
from provenance.readers.parquet import rows_of
from provenance.readers.rows import article
from provenance.records import Recorded, record_all
from provenance.wire import plain, to_bytes

if TYPE_CHECKING:
    import pyarrow as pa

Line = tuple[str, Source, bytes]
"""The id of a record, where its article came from, and the record as one line of JSON in UTF-8."""


def record_shard(shard: Shard, with_text: bool = False) -> list[Line | Problem]:  # noqa: FBT001 -- called by a pool
    """Return the record of every article of a share, in order, and a problem where one cannot be read."""
    return [item if isinstance(item, Problem) else _line(item, with_text=with_text) for item in record_all(read_shard(shard))]


def _line(item: Recorded, *, with_text: bool) -> Line:
    made = item.record
    return made.id, made.source, to_bytes(made, item.article.text if with_text else None)


def renamed(line: bytes, id: str, problem: Problem) -> bytes:  # noqa: A002 -- the field's own name
    """Return the line of a record under another id, with the problem that says why."""
    data = orjson.loads(line)
    return orjson.dumps({**data, "id": id, "problems": [*data["problems"], plain(problem)]})


def record_batch(batch: pa.RecordBatch, *, mapping: dict[str, str] | None = None, with_text: bool = False) -> pa.RecordBatch:
    """Return the records of a batch of articles: columns `id`, `record` (JSON, null where none could be made) and `problem`.

    Takes the columns of the contract (`text` or `html`, `id`, `url`, `title`, `published`, `source`, `license`, `language`) and their
    aliases; `with_text` adds `text`, the article's text as read, into which the offsets of a record point. One row comes out for each
    that goes in, in order; a row without an id is called by its number in the batch. `problem` is the JSON of what refused a row.
    Raises InputError when no column holds texts or pages.
    """
    import pyarrow as pa  # noqa: PLC0415 -- loading it late is the purpose: most callers of this module have no batches

    if not isinstance(batch, pa.RecordBatch | pa.Table):
        raise InputError(f"A {type(batch).__name__} is no Arrow batch.", "Give a pyarrow.RecordBatch.")
    mapped = parse_mapping(mapping)
    columns = dict.fromkeys(batch.schema.names, "")
    if column_of(columns, "text", mapped) is None and column_of(columns, "html", mapped) is None:
        names = ", ".join(batch.schema.names)
        raise InputError(f"No column holds texts or pages; there are {names or 'none'}.", "Give mapping={'text': COLUMN}.")
    items = [article(row, "batch", "parquet", number, None, mapped) for number, row in enumerate(rows_of(batch))]
    rows = list(map(_row, record_all(items)))
    made = {
        "id": pa.array([id_ for id_, _, _, _ in rows], pa.string()),
        "record": pa.array([line for _, line, _, _ in rows], pa.string()),
        "problem": pa.array([fault for _, _, fault, _ in rows], pa.string()),
    }
    if with_text:
        made["text"] = pa.array([text for _, _, _, text in rows], pa.string())
    return pa.RecordBatch.from_pydict(made)


def _row(item: Recorded | Problem) -> tuple[str, str | None, str | None, str | None]:
    """Return the id of an article, its record, the problem in place of a record, and its text."""
    if isinstance(item, Problem):
        return item.source, None, to_bytes(item).decode("utf-8"), None
    return item.record.id, to_bytes(item.record).decode("utf-8"), None, item.article.text
