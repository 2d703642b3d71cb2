"""`print_pdf` in a process of its own.

The engine loads there while the content is read here, so that two cores share one brief; and a
document that hangs, eats memory or crashes the engine costs that process and nothing else.
"""

from __future__ import annotations

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
from typing import IO, TYPE_CHECKING, Any, Self

from briefpress.findings import Finding, Location, Severity, Unusable
from briefpress.profiles import UA1

if TYPE_CHECKING:
    from types import TracebackType

    from briefpress.documents import HtmlDocument, PdfDocument
    from briefpress.profiles import Profile

TIMEOUT = 300.0  # seconds for one document
MEMORY = 2 * 1024**3  # bytes of address space for the engine

_LENGTH = struct.Struct("!Q")


class Printer:
    """A warm engine in a process of its own; as a context manager it ends with its block."""

    def __init__(self, timeout: float = TIMEOUT, memory: int = MEMORY) -> None:
        self._timeout = timeout
        self._memory = memory
        # The engine's temporary files go with this folder, however its process ends.
        self._folder = tempfile.TemporaryDirectory(prefix="briefpress-")
        self._errors: IO[bytes] = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed in __exit__
        self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - this very package
            [sys.executable, "-m", "briefpress.printer", str(self._memory)],
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

    def print_pdf(
        self,
        html: HtmlDocument,
        *,
        profile: Profile = UA1,
        date: str | None = None,
        machine_fonts: bool = False,
    ) -> PdfDocument:
        """Do what `pdf.print_pdf` does; raises `Unusable` where its process does not survive."""
        if self._process.poll() is not None:
            self._errors.truncate(0)
            self._errors.seek(0)
            self._process = self._start()
        assert self._process.stdin
        assert self._process.stdout
        late = threading.Event()
        alarm = threading.Timer(self._timeout, _end, (self._process, late))
        alarm.daemon = True  # an interrupt before the next line would leave it waiting for its time
        try:
            alarm.start()
            options = {"profile": profile, "date": date, "machine_fonts": machine_fonts}
            _send(self._process.stdin, (html, options))
            answer: PdfDocument = _receive(self._process.stdout)
        except (BrokenPipeError, EOFError):
            raise Unusable(self._obituary(html, timed_out=late.is_set())) from None
        finally:
            alarm.cancel()
        return answer

    def _obituary(self, html: HtmlDocument, *, timed_out: bool) -> Finding:
        self._process.communicate()
        if timed_out:
            message = f"the engine did not finish within {self._timeout:g} seconds"
            mend = "split the document, or allow more time with --timeout"
        else:
            self._errors.seek(0)
            last = self._errors.read()[-2000:].decode(errors="replace").strip().splitlines()[-1:]
            message = f"the engine stopped without a PDF: {last[0] if last else 'it was ended from outside'}"
            mend = "find the part that it stumbles over by taking parts out, and report it"
        return Finding("engine-failed", Severity.ERROR, message, Location(html.name), mend)


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


def _serve(memory: int) -> None:
    """Print what comes in, until nothing comes any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one decides
    _limit(memory)
    from briefpress.pdf import print_pdf  # noqa: PLC0415 - the import is what this process is for

    gc.freeze()  # what the engine is made of stays: collecting rubbish need not look at it again

    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            html, options = _receive(sys.stdin.buffer)
            _send(sys.stdout.buffer, print_pdf(html, **options))


def _limit(memory: int) -> None:
    """Let the system refuse more memory than a document can need, where it can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
