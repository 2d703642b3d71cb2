"""Reads files within a limit of size, and writes files whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
import threading
from typing import TYPE_CHECKING

from briefpress.findings import Location, Unusable
from briefpress.system.rules import FILE_MISSING, OUTPUT_WRITE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path


MAX_BYTES = 512 * 1024**2  # of a PDF


def read_pdf(path: Path) -> bytes:
    """Return the bytes of a file; raises `Unusable` if it cannot be read, or is too large."""
    try:
        if path.stat().st_size <= MAX_BYTES:
            return path.read_bytes()
        message, mend = f"the file is larger than {MAX_BYTES // 1024**2} MiB", "split it"
    except OSError as error:
        reason = "is a folder" if path.is_dir() else (error.strerror or "cannot be read").lower()
        message, mend = f"the file cannot be read: {reason}", "check its name"
    raise Unusable(FILE_MISSING.finding(message, Location(str(path)), mend=mend))


def write_files(folder: Path, files: dict[str, bytes]) -> tuple[Path, ...]:
    """Write files and return their paths: each file is written whole, or left as it was.

    They are written under temporary names and then renamed; Ctrl-C waits until all are renamed.
    Raises `Unusable` if the folder cannot be written.
    """
    with _delay_interrupt():
        return _write(folder, files)


@contextlib.contextmanager
def _delay_interrupt() -> Iterator[None]:
    """Delay Ctrl-C until the end of the block; only the main thread gets it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    received: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: received.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if received:
            signal.raise_signal(signal.SIGINT)


def _write(folder: Path, files: dict[str, bytes]) -> tuple[Path, ...]:
    temporary = [folder / f".{name}.{os.getpid()}.part" for name in files]
    paths = tuple(folder / name for name in files)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        remove_leftovers(folder, files)
        with contextlib.ExitStack() as stack:
            opened = [stack.enter_context(part.open("wb")) for part in temporary]
            for file, data in zip(opened, files.values(), strict=True):
                file.write(data)
                file.flush()
            _sync([file.fileno() for file in opened])
        for part, path in zip(temporary, paths, strict=True):
            part.replace(path)
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        message = f"the output cannot be written: {reason}"
        mend = "make room or choose another folder with --out; the files of the last build are untouched"
        where = Location(str(folder))
        raise Unusable(OUTPUT_WRITE.finding(message, where, mend=mend)) from None
    finally:
        for part in temporary:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
    return paths


def _sync(files: Sequence[int]) -> None:
    """Wait until files are on the disk, all at once: that takes hardly longer than one."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only where files are written

    with ThreadPoolExecutor(max(len(files), 1)) as threads:
        list(threads.map(os.fsync, files))


def remove_leftovers(folder: Path, names: Iterable[str]) -> None:
    """Remove the temporary files of a build of the same files that was killed."""
    for path in leftover_files(folder, names):
        path.unlink(missing_ok=True)


def leftover_files(folder: Path, names: Iterable[str]) -> list[Path]:
    """Return the temporary files of a build of files with these names that was killed."""
    parts = []
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        parts = [name for name in os.listdir(folder) if name.endswith(".part")]  # noqa: PTH208 - thrice as fast
    if not parts:
        return []
    ours = re.compile(rf"\.({'|'.join(map(re.escape, names))})\.(\d+)\.part")
    found = ((folder / name, ours.fullmatch(name)) for name in parts)
    return [path for path, part in found if part and not is_running(int(part[2]))]


def is_running(process: int) -> bool:
    """Say whether a process other than this one is running, by its id."""
    if sys.platform == "win32":  # where signal 0 would end it
        import psutil  # noqa: PLC0415 - not on every system

        return psutil.pid_exists(process) and process != os.getpid()
    try:
        os.kill(process, 0)
    except (OverflowError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return process != os.getpid()
