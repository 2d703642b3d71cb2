"""A brief with all that it is made from, as one value: what goes to another machine.

    order ─pack→ Parcel ─make_of→ Made

There the files lie below a temporary folder as they lie here below the root, and paths of the order
stay as they are: so findings, and the files, are those of a build here. Nothing else is read there
but what is installed. The task, `press.make`, knows nothing of this.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress import content
from briefpress.build import versions
from briefpress.build.brief import make, own_theme
from briefpress.build.records import Ledger
from briefpress.build.requests import Made, Order
from briefpress.findings import Finding, Location, Report, Severity, Unusable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from briefpress.content import Manuscript

MAX_BYTES = 256 * 1024**2  # of one parcel, or of one theme

_KINDS = ("templates", "styles")
_MODULES = (
    "briefpress.pdf.printing",
    "briefpress.checks.checking",
    "briefpress.structure",
    "briefpress.html.outline",
    "briefpress.structure.rasterize",
    "briefpress.checks.language_detection",
    "briefpress.html.rendering",
    "briefpress.build.printer",
    "briefpress.checks.validators.page_validation",
)


@dataclass(frozen=True, slots=True)
class Parcel:
    """An order with the files that it names; relative paths begin at `folder`.

    The theme is named alone: it is the same for many briefs, and travels once.
    """

    order: Order
    folder: Path
    files: Mapping[Path, bytes] = field(repr=False)
    theme: Path | None = None


@dataclass(frozen=True, slots=True)
class ThemeParcel:
    """The templates and styles of a theme of one's own."""

    folders: tuple[Path, ...]
    files: Mapping[Path, bytes] = field(repr=False)


