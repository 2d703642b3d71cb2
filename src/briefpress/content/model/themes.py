"""How a brief looks: one of the built-in themes, and what an institute changes in it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from briefpress.content.model.fields import Model, Text

Colour = Annotated[str, Field(pattern=r"^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$")]


class FontFile(Model):
    """A file of a font, and what it is used for."""

    family: Text
    """The family that the font belongs to, as text_font or heading_font names it."""
    file: Text
    """The file, beside the brief or in a folder there: TTF, OTF, WOFF or WOFF 2."""
    weight: Annotated[int, Field(ge=1, le=1000)] = 400
    """How bold it is: 400 for usual text, 600 or 700 for bold."""
    style: Literal["normal", "italic"] = "normal"
    """normal or italic."""


class ThemeChoice(Model):
    """A built-in theme, and what is changed in it.

    Each change is a custom property of the style sheets: `accent` and `highlight` are `--accent` and
    `--highlight`, `text_font` and `heading_font` come first in `--serif` and `--sans`.
    """

    name: Literal["brief", "columns", "report"] = "brief"
    """brief (a side column), columns (two columns, compact) or report (title page, contents, chapters)."""
    folder: Text | None = None
    """A folder with styles and templates of one's own, beside this file, which build on the theme."""
    accent: Colour | None = None
    """The colour of the cover, headings and links, such as "#7a1230": in quotes, as # begins a comment."""
    highlight: Colour | None = None
    """The colour of short rules and labels, such as "#714a00"."""
    text_font: Text | None = None
    """The font family of the text: one of an installed font package, or of the theme's own fonts.css."""
    heading_font: Text | None = None
    """The font family of headings, tables and captions."""
    hyphenate: bool = False
    """Whether words of the text are hyphenated at line ends, in the languages that have patterns for it."""
    chart_colours: Annotated[tuple[Colour, ...], Field(max_length=6)] = ()
    """The colours of series in charts; they are made darker or paler, so that all can be told apart."""
    fonts: Annotated[tuple[FontFile, ...], Field(max_length=40)] = ()
    """Files of fonts, where they come with no installed package."""
