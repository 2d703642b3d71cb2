"""BibTeX: a `@techreport` in UTF-8, with the fields that BibLaTeX adds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.publish.records.omissions import Omission, Sheet, lacking, no_place, unplaced
from briefpress.publish.records.record import KIND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.publish.records.record import Contributor, PublicationRecord

_FIELDS = (
    "doi", "url", "day", "isbn", "issn", "series", "series_number", "place", "version", "short_title", "family",
)  # fmt: skip
_UNHELD = ("other_holder", "funder", "project", "grant", "orcid", "affiliation")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# A brace counts as one for BibTeX even behind a backslash, so that it needs a name.
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{sign: f"\\{sign}" for sign in "#$%&_"},
}  # fmt: skip
_VERBATIM = {"\\": "%5C", "{": "%7B", "}": "%7D"}


def write(record: PublicationRecord) -> Sheet:
    """Return one entry, whose key is made of the file's name and the year."""
    month = record.date_parts[1] if len(record.date_parts) > 1 else ""
    fields = {
        "author": _people(record.authors),
        "editor": _people(person for person in record.contributors if person.role == "editor"),
        "title": f"{{{_text(record.full_title)}}}",  # braces keep styles from changing capitals
        "shorttitle": _text(record.short_title),
        "institution": f"{{{_text(record.publisher)}}}",
        "address": _text(record.place),
        "type": _text(KIND),
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
    return Sheet(entry.encode(), tuple(_omissions(record)))


def _omissions(record: PublicationRecord) -> Iterator[Omission]:
    yield from lacking(record, _FIELDS)
    others = (person for person in record.contributors if person.role != "editor")
    yield from unplaced(others, "BibTeX")
    yield from no_place(record, _UNHELD, "BibTeX")


def _key(record: PublicationRecord) -> str:
    return f"{re.sub('[^A-Za-z0-9]+', '-', record.slug).strip('-') or 'brief'}-{record.year}"


def _people(people: Iterator[Contributor] | tuple[Contributor, ...]) -> str:
    return " and ".join(map(_name, people))


def _name(person: Contributor) -> str:
    """Return a name in its parts, or in braces as it stands, so that nobody takes it apart."""
    if person.given:
        return f"{{{_text(person.family)}}}, {{{_text(person.given)}}}"
    return f"{{{_text(person.name)}}}"


def _text(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in text)


def _verbatim(address: str) -> str:
    """Return a DOI or an address, which is taken as it stands, but for what would end the field."""
    return "".join(_VERBATIM.get(sign, sign) for sign in address)
