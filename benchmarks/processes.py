"""What a command costs: CPU-seconds of its processes, and the most memory that they held together."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

_PAGE = os.sysconf("SC_PAGE_SIZE")


@frozen
class Cost:
    """CPU-seconds of a command with its workers, and its peak memory in MB (pages that processes share count once for each)."""

    seconds: float
    megabytes: float


def spend(command: Sequence[str]) -> Cost:
    """Run a command to its end, with byte code kept as in an installed program; raise CalledProcessError when it fails."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, env=environment)
    peak, done = [0], threading.Event()

    def watch() -> None:
        while not done.wait(0.05):
            peak[0] = max(peak[0], _held(process.pid))

    watcher = threading.Thread(target=watch)
    started = time.monotonic()
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    done.set()
    watcher.join()
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, list(command), f"after {time.monotonic() - started:.0f} s")
    return Cost(usage.ru_utime + usage.ru_stime, max(peak[0], usage.ru_maxrss * 1024) / 1e6)


def _held(group: int) -> int:
    """Return the bytes of memory that the processes of a group hold."""
    held = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # it ended while we looked
            continue
        if int(fields[2]) == group:
            held += int(fields[21]) * _PAGE
    return held
