"""The ZIP archives that workbooks are: opened within limits, so that none fills the memory."""

from __future__ import annotations

from io import BytesIO
from xml.etree.ElementTree import ParseError, iterparse
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - that is what it is

from briefpress.content.data.values import BadData, Problem
from briefpress.content.rules.data import DATA_FORMAT, DATA_SIZE

ZIP = b"PK\x03\x04"
MAX_BYTES = 100 * 1024 * 1024  # of all that is in an archive
MAX_SHEETS = 20 * 1024 * 1024  # bytes of XML with cells
# What the standard library raises where an archive is damaged: ValueError for places before its beginning.
_UNPACKING_ERRORS = (
    BadZipFile, ZlibError, EOFError, NotImplementedError, OSError, RuntimeError, ValueError,
)  # fmt: skip


def open_archive(data: bytes, name: str) -> ZipFile:
    """Return the archive that a file is; raises `BadData` where it is damaged, encrypted or a bomb."""
    try:
        archive = ZipFile(BytesIO(data))
    except _UNPACKING_ERRORS:
        raise not_whole(name) from None
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise encrypted(name)
    if sum(part.file_size for part in archive.infolist()) > MAX_BYTES:
        message = f'"{name}" unpacks to more than {MAX_BYTES // 1024**2} MiB'
        raise BadData(Problem(DATA_SIZE, message, DATA_SIZE.mend))
    return archive


def read_part(archive: ZipFile, part: str, name: str) -> bytes:
    """Return a part of an archive; raises `BadData` where it is missing or damaged, or declares entities."""
    try:
        data = archive.read(part)
    except (KeyError, *_UNPACKING_ERRORS):
        raise not_whole(name) from None
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise not_whole(name, "holds a DOCTYPE, which no spreadsheet program writes")
    return data


def check_xml(archive: ZipFile, name: str) -> None:
    """Raise `BadData` unless all XML in an archive is whole, and of a size that can be read."""
    parts = [
        part.filename for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))
    ]
    for part in parts:
        try:
            found = iterparse(BytesIO(read_part(archive, part, name)))  # noqa: S314 - it declares no entities
            for _, element in found:
                element.clear()
        except ParseError:
            raise not_whole(name) from None


def encrypted(name: str) -> BadData:
    """Return the reason why an encrypted file is not read."""
    message = f'"{name}" is encrypted, so that it cannot be read'
    return BadData(Problem(DATA_FORMAT, message, "save it without a password"))


def not_whole(name: str, why: str = "is damaged, or not what its name says") -> BadData:
    """Return the reason why a damaged file is not read."""
    return BadData(Problem(DATA_FORMAT, f'"{name}" {why}', DATA_FORMAT.mend))
