"""A pool of worker processes, or none: results come in the order of the tasks, whatever the number of workers."""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

_NEW = 100_000
"""So many new objects stand between two searches for circles that nobody holds any more. Most of what is made goes without a search."""


class Workers:
    """Runs a function over many argument tuples, at most a few tasks ahead of the results, so that memory stays flat."""

    def __init__(self, jobs: int, pool: ProcessPoolExecutor | None) -> None:
        """Use the pool, or this process when there is none."""
        self.jobs = jobs
        self._ahead = 2 * jobs
        self._pool = pool

    def map(self, function: Callable[..., T], tasks: Iterable[tuple[object, ...]]) -> Iterator[T]:
        """Yield `function(*task)` for each task, in order."""
        if self._pool is None:
            for task in tasks:
                yield function(*task)
            return
        waiting: deque[Future[T]] = deque()
        for task in tasks:
            waiting.append(self._pool.submit(function, *task))
            if len(waiting) >= self._ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def workers(jobs: int, prepare: Callable[[], object] | None = None) -> Iterator[Workers]:
    """Give a pool of `jobs` processes for the time of a `with` block; one job needs no process of its own.

    `prepare` is called before the processes part, where they can share what it loads: catalogs and expressions are then loaded once.
    """
    if jobs <= 1:
        yield Workers(1, None)
        return
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    if prepare is not None and context.get_start_method() == "fork":
        prepare()
        gc.freeze()
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start)
    try:
        yield Workers(jobs, pool)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    finally:
        gc.unfreeze()
    pool.shutdown()


def collect_rarely() -> None:
    """Let this process look for circles of dead objects a hundred times less often than Python does by itself.

    With the catalog in memory they take a twelfth of the time of an audit, and find little. A process that is ours alone may say so.
    """
    gc.set_threshold(_NEW, 20, 100)


def _start() -> None:
    """Leave an interrupt to the parent process, which stops the workers in order."""
    collect_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
