"""CSL-JSON, which reference managers and citation processors read (CSL 1.0.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.publish.records.json_sheet import without_empty, write_json
from briefpress.publish.records.omissions import Omission, Sheet, lacking, no_place
from briefpress.publish.records.record import KIND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.publish.records.record import Contributor, PublicationRecord

_FIELDS = (
    "doi", "url", "day", "isbn", "issn", "series", "series_number", "place", "version", "short_title", "family",
)  # fmt: skip
_UNHELD = ("licence", "other_holder", "funder", "project", "grant", "orcid", "affiliation")
_ROLES = {"editor": "editor", "translator": "translator", "illustrator": "illustrator"}


def write(record: PublicationRecord) -> Sheet:
    """Return a list of one report."""
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
        "genre": KIND,
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
    return Sheet(write_json([without_empty(item)]), tuple(_omissions(record)))


def _omissions(record: PublicationRecord) -> Iterator[Omission]:
    yield from lacking(record, _FIELDS)
    yield from no_place(record, _UNHELD, "CSL-JSON")


def _name(person: Contributor) -> dict[str, str]:
    """Return a name in its parts, or as it stands where the brief does not say which is which."""
    if person.given:
        return {"family": person.family, "given": person.given}
    return {"literal": person.name}
