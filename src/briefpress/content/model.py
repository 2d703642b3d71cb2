"""What a brief is: immutable, typed, and without any input or output.

The field descriptions are the documentation of the content file: they go into the JSON Schema and
are what an editor reads while typing.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from briefpress.content.editions import EDITIONS
from briefpress.content.licences import LICENCES


class Markdown(Enum):
    """Which Markdown a text value may hold."""

    INLINE = "emphasis, links, notes and citations, within one line of thought"
    BLOCKS = "paragraphs and lists as well"


Text = Annotated[str, Field(pattern=r"\S")]
Line = Annotated[Text, Markdown.INLINE]
Prose = Annotated[Text, Markdown.BLOCKS]
Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]*$")]
Language = Annotated[str, Field(pattern=r"^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$")]
Url = Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$")]
Date = Annotated[str, Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]


class Model(BaseModel):
    """What every part of a brief shares: it cannot change, and an unknown key is an error."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, use_attribute_docstrings=True
    )


class Country(Model):
    """The country that the brief is about."""

    name: Text
    """The country's name, as it stands in the cover band."""
    code: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    """ISO 3166-1 alpha-2 code: two capital letters, such as KZ."""


class Series(Model):
    """The series that the brief belongs to."""

    title: Text
    """The series title, such as "Countering Rollback Country Brief"."""
    number: Text | None = None
    """The brief's number in the series."""
    issn: Annotated[str, Field(pattern=r"^\d{4}-\d{3}[\dX]$")] | None = None
    """ISSN of the series, such as 1234-5678."""


class Publisher(Model):
    """Who publishes the brief."""

    name: Text
    """The publisher's name."""
    place: Text | None = None
    """The place of publication, for the suggested citation."""
    url: Url | None = None
    """The publisher's website: an address that begins with https://."""


