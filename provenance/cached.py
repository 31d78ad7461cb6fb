"""What a start works out and the next one need not: files in the user's cache, which may be removed at any time."""

from __future__ import annotations

import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

_Plain = TypeVar("_Plain")
_DIGEST = 32
"""Bytes of the digest before the values: damaged ones would not fail but say something else."""

_MOST = 16
"""Files of values of one name that are kept."""


def place(name: str) -> Path:
    """Return where the file of that name lies in the user's cache, whether it is there or not."""
    base = os.environ.get("XDG_CACHE_HOME") or str(_home() / ".cache")
    return Path(base) / "news-provenance" / name


def _home() -> Path:
    """Return the user's home; one whom the system does not know, as in many containers, has none and does without a cache."""
    try:
        return Path.home()
    except RuntimeError:
        return Path(os.devnull)


def keep(path: Path, data: bytes) -> None:
    """Write a file of the cache in one step; a place that cannot be written to only costs time at the next start."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        Path(name).replace(path)
    except OSError:
        return


def worked_out(name: str, of: str, make: Callable[[], _Plain]) -> _Plain:
    """Return what `make` works out: from an earlier start where one did so from the same data (their digest is `of`) by the same code.

    Only plain values can be kept: texts, bytes, numbers, code, and tuples, lists, sets and dictionaries of them.
    """
    code = _code()
    if not code:
        return make()
    path = place(f"{name}-{sha256(f'{of} {code}'.encode()).hexdigest()[:_DIGEST]}.values")
    try:
        data = path.read_bytes()
    except OSError:
        data = b""
    if data[:_DIGEST] == sha256(data[_DIGEST:]).digest():
        found: _Plain = marshal.loads(data[_DIGEST:])  # noqa: S302 -- what was written, to the last byte, into the user's own cache
        return found
    made = make()
    values = marshal.dumps(made)  # type: ignore[arg-type]  # the caller's values are plain
    keep(path, sha256(values).digest() + values)
    _leave_few(path, name)
    return made


def _leave_few(latest: Path, name: str) -> None:
    """Remove the oldest files of values of that name: each version of the catalog or of the code leaves one."""
    with suppress(OSError):
        others = sorted((path.stat().st_mtime_ns, path) for path in latest.parent.glob(f"{name}-*.values") if path != latest)
        for _, path in others[: 1 - _MOST]:
            path.unlink()


@cache
def _code() -> str:
    """Return what changes with the code that works values out, "" where it does not lie in files.

    It is the size and the time of its files, by which Python judges its own bytecode, too.
    """
    try:
        files = sorted(_files(str(Path(__file__).parent)))
    except OSError:
        return ""
    return "\n".join([sys.version, *files])


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as found:
        for item in found:
            if item.name.endswith(".py"):
                state = item.stat()
                yield f"{item.path} {state.st_size} {state.st_mtime_ns}"
            elif item.is_dir():
                yield from _files(item.path)
