"""Equations in MathML to SVG, by ziamath: letters are outlines, so that no font is needed."""

from __future__ import annotations

import warnings
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from briefpress.drawing.look import x_height
from briefpress.drawing.vega_lite import CannotDrawError

if TYPE_CHECKING:
    from briefpress.drawing.look import Look

_LEAST, _MOST = 0.3, 0.7  # of an x-height, in ems
# What ziamath raises at formulas that are not whole.
_FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
_SVG = "{http://www.w3.org/2000/svg}"


def draw_equation(mathml: str, look: Look, *, is_inline: bool = False) -> ET.Element:
    """Return an equation as an svg element in the colour of the text, with letters as tall as those of it.

    Within a sentence, it stands on the line, and grows with the letters beside it. Raises
    `CannotDrawError` where it is not whole.
    """
    with warnings.catch_warnings():  # of how it opens its font
        warnings.simplefilter("ignore", DeprecationWarning)
        drawn, below = _drawn(mathml, _size(look))
        root = ET.fromstring(drawn)  # noqa: S314 - ziamath wrote it
    if is_inline:
        lengths = {"vertical-align": below} | {
            name: float(str(root.get(name))) for name in ("width", "height")
        }
        root.set(
            "style", "; ".join(f"{n}: {px / look.text_size:.3f}em" for n, px in lengths.items())
        )
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)  # in HTML it needs no namespace
        if element.get("fill") == "black":
            element.set("fill", "currentColor")
        if element.get("stroke") == "black":
            element.set("stroke", "currentColor")
    return root


def _size(look: Look) -> float:
    """Return the size in pixels at which the font of equations has the x-height of running text."""
    if look.text_font is None:
        return look.text_size
    wanted = x_height(look.text_font)
    is_likely = _LEAST <= wanted <= _MOST  # some fonts have no x
    return look.text_size * wanted / x_height(_math_font()) if is_likely else look.text_size


def _math_font() -> Path:
    spec = find_spec("ziamath")
    assert spec
    assert spec.origin
    return Path(spec.origin).parent / "fonts" / "STIXTwoMath-Regular.ttf"


@lru_cache(64)  # each is drawn for the PDF and for the page of HTML
def _drawn(mathml: str, size: float) -> tuple[str, float]:
    """Return an equation as SVG, and how far its lower edge is above the line of the text, in pixels."""
    from ziamath.config import config  # noqa: PLC0415 - many briefs have no equations
    from ziamath.zmath import Math  # noqa: PLC0415

    before = config.svg2
    config.svg2 = False  # each outline where it is shown, without names that pages would share
    try:
        math = Math(ET.fromstring(mathml), size=size)  # noqa: S314 - `content` wrote it
        return str(math.svg()), float(math.getyofst())
    except _FAILURES:
        raise CannotDrawError("a command lacks what it is about") from None
    finally:
        config.svg2 = before
