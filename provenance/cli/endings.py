"""How a command ends when it cannot go on: with a message and an exit status, never with a traceback."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click

INTERRUPTED, TERMINATED, UNREAD = 130, 143, 141
"""Exit statuses of a command that was interrupted or ended by a signal, or whose output nobody reads any more, as shells know them."""
_OF_THE_MACHINE = frozenset({
    errno.EACCES, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ENOSPC, errno.EPERM, errno.EROFS,
})  # fmt: skip
"""Faults of a disk or a machine, not of the program: full, read-only, closed to this user."""


class Misuse(click.ClickException):
    """A call that cannot be carried out: the message on standard error, exit status 2."""

    exit_code = 2


class Ended(KeyboardInterrupt):
    """Somebody asked the program to end, with SIGTERM in place of the keyboard."""


@contextmanager
def ending_well() -> Iterator[None]:
    """Turn a reader that goes away, an interrupt, a signal to end and a full disk into their exit statuses, with a word where one helps."""
    _open_streams()
    try:
        with _heeding_a_signal_to_end():
            yield
            sys.stdout.flush()
    except BrokenPipeError:
        leave_output()  # nobody reads any more: end without a word
        sys.exit(UNREAD)
    except KeyboardInterrupt as stop:
        leave_output()  # whoever reads may have stopped reading: do not wait for that
        sys.exit(TERMINATED if isinstance(stop, Ended) else INTERRUPTED)
    except OSError as error:
        if error.errno not in _OF_THE_MACHINE:
            raise
        leave_output()
        place = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
        raise Misuse(f"{place}{error.strerror}. Make room, or read and write elsewhere, and run the command again.") from error


def leave_output() -> None:
    """Let what is not written yet go nowhere when the program ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return  # a stream of a test or of another program, without a file behind it


def _open_streams() -> None:
    """Give streams that the caller has closed a place to go, and let letters that a terminal does not know be written as escapes."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 -- open as long as the program
        elif mode == "w" and isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")


@contextmanager
def _heeding_a_signal_to_end() -> Iterator[None]:
    """Let SIGTERM unwind the program like an interrupt does, so that no worker process and no half of a file stays behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 -- the signature of a signal's handler
    raise Ended
