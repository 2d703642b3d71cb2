"""A brief, its editions, its sources and its records, put together."""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress import content
from briefpress.build import brief
from briefpress.findings import Finding, Location, Report, Severity, Unusable
from briefpress.publish.records import dspace, overview
from briefpress.publish.records.formats import FORMATS
from briefpress.publish.records.record import DepositedFile, Depositor, record_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefpress.build import Made, Order, PrintPdf
    from briefpress.content import Manuscript
    from briefpress.publish.records.formats import Format
    from briefpress.publish.records.omissions import Sheet
    from briefpress.publish.records.record import PublicationRecord

_MEDIA_TYPES = {
    ".html": "text/html", ".json": "application/json", ".pdf": "application/pdf",
    ".yaml": "application/yaml", ".yml": "application/yaml",
}  # fmt: skip
# What no system, or the importer of DSpace, takes in the name of a file.
_UNFIT = re.compile(r"""[\x00-\x1f\x7f<>:"|?*\\]|(?:^|/)[-\s]|[\s.](?:/|$)""")
# What the importer of DSpace reads in the folder of an item as something else than a file of it.
_RESERVED = re.compile(
    r"contents|dublin_core\.xml|metadata_.*\.xml|collections|handle|relationships|delete_contents",
    re.IGNORECASE,
)
_EARLIEST, _LATEST = 1980, 2107  # years that a zip can hold
_MODE = 0o100644  # an ordinary file


@dataclass(frozen=True, slots=True)
class Package:
    """The files of a package by their path in its folder, and the records with what they lack.

    `moment` is the date and time of all files in the zip: year, month, day, hour, minute, second.
    """

    name: str
    files: Mapping[str, bytes] = field(repr=False)
    sheets: tuple[tuple[Format, Sheet], ...]
    moment: tuple[int, int, int, int, int, int]

    def zipped(self) -> bytes:
        """Return the zip: sorted, nothing compressed, so that no library can make it otherwise."""
        with BytesIO() as buffer:
            with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
                moment = (min(max(self.moment[0], _EARLIEST), _LATEST), *self.moment[1:])
                for path in sorted(self.files):
                    entry = zipfile.ZipInfo(f"{self.name}/{path}", moment)
                    entry.create_system = 3  # Unix, on every system
                    entry.external_attr = _MODE << 16
                    archive.writestr(entry, self.files[path])
            return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class Packed:
    """What came of an order: its report, and the package, none after an error."""

    report: Report
    package: Package | None = None
    unusable: bool = False


def package(
    order: Order,
    print_pdf: PrintPdf | None = None,
    depositor: Depositor = Depositor(),  # noqa: B008 - it cannot change
) -> Packed:
    """Make a brief, and pack everything that came of it and what it was made from."""
    try:
        before = [content.read_text(path) for path in (order.path, order.shared) if path]
        made = brief.make(order, print_pdf, ahead=print_pdf is not None)
        if not made.files:
            return Packed(made.report, unusable=made.unusable)
        manuscript = content.load(order.path, order.shared)
        _refuse_changed(before, made, manuscript)
        return Packed(made.report, _pack(order, made, manuscript, depositor))
    except Unusable as reason:
        return Packed(Report(reason.findings), unusable=True)


def _refuse_changed(before: list[str], made: Made, manuscript: Manuscript) -> None:
    """Refuse sources that are no longer those that the editions were made from."""
    sources = [each for each in (manuscript.source, manuscript.source.shared) if each]
    images = {name: sha256(image.data).hexdigest() for name, image in manuscript.images.items()}
    if [source.text for source in sources] != before or images != dict(made.images):
        message = "the brief was changed while it was packed"
        raise Unusable(
            _error("changed-meanwhile", manuscript.source.file, message, "pack it again")
        )


def _pack(order: Order, made: Made, manuscript: Manuscript, depositor: Depositor) -> Package:
    assert manuscript.brief
    item = dict(_item(order, made, manuscript))
    date = order.date or manuscript.brief.date
    page = made.files.get(f"{order.slug}.html", b"").decode()
    record = record_of(
        manuscript.brief,
        order.slug,
        page,
        files=tuple(_described(item, order, manuscript)),
        pages=next(iter(made.pages.values())),  # of the first edition
        source_sha256=sha256(item[order.path.name]).hexdigest(),
        timestamp="{:04}{:02}{:02}{:02}{:02}{:02}".format(*_moment(date)),
        depositor=depositor,
    )
    name = f"{order.slug}-package"
    sheets = tuple((row, row.write(record)) for row in FORMATS)
    files = {f"{order.slug}/{path}": data for path, data in item.items()}
    files[f"{order.slug}/{dspace.CONTENTS}"] = dspace.contents(record)
    for row, sheet in sheets:
        if sheet.data is not None:
            files[row.path.replace("{slug}", order.slug)] = sheet.data
    files[overview.README] = overview.readme(record, name, sheets, _remarks(record, made))
    files[overview.FACTS] = overview.facts(record, order.path.name, sheets, files)
    files[overview.SUMS] = overview.sums(files)
    _refuse_names(order, files)
    return Package(name, files, sheets, _moment(date))