class Person(Model):
    """An author or another contributor."""

    name: Text
    """The name as it is printed, such as "Harshita Kumari"."""
    family: Text | None = None
    """The family name, where it is not the last word of the name; for an organisation, its whole name."""
    affiliation: Text | None = None
    """Where the person works."""
    orcid: Annotated[str, Field(pattern=r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$")] | None = None
    """ORCID iD: sixteen digits in four groups."""
    role: Text | None = None
    """What the person did, such as "editor" or "map"."""

    @property
    def cited_as(self) -> str:
        """Family name, then the initials of the other names: Kumari, H."""
        *others, family = self.name.split()
        if self.family:
            family = self.family
            others = re.sub(rf"(?<!\S){re.escape(family)}(?!\S)", "", self.name, count=1).split()
        initials = " ".join(f"{name[0]}." for name in others)
        return f"{family}, {initials}" if initials else family


class Indicator(Model):
    """One figure that the reader should take away."""

    label: Line
    """What is counted, such as "Population"."""
    value: Text
    """The figure, written as it should be read: "55.8" or "1.10"."""
    unit: Text | None = None
    """The unit that follows the figure, such as "million" or "%"."""
    year: Text | None = None
    """The year or period that the figure stands for."""


class Indicators(Model):
    """A row of indicators with what they share."""

    caption: Line | None = None
    """What the indicators show together."""
    items: Annotated[tuple[Indicator, ...], Field(min_length=1)]
    """The indicators, in reading order."""
    source: Line | None = None
    """Where the figures come from."""


class Figure(Model):
    """A picture, map or chart."""

    image: Text
    """The image file, relative to this content file: SVG, PNG or JPEG."""
    decorative: Literal["true", True] | None = None
    """`true` where the picture tells nothing, so that it needs no alternative text."""
    alt: Annotated[Text | None, Field(validate_default=True)] = None
    """What the picture tells, for someone who does not see it. Not the caption again."""
    long_description: Prose | None = None
    """The picture's whole content in words or as a list, shown below it."""
    caption: Line | None = None
    """The caption below the picture."""
    source: Line | None = None
    """Where the data or the picture comes from."""
    credit: Line | None = None
    """Who made the picture, where it is not the brief's author."""
    licence: Text | None = None
    """The picture's own licence, where it differs from the brief's."""

    # Field validators, not model validators: they speak up although other fields are at fault too.
    @field_validator("alt")
    @classmethod
    def _has_alternative(cls, alt: str | None, info: ValidationInfo) -> str | None:
        decorative = info.data.get("decorative")
        if alt is None and not decorative:
            raise PydanticCustomError("figure-alt", "the figure has no alternative text")
        if alt is not None and decorative:
            raise PydanticCustomError(
                "figure-alt", "the figure is called decorative, but has an alternative text"
            )
        return alt


class Column(Model):
    """A table column, or a group of columns under one heading."""

    label: Line
    """The column heading."""
    unit: Text | None = None
    """The unit of all values in the column."""
    columns: Annotated[tuple[Column, ...], Field(min_length=2)] | None = None
    """The columns below this heading; only one level of groups."""

    @property
    def width(self) -> int:
        """How many columns of cells the heading spans."""
        return len(self.columns) if self.columns else 1


def _column_kind(value: Any) -> str:
    return "heading" if isinstance(value, str) else "column"


def _headings(columns: tuple[str | Column, ...]) -> tuple[Column, ...]:
    return tuple(c if isinstance(c, Column) else Column(label=c) for c in columns)


def _fits(row: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    width = sum(heading.width for heading in _headings(info.data.get("columns", ())))
    if width and len(row) != width:
        raise PydanticCustomError(
            "table-row",
            "the table has {width} columns, and this row fills {cells}",
            {"width": width, "cells": len(row)},
        )
    return row


Row = Annotated[tuple[Annotated[str, Markdown.INLINE], ...], AfterValidator(_fits)]


class Table(Model):
    """A table of rows and columns; the first cell of a row is its heading."""

    caption: Line
    """What the table shows."""
    columns: Annotated[
        tuple[
            Annotated[
                Annotated[Line, Tag("heading")] | Annotated[Column, Tag("column")],
                Discriminator(_column_kind),
            ],
            ...,
        ],
        Field(min_length=1),
    ]
    """The column headings: texts, or fields `label`, `unit` and `columns`."""
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]
    """The rows, each a list with as many cells as there are columns; "" is an empty cell."""
    row_headings: Literal["true", "false", True, False] = True
    """`false` where the first cell of a row is not its heading."""
    notes: tuple[Line, ...] = ()
    """Notes that stand below the table."""
    source: Line | None = None
    """Where the figures come from."""

    @property
    def headings(self) -> tuple[Column, ...]:
        """The top row of headings, each as a `Column`."""
        return _headings(self.columns)

    @property
    def grouped(self) -> bool:
        """Whether the headings stand in two rows."""
        return any(column.columns for column in self.headings)

    @property
    def has_row_headings(self) -> bool:
        """Whether the first cell of each row is its heading."""
        return self.row_headings in (True, "true")

    @field_validator("columns")
    @classmethod
    def _is_one_level_deep(cls, columns: tuple[str | Column, ...]) -> tuple[str | Column, ...]:
        for heading in _headings(columns):
            if any(column.columns for column in heading.columns or ()):
                raise PydanticCustomError(
                    "table-columns", "column groups can only be one level deep"
                )
        return columns


class Quote(Model):
    """Somebody's words, set off from the text."""

    text: Prose
    """The words quoted, without quotation marks."""
    attribution: Line | None = None
    """Who said it, and where."""
    lang: Language | None = None
    """The language of the quoted words, where it is not the brief's."""


class PullQuote(Model):
    """A sentence of the brief, shown large; it is decoration, and is not read out a second time."""

    text: Text
    """A passage that stands in the brief word for word."""


class Definition(Model):
    """A term and what it means."""

    term: Line
    """The term that is explained."""
    definition: Prose
    """What it means."""


class FigureBlock(Model):
    """A block that is a figure."""

    figure: Figure
    """A picture, map or chart."""


class TableBlock(Model):
    """A block that is a table."""

    table: Table
    """A table of rows and columns."""


class BoxBlock(Model):
    """A block that is a box."""

    box: Box
    """A passage set apart, with a title of its own."""


class QuoteBlock(Model):
    """A block that is a quotation."""

    quote: Quote
    """Somebody's words, set off from the text."""


class PullQuoteBlock(Model):
    """A block that is a pull quote."""

    pull_quote: PullQuote
    """A sentence of the brief, shown large."""


class DefinitionsBlock(Model):
    """A block that is a list of definitions."""

    definitions: Annotated[tuple[Definition, ...], Field(min_length=1)]
    """Terms and what they mean."""


class IndicatorsBlock(Model):
    """A block that is a row of indicators."""

    indicators: Indicators
    """Figures that the reader should take away."""


BLOCK_KINDS = ("figure", "table", "box", "quote", "pull_quote", "definitions", "indicators")


def _block_kind(value: Any) -> str:
    """Tell the kind of a block by its one key, so that errors speak of that kind alone."""
    if isinstance(value, str):
        return "prose"
    keys = type(value).model_fields if isinstance(value, Model) else value
    return next((key for key in keys if key in BLOCK_KINDS), "unknown")


Block = Annotated[
    Annotated[Prose, Tag("prose")]
    | Annotated[FigureBlock, Tag("figure")]
    | Annotated[TableBlock, Tag("table")]
    | Annotated[BoxBlock, Tag("box")]
    | Annotated[QuoteBlock, Tag("quote")]
    | Annotated[PullQuoteBlock, Tag("pull_quote")]
    | Annotated[DefinitionsBlock, Tag("definitions")]
    | Annotated[IndicatorsBlock, Tag("indicators")],
    Discriminator(
        _block_kind,
        custom_error_type="block-kind",
        custom_error_message="this is not a block that a brief can hold",
    ),
]


class Box(Model):
    """A passage set apart from the running text, such as a case or a method."""

    title: Line
    """The box's heading."""
    body: Annotated[tuple[Block, ...], Field(min_length=1)]
    """What the box holds: texts and other blocks."""


BoxBlock.model_rebuild()


class Section(Model):
    """A heading with what stands under it."""

    heading: Line
    """The heading."""
    body: tuple[Block, ...] = ()
    """Texts in Markdown, and blocks such as figures, tables, boxes and quotes."""
    sections: Annotated[tuple[Subsection, ...], Field(validate_default=True)] = ()
    """Sections under this one; three levels in all."""

    @field_validator("sections")
    @classmethod
    def _is_not_empty(
        cls, sections: tuple[Section, ...], info: ValidationInfo
    ) -> tuple[Section, ...]:
        if not sections and info.data.get("body") == ():
            raise PydanticCustomError("empty-section", "nothing stands under this heading")
        return sections


class Subsection(Section):
    """A section in a section."""

    sections: Annotated[tuple[Subsubsection, ...], Field(validate_default=True)] = ()
    """Sections under this one; they are the last level."""


class Subsubsection(Subsection):
    """A section of the third and last level."""

    sections: Annotated[tuple[()], Field(validate_default=True)] = ()
    """There is no fourth level."""


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
    doi: Annotated[str, Field(pattern=r"^10\.\d{4,9}/\S+$")] | None = None
    """The source's DOI, such as 10.1234/abc, without a resolver's address before it."""


class Funding(Model):
    """Who paid for the work."""

    funder: Text
    """The funder's name."""
    project: Text | None = None
    """The project that the brief belongs to."""
    grant: Text | None = None
    """The grant number."""
    statement: Prose | None = None
    """The sentence that the funder wants to be printed; otherwise one is set from the fields."""


_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Trimmed pages by their names, in millimetres.
_PAGES = {
    "A3": (297.0, 420.0),
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
    "B5": (176.0, 250.0),
    "letter": (215.9, 279.4),
    "legal": (215.9, 355.6),
}


class Print(Model):
    """What the printing house asks for: the print edition is made so."""

    size: Annotated[
        str,
        Field(
            pattern=r"^(A3|A4|A5|B5|letter|legal|\d+(\.\d+)?\s*(mm)?\s*[x×]\s*\d+(\.\d+)?\s*mm)$"
        ),
    ] = "A4"
    """The trimmed page: A4, A5, letter, or its width and height, such as 170 x 240 mm."""
    bleed: Annotated[str, Field(pattern=r"^\d+(\.\d+)?\s*mm$")] = "3mm"
    """How far colours reach beyond the edge of the page, such as 3mm."""
    marks: bool = True
    """Whether crop marks are drawn outside of the page."""
    pages: Annotated[int, Field(ge=1, le=64)] = 1
    """The number of pages becomes a multiple of this: 4 for sheets that are folded once."""
    icc_profile: Text | None = None
    """The ICC profile of the printing house, a file beside this one; it stands for four inks."""
    condition: Text | None = None
    """The printing condition that the profile is for, by its registered name, such as FOGRA51."""

    @property
    def trim(self) -> tuple[float, float]:
        """Width and height of the trimmed page, in millimetres."""
        if self.size in _PAGES:
            return _PAGES[self.size]
        width, height = _NUMBER.findall(self.size)
        return float(width), float(height)

    @property
    def bleed_width(self) -> float:
        """The bleed in millimetres."""
        return float(_NUMBER.findall(self.bleed)[0])

    @field_validator("size")
    @classmethod
    def _holds_a_page(cls, size: str) -> str:
        sides = _PAGES.get(size) or tuple(map(float, _NUMBER.findall(size)))
        if not all(_SMALLEST_PAGE <= side <= _LARGEST_PAGE for side in sides):
            message = f"a page has {_SMALLEST_PAGE} to {_LARGEST_PAGE} mm on each side"
            raise PydanticCustomError("page-size", message)
        return size

    @field_validator("bleed")
    @classmethod
    def _is_a_border(cls, bleed: str) -> str:
        width = float(_NUMBER.findall(bleed)[0])
        if width > _LARGEST_BLEED:
            message = f"a bleed is the border that is cut off: {_LARGEST_BLEED} mm at most"
            raise PydanticCustomError("bleed", message)
        return bleed


_SMALLEST_PAGE, _LARGEST_PAGE, _LARGEST_BLEED = 100, 1000, 20  # millimetres


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
    country: Country
    """The country that the brief is about."""
    language: Language
    """The language of the text as a BCP 47 tag, such as en-GB, fr or kk."""
    series: Series | None = None
    """The series that the brief belongs to."""
    publisher: Publisher
    """Who publishes the brief."""
    authors: Annotated[tuple[Person, ...], Field(min_length=1)]
    """The authors, in the order of the citation."""
    contributors: tuple[Person, ...] = ()
    """Others who took part, each with a role."""
    date: Date
    """The date of publication: 2025, 2025-04 or 2025-04-30."""
    version: Text | None = None
    """The version of the text, such as 1.10."""
    doi: Annotated[str, Field(pattern=r"^10\.\d{4,9}/\S+$")] | None = None
    """The brief's DOI, such as 10.1234/abc, without a resolver's address before it."""
    isbn: Annotated[str, Field(pattern=r"^[\d-]{9,16}[\dX]$")] | None = None
    """The brief's ISBN: ten or thirteen digits, with or without hyphens."""
    url: Url | None = None
    """Where the brief is published: an address that begins with https://."""
    summary: Line
    """The standfirst: one paragraph that says what the brief is about."""
    key_messages: tuple[Line, ...] = ()
    """The messages to take away, a sentence or two each."""
    introduction: tuple[Block, ...] = ()
    """What stands before the first heading."""
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    """The sections of the brief."""
    notes: dict[Key, Line] = Field(default_factory=dict)
    """Notes by their key; the text calls one as [^key]."""
    references: tuple[Reference, ...] = ()
    """The sources that the text cites as [@id]."""
    further_reading: tuple[Line, ...] = ()
    """Works that the reader may turn to next."""
    abbreviations: dict[Text, Text] = Field(default_factory=dict)
    """Abbreviations and what they stand for, for readers who listen."""
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
    rights_holder: Text | None = None
    """Who holds the rights, where it is not the publisher."""
    licence: Literal[tuple(LICENCES)] = "CC-BY-4.0"  # type: ignore[valid-type]
    """The licence under which the brief may be used."""
    licence_statement: Line | None = None
    """The licence statement in the publisher's own words."""
    suggested_citation: Line | None = None
    """The suggested citation, where the house form does not fit."""
    theme: Text | None = None
    """A folder with styles and templates of one's own, beside this file or in a folder there."""
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

    @field_validator("date")
    @classmethod
    def _is_in_the_calendar(cls, date: str) -> str:
        try:
            dt.date.fromisoformat(f"{date}-01-01"[:10])
        except ValueError:
            raise PydanticCustomError("date", "the calendar has no such day") from None
        return date

    @property
    def year(self) -> str:
        """The year of publication."""
        return self.date[:4]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text value of a brief: where it stands, and which Markdown it may hold (None: plain)."""

    path: tuple[str | int, ...]
    text: str
    markdown: Markdown | None
