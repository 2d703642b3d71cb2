"""A package to its folder and its zip: both are new and whole, or as they were."""

from __future__ import annotations

import os
import re
import shutil
from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from briefpress.findings import Finding, Location, Severity, Unusable
from briefpress.publish.records.overview import SUMS
from briefpress.system import is_running, write

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.publish.records.packing import Package


def deliver(package: Package, out: Path) -> tuple[Path, Path]:
    """Write a package below `out`, beside its place first, and return its folder and its zip.

    Raises `Unusable` where they cannot be written, or where the folder holds what is of no package.
    """
    folder, archive = out / package.name, out / f"{package.name}.zip"
    workplace = out / f".{package.name}.{os.getpid()}.part"
    try:
        _refuse_strangers(folder)
        _write_all(package, workplace)
        _sweep(out, package.name)
        _exchange(folder, workplace)
        try:
            (workplace / archive.name).replace(archive)
        except OSError:
            _restore(folder, workplace)
            raise
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        mend = "make room or choose another folder with --out; the last package is untouched"
        raise _unusable(
            "output-write", out, f"the package cannot be written: {reason}", mend
        ) from None
    finally:
        shutil.rmtree(workplace, ignore_errors=True)
    return folder, archive


def _write_all(package: Package, workplace: Path) -> None:
    by_folder: defaultdict[PurePosixPath, dict[str, bytes]] = defaultdict(dict)
    for path, data in package.files.items():
        by_folder[PurePosixPath(path).parent][PurePosixPath(path).name] = data
    for parent, files in by_folder.items():
        write(workplace / "new" / parent, files)
    write(workplace, {f"{package.name}.zip": package.zipped()})


def _exchange(folder: Path, workplace: Path) -> None:
    """Put the new folder into its place, and keep the old one for the moment."""
    if folder.exists():
        folder.rename(workplace / "old")
    try:
        (workplace / "new").rename(folder)
    except OSError:
        _restore(folder, workplace)
        raise


def _restore(folder: Path, workplace: Path) -> None:
    if folder.exists():
        folder.rename(workplace / "failed")
    if (workplace / "old").exists():
        (workplace / "old").rename(folder)


def _refuse_strangers(folder: Path) -> None:
    """Refuse to replace a folder that holds anything but an earlier package."""
    if not folder.exists():
        return
    known = {SUMS}
    if (folder / SUMS).is_file():
        lines = (folder / SUMS).read_text("utf-8", errors="replace").splitlines()
        known |= {line.partition("  ")[2] for line in lines}
    found = folder.rglob("*") if folder.is_dir() else [folder]
    paths = (path.relative_to(folder).as_posix() for path in found if not path.is_dir())
    if strangers := sorted(path for path in paths if path not in known):
        message = f"{folder.name} holds what is of no package: {strangers[0]}"
        mend = "move it away, or choose another folder with --out"
        raise _unusable("not-a-package", folder, message, mend)


def _sweep(out: Path, name: str) -> None:
    """Take away what a run that was killed left behind."""
    ours = re.compile(rf"\.{re.escape(name)}\.(\d+)\.part")
    for path in out.iterdir():
        part = ours.fullmatch(path.name)
        if part and not is_running(int(part[1])) and int(part[1]) != os.getpid():
            shutil.rmtree(path, ignore_errors=True)


def _unusable(rule: str, path: Path, message: str, mend: str) -> Unusable:
    return Unusable(Finding(rule, Severity.ERROR, message, Location(str(path)), mend))
