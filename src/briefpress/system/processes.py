"""How the process of a worker begins: as a copy of this one where it can, as a new Python otherwise.

A copy (fork) spares a short command a third of its time: `briefpress check` takes 0.45 s with
copies and 0.63 s without. It is safe only where this process has one thread, so it has to be
allowed (`allow_copies`), which the command line and the workers themselves do.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PIPE = 2**20  # bytes: a picture passes at once
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


def can_copy() -> bool:
    """Say whether a worker can begin as a copy of this process now."""
    return _copies_allowed and threading.active_count() == 1


def end_with(lifeline: int) -> None:
    """Let the system end this process when the other end of a pipe is closed.

    The process that started this one holds that end, and nobody writes: it is closed when that
    process ends, however it does, and whatever native code is running here.
    """
    with contextlib.suppress(ImportError):
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
                _kill_group(self.pid)

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


def _kill_group(process: int) -> None:
    """End a process that leads a group, and the programs that it started."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):  # it has just ended
            os.killpg(process, signal.SIGKILL)
    else:
        os.kill(process, signal.SIGTERM)


class Copy:
    """A copy of this process, which calls `begin` and ends with it."""

    def __init__(
        self, begin: Callable[[], None], lifeline: int, errors: IO[bytes], niceness: int
    ) -> None:
        import fcntl  # noqa: PLC0415 - not on every system

        asked, self_in = os.pipe()
        self_out, answers = os.pipe()
        with contextlib.suppress(OSError):  # where others have taken up what one may take
            fcntl.fcntl(answers, fcntl.F_SETPIPE_SZ, _PIPE)
        for stream in (sys.stdout, sys.stderr):
            stream.flush()  # what is in there would be told twice
        # Ctrl-C is for this process: until the copy ignores it, it must not come through there.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self.pid = os.fork()
            if not self.pid:
                os.setpgid(0, 0)
                os.nice(niceness)
                _run((asked, answers, errors.fileno()), lifeline, begin)
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        with contextlib.suppress(OSError):  # it has done so itself, and may be gone
            os.setpgid(self.pid, self.pid)
        os.close(asked)
        os.close(answers)
        self.stdin: IO[bytes] | None = os.fdopen(self_in, "wb")
        self.stdout: IO[bytes] | None = os.fdopen(self_out, "rb")
        self._lock = threading.Lock()  # a process that was waited for must not be signalled
        self._code: int | None = None

    def kill(self) -> None:
        """End it, whatever it does."""
        with self._lock:
            if self._code is None:
                _kill_group(self.pid)

    def wait(self) -> int:
        """Wait for its end, and return the exit code."""
        # The lock is not held so long: it may have to be killed meanwhile, or another thread waits.
        with contextlib.suppress(ChildProcessError):
            os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
        with self._lock:
            if self._code is None:
                _kill_group(self.pid)  # what it left behind
                self._code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            return self._code


def _run(pipes: Sequence[int], lifeline: int, begin: Callable[[], None]) -> None:
    """Run in a copy, which gives up all files that it has from the original but these."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        for place, pipe in enumerate(pipes):
            os.dup2(pipe, place)
        for pipe in [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]:
            if pipe > 2 and pipe != lifeline:
                with contextlib.suppress(OSError):  # the one that listed them is closed by now
                    os.close(pipe)
        begin()
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it is, the one who asked is told
        import traceback  # noqa: PLC0415 - seldom needed

        with os.fdopen(2, "w", closefd=False) as errors:
            traceback.print_exc(file=errors)
    finally:
        os._exit(code)
