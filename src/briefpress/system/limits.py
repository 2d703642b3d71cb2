"""Limits of CPU time and memory for this process, on systems that have them.

Native code that hangs or takes too much memory ends its own process, and nothing else.
"""

from __future__ import annotations

import contextlib
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# The exit code of a process that `limit_cpu_time` ended; None on Windows, which has no such limit.
CPU_TIME_EXIT_CODE = -signal.SIGPROF if hasattr(signal, "SIGPROF") else None


@contextlib.contextmanager
def limit_cpu_time(seconds: float) -> Iterator[None]:
    """End this process once it has taken so many seconds of CPU in the block.

    CPU time, unlike elapsed time, is the same on a busy machine.
    """
    if not hasattr(signal, "ITIMER_PROF"):  # on Windows
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def limit_address_space(memory: int) -> None:
    """Limit the address space of this process to so many bytes, where the system can."""
    _limit("RLIMIT_AS", memory)


def limit_writable_memory(memory: int) -> None:
    """Limit the writable memory of this process to so many bytes, where the system can.

    This is close to what it uses; of address space, each thread reserves more than it may ever use.
    """
    _limit("RLIMIT_DATA", memory)


def _limit(what: str, memory: int) -> None:
    with contextlib.suppress(ImportError, AttributeError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        kind = getattr(resource, what)
        # The soft limit alone: a process that this one starts, such as Java, may raise it again.
        resource.setrlimit(kind, (memory, resource.getrlimit(kind)[1]))
