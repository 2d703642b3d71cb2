"""A process that begins as a copy of this one (fork), which no system but Linux does well."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import sys
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING

from briefpress.system.processes import kill_group

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

assert sys.platform == "linux"

_FOR_PARENT = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
_MOST_FILES = 65_536
_PIPE = 2**20  # bytes: a picture passes at once


class Copy:
    """A copy of this process, which calls `begin` and ends with it."""

    def __init__(
        self, begin: Callable[[], None], lifeline: int, errors: IO[bytes], niceness: int
    ) -> None:
        asked, self_in = os.pipe()
        self_out, answers = os.pipe()
        with contextlib.suppress(OSError):  # where others have taken up what one may take
            fcntl.fcntl(answers, fcntl.F_SETPIPE_SZ, _PIPE)
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()  # what is in there would be told twice
        # Ctrl-C is for this process: until the copy ignores it, it must not come through there. Nor
        # must what ends a process, while the copy still has the handlers of this one.
        signal.pthread_sigmask(signal.SIG_BLOCK, _FOR_PARENT)
        try:
            self.pid = os.fork()
            if not self.pid:
                os.setpgid(0, 0)
                os.nice(niceness)
                _run((asked, answers, errors.fileno()), lifeline, begin)
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _FOR_PARENT)
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
                kill_group(self.pid)

    def wait(self) -> int:
        """Wait for its end, and return the exit code."""
        # The lock is not held so long: it may have to be killed meanwhile, or another thread waits.
        with contextlib.suppress(ChildProcessError):
            os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
        with self._lock:
            if self._code is None:
                kill_group(self.pid)  # what it left behind
                self._code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            return self._code


def _open_files() -> list[int]:
    """Return the numbers of the files that this process has open, and of some that it has not."""
    with contextlib.suppress(OSError):
        return [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]
    return list(range(min(os.sysconf("SC_OPEN_MAX"), _MOST_FILES)))  # nobody has mounted /proc


def _run(pipes: Sequence[int], lifeline: int, begin: Callable[[], None]) -> None:
    """Run in a copy, which gives up all files that it has from the original but these."""
    code = 1
    try:
        for number in _FOR_PARENT:
            to_be = signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL
            signal.signal(number, to_be)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _FOR_PARENT)
        for place, pipe in enumerate(pipes):
            os.dup2(pipe, place)
        for pipe in _open_files():
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
