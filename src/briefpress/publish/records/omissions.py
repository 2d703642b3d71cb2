"""What a record does not hold, in words: why, and how to add it. Nothing is made up instead."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefpress.publish.records.record import Contributor, PublicationRecord


@dataclass(frozen=True, slots=True)
class Omission:
    """A field that a record does not hold; one that is `required` keeps it from being written."""

    field: str
    reason: str
    mend: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A record in one format: its file, None where something required is missing, and the gaps."""

    data: bytes | None = field(repr=False)
    omissions: tuple[Omission, ...] = ()


_NONE = "the brief has none"

# Name of the record's field: what a person calls it, and how a brief gives it, where it need not.
_OF_BRIEF = {
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
    "funder": ("funder", "add funding: {funder: …}"),
    "project": ("project", "add funding: {project: …}"),
    "grant": ("grant number", "add funding: {grant: …}"),
    "publisher": ("publisher", ""),
    "language": ("language", ""),
    "licence": ("licence", ""),
    "other_holder": ("rights holder", ""),
    "citation": ("suggested citation", "let the theme keep dcterms.bibliographicCitation in the head"),
}  # fmt: skip


def _lacks(name: str) -> Callable[[Contributor], bool]:
    return lambda person: not person.is_organisation and not getattr(person, name)


# What is asked of people, but not of organisations: the name of the field, and how a brief gives it.
_OF_PEOPLE = {
    "family": ("family name", "the brief gives the name as one", "family: …"),
    "affiliation": ("affiliation", _NONE, "affiliation: …"),
    "orcid": ("ORCID iD", _NONE, "orcid: …"),
}


def lacking(
    record: PublicationRecord, fields: Iterable[str], *, required: Iterable[str] = ()
) -> Iterator[Omission]:
    """Yield an omission for each field that a format has a place for and the brief does not give.

    `fields` are names of the record's fields, of those of its authors (family, affiliation, orcid),
    or `day`: the day of publication.
    """
    needed = frozenset(required)
    for name in fields:
        if name == "day":
            if len(record.date_parts) < 3:
                parts = "month and day" if len(record.date_parts) == 1 else "day"
                yield Omission(
                    f"{parts} of publication",
                    f"the brief says {record.date}",
                    "write date: YYYY-MM-DD",
                )
        elif name in _OF_PEOPLE:
            words, reason, mend = _OF_PEOPLE[name]
            if people := list(filter(_lacks(name), record.authors)):
                whose = listed(person.name for person in people)
                yield Omission(f"{words} of {whose}", reason, f"add {mend} to authors:")
        elif not getattr(record, name):
            words, mend = _OF_BRIEF[name]
            yield Omission(words, _NONE, mend, required=name in needed)


def no_place(record: PublicationRecord, fields: Iterable[str], name: str) -> Iterator[Omission]:
    """Yield an omission for each field that the brief gives and the format `name` has no place for.

    `fields` are as in `lacking`, but for `day`; those of people are asked of contributors as well.
    """
    for field_name in fields:
        if field_name in _OF_PEOPLE:
            people = (*record.authors, *record.contributors)
            words = [
                (_OF_PEOPLE[field_name][0], each) for each in people if getattr(each, field_name)
            ]
            yield from (Omission(f"{what} of {each.name}", _no_place(name)) for what, each in words)
        elif getattr(record, field_name):
            yield Omission(_OF_BRIEF[field_name][0], _no_place(name))


def _no_place(name: str) -> str:
    return f"{name} has no place for it"


def unplaced(people: Iterable[Contributor], format_name: str) -> Iterator[Omission]:
    """Yield an omission for each contributor whose role a format does not know."""
    for person in people:
        role = f" ({person.role})" if person.role else ""
        yield Omission(f"{person.name}{role}", f"{format_name} has no place for this role")


def gathered(sheets: Iterable[tuple[str, Sheet]]) -> dict[Omission, list[str]]:
    """Return every omission once, with the names of the formats that it is about."""
    found: dict[Omission, list[str]] = {}
    for name, sheet in sheets:
        for omission in sheet.omissions:
            found.setdefault(replace(omission, required=False), []).append(name)
    return found


def listed(names: Iterable[str]) -> str:
    """Return names as a sentence has them: A, B and C."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
