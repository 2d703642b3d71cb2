"""What the metadata of two files say: which documents they are, and which standards they claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.publish.annex.objects import entry
from briefpress.structure import Problems, xmp_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefpress.publish.annex.pdf import Pdf

PDFUA = "http://www.aiim.org/pdfua/ns/id/"
PDFA = "http://www.aiim.org/pdfa/ns/id/"
DC = "http://purl.org/dc/elements/1.1/"
XMP_RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
XMP = "http://ns.adobe.com/xap/1.0/"
# The conformance levels of PDF/A; each includes those before it (ISO 19005-2, 5).
_PDFA_LEVELS = ("", "b", "u", "a")
# The parts of PDF/A whose files may be pages of a file of another part.
_COMPATIBLE_PARTS = {"1": ("1",), "2": ("2", "3"), "3": ("2", "3"), "4": ("4",)}


@dataclass(frozen=True, slots=True)
class Metadata:
    """The metadata of a file; `ua_part`, `pdfa_part` and `pdfa_level` are what it claims."""

    ua_part: str = ""
    pdfa_part: str = ""
    pdfa_level: str = ""
    title: str = ""
    identifier: str = ""
    rights: str = ""
    licence_url: str = ""
    modified: str = ""

    def is_same_document(self, language: str, other: Metadata, other_language: str) -> bool:
        """Return whether two files are one document: by identifier, or by title and language."""
        if self.identifier and other.identifier:
            return self.identifier == other.identifier
        return (self.title, language) == (other.title, other_language)


def read_metadata(pdf: Pdf) -> Metadata:
    """Return the metadata of a file."""
    packet = pdf.stream_data(entry(pdf.catalog, "/Metadata"))
    values = xmp_values(packet, Problems()) if packet else {}
    info_title = pdf.text(pdf.get(pdf.reader.trailer, "/Info", "/Title"))
    return Metadata(
        ua_part=_first(values, PDFUA, "part"),
        pdfa_part=_first(values, PDFA, "part"),
        pdfa_level=_first(values, PDFA, "conformance").lower(),
        title=_first(values, DC, "title") or info_title,
        identifier=_first(values, DC, "identifier"),
        rights=_first(values, DC, "rights") or _first(values, XMP_RIGHTS, "UsageTerms"),
        licence_url=_first(values, XMP_RIGHTS, "WebStatement"),
        modified=_first(values, XMP, "ModifyDate"),
    )


def _first(values: Mapping[str, tuple[str, ...]], namespace: str, name: str) -> str:
    found = values.get(f"{{{namespace}}}{name}", ())
    return " ".join(found[0].split()) if found else ""


def broken_claims(publication: Metadata, brief: Metadata) -> Iterator[str]:
    """Yield the standards that the publication claims and would break with the pages of the brief."""
    if publication.ua_part and publication.ua_part != brief.ua_part:
        yield f"PDF/UA-{publication.ua_part}"
    if publication.pdfa_part and not _keeps_pdfa(publication, brief):
        yield f"PDF/A-{publication.pdfa_part}{publication.pdfa_level}"


def _keeps_pdfa(publication: Metadata, brief: Metadata) -> bool:
    """Return whether the brief conforms to what the publication claims (ISO 19005)."""
    if brief.pdfa_part not in _COMPATIBLE_PARTS.get(publication.pdfa_part, ()):
        return False
    if publication.pdfa_part == "4":
        return True
    levels = (publication.pdfa_level, brief.pdfa_level)
    return all(level in _PDFA_LEVELS for level in levels) and (
        _PDFA_LEVELS.index(brief.pdfa_level) >= _PDFA_LEVELS.index(publication.pdfa_level)
    )
