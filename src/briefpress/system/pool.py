"""A pool of workers that stay warm; the one way in which functions are called in other processes.

    calls ─Pool→ the worker that is free and warmest ─→ results, or why there is none

A worker that dies costs its own call, and another takes its place. Workers are replaced after a
hundred calls and more, as the engine that lays out pages keeps some 30 kB of each brief; those of
an engine that keeps nothing are `lasting`.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import cache
from queue import Empty, LifoQueue
from typing import TYPE_CHECKING, Any, Self, TypeVar

from briefpress.system import serving
from briefpress.system.ahead import take_ahead
from briefpress.system.crashes import Reason, WorkerDied
from briefpress.system.processes import can_copy
from briefpress.system.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from briefpress.system.limits import Limits

_LIFE = 128  # calls, after which a worker is replaced
_STARTS = 3  # of a worker, one after the other, before it is given up

_T = TypeVar("_T")


class Pool:
    """Up to `most` workers that load `setup`; as a context manager they end with its block.

    The first `at_once` start at once, the others when there are as many calls. With `fresh`, each
    call has a worker of its own, which nothing else was done in. For the rest see `Worker`.
    """

    def __init__(
        self,
        setup: str,
        limits: Limits,
        *,
        most: int = 1,
        at_once: int = 1,
        fresh: bool = False,
        gives_way: bool = False,
        lasting: bool = False,
        folder: Path | None = None,
    ) -> None:
        self.most = most
        self._is_lasting = lasting
        self._setup, self._limits, self._is_fresh = setup, limits, fresh
        self._gives_way, self._folder = gives_way, folder
        self._workers: set[Worker] = set()
        self._lock = threading.Lock()
        self._is_closed = False
        # Whoever calls takes a place: an idle worker, the one that worked last before all others,
        # or None, where one can be started.
        self._places: LifoQueue[Worker | None] = LifoQueue()
        for _ in range(most - at_once):
            self._places.put(None)
        if at_once > 1 and not fresh and can_copy():
            serving.load(setup)  # once, for all that begin as copies of this process
        for _ in range(at_once):
            self._places.put(None if fresh else self._start_ahead())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all workers, whatever they do."""
        with self._lock:
            self._is_closed = True
            workers = [*self._workers]
        for worker in workers:
            self._discard(worker)

    @property
    def processes(self) -> list[int]:
        """The identifiers of the processes of the workers that were started."""
        with self._lock:
            return [worker.process for worker in self._workers]

    def call(self, function: str, *args: Any, seconds: float | None = None, **options: Any) -> Any:
        """Return what `package.module:function` returns in a worker that is free.

        Raises `Unusable` where the function does, and `WorkerDied` where its worker does. It may
        take so many `seconds`, if not those of the pool.
        """
        within = self._limits.seconds if seconds is None else seconds
        for start in range(1, _STARTS + 1):
            try:
                return self._call(function, args, options, within)
            except WorkerDied as death:
                if death.reason is not Reason.NO_START or start == _STARTS:
                    raise
        raise AssertionError("the last start raises")

    def map(self, function: str, values: Sequence[_T]) -> Iterator[tuple[_T, Any]]:
        """Call a function for each value, and yield the value with its result when it is there.

        Where its worker died, `WorkerDied` stands for the result; it is raised where no worker can
        begin at all.
        """
        threads = ThreadPoolExecutor(max(1, min(self.most, len(values))))
        try:
            running = {threads.submit(self._outcome, function, value): value for value in values}
            for done in as_completed(running):
                yield running.pop(done), done.result()
        finally:  # an interrupt does not wait for what is going on
            threads.shutdown(wait=False, cancel_futures=True)

    def end_idle(self) -> None:
        """End the workers that have nothing to do; others start when they are needed."""
        idle: list[Worker | None] = []
        with contextlib.suppress(Empty):
            while True:
                idle.append(self._places.get_nowait())
        for worker in idle:
            if worker:
                self._discard(worker)
            self._places.put(None)

    def _outcome(self, function: str, value: object) -> Any:
        try:
            return self.call(function, value)
        except WorkerDied as death:
            if death.reason is Reason.NO_START:
                raise
            return death

    def _call(
        self, function: str, args: tuple[Any, ...], options: dict[str, Any], seconds: float
    ) -> Any:
        worker, is_sound = self._places.get(), False
        try:
            worker = worker or self._start()
            try:
                return worker.call(function, *args, seconds=seconds, **options)
            finally:
                is_sound = worker.is_ready and not self._is_fresh and not self._is_old(worker)
        finally:
            if worker and not is_sound:
                self._discard(worker)
            self._places.put(worker if is_sound else None)

    def _is_old(self, worker: Worker) -> bool:
        return worker.calls >= _LIFE and not self._is_lasting

    def _start_ahead(self) -> Worker | None:
        """Start a worker before it is needed; None where that fails, of which the first call tells."""
        if not self._gives_way and (worker := take_ahead(self._setup, self._limits.memory)):
            self._workers.add(worker)
            return worker
        with contextlib.suppress(WorkerDied):
            return self._start(fresh=False)
        return None

    def _start(self, *, fresh: bool = True) -> Worker:
        """Start a worker; one that comes later is no copy, as this process may hold much by then."""
        try:
            worker = Worker(
                self._setup,
                self._limits.memory,
                fresh=fresh,
                gives_way=self._gives_way,
                folder=self._folder,
            )
        except OSError as error:
            words = (error.strerror or str(error)).lower()
            raise WorkerDied(Reason.NO_START, self._limits, words=words) from None
        with self._lock:
            self._workers.add(worker)
            is_closed = self._is_closed
        if is_closed:
            self._discard(worker)
            raise WorkerDied(Reason.NO_START, self._limits, words="the pool is closed")
        return worker

    def _discard(self, worker: Worker) -> None:
        with self._lock:
            is_known = worker in self._workers
            self._workers.discard(worker)
        if is_known:
            worker.close()


def shared_pool(
    setup: str, limits: Limits, *, gives_way: bool = False, lasting: bool = False
) -> Pool:
    """Return the one pool of this process for a native engine: one worker, which starts at once.

    It ends with this process.
    """
    # A copy of this process has pools of its own.
    return _shared_pool(setup, limits, os.getpid(), gives_way=gives_way, lasting=lasting)


@cache
def _shared_pool(
    setup: str, limits: Limits, _process: int, *, gives_way: bool, lasting: bool
) -> Pool:
    pool = Pool(setup, limits, gives_way=gives_way, lasting=lasting)
    atexit.register(pool.close)
    return pool


def usual_jobs() -> int:
    """Return how many processes this machine can run at once."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
