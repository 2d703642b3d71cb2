"""The same tasks on the machines of a Dask cluster.

    orders ─pack→ parcels ─scheduler→ workers ─Presses→ (order, Made)

A worker that dies costs its briefs another try. Files are written by the one who asked.

A cluster is trusted: what it and this machine send each other is unpickled, which can run anything.
Use tcp:// where nobody else can connect, and tls:// with certificates (`distributed.comm.tls` in
Dask's settings) elsewhere.
"""

from __future__ import annotations

import asyncio
import logging
import time
import warnings
from collections import deque
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import dask
import distributed
from distributed import CancelledError, Client, KilledWorker, Security
from distributed.client import ClosedClientError
from distributed.comm.core import connect

from briefpress.build import cluster_worker
from briefpress.build.bundles import pack, pack_theme
from briefpress.build.requests import Made
from briefpress.findings import Finding, Location, Report, Severity, Unusable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from distributed import Future

    from briefpress.build.bundles import ThemeParcel
    from briefpress.build.requests import Order

_CONNECT = 8.0  # seconds for a scheduler to answer, and for a first worker to be there
_NO_WORKER = 30.0  # seconds that a cluster may be without any worker
_LOOK = 2.0  # seconds between two looks at whether there are workers
_AHEAD = 4  # orders for each thread of a worker that are sent before they can be made
_SETTINGS = {
    "distributed.comm.timeouts.connect": f"{_CONNECT:g}s",
    "distributed.admin.large-graph-warning-threshold": "1GB",  # what a brief shows may be large
}
_SCHEDULER = "the scheduler"
# What has to be the same there, where tasks are read and nothing is made.
_OF_SCHEDULER = ("briefpress", "checkout", "distributed", "Python")
_DEADLY = (
    "the engine stopped without a PDF: the workers that began this brief died",
    "find the part that it stumbles over by taking parts out, or give the workers more memory",
)
_CUT = "the connection to the cluster was lost"
_GONE = "see that the scheduler and its workers run, and build again: what is done stays"


class _Lost(Exception):  # noqa: N818 - an outcome that `_run` reports, not a bug
    """The cluster is there no more."""


def make_all(
    orders: Sequence[Order], address: str, timeout: float, memory: int, jobs: int | None = None
) -> Iterator[tuple[Order, Made]]:
    """Make orders on the workers of the scheduler at `address`, and yield each when it is done.

    An order may take `timeout` seconds and `memory` bytes of address space; at most `jobs` are sent
    at once, where that is given. Raises `Unusable` where the cluster cannot be reached, or would
    not make the files that this machine would.
    """
    suspects = []
    with _connected(address) as client, _equipped(client, address, orders, timeout, memory) as name:
        for order, made in _run(client, name, orders, jobs or _window(client)):
            if made is None:
                suspects.append(order)
            else:
                yield order, made
        # They kill workers, or were beside one that does: alone, it is seen which.
        for suspect in suspects:
            for order, made in _run(client, name, (suspect,), 1):
                yield order, made or _failed(order, *_DEADLY)


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """Connect to a scheduler that has a worker; raises `Unusable` where that is not to be had."""
    _silence()
    with dask.config.set(_SETTINGS), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of versions, which `_equipped` looks at
        try:
            # A server that is no scheduler would keep `Client` waiting for ever.
            asyncio.run(asyncio.wait_for(_knock(address), _CONNECT))
            client = Client(address, timeout=_CONNECT, set_as_default=False, name="briefpress")
        except (OSError, TypeError, ValueError) as error:
            reason = str(error) or f"no scheduler answered within {_CONNECT:g} seconds"
            message = f"the cluster cannot be reached: {reason}"
            mend = (
                "name the address that dask scheduler tells when it starts, such as tcp://HOST:8786"
            )
            raise Unusable(_error("cluster-unreachable", address, message, mend)) from None
        with client, client.as_current():
            try:
                client.wait_for_workers(1, timeout=_CONNECT)
            except TimeoutError:
                message, mend = "the cluster has no worker", f"start one: dask worker {address}"
                raise Unusable(_error("cluster-empty", address, message, mend)) from None
            yield client


async def _knock(address: str) -> None:
    comm = await connect(address, **Security().get_connection_args("client"))
    await comm.close()


def _silence() -> None:
    """Keep a client's log from the terminal: what it says is an exception here as well.

    For good, as a connection that was lost is spoken of when it is closed, too.
    """
    for name in (
        "distributed.client",
        "distributed.comm",
        "distributed.core",
        "tornado.application",
    ):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


