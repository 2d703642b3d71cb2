"""A record for DataCite: JSON by its metadata schema 4.7."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefpress.publish.records.json_text import json_bytes, without_empty
from briefpress.publish.records.missing_fields import (
    FormattedRecord,
    missing_fields,
    unsupported_fields,
)

if TYPE_CHECKING:
    from briefpress.publish.records.publication_record import Contributor, PublicationRecord

_FIELDS = (
    "doi", "url", "day", "subtitle", "isbn", "issn", "series", "series_number", "version", "funder", "project",
    "grant", "short_title", "family", "affiliation", "orcid", "publisher_ror", "ror",
)  # fmt: skip
_UNSUPPORTED = ("place",)
_ORCID = {"nameIdentifierScheme": "ORCID", "schemeUri": "https://orcid.org"}
_SPDX = {"rightsIdentifierScheme": "SPDX", "schemeUri": "https://spdx.org/licenses/"}
_ROLES = {"editor": "Editor"}


def write(record: PublicationRecord) -> FormattedRecord:
    """Return the record; a DOI is not required, since DataCite can assign one."""
    issued = {"date": record.date, "dateType": "Issued"}
    rights = {
        "rights": record.licence.name,
        "rightsUri": record.licence.url,
        **({"rightsIdentifier": record.licence.id.lower(), **_SPDX} if record.licence.id else {}),
    }
    data = {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "doi": record.doi,
        "url": record.url,
        "types": {"resourceTypeGeneral": "Report", "resourceType": record.report_type},
        "creators": [_person(person) for person in record.authors],
        "contributors": _contributors(record),
        "titles": _titles(record),
        "publisher": {"name": record.publisher, **_ror("publisher", record.publisher_ror)},
        "publicationYear": record.year,
        "dates": [issued],
        "language": record.language,
        "version": record.version,
        "subjects": [{"subject": word} for word in record.keywords],
        "geoLocations": [{"geoLocationPlace": name} for name in record.countries],
        "descriptions": [
            {
                "description": record.abstract,
                "descriptionType": "Abstract",
                "lang": record.language,
            }
        ],
        "rightsList": [rights],
        "alternateIdentifiers": [
            {"alternateIdentifier": value, "alternateIdentifierType": "ISBN"}
            for value in filter(None, (record.isbn,))
        ],
        "relatedItems": _series(record),
        "relatedIdentifiers": [*_translations(record), *_references(record)],
        "fundingReferences": [
            {
                "funderName": record.funder,
                "funderIdentifier": record.funder_ror,
                "funderIdentifierType": "ROR" if record.funder_ror else "",
                "awardNumber": record.grant,
                "awardTitle": record.project,
            }
            for _ in filter(None, (record.funder,))
        ],
        "sizes": [record.extent],
        "formats": sorted({file.media_type for file in record.files if file.path.startswith(record.slug)
                           and file.media_type in ("application/pdf", "text/html")}),
    }  # fmt: skip
    return FormattedRecord(
        json_bytes(without_empty(data)),
        (*missing_fields(record, _FIELDS), *unsupported_fields(record, _UNSUPPORTED, "DataCite")),
    )


def _ror(what: str, address: str) -> dict[str, str]:
    """Return the properties that name a body by its ROR id; none if it has none."""
    if not address:
        return {}
    return {
        f"{what}Identifier": address,
        f"{what}IdentifierScheme": "ROR",
        "schemeUri": "https://ror.org",
    }


def _references(record: PublicationRecord) -> list[dict[str, str]]:
    """Return what the works that the brief cites are known by: the DOI, or else the address."""
    known = ((work.doi, "DOI") if work.doi else (work.url, "URL") for work in record.references)
    return [
        {"relatedIdentifier": name, "relatedIdentifierType": kind, "relationType": "References"}
        for name, kind in dict.fromkeys(known)
        if name
    ]


def _translations(record: PublicationRecord) -> list[dict[str, str]]:
    """Return the editions in other languages, by their DOIs or else their addresses."""
    return [
        {
            "relatedIdentifier": each.doi or each.url,
            "relatedIdentifierType": "DOI" if each.doi else "URL",
            "relationType": "IsTranslationOf" if each.is_source else "HasTranslation",
        }
        for each in record.translations
    ]


def _titles(record: PublicationRecord) -> list[dict[str, str]]:
    titles = [{"title": record.title, "lang": record.language}]
    if record.subtitle:
        titles.append({"title": record.subtitle, "titleType": "Subtitle", "lang": record.language})
    if record.short_title:
        titles.append(
            {"title": record.short_title, "titleType": "AlternativeTitle", "lang": record.language}
        )
    return titles


def _person(person: Contributor) -> dict[str, Any]:
    """Return a person or organisation; the name has a type only if the brief tells which it is."""
    is_person = bool(person.given or person.orcid)
    kind = "Organizational" if person.is_organisation else "Personal" if is_person else ""
    return {
        "name": person.inverted_name,
        "nameType": kind,
        "givenName": person.given,
        "familyName": person.family if person.given else "",
        "affiliation": [{"name": person.affiliation, **_ror("affiliation", person.ror)}]
        if person.affiliation
        else [],
        "nameIdentifiers": [{"nameIdentifier": f"https://orcid.org/{person.orcid}", **_ORCID}]
        if person.orcid
        else [],
    }


def _contributors(record: PublicationRecord) -> list[dict[str, Any]]:
    people = [
        {**_person(person), "contributorType": _ROLES.get(person.role, "Other")}
        for person in record.contributors
    ]
    return [*people, {"name": record.rights_holder, "contributorType": "RightsHolder"}]


def _series(record: PublicationRecord) -> list[dict[str, Any]]:
    if not record.series:
        return []
    issn = {"relatedItemIdentifier": record.issn, "relatedItemIdentifierType": "ISSN"}
    return [
        {
            "titles": [{"title": record.series}],
            "relatedItemType": "Collection",
            "relationType": "IsPartOf",
            "relatedItemIdentifier": issn if record.issn else {},
            "number": record.series_number,
            "numberType": "Report" if record.series_number else "",
        }
    ]
