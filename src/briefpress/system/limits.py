"""What a process may take of its machine: time, and memory with that of the processes that it starts.

The system refuses memory to a process that asks for too much (`limit_memory`); who started the
process adds up what it takes with all below it (`memory_of`).
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# The exit code that `limit_cpu_time` leads to; None on Windows, which has no such limit.
CPU_TIME_EXIT_CODE = -signal.SIGPROF if hasattr(signal, "SIGPROF") else None
USUAL_MEMORY = 2 * 1024**3  # bytes that a worker may take, where nothing else is asked for
_PROC = Path("/proc")
_HUGE = 1 << 60  # bytes


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call of a worker may take: seconds, and bytes of memory of all its processes."""

    seconds: float
    memory: int


@contextlib.contextmanager
def limit_cpu_time(seconds: float) -> Iterator[None]:
    """End this process once it has taken so many seconds of CPU in the block.

    CPU time, unlike elapsed time, is the same on a busy machine.
    """
    if sys.platform == "win32":
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def limit_memory(memory: int) -> None:
    """Refuse this process more than so many bytes that it can write into, where the system can.

    That is nearly what it takes; of addresses (RLIMIT_AS), each thread reserves some that it may
    never use.
    """
    _set_limit(lambda _: memory)


def lift_memory_limit() -> None:
    """Let this process take all that the system allows it."""
    _set_limit(lambda most: most)


def memory_limit() -> int:
    """Return the limit of this process in bytes, a huge number where there is none."""
    limit = _set_limit(None)
    return limit if limit > 0 else _HUGE


def _set_limit(limit: Callable[[int], int] | None) -> int:
    """Set the limit of this process, given the hard one, and return the limit that was."""
    if sys.platform == "win32":
        return _HUGE
    with contextlib.suppress(ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        now, most = resource.getrlimit(resource.RLIMIT_DATA)
        if limit:
            resource.setrlimit(resource.RLIMIT_DATA, (limit(most), most))
        return now
    return _HUGE


def memory_of(process: int) -> int:
    """Return the bytes of memory that a process and all below it hold; 0 where the system hides it."""
    if sys.platform != "linux":
        return _memory_elsewhere(process)
    try:
        pages = int((_PROC / f"{process}/statm").read_text("ascii").split()[1])
        children = [
            int(child)
            for task in (_PROC / f"{process}/task").iterdir()
            for child in (task / "children").read_text("ascii").split()
        ]
    except (OSError, IndexError):  # it has ended
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(map(memory_of, children))


def _memory_elsewhere(process: int) -> int:
    import psutil  # noqa: PLC0415 - /proc is faster

    try:
        first = psutil.Process(process)
        return sum(each.memory_info().rss for each in (first, *first.children(recursive=True)))
    except psutil.Error:  # one of them has ended
        return 0
