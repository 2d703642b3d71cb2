"""The standards that files claim, and what is left of them when two are joined (ISO 14289, ISO 19005)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.publish.annex.pdf import entry
from briefpress.structure import Problems, xmp_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefpress.publish.annex.pdf import Pdf

UA = "http://www.aiim.org/pdfua/ns/id/"
A = "http://www.aiim.org/pdfa/ns/id/"
DC = "http://purl.org/dc/elements/1.1/"
RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
XMP = "http://ns.adobe.com/xap/1.0/"
_LEVELS = ("", "b", "u", "a")  # each keeps those before it (ISO 19005-2, 5)


@dataclass(frozen=True, slots=True)
class About:
    """What the metadata of a file say: part of PDF/UA, part and level of PDF/A, and what it is."""

    ua: str = ""
    archive: str = ""
    level: str = ""
    title: str = ""
    identifier: str = ""
    rights: str = ""
    licence: str = ""
    modified: str = ""

    def is_same(self, language: str, other: About, other_language: str) -> bool:
        """Say whether both are one document: by their identifiers, else by title and language."""
        if self.identifier and other.identifier:
            return self.identifier == other.identifier
        return (self.title, language) == (other.title, other_language)


def about(pdf: Pdf) -> About:
    """Read the metadata of a file."""
    packet = pdf.data_of(entry(pdf.catalog, "/Metadata"))
    values = xmp_values(packet, Problems()) if packet else {}
    return About(
        ua=_first(values, UA, "part"),
        archive=_first(values, A, "part"),
        level=_first(values, A, "conformance").lower(),
        title=_first(values, DC, "title")
        or pdf.text(pdf.get(pdf.reader.trailer, "/Info", "/Title")),
        identifier=_first(values, DC, "identifier"),
        rights=_first(values, DC, "rights") or _first(values, RIGHTS, "UsageTerms"),
        licence=_first(values, RIGHTS, "WebStatement"),
        modified=_first(values, XMP, "ModifyDate"),
    )


def _first(values: Mapping[str, tuple[str, ...]], space: str, name: str) -> str:
    found = values.get(f"{{{space}}}{name}", ())
    return " ".join(found[0].split()) if found else ""


def lost(publication: About, annex: About) -> Iterator[str]:
    """Yield the standards that the publication claims and would not keep with these pages in it."""
    if publication.ua and publication.ua != annex.ua:
        yield f"PDF/UA-{publication.ua}"
    if publication.archive and not _keeps(publication, annex):
        yield f"PDF/A-{publication.archive}{publication.level}"


def _keeps(publication: About, annex: About) -> bool:
    if publication.archive == "4" or annex.archive == "4":
        return publication.archive == annex.archive
    if "1" in (publication.archive, annex.archive) and publication.archive != "1":
        return False  # what the first part allows, the later ones do not all allow
    if annex.archive not in {"1": ("1",), "2": ("2", "3"), "3": ("2", "3")}.get(
        publication.archive, ()
    ):
        return False
    levels = (publication.level, annex.level)
    return all(each in _LEVELS for each in levels) and (
        _LEVELS.index(annex.level) >= _LEVELS.index(publication.level)
    )
