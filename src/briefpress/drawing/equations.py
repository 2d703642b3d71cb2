"""Equations in MathML to SVG, by ziamath: letters are outlines, so that no font is needed."""

from __future__ import annotations

import warnings
from xml.etree import ElementTree as ET

_SVG = "{http://www.w3.org/2000/svg}"


def draw_equation(mathml: str, size: float) -> ET.Element:
    """Return an equation as an svg element in the colour of the text; `size` is that of its letters in pixels."""
    with warnings.catch_warnings():  # of how it opens its font
        warnings.simplefilter("ignore", DeprecationWarning)
        root = ET.fromstring(_drawn(mathml, size))  # noqa: S314 - ziamath wrote it
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)  # in HTML it needs no namespace
        if element.get("fill") == "black":
            element.set("fill", "currentColor")
        if element.get("stroke") == "black":
            element.set("stroke", "currentColor")
    return root


def _drawn(mathml: str, size: float) -> str:
    from ziamath.config import config  # noqa: PLC0415 - many briefs have no equations
    from ziamath.zmath import Math  # noqa: PLC0415

    before = config.svg2
    config.svg2 = False  # each outline where it is shown, without names that pages would share
    try:
        return str(Math(mathml, size=size).svg())
    finally:
        config.svg2 = before
