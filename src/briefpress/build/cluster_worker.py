"""What a worker of a Dask cluster does: it hands each brief to a process of its own.

So threads of a worker do not share an engine, and a brief that crashes, hangs or eats memory costs
itself alone. The processes are warm, and end with the build.
"""

from __future__ import annotations

import asyncio
import threading
import time
from importlib.metadata import version
from typing import TYPE_CHECKING
from uuid import uuid4

import distributed
from distributed import WorkerPlugin

from briefpress.build import bundles
from briefpress.build.printer import obituary
from briefpress.build.requests import Made
from briefpress.findings import Finding, Location, Report, Severity
from briefpress.system import Worker, WorkerDied

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.build.bundles import Parcel, ThemeParcel

MEND = "install the same Briefpress and packages on all machines, and start the workers anew"

_START = 60.0  # seconds for a process to load what it needs
_IDLE = 300.0  # seconds after which idle processes end: who had them started may be gone


def versions() -> dict[str, str]:
    """Return what has to be the same on all machines."""
    return bundles.needed_versions() | {"distributed": version("distributed")}


def differences(ours: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """Say what another machine has in another version than this one; empty where that is nothing."""
    found = (
        f"{name} is {theirs[name]} there, and {ours.get(name, 'missing')} here"
        for name in theirs
        if theirs[name] != ours.get(name)
    )
    return "; ".join(found)


class _Unfit(Exception):  # noqa: N818 - an outcome that is reported, not a bug
    """This worker would not make the files that the machine which asks would."""


class Presses(WorkerPlugin):
    """The processes of a worker, each with `timeout` seconds for a brief and `memory` bytes.

    They refuse to work where their versions are not those that `versions` says.
    """

    def __init__(self, timeout: float, memory: int, versions: Mapping[str, str]) -> None:
        self.name = f"briefpress-{uuid4().hex}"
        self._timeout = timeout
        self._memory = memory
        self._versions = versions

    async def setup(self, worker: distributed.Worker | None) -> None:  # noqa: ARG002 - Dask gives it
        """Begin without any process."""
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._used = time.monotonic()
        self._is_over = False
        self._watch = asyncio.create_task(self._end_what_is_idle())

    async def teardown(self, worker: distributed.Worker | None) -> None:  # noqa: ARG002 - Dask gives it
        """End the processes; one that is making a brief ends when that is done."""
        self._watch.cancel()
        with self._lock:
            self._is_over = True
        self._end()

    def ready(self) -> str:
        """Start a process ahead of the first brief, and say why there can be none, if so."""
        try:
            self._put_back(self._take())
        except (_Unfit, WorkerDied, OSError) as reason:
            return str(reason)
        return ""

    def make(self, parcel: Parcel, theme: ThemeParcel | None) -> Made:
        """Make a brief in a process that is free."""
        where = str(parcel.order.path)
        try:
            process = self._take()
        except (_Unfit, OSError) as reason:
            finding = Finding("cluster-version", Severity.ERROR, str(reason), Location(where), MEND)
            return Made(Report((finding,)))
        except WorkerDied as death:
            return Made(Report((obituary(death, where),)))
        try:
            made: Made = process.call("briefpress.build.bundles:make_of", parcel, theme)
        except WorkerDied as death:
            _end(process)
            return Made(Report((obituary(death, where),)))
        self._put_back(process)
        return made

    def _take(self) -> Worker:
        with self._lock:
            self._used = time.monotonic()
            if self._idle:
                return self._idle.pop()
        process = Worker("briefpress.build.bundles", _START, self._memory)
        try:
            theirs = process.call("briefpress.build.bundles:prepare")
        except WorkerDied:
            _end(process)
            raise
        if found := differences(self._versions, theirs):
            _end(process)
            raise _Unfit(found)
        process.timeout = self._timeout
        return process

    def _put_back(self, process: Worker) -> None:
        with self._lock:
            self._used = time.monotonic()
            if not self._is_over:
                self._idle.append(process)
                return
        _end(process)

    def _end(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for process in idle:
            _end(process)

    async def _end_what_is_idle(self) -> None:
        while True:
            await asyncio.sleep(_IDLE)
            if time.monotonic() - self._used > _IDLE:
                self._end()


def _end(process: Worker) -> None:
    process.__exit__(None, None, None)


# What a client calls by name, on each worker and for each brief


async def ready(name: str, count: int, dask_worker: distributed.Worker) -> str:
    """Do what `Presses.ready` does for `count` briefs, while the worker goes on answering."""
    presses, count = _presses(dask_worker, name), min(count, dask_worker.state.nthreads)
    return max(await asyncio.gather(*(asyncio.to_thread(presses.ready) for _ in range(count))))


def keep(theme: ThemeParcel) -> ThemeParcel:
    """Keep a theme where briefs find it."""
    return theme


def make(name: str, parcel: Parcel, theme: ThemeParcel | None) -> Made:
    """Do what `Presses.make` does."""
    return _presses(distributed.get_worker(), name).make(parcel, theme)


def _presses(worker: distributed.Worker, name: str) -> Presses:
    presses = worker.plugins[name]
    assert isinstance(presses, Presses)
    return presses