@contextmanager
def _equipped(
    client: Client, address: str, orders: Sequence[Order], timeout: float, memory: int
) -> Iterator[str]:
    """Give workers what they make briefs with, and yield its name; raises `Unusable`."""
    ours = cluster_worker.versions()
    theirs = client.run(cluster_worker.versions, on_error="return") | {
        _SCHEDULER: _scheduler(client)
    }
    _refuse(address, {who: _unlike(ours, found) for who, found in theirs.items()})
    plugin = cluster_worker.Presses(timeout, memory, ours)
    client.register_plugin(plugin)
    try:
        _refuse(
            address, client.run(cluster_worker.ready, plugin.name, len(orders), on_error="return")
        )
        yield plugin.name
    finally:
        if client.status == "running":
            with suppress(OSError):  # the connection is lost just now
                client.unregister_worker_plugin(plugin.name)


def _scheduler(client: Client) -> dict[str, str] | Exception:
    try:
        found = client.run_on_scheduler(cluster_worker.versions)
    except (AttributeError, ImportError) as error:
        return error
    return {name: found[name] for name in _OF_SCHEDULER}


def _unlike(ours: Mapping[str, str], theirs: Mapping[str, str] | Exception) -> str | Exception:
    return theirs if isinstance(theirs, Exception) else cluster_worker.differences(ours, theirs)


def _refuse(address: str, reasons: Mapping[str, str | Exception]) -> None:
    """Raise `Unusable` where there is a reason not to use a worker, but for one that died."""
    faults = tuple(
        _error("cluster-version", address, f"{who}: {reason}", cluster_worker.MEND)
        for who, reason in reasons.items()
        if not isinstance(reason, OSError) and str(reason)
    )
    if faults:
        raise Unusable(*faults)


def _window(client: Client) -> int:
    threads: Mapping[str, int] = client.nthreads()
    return max(8, sum(threads.values())) * _AHEAD


def _run(
    client: Client, name: str, orders: Sequence[Order], window: int
) -> Iterator[tuple[Order, Made | None]]:
    """Yield each order when it is done, with None where workers died over it."""
    waiting = deque(orders)
    running: dict[Future[Made], Order] = {}
    sender = _Sender(client, name)
    try:
        while waiting or running:
            while waiting and len(running) < window:
                sent = sender.send(waiting[0])
                order = waiting.popleft()
                if isinstance(sent, Made):
                    yield order, sent
                else:
                    running[sent] = order
            for future in _done(client, running):
                made = _outcome(future)
                yield running.pop(future), made
    except _Lost as reason:
        for order in (*running.values(), *waiting):
            yield order, _failed(order, str(reason), _GONE)
    finally:
        if running and client.status == "running":
            client.cancel([*running])


class _Sender:
    """Sends parcels, and each theme that they name once; workers get it from one another."""

    def __init__(self, client: Client, presses_name: str) -> None:
        self._client = client
        self._presses = presses_name
        self._group = f"briefpress-{uuid4().hex}"
        self._count = 0
        self._themes: dict[Path, Future[ThemeParcel]] = {}

    def send(self, order: Order) -> Future[Made] | Made:
        """Send an order with its files, or say what is wrong with them."""
        parcel = pack(order)
        if isinstance(parcel, Made):
            return parcel
        if parcel.theme is None:
            return self._submit("brief", cluster_worker.make, self._presses, parcel, None)
        if parcel.theme not in self._themes:
            packed = pack_theme(parcel.theme)
            self._themes[parcel.theme] = self._submit("theme", cluster_worker.keep, packed)
        theme = self._themes[parcel.theme]
        return self._submit("brief", cluster_worker.make, self._presses, parcel, theme)

    def _submit(self, what: str, function: Any, *args: Any) -> Future[Any]:
        self._count += 1
        key = (f"{self._group}-{what}", self._count)
        try:
            future: Future[Any] = self._client.submit(function, *args, key=key, pure=False)
        except ClosedClientError:
            raise _Lost(_CUT) from None
        return future


def _done(client: Client, running: Mapping[Future[Made], Order]) -> set[Future[Made]]:
    """Wait until something is done; raises `_Lost` where nothing will be."""
    seen = time.monotonic()
    done: set[Future[Made]] = set()
    try:
        while running and not done:
            done = _look(running)
            if client.nthreads():
                seen = time.monotonic()
            elif time.monotonic() - seen > _NO_WORKER:
                raise _Lost("the cluster has no worker any more")
    except (CancelledError, OSError):
        raise _Lost(_CUT) from None
    return done


def _look(running: Mapping[Future[Made], Order]) -> set[Future[Made]]:
    try:
        return set(distributed.wait([*running], _LOOK, "FIRST_COMPLETED").done)
    except TimeoutError:
        return set()


def _outcome(future: Future[Made]) -> Made | None:
    """Return what was made, or None where workers died over it."""
    try:
        made: Made = future.result()
    except KilledWorker:
        return None
    except (CancelledError, OSError):
        raise _Lost(_CUT) from None
    return made


def _failed(order: Order, message: str, mend: str) -> Made:
    return Made(Report((_error("engine-failed", str(order.path), message, mend),)))


def _error(rule: str, name: str, message: str, mend: str) -> Finding:
    return Finding(rule, Severity.ERROR, message, Location(name), mend)
