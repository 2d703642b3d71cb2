"""How the process of a worker begins: as a copy of this one where it can, as a new Python otherwise.

A copy (fork) spares a short command a third of its time: `briefpress check` takes 0.45 s with
copies and 0.63 s without. It is safe only where this process has one thread, so it has to be
allowed (`allow_copies`), which the command line and the workers themselves do.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import threading
from typing import IO, TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

_MAIN = "from briefpress.system.serving import main; main()"
_copies_allowed = False


class Process(Protocol):
    """What a worker has to do with its process: a part of `subprocess.Popen`.

    It leads a process group, so that the programs that it started end with it. Other workers have
    groups of their own, and end with their lifelines.
    """

    pid: int
    stdin: IO[bytes] | None
    stdout: IO[bytes] | None

    def kill(self) -> None:
        """End it, whatever it does."""

    def wait(self) -> int:
        """Wait for its end, and return the exit code."""


def allow_copies() -> None:
    """Let workers begin as copies of this process from now on; it must be Briefpress's own."""
    global _copies_allowed
    _copies_allowed = sys.platform == "linux"


def collect_seldom() -> None:
    """Let the garbage collector look seldom: not while a brief of a few pages is laid out, or a command loads."""
    gc.set_threshold(100_000, 20, 100)


def can_copy() -> bool:
    """Say whether a worker can begin as a copy of this process now."""
    return _copies_allowed and threading.active_count() == 1


def end_with(lifeline: int) -> None:
    """Let the system end this process when the other end of a pipe is closed.

    The process that started this one holds that end, and nobody writes: it is closed when that
    process ends, however it does, and whatever native code is running here.
    """
    if sys.platform == "win32":  # there, it ends with its standard input
        return
    import fcntl  # noqa: PLC0415 - not on every system

    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(lifeline, fcntl.F_GETFL)
    fcntl.fcntl(lifeline, fcntl.F_SETFL, flags | os.O_ASYNC)


def start_python(
    arguments: Sequence[str], lifeline: int, errors: IO[bytes], folder: str
) -> Process:
    """Start a new Python; `folder` is for its temporary files, and it complains to `errors`."""
    import subprocess  # noqa: PLC0415 - a copy needs none of it

    class Python(subprocess.Popen[bytes]):
        def kill(self) -> None:
            if self.poll() is None:
                kill_group(self.pid)

    # -P: a module in the folder where someone works is not the one that is meant
    return Python(
        [sys.executable, "-P", "-c", _MAIN, *arguments, str(lifeline)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        pass_fds=(lifeline,) if os.name == "posix" else (),
        env={**os.environ, "TMPDIR": folder},
        process_group=0 if os.name == "posix" else None,
    )


def kill_group(process: int) -> None:
    """End a process that leads a group, and the programs that it started."""
    if sys.platform == "win32":  # which has no process groups
        import psutil  # noqa: PLC0415 - not on every system

        with contextlib.suppress(psutil.NoSuchProcess):
            leader = psutil.Process(process)
            for each in (*leader.children(recursive=True), leader):
                each.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):  # it has just ended
            os.killpg(process, signal.SIGKILL)
