"""The charts of a page of HTML on dark screens: every colour has the contrast with the page that it has with white.

So all that is told apart on white is told apart there as well: letters from the page, fills from their neighbours
and from the letters on them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import tinycss2.color3

from briefpress.drawing import Oklch, contrast

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DARK_CLASS = "on-page"  # of a chart that has colours for dark screens; others stand on white
_WHITE = "#ffffff"
_PAINTS = ("fill", "stroke", "stop-color")
_UNPAINTED = frozenset({"none", "transparent", "currentcolor", "inherit", ""})
_OPACITIES = ("opacity", "fill-opacity", "stroke-opacity", "stop-opacity")
_PROPERTY = re.compile(r"var\(--chart-([0-9a-f]{6})\b")
_STEPS = 24  # of a search by halves
_SAME = 1.02  # contrast: a white that is nearly that of the page
_MOST = 0.97  # of the contrast of white with a dark page, which black has with white


def prepare_for_dark(svg: Element) -> None:
    """Let the page set the colours of a chart, if all of them are known; else it stays as it is.

    What is drawn through, or is a picture, would be another on another ground.
    """
    found: list[tuple[Element, str, str]] = []
    for element in svg.iter():
        if element.tag == "image" or any(element.get(each, "1") != "1" for each in _OPACITIES):
            return
        for name in _PAINTS:
            paint = element.get(name, "").strip()
            if paint.lower() in _UNPAINTED or paint.startswith("url("):
                continue
            colour = _as_hex(paint)
            if colour is None:
                return
            found.append((element, name, colour))
    for element, name, colour in found:
        element.set(name, f"var(--chart-{colour[1:]}, {colour})")
    svg.set("class", DARK_CLASS)


def dark_chart_colours(page: str, paper: str) -> dict[str, str]:
    """Return the custom properties for the charts of a page on a dark `paper`, by their names without dashes."""
    used = sorted(set(_PROPERTY.findall(page)))
    return {f"chart-{each}": _on_dark(f"#{each}", paper) for each in used}


def _as_hex(paint: str) -> str | None:
    """Return a colour as #rrggbb; None if it is none, or lets the ground through."""
    colour = tinycss2.color3.parse_color(paint)
    if not isinstance(colour, tinycss2.color3.RGBA) or colour.alpha < 1:
        return None
    parts = (min(max(round(255 * part), 0), 255) for part in colour[:3])
    return "#" + "".join(f"{part:02x}" for part in parts)


@lru_cache(256)
def _on_dark(colour: str, paper: str) -> str:
    """Return the colour of the same hue that has with a dark page the contrast that the given one has with white."""
    wanted = min(contrast(colour, _WHITE), _MOST * contrast(_WHITE, paper))
    if wanted < _SAME:
        return paper
    given = Oklch.of(colour)
    low, high = Oklch.of(paper).lightness, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        reached = contrast(given._replace(lightness=middle).as_hex, paper) >= wanted
        low, high = (low, middle) if reached else (middle, high)
    return given._replace(lightness=high).as_hex
