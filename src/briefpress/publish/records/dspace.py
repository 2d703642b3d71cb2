"""An item in DSpace's Simple Archive Format: qualified Dublin Core, and the list of its files.

All fields are in the metadata registry of a new DSpace, so nothing has to be set up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from briefpress.publish.records.missing_fields import (
    FormattedRecord,
    MissingField,
    missing_fields,
    unsupported_fields,
)
from briefpress.publish.records.xml_text import add, xml_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.publish.records.publication_record import PublicationRecord

CONTENTS = "contents"
DUBLIN_CORE = "dublin_core.xml"
_FIELDS = (
    "doi", "url", "day", "isbn", "issn", "series", "series_number", "version", "short_title", "funder", "project",
    "grant", "citation", "family",
)  # fmt: skip
_ROLES = {"editor": "editor", "illustrator": "illustrator"}


def write(record: PublicationRecord) -> FormattedRecord:
    """Return the `dublin_core.xml` of the item."""
    root = Element("dublin_core", {"schema": "dc"})
    for name, value, language in _values(record):
        if value:
            element, _, qualifier = name.partition(".")
            attributes = {"element": element, "qualifier": qualifier or "none"}
            if language:
                attributes["language"] = language
            add(root, "dcvalue", value, attributes)
    return FormattedRecord(xml_bytes(root), tuple(_missing(record)))


def _values(record: PublicationRecord) -> Iterator[tuple[str, str, str]]:
    """Yield each field with its value, and the language of the value or ""."""
    language = record.language.replace("-", "_")
    series = ";".join(filter(None, (record.series, record.series_number)))
    for person in record.authors:
        yield "contributor.author", person.inverted_name, ""
    for person in record.contributors:
        yield f"contributor.{_ROLES.get(person.role, 'other')}", person.inverted_name, ""
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
    for name in record.countries:
        yield "coverage.spatial", name, ""
    for word in record.keywords:
        yield "subject", word, language
    yield "type", "Report", ""
    yield "rights", record.rights, ""
    yield "rights.uri", record.licence.url, ""


def _missing(record: PublicationRecord) -> Iterator[MissingField]:
    yield from missing_fields(record, _FIELDS)
    yield from unsupported_fields(record, ("place", "orcid", "affiliation"), "Dublin Core")
    for person in record.contributors:
        if person.role and person.role not in _ROLES:
            yield MissingField(
                f"role of {person.name} ({person.role})", "Dublin Core has no place for it"
            )


def contents(record: PublicationRecord) -> bytes:
    """Return the `contents` of the item: a line for each file, the PDF of the screen edition first."""
    lines = []
    for file in sorted(record.files, key=lambda file: file.path != f"{record.slug}.pdf"):
        primary = "\tprimary:true" if file.path == f"{record.slug}.pdf" else ""
        description = f"\tdescription:{file.description}" if file.description else ""
        lines.append(f"{file.path}\tbundle:ORIGINAL{primary}{description}\n")
    return "".join(lines).encode()
