"""Parquet: one row an article, read a batch of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from provenance.model.text import Article, Problem
from provenance.readers.columns import ALIASES, Mapped
from provenance.readers.rows import article

if TYPE_CHECKING:
    import pyarrow.parquet as pq

_BATCH = 256


def open_table(file: str | BinaryIO) -> pq.ParquetFile:
    """Return the open file; Arrow is loaded when the first one is opened, because most inputs have none and it is large."""
    import pyarrow.parquet as pq  # noqa: PLC0415 -- loading it late is the purpose

    return pq.ParquetFile(file)


def broken_table() -> tuple[type[Exception], ...]:
    """Return the errors that a Parquet file raises which cannot be read."""
    from pyarrow import ArrowException  # noqa: PLC0415 -- loading it late is the purpose

    return (ArrowException, OSError, ValueError, NotImplementedError, KeyError, UnicodeDecodeError)


def row_groups(file: str | BinaryIO, target: int) -> list[tuple[int, int, int]]:
    """Return `(first group, group after the last, first row)` of pieces of about `target` bytes; raise one of `broken_table`."""
    metadata = open_table(file).metadata
    pieces: list[tuple[int, int, int]] = []
    start = size = row = rows = 0
    for group in range(metadata.num_row_groups if metadata.num_rows else 0):
        size += metadata.row_group(group).total_byte_size
        rows += metadata.row_group(group).num_rows
        if size >= target or group + 1 == metadata.num_row_groups:
            pieces.append((start, group + 1, row))
            start, size, row = group + 1, 0, rows
    return pieces


def damage(path: str, error: Exception) -> Problem:
    """Return the problem of a Parquet file that cannot be read."""
    return Problem(
        path, "read", "corrupt-parquet", f"The Parquet data cannot be read: {str(error).splitlines()[0] if str(error) else error!r}."
    )


def read_groups(file: str | BinaryIO, path: str, groups: range, first: int, mapped: Mapped = ()) -> Iterator[Article | Problem]:
    """Yield the article or problem of every row of some row groups; `first` is the number of their first row."""
    number = first
    try:
        with open_table(file) as table:
            for batch in table.iter_batches(_BATCH, row_groups=list(groups), columns=wanted(table.schema_arrow, mapped)):
                for row in batch.to_pylist():
                    yield article(row, path, "parquet", number, None, mapped)
                    number += 1
    except broken_table() as error:
        yield damage(f"{path}#{number}", error)


def first_rows(file: str | BinaryIO, mapped: Mapped = ()) -> Iterator[dict[str, Any]]:
    """Yield rows as dictionaries; raise one of `broken_table`."""
    with open_table(file) as table:
        for batch in table.iter_batches(20, columns=wanted(table.schema_arrow, mapped)):
            yield from batch.to_pylist()


def wanted(schema: Any, mapped: Mapped) -> list[str]:
    """Return the columns of a table that any field may stand in; of a table without them, all its columns."""
    names = {name for aliases in ALIASES.values() for name in aliases} | {column for _, column in mapped}
    roots = {name.split(".")[0] for name in names}
    found = [name for name in schema.names if name in names or name in roots]
    return found or list(schema.names)
