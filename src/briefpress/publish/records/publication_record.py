"""A brief to the record of its publication, which all formats are written from.

Fields that the brief does not give are empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from briefpress.content import licence_of, markdown_to_text, name_parts
from briefpress.publish.records.cited_works import CitedWork, cited_works
from briefpress.reports import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.content import Brief, Licence, Partner, Person


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person or an organisation; `family` and `given` are empty if the brief does not tell them.

    `ror` is the address of the affiliation at ROR.
    """

    name: str
    family: str = ""
    given: str = ""
    affiliation: str = ""
    orcid: str = ""
    role: str = ""
    ror: str = ""
    suffix: str = ""

    @property
    def is_organisation(self) -> bool:
        """Whether it is one: a brief says so by giving the whole name as the family name."""
        return self.family == self.name and not self.orcid

    @property
    def inverted_name(self) -> str:
        """The name with the family name first, such as `Kumari, Harshita`, if the brief tells it."""
        if not self.given:
            return self.name
        return ", ".join(filter(None, (self.family, self.given, self.suffix)))


@dataclass(frozen=True, slots=True)
class DepositedFile:
    """A file of the deposit; `path` is relative to its folder, `size` is in bytes."""

    path: str
    size: int
    sha256: str
    media_type: str
    description: str


@dataclass(frozen=True, slots=True)
class OtherEdition:
    """An edition in another language; one of `doi` and `url` is known."""

    doi: str
    url: str
    is_source: bool


@dataclass(frozen=True, slots=True)
class Depositor:
    """Who sends records to a registry; a brief does not tell that."""

    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class PublicationRecord:
    """The metadata of a publication and of its deposit.

    `date` is YYYY, YYYY-MM or YYYY-MM-DD; `language` is a BCP 47 tag. Of two records, the one with
    the later `timestamp` (YYYYMMDDhhmmss) is the newer.
    """

    slug: str
    title: str
    language: str
    publisher: str
    date: str
    abstract: str
    licence: Licence
    rights_holder: str
    rights: str
    authors: tuple[Contributor, ...]
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
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
    publisher_ror: str = ""
    funder: str = ""
    funder_ror: str = ""
    project: str = ""
    grant: str = ""
    citation: str = ""
    references: tuple[CitedWork, ...] = ()
    translations: tuple[OtherEdition, ...] = ()
    pages: int = 0
    files: tuple[DepositedFile, ...] = ()
    source_sha256: str = ""
    timestamp: str = ""
    depositor: Depositor = Depositor()

    @property
    def full_title(self) -> str:
        """Title and subtitle together, for formats with one field for both."""
        if not self.subtitle:
            return self.title
        return f"{self.title}{' ' if self.title[-1] in '?!.:' else ': '}{self.subtitle}"

    @property
    def year(self) -> str:
        """The year of publication."""
        return self.date[:4]

    @property
    def date_parts(self) -> tuple[str, ...]:
        """Year, month and day, as far as the brief gives them."""
        return tuple(self.date.split("-"))

    @property
    def report_type(self) -> str:
        """What kind of a report it is, for the formats that ask for that."""
        return "Country brief" if self.countries else "Brief"

    @property
    def keywords(self) -> tuple[str, ...]:
        """The keywords, which are also in the PDF: the countries, those of the brief, and the series."""
        return tuple(dict.fromkeys(filter(None, (*self.countries, *self.topics, self.series))))

    @property
    def other_holder(self) -> str:
        """The rights holder, "" if it is the publisher."""
        return "" if self.rights_holder == self.publisher else self.rights_holder

    @property
    def extent(self) -> str:
        """The number of pages with its noun, "" if it is not known."""
        return plural(self.pages, "page") if self.pages else ""

    @property
    def funding(self) -> str:
        """Funder, project and grant in one line."""
        return ", ".join(filter(None, (self.funder, self.project, self.grant)))


def publication_record(
    brief: Brief,
    slug: str,
    html: str = "",
    *,
    files: tuple[DepositedFile, ...] = (),
    pages: int = 0,
    source_sha256: str = "",
    timestamp: str = "",
    depositor: Depositor = Depositor(),
) -> PublicationRecord:
    """Return the record of a brief; `html` is its web page, which has the suggested citation, and the
    abstract with the names of those whom it cites."""
    series, funding, licence = brief.series, brief.funding, licence_of(brief.licence)
    holder = brief.rights_holder or brief.publisher.name
    statement = markdown_to_text(brief.licence_statement or licence.statement)
    return PublicationRecord(
        slug=slug,
        title=_one_line(brief.title),
        language=brief.language,
        publisher=_one_line(brief.publisher.name),
        date=brief.date,
        abstract=_in_head(html, "description") or markdown_to_text(brief.summary),
        licence=licence,
        rights_holder=_one_line(holder),
        rights=f"© {_one_line(holder)} {brief.year}. {statement}",
        authors=tuple(map(_contributor, brief.authors)),
        countries=tuple(_one_line(country.name) for country in brief.places),
        topics=tuple(map(_one_line, brief.keywords)),
        contributors=(*map(_contributor, brief.contributors), *map(_partner, brief.partners)),
        subtitle=_one_line(brief.subtitle),
        short_title=_one_line(brief.short_title),
        series=_one_line(series.title) if series else "",
        series_number=_one_line(series.number) if series else "",
        issn=(series.issn or "") if series else "",
        place=_one_line(brief.publisher.place),
        version=_one_line(brief.version),
        doi=brief.doi or "",
        isbn=brief.isbn or "",
        url=brief.url or "",
        publisher_ror=brief.publisher.ror or "",
        funder=_one_line(funding.funder) if funding else "",
        funder_ror=(funding.ror or "") if funding else "",
        project=_one_line(funding.project) if funding else "",
        grant=_one_line(funding.grant) if funding else "",
        citation=_in_head(html, "dcterms.bibliographicCitation"),
        references=tuple(_typed(brief)) or cited_works(html),
        translations=tuple(_other_editions(brief)),
        pages=pages,
        files=files,
        source_sha256=source_sha256,
        timestamp=timestamp,
        depositor=depositor,
    )


def _other_editions(brief: Brief) -> Iterator[OtherEdition]:
    """Yield the source of a translation, or the translations of a source, where they are published."""
    for each in brief.translations:
        is_source = each.brief is not None and each.brief == brief.translation_of
        if each.address and (is_source or brief.translation_of is None):
            yield OtherEdition(each.doi or "", each.url or "", is_source)


def _typed(brief: Brief) -> Iterator[CitedWork]:
    """Yield the references that are typed by hand."""
    for each in brief.references:
        yield CitedWork(each.id, markdown_to_text(each.text), each.doi or "", each.url or "")


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def _contributor(person: Person) -> Contributor:
    name = _one_line(person.name)
    family, given, suffix = name_parts(name, person.family, person.given)
    affiliation, role = _one_line(person.affiliation), _one_line(person.role)
    orcid, ror = person.orcid or "", person.ror or ""
    return Contributor(name, family, given, affiliation, orcid, role, ror, suffix)


def _partner(body: Partner) -> Contributor:
    name = _one_line(body.name)
    return Contributor(name, family=name, role="partner")


class _HeadParser(HTMLParser):
    """Finds what the head of a page says under a name, such as "description"."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.content, self._name = "", name

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read the content of the meta element with the name."""
        values = dict(attrs)
        if tag == "meta" and values.get("name") == self._name:
            self.content = self.content or _one_line(values.get("content"))


def _in_head(html: str, name: str) -> str:
    parser = _HeadParser(name)
    parser.feed(html.partition("</head>")[0])
    return parser.content
