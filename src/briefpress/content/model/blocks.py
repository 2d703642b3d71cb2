"""What the body of a section is made of: prose, and blocks such as figures, tables and boxes."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Discriminator, Field, Tag

from briefpress.content.model.charts import ChartBlock, MapBlock
from briefpress.content.model.equations import EquationBlock
from briefpress.content.model.fields import Line, Model, Prose, Text
from briefpress.content.model.identifiers import Language
from briefpress.content.model.pictures import Figure, Figures
from briefpress.content.model.tables import Table
from briefpress.content.model.targets import Target


class Indicator(Model):
    """One figure that the reader should take away."""

    label: Line
    """What is counted, such as "Population"."""
    value: Text
    """The figure, written as it should be read: "55.8" or "1.10"."""
    unit: Line | None = None
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

    text: Line
    """A passage that stands in the brief word for word; it is printed without its notes, citations and links."""


class Definition(Model):
    """A term and what it means."""

    term: Line
    """The term that is explained."""
    definition: Prose
    """What it means."""


class Recommendations(Target):
    """What somebody should do, as a panel of numbered items."""

    title: Line | None = None
    """The heading of the panel; "Recommendations", if nothing else is said."""
    to: Line | None = None
    """To whom they are made, which follows in the heading: "Recommendations to governments"."""
    items: Annotated[tuple[Prose, ...], Field(min_length=1)]
    """The recommendations, in the order of their numbers."""


class FigureBlock(Model):
    """A block that is a figure."""

    figure: Figure
    """A picture, map or chart."""


class FiguresBlock(Model):
    """A block that is several figures."""

    figures: Figures
    """Pictures that belong together, side by side: (a), (b) …"""


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


class RecommendationsBlock(Model):
    """A block that is a panel of recommendations."""

    recommendations: Recommendations
    """What somebody should do, as a panel of numbered items."""


PAGE_BREAK = "page_break"  # a text that is this alone begins a new page
BLOCK_KINDS = (
    "figure",
    "figures",
    "chart",
    "map",
    "table",
    "box",
    "quote",
    "pull_quote",
    "definitions",
    "indicators",
    "recommendations",
    "equation",
)


def _block_kind(value: Any) -> str:
    """Return the kind of a block, which is its one key: pydantic then tries that kind alone."""
    if isinstance(value, str):
        return "prose"
    keys = type(value).model_fields if isinstance(value, Model) else value
    return next((key for key in keys if key in BLOCK_KINDS), "unknown")


Block = Annotated[
    Annotated[Prose, Tag("prose")]
    | Annotated[FigureBlock, Tag("figure")]
    | Annotated[FiguresBlock, Tag("figures")]
    | Annotated[ChartBlock, Tag("chart")]
    | Annotated[MapBlock, Tag("map")]
    | Annotated[TableBlock, Tag("table")]
    | Annotated[BoxBlock, Tag("box")]
    | Annotated[QuoteBlock, Tag("quote")]
    | Annotated[PullQuoteBlock, Tag("pull_quote")]
    | Annotated[DefinitionsBlock, Tag("definitions")]
    | Annotated[IndicatorsBlock, Tag("indicators")]
    | Annotated[RecommendationsBlock, Tag("recommendations")]
    | Annotated[EquationBlock, Tag("equation")],
    Discriminator(
        _block_kind,
        custom_error_type="block-kind",
        custom_error_message="this is not a block that a brief can hold",
    ),
]


class Box(Target):
    """A passage set apart from the running text, such as a case or a method."""

    counted_as: ClassVar[str] = "box"

    title: Line
    """The box's heading."""
    body: Annotated[tuple[Block, ...], Field(min_length=1)]
    """What the box holds: texts and other blocks."""