def needed_versions() -> dict[str, str]:
    """Return what has to be the same on two machines, so that they make the same files."""
    package = Path(__file__).parents[1]
    code = sha256()
    for path in sorted((*package.rglob("*.py"), *package.rglob("*.conf"))):
        code.update(f"{path.relative_to(package).as_posix()}\0".encode() + path.read_bytes())
    here = {
        "checkout": code.hexdigest()[:16],  # by what the files hold: their times differ
        "built-in theme": Ledger(Path()).theme(None)[:16],
        "Python": f"{sys.version_info.major}.{sys.version_info.minor} on {sys.platform}",
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
    return versions.versions() | here


def pack(order: Order) -> Parcel | Made:
    """Read what an order names; where that is at fault, nothing need be sent to say so."""
    try:
        manuscript = content.load(order.path, order.shared)
        if manuscript.brief is None:
            return Made(Report(manuscript.findings))
        if refused := tuple(_refused(manuscript, order)):
            return Made(Report((*manuscript.findings, *refused)))
        theme = order.theme or own_theme(manuscript, order)
        return Parcel(order, Path.cwd(), _files(manuscript, order), theme)
    except Unusable as reason:
        return Made(Report(reason.findings), unusable=True)
    except OSError:  # the file went after it was read, which is said as anywhere else
        return make(order)


def pack_theme(folder: Path) -> ThemeParcel:
    """Read the templates and styles of a theme; raises `Unusable` where they are far too large."""
    folders = tuple(folder / kind for kind in _KINDS if (folder / kind).is_dir())
    paths = [path for each in folders for path in sorted(each.rglob("*")) if path.is_file()]
    if sum(path.stat().st_size for path in paths) > MAX_BYTES:
        raise Unusable(_too_large(folder, "the theme"))
    return ThemeParcel(folders, {path: path.read_bytes() for path in paths})


def _files(manuscript: Manuscript, order: Order) -> dict[Path, bytes]:
    read = [path for path in (order.path, order.shared) if path is not None]
    shown = {order.path.parent / name: image.data for name, image in manuscript.images.items()}
    return {path: path.read_bytes() for path in read} | shown


def _refused(manuscript: Manuscript, order: Order) -> Iterator[Finding]:
    """Report what another machine cannot be given."""
    if sum(len(image.data) for image in manuscript.images.values()) > MAX_BYTES:
        yield _too_large(order.path, "the brief with its images")
    for name in manuscript.images:
        if Path(name).is_absolute():
            message = f'the image "{name}" is named by its place on this machine'
            mend = "name it as it is found from the folder of the brief"
            yield _error("image-absolute", order.path, message, mend)


def _too_large(path: Path, what: str) -> Finding:
    message = f"{what} is larger than {MAX_BYTES // 1024**2} MiB, too large to be sent"
    return _error("parcel-size", path, message, "save the images smaller")


def _error(rule: str, path: Path, message: str, mend: str) -> Finding:
    return Finding(rule, Severity.ERROR, message, Location(str(path)), mend)


# Where it is unpacked


def prepare() -> dict[str, str]:
    """Load what takes long, once for all briefs of a process, and return `needed_versions`."""
    for name in _MODULES:
        import_module(name)
    _root()
    return needed_versions()


def make_of(parcel: Parcel, theme: ThemeParcel | None) -> Made:
    """Make what a parcel orders, in a process that does nothing else."""
    return make_in(_root(), parcel, theme)


@cache
def _root() -> Path:
    """Make a folder that goes with this process, even where the one that started it was killed."""
    above = Path(tempfile.gettempdir())
    root = Path(tempfile.mkdtemp(prefix="parcels-")).resolve()
    atexit.register(_clear, root, above)
    return root


def _clear(root: Path, above: Path) -> None:
    os.chdir(above.parent)
    # What `Worker` made for this process; where it lives, it deletes that itself.
    is_ours = above.name.startswith("briefpress-")
    shutil.rmtree(above if is_ours else root, ignore_errors=True)


def make_in(root: Path, parcel: Parcel, theme: ThemeParcel | None) -> Made:
    """Make what a parcel orders below `root`, an absolute folder without links; it is left there."""
    with _unpacked(parcel, theme, root) as order:
        try:
            made = make(order)
        except MemoryError:
            message = "the engine needs more memory than it may have"
            mend = "split the document, or allow more memory with --memory"
            made = Made(Report((_error("engine-failed", order.path, message, mend),)))
    return _sent_back(made, parcel, root)


@contextmanager
def _unpacked(parcel: Parcel, theme: ThemeParcel | None, root: Path) -> Iterator[Order]:
    """Write the files of a parcel, and take those away again that are of this brief alone."""
    folder = _below(root, parcel.folder)
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
        for path, data in parcel.files.items():
            _write(_below(root, path), data, root)
            written.append(_below(root, path))
        order = parcel.order
        yield replace(
            order,
            path=_below(root, order.path),
            shared=order.shared and _below(root, order.shared),
            theme=order.theme and _below(root, order.theme),
        )
    finally:
        os.chdir(folder)
        for path in written:
            path.unlink(missing_ok=True)
        os.chdir(root)


def _below(root: Path, path: Path) -> Path:
    """Return the place of a file below `root`; relative paths are good as they are."""
    return root.joinpath(*path.parts[1:]) if path.is_absolute() else path


def _write(path: Path, data: bytes, root: Path) -> None:
    if not path.resolve().is_relative_to(root):  # more steps up than there are folders
        raise ValueError(f"{path} is outside of {root}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _sent_back(made: Made, parcel: Parcel, root: Path) -> Made:
    """Return what was made, with the paths that its files have where they come from."""

    def said(text: str) -> str:
        return text.replace(f"{root}{os.sep}", parcel.folder.anchor)

    report = replace(
        made.report,
        findings=tuple(_retold(finding, said) for finding in made.report.findings),
        waived=tuple(replace(w, finding=_retold(w.finding, said)) for w in made.report.waived),
        verdicts=tuple(replace(v, path=Path(said(str(v.path)))) for v in made.report.verdicts),
    )
    return replace(made, report=report, theme=made.theme and parcel.theme)


def _retold(finding: Finding, said: Callable[[str], str]) -> Finding:
    where = replace(finding.location, file=said(finding.location.file))
    return replace(finding, message=said(finding.message), mend=said(finding.mend), location=where)
