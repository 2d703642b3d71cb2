"""A publication and a brief that are both open, and what is written for them."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import md5
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from pypdf.generic import NameObject, StreamObject

from briefpress.findings import Finding, Location
from briefpress.publish.annex.embedded_files import embedded_files
from briefpress.publish.annex.metadata import read_metadata
from briefpress.publish.annex.object_writer import ObjectWriter
from briefpress.publish.annex.objects import stream
from briefpress.publish.annex.xmp_packet import XmpPacket
from briefpress.publish.rules import ATTACH_FILES

if TYPE_CHECKING:
    from briefpress.publish.annex.pdf import Pdf

AttachAs = Literal["annex", "file"]


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file: its name in messages, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class AttachResult:
    """The publication with the brief: its first `kept` bytes, followed by `data`.

    `pages` is the number of all pages, `added` that of the new ones.
    """

    kept: int
    data: bytes
    pages: int
    added: int
    findings: tuple[Finding, ...] = ()


class Attachment:
    """What attaching needs to know of both files, and the incremental update of the publication."""

    def __init__(self, publication: Pdf, brief: Pdf) -> None:
        self.publication, self.brief = publication, brief
        # Both page trees are read now: copying changes the references of the brief.
        self.first_page = len(publication.pages) + 1
        self.brief_pages = len(brief.pages)
        self.publication_metadata = read_metadata(publication)
        self.brief_metadata = read_metadata(brief)
        self.title = self.brief_metadata.title or PurePath(brief.file).stem
        self.writer = ObjectWriter(publication)
        self.findings: list[Finding] = []

    def update_metadata(self, rights: str = "", added_pages: int = 0) -> None:
        """Change the XMP of the publication: rights of an annex, number of pages, claim, identifier."""
        publication = self.publication
        if not isinstance(publication.get(publication.catalog, "/Metadata"), StreamObject):
            return
        reference = publication.catalog.raw_get("/Metadata")
        packet = XmpPacket(publication, reference)
        if rights:
            packet.add_rights(rights)
            packet.set_page_count(len(publication.pages) + added_pages)
        old = self.publication_metadata
        if old.pdfa_part == "4" and not old.pdfa_level and embedded_files(publication):
            packet.claim_pdfa_4f()
            message = "the publication claims PDF/A-4f now instead of PDF/A-4, as it holds a file"
            self.findings.append(ATTACH_FILES.finding(message, Location(publication.file)))
        packet.set_instance_id(f"uuid:{UUID(bytes=self._file_id())}")
        entries = {"/Type": NameObject("/Metadata"), "/Subtype": NameObject("/XML")}
        self.writer.put(reference, stream(packet.data(), entries, compress=False))

    def _file_id(self) -> bytes:
        """Return an identifier that depends on both files alone, so that output is reproducible."""
        digest = md5(self.publication.data, usedforsecurity=False)
        digest.update(md5(self.brief.data, usedforsecurity=False).digest())
        return digest.digest()

    def finish(self, added_pages: int) -> AttachResult:
        """Write the update."""
        publication = self.publication
        self.writer.put(publication.reader.trailer.raw_get("/Root"), publication.catalog)
        data = self.writer.write(self._file_id())
        pages = len(publication.pages) + added_pages
        findings = tuple(self.findings)
        return AttachResult(len(publication.data), data, pages, added_pages, findings)
