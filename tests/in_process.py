"""The command line in this process, with all that it would do in worker processes; builds without printing.

That spares a test the start of three processes. What a worker is asked and answers is pickled all
the same, so that it could come from another process. Limits of time and memory bind nobody here:
a test of those, of crashes and of interrupts takes a process of its own (`cli_process`).
"""

from __future__ import annotations

import os
import pickle
import threading
from collections import defaultdict
from contextlib import ExitStack, chdir, contextmanager
from functools import cache
from hashlib import sha256
from subprocess import CompletedProcess
from typing import TYPE_CHECKING, Any
from unittest import mock

from click.testing import CliRunner

from briefpress.build import brief
from briefpress.cli.app import main
from briefpress.findings import Report
from briefpress.html.documents import PdfDocument
from briefpress.system import pool, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefpress.build.requests import BuildRequest, BuildResult
    from briefpress.html.documents import HtmlDocument

_TURNS: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


class WorkerHere:
    """Answers calls as a `Worker` does, in this process; those of one setup take turns."""

    is_ready = True
    process = os.getpid()

    def __init__(self, setup: str, *_: object, **__: object) -> None:
        self.calls = 0
        self._turn = _TURNS[setup]

    def call(self, function: str, *args: Any, seconds: float, **options: Any) -> Any:  # noqa: ARG002 - no limit
        """Return what a function returns; raises what it refuses."""
        request = _pickled((function, args, options))
        with self._turn:
            self.calls += 1
            kind, value = _pickled(serving._answer(*request))  # noqa: SLF001 - what a worker does
        if kind == serving.REFUSED:
            raise value
        return value

    def close(self) -> None:
        """End nothing."""


def _pickled(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - our own


_shared_pool_here = cache(pool._shared_pool.__wrapped__)  # noqa: SLF001 - apart from those that are real


@contextmanager
def workers_here() -> Iterator[None]:
    """Let pools in the block do all work in this process."""
    with (
        mock.patch.object(pool, "Worker", WorkerHere),
        mock.patch.object(pool, "_shared_pool", _shared_pool_here),
    ):
        yield


def build_unprinted(request: BuildRequest) -> BuildResult:
    """Build a brief as far as its HTML, of which a digest stands for the PDF.

    It takes a tenth of the time, and is for tests of which briefs are built, when and why.
    """
    with mock.patch.object(brief, "check_printed", return_value=Report(())):
        return brief.build_brief(request, _print_digest)


def _print_digest(html: HtmlDocument, **options: object) -> PdfDocument:
    digest = sha256(repr((html, options)).encode()).hexdigest()
    return PdfDocument(f"%PDF-1.7 {digest} %%EOF\n".encode(), pages=1)


def run(
    *args: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None
) -> CompletedProcess[str]:
    """Return what `briefpress ARGS` said, and its exit code."""
    arguments = [str(arg) for arg in args]
    with ExitStack() as stack:
        stack.enter_context(workers_here())
        if env is not None:
            stack.enter_context(mock.patch.dict(os.environ, env, clear=True))
        if cwd is not None:
            stack.enter_context(chdir(cwd))
        done = CliRunner().invoke(main, arguments)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)
