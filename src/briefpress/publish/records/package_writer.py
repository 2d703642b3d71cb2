"""A package to its folder and its zip: both are replaced as a whole, or stay as they were."""

from __future__ import annotations

import os
import re
import shutil
from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from briefpress.findings import Location, Unusable
from briefpress.publish.records.manifest import CHECKSUMS
from briefpress.publish.rules import NOT_A_PACKAGE
from briefpress.system import OUTPUT_WRITE, is_running, read_regular, write_files

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.publish.records.package import Package

_MOST_OF_SUMS = 16 * 1024**2  # bytes


def write_package(package: Package, out: Path) -> tuple[Path, Path]:
    """Write a package into the folder `out`, and return its folder and its zip.

    Raises `Unusable` if they cannot be written, or if the folder contains files that no package put
    there.
    """
    folder, archive = out / package.name, out / f"{package.name}.zip"
    temporary = out / f".{package.name}.{os.getpid()}.part"
    try:
        _check_replaceable(folder)
        out.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(out, package.name)
        temporary.mkdir()  # raises an error for a link of this name, which others may have put there
        _write_all(package, temporary)
        _replace(folder, temporary)
        try:
            (temporary / archive.name).replace(archive)
        except OSError:
            _restore(folder, temporary)
            raise
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        message = f"the package cannot be written: {reason}"
        mend = "make room or choose another folder with --out; the last package is untouched"
        raise Unusable(OUTPUT_WRITE.finding(message, Location(str(out)), mend=mend)) from None
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return folder, archive


def _write_all(package: Package, temporary: Path) -> None:
    by_folder: defaultdict[PurePosixPath, dict[str, bytes]] = defaultdict(dict)
    for path, data in package.files.items():
        by_folder[PurePosixPath(path).parent][PurePosixPath(path).name] = data
    for folder, files in by_folder.items():
        write_files(temporary / "new" / folder, files)
    write_files(temporary, {f"{package.name}.zip": package.zipped()})


def _replace(folder: Path, temporary: Path) -> None:
    """Put the new folder in its place; the old one is kept until the end."""
    if folder.exists():
        folder.rename(temporary / "old")
    try:
        (temporary / "new").rename(folder)
    except OSError:
        _restore(folder, temporary)
        raise


def _restore(folder: Path, temporary: Path) -> None:
    if folder.exists():
        folder.rename(temporary / "failed")
    if (temporary / "old").exists():
        (temporary / "old").rename(folder)


def _check_replaceable(folder: Path) -> None:
    """Raise `Unusable` if a folder contains anything but an earlier package."""
    if not folder.exists():
        return
    packaged = {CHECKSUMS}
    if (folder / CHECKSUMS).is_file():
        sums = read_regular(folder / CHECKSUMS, _MOST_OF_SUMS)
        lines = sums.decode("utf-8", errors="replace").splitlines()
        packaged |= {line.partition("  ")[2] for line in lines}
    found = folder.rglob("*") if folder.is_dir() else [folder]
    paths = (path.relative_to(folder).as_posix() for path in found if not path.is_dir())
    if others := sorted(path for path in paths if path not in packaged):
        message = f"{folder.name} contains a file that is not part of a package: {others[0]}"
        raise Unusable(NOT_A_PACKAGE.finding(message, Location(str(folder))))


def _remove_leftovers(out: Path, name: str) -> None:
    """Remove the temporary folders of processes that were killed."""
    pattern = re.compile(rf"\.{re.escape(name)}\.(\d+)\.part")
    for path in out.iterdir():
        found = pattern.fullmatch(path.name)
        if found and not is_running(int(found[1])):
            shutil.rmtree(path, ignore_errors=True)
