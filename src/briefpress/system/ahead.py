"""A worker that begins before anybody asks for it, while the process that will ask is still loading."""

from __future__ import annotations

import atexit
import contextlib
import os
from typing import NamedTuple

from briefpress.findings import Unusable
from briefpress.system.processes import can_copy
from briefpress.system.worker import Worker


class _Waiting(NamedTuple):
    """A worker, with what it loads, the bytes of memory that it may take, and the process that started it."""

    worker: Worker
    setup: str
    memory: int
    process: int


_waiting: list[_Waiting] = []


def start_ahead(setup: str, memory: int) -> None:
    """Start a worker for the first pool that wants one with this `setup` and so many bytes of memory.

    It ends with this process, if none does. What keeps it from beginning is told when one is needed.
    """
    if can_copy():
        with contextlib.suppress(OSError, Unusable):
            _waiting.append(_Waiting(Worker(setup, memory), setup, memory, os.getpid()))
            atexit.register(take_ahead, "", 0)


def take_ahead(setup: str, memory: int) -> Worker | None:
    """Return the worker that was started ahead if it is as wanted; another one ends here."""
    while _waiting:
        waiting = _waiting.pop()
        if waiting.process == os.getpid():  # a copy of this process must leave it alone
            if (waiting.setup, waiting.memory) == (setup, memory):
                return waiting.worker
            waiting.worker.close()
    return None
