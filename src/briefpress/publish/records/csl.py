"""CSL-JSON, which reference managers and citation processors read (CSL 1.0.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.publish.records.json_text import json_bytes, without_empty
from briefpress.publish.records.missing_fields import (
    FormattedRecord,
    MissingField,
    missing_fields,
    unsupported_fields,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.publish.records.publication_record import Contributor, PublicationRecord

_FIELDS = (
    "doi", "url", "day", "isbn", "issn", "series", "series_number", "place", "version", "short_title", "family",
)  # fmt: skip
_UNSUPPORTED = ("licence", "other_holder", "funder", "project", "grant", "orcid", "affiliation")
_ROLES = {"editor": "editor", "translator": "translator", "illustrator": "illustrator"}


def write(record: PublicationRecord) -> FormattedRecord:
    """Return a list with one item, a report."""
    people: dict[str, list[dict[str, str]]] = {}
    for person in record.contributors:
        people.setdefault(_ROLES.get(person.role, "contributor"), []).append(_name(person))
    item = {
        "id": record.slug,
        "type": "report",
        "title": record.full_title,
        "title-short": record.short_title,
        "author": [_name(person) for person in record.authors],
        **people,
        "issued": {"date-parts": [[int(part) for part in record.date_parts]]},
        "publisher": record.publisher,
        "publisher-place": record.place,
        "collection-title": record.series,
        "collection-number": record.series_number,
        "genre": record.report_type,
        "version": record.version,
        "number-of-pages": str(record.pages or ""),
        "language": record.language,
        "abstract": record.abstract,
        "keyword": ", ".join(record.keywords),
        "DOI": record.doi,
        "ISBN": record.isbn,
        "ISSN": record.issn,
        "URL": record.url,
    }
    return FormattedRecord(json_bytes([without_empty(item)]), tuple(_missing(record)))


def _missing(record: PublicationRecord) -> Iterator[MissingField]:
    yield from missing_fields(record, _FIELDS)
    yield from unsupported_fields(record, _UNSUPPORTED, "CSL-JSON")


def _name(person: Contributor) -> dict[str, str]:
    """Return a name by its parts, or as a literal if the brief does not tell them."""
    if person.given:
        suffix = {"suffix": person.suffix} if person.suffix else {}
        return {"family": person.family, "given": person.given, **suffix}
    return {"literal": person.name}