def _item(order: Order, made: Made, manuscript: Manuscript) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the item: the editions, the check report, the sources and the images."""
    taken: set[str] = set()
    sources = {
        Path(each.file).name: each.text.encode()
        for each in (manuscript.source, manuscript.source.shared)
        if each
    }
    images = {posixpath.normpath(name): image.data for name, image in manuscript.images.items()}
    faults = []
    for path, data in (*made.files.items(), *sources.items(), *images.items()):
        if path in taken or _RESERVED.fullmatch(path):
            faults.append(f'"{path}" is the name of another file of the package')
        taken.add(path)
        yield path, data
    if faults:
        mend = "give the image another name, in the folder and in the brief"
        raise Unusable(*(_error("package-name", str(order.path), each, mend) for each in faults))


def _refuse_names(order: Order, files: Iterable[str]) -> None:
    """Refuse names that lead out of the folder, or that another system could not unpack."""
    faults = []
    seen: dict[str, str] = {}
    folders = {str(parent) for path in files for parent in Path(path).parents} - {"."}
    for path in (*files, *sorted(folders)):
        first = seen.setdefault(path.casefold(), path)
        if first != path or (path in folders and path in files):
            faults.append(f'"{path}" and "{first}" cannot stand in one folder')
        if path.startswith("/") or ".." in path.split("/") or _UNFIT.search(path):
            faults.append(f'"{path}" is no name that every system can unpack')
    if faults:
        mend = "name the file with letters, digits, - and _, within the folder of the brief"
        raise Unusable(*(_error("package-name", str(order.path), each, mend) for each in faults))


def _described(
    item: Mapping[str, bytes], order: Order, manuscript: Manuscript
) -> Iterator[DepositedFile]:
    images = {posixpath.normpath(name): image for name, image in manuscript.images.items()}
    for path, data in item.items():
        kind = _MEDIA_TYPES.get(Path(path).suffix.lower(), "application/octet-stream")
        said = _description(path, order)
        if path in images:
            kind = images[path].media_type
            is_picture = kind.startswith("image/")
            said = "an image of the brief" if is_picture else "the ICC profile of the print edition"
        yield DepositedFile(path, len(data), sha256(data).hexdigest(), kind, said)


def _description(path: str, order: Order) -> str:
    """Say what a file is; an edition goes by what stands behind the name of the brief."""
    if path == order.path.name:
        return "the text of the brief, with its fields"
    if order.shared and path == order.shared.name:
        return "what all briefs of the series have in common"
    if path == "report.json":
        return "what was checked in the brief, and what was found"
    kind = {".pdf": "a PDF", ".html": "a page of HTML"}.get(Path(path).suffix, "a file")
    edition = Path(path).stem.removeprefix(order.slug).lstrip("-")
    return f"the brief as {kind}{f', edition {edition}' if edition else ''}"


def _remarks(record: PublicationRecord, made: Made) -> Iterator[str]:
    if made.theme:
        yield (
            f"The theme, {made.theme.name}, is not here: it may hold fonts that cannot be passed on."
            " The text can be built with any other theme."
        )
    yield (
        f"The Crossref record counts as of {record.timestamp}. To replace it, Crossref wants a later"
        " time: the date of the brief, or SOURCE_DATE_EPOCH, gives it."
    )


def _moment(date: str) -> tuple[int, int, int, int, int, int]:
    """Return the date and time of a W3C date, at the beginning of what is not known."""
    given = [int(part) for part in re.findall(r"\d+", date)][:6]
    year, month, day, *time = [*given, *(1, 1, 1)[len(given) :]]
    hour, minute, second = [*time, 0, 0, 0][:3]
    return year, month, day, hour, minute, second


def _error(rule: str, file: str, message: str, mend: str) -> Finding:
    return Finding(rule, Severity.ERROR, message, Location(file), mend)
