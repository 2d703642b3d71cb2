"""What a record does not contain: the field, the reason, and how to add it. Nothing is made up instead."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefpress.reports import join_and

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefpress.publish.records.publication_record import Contributor, PublicationRecord


@dataclass(frozen=True, slots=True)
class MissingField:
    """A field that a record does not contain; without a `required` one the record is not written."""

    field: str
    reason: str
    mend: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class FormattedRecord:
    """A record in one format; `data` is None if a required field is missing."""

    data: bytes | None = field(repr=False)
    missing: tuple[MissingField, ...] = ()


_NOT_IN_BRIEF = "the brief has none"

# The fields of a publication record: what a person calls each, and how to add it to a brief.
_FIELDS = {
    "subtitle": ("subtitle", "add subtitle: …"),
    "short_title": ("short title", "add short_title: …"),
    "series": ("series", "add series: {title: …}"),
    "series_number": ("number in the series", "add series: {number: …}"),
    "issn": ("ISSN of the series", "add series: {issn: …}"),
    "place": ("place of publication", "add publisher: {place: …}"),
    "version": ("version", "add version: …"),
    "doi": ("DOI", "add doi: … once one is registered"),
    "isbn": ("ISBN", "add isbn: …"),
    "url": ("address of the publication", "add url: https://…"),
    "publisher_ror": ("ROR id of the publisher", "add publisher: {ror: https://ror.org/…}"),
    "funder": ("funder", "add funding: {funder: …}"),
    "project": ("project", "add funding: {project: …}"),
    "grant": ("grant number", "add funding: {grant: …}"),
    "publisher": ("publisher", ""),
    "language": ("language", ""),
    "licence": ("licence", ""),
    "other_holder": ("rights holder", ""),
    "citation": ("suggested citation", "let the theme keep dcterms.bibliographicCitation in the head"),
}  # fmt: skip

# The fields of a person: what a person calls each, the reason if it is missing, and how to add it.
_PERSON_FIELDS = {
    "family": ("family name", "the brief gives the name as one", "family: …"),
    "affiliation": ("affiliation", _NOT_IN_BRIEF, "affiliation: …"),
    "orcid": ("ORCID iD", _NOT_IN_BRIEF, "orcid: …"),
    "ror": ("ROR id of the affiliation", _NOT_IN_BRIEF, "ror: https://ror.org/…"),
}


def missing_fields(
    record: PublicationRecord, fields: Iterable[str], *, required: Iterable[str] = ()
) -> Iterator[MissingField]:
    """Yield the fields that a format can contain and the brief does not give.

    `fields` are names of fields of the record, or of its authors (family, affiliation, orcid), or
    `day` for the day of publication.
    """
    for name in fields:
        if name == "day":
            yield from _missing_day(record)
        elif name in _PERSON_FIELDS:
            label, reason, mend = _PERSON_FIELDS[name]
            if people := list(filter(_is_person_without(name), record.authors)):
                names = join_and([person.name for person in people])
                yield MissingField(f"{label} of {names}", reason, f"add {mend} to authors:")
        elif not getattr(record, name):
            label, mend = _FIELDS[name]
            yield MissingField(label, _NOT_IN_BRIEF, mend, required=name in required)


def _missing_day(record: PublicationRecord) -> Iterator[MissingField]:
    if len(record.date_parts) < 3:
        parts = "month and day" if len(record.date_parts) == 1 else "day"
        reason = f"the brief says {record.date}"
        yield MissingField(f"{parts} of publication", reason, "write date: YYYY-MM-DD")


def _is_person_without(name: str) -> Callable[[Contributor], bool]:
    """Return a function that tells persons without a field; organisations need none of them.

    A ROR id is that of an affiliation, and is missing where there is one.
    """
    return lambda person: (
        not person.is_organisation
        and not getattr(person, name)
        and (name != "ror" or bool(person.affiliation))
    )


def unsupported_fields(
    record: PublicationRecord, fields: Iterable[str], format_name: str
) -> Iterator[MissingField]:
    """Yield the fields that the brief gives and a format has no place for.

    `fields` are as in `missing_fields`, without `day`; those of persons are those of authors and of
    contributors.
    """
    for name in fields:
        if name in _PERSON_FIELDS:
            label = _PERSON_FIELDS[name][0]
            for person in (*record.authors, *record.contributors):
                if getattr(person, name):
                    yield MissingField(f"{label} of {person.name}", _no_place_in(format_name))
        elif getattr(record, name):
            yield MissingField(_FIELDS[name][0], _no_place_in(format_name))


def _no_place_in(format_name: str) -> str:
    return f"{format_name} has no place for it"


def unsupported_roles(people: Iterable[Contributor], format_name: str) -> Iterator[MissingField]:
    """Yield the contributors whose role a format has no place for."""
    for person in people:
        role = f" ({person.role})" if person.role else ""
        yield MissingField(f"{person.name}{role}", f"{format_name} has no place for this role")


def formats_by_missing_field(
    records: Iterable[tuple[str, FormattedRecord]],
) -> dict[MissingField, list[str]]:
    """Return each missing field once, with the names of the formats that it is missing from."""
    formats: dict[MissingField, list[str]] = {}
    for format_name, record in records:
        for missing in record.missing:
            formats.setdefault(replace(missing, required=False), []).append(format_name)
    return formats
