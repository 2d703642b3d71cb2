"""An item for DSpace, in its Simple Archive Format: qualified Dublin Core, and the list of its files.

The fields are those of the registry that every DSpace begins with, so that nothing has to be set up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from briefpress.publish.records.markup import add, to_bytes
from briefpress.publish.records.omissions import Omission, Sheet, lacking, no_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.publish.records.record import PublicationRecord

CONTENTS = "contents"
DUBLIN_CORE = "dublin_core.xml"
_FIELDS = (
    "doi", "url", "day", "isbn", "issn", "series", "series_number", "version", "short_title", "funder", "project",
    "grant", "citation", "family",
)  # fmt: skip
_ROLES = {"editor": "editor", "illustrator": "illustrator"}


def write(record: PublicationRecord) -> Sheet:
    """Return the item's `dublin_core.xml`."""
    root = Element("dublin_core", {"schema": "dc"})
    for name, value, language in _values(record):
        if value:
            element, _, qualifier = name.partition(".")
            spoken = {"language": language} if language else {}
            said = {"element": element, "qualifier": qualifier or "none", **spoken}
            add(root, "dcvalue", value, said)
    return Sheet(to_bytes(root), tuple(_omissions(record)))


def _values(record: PublicationRecord) -> Iterator[tuple[str, str, str]]:
    """Yield field, value and the value's language."""
    language = record.language.replace("-", "_")
    series = ";".join(filter(None, (record.series, record.series_number)))
    for person in record.authors:
        yield "contributor.author", person.inverted, ""
    for person in record.contributors:
        yield f"contributor.{_ROLES.get(person.role, 'other')}", person.inverted, ""
    yield "title", record.full_title, language
    yield "title.alternative", record.short_title, language
    yield "date.issued", record.date, ""
    yield "publisher", record.publisher, ""
    yield "identifier.citation", record.citation, ""
    yield "identifier.uri", f"https://doi.org/{record.doi}" if record.doi else "", ""
    yield "identifier.uri", record.url, ""
    yield "identifier.isbn", record.isbn, ""
    yield "identifier.issn", record.issn, ""
    yield "relation.ispartofseries", series if record.series else "", ""
    yield "description.abstract", record.abstract, language
    yield "description.sponsorship", record.funding, ""
    yield "description", f"Version {record.version}" if record.version else "", ""
    yield "format.extent", record.extent, ""
    yield "language.iso", language, ""
    yield "coverage.spatial", record.country, ""
    for word in record.keywords:
        yield "subject", word, language
    yield "type", "Report", ""
    yield "rights", record.rights, ""
    yield "rights.uri", record.licence.url, ""


def _omissions(record: PublicationRecord) -> Iterator[Omission]:
    yield from lacking(record, _FIELDS)
    yield from no_place(record, ("place", "orcid", "affiliation"), "Dublin Core")
    for person in record.contributors:
        if person.role and person.role not in _ROLES:
            yield Omission(
                f"role of {person.name} ({person.role})", "Dublin Core has no place for it"
            )


def contents(record: PublicationRecord) -> bytes:
    """Return the item's `contents`: a line for each file, the PDF of the brief's own name first."""
    lines = []
    for file in sorted(record.files, key=lambda file: file.path != f"{record.slug}.pdf"):
        primary = "\tprimary:true" if file.path == f"{record.slug}.pdf" else ""
        said = f"\tdescription:{file.description}" if file.description else ""
        lines.append(f"{file.path}\tbundle:ORIGINAL{primary}{said}\n")
    return "".join(lines).encode()
