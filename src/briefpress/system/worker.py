"""A worker: one process that calls functions of this package, one after the other, within limits.

    this process ─(function, arguments)→ worker ─stages, then the result→ this process

What hangs, eats memory or crashes there costs that process and nothing else. Functions are named
(`package.module:function`), so that the one that asks need not import them. `serving` is the other
side of the pipes.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from briefpress.system import serving
from briefpress.system.crashes import Reason, WorkerDied
from briefpress.system.limits import CPU_TIME_EXIT_CODE, Limits, memory_of
from briefpress.system.processes import Process, can_copy, start_python
from briefpress.system.temporary import TemporaryFolder

_LOOK = 0.03  # seconds between two looks at the memory of a worker
_MOST_WORDS = 100_000  # bytes of standard error that are looked at
# How native code says that it got no memory: Rust, GLib, C++, Python's own last line, and V8.
_OUT_OF_MEMORY = (
    "memory allocation of",
    "failed to allocate",
    "std::bad_alloc",
    "MemoryError",
    "out of memory",
)
_NICE = 5  # a third of the time of those that do not give way


class Worker:
    """A process that loads `setup` and then answers calls, until it dies or is closed.

    `setup` names a module to import or a function to call first. `memory` is what the process and
    all that it starts may take, in bytes. The process begins as a copy of this one where it can,
    unless it is to be `fresh`; with `gives_way`, a copy leaves the processors to those who wait for
    it. Its temporary files lie in `folder`, and go with it.
    """

    def __init__(
        self,
        setup: str,
        memory: int,
        *,
        fresh: bool = False,
        gives_way: bool = False,
        folder: Path | None = None,
    ) -> None:
        self.calls = 0
        self._memory = memory
        self.is_ready = False  # loaded, and as sound as any
        self._stage = ""
        self._written_before = 0  # bytes of standard error from before this call
        self._folder = TemporaryFolder(folder)
        self._errors_path = self._folder.path / "errors.txt"
        self._errors: IO[bytes] = self._errors_path.open("wb", buffering=0)  # closed in close
        theirs, self._lifeline = os.pipe()
        try:
            self._process = self._start(setup, theirs, fresh=fresh, niceness=_NICE * gives_way)
        except OSError:
            os.close(self._lifeline)
            self._errors.close()
            self._folder.remove()
            raise
        finally:
            os.close(theirs)

    def _start(self, setup: str, lifeline: int, *, fresh: bool, niceness: int) -> Process:
        if sys.platform == "linux" and not fresh and can_copy():
            from briefpress.system.copies import Copy  # noqa: PLC0415 - not on every system

            def begin() -> None:
                os.environ["TMPDIR"] = tempfile.tempdir = str(self._folder.path)
                serving.serve(setup, self._memory, lifeline)

            return Copy(begin, lifeline, self._errors, niceness)
        arguments = [setup, str(self._memory)]
        return start_python(arguments, lifeline, self._errors, str(self._folder.path))

    @property
    def process(self) -> int:
        """The identifier of the process."""
        return self._process.pid

    def call(self, function: str, *args: Any, seconds: float, **options: Any) -> Any:
        """Return what `package.module:function` returns there; raises what it refuses, or `WorkerDied`.

        So does what `setup` refuses. It may take so many seconds, in which the worker has to be
        ready as well.
        """
        watch = _Watch(self._process, Limits(seconds, self._memory))
        try:
            watch.start()
            if not self.is_ready:
                self._await_start(watch)
            self.calls += 1
            self._written_before = os.fstat(self._errors.fileno()).st_size
            kind, value = self._exchange(watch, (function, args, options))
        finally:
            watch.end()
            # One that was interrupted, or ended just now, is of no use any more.
            self.is_ready = self.is_ready and watch.reason is None
        if kind == serving.REFUSED:
            raise value
        return value

    def _await_start(self, watch: _Watch) -> None:
        try:
            kind, value = self._exchange(watch)
        except WorkerDied as death:
            if death.reason is Reason.TIME:
                raise
            raise WorkerDied(Reason.NO_START, death.limits, words=death.words) from None
        if kind == serving.REFUSED:
            self.is_ready = False
            raise value

    def close(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe
            with suppress(BrokenPipeError):
                pipe.close()
        os.close(self._lifeline)
        self._errors.close()
        self._folder.remove()

    def _exchange(self, watch: _Watch, request: object = None) -> tuple[str, Any]:
        """Send a request if there is one, and return the kind of the answer with its value."""
        assert self._process.stdin
        assert self._process.stdout
        self.is_ready, self._stage = False, ""
        try:
            if request is not None:
                serving.send(self._process.stdin, request)
            while True:
                kind, value = serving.receive(self._process.stdout)
                if kind != serving.STAGE:
                    self.is_ready = True
                    return kind, value
                self._stage = value
        except (BrokenPipeError, EOFError):
            raise self._explain(watch) from None

    def _explain(self, watch: _Watch) -> WorkerDied:
        code, words = self._process.wait(), self._last_words()
        reason = watch.reason
        if reason is None and code == CPU_TIME_EXIT_CODE:
            reason = Reason.TIME
        if reason is None and any(sign in words for sign in _OUT_OF_MEMORY):
            reason = Reason.MEMORY
        if not words and code < 0:
            words = f"its process was ended by {signal.Signals(-code).name}"
        words = words or f"its process ended with code {code}"
        return WorkerDied(reason or Reason.CRASH, watch.limits, self._stage, words)

    def _last_words(self) -> str:
        """Return the last line that the process wrote in this call, or the one in which it asked for memory."""
        text = ""
        with (
            suppress(OSError),
            self._errors_path.open("rb") as errors,
        ):  # it may be closed meanwhile
            most = os.fstat(errors.fileno()).st_size - _MOST_WORDS
            errors.seek(max(self._written_before, most))
            text = errors.read(_MOST_WORDS).decode(errors="replace")
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        asked = [line for line in lines if any(sign in line for sign in _OUT_OF_MEMORY)]
        return (*asked, *lines[-1:], "")[0]


class _Watch(threading.Thread):
    """Ends a process that takes more than its limits, until its call is over."""

    def __init__(self, process: Process, limits: Limits) -> None:
        super().__init__(daemon=True)  # an interrupt must not leave it waiting for its time
        self.limits = limits
        self.reason: Reason | None = None
        self._process = process
        self._is_over = threading.Event()

    def run(self) -> None:
        """Look at the clock and at the memory again and again."""
        deadline = time.monotonic() + self.limits.seconds
        while not self._is_over.wait(min(_LOOK, max(deadline - time.monotonic(), 0))):
            if time.monotonic() >= deadline:
                self.reason = Reason.TIME
            elif memory_of(self._process.pid) > self.limits.memory:
                self.reason = Reason.MEMORY
            if self.reason:
                self._process.kill()
                return

    def end(self) -> None:
        """Look no more."""
        self._is_over.set()
        if self.is_alive():
            self.join()
