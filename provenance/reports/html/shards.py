"""Details beside the page: JavaScript files that a page opened from disk may load, where it may not fetch JSON."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any, Self

from attrs import frozen

from provenance.views.words import script_bytes

_LIMIT = 400_000


@frozen
class Collection:
    """What a page must know to find row `n`: how many rows there are and the first row number of each file."""

    name: str
    count: int
    starts: tuple[int, ...]


class ShardWriter:
    """Writes rows into `NAME-00000.js`, `NAME-00001.js` ..., each about 400 kB, in order; use as a context manager.

    File names are made of the collection's name and a number alone, never of anything that stands in the corpus.
    """

    def __init__(self, folder: Path, name: str) -> None:
        """Write below `folder`, which exists."""
        self._folder, self._name = folder, name
        self._starts: list[int] = []
        self._rows: list[bytes] = []
        self._size = self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self._flush()

    def add(self, row: Any) -> None:
        """Append one row."""
        self.add_written(script_bytes(row))

    def add_written(self, text: bytes) -> None:
        """Append one row that is JSON for scripts already."""
        if self._rows and self._size + len(text) > _LIMIT:
            self._flush()
        self._rows.append(text)
        self._size += len(text)
        self._count += 1

    def collection(self) -> Collection:
        """Return what was written; call it after the context has ended."""
        return Collection(self._name, self._count, tuple(self._starts))

    def _flush(self) -> None:
        if self._rows:
            name = f"{self._name}-{len(self._starts):05}"
            head = f'provenanceShard("{name}",[\n'.encode()
            (self._folder / f"{name}.js").write_bytes(head + b",\n".join(self._rows) + b"\n]);\n")
            self._starts.append(self._count - len(self._rows))
        self._rows, self._size = [], 0
