"""Temporary folders, which go with the process that made them, however it ends.

A process holds a lock (flock) on each of its folders, which the system takes back when the process
ends. So a folder whose lock is free is that of a process that was killed, and the next one removes
it: neither its age nor the number of a process, which another may have by now, could say so.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import weakref
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

from briefpress.findings import Location, Unusable
from briefpress.system.rules import NO_TEMPORARY

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = "briefpress-run-"


class TemporaryFolder:
    """A new folder, in `parent` or where the system has such; as a context manager it goes with its block.

    Raises `Unusable` where there is no place for it.
    """

    def __init__(self, parent: Path | None = None) -> None:
        try:
            self.path, lock = _make(str(parent or tempfile.gettempdir()))
        except OSError as error:
            reason = (error.strerror or "the system refused").lower()
            message = f"there is no place for temporary files: {reason}"
            where = Location(str(parent or os.environ.get("TMPDIR", "TMPDIR")))
            raise Unusable(NO_TEMPORARY.finding(message, where)) from None
        # At the end of this process at the latest; a copy of it has a copy of this, and must not.
        self.remove = weakref.finalize(self, _remove, self.path, lock, os.getpid())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()


def _make(parent: str) -> tuple[Path, int | None]:
    """Make a folder, and return it with the lock on it, if the system has locks."""
    _remove_ownerless(parent)
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
        if sys.platform == "win32":
            return folder, None
        # Another process that starts now may remove the folder before it is opened and locked here.
        with contextlib.suppress(FileNotFoundError):
            lock = os.open(folder, os.O_RDONLY)
            _take(lock, wait=True)
            if _leads_to(folder, lock):
                return folder, lock
            os.close(lock)


@cache
def _remove_ownerless(parent: str) -> None:
    """Remove the folders of processes that were killed; once in a process is enough."""
    if sys.platform == "win32":
        return
    with os.scandir(parent) as entries:
        names = [entry.name for entry in entries if entry.name.startswith(_PREFIX)]
    for folder in (Path(parent, name) for name in names):
        with contextlib.suppress(OSError), _opened(folder) as lock:
            is_ours = os.fstat(lock).st_uid == os.geteuid()
            if is_ours and _take(lock, wait=False) and _leads_to(folder, lock):
                shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _opened(folder: Path) -> Iterator[int]:
    """Open a folder, which is no link to one."""
    flags = os.O_RDONLY
    if sys.platform != "win32":
        flags |= os.O_DIRECTORY | os.O_NOFOLLOW
    number = os.open(folder, flags)
    try:
        yield number
    finally:
        os.close(number)


def _take(lock: int, *, wait: bool) -> bool:
    """Say whether this process has the lock now; where a file system has none, nobody ever has."""
    if sys.platform == "win32":
        return False
    import fcntl  # noqa: PLC0415 - not on every system

    with contextlib.suppress(OSError):
        fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _leads_to(folder: Path, opened: int) -> bool:
    with contextlib.suppress(OSError):
        return os.path.samestat(os.fstat(opened), folder.lstat())
    return False


def _remove(folder: Path, lock: int | None, process: int) -> None:
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)
