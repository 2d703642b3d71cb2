"""What a publication remembers of the annexes that were attached to it.

It stands in the page-piece dictionary of the catalog (ISO 32000-2, 14.5), the place for private data
of a program: `/PieceInfo << /Briefpress << /Private << /Annexes [ … ] >> >> >>`. Each entry names the
brief, and what came with it; /Length and /Digest (SHA-256) tell what the file was before, of which
it still holds every byte unless another program wrote it anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pypdf.generic import ByteStringObject, DictionaryObject, NumberObject

from briefpress.publish.annex.claims import About
from briefpress.publish.annex.pdf import Pdf, text
from briefpress.publish.annex.revision import array, dictionary

_OWNER = "/Briefpress"
_END = b"%%EOF"  # of each revision of a file


@dataclass(frozen=True, slots=True)
class Record:
    """An annex: of which brief it is, and the entry that tells the rest."""

    identifier: str
    title: str
    language: str
    length: int
    digest: bytes
    entry: DictionaryObject

    def is_of(self, brief: About, language: str) -> bool:
        """Say whether it is the annex of a brief."""
        known = About(title=self.title, identifier=self.identifier)
        return brief.is_same(language, known, self.language)

    def before(self, data: bytes) -> bytes | None:
        """Return the file as it was before; None where more than this annex came to it since."""
        if data.count(_END, self.length) != 1:
            return None
        part = data[: self.length]
        return part if sha256(part).digest() == self.digest else None


def records(pdf: Pdf) -> list[Record]:
    """Return the annexes of a publication, in their order."""
    listed = pdf.get(pdf.catalog, "/PieceInfo", _OWNER, "/Private", "/Annexes")
    return [_record(pdf, entry) for entry in map(pdf.resolve, pdf.items(listed)) if _is(entry)]


def _is(entry: object) -> bool:
    return isinstance(entry, DictionaryObject)


def _record(pdf: Pdf, entry: DictionaryObject) -> Record:
    length, digest = pdf.get(entry, "/Length"), pdf.get(entry, "/Digest")
    return Record(
        pdf.text(pdf.get(entry, "/Identifier")),
        pdf.text(pdf.get(entry, "/Title")),
        pdf.text(pdf.get(entry, "/Lang")),
        int(length) if isinstance(length, int) else 0,
        digest.original_bytes if hasattr(digest, "original_bytes") else b"",
        entry,
    )


def remember(pdf: Pdf, brief: About, language: str, rights: str, came: dict[str, Any]) -> None:
    """Add an annex to what the catalog of a publication remembers; `came` are its parts."""
    entry = {
        "/Identifier": text(brief.identifier),
        "/Title": text(brief.title),
        "/Lang": text(language),
        "/Rights": text(rights),
        "/Length": NumberObject(len(pdf.data)),
        "/Digest": ByteStringObject(sha256(pdf.data).digest()),
        **came,
    }
    keep(pdf, [*(record.entry for record in records(pdf)), dictionary(entry)], brief.modified)


def keep(pdf: Pdf, entries: list[DictionaryObject], modified: str = "") -> None:
    """Let these be the annexes that the catalog remembers."""
    pieces = pdf.entries(pdf.catalog, "/PieceInfo")
    own = pdf.entries(pdf.catalog, "/PieceInfo", _OWNER)
    own["/Private"] = dictionary({"/Annexes": array(entries)})
    if date := pdf_date(modified):
        own["/LastModified"] = ByteStringObject(date)
    pieces[_OWNER] = dictionary(own)
    pdf.catalog.update(dictionary({"/PieceInfo": dictionary(pieces)}))


def pdf_date(date: str) -> bytes:
    """Return a W3C date as a PDF date (7.9.4), as far as it is one."""
    digits = "".join(char for char in date[:19] if char.isdigit())
    return f"D:{digits}".encode() if len(digits) in (4, 6, 8, 10, 12, 14) else b""
