"""A deposit of a report with Crossref, in its schema 5.5.0.

A report in a series with an ISSN is a `report-paper_series_metadata`, another a `report-paper_metadata`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from briefpress.publish.records.missing_fields import (
    FormattedRecord,
    MissingField,
    missing_fields,
    unsupported_fields,
    unsupported_roles,
)
from briefpress.publish.records.xml_text import add, xml_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.publish.records.publication_record import Contributor, PublicationRecord

VERSION = "5.5.0"
# They are written as attributes: prefixes that ElementTree knows are those of the whole process.
_NAMESPACES = {
    "xmlns": f"http://www.crossref.org/schema/{VERSION}",
    "xmlns:ai": "http://www.crossref.org/AccessIndicators.xsd",
    "xmlns:fr": "http://www.crossref.org/fundref.xsd",
    "xmlns:rel": "http://www.crossref.org/relations.xsd",
    "xmlns:jats": "http://www.ncbi.nlm.nih.gov/JATS1",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_SCHEMA = f"{_NAMESPACES['xmlns']} https://www.crossref.org/schemas/crossref{VERSION}.xsd"
_FIELDS = (
    "doi", "url", "day", "subtitle", "isbn", "issn", "series_number", "place", "version", "funder", "grant",
    "family", "affiliation", "orcid", "publisher_ror", "ror",
)  # fmt: skip
_ROLES = {"editor": "editor", "translator": "translator"}
_NAME = re.compile(r".{1,200}")  # a part of a person's name, in the schema
# What a person calls a field, and the least and most characters that the schema allows.
_LENGTHS = {
    "series_number": ("number in the series", 1, 32),
    "place": ("place of publication", 2, 255),
    "version": ("version", 1, 100),
    "publisher": ("publisher", 1, 255),
}


def write(record: PublicationRecord) -> FormattedRecord:
    """Return the deposit; it requires a DOI, the URL of the publication and a depositor."""
    missing = tuple(_missing(record))
    if any(field.required for field in missing):
        return FormattedRecord(None, missing)
    record = _without_unfit_lengths(record)
    root = Element("doi_batch", {**_NAMESPACES, "version": VERSION, "xsi:schemaLocation": _SCHEMA})
    _add_head(root, record)
    _add_report(add(add(root, "body"), "report-paper"), record)
    return FormattedRecord(xml_bytes(root), missing)


def _missing(record: PublicationRecord) -> Iterator[MissingField]:
    yield from missing_fields(record, _FIELDS, required=("doi", "url"))
    for value, what, option in (
        (record.depositor.name, "depositor", "--depositor NAME"),
        (record.depositor.email, "e-mail address of the depositor", "--email ADDRESS"),
    ):
        if not value:
            yield MissingField(
                what, "no brief says who deposits it", f"give {option}", required=True
            )
    if record.series and not record.issn:
        reason = "Crossref takes a series by its ISSN alone"
        yield MissingField(f"series ({record.series})", reason, "add series: {issn: …}")
    yield from unsupported_fields(record, ("short_title", "project", "other_holder"), "Crossref")
    for name, (label, least, most) in _LENGTHS.items():
        if getattr(record, name) and not getattr(_without_unfit_lengths(record), name):
            reason = f"Crossref takes {least} to {most} characters"
            yield MissingField(label, reason, required=name == "publisher")
    yield from unsupported_roles(
        [person for person in record.contributors if person.role not in _ROLES], "Crossref"
    )
    for person, _ in _people(record):
        if not _has_fitting_name(person):
            reason = "Crossref takes names of 200 characters"
            yield MissingField(
                person.name, reason, "add family: with its whole name, if it is a group"
            )


def _without_unfit_lengths(record: PublicationRecord) -> PublicationRecord:
    """Return a record without the fields that are too short or too long for the schema."""
    unfit: dict[str, Any] = {
        name: ""
        for name, (_, least, most) in _LENGTHS.items()
        if not least <= len(getattr(record, name)) <= most
    }
    return replace(record, **unfit)


def _people(record: PublicationRecord) -> Iterator[tuple[Contributor, str]]:
    """Yield the people whose roles Crossref knows, each with the name of the role there."""
    yield from ((person, "author") for person in record.authors)
    yield from (
        (person, _ROLES[person.role]) for person in record.contributors if person.role in _ROLES
    )


def _has_fitting_name(person: Contributor) -> bool:
    parts = (person.family, person.given) if person.given else (person.name,)
    return person.is_organisation or all(map(_NAME.fullmatch, parts))


def _add_head(root: Element, record: PublicationRecord) -> None:
    head = add(root, "head")
    add(head, "doi_batch_id", f"briefpress-{record.source_sha256[:32]}")
    add(head, "timestamp", record.timestamp)
    depositor = add(head, "depositor")
    add(depositor, "depositor_name", record.depositor.name)
    add(depositor, "email_address", record.depositor.email)
    add(head, "registrant", record.publisher)


def _add_report(paper: Element, record: PublicationRecord) -> None:
    """Add the elements of a report, in the order of the schema."""
    language = record.language.split("-")[0].lower()
    kind = "report-paper_series_metadata" if record.issn else "report-paper_metadata"
    report = add(paper, kind, attributes={"language": language})
    if record.issn:
        series = add(report, "series_metadata")
        add(add(series, "titles"), "title", record.series)
        add(series, "issn", record.issn, {"media_type": "electronic"})
    _add_people(report, record)
    titles = add(report, "titles")
    add(titles, "title", record.title)
    if record.subtitle:
        add(titles, "subtitle", record.subtitle)
    add(add(report, "jats:abstract"), "jats:p", record.abstract)
    date = add(report, "publication_date", attributes={"media_type": "online"})
    year, *rest = record.date_parts
    for name, value in (*zip(("month", "day"), rest, strict=False), ("year", year)):
        add(date, name, value)
    if record.isbn:
        add(report, "isbn", record.isbn, {"media_type": "electronic"})
    publisher = add(report, "publisher")
    add(publisher, "publisher_name", record.publisher)
    if record.place:
        add(publisher, "publisher_place", record.place)
    if record.publisher_ror:
        _add_institution(report, record.publisher, record.publisher_ror)
    if record.series_number:
        item = add(report, "publisher_item")
        add(item, "item_number", record.series_number, {"item_number_type": "report-number"})
    _add_programs(report, record)
    if record.version:
        add(add(report, "version_info"), "version", record.version)
    data = add(report, "doi_data")
    add(data, "doi", record.doi)
    add(data, "resource", record.url)
    _add_references(report, record)
    _add_translations(report, record)


def _add_people(report: Element, record: PublicationRecord) -> None:
    people = [(person, role) for person, role in _people(record) if _has_fitting_name(person)]
    contributors = add(report, "contributors") if people else None
    for number, (person, role) in enumerate(people):
        assert contributors is not None
        attributes = {"sequence": "additional" if number else "first", "contributor_role": role}
        if person.is_organisation:
            add(contributors, "organization", person.name, attributes)
            continue
        name = add(contributors, "person_name", attributes=attributes)
        if person.given:
            add(name, "given_name", person.given)
            add(name, "surname", person.family)
            if person.suffix:
                add(name, "suffix", person.suffix)
        else:  # the schema has no place for a name as a whole
            add(name, "surname", person.name)
        if person.affiliation:
            _add_institution(add(name, "affiliations"), person.affiliation, person.ror)
        if person.orcid:
            add(name, "ORCID", f"https://orcid.org/{person.orcid}")


def _add_institution(parent: Element, name: str, ror: str) -> None:
    institution = add(parent, "institution")
    add(institution, "institution_name", name)
    if ror:
        add(institution, "institution_id", ror, {"type": "ror"})


def _add_programs(report: Element, record: PublicationRecord) -> None:
    """Add funder and licence."""
    if record.funder:
        funding = add(report, "fr:program", attributes={"name": "fundref"})
        add(funding, "fr:assertion", record.funder, {"name": "funder_name"})
        if record.funder_ror:
            add(funding, "fr:assertion", record.funder_ror, {"name": "ror"})
        if record.grant:
            add(funding, "fr:assertion", record.grant, {"name": "award_number"})
    licence = add(report, "ai:program", attributes={"name": "AccessIndicators"})
    start = {"start_date": record.date} if len(record.date_parts) == 3 else {}
    add(licence, "ai:license_ref", record.licence.url, {"applies_to": "vor", **start})


def _add_references(report: Element, record: PublicationRecord) -> None:
    works = add(report, "citation_list") if record.references else None
    for work in record.references:
        assert works is not None
        citation = add(works, "citation", attributes={"key": work.id})
        if work.doi:
            add(citation, "doi", work.doi)
        add(citation, "unstructured_citation", work.text)


def _add_translations(report: Element, record: PublicationRecord) -> None:
    relations = (
        add(report, "rel:program", attributes={"name": "relations"})
        if record.translations
        else None
    )
    for each in record.translations:
        assert relations is not None
        kind = "isTranslationOf" if each.is_source else "hasTranslation"
        of_doi = {"identifier-type": "doi" if each.doi else "uri", "relationship-type": kind}
        item = add(relations, "rel:related_item")
        add(item, "rel:intra_work_relation", each.doi or each.url, of_doi)
