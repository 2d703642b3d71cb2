"""Briefs that are built on the machines of a Dask cluster.

    BuildRequests ─pack→ Bundles ─scheduler→ Dask workers ─ClusterPool→ BuildResults

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

from briefpress.build import bundles, cluster_worker
from briefpress.build.bundles import pack_theme
from briefpress.build.requests import BuildResult
from briefpress.build.rules import (
    CLUSTER_EMPTY,
    CLUSTER_UNREACHABLE,
    CLUSTER_VERSION,
    ENGINE_FAILED,
)
from briefpress.build.workers import result_or_crash
from briefpress.findings import Location, Report, Unusable
from briefpress.system import Pool, WorkerDied

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from distributed import Future

    from briefpress.build.bundles import Bundle, ThemeBundle
    from briefpress.build.requests import BuildRequest
    from briefpress.system import Limits

_CONNECT = 8.0  # seconds for a scheduler to answer, and for a first worker to be there
_NO_WORKER = 30.0  # seconds that a cluster may be without any worker
_LOOK = 2.0  # seconds between two looks at whether there are workers
_AHEAD = 4  # requests for each thread of a worker that are sent before they can be built
_SETTINGS = {
    "distributed.comm.timeouts.connect": f"{_CONNECT:g}s",
    "distributed.admin.large-graph-warning-threshold": "1GB",  # what a brief shows may be large
}
_SCHEDULER = "the scheduler"
# What has to be the same there, where tasks are read and nothing is built.
_OF_SCHEDULER = ("briefpress", "checkout", "distributed", "Python")
_DEADLY = (
    "no PDF was made: the workers that began this brief died",
    "find the part that it stumbles over by taking parts out, or give the workers more memory",
)
_CUT = "the connection to the cluster was lost"
_GONE = "see that the scheduler and its workers run, and build again: what is done stays"


class _Lost(Exception):  # noqa: N818 - an outcome that `_run` reports, not a bug
    """The cluster is there no more."""


def build_on_cluster(
    requests: Sequence[BuildRequest], address: str, limits: Limits, jobs: int | None = None
) -> Iterator[tuple[BuildRequest, BuildResult]]:
    """Build briefs on the workers of the scheduler at `address`, and yield each request with its result.

    A brief may take what `limits` say; at most `jobs` are sent at once, where that is given. Raises
    `Unusable` where the cluster cannot be reached, or would not make the files that this machine
    would.
    """
    suspects = []
    with (
        _connected(address) as client,
        _equipped(client, address, requests, limits) as name,
        Pool(bundles.__name__, limits) as readers,
    ):
        sender = _Sender(client, name, readers)
        for request, result in _run(client, sender, requests, jobs or _window(client)):
            if result is None:
                suspects.append(request)
            else:
                yield request, result
        # They kill workers, or were beside one that does: alone, it is seen which.
        for suspect in suspects:
            for request, result in _run(client, sender, (suspect,), 1):
                yield request, result or _failed(request, *_DEADLY)


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
            raise Unusable(CLUSTER_UNREACHABLE.finding(message, Location(address))) from None
        with client, client.as_current():
            try:
                client.wait_for_workers(1, timeout=_CONNECT)
            except TimeoutError:
                mend = f"start one: dask worker {address}"
                raise Unusable(
                    CLUSTER_EMPTY.finding("the cluster has no worker", Location(address), mend=mend)
                ) from None
            yield client


async def _knock(address: str) -> None:
    comm = await connect(address, **Security().get_connection_args("client"))
    await comm.close()


def _silence() -> None:
    """Keep a client's log from the terminal: what it says is an exception here as well.

    For good, as a connection that was lost is spoken of when it is closed, too.
    """
    for name in (
        "asyncio",
        "distributed.client",
        "distributed.comm",
        "distributed.core",
        "tornado.application",
    ):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


@contextmanager
def _equipped(
    client: Client, address: str, requests: Sequence[BuildRequest], limits: Limits
) -> Iterator[str]:
    """Give Dask workers the pool that builds briefs, and yield its name; raises `Unusable`."""
    ours = cluster_worker.versions()
    theirs = client.run(cluster_worker.versions, on_error="return") | {
        _SCHEDULER: _scheduler(client)
    }
    _refuse(address, {who: _unlike(ours, found) for who, found in theirs.items()})
    plugin = cluster_worker.ClusterPool(limits, ours)
    client.register_plugin(plugin)
    try:
        _refuse(
            address, client.run(cluster_worker.ready, plugin.name, len(requests), on_error="return")
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
        CLUSTER_VERSION.finding(f"{who}: {reason}", Location(address))
        for who, reason in reasons.items()
        if not isinstance(reason, OSError) and str(reason)
    )
    if faults:
        raise Unusable(*faults)


def _window(client: Client) -> int:
    threads: Mapping[str, int] = client.nthreads()
    return max(8, sum(threads.values())) * _AHEAD


def _run(
    client: Client, sender: _Sender, requests: Sequence[BuildRequest], window: int
) -> Iterator[tuple[BuildRequest, BuildResult | None]]:
    """Yield each request with its result, or with None where Dask workers died over it."""
    waiting = deque(requests)
    running: dict[Future[BuildResult], BuildRequest] = {}
    try:
        while waiting or running:
            while waiting and len(running) < window:
                sent = sender.send(waiting[0])
                request = waiting.popleft()
                if isinstance(sent, BuildResult):
                    yield request, sent
                else:
                    running[sent] = request
            for future in _done(client, running):
                result = _outcome(future)
                yield running.pop(future), result
    except _Lost as reason:
        for request in (*running.values(), *waiting):
            yield request, _failed(request, str(reason), _GONE)
    finally:
        if running and client.status == "running":
            client.cancel([*running])


class _Sender:
    """Sends bundles, and each theme that they name once; Dask workers get it from one another.

    Content is read by `readers`, workers of this machine, within the limits.
    """

    def __init__(self, client: Client, plugin: str, readers: Pool) -> None:
        self._client = client
        self._plugin = plugin
        self._readers = readers
        self._group = f"briefpress-{uuid4().hex}"
        self._count = 0
        self._themes: dict[Path, Future[ThemeBundle]] = {}

    def send(self, request: BuildRequest) -> Future[BuildResult] | BuildResult:
        """Send a request with its files, or return the result where they are at fault."""
        bundle = self._pack(request)
        if isinstance(bundle, BuildResult):
            return bundle
        if bundle.theme is None:
            return self._submit("brief", cluster_worker.build, self._plugin, bundle, None)
        if bundle.theme not in self._themes:
            packed = pack_theme(bundle.theme)
            self._themes[bundle.theme] = self._submit("theme", cluster_worker.keep, packed)
        theme = self._themes[bundle.theme]
        return self._submit("brief", cluster_worker.build, self._plugin, bundle, theme)

    def _pack(self, request: BuildRequest) -> Bundle | BuildResult:
        try:
            packed: Bundle | BuildResult = self._readers.call(f"{bundles.__name__}:pack", request)
        except WorkerDied as death:
            return result_or_crash(death, request)
        return packed

    def _submit(self, what: str, function: Any, *args: Any) -> Future[Any]:
        self._count += 1
        key = (f"{self._group}-{what}", self._count)
        try:
            future: Future[Any] = self._client.submit(function, *args, key=key, pure=False)
        except ClosedClientError:
            raise _Lost(_CUT) from None
        return future


def _done(
    client: Client, running: Mapping[Future[BuildResult], BuildRequest]
) -> set[Future[BuildResult]]:
    """Wait until something is done; raises `_Lost` where nothing will be."""
    seen = time.monotonic()
    done: set[Future[BuildResult]] = set()
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


def _look(running: Mapping[Future[BuildResult], BuildRequest]) -> set[Future[BuildResult]]:
    try:
        return set(distributed.wait([*running], _LOOK, "FIRST_COMPLETED").done)
    except TimeoutError:
        return set()


def _outcome(future: Future[BuildResult]) -> BuildResult | None:
    """Return the result, or None where Dask workers died over it."""
    try:
        result: BuildResult = future.result()
    except KilledWorker:
        return None
    except (CancelledError, OSError):
        raise _Lost(_CUT) from None
    return result


def _failed(request: BuildRequest, message: str, mend: str) -> BuildResult:
    finding = ENGINE_FAILED.finding(message, Location(str(request.path)), mend=mend)
    return BuildResult(Report((finding,)))
