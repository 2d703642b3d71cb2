"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
from typing import TYPE_CHECKING

from briefpress.findings import Finding, Location, Severity, Unusable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def write(folder: Path, files: dict[str, bytes]) -> tuple[Path, ...]:
    """Write files so that each is whole or as it was: beside its place first, then renamed.

    Raises `Unusable` where the folder cannot be written.
    """
    written = [(folder / f".{name}.{os.getpid()}.part", folder / name) for name in files]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder, files)
        for (part, _), data in zip(written, files.values(), strict=True):
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        for part, path in written:
            part.replace(path)
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        message = f"the output cannot be written: {reason}"
        mend = "make room or choose another folder with --out; the files of the last build are untouched"
        raise Unusable(
            Finding("output-write", Severity.ERROR, message, Location(str(folder)), mend)
        ) from None
    finally:
        for part, _ in written:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
    return tuple(path for _, path in written)


def _sweep(folder: Path, names: Iterable[str]) -> None:
    """Take away what a build of the same files left behind when it was killed."""
    ours = re.compile(rf"\.({'|'.join(map(re.escape, names))})\.(\d+)\.part")
    for path in folder.iterdir():
        part = ours.fullmatch(path.name)
        if part and not _is_running(int(part[2])):
            path.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (OverflowError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return process != os.getpid()
