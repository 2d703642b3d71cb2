"""What is known of a publication, once for all formats; what the brief does not say stays empty."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from briefpress.content import LICENCES, markdown_to_text

if TYPE_CHECKING:
    from briefpress.content import Brief, Licence, Person

KIND = "Country brief"  # what every brief is, in the formats that ask for the kind of report


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody who took part. `family` and `given` are empty where the brief gives the name as one."""

    name: str
    family: str = ""
    given: str = ""
    affiliation: str = ""
    orcid: str = ""
    role: str = ""

    @property
    def is_organisation(self) -> bool:
        """Whether the brief says so: the family name of an organisation is its whole name."""
        return self.family == self.name and not self.orcid

    @property
    def inverted(self) -> str:
        """The name as lists are sorted by, where its parts are known: Kumari, Harshita."""
        return f"{self.family}, {self.given}" if self.given else self.name


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work that the brief refers to."""

    id: str
    text: str
    doi: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class DepositedFile:
    """A file of the item: its path there, its size in bytes, and its digest (SHA-256)."""

    path: str
    size: int
    sha256: str
    media_type: str
    description: str


@dataclass(frozen=True, slots=True)
class Depositor:
    """Who sends records to a registry; no brief says that."""

    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class PublicationRecord:
    """What is known of a publication and its deposit.

    `date` is 2025, 2025-04 or 2025-04-30; `language` a BCP 47 tag. `timestamp` (YYYYMMDDhhmmss)
    says which of two records is the newer.
    """

    slug: str
    title: str
    language: str
    country: str
    publisher: str
    date: str
    abstract: str
    licence: Licence
    rights_holder: str
    rights: str
    authors: tuple[Contributor, ...]
    contributors: tuple[Contributor, ...] = ()
    subtitle: str = ""
    short_title: str = ""
    series: str = ""
    series_number: str = ""
    issn: str = ""
    place: str = ""
    version: str = ""
    doi: str = ""
    isbn: str = ""
    url: str = ""
    funder: str = ""
    project: str = ""
    grant: str = ""
    citation: str = ""
    references: tuple[CitedWork, ...] = ()
    pages: int = 0
    files: tuple[DepositedFile, ...] = ()
    source_sha256: str = ""
    timestamp: str = ""
    depositor: Depositor = Depositor()

    @property
    def full_title(self) -> str:
        """Title and subtitle in one, for formats with one place for both."""
        if not self.subtitle:
            return self.title
        return f"{self.title}{' ' if self.title[-1] in '?!.:' else ': '}{self.subtitle}"

    @property
    def year(self) -> str:
        """The year of publication."""
        return self.date[:4]

    @property
    def date_parts(self) -> tuple[str, ...]:
        """Year, month and day, as far as they are known, each as it is written."""
        return tuple(self.date.split("-"))

    @property
    def keywords(self) -> tuple[str, ...]:
        """The key words that the files carry as well: the country and the series."""
        return tuple(dict.fromkeys(filter(None, (self.country, self.series))))

    @property
    def other_holder(self) -> str:
        """The rights holder, where it is not the publisher."""
        return "" if self.rights_holder == self.publisher else self.rights_holder

    @property
    def extent(self) -> str:
        """How many pages there are, in words; empty where that is not known."""
        return f"{self.pages} page{'s'[: self.pages != 1]}" if self.pages else ""

    @property
    def funding(self) -> str:
        """Funder, project and grant in one line."""
        return ", ".join(filter(None, (self.funder, self.project, self.grant)))


def record_of(
    brief: Brief,
    slug: str,
    page: str = "",
    *,
    files: tuple[DepositedFile, ...] = (),
    pages: int = 0,
    source_sha256: str = "",
    timestamp: str = "",
    depositor: Depositor = Depositor(),
) -> PublicationRecord:
    """Return the record of a brief; `page` is its HTML, which holds the citation as it is printed."""
    series, funding, licence = brief.series, brief.funding, LICENCES[brief.licence]
    holder = brief.rights_holder or brief.publisher.name
    statement = markdown_to_text(brief.licence_statement or licence.statement)
    return PublicationRecord(
        slug=slug,
        title=_line(brief.title),
        language=brief.language,
        country=_line(brief.country.name),
        publisher=_line(brief.publisher.name),
        date=brief.date,
        abstract=markdown_to_text(brief.summary),
        licence=licence,
        rights_holder=_line(holder),
        rights=f"© {_line(holder)} {brief.year}. {statement}",
        authors=tuple(map(_contributor, brief.authors)),
        contributors=tuple(map(_contributor, brief.contributors)),
        subtitle=_line(brief.subtitle),
        short_title=_line(brief.short_title),
        series=_line(series.title) if series else "",
        series_number=_line(series.number) if series else "",
        issn=(series.issn or "") if series else "",
        place=_line(brief.publisher.place),
        version=_line(brief.version),
        doi=brief.doi or "",
        isbn=brief.isbn or "",
        url=brief.url or "",
        funder=_line(funding.funder) if funding else "",
        project=_line(funding.project) if funding else "",
        grant=_line(funding.grant) if funding else "",
        citation=_citation(page),
        references=tuple(
            CitedWork(each.id, markdown_to_text(each.text), each.doi or "", each.url or "")
            for each in brief.references
        ),
        pages=pages,
        files=files,
        source_sha256=source_sha256,
        timestamp=timestamp,
        depositor=depositor,
    )


def _line(text: str | None) -> str:
    """Return a text in one line."""
    return " ".join((text or "").split())


def _contributor(person: Person) -> Contributor:
    name, family = _line(person.name), _line(person.family)
    given = ""
    if family and family != name:
        rest, found = re.subn(rf"(?<!\S){re.escape(family)}(?!\S)", "", name, count=1)
        # What is no part of the name does not tell which part is which.
        family, given = (family, _line(rest)) if found else ("", "")
    return Contributor(
        name, family, given, _line(person.affiliation), person.orcid or "", _line(person.role)
    )


class _CitationFinder(HTMLParser):
    """Finds the citation in the head of a page, in DCMI's encoding."""

    found = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at a meta element."""
        given = dict(attrs)
        if tag == "meta" and given.get("name") == "dcterms.bibliographicCitation":
            self.found = self.found or _line(given.get("content"))


def _citation(page: str) -> str:
    finder = _CitationFinder()
    finder.feed(page.partition("</head>")[0])
    return finder.found
