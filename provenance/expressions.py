"""Regular expressions that are compiled once on a machine.

Compiling those of the catalog takes longer than making fifty records. A compiled expression can be pickled, and is restored from that in
a fiftieth of the time; the pickles lie in the user's cache.
"""

from __future__ import annotations

import atexit
import io
import pickle
import platform
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import regex

from provenance.cached import keep, place

_MOST = 4000
"""Expressions that are kept; when there are more, only those of the last run stay."""

_DIGEST = 32
"""Bytes of the digest before the pickles: a damaged expression would not fail but find something else."""


def compiled(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """Return a compiled expression, as `regex.compile` does; raise `regex.error` when it is none."""
    known, fresh = _known(), _fresh()
    key = f"{int(flags)} {pattern}"
    if key in known:
        made = _restored(known[key])
        if isinstance(made, regex.Pattern) and made.pattern == pattern:
            return made
    made = regex.compile(pattern, flags)
    fresh[key] = pickle.dumps(made)
    return made


class _Expressions(pickle.Unpickler):
    """Restores expressions and nothing else, whatever the file holds."""

    def find_class(self, module: str, name: str) -> Any:
        """Return what makes an expression."""
        if (module, name) != ("regex._regex", "compile"):
            raise pickle.UnpicklingError(f"{module}.{name} is no expression")
        return super().find_class(module, name)


def _restored(data: bytes) -> Any:
    """Return what a pickle holds, None when it is damaged."""
    try:
        return _Expressions(io.BytesIO(data)).load()
    except (pickle.UnpicklingError, ValueError, TypeError, AttributeError, EOFError, ImportError, IndexError, RuntimeError, regex.error):
        return None


def _file() -> Path:
    return place(f"expressions-{regex.__version__}-{platform.python_version()}-{platform.machine()}.pickle")


@cache
def _known() -> dict[str, bytes]:
    """Return the pickles that earlier runs have kept, none of them when one byte of the file is not what was written."""
    try:
        data = _file().read_bytes()
    except OSError:
        return {}
    found = _restored(data[_DIGEST:]) if data[:_DIGEST] == sha256(data[_DIGEST:]).digest() else None
    return found if isinstance(found, dict) else {}


@cache
def _fresh() -> dict[str, bytes]:
    """Return the pickles that this process makes; they are kept when it ends."""
    fresh: dict[str, bytes] = {}
    atexit.register(_keep, fresh)
    return fresh


def _keep(fresh: dict[str, bytes]) -> None:
    if fresh:
        known = _known()
        data = pickle.dumps(fresh if len(known) + len(fresh) > _MOST else {**known, **fresh})
        keep(_file(), sha256(data).digest() + data)
