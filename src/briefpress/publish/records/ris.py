"""RIS, which reference managers import: one report, a tag on each line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.publish.records.missing_fields import (
    FormattedRecord,
    MissingField,
    missing_fields,
    unsupported_fields,
    unsupported_roles,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.publish.records.publication_record import PublicationRecord

_FIELDS = (
    "doi", "url", "day", "isbn", "series", "series_number", "place", "version", "short_title", "family",
)  # fmt: skip
_UNSUPPORTED = ("other_holder", "funder", "project", "grant", "orcid", "affiliation")
_ROLES = {"editor": "A2", "translator": "A4"}


def write(record: PublicationRecord) -> FormattedRecord:
    """Return one record; each value is put on one line, so that no line of it looks like a tag."""
    tags = [
        ("TY", "RPRT"),
        ("ID", record.slug),
        ("TI", record.full_title),
        ("ST", record.short_title),
        *(("AU", person.inverted_name) for person in record.authors),
        *((_ROLES[each.role], each.inverted_name) for each in record.contributors if each.role in _ROLES),
        ("T2", record.series),
        ("IS", record.series_number),
        ("PB", record.publisher),
        ("CY", record.place),
        ("PY", record.year),
        ("DA", "/".join((*record.date_parts, "", "")[:3]) + "/"),
        ("M3", record.report_type),
        ("ET", record.version),
        ("SP", str(record.pages or "")),
        ("SN", record.isbn or record.issn),
        ("DO", record.doi),
        ("UR", record.url),
        ("LA", record.language),
        *(("KW", word) for word in record.keywords),
        ("AB", record.abstract),
        ("N1", f"Licence: {record.licence.short_name}, {record.licence.url}"),
    ]  # fmt: skip
    lines = [f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in tags if value]
    return FormattedRecord(f"{''.join(lines)}ER  - \r\n".encode(), tuple(_missing(record)))


def _missing(record: PublicationRecord) -> Iterator[MissingField]:
    yield from missing_fields(record, _FIELDS)
    if record.isbn and record.issn:
        yield MissingField("ISSN of the series", "RIS has one place for ISBN and ISSN")
    elif not record.isbn and not record.issn:
        yield from missing_fields(record, ("issn",))
    yield from unsupported_fields(record, _UNSUPPORTED, "RIS")
    yield from unsupported_roles(
        (each for each in record.contributors if each.role not in _ROLES), "RIS"
    )
