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
    """Return the errors that a Parquet file raises which cannot be read, or a value in it that Python cannot hold."""
    from pyarrow import ArrowException  # noqa: PLC0415 -- loading it late is the purpose

    return (ArrowException, OSError, ValueError, NotImplementedError, KeyError, ArithmeticError)


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
                for row in rows_of(batch):
                    yield article(row, path, "parquet", number, None, mapped)
                    number += 1
    except broken_table() as error:
        yield damage(f"{path}#{number}", error)


def first_rows(file: str | BinaryIO, mapped: Mapped = ()) -> Iterator[dict[str, Any]]:
    """Yield rows as dictionaries; raise one of `broken_table`."""
    with open_table(file) as table:
        for batch in table.iter_batches(20, columns=wanted(table.schema_arrow, mapped)):
            yield from rows_of(batch)


def rows_of(batch: Any) -> list[dict[str, Any]]:
    """Return the rows of a batch as dictionaries.

    Values for which Python has no form (the year 300,000, a billionth of a second) come as text, and text that is no UTF-8 as bytes, which
    are decoded like others: one of them takes no other row with it.
    """
    try:
        return list(batch.to_pylist())
    except broken_table():
        names = batch.schema.names
        return [{name: _plain(column[row]) for name, column in zip(names, batch.columns, strict=True)} for row in range(batch.num_rows)]


def _plain(scalar: Any) -> Any:
    """Return one value, in the nearest form that Python has for it; None when there is none."""
    try:
        return scalar.as_py()
    except broken_table():
        if hasattr(scalar, "as_buffer"):
            return scalar.as_buffer().to_pybytes()
    try:
        return scalar.cast("string").as_py()
    except broken_table():
        return None


def wanted(schema: Any, mapped: Mapped) -> list[str]:
    """Return the columns of a table that any field may stand in; of a table without them, all its columns."""
    names = {name for aliases in ALIASES.values() for name in aliases} | {column for _, column in mapped}
    roots = {name.split(".")[0] for name in names}
    found = [name for name in schema.names if name in names or name in roots]
    return found or list(schema.names)
