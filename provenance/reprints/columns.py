"""Numbers as columns of Arrow and back, without copies.

pyarrow's own ways load pandas wherever that is installed, which takes longer than a hundred articles.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa


def column_of(numbers: npt.NDArray[Any]) -> pa.Array:
    """Return an array of numbers as a column."""
    return pa.Array.from_buffers(pa.from_numpy_dtype(numbers.dtype), len(numbers), [None, pa.py_buffer(np.ascontiguousarray(numbers))])


def numbers_of(column: pa.Array) -> npt.NDArray[Any]:
    """Return a column of numbers, none of which is missing, as an array that cannot be written to."""
    found: npt.NDArray[Any] = np.frombuffer(column.buffers()[1] or b"", column.type.to_pandas_dtype())
    return found[column.offset : column.offset + len(column)]


def marks_of(flags: npt.NDArray[np.bool_]) -> pa.Array:
    """Return flags as a column, by which rows can be chosen."""
    return pa.Array.from_buffers(pa.bool_(), len(flags), [None, pa.py_buffer(np.packbits(flags, bitorder="little"))])
