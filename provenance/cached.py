"""What a start works out and the next one need not: files in the user's cache, which may be removed at any time."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


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
