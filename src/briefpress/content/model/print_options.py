"""What a printing house asks for."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from briefpress.content.model.fields import Model, Text

_SMALLEST_PAGE, _LARGEST_PAGE, _LARGEST_BLEED = 100, 1000, 20  # millimetres
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Width and height of the trimmed page, in millimetres.
_PAGES = {
    "A3": (297.0, 420.0),
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
    "B5": (176.0, 250.0),
    "letter": (215.9, 279.4),
    "legal": (215.9, 355.6),
}


class Print(Model):
    """What the printing house asks for; the print edition follows it."""

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
    """The ICC profile of the printing house, a file beside this one: an output profile for CMYK."""
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
    def _check_size(cls, size: str) -> str:
        sides = _PAGES.get(size) or tuple(map(float, _NUMBER.findall(size)))
        if not all(_SMALLEST_PAGE <= side <= _LARGEST_PAGE for side in sides):
            message = f"each side of a page is {_SMALLEST_PAGE} to {_LARGEST_PAGE} mm long"
            raise PydanticCustomError("page-size", message)
        return size

    @field_validator("bleed")
    @classmethod
    def _check_bleed(cls, bleed: str) -> str:
        width = float(_NUMBER.findall(bleed)[0])
        if width > _LARGEST_BLEED:
            message = f"the bleed, which is cut off, is {_LARGEST_BLEED} mm at most"
            raise PydanticCustomError("bleed", message)
        return bleed
