"""BibTeX: a `@techreport` in UTF-8, with the fields that BibLaTeX adds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.publish.records.missing_fields import (
    FormattedRecord,
    MissingField,
    missing_fields,
    unsupported_fields,
    unsupported_roles,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.publish.records.publication_record import Contributor, PublicationRecord

_FIELDS = (
    "doi", "url", "day", "isbn", "issn", "series", "series_number", "place", "version", "short_title", "family",
)  # fmt: skip
_UNSUPPORTED = ("other_holder", "funder", "project", "grant", "orcid", "affiliation")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# BibTeX counts a brace even after a backslash, so braces are written as commands.
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{sign: f"\\{sign}" for sign in "#$%&_"},
}  # fmt: skip
_VERBATIM = {"\\": "%5C", "{": "%7B", "}": "%7D"}


def write(record: PublicationRecord) -> FormattedRecord:
    """Return one entry; its key is the slug and the year."""
    month = record.date_parts[1] if len(record.date_parts) > 1 else ""
    fields = {
        "author": _people(record.authors),
        "editor": _people(person for person in record.contributors if person.role == "editor"),
        "title": f"{{{_text(record.full_title)}}}",  # braces keep styles from changing capitals
        "shorttitle": _text(record.short_title),
        "institution": f"{{{_text(record.publisher)}}}",
        "address": _text(record.place),
        "type": _text(record.report_type),
        "series": _text(record.series),
        "number": _text(record.series_number),
        "year": record.year,
        "date": record.date,
        "version": _text(record.version),
        "doi": _verbatim(record.doi),
        "isbn": record.isbn,
        "issn": record.issn,
        "url": _verbatim(record.url),
        "language": record.language,
        "keywords": _text(", ".join(record.keywords)),
        "abstract": _text(record.abstract),
        "pagetotal": str(record.pages or ""),
        "note": _text(f"Licence: {record.licence.short_name}, {record.licence.url}"),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    if month:
        lines.append(f"  month = {_MONTHS[int(month) - 1]},\n")  # a macro of every style
    entry = f"@techreport{{{_key(record)},\n{''.join(lines)}}}\n"
    return FormattedRecord(entry.encode(), tuple(_missing(record)))


def _missing(record: PublicationRecord) -> Iterator[MissingField]:
    yield from missing_fields(record, _FIELDS)
    others = (person for person in record.contributors if person.role != "editor")
    yield from unsupported_roles(others, "BibTeX")
    yield from unsupported_fields(record, _UNSUPPORTED, "BibTeX")


def _key(record: PublicationRecord) -> str:
    return f"{re.sub('[^A-Za-z0-9]+', '-', record.slug).strip('-') or 'brief'}-{record.year}"


def _people(people: Iterable[Contributor]) -> str:
    return " and ".join(map(_name, people))


def _name(person: Contributor) -> str:
    """Return a name in BibTeX's form; braces keep programs from splitting it further."""
    if person.given:
        parts = filter(None, (person.family, person.suffix, person.given))
        return ", ".join(f"{{{_text(part)}}}" for part in parts)
    return f"{{{_text(person.name)}}}"


def _text(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in text)


def _verbatim(url: str) -> str:
    """Return a DOI or URL, whose characters BibTeX takes as they are, apart from backslash and braces."""
    return "".join(_VERBATIM.get(character, character) for character in url)
