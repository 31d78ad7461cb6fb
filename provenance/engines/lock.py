"""One audit at a time in a folder: a second one would remove what the first keeps between its stages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from provenance.errors import OutputError

try:
    import fcntl
except ImportError:  # a system without it (Windows) has no such lock, and nothing holds a second audit back there
    fcntl = None  # type: ignore[assignment]


@contextmanager
def alone_in(folder: Path, *, make: bool = True) -> Iterator[None]:
    """Keep other audits out of a folder during a `with` block; raise OutputError when one is at work in it.

    `make` makes the folder where there is none, and takes it away again when nothing was put into it. The lock itself is the system's: it
    writes nothing, and goes with the process.
    """
    made = make and not folder.exists()
    held = _held(folder, make=make)
    try:
        yield
    finally:
        if held is not None and fcntl is not None:
            fcntl.flock(held, fcntl.LOCK_UN)  # worker processes may still have it open for a moment
            os.close(held)
        if made:
            with suppress(OSError):  # it is not empty, as it should be
                folder.rmdir()


def _held(folder: Path, *, make: bool) -> int | None:
    """Return the locked folder as a file descriptor, None where none can be locked; the run itself says what is wrong with the folder."""
    if fcntl is None:
        return None
    try:
        if make:
            folder.mkdir(parents=True, exist_ok=True)
        held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return None
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(held)
        raise OutputError(
            f"Another audit is at work in the folder {folder}.", "Wait until it has ended, or choose another folder with --out."
        ) from error
    except OSError:  # a file system that knows no locks
        os.close(held)
        return None
    return held
