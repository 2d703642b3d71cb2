"""Standard input, output and error of a command: what cannot be printed ends in no traceback.

A stream that is closed leads to nowhere, so that no file that is opened later takes its number. A
character that a stream cannot encode is escaped. What cannot be written is dropped: the command goes
on, and `run` says in the end that it was lost, unless who reads it wanted no more (`| head`).
"""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, TextIO


class _Descriptor(io.FileIO):
    """A file of the system that takes whatever is written; `error` is why some of it was lost."""

    def __init__(self, number: int) -> None:
        super().__init__(number, "w", closefd=False)
        self.error: OSError | None = None

    def write(self, data: Any, /) -> int:
        """Write as much as the system takes at once; after an error nothing is written any more."""
        if self.error is None:
            try:
                return super().write(data)
            except OSError as error:
                self.error = error
        return memoryview(data).nbytes


class Streams:
    """The standard streams of this process, made safe."""

    def __init__(self) -> None:
        for number, mode in enumerate((os.O_RDONLY, os.O_WRONLY, os.O_WRONLY)):
            _open_if_closed(number, mode)
        self._files: list[_Descriptor] = []
        sys.stdout, sys.stderr = self._safe(sys.stdout, 1), self._safe(sys.stderr, 2)

    def _safe(self, stream: TextIO | None, number: int) -> TextIO:
        if isinstance(stream, io.TextIOWrapper) and os.name == "nt":
            stream.reconfigure(errors="backslashreplace")  # its console is no file
            return stream
        file = _Descriptor(number)
        self._files.append(file)
        encoding = stream.encoding if stream else "utf-8"
        return io.TextIOWrapper(
            io.BufferedWriter(file),
            encoding,
            "backslashreplace",
            line_buffering=file.isatty() or number == 2,
        )

    def lost(self) -> OSError | None:
        """Return why some of what was printed is lost; None where it was read, or not wanted."""
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        errors = (file.error for file in self._files)
        return next((error for error in errors if error and error.errno != errno.EPIPE), None)


def _open_if_closed(number: int, mode: int) -> None:
    try:
        os.fstat(number)
    except OSError:
        opened = os.open(os.devnull, mode)
        if opened != number:
            os.dup2(opened, number)
            os.close(opened)
