"""Details beside the page: JavaScript files that a page opened from disk may load, where it may not fetch JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import orjson
from attrs import frozen

_LIMIT = 400_000
_SURROGATES = re.compile("[\ud800-\udfff]")
_ESCAPES = tuple((char.encode()[-1:], char.encode(), f"\\u{ord(char):04x}".encode()) for char in "<>&\u2028\u2029")
"""The last byte of what may not stand in a script, the whole of it, and what stands for it."""


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
        text = script_bytes(row)
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


def script_json(value: Any) -> str:
    """Return a value as JSON that may stand inside a script: no `</script>`, no comment, no line separator, no lone surrogate."""
    return script_bytes(value).decode("utf-8")


def script_bytes(value: Any) -> bytes:
    """Return what `script_json` returns, in UTF-8."""
    try:
        text = orjson.dumps(value)
    except TypeError:  # lone surrogates, which an audit written by somebody else may hold
        text = _SURROGATES.sub("\ufffd", json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_parsed)).encode("utf-8")
    for last, unsafe, escape in _ESCAPES:
        if last in text and unsafe in text:  # a single byte is found fastest
            text = text.replace(unsafe, escape)
    return text


def _parsed(written: orjson.Fragment) -> Any:
    """Return the value of what is JSON already."""
    return orjson.loads(orjson.dumps(written))
