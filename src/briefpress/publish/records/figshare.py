"""An article for Figshare: the body of a request that creates one (API version 2)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from briefpress.publish.records.json_text import json_bytes, without_empty
from briefpress.publish.records.missing_fields import (
    FormattedRecord,
    MissingField,
    missing_fields,
    unsupported_fields,
    unsupported_roles,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.publish.records.publication_record import Contributor, PublicationRecord

_FIELDS = ("doi", "url", "subtitle", "series", "day", "funder", "grant", "family", "orcid")
_UNSUPPORTED = (
    "isbn", "issn", "series_number", "version", "project", "publisher", "place", "language", "short_title",
    "other_holder", "affiliation",
)  # fmt: skip
# The numbers of licences in Figshare; the others differ from one account to another.
_LICENCES = {"CC-BY-4.0": 1}
_MAX_AUTHORS = 10  # in one request
_TITLE_LENGTHS = range(3, 501)


def write(record: PublicationRecord) -> FormattedRecord:
    """Return the article; a person has to choose its categories before it can be published."""
    article = {
        "title": record.full_title,
        "description": f"<p>{escape(record.abstract, quote=False)}</p>",
        "defined_type": "report",
        "keywords": list(record.keywords),
        "authors": [_author(person) for person in record.authors[:_MAX_AUTHORS]],
        "license": _LICENCES.get(record.licence.id, ""),
        "resource_doi": record.doi,
        "resource_title": record.full_title if record.doi else "",
        "references": list(filter(None, (record.url,))),
        "funding_list": [
            {"title": ", ".join(filter(None, (record.funder, record.grant)))}
            for _ in filter(None, (record.funder,))
        ],
        "timeline": {"publisherPublication": record.date if len(record.date_parts) == 3 else ""},
    }
    return FormattedRecord(json_bytes(without_empty(article)), tuple(_missing(record)))


def _missing(record: PublicationRecord) -> Iterator[MissingField]:
    yield from missing_fields(record, _FIELDS)
    reason = "Figshare publishes nothing without them, and only a person can choose"
    yield MissingField("categories", reason, "choose them in Figshare's form")
    if record.licence.id not in _LICENCES:
        reason = "its number in Figshare differs from account to account"
        mend = "choose it in Figshare's form"
        yield MissingField(f"licence ({record.licence.short_name})", reason, mend)
    if len(record.full_title) not in _TITLE_LENGTHS:
        yield MissingField("title of a length that it takes", "Figshare takes 3 to 500 characters")
    for person in record.authors[_MAX_AUTHORS:]:
        yield MissingField(
            person.name, f"one request names {_MAX_AUTHORS} authors", "add the author there"
        )
    yield from unsupported_fields(record, _UNSUPPORTED, "Figshare")
    yield from unsupported_roles(record.contributors, "Figshare")


def _author(person: Contributor) -> dict[str, Any]:
    return {
        "name": person.name,
        "first_name": person.given,
        "last_name": person.family if person.given else "",
        "orcid_id": person.orcid,
    }
