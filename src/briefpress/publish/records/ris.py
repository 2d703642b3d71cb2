"""RIS, which reference managers import: one report, a tag on each line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.publish.records.omissions import Omission, Sheet, lacking, no_place, unplaced
from briefpress.publish.records.record import KIND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.publish.records.record import PublicationRecord

_FIELDS = (
    "doi", "url", "day", "isbn", "series", "series_number", "place", "version", "short_title", "family",
)  # fmt: skip
_UNHELD = ("other_holder", "funder", "project", "grant", "orcid", "affiliation")
_ROLES = {"editor": "A2", "translator": "A4"}


def write(record: PublicationRecord) -> Sheet:
    """Return one record; every value is of one line, so that none can be taken for a tag."""
    tags = [
        ("TY", "RPRT"),
        ("ID", record.slug),
        ("TI", record.full_title),
        ("ST", record.short_title),
        *(("AU", person.inverted) for person in record.authors),
        *((_ROLES[each.role], each.inverted) for each in record.contributors if each.role in _ROLES),
        ("T2", record.series),
        ("IS", record.series_number),
        ("PB", record.publisher),
        ("CY", record.place),
        ("PY", record.year),
        ("DA", "/".join((*record.date_parts, "", "")[:3]) + "/"),
        ("M3", KIND),
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
    return Sheet(f"{''.join(lines)}ER  - \r\n".encode(), tuple(_omissions(record)))


def _omissions(record: PublicationRecord) -> Iterator[Omission]:
    yield from lacking(record, _FIELDS)
    if record.isbn and record.issn:
        yield Omission("ISSN of the series", "RIS has one place for ISBN and ISSN")
    elif not record.isbn and not record.issn:
        yield from lacking(record, ("issn",))
    yield from no_place(record, _UNHELD, "RIS")
    yield from unplaced((each for each in record.contributors if each.role not in _ROLES), "RIS")
