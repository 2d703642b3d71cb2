"""The same tasks on the machines of a Dask cluster; the only importer of Dask.

    orders ─pack→ parcels ─scheduler→ workers ─→ processes that make, warm ─→ (order, Made)

A worker makes nothing itself: it hands each brief to a process of its own, so that threads of a
worker do not share an engine, and what crashes, hangs or eats memory costs its own brief. A worker
that dies costs its briefs another try.

A cluster is trusted: what it and this machine send each other is unpickled, which can run anything.
Use tcp:// where nobody else can connect, and tls:// with certificates (`distributed.comm.tls` of
Dask's settings) elsewhere.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import dask
from distributed import (
    CancelledError,
    Client,
    KilledWorker,
    Security,
    WorkerPlugin,
    get_worker,
    wait,
)
from distributed.comm import connect

from briefpress.findings import Finding, Location, Report, Severity, Unusable
from briefpress.orders import Made
from briefpress.parcels import pack, pack_theme, versions
from briefpress.worker import Worker, WorkerDied

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from distributed import Future

    from briefpress.orders import Order
    from briefpress.parcels import Parcel, ThemeParcel

_CONNECT = 8.0  # seconds for a scheduler to answer
_NO_WORKER = 30.0  # seconds that a cluster may be without any worker
_AHEAD = 4  # orders for each thread of a worker that are sent before they can be made
_IDLE = 300.0  # seconds after which processes end: who asked for them may be gone
_START = 60.0  # seconds for a process to load what it needs
_SETTINGS = {
    "distributed.comm.timeouts.connect": _CONNECT,
    "distributed.admin.large-graph-warning-threshold": "1 GB",  # what a brief shows is large
}
# What has to be the same on the scheduler, which reads the tasks but makes nothing.
_OF_SCHEDULER = ("briefpress", "checkout", "Python")


class _Lost(Exception):  # noqa: N818 - an outcome that `_run` reports, not a bug
    """The cluster is there no more."""


def make_all(
    orders: Sequence[Order], address: str, timeout: float, memory: int, jobs: int | None = None
) -> Iterator[tuple[Order, Made]]:
    """Make orders on the workers of the scheduler at `address`, and yield each when it is done.

    An order may take `timeout` seconds and `memory` bytes of address space; `jobs` are made at
    once, or as many as the workers have threads. Raises `Unusable` where the cluster cannot be
    reached, or would make other files than this machine.
    """
    with _connected(address) as client, _presses(client, address, timeout, memory) as presses:
        suspects = []
        for order, made in _run(client, presses, orders, jobs or _window(client)):
            if made is None:
                suspects.append(order)
            else:
                yield order, made
        # They were on workers that died, or beside the one that kills: each is tried alone.
        for suspect in suspects:
            for order, made in _run(client, presses, (suspect,), 1):
                yield order, made or _failed(order, *_DEADLY)


_DEADLY = (
    "the engine stopped without a PDF: every worker that began this brief died",
    "find the part that it stumbles over by taking parts out, or give the workers more memory",
)
_GONE = "see whether the scheduler and its workers run, and build again: what is done stays"


def _run(
    client: Client, presses: str, orders: Sequence[Order], window: int
) -> Iterator[tuple[Order, Made | None]]:
    """Yield each order when it is done, with None where workers died over it."""
    waiting = iter(orders)
    running: dict[Future[Made], Order] = {}
    sender = _Sender(client, presses)
    try:
        while batch := [*islice(waiting, window - len(running))] or running:
            for order in batch if isinstance(batch, list) else ():
                sent = sender.send(order)
                if isinstance(sent, Made):
                    yield order, sent
                else:
                    running[sent] = order
            for future in _done(client, running):
                yield (order := running.pop(future)), _outcome(future)
    except _Lost as reason:
        for order in (*running.values(), *waiting):
            yield order, _failed(order, str(reason), _GONE)
    finally:
        client.cancel(list(running))


class _Sender:
    """Sends parcels, and each theme that they name once; workers get it from one another."""

    def __init__(self, client: Client, presses: str) -> None:
        self._client = client
        self._presses = presses
        self._group = f"briefpress-{uuid4().hex}"
        self._count = 0
        self._themes: dict[Path, Future[ThemeParcel]] = {}

    def send(self, order: Order) -> Future[Made] | Made:
        """Send an order with its files; what is wrong with them is known here."""
        parcel = pack(order)
        if isinstance(parcel, Made):
            return parcel
        theme = None
        if parcel.theme is not None:
            if parcel.theme not in self._themes:
                self._themes[parcel.theme] = self._submit("theme", _keep, pack_theme(parcel.theme))
            theme = self._themes[parcel.theme]
        return self._submit("brief", _make, self._presses, parcel, theme)
    
    def _submit(self, what: str, function: Any, *args: Any) -> Future[Any]:
        self._count += 1
        key = (f"{self._group}-{what}", self._count)
        return self._client.submit(function, *args, key=key, pure=False)
