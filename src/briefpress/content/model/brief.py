"""A brief as an editor writes it: immutable and typed; this package reads it from YAML."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from briefpress.content.editions import EDITIONS, PRINT, SCREEN, Edition
from briefpress.content.licences import LICENCES, licence_id
from briefpress.content.looks import PAPERS, SMALL_PAGE
from briefpress.content.model.blocks import Block, Definition
from briefpress.content.model.fields import Date, Doi, Key, Line, Model, Prose, Text, Url
from briefpress.content.model.identifiers import Isbn, Language
from briefpress.content.model.imprint import (
    BackCover,
    Country,
    Funding,
    LanguageEdition,
    OwnLicence,
    Partner,
    Person,
    Publisher,
    Series,
)
from briefpress.content.model.pictures import Cover
from briefpress.content.model.print_options import Print
from briefpress.content.model.sections import Annex, Section, Summary
from briefpress.content.model.targets import Numbering
from briefpress.content.model.themes import ThemeChoice


class Reference(Model):
    """A source that the brief cites as `[@id]`."""

    id: Key
    """The key that citations in the text use: letters and digits, with . : _ or - between them."""
    label: Text
    """How the text cites it, such as "Kim 2024"."""
    text: Line
    """The whole reference, in the publisher's style."""
    url: Url | None = None
    """Where the source can be read: an address that begins with https://."""
    doi: Doi | None = None
    """The source's DOI, such as 10.1234/abc, without a resolver's address before it."""


class Waiver(Model):
    """A rule that a brief need not keep, and why."""

    rule: Text
    """The id of the rule, as the report names it: such as last-page."""
    reason: Text
    """Why it does not matter here; the report shows it."""


