"""What is to be built and what came of it: plain values, light to import."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.build.rules import ENGINE_FAILED, FILE_NAME, LINK_ELSEWHERE, NO_CONTENT, SAME_NAME
from briefpress.content import BRAND, UA1
from briefpress.findings import Finding, Location, Report, Unusable, has_errors
from briefpress.system import Task, is_link_elsewhere, write_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefpress.content import Profile


REPORT = "report.json"  # what was found in a brief, beside its other outputs
BUILDING = Task(
    ENGINE_FAILED,
    "no PDF was made",
    "take parts out to find the one that it stumbles over",
)


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build, and how: all that the result depends on, but for what the files hold.

    `shared` is the series.yaml that completes the brief; `theme` is a folder that goes before the
    one that the brief names. `date` (W3C date and time) replaces the brief's own date in the
    metadata; `strict` makes warnings errors. `editions` are instead of those that the brief lists.
    """

    path: Path
    shared: Path | None = None
    theme: Path | None = None
    profile: Profile = UA1
    date: str | None = None
    strict: bool = False
    editions: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The name of the outputs, and of their folder."""
        return _slug(self.path)


def _slug(path: Path) -> str:
    """Return the name of a file without its suffix; `stem` of Python 3.14 takes "...yaml" to have none."""
    name, _, suffix = path.name.rpartition(".")
    return name if name and suffix else path.name


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What came of a build request: its report, and its files by name, none after an error.

    `pages` counts the pages of each PDF, by the name of its file. `named` are the digests (SHA-256)
    of the files that the brief names, `theme` is the folder of the theme that was used. `unusable`
    says that the content could not be read at all.
    """

    report: Report
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    pages: Mapping[str, int] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict, repr=False)
    theme: Path | None = None
    unusable: bool = False


@dataclass(frozen=True, slots=True)
class Build:
    """What came of a brief: its report, and the files that were written, none after an error.

    `pages` counts the pages of each PDF, by the name of its file. `unusable` says that the content
    could not be read, or the files not be written, at all.
    """

    source: Path
    report: Report
    files: tuple[Path, ...] = ()
    pages: Mapping[str, int] = field(default_factory=dict)
    unusable: bool = False

    @property
    def exit_code(self) -> int:
        """0 where the files were written, 1 after errors, 2 where the input is unusable."""
        return 2 if self.unusable else int(has_errors(self.report.findings))


def write_result(
    result: BuildResult, source: Path, folder: Path, more: Mapping[str, bytes] | None = None
) -> Build:
    """Write the files of a result, and `more` files, into a folder; none after an error."""
    if not result.files:
        return Build(source, result.report, unusable=result.unusable)
    try:
        paths = write_files(folder, {**result.files, **(more or {})})
    except Unusable as reason:
        return Build(source, Report(reason.findings), unusable=True)
    return Build(source, result.report, paths[: len(result.files)], result.pages)


def output_folder(out: Path, slug: str, home: Path | None = None) -> Path:
    """Return the folder of the outputs of a brief; raises `Unusable` if that is a link to somewhere else.

    `home` is where `out` led at first, if it may have been replaced since.
    """
    folder = out / slug
    if not Path(os.path.realpath(folder)).is_relative_to(home or os.path.realpath(out)):
        message, mend = "the folder of the outputs is a link to another folder", "delete the link"
        raise Unusable(LINK_ELSEWHERE.finding(message, Location(str(folder)), mend=mend))
    return folder


SERIES = "series.yaml"
# What a name cannot hold, or be, on Windows or elsewhere.
_NO_NAME = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]')
_DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10)),
}


def shared_with(path: Path) -> Path | None:
    """Return the file with what the briefs of a folder share, where there is one."""
    shared = path.parent / SERIES
    return shared if path.name != SERIES and shared.is_file() else None


def find(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the content files that paths name; a folder stands for the YAML files in it.

    Those in a folder that `refused` names are left out, so that a single file does not stop a series.
    Raises `Unusable` for folders without any other, for files that have one name, on machines that take
    capitals for small letters as well, and for named files that no folder can be named after: all at once.
    """
    given = tuple(paths)
    faults: list[Finding] = []
    files: dict[str, Path] = {}
    named: dict[str, Path] = {}
    for path in given:
        found = _files_in(path)
        sound = [each for each in found if each == path or not any(_faults_in_folder(each))]
        if not found:
            faults.append(NO_CONTENT.finding("the folder holds no YAML file", Location(str(path))))
        elif not sound:
            faults += (fault for each in found for fault in _faults_in_folder(each))
        files |= {os.path.realpath(each): each for each in sound}
    for path in files.values():
        faults += name_faults(path)
        first = named.setdefault(_slug(path).casefold(), path)
        if first != path:
            message = f"{first} would be built into the same folder, {_slug(path)}"
            faults.append(SAME_NAME.finding(message, Location(str(path))))
    if faults:
        raise Unusable(*dict.fromkeys(faults))
    return tuple(files.values())


def refused(paths: Iterable[Path]) -> Iterator[Build]:
    """Yield a build without files for each file in a folder that leads elsewhere, or has an impossible name."""
    for path in paths:
        for found in _files_in(path):
            if found != path and (faults := tuple(_faults_in_folder(found))):
                yield Build(found, Report(faults), unusable=True)


def _faults_in_folder(path: Path) -> Iterator[Finding]:
    """Yield what keeps a file alone from being built that was found in a folder."""
    if is_link_elsewhere(path):
        yield _link_fault(path)
    yield from _slug_faults(path)


def name_faults(path: Path) -> Iterator[Finding]:
    """Yield an error if no folder can have the name of a content file, and if its series is elsewhere."""
    yield from _slug_faults(path)
    shared = shared_with(path)
    if shared and is_link_elsewhere(shared):
        yield _link_fault(shared)


def _slug_faults(path: Path) -> Iterator[Finding]:
    slug = _slug(path)
    if path == Path("-"):
        message = "a brief is not read from standard input: its outputs are called after its file"
        yield FILE_NAME.finding(
            message, Location("-"), mend="save it, as mali.yaml, and build that"
        )
        return
    is_device = slug.partition(".")[0].upper() in _DEVICES
    if is_device or not slug.strip(". ") or slug != slug.rstrip(". ") or _NO_NAME.search(slug):
        message = f"no folder can be called {slug!a}"
        yield FILE_NAME.finding(message, Location(str(path)))


def _link_fault(path: Path) -> Finding:
    return LINK_ELSEWHERE.finding("this is a link to another folder", Location(str(path)))


def _files_in(path: Path) -> list[Path]:
    try:
        names = sorted(os.listdir(path))  # noqa: PTH208 - a series has many
    except (FileNotFoundError, NotADirectoryError):
        return [path]
    ours = (each for each in names if each[1:].endswith((".yaml", ".yml")))
    return [path / each for each in ours if each not in (SERIES, BRAND) and (path / each).is_file()]
