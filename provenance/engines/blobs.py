"""Many byte strings in one file with random access: texts and records stay on disk, and memory stays flat."""

from __future__ import annotations

import os
import sys
from collections import OrderedDict
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

_NUMBER = 8
_WRITTEN = 1 << 18
"""Bytes that are written at a time."""


class BlobWriter:
    """Appends byte strings to a file; on a clean exit their offsets are written behind them, and last of all how many there are (int64).

    One file and not two: to make one takes longer than to write three articles into it.
    """

    def __init__(self, path: Path) -> None:
        """Start an empty file, replacing one that is there."""
        self._out = path.open("wb", _WRITTEN)
        self._ends = [0]

    def add(self, data: bytes) -> int:
        """Append one byte string and return its number."""
        self._out.write(data)
        self._ends.append(self._ends[-1] + len(data))
        return len(self._ends) - 2

    def add_all(self, strings: Iterable[bytes]) -> None:
        """Append several byte strings."""
        for data in strings:
            self.add(data)

    def __enter__(self) -> Self:
        """Return the writer itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Write the offsets when nothing went wrong, and close the file."""
        if kind is None:
            self._out.write(np.array([*self._ends, len(self._ends)], np.int64).tobytes())
        self._out.close()


def write_blobs(path: Path, strings: Iterable[bytes]) -> None:
    """Write byte strings into a file of their own."""
    with BlobWriter(path) as out:
        out.add_all(strings)


class Blobs:
    """Reads what a BlobWriter wrote; may be used from several processes, each with its own instance."""

    def __init__(self, path: Path) -> None:
        """Read where each string ends; the operating system's cache is the only cache."""
        self._path = str(path)
        size = path.stat().st_size - _NUMBER
        stop = size - _NUMBER * int.from_bytes(self._read(size, size + _NUMBER), sys.byteorder)
        self._places = np.frombuffer(self._read(stop, size), np.int64).data

    def __len__(self) -> int:
        """Return how many byte strings there are."""
        return len(self._places) - 1

    def __getitem__(self, index: int) -> bytes:
        """Return one byte string."""
        return self._read(self._places[index], self._places[index + 1])

    def between(self, first: int, stop: int) -> list[bytes]:
        """Return the byte strings `[first, stop)`, read in one go."""
        ends = self._places[first : stop + 1].tolist()
        data = self._read(ends[0], ends[-1])
        return [data[low - ends[0] : high - ends[0]] for low, high in pairwise(ends)]

    def _read(self, start: int, stop: int) -> bytes:
        if start == stop:
            return b""
        found = os.pread(handle(self._path), stop - start, start)
        while len(found) < stop - start and (piece := os.pread(handle(self._path), stop - start - len(found), start + len(found))):
            found += piece
        return found


_HANDLES: OrderedDict[str, int] = OrderedDict()
_MOST_OPEN = (128, 4096)
"""So many files stay open at least and at most; between the two decides what a process may hold open."""


def handle(path: str) -> int:
    """Return the descriptor of a file open for reading; the last ones stay open, since a large corpus has thousands of files."""
    found = _HANDLES.get(path)
    if found is None:
        found = _HANDLES[path] = os.open(path, os.O_RDONLY)
        if len(_HANDLES) > _most_open():
            os.close(_HANDLES.popitem(last=False)[1])
    else:
        _HANDLES.move_to_end(path)
    return found


@cache
def _most_open() -> int:
    """Return how many files stay open: half of what this process may have open, where the system says how many that is."""
    least, most = _MOST_OPEN
    try:
        from resource import RLIMIT_NOFILE, getrlimit  # noqa: PLC0415 -- not every system has it
    except ImportError:
        return least
    allowed = getrlimit(RLIMIT_NOFILE)[0]
    return most if allowed < 0 else max(least, min(most, allowed // 2))


def release() -> None:
    """Close all files, before others take their places."""
    while _HANDLES:
        os.close(_HANDLES.popitem()[1])
