"""Reads files within a limit of size, and writes files whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import signal
import stat
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.findings import Location, Unusable
from briefpress.system.rules import FILE_MISSING, OUTPUT_WRITE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


# Where a program has a handler for them, it goes on for a moment, and then ends in order.
_ENDING = [signal.SIGINT, signal.SIGTERM]
if sys.platform != "win32":
    _ENDING.append(signal.SIGHUP)
MAX_BYTES = 512 * 1024**2  # of a PDF


def leads_out(path: Path, folder: Path) -> bool:
    """Say whether a path leads out of a folder, through whatever links, or is none at all."""
    try:
        return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
    except ValueError:  # it holds a zero byte
        return True


def is_link_elsewhere(path: Path) -> bool:
    """Say whether a file is a link out of its folder, and out of the one that this process works in.

    What is linked within a project is its own; a link to anywhere else may come from a stranger.
    """
    return path.is_symlink() and leads_out(path, path.parent) and leads_out(path, Path())


def read_regular(path: Path, most: int) -> bytes:
    """Return the bytes of a file; raises `OSError` if it is a pipe or a device, or has more than `most`."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        is_folder = stat.S_ISDIR(found.st_mode)
        raise OSError(errno.EINVAL, "is a folder" if is_folder else "is no regular file")
    if found.st_size > most:
        raise OSError(errno.EFBIG, f"is larger than {most // 1024**2} MiB")
    with path.open("rb") as file:
        return file.read(most + 1)


def read_pdf(path: Path) -> bytes:
    """Return the bytes of a file; raises `Unusable` if it cannot be read, or is too large."""
    try:
        return read_regular(path, MAX_BYTES)
    except OSError as error:
        if error.errno == errno.EFBIG:
            message, mend = f"the file {error.strerror}", "split it"
        else:
            reason = error.strerror or "cannot be read"
            message = f"the file cannot be read: {reason[0].lower()}{reason[1:]}"
            mend = "check its name"
    raise Unusable(FILE_MISSING.finding(message, Location(str(path)), mend=mend))


_ROOM = "make room or choose another folder with --out; the files of the last build are untouched"


def write_files(folder: Path, files: dict[str, bytes], mend: str = _ROOM) -> tuple[Path, ...]:
    """Write files and return their paths: each file is written whole, or left as it was.

    They are written under temporary names and then renamed; Ctrl-C, and what else ends this process
    in order, waits until all are renamed. Raises `Unusable` if they cannot be written; then none is
    replaced where that can be known before.
    """
    with _delay_interrupt():
        return _write(folder, files, mend)


@contextlib.contextmanager
def _delay_interrupt() -> Iterator[None]:
    """Delay what ends this process until the end of the block; only the main thread gets it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    received: list[int] = []
    numbers = (number for number in _ENDING if callable(signal.getsignal(number)))
    before = {number: signal.getsignal(number) for number in numbers}
    for number in before:
        signal.signal(number, lambda number, _: received.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if received:
            signal.raise_signal(received[0])


def _write(folder: Path, files: dict[str, bytes], mend: str) -> tuple[Path, ...]:
    temporary = [folder / f".{name}.{os.getpid()}.part" for name in files]
    paths = tuple(folder / name for name in files)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        remove_leftovers(folder, files)
        for path in filter(Path.is_dir, paths):
            message, where = "there is a folder in the place of the output", Location(str(path))
            raise Unusable(OUTPUT_WRITE.finding(message, where, mend="move it away"))
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
        where = Location(str(folder))
        raise Unusable(OUTPUT_WRITE.finding(message, where, mend=mend)) from None
    finally:
        for part in temporary:
            delete_file(part)
    return paths


def _sync(files: Sequence[int]) -> None:
    """Wait until files are on the disk, all at once: that takes hardly longer than one."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only where files are written

    with ThreadPoolExecutor(max(len(files), 1)) as threads:
        list(threads.map(os.fsync, files))


def delete_file(path: Path) -> None:
    """Delete a file that was written; what is a folder by now, or cannot be deleted, stays."""
    with contextlib.suppress(OSError):
        path.unlink()


def remove_leftovers(folder: Path, names: Iterable[str]) -> None:
    """Remove the temporary files of a build of the same files that was killed."""
    for path in leftover_files(folder, names):
        delete_file(path)


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
