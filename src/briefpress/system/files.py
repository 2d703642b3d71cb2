"""Files that are read within limits, and written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import threading
from typing import TYPE_CHECKING

from briefpress.findings import Location, Unusable
from briefpress.system.rules import FILE_MISSING, OUTPUT_WRITE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path


MAX_BYTES = 512 * 1024**2  # of a PDF that is looked at


def read_pdf(path: Path) -> bytes:
    """Return what a file holds; raises `Unusable` where it cannot be read, or is too large."""
    try:
        if path.stat().st_size <= MAX_BYTES:
            return path.read_bytes()
        message, mend = f"the file is larger than {MAX_BYTES // 1024**2} MiB", "split it"
    except OSError as error:
        reason = "is a folder" if path.is_dir() else (error.strerror or "cannot be read").lower()
        message, mend = f"the file cannot be read: {reason}", "check its name"
    raise Unusable(FILE_MISSING.finding(message, Location(str(path)), mend=mend))


def write(folder: Path, files: dict[str, bytes]) -> tuple[Path, ...]:
    """Write files so that each is whole or as it was: beside its place first, then renamed.

    Ctrl-C waits until all are there. Raises `Unusable` where the folder cannot be written.
    """
    with _uninterrupted():
        return _write(folder, files)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait for the end of the block, in the thread that it interrupts."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(signal.SIGINT)


def _write(folder: Path, files: dict[str, bytes]) -> tuple[Path, ...]:
    written = [(folder / f".{name}.{os.getpid()}.part", folder / name) for name in files]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder, files)
        with contextlib.ExitStack() as stack:
            opened = [stack.enter_context(part.open("wb")) for part, _ in written]
            for file, data in zip(opened, files.values(), strict=True):
                file.write(data)
                file.flush()
            _sync([file.fileno() for file in opened])
        for part, path in written:
            part.replace(path)
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        message = f"the output cannot be written: {reason}"
        mend = "make room or choose another folder with --out; the files of the last build are untouched"
        where = Location(str(folder))
        raise Unusable(OUTPUT_WRITE.finding(message, where, mend=mend)) from None
    finally:
        for part, _ in written:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
    return tuple(path for _, path in written)


def _sync(files: Sequence[int]) -> None:
    """Wait until files are on the disk: all at once, which takes hardly longer than one."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only where files are written

    with ThreadPoolExecutor(max(len(files), 1)) as threads:
        list(threads.map(os.fsync, files))


def sweep(folder: Path, names: Iterable[str]) -> None:
    """Take away what a build of the same files left behind when it was killed."""
    for path in leftovers(folder, names):
        path.unlink(missing_ok=True)


def leftovers(folder: Path, names: Iterable[str]) -> list[Path]:
    """Return what a build of files of these names left behind when it was killed."""
    parts = []
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        parts = [name for name in os.listdir(folder) if name.endswith(".part")]  # noqa: PTH208 - thrice as fast
    if not parts:
        return []
    ours = re.compile(rf"\.({'|'.join(map(re.escape, names))})\.(\d+)\.part")
    found = ((folder / name, ours.fullmatch(name)) for name in parts)
    return [path for path, part in found if part and not is_running(int(part[2]))]


def is_running(process: int) -> bool:
    """Say whether a process other than this one is running."""
    try:
        os.kill(process, 0)
    except (OverflowError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return process != os.getpid()
