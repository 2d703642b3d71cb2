"""A function in a process of its own, which stays warm.

What hangs, eats memory or crashes there costs that process and nothing else; and while it works or
loads, this process does something else. The process is `python -m briefpress.system.worker MEMORY MODULE`,
or a copy of this one, where `begin_as_copies` was called; functions are named, so that the one that
asks need not import them.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import pickle
import select
import signal
import sys
import tempfile
import threading
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn, Protocol, Self

from briefpress.system.limits import CPU_TIME_EXIT_CODE, limit_address_space

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType


class _Process(Protocol):
    """What a `Worker` has to do with its process: a part of `subprocess.Popen`."""

    pid: int
    stdin: IO[bytes] | None
    stdout: IO[bytes] | None

    def poll(self) -> int | None:
        """Return the exit code, None while it runs."""

    def kill(self) -> None:
        """End it, whatever it does."""

    def communicate(self) -> object:
        """Close the pipes, and wait for its end."""


SELDOM = (50_000, 20, 100)  # how often a process that works for another looks for rubbish
_NICE = 5  # a third of the time of those that do not give way
_PIPE = 2**20  # bytes: a picture passes at once
_PAUSE = 0.1  # seconds in which a process that is not needed any more is ended


class WorkerDied(Exception):  # noqa: N818 - an outcome that the caller reports, not a bug
    """The process ended without an answer; `timed_out` says whether it had to be ended."""

    def __init__(self, message: str, *, timed_out: bool) -> None:
        super().__init__(message)
        self.timed_out = timed_out


class Worker:
    """A process that calls functions of this package, one after the other.

    It imports `module` when it starts, and may take `timeout` seconds for a call and `memory` bytes
    of address space. As a context manager it ends with its block; it starts again after a crash.
    With `gives_way`, a copy leaves the processors to the processes that wait for it, if they work.
    """

    def __init__(
        self, module: str, timeout: float, memory: int, *, gives_way: bool = False
    ) -> None:
        self.timeout = timeout
        self._niceness = _NICE if gives_way else 0
        self._arguments = [str(memory), module]
        # Temporary files of the process go with this folder, however it ends.
        self._folder = tempfile.TemporaryDirectory(prefix="briefpress-")
        self._errors: IO[bytes] = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed in __exit__
        try:
            self._process: _Process = self._copy() if _can_copy() else self._start()
        except OSError:
            self._folder.cleanup()
            self._errors.close()
            raise

    def _copy(self) -> _Copy:
        memory, module = self._arguments
        return _Copy(int(memory), module, self._errors, self._folder.name, self._niceness)

    def _start(self) -> _Process:
        import subprocess  # noqa: PLC0415 - a copy needs none of it

        # -P: a module in the folder where someone works is not the one that is meant
        return subprocess.Popen(  # noqa: S603 - this very package
            [sys.executable, "-P", "-m", "briefpress.system.worker", *self._arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={**os.environ, "TMPDIR": self._folder.name},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()
        self._errors.close()
        self._folder.cleanup()

    def call(self, function: str, *args: Any, **options: Any) -> Any:
        """Return what `package.module:function` returns there; raises `WorkerDied`."""
        if self._process.poll() is not None:
            self._errors.truncate(0)
            self._errors.seek(0)
            self._process = self._start()
        assert self._process.stdin
        assert self._process.stdout
        late = threading.Event()
        alarm = threading.Timer(self.timeout, _end, (self._process, late))
        alarm.daemon = True  # an interrupt before the next line would leave it waiting for its time
        try:
            alarm.start()
            _send(self._process.stdin, (function, args, options))
            return _receive(self._process.stdout)
        except (BrokenPipeError, EOFError):
            raise self._obituary(timed_out=late.is_set()) from None
        finally:
            alarm.cancel()

    def _obituary(self, *, timed_out: bool) -> WorkerDied:
        self._process.communicate()
        if timed_out:
            return WorkerDied(f"did not finish within {self.timeout:g} seconds", timed_out=True)
        if self._process.poll() == CPU_TIME_EXIT_CODE:
            return WorkerDied("worked for longer than it may", timed_out=True)
        self._errors.seek(0)
        lines = self._errors.read()[-4000:].decode(errors="replace").split("\n")
        return WorkerDied(_last_words([line.strip() for line in lines]), timed_out=False)


class _Copy:
    """A process that begins as a copy of this one, which has loaded next to nothing.

    That spares it half of its start. It is where a process has one thread alone; see `_can_copy`.
    """

    def __init__(
        self, memory: int, module: str, errors: IO[bytes], folder: str, niceness: int
    ) -> None:
        import fcntl  # noqa: PLC0415 - not on every system

        asked, self_in = os.pipe()
        self_out, answers = os.pipe()
        with contextlib.suppress(OSError):  # where others have taken up what one may take
            fcntl.fcntl(answers, fcntl.F_SETPIPE_SZ, _PIPE)
        for stream in (sys.stdout, sys.stderr):
            stream.flush()  # what is in there would be told twice
        self.pid = os.fork()
        if not self.pid:
            os.nice(niceness)
            _begin((asked, answers, errors.fileno()), folder, memory, module)
        os.close(asked)
        os.close(answers)
        self.stdin: IO[bytes] | None = os.fdopen(self_in, "wb")
        self.stdout: IO[bytes] | None = os.fdopen(self_out, "rb")
        self._lock = threading.Lock()  # a process that is waited for must not be signalled
        self._code: int | None = None

    def poll(self) -> int | None:
        """Return the exit code, None while it runs."""
        return self._wait(os.WNOHANG)

    def kill(self) -> None:
        """End it, whatever it does."""
        with self._lock:
            if self._code is None:
                os.kill(self.pid, signal.SIGKILL)

    def communicate(self) -> None:
        """Close the pipes, and wait for its end."""
        for pipe in (self.stdin, self.stdout):
            assert pipe
            with contextlib.suppress(BrokenPipeError):
                pipe.close()
        if self._code is None:  # the lock is not held so long: it may have to be killed meanwhile
            os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
        self._wait(0)

    def _wait(self, options: int) -> int | None:
        with self._lock:
            if self._code is None:
                pid, status = os.waitpid(self.pid, options)
                if pid:
                    self._code = os.waitstatus_to_exitcode(status)
            return self._code


def _last_words(lines: list[str]) -> str:
    """Return what a process said of its end; what native code says of memory is not its last line."""
    said = [line for line in lines if line]
    memory = [line for line in said if line.startswith("memory allocation")]
    return (*memory, *said[-1:], "it was ended from outside")[0]


def _end(process: _Process, late: threading.Event) -> None:
    late.set()
    process.kill()


def _send(pipe: IO[bytes], value: object) -> None:
    pickle.dump(value, pipe, pickle.HIGHEST_PROTOCOL)  # which copies no picture on its way
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Any:
    try:
        return pickle.load(pipe)  # noqa: S301 - from the process that this one started
    except pickle.UnpicklingError:
        raise EOFError from None  # the process ended in the middle of it


@cache
def shared(module: str, timeout: float, memory: int) -> Worker:
    """Return the one worker of this process for a module; it starts at once, and ends with this process."""
    worker = Worker(module, timeout, memory, gives_way=True)
    atexit.register(worker.__exit__, None, None, None)
    return worker


def begin_as_copies() -> None:
    """Let processes begin as copies of this one from now on, where the system can.

    For a process of Briefpress's own, in which only Python's own threads are. Once it has taken up
    more, processes begin afresh.
    """
    global _COPIES
    _COPIES = sys.platform == "linux"


_COPIES = False
_LITTLE = 64 * 1024**2  # bytes of address space, which count for a copy as its own


def _can_copy() -> bool:
    if not _COPIES or threading.active_count() > 1:
        return False
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE") <= _LITTLE


# In the process


def _begin(pipes: Sequence[int], folder: str, memory: int, module: str) -> NoReturn:
    """Serve as a process that was started for it; what the copy holds of others is let be."""
    code = 1
    try:
        for place, pipe in enumerate(pipes):
            os.dup2(pipe, place)
        for pipe in [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]:
            if pipe > 2:
                with contextlib.suppress(OSError):  # the one that listed them is closed by now
                    os.close(pipe)
        os.environ["TMPDIR"] = tempfile.tempdir = folder
        shared.cache_clear()
        serve(memory, module)
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it is, the one who asked is told
        import traceback  # noqa: PLC0415 - seldom needed

        with os.fdopen(2, "w", closefd=False) as errors:
            traceback.print_exc(file=errors)
    finally:
        os._exit(code)


def serve(memory: int, module: str) -> None:
    """Call what is asked for at standard input, until nothing is asked any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one decides
    limit_address_space(memory)
    asked, answers = os.fdopen(0, "rb", closefd=False), os.fdopen(1, "wb", closefd=False)
    begin_as_copies()
    gc.disable()
    import_module(module)
    gc.freeze()  # what was loaded stays: collecting rubbish need not look at it again
    gc.set_threshold(*SELDOM)  # nor at every document again and again while it is read
    gc.enable()
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            name, args, options = _receive(asked)
            home, _, function = name.partition(":")
            _send(answers, getattr(import_module(home), function)(*args, **options))
            del args, options
            # What a document left must not lie beside the next; but who wants no other need not wait.
            with contextlib.suppress(OSError):  # on Windows, which cannot wait for a pipe
                select.select([0], [], [], _PAUSE)
            gc.collect()


if __name__ == "__main__":
    # As those know it that are called here: this is another of the same.
    import_module("briefpress.system.worker").serve(int(sys.argv[1]), sys.argv[2])
