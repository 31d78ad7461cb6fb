"""Worker processes end with the process that they work for, however it ends, and their own end is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from provenance.errors import WorkError
from provenance.workers import workers

SCRIPT = """
import os, signal, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background keeps interrupts from its commands
from provenance.workers import workers
def wait(number):
    os.write(1, b"at work\\n")  # in one piece: both workers begin at the same time
    time.sleep(600)
with workers(2) as pool:
    list(pool.map(wait, [(1,), (2,)]))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_its_parent(number: signal.Signals) -> None:
    process = subprocess.Popen([sys.executable, "-c", SCRIPT], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"at work\n"
    process.send_signal(number)
    process.communicate(timeout=120)  # ends when nobody holds the output any more: neither it nor a worker
    assert process.returncode != 0


def test_a_worker_that_is_ended_is_told() -> None:
    with pytest.raises(WorkError, match="fewer --jobs"), workers(2) as pool:
        list(pool.map(os._exit, [(1,), (1,)]))
