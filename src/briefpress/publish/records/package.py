"""A brief to a package: its editions and sources, and the records in all formats."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from briefpress.build import BUILDING, build_brief, print_and_judge, print_beside, setups
from briefpress.content import load, read_text
from briefpress.findings import Location, Report, Unusable
from briefpress.publish.records import dspace, manifest
from briefpress.publish.records.deposit import check_names, deposit_files, described
from briefpress.publish.records.formats import FORMATS
from briefpress.publish.records.publication_record import Depositor, publication_record
from briefpress.publish.rules import CHANGED_MEANWHILE
from briefpress.system import Pool, WorkerDied, crash_finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefpress.build import BuildRequest, BuildResult, PrintPdf
    from briefpress.content import Manuscript
    from briefpress.publish.records.formats import FormattedRecords
    from briefpress.publish.records.publication_record import PublicationRecord
    from briefpress.system import Limits

_ZIP_YEARS = 1980, 2107  # the first and the last that a zip can store
_FILE_MODE = 0o100644  # an ordinary file

Time = tuple[int, int, int, int, int, int]  # year, month, day, hour, minute, second


@dataclass(frozen=True, slots=True)
class Package:
    """The files of a package by their path in its folder, and the records by format.

    `time` is the time of all files in the zip.
    """

    name: str
    files: Mapping[str, bytes] = field(repr=False)
    formatted: FormattedRecords
    time: Time

    def zipped(self) -> bytes:
        """Return the zip; files are sorted and not compressed, so that it is always the same."""
        time = (min(max(self.time[0], _ZIP_YEARS[0]), _ZIP_YEARS[1]), *self.time[1:])
        with BytesIO() as buffer:
            with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
                for path in sorted(self.files):
                    entry = zipfile.ZipInfo(f"{self.name}/{path}", time)
                    entry.create_system = 3  # Unix, whatever the system
                    entry.external_attr = _FILE_MODE << 16
                    archive.writestr(entry, self.files[path])
            return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class PackageResult:
    """The report on a brief, and its package; None after an error."""

    report: Report
    package: Package | None = None
    unusable: bool = False


def package_brief(request: BuildRequest, depositor: Depositor, limits: Limits) -> PackageResult:
    """Do what `make_package` does in a worker within limits."""
    with Pool(setups.BUILD_ONE, limits) as pool:
        try:
            result: PackageResult = pool.call(f"{__name__}:package_beside", request, depositor)
        except WorkerDied as death:
            return PackageResult(Report((crash_finding(death, BUILDING, str(request.path)),)))
    return result


def package_beside(request: BuildRequest, depositor: Depositor) -> PackageResult:
    """Do what `make_package` does; the engine is in a process beside this one."""
    return make_package(request, print_beside, depositor)


def make_package(
    request: BuildRequest,
    print_pdf: PrintPdf = print_and_judge,
    depositor: Depositor = Depositor(),  # noqa: B008 - it is immutable
) -> PackageResult:
    """Build a brief, and return a package of what was built and what it was built from."""
    try:
        before = [read_text(path) for path in (request.path, request.shared) if path]
        result = build_brief(request, print_pdf, ahead=print_pdf is print_beside)
        if not result.files:
            return PackageResult(result.report, unusable=result.unusable)
        manuscript = load(request.path, request.shared)
        _check_unchanged(before, result, manuscript)
        return PackageResult(result.report, _package(request, result, manuscript, depositor))
    except Unusable as reason:
        return PackageResult(Report(reason.findings), unusable=True)


def _check_unchanged(before: list[str], result: BuildResult, manuscript: Manuscript) -> None:
    """Raise `Unusable` if the sources changed while the editions were made from them."""
    sources = [each for each in (manuscript.source, manuscript.source.shared) if each]
    if [source.text for source in sources] != before or manuscript.digests != dict(result.named):
        location = Location(manuscript.source.file)
        message = "the brief was changed while it was packed"
        raise Unusable(CHANGED_MEANWHILE.finding(message, location))


def _package(
    request: BuildRequest, result: BuildResult, manuscript: Manuscript, depositor: Depositor
) -> Package:
    assert manuscript.brief
    deposit = dict(deposit_files(request, result, manuscript))
    time = _time(request.date or manuscript.brief.date)
    record = publication_record(
        manuscript.brief,
        request.slug,
        result.files.get(f"{request.slug}.html", b"").decode(),
        files=tuple(described(deposit, request, manuscript)),
        pages=next(iter(result.pages.values())),  # of the first edition
        source_sha256=sha256(deposit[request.path.name]).hexdigest(),
        timestamp="{:04}{:02}{:02}{:02}{:02}{:02}".format(*time),
        depositor=depositor,
    )
    name = f"{request.slug}-package"
    formatted = tuple((format_, format_.write(record)) for format_ in FORMATS)
    files = {f"{request.slug}/{path}": data for path, data in deposit.items()}
    files[f"{request.slug}/{dspace.CONTENTS}"] = dspace.contents(record)
    for format_, written in formatted:
        if written.data is not None:
            files[format_.path_in_package(request.slug)] = written.data
    files[manifest.README] = manifest.readme(record, name, formatted, _remarks(record, result))
    files[manifest.PACKAGE_JSON] = manifest.package_json(
        record, request.path.name, formatted, files
    )
    files[manifest.CHECKSUMS] = manifest.checksums(files)
    check_names(request, files)
    return Package(name, files, formatted, time)


def _remarks(record: PublicationRecord, result: BuildResult) -> Iterator[str]:
    if result.theme:
        yield (
            f"The theme, {result.theme.name}, is not here: it may hold fonts that cannot be passed on."
            " The text can be built with any other theme."
        )
    yield (
        f"The Crossref record counts as of {record.timestamp}. To replace it, Crossref wants a later"
        " time: the date of the brief, or SOURCE_DATE_EPOCH, gives it."
    )


def _time(date: str) -> Time:
    """Return a W3C date as a time; parts that it does not have are the first possible ones."""
    parts = [int(part) for part in re.findall(r"\d+", date)][:6]
    year, month, day, *time = [*parts, *(1, 1, 1)[len(parts) :]]
    hour, minute, second = [*time, 0, 0, 0][:3]
    return year, month, day, hour, minute, second
