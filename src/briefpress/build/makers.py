"""Warm processes that make whole briefs, for as long as somebody works on them.

One order goes to the process that is warmest; another process starts only when there are more
orders than one.
"""

from __future__ import annotations

import contextlib
import os
from concurrent.futures import ThreadPoolExecutor, as_completed
from queue import LifoQueue
from typing import TYPE_CHECKING, Self

from briefpress.build.printer import obituary
from briefpress.build.requests import Made
from briefpress.findings import Report
from briefpress.system import Worker, WorkerDied

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from briefpress.build.requests import Order
    from briefpress.findings import Verdict


class Maker(Worker):
    """Makes one brief after the other in a process of its own, from the content file to the report."""

    def __init__(self, timeout: float, memory: int) -> None:
        super().__init__("briefpress.build.brief", timeout, memory)

    @property
    def process(self) -> int:
        """The identifier of the process."""
        return self._process.pid

    def make(self, order: Order) -> Made:
        """Make the files of a brief; where its process does not survive, that is a finding."""
        try:
            made: Made = self.call(f"{__name__}:make_here", order)
        except WorkerDied as death:
            return Made(Report((obituary(death, str(order.path)),)))
        return made


class WarmMakers:
    """Up to `most` processes; called with orders, it yields each with what came of it.

    As a context manager it ends its processes with its block. An order may take `timeout` seconds
    and `memory` bytes of address space.
    """

    def __init__(self, most: int, timeout: float, memory: int) -> None:
        self.most = most
        self._limits = (timeout, memory)
        self._all: list[Maker] = []
        self._idle: LifoQueue[Maker] = LifoQueue()  # the one that worked last is the warmest
        self._grow(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for maker in self._all:
            maker.__exit__(kind, error, trace)

    def __call__(self, orders: Sequence[Order]) -> Iterator[tuple[Order, Made]]:
        """Make orders, and yield each when it is done."""
        if len(orders) == 1:  # without the cost of a thread
            yield orders[0], self._make(orders[0])
            return
        self._grow(min(len(orders), self.most))
        threads = ThreadPoolExecutor(len(self._all))
        try:
            running = {threads.submit(self._make, order): order for order in orders}
            for done in as_completed(running):
                yield running[done], done.result()
        finally:  # an interrupt does not wait for what is being made
            threads.shutdown(wait=False, cancel_futures=True)

    @property
    def processes(self) -> list[int]:
        """The identifiers of the processes that were started."""
        return [maker.process for maker in self._all]

    def _grow(self, count: int) -> None:
        while len(self._all) < count:
            self._all.append(Maker(*self._limits))
            self._idle.put(self._all[-1])

    def _make(self, order: Order) -> Made:
        maker = self._idle.get()
        try:
            return maker.make(order)
        finally:
            self._idle.put(maker)


def make_here(order: Order) -> Made:
    """Make the files of a brief in this process; the built-in engine judges in another meanwhile."""
    from briefpress.build.brief import make  # noqa: PLC0415
    from briefpress.checks import page_validation  # noqa: PLC0415 - in the process of a maker alone
    from briefpress.pdf import print_pdf  # noqa: PLC0415

    page_validation.start_beside()
    return make(order, print_pdf, _judge)


def _judge(data: bytes, flavours: tuple[str, ...], path: Path) -> tuple[Verdict, ...]:
    from briefpress.checks import page_validation  # noqa: PLC0415

    offered = [each for each in flavours if each in page_validation.FLAVOURS]
    return page_validation.judge_beside(data, offered, path)


def usual_jobs() -> int:
    """Return how many processes this machine can run at once."""
    with contextlib.suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
