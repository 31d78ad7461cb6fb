"""Many byte strings in one packed file with random access: what an audit keeps when it is done.

Strings lie in blocks of some tens of kilobytes, each compressed by itself; the same strings in the same order give the same bytes.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from provenance.engines.blobs import Blobs, handle

_BLOCK = 1 << 15
"""Bytes from which on a block is closed."""
_KEPT = 96
"""Blocks that a reader keeps unpacked."""


class PackWriter:
    """Appends byte strings to a packed file; on a clean exit its tables are written beside it (int64).

    The table holds, one row a block, the number of its first string, where the block begins in the file, and where unpacked; a last row
    closes it. Where each string ends stands in `<name>.ends.npy`.
    """

    def __init__(self, path: Path) -> None:
        """Start an empty file, replacing one that is there."""
        self._path = path
        self._out = path.open("wb")
        self._ends = [0]
        self._blocks: list[tuple[int, int, int]] = []
        self._held: list[bytes] = []
        self._first = self._size = self._at = self._start = 0

    def add(self, data: bytes) -> None:
        """Append one byte string."""
        self.add_all((data,))

    def add_all(self, strings: Iterable[bytes]) -> None:
        """Append several byte strings."""
        for data in strings:
            self._held.append(data)
            self._size += len(data)
            self._ends.append(self._start + self._size)
            if self._size >= _BLOCK:
                self._flush()

    def _flush(self) -> None:
        packed = _codec().compress(b"".join(self._held), asbytes=True)
        self._blocks.append((self._first, self._at, self._start))
        self._out.write(packed)
        self._first, self._at, self._start = len(self._ends) - 1, self._at + len(packed), self._ends[-1]
        self._held, self._size = [], 0

    def __enter__(self) -> Self:
        """Return the writer itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the file, and write the tables when nothing went wrong."""
        if kind is None:
            self._flush()
            self._blocks.append((self._first, self._at, self._start))
            np.save(_table(self._path), np.array(self._blocks, np.int64))
            np.save(_ends(self._path), np.array(self._ends, np.int64))
        self._out.close()


class Packs:
    """Reads what a PackWriter wrote; may be used from several processes, each with its own instance."""

    def __init__(self, path: Path) -> None:
        """Read the tables."""
        blocks: npt.NDArray[np.int64] = np.load(_table(path))
        self._first: list[int] = blocks[:-1, 0].tolist()
        self._at, self._start = np.ascontiguousarray(blocks[:, 1]), np.ascontiguousarray(blocks[:, 2])
        self._ends: npt.NDArray[np.int64] = np.load(_ends(path))
        self._path = str(path)
        self._kept: OrderedDict[int, bytes] = OrderedDict()

    def __len__(self) -> int:
        """Return how many byte strings there are."""
        return len(self._ends) - 1

    def __getitem__(self, index: int) -> bytes:
        """Return one byte string."""
        block = bisect_right(self._first, index) - 1
        start = int(self._start[block])
        return self._block(block)[int(self._ends[index]) - start : int(self._ends[index + 1]) - start]

    def between(self, first: int, stop: int) -> list[bytes]:
        """Return the byte strings `[first, stop)`."""
        return [self[index] for index in range(first, stop)]

    def _block(self, block: int) -> bytes:
        found = self._kept.get(block)
        if found is None:
            at, stop = int(self._at[block]), int(self._at[block + 1])
            size = int(self._start[block + 1] - self._start[block])
            found = self._kept[block] = _codec().decompress(os.pread(handle(self._path), stop - at, at), size, asbytes=True)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found


def open_strings(folder: Path, name: str) -> Blobs | Packs:
    """Return the byte strings of that name in a folder: packed in what an audit keeps, plain while a run is going on."""
    packed = folder / f"{name}.pack"
    return Packs(packed) if packed.exists() else Blobs(folder / f"{name}.bin")


@cache
def _codec() -> pa.Codec:
    return pa.Codec("zstd", 1)


def _table(path: Path) -> Path:
    return path.with_name(path.name + ".blocks.npy")


def _ends(path: Path) -> Path:
    return path.with_name(path.name + ".ends.npy")
