"""Pictures: figures in the text, the picture on the cover, and logos."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from briefpress.content.model.fields import Line, Model, Prose, Text, Url, Width
from briefpress.content.model.targets import Target


class Picture(Model):
    """A picture, with what those hear who do not see it, and whose it is."""

    called: ClassVar[str] = "figure"
    """What messages call it."""

    image: Text
    """The image file, relative to this content file: SVG, PNG or JPEG."""
    decorative: Literal["true", True] | None = None
    """`true` where the picture tells nothing, so that it needs no alternative text."""
    alt: Annotated[Text | None, Field(validate_default=True)] = None
    """What the picture tells, for someone who does not see it. Not the caption again."""
    source: Line | None = None
    """Where the data or the picture comes from."""
    credit: Line | None = None
    """Who made the picture, where it is not the brief's author."""
    licence: Text | None = None
    """The picture's own licence, where it differs from the brief's."""

    # A field validator, since a model validator does not run when another field has an error.
    @field_validator("alt")
    @classmethod
    def _check_alternative(cls, alt: str | None, info: ValidationInfo) -> str | None:
        decorative = info.data.get("decorative")
        if alt is None and not decorative:
            raise PydanticCustomError(
                "figure-alt", "the {called} has no alternative text", {"called": cls.called}
            )
        if alt is not None and decorative:
            raise PydanticCustomError(
                "figure-alt",
                "the {called} is called decorative, but has an alternative text",
                {"called": cls.called},
            )
        return alt


class FigurePart(Picture, Target):
    """One of several pictures that stand side by side."""

    caption: Line | None = None
    """A caption of its own, after (a), (b) …"""
    long_description: Prose | None = None
    """The picture's whole content in words or as a list, shown below the figure."""


class Figure(Picture, Target):
    """A picture, map or chart."""

    counted_as: ClassVar[str] = "figure"

    width: Width | None = None
    """How wide the picture is: 60% of the text, or 80mm; as wide as the text if you say nothing."""
    long_description: Prose | None = None
    """The picture's whole content in words or as a list, shown below it."""
    caption: Line | None = None
    """The caption below the picture."""


class Figures(Target):
    """Pictures that belong together, side by side: (a), (b) …"""

    counted_as: ClassVar[str] = "figure"

    items: Annotated[tuple[FigurePart, ...], Field(min_length=2)]
    """The pictures, in reading order."""
    caption: Line | None = None
    """The caption below all of them."""
    source: Line | None = None
    """Where the data or the pictures come from, where it is the same for all."""


class Cover(Picture):
    """The picture on the cover, across the whole page above the title."""

    called: ClassVar[str] = "picture on the cover"


class Logo(Model):
    """The logo of a publisher or partner."""

    image: Text
    """The image file, relative to this content file: SVG where there is one, or PNG."""
    alt: Text
    """What the logo says, for someone who does not see it: usually the name of the body."""
    url: Url | None = None
    """Where the logo leads, if not to the website of the body."""
