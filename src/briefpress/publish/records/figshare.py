"""An article for Figshare: the body of a request that creates one (API version 2)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from briefpress.publish.records.json_sheet import without_empty, write_json
from briefpress.publish.records.omissions import Omission, Sheet, lacking, no_place, unplaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.publish.records.record import Contributor, PublicationRecord

_FIELDS = ("doi", "url", "subtitle", "series", "day", "funder", "grant", "family", "orcid")
_UNHELD = (
    "isbn", "issn", "series_number", "version", "project", "publisher", "place", "language", "short_title",
    "other_holder", "affiliation",
)  # fmt: skip
# Figshare numbers licences, and an institute can have others; this number is the same for all.
_LICENCES = {"CC-BY-4.0": 1}
_AUTHORS = 10  # that one request may name
_TITLE = range(3, 501)  # characters of a title


def write(record: PublicationRecord) -> Sheet:
    """Return the article, which cannot be published before a person has chosen its categories."""
    article = {
        "title": record.full_title,
        "description": f"<p>{escape(record.abstract, quote=False)}</p>",
        "defined_type": "report",
        "keywords": list(record.keywords),
        "authors": [_author(person) for person in record.authors[:_AUTHORS]],
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
    return Sheet(write_json(without_empty(article)), tuple(_omissions(record)))


def _omissions(record: PublicationRecord) -> Iterator[Omission]:
    yield from lacking(record, _FIELDS)
    reason = "Figshare publishes nothing without them, and only a person can choose"
    yield Omission("categories", reason, "choose them in Figshare's form")
    if record.licence.id not in _LICENCES:
        reason = "its number in Figshare differs from account to account"
        mend = "choose it in Figshare's form"
        yield Omission(f"licence ({record.licence.short_name})", reason, mend)
    if len(record.full_title) not in _TITLE:
        yield Omission("title of a length that it takes", "Figshare takes 3 to 500 characters")
    for person in record.authors[_AUTHORS:]:
        yield Omission(person.name, f"one request names {_AUTHORS} authors", "add the author there")
    yield from no_place(record, _UNHELD, "Figshare")
    yield from unplaced(record.contributors, "Figshare")


def _author(person: Contributor) -> dict[str, Any]:
    return {
        "name": person.name,
        "first_name": person.given,
        "last_name": person.family if person.given else "",
        "orcid_id": person.orcid,
    }
