"""A function in a process of its own, which stays warm.

What hangs, eats memory or crashes there costs that process and nothing else; and while it works or
loads, this process does something else. The process is `python -m briefpress.worker MEMORY MODULE`;
functions are named, so that the one that asks need not import them.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import pickle
import signal
import struct
import subprocess
import sys
import tempfile
import threading
from functools import cache
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType

_LENGTH = struct.Struct("!Q")


class WorkerDied(Exception):  # noqa: N818 - an outcome that the caller reports, not a bug
    """The process ended without an answer; `timed_out` says whether it had to be ended."""

    def __init__(self, message: str, *, timed_out: bool) -> None:
        super().__init__(message)
        self.timed_out = timed_out


class Worker:
    """A process that calls functions of this package, one after the other.

    It imports `module` when it starts, and may take `timeout` seconds for a call and `memory` bytes
    of address space. As a context manager it ends with its block; it starts again after a crash.
    """

    def __init__(self, module: str, timeout: float, memory: int) -> None:
        self.timeout = timeout
        self._arguments = [str(memory), module]
        # Temporary files of the process go with this folder, however it ends.
        self._folder = tempfile.TemporaryDirectory(prefix="briefpress-")
        self._errors: IO[bytes] = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed in __exit__
        try:
            self._process = self._start()
        except OSError:
            self._folder.cleanup()
            self._errors.close()
            raise

    def _start(self) -> subprocess.Popen[bytes]:
        # -P: a module in the folder where someone works is not the one that is meant
        return subprocess.Popen(  # noqa: S603 - this very package
            [sys.executable, "-P", "-m", "briefpress.worker", *self._arguments],
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
        self._errors.seek(0)
        lines = self._errors.read()[-4000:].decode(errors="replace").split("\n")
        return WorkerDied(_last_words([line.strip() for line in lines]), timed_out=False)


def _last_words(lines: list[str]) -> str:
    """Return what a process said of its end; what native code says of memory is not its last line."""
    said = [line for line in lines if line]
    memory = [line for line in said if line.startswith("memory allocation")]
    return (*memory, *said[-1:], "it was ended from outside")[0]


def _end(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _send(pipe: IO[bytes], value: object) -> None:
    data = pickle.dumps(value)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Any:
    header = pipe.read(_LENGTH.size)
    if len(header) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(header)
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)  # noqa: S301 - from the process that this one started


@cache
def shared(module: str, timeout: float, memory: int) -> Worker:
    """Return the one worker of this process for a module; it starts at once, and ends with this process."""
    worker = Worker(module, timeout, memory)
    atexit.register(worker.__exit__, None, None, None)
    return worker


# In the process


def _serve(memory: int, module: str) -> None:
    """Call what is asked for, until nothing is asked any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one decides
    _limit(memory)
    import_module(module)
    gc.freeze()  # what was loaded stays: collecting rubbish need not look at it again
    gc.set_threshold(50_000, 20, 100)  # nor at every document again and again while it is read
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            name, args, options = _receive(sys.stdin.buffer)
            home, _, function = name.partition(":")
            _send(sys.stdout.buffer, getattr(import_module(home), function)(*args, **options))
            gc.collect()  # what the last document left must not lie beside the next


def _limit(memory: int) -> None:
    """Let the system refuse more memory than a document can need, where it can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        most = resource.getrlimit(resource.RLIMIT_AS)[1]
        # An engine that this process starts may have a limit of its own: a Java machine needs more.
        resource.setrlimit(resource.RLIMIT_AS, (memory, most))


if __name__ == "__main__":
    _serve(int(sys.argv[1]), sys.argv[2])