class Brief(Model):
    """A country brief, as an editor writes it."""

    title: Text
    """The title, as it is printed on the cover and cited."""
    subtitle: Text | None = None
    """The subtitle."""
    short_title: Text | None = None
    """The title for the page footer, where the whole one is too long."""
    country: Country | None = None
    """The country that the brief is about; none for a brief about a theme."""
    countries: Annotated[tuple[Country, ...], Field(min_length=1)] | None = None
    """The countries, where the brief is about several: instead of country."""
    language: Language
    """The language of the text as a BCP 47 tag, such as en-GB, fr or kk."""
    translation_of: Text | None = None
    """The content file beside this one that this brief is a translation of, such as mali.yaml."""
    translations: tuple[LanguageEdition, ...] = ()
    """The other language editions of this brief: translations, and what it is a translation of."""
    series: Series | None = None
    """The series that the brief belongs to."""
    publisher: Publisher
    """Who publishes the brief."""
    partners: tuple[Partner, ...] = ()
    """Bodies that the brief is published with."""
    cover: Cover | None = None
    """A picture for the cover; without one, the cover is a band in the theme's colour."""
    authors: Annotated[tuple[Person, ...], Field(min_length=1)]
    """The authors, in the order of the citation."""
    contributors: tuple[Person, ...] = ()
    """Others who took part, each with a role."""
    date: Date
    """The date of publication: 2025, 2025-04 or 2025-04-30."""
    version: Text | None = None
    """The version of the text, such as 1.10."""
    doi: Doi | None = None
    """The brief's DOI, such as 10.1234/abc, without a resolver's address before it."""
    isbn: Isbn | None = None
    """The brief's ISBN: ten or thirteen digits, with or without hyphens."""
    url: Url | None = None
    """Where the brief is published: an address that begins with https://."""
    summary: Line
    """The standfirst: one paragraph that says what the brief is about."""
    keywords: tuple[Text, ...] = ()
    """Words by which the brief is found, beside its countries and its series; they are not printed."""
    key_messages: tuple[Line, ...] = ()
    """The messages to take away, a sentence or two each."""
    introduction: tuple[Block, ...] = ()
    """What stands before the first heading."""
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    """The sections of the brief."""
    summaries: tuple[Summary, ...] = ()
    """Summaries in other languages, which stand after the sections."""
    annexes: tuple[Annex, ...] = ()
    """Annexes, each with a heading and a body like a section: "Annex A. …"."""
    notes: dict[Key, Line] = Field(default_factory=dict)
    """Notes by their key; the text calls one as [^key]."""
    notes_at: Literal["end", "foot"] = "end"
    """Where notes stand in the PDFs: at the end, with links back, or at the foot of the page that calls them."""
    references: tuple[Reference, ...] = ()
    """The sources that the text cites as [@id], where they are typed by hand."""
    bibliography: Text | tuple[Text, ...] = ()
    """The file with the sources that the text cites, or several: BibTeX, CSL-JSON, CSL-YAML or RIS."""
    citation_style: Text | None = None
    """How sources are cited: apa, vancouver or another style that is built in, or a CSL file."""
    cite_all: bool = False
    """Whether all sources of the bibliography are listed, not only those that are cited."""
    further_reading: tuple[Line, ...] = ()
    """Works that the reader may turn to next."""
    numbering: Numbering = Numbering()
    """Which parts are numbered: figures and tables, if nothing else is said."""
    digits: Literal["native", "latin"] | None = None
    """The digits of dates, pages, notes and numbered parts: native or latin; else as the language has it."""
    abbreviations: dict[Text, Text] = Field(default_factory=dict)
    """Abbreviations and what they stand for, for readers who listen."""
    print_abbreviations: bool = False
    """Whether the abbreviations are printed as a list at the end."""
    glossary: tuple[Definition, ...] = ()
    """Terms and what they mean, as a list at the end."""
    list_of_figures: bool = False
    """Whether the numbered figures are listed at the end, with their pages."""
    list_of_tables: bool = False
    """Whether the numbered tables are listed at the end, with their pages."""
    credits: Prose | None = None
    """Who wrote, reviewed, edited and designed the brief."""
    acknowledgements: Prose | None = None
    """Thanks."""
    funding: Funding | None = None
    """Who paid for the work."""
    disclaimer: Prose | None = None
    """Whose views the brief expresses, and what it is not."""
    contact: Prose | None = None
    """Whom a reader can write to."""
    back_cover: BackCover | None = None
    """The last page, with what a back cover has: about the institute, contact, QR code, barcode."""
    rights_holder: Text | None = None
    """Who holds the rights, where it is not the publisher."""
    licence: Annotated[
        Annotated[Literal[tuple(LICENCES)], Tag("id")]  # type: ignore[valid-type]
        | Annotated[OwnLicence, Tag("own")],
        Discriminator(lambda value: "own" if isinstance(value, dict | OwnLicence) else "id"),
    ] = "CC-BY-4.0"
    """The licence under which the brief may be used: CC-BY-4.0 or another id, or its name and url."""
    licence_statement: Line | None = None
    """The licence statement in the publisher's own words."""
    suggested_citation: Line | None = None
    """The suggested citation, where the house form does not fit."""
    theme: (
        Annotated[
            Annotated[Text, Tag("folder")] | Annotated[ThemeChoice, Tag("choice")],
            Discriminator(
                lambda value: "choice" if isinstance(value, dict | ThemeChoice) else "folder"
            ),
        ]
        | None
    ) = None
    """The look: a built-in theme and what is changed in it, such as {name: report}, or a folder of one's own."""
    paper: Literal["A4", "A5", "letter"] = "A4"
    """The paper of the screen edition: A4, A5 or letter; large print has A4 for A5. For a printing house, see print."""
    fit: bool = True
    """Whether text may be a little tighter or looser, and figures stand behind the text after them, to fill pages."""
    editions: Annotated[
        tuple[Literal[tuple(EDITIONS)], ...], Field(min_length=1)  # type: ignore[valid-type]
    ] = ("screen",)
    """The editions to build: screen, print (for a printing house) and large (large print)."""
    print: Print = Print()
    """What the printing house asks for."""
    waivers: tuple[Waiver, ...] = ()
    """Rules that this brief need not keep, each with the reason."""
    labels: dict[str, Text] = Field(default_factory=dict)
    """Words that the template sets, such as "Key messages", in the brief's language."""

    @field_validator("countries")
    @classmethod
    def _check_countries(
        cls, countries: tuple[Country, ...] | None, info: ValidationInfo
    ) -> tuple[Country, ...] | None:
        if countries and info.data.get("country"):
            raise PydanticCustomError("two-countries", "there is a country beside the countries")
        return countries

    @field_validator("date")
    @classmethod
    def _check_date(cls, date: str) -> str:
        try:
            dt.date.fromisoformat(f"{date}-01-01"[:10])
        except ValueError:
            raise PydanticCustomError("date", "the calendar has no such day") from None
        return date

    @field_validator("authors", "contributors")
    @classmethod
    def _name_people(cls, people: tuple[Person, ...], info: ValidationInfo) -> tuple[Person, ...]:
        return tuple(each.named(info.data.get("language", "")) for each in people)

    @field_validator("licence", mode="before")
    @classmethod
    def _find_licence(cls, licence: object) -> object:
        return licence_id(licence) if isinstance(licence, str) else licence

    @property
    def places(self) -> tuple[Country, ...]:
        """The countries that the brief is about; none for a brief about a theme."""
        return self.countries or ((self.country,) if self.country else ())

    def page_in(self, edition: Edition) -> tuple[float, float]:
        """Return width and height of the pages of an edition, in millimetres; large print has no small ones."""
        if edition is PRINT:
            return self.print.trim
        size = PAPERS[self.paper]
        return size if edition is SCREEN or size[0] >= SMALL_PAGE else PAPERS["A4"]

    @property
    def year(self) -> str:
        """The year of publication."""
        return self.date[:4]
