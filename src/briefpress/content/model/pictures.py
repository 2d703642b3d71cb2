"""Pictures that say whose a brief is: logos, and the picture on the cover."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from briefpress.content.model.fields import Line, Model, Text, Url


class Picture(Model):
    """A picture, with what those hear who do not see it, and whose it is."""

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
            raise PydanticCustomError("figure-alt", "the picture has no alternative text")
        if alt is not None and decorative:
            raise PydanticCustomError(
                "figure-alt", "the picture is called decorative, but has an alternative text"
            )
        return alt


class Cover(Picture):
    """The picture on the cover, across the whole page above the title."""


class Logo(Model):
    """The logo of a publisher or partner."""

    image: Text
    """The image file, relative to this content file: SVG where there is one, or PNG."""
    alt: Text
    """What the logo says, for someone who does not see it: usually the name of the body."""
    url: Url | None = None
    """Where the logo leads, if not to the website of the body."""
