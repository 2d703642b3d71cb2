"""How wide a picture is for its height, by which logos are brought into balance."""

from __future__ import annotations

import re
from io import BytesIO
from math import sqrt
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from briefpress.content.picture import Image

_NUMBER = re.compile(r"\s*([\d.]+(?:e[+-]?\d+)?)(px|pt|pc|mm|cm|in|)\s*", re.IGNORECASE)
_UNITS = {"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
_WIDEST, _TALLEST = 3.0, 1.25  # for a square of side 1


def proportions(image: Image) -> float:
    """Return the width of a picture divided by its height; 1 where an SVG file does not say."""
    shown = image.shown or image
    if shown.media_type == "image/svg+xml":
        return _of_svg(shown.data)
    from PIL import Image as Pillow  # noqa: PLC0415 - only where a logo is shown

    with Pillow.open(BytesIO(shown.data)) as picture:
        return picture.width / picture.height


def balanced_width(image: Image) -> float:
    """Return the width at which a logo has the weight of a square of side 1.

    Logos of the same height look unlike: a wide one outweighs a square. So all get the same area, as far
    as the widest and tallest do not burst their row.
    """
    ratio = proportions(image)
    return min(sqrt(ratio), _WIDEST, _TALLEST * ratio)


def _of_svg(data: bytes) -> float:
    _, root = next(ET.iterparse(BytesIO(data), ("start",)))  # noqa: S314 - it was read before, by read_svg
    width, height = (_length(root.get(name, "")) for name in ("width", "height"))
    if not (width and height):
        *_, width, height = map(
            _length, re.split(r"[\s,]+", f"0 0 {root.get('viewBox', '')}".strip())
        )
    return width / height if width and height else 1


def _length(text: str) -> float:
    """Return a length in pixels; 0 for a share of the page, and for what is no length."""
    found = _NUMBER.fullmatch(text)
    return float(found[1]) * _UNITS[found[2].lower()] if found else 0
