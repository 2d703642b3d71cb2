"""Worker processes that stay warm: what crashes, hangs or eats memory costs its own brief.

They load the engine, fonts, styles and templates once, for a hundred briefs and more; then others
take their place. The task knows nothing of who runs it.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import tempfile
from collections import deque
from concurrent.futures import FIRST_COMPLETED, TimeoutError, wait  # noqa: A004 - what the pool raises
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from itertools import count
from multiprocessing import forkserver
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from pebble import ProcessExpired, ProcessPool
from pebble.pool.process import PoolManager

from briefpress.build.brief import make
from briefpress.build.makers import usual_jobs as usual_jobs
from briefpress.build.requests import Made
from briefpress.findings import Finding, Location, Report, Severity

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from concurrent.futures import Future

    from briefpress.build.requests import Order

_MODULES = [
    "briefpress.pdf.printing",
    "briefpress.checks.checking",
    "briefpress.structure",
    "briefpress.html.outline",
    "briefpress.structure.rasterize",
    "briefpress.checks.language_detection",
    "briefpress.html.rendering",
    "briefpress.content.loading",
    "briefpress.build.printer",
    "briefpress.checks.validators.page_validation",
]
_LONGEST_FOLDER = 70  # characters, for the name of a socket in it has hardly more than a hundred
_COLLECTED = 4  # briefs, after which rubbish is collected: it is a dozen MiB of each
_LIFE = 128  # briefs, after which a process is replaced: the engine keeps some 30 kB of each
_made = count(1)
_AHEAD = 4  # orders for each worker that are sent before they can be made
_LOOK = 1.0  # seconds between two looks at whether the pool still works
_POOLS = 3  # that are begun for the same orders


def make_all(
    orders: Sequence[Order], jobs: int, timeout: float, memory: int, *, fresh: bool = False
) -> Iterator[tuple[Order, Made]]:
    """Make orders in `jobs` processes, and yield each when it is done.

    An order may take `timeout` seconds and `memory` bytes of address space. With `fresh`, each is
    made in a process of its own that nothing else was done in.
    """
    left = list(orders)
    for _ in range(_POOLS):
        if not left:
            return
        with _pool(max(1, min(jobs, len(left))), memory, fresh=fresh) as pool:
            left = yield from _make_in(pool, left, timeout)
    message = "the processes that make briefs end before they have begun"
    for order in left:
        yield order, _failed(order, message, "allow more memory with --memory, or report it")


def _make_in(
    pool: _Pool, orders: Sequence[Order], timeout: float
) -> Generator[tuple[Order, Made], None, list[Order]]:
    """Make orders in a pool, and return those that are left if it breaks."""
    waiting = deque(orders)
    running: dict[Future[Made], Order] = {}
    while waiting or running:
        try:
            while waiting and len(running) < pool.workers * _AHEAD:
                future: Future[Made] = pool.schedule(_make, [waiting[0]], timeout=timeout)
                running[future] = waiting.popleft()
        except RuntimeError:  # it is broken
            break
        done, _ = wait(running, _LOOK, return_when=FIRST_COMPLETED)
        for future in done:
            if not isinstance(future.exception(), BrokenProcessPool):
                order = running.pop(future)
                yield order, _outcome(future, order, timeout)
        if not pool.active:  # some of its orders would be waited for in vain
            break
    return [*running.values(), *waiting]


class _Pool(ProcessPool):
    """A pool in which the end of a process is heard of after all that it said."""

    def __init__(self, workers: int, tasks: int, begin: Sequence[Any], context: Any) -> None:
        super().__init__(workers, tasks, _begin, begin, context)
        self.workers = workers
        self._pool_manager = _Manager(self._context, context)


class _Manager(PoolManager):
    """Handles the end of a process in the thread that reads what processes say.

    In the thread that looks after them, the last word of one may not be read yet, nor be known
    which order it had: that order would be waited for in vain, or all of them would fail.
    """

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._ended: SimpleQueue[tuple[int, int]] = SimpleQueue()

    def handle_worker_expiration(self, expiration: tuple[int, int]) -> None:
        """Leave it to the other thread."""
        self._ended.put(expiration)

    def process_next_message(self, timeout: float) -> None:
        """Take in what the processes said, and then which of them ended before."""
        ended = [self._ended.get() for _ in range(self._ended.qsize())]
        super().process_next_message(0 if ended else timeout)
        channel = self.worker_manager.pool_channel
        with contextlib.suppress(OSError):  # closed, when all ends
            while ended and channel and channel.poll(0):
                super().process_next_message(0)
        for expiration in ended:
            super().handle_worker_expiration(expiration)


@contextlib.contextmanager
def _pool(jobs: int, memory: int, *, fresh: bool) -> Iterator[_Pool]:
    """Start processes from one that has loaded everything, where the system can."""
    can_fork = _has_fork_server() and not fresh
    context = multiprocessing.get_context("forkserver" if can_fork else "spawn")
    if can_fork:
        context.set_forkserver_preload(_MODULES)
        with _silence():
            forkserver.ensure_running()
    # Temporary files of the processes go with this folder, however they end.
    with tempfile.TemporaryDirectory(prefix="briefpress-") as folder:
        pool = _Pool(jobs, 1 if fresh else _LIFE, (memory, folder), context)
        try:
            yield pool
            pool.close()  # type: ignore[no-untyped-call]
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise
        finally:
            pool.join()


def _has_fork_server() -> bool:
    """Say whether the system has one, and can reach it where temporary files are kept."""
    offered = "forkserver" in multiprocessing.get_all_start_methods()
    return offered and len(tempfile.gettempdir()) < _LONGEST_FOLDER


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Give what is started here no standard error: it would tell how a process was interrupted.

    A process that is being replaced while the build ends finds nobody to talk to, and says so.
    """
    kept = os.dup(2)
    try:
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device, no file
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _begin(memory: int, folder: str) -> None:
    """Load what is not loaded yet, and let the system refuse more memory than a brief can need."""
    import signal  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one decides
    tempfile.tempdir = folder
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    for name in _MODULES:
        import_module(name)
    gc.freeze()  # what was loaded stays: collecting rubbish need not look at it again


def _make(order: Order) -> Made:
    """Make an order; rubbish is collected after some of them, and not a hundred times on the way."""
    gc.disable()
    try:
        return make(order)
    finally:
        if next(_made) % _COLLECTED == 0:
            gc.collect()


def _outcome(future: Future[Made], order: Order, timeout: float) -> Made:
    """Return what was made, or say what became of the process that should have made it."""
    error = future.exception()
    match error:
        case None:
            return future.result()
        case TimeoutError():
            message = f"the engine did not finish within {timeout:g} seconds"
            mend = "split the document, or allow more time with --timeout"
        case ProcessExpired():
            message = (
                f"the engine stopped without a PDF: its process ended with code {error.exitcode}"
            )
            mend = "find the part that it stumbles over by taking parts out, and report it"
        case MemoryError():
            message = "the engine needs more memory than it may have"
            mend = "split the document, or allow more memory with --memory"
        case _:  # a fault of ours, which the other briefs need not suffer from
            message = f"the engine stopped without a PDF: {type(error).__name__}: {error}"
            mend = "report it, with the brief"
    return _failed(order, message, mend)


def _failed(order: Order, message: str, mend: str) -> Made:
    where = Location(str(order.path))
    return Made(Report((Finding("engine-failed", Severity.ERROR, message, where, mend),)))
