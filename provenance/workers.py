"""A pool of worker processes, or none: results come in the order of the tasks, whatever the number of workers."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from provenance.errors import WorkError

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

T = TypeVar("T")

_ENDING = {signal.SIGINT, signal.SIGTERM}
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
        """Yield `function(*task)` for each task, in order; raise WorkError when a process is ended from outside."""
        if self._pool is None:
            for task in tasks:
                yield function(*task)
            return
        from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 -- one process alone need not wait for it

        try:
            yield from self._spread(self._pool, function, tasks)
        except BrokenProcessPool as error:
            raise WorkError(
                "A worker process was ended from outside, most often because memory ran out.",
                "Use fewer --jobs or a machine with more memory; an audit goes on with --resume.",
            ) from error

    def _spread(self, pool: ProcessPoolExecutor, function: Callable[..., T], tasks: Iterable[tuple[object, ...]]) -> Iterator[T]:
        waiting: deque[Future[T]] = deque()
        for task in tasks:
            waiting.append(pool.submit(function, *task))
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
    import multiprocessing  # noqa: PLC0415 -- one process alone need not wait for it
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    if prepare is not None and context.get_start_method() == "fork":
        prepare()
        gc.freeze()
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start)
    try:
        with _signals_kept_back():
            pool.submit(int)  # the first task starts the processes
        yield Workers(jobs, pool)
    except BaseException:
        _end(pool)
        raise
    finally:
        gc.unfreeze()
    pool.shutdown()


@contextmanager
def _signals_kept_back() -> Iterator[None]:
    """Let signals wait while processes part: until it has its own ways, a new process would answer them in the ways of its parent."""
    if not hasattr(signal, "pthread_sigmask"):  # where processes do not part but start afresh
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def collect_rarely() -> None:
    """Let this process look for circles of dead objects a hundred times less often than Python does by itself.

    With the catalog in memory they take a twelfth of the time of an audit, and find little. A process that is ours alone may say so.
    """
    gc.set_threshold(_NEW, 20, 100)


def _end(pool: ProcessPoolExecutor) -> None:
    """End the worker processes at once: nobody waits for what they are at, and whatever they have half written is written again."""
    for process in list((pool._processes or {}).values()):
        process.terminate()
    pool.shutdown(wait=False, cancel_futures=True)


def _start() -> None:
    """Leave an interrupt to the parent process, which stops the workers in order; end when that process is gone."""
    collect_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    """Wait for the end of the parent process, which may have been killed without a chance to tell anybody, and end this one."""
    from multiprocessing import connection, parent_process  # noqa: PLC0415 -- loaded in every process of a pool

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
