"""A brief with all that it is made from, as one value: what goes to another machine.

    BuildRequest ─pack→ Bundle ─build_bundle→ BuildResult

There the files lie below a temporary folder as they lie here below the root, and paths of the request
stay as they are: so findings, and outputs, are those of a build here. Nothing else is read there but
what is installed.
"""

from __future__ import annotations

import os
import sys
import tempfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress import content
from briefpress.build import versions
from briefpress.build.brief import build_brief
from briefpress.build.editions import own_theme
from briefpress.build.records import BuildRecords
from briefpress.build.requests import BuildRequest, BuildResult
from briefpress.build.rules import IMAGE_ABSOLUTE, PARCEL_SIZE
from briefpress.findings import Finding, Location, Report, Unusable
from briefpress.html import built_in_name, theme_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from briefpress.content import Manuscript

MAX_BYTES = 256 * 1024**2  # of one bundle, or of one theme

_KINDS = ("templates", "styles")


@dataclass(frozen=True, slots=True)
class Bundle:
    """A build request with the files that it names; relative paths begin at `folder`.

    Of the theme there is only its folder: it is the same for many briefs, and travels once.
    """

    request: BuildRequest
    folder: Path
    files: Mapping[Path, bytes] = field(repr=False)
    theme: Path | None = None


@dataclass(frozen=True, slots=True)
class ThemeBundle:
    """The files of a theme of one's own; `folders` are its templates and styles, which may be empty."""

    folders: tuple[Path, ...]
    files: Mapping[Path, bytes] = field(repr=False)


