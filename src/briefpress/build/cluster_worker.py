"""What a worker of a Dask cluster does: it hands each brief to a process of its own.

So threads of a Dask worker do not share an engine, and a brief that crashes, hangs or eats memory
costs itself alone. The processes are those of a pool as anywhere else, and end with the build.
"""

from __future__ import annotations

import asyncio
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import distributed
from distributed import WorkerPlugin

from briefpress.build import bundles
from briefpress.build.requests import BuildResult
from briefpress.build.rules import CLUSTER_VERSION
from briefpress.build.workers import result_or_crash
from briefpress.findings import Location, Report
from briefpress.system import Limits, Pool, WorkerDied

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.build.bundles import Bundle, ThemeBundle


_START = 60.0  # seconds for a process to say which versions it has
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


class ClusterPool(WorkerPlugin):
    """The pool of a Dask worker: a process for each of its threads, within `limits` for a brief.

    It refuses to work where the versions there are not those that `versions` says.
    """

    def __init__(self, limits: Limits, versions: Mapping[str, str]) -> None:
        self.name = f"briefpress-{uuid4().hex}"
        self._limits = limits
        self._versions = versions

    async def setup(self, worker: distributed.Worker) -> None:
        """Begin without any process."""
        self._pool = Pool(
            "briefpress.build.tasks:load",
            self._limits,
            most=worker.state.nthreads,
            at_once=0,
            folder=Path(worker.local_directory),  # which Dask clears when it was killed
        )
        self._used = time.monotonic()
        self._watch = asyncio.create_task(self._end_what_is_idle())

    async def teardown(self, worker: distributed.Worker) -> None:  # noqa: ARG002 - Dask gives it
        """End the processes, whatever they do."""
        self._watch.cancel()
        self._pool.close()

    def ready(self) -> str:
        """Start a process, and say why it is of no use, if so."""
        try:
            return self._differences()
        except WorkerDied as death:
            return f"no worker can begin: {death.words}"

    def build(self, bundle: Bundle, theme: ThemeBundle | None) -> BuildResult:
        """Build a brief in a process that is free."""
        result: BuildResult | WorkerDied
        try:
            if found := self._differences():
                where = Location(str(bundle.request.path))
                finding = CLUSTER_VERSION.finding(found, where)
                return BuildResult(Report((finding,)))
            result = self._pool.call(f"{bundles.__name__}:build_bundle", bundle, theme)
        except WorkerDied as death:
            result = death
        self._used = time.monotonic()
        return result_or_crash(result, bundle.request)

    def _differences(self) -> str:
        self._used = time.monotonic()
        theirs = self._pool.call(f"{bundles.__name__}:needed_versions", seconds=_START)
        return differences(self._versions, theirs)

    async def _end_what_is_idle(self) -> None:
        while True:
            await asyncio.sleep(_IDLE)
            if time.monotonic() - self._used > _IDLE:
                await asyncio.to_thread(self._pool.end_idle)


# What a client calls by name, on each worker and for each brief


async def ready(name: str, count: int, dask_worker: distributed.Worker) -> str:
    """Start processes ahead of `count` briefs, and say why they are of no use, if so."""
    pool, count = _pool(dask_worker, name), min(count, dask_worker.state.nthreads)
    return max(await asyncio.gather(*(asyncio.to_thread(pool.ready) for _ in range(count))))


def keep(theme: ThemeBundle) -> ThemeBundle:
    """Keep a theme where briefs find it."""
    return theme


def build(name: str, bundle: Bundle, theme: ThemeBundle | None) -> BuildResult:
    """Do what `ClusterPool.build` does."""
    return _pool(distributed.get_worker(), name).build(bundle, theme)


def _pool(worker: distributed.Worker, name: str) -> ClusterPool:
    pool = worker.plugins[name]
    assert isinstance(pool, ClusterPool)
    return pool
