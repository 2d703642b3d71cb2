"""The files of a deposit: editions, check report, sources and images, with their descriptions."""

from __future__ import annotations

import posixpath
import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.findings import Location, Unusable
from briefpress.publish.records.publication_record import DepositedFile
from briefpress.publish.rules import PACKAGE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefpress.build import BuildRequest, BuildResult
    from briefpress.content import Manuscript

_MEDIA_TYPES = {
    ".bib": "application/x-bibtex", ".csl": "application/vnd.citationstyles.style+xml",
    ".ris": "application/x-research-info-systems", ".csv": "text/csv",
    ".html": "text/html", ".json": "application/json",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet", ".pdf": "application/pdf",
    ".tab": "text/tab-separated-values", ".tsv": "text/tab-separated-values",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml", ".yml": "application/yaml",
}  # fmt: skip
# Names of files that not every system, or not the importer of DSpace, accepts.
_UNPORTABLE = re.compile(r"""[\x00-\x1f\x7f<>:"|?*\\]|(?:^|/)[-\s]|[\s.](?:/|$)""")
# Names that the importer of DSpace does not take for files of the item.
_RESERVED = re.compile(
    r"contents|dublin_core\.xml|metadata_.*\.xml|collections|handle|relationships|delete_contents",
    re.IGNORECASE,
)


def deposit_files(
    request: BuildRequest, result: BuildResult, manuscript: Manuscript
) -> Iterator[tuple[str, bytes]]:
    """Yield the paths and data of the editions, the check report, the sources and the files that they name.

    Raises `Unusable` after the last if two files have the same path.
    """
    seen: set[str] = set()
    sources = {
        Path(each.file).name: each.text.encode()
        for each in (manuscript.source, manuscript.source.shared)
        if each
    }
    named = {posixpath.normpath(name): data for name, data in manuscript.named_files.items()}
    clashes = []
    for path, data in (*result.files.items(), *sources.items(), *named.items()):
        if path in seen or _RESERVED.fullmatch(path):
            clashes.append(f'"{path}" is the name of another file of the package')
        seen.add(path)
        yield path, data
    if clashes:
        mend = "give the file another name, in the folder and in the brief"
        location = Location(str(request.path))
        raise Unusable(*(PACKAGE_NAME.finding(each, location, mend=mend) for each in clashes))


def check_names(request: BuildRequest, files: Iterable[str]) -> None:
    """Raise `Unusable` for paths that lead out of the folder or that not every system can unpack."""
    faults = []
    first_of: dict[str, str] = {}
    folders = {str(parent) for path in files for parent in Path(path).parents} - {"."}
    for path in (*files, *sorted(folders)):
        first = first_of.setdefault(path.casefold(), path)
        if first != path or (path in folders and path in files):
            faults.append(f'"{path}" and "{first}" cannot stand in one folder')
        if path.startswith("/") or ".." in path.split("/") or _UNPORTABLE.search(path):
            faults.append(f'"{path}" is no name that every system can unpack')
    if faults:
        location = Location(str(request.path))
        raise Unusable(*(PACKAGE_NAME.finding(each, location) for each in faults))


def described(
    files: Mapping[str, bytes], request: BuildRequest, manuscript: Manuscript
) -> Iterator[DepositedFile]:
    """Yield the files with their size, digest, media type and description."""
    images = {posixpath.normpath(name): image for name, image in manuscript.images.items()}
    others = {posixpath.normpath(name) for name in manuscript.files}
    for path, data in files.items():
        media_type = _MEDIA_TYPES.get(Path(path).suffix.lower(), "application/octet-stream")
        description = _description(path, request)
        if path in others:
            description = "a file that the brief was made from"
        if path in images:
            media_type = images[path].media_type
            is_image = media_type.startswith("image/")
            description = (
                "an image of the brief" if is_image else "the ICC profile of the print edition"
            )
        yield DepositedFile(path, len(data), sha256(data).hexdigest(), media_type, description)


def _description(path: str, request: BuildRequest) -> str:
    """Return what a file is; the name of an edition follows the slug in its file name."""
    if path == request.path.name:
        return "the text of the brief, with its fields"
    if request.shared and path == request.shared.name:
        return "what all briefs of the series have in common"
    if path == "report.json":
        return "what was checked in the brief, and what was found"
    kind = {".pdf": "a PDF", ".html": "a page of HTML"}.get(Path(path).suffix, "a file")
    edition = Path(path).stem.removeprefix(request.slug).lstrip("-")
    return f"the brief as {kind}{f', edition {edition}' if edition else ''}"
