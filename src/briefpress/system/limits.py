"""What this process may take of its machine, where the system can refuse it more.

Native code that hangs or eats memory costs its process then, and nobody else.
"""

from __future__ import annotations

import contextlib
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# The exit code that `working_at_most` leads to; on Windows there is none.
OVERWORKED = -signal.SIGPROF if hasattr(signal, "SIGPROF") else None


@contextlib.contextmanager
def working_at_most(seconds: float) -> Iterator[None]:
    """End this process when it has worked for so many seconds in the block.

    What counts is when the processor works: a busy machine must not change what is found.
    """
    if not hasattr(signal, "ITIMER_PROF"):  # on Windows
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def limit_addresses(memory: int) -> None:
    """Refuse this process more than so many bytes of address space."""
    _limit("RLIMIT_AS", memory)


def limit_data(memory: int) -> None:
    """Refuse this process more than so many bytes that it can write into.

    That is nearly what it takes; of addresses, each thread reserves some for itself that it may never use.
    """
    _limit("RLIMIT_DATA", memory)


def _limit(what: str, memory: int) -> None:
    with contextlib.suppress(ImportError, AttributeError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        kind = getattr(resource, what)
        # A process that this one starts may have another limit: a Java machine needs more.
        resource.setrlimit(kind, (memory, resource.getrlimit(kind)[1]))
