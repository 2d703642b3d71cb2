"""The annexes that were attached to a publication, as its catalog records them.

They are in the page-piece dictionary of the catalog (ISO 32000-2, 14.5), the place for private data
of a program: `/PieceInfo << /Briefpress << /Private << /Annexes [ … ] >> >> >>`. Each entry names the
brief and the objects that were added. /Length and /Digest (SHA-256) are those of the file before; it
is still contained in the file, byte for byte, unless another program has rewritten it.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pypdf.generic import ByteStringObject, DictionaryObject, NumberObject

from briefpress.publish.annex.metadata import Metadata
from briefpress.publish.annex.objects import array, dictionary, text
from briefpress.publish.annex.pdf import Pdf

_OWNER = "/Briefpress"
_END_OF_FILE = b"%%EOF"  # ends each revision of a file


@dataclass(frozen=True, slots=True)
class AnnexRecord:
    """One annex: which brief it is, and its entry in the catalog.

    `length` and `digest` are those of the file before the annex was added.
    """

    identifier: str
    title: str
    language: str
    length: int
    digest: bytes
    entry: DictionaryObject

    def is_of(self, brief: Metadata, language: str) -> bool:
        """Return whether it is an annex of this brief."""
        own = Metadata(title=self.title, identifier=self.identifier)
        return brief.is_same_document(language, own, self.language)

    def file_before(self, data: bytes) -> bytes | None:
        """Return the file as it was before; None if anything but this annex was added since."""
        if data.count(_END_OF_FILE, self.length) != 1:
            return None
        before = data[: self.length]
        return before if sha256(before).digest() == self.digest else None


def read_annex_records(pdf: Pdf) -> list[AnnexRecord]:
    """Return the annexes of a publication, in their order."""
    listed = pdf.get(pdf.catalog, "/PieceInfo", _OWNER, "/Private", "/Annexes")
    entries = map(pdf.resolve, pdf.items(listed))
    return [_record(pdf, each) for each in entries if isinstance(each, DictionaryObject)]


def _record(pdf: Pdf, entry: DictionaryObject) -> AnnexRecord:
    length, digest = pdf.get(entry, "/Length"), pdf.get(entry, "/Digest")
    return AnnexRecord(
        identifier=pdf.text(pdf.get(entry, "/Identifier")),
        title=pdf.text(pdf.get(entry, "/Title")),
        language=pdf.text(pdf.get(entry, "/Lang")),
        length=int(length) if isinstance(length, int) else 0,
        digest=digest.original_bytes if hasattr(digest, "original_bytes") else b"",
        entry=entry,
    )


def add_annex_record(
    pdf: Pdf, brief: Metadata, language: str, rights: str, added: dict[str, Any]
) -> None:
    """Record an annex in the catalog; `added` are the objects that came with it."""
    entry = {
        "/Identifier": text(brief.identifier),
        "/Title": text(brief.title),
        "/Lang": text(language),
        "/Rights": text(rights),
        "/Length": NumberObject(len(pdf.data)),
        "/Digest": ByteStringObject(sha256(pdf.data).digest()),
        **added,
    }
    entries = [*(record.entry for record in read_annex_records(pdf)), dictionary(entry)]
    set_annex_entries(pdf, entries, brief.modified)


def set_annex_entries(pdf: Pdf, entries: list[DictionaryObject], modified: str = "") -> None:
    """Replace the entries of all annexes in the catalog; `modified` is a W3C date."""
    pieces = pdf.entries(pdf.catalog, "/PieceInfo")
    own = pdf.entries(pdf.catalog, "/PieceInfo", _OWNER)
    own["/Private"] = dictionary({"/Annexes": array(entries)})
    if date := pdf_date(modified):
        own["/LastModified"] = ByteStringObject(date)
    pieces[_OWNER] = dictionary(own)
    pdf.catalog.update(dictionary({"/PieceInfo": dictionary(pieces)}))


def pdf_date(date: str) -> bytes:
    """Return a W3C date as a PDF date (7.9.4), b"" if it is none."""
    digits = "".join(char for char in date[:19] if char.isdigit())
    return f"D:{digits}".encode() if len(digits) in (4, 6, 8, 10, 12, 14) else b""