@cache
def needed_versions() -> dict[str, str]:
    """Return what has to be the same on two machines, so that they make the same files."""
    package = Path(__file__).parents[1]
    code = sha256()
    for path in sorted((*package.rglob("*.py"), *package.rglob("*.conf"))):
        code.update(f"{path.relative_to(package).as_posix()}\0".encode() + path.read_bytes())
    here = {
        "checkout": code.hexdigest()[:16],  # by what the files hold: their times differ
        "built-in theme": BuildRecords(Path()).theme(None)[:16],
        "Python": f"{sys.version_info.major}.{sys.version_info.minor} on {sys.platform}",
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
    return versions.versions() | here


def pack(request: BuildRequest) -> Bundle | BuildResult:
    """Return a build request with its files; the result at once where they are at fault."""
    try:
        manuscript = content.load(request.path, request.shared)
        if manuscript.brief is None:
            return BuildResult(Report(manuscript.findings))
        if refused := tuple(_refused(manuscript, request)):
            return BuildResult(Report((*manuscript.findings, *refused)))
        theme = request.theme or own_theme(manuscript, request.path, request.shared)
        own = None if built_in_name(theme) else theme
        return Bundle(request, Path.cwd(), _files(manuscript, request), own)
    except Unusable as reason:
        return BuildResult(Report(reason.findings), unusable=True)
    except OSError:  # the file went after it was read, which is said as anywhere else
        return build_brief(request)


def pack_theme(folder: Path) -> ThemeBundle:
    """Read the files of a theme; raises `Unusable` where they are far too large."""
    folders = tuple(folder / kind for kind in _KINDS if (folder / kind).is_dir())
    paths = [*theme_files(folder)]
    if sum(path.stat().st_size for path in paths) > MAX_BYTES:
        raise Unusable(_too_large(folder, "the theme"))
    return ThemeBundle(folders, {path: path.read_bytes() for path in paths})


def _files(manuscript: Manuscript, request: BuildRequest) -> dict[Path, bytes]:
    read = [path for path in (request.path, request.shared) if path is not None]
    named = {request.path.parent / name: data for name, data in manuscript.named_files.items()}
    return {path: path.read_bytes() for path in read} | named


def _refused(manuscript: Manuscript, request: BuildRequest) -> Iterator[Finding]:
    """Report what another machine cannot be given."""
    if sum(map(len, manuscript.named_files.values())) > MAX_BYTES:
        yield _too_large(request.path, "the brief with its files")
    for name in manuscript.named_files:
        if Path(name).is_absolute():
            message = f'the file "{name}" is named by its place on this machine'
            yield IMAGE_ABSOLUTE.finding(message, Location(str(request.path)))


def _too_large(path: Path, what: str) -> Finding:
    message = f"{what} is larger than {MAX_BYTES // 1024**2} MiB, too large to be sent"
    return PARCEL_SIZE.finding(message, Location(str(path)))


# Where it is unpacked


def build_bundle(bundle: Bundle, theme: ThemeBundle | None) -> BuildResult:
    """Build what a bundle asks for, below a folder that goes with the process of this worker."""
    return build_below(_root(), bundle, theme)


@cache
def _root() -> Path:
    return Path(tempfile.mkdtemp(prefix="bundles-")).resolve()


def build_below(root: Path, bundle: Bundle, theme: ThemeBundle | None) -> BuildResult:
    """Build what a bundle asks for below `root`, an absolute folder without links; it is left there."""
    with _unpacked(bundle, theme, root) as request:
        result = build_brief(request)
    return _with_original_paths(result, bundle, root)


@contextmanager
def _unpacked(bundle: Bundle, theme: ThemeBundle | None, root: Path) -> Iterator[BuildRequest]:
    """Write the files of a bundle, and delete those again that are of this brief alone."""
    folder = _below(root, bundle.folder)
    written: list[Path] = []
    folder.mkdir(parents=True, exist_ok=True)
    os.chdir(folder)
    try:
        # What is read from a theme is kept, by its path: so it stays while the process does.
        for path in theme.folders if theme else ():
            _below(root, path).mkdir(parents=True, exist_ok=True)
        for path, data in (theme.files if theme else {}).items():
            if not (place := _below(root, path)).exists():
                _write(place, data, root)
        for path, data in bundle.files.items():
            _write(_below(root, path), data, root)
            written.append(_below(root, path))
        request = bundle.request
        yield replace(
            request,
            path=_below(root, request.path),
            shared=request.shared and _below(root, request.shared),
            theme=request.theme and _theme_below(root, request.theme),
        )
    finally:
        os.chdir(folder)
        for path in written:
            path.unlink(missing_ok=True)
        os.chdir(root)


def _below(root: Path, path: Path) -> Path:
    """Return the place of a file below `root`; relative paths are good as they are."""
    return root.joinpath(*path.parts[1:]) if path.is_absolute() else path


def _theme_below(root: Path, theme: Path) -> Path:
    """Return the place of a theme below `root`, or the name of a built-in one."""
    return theme if built_in_name(theme) else _below(root, theme)


def _write(path: Path, data: bytes, root: Path) -> None:
    if not path.resolve().is_relative_to(root):  # more steps up than there are folders
        raise ValueError(f"{path} is outside of {root}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _with_original_paths(result: BuildResult, bundle: Bundle, root: Path) -> BuildResult:
    """Return a result with the paths that its files have where they come from."""

    def original(text: str) -> str:
        return text.replace(f"{root}{os.sep}", bundle.folder.anchor)

    report = replace(
        result.report,
        findings=tuple(
            _with_original_path(finding, original) for finding in result.report.findings
        ),
        waived=tuple(
            replace(w, finding=_with_original_path(w.finding, original))
            for w in result.report.waived
        ),
        verdicts=tuple(
            replace(v, path=Path(original(str(v.path)))) for v in result.report.verdicts
        ),
    )
    return replace(result, report=report, theme=result.theme and bundle.theme)


def _with_original_path(finding: Finding, original: Callable[[str], str]) -> Finding:
    where = replace(finding.location, file=original(finding.location.file))
    return replace(
        finding, message=original(finding.message), mend=original(finding.mend), location=where
    )
