"""A Vega-Lite chart to SVG, by vl-convert, which takes nothing from the network."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from briefpress.drawing.svg import EmptyChartError, clean_svg

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from briefpress.drawing.layers import Spec
    from briefpress.drawing.look import Look

_VERSION = "6.4"  # of Vega-Lite
# Characters that no SVG can hold, as JSON writes them; vl-convert ends the process at one.
_NO_TEXT = re.compile(r"(?<!\\)(?:\\\\)*\\(?:[bf]|u00(?:0[0-8bcef]|1[0-9a-f])|ufff[ef])")


class CannotDrawError(Exception):
    """A chart cannot be drawn; the message says why in words of Vega."""


def is_missing() -> bool:
    """Return whether vl-convert, which draws charts, is not installed."""
    from importlib.util import find_spec  # noqa: PLC0415 - only where there are charts

    return find_spec("vl_convert") is None


def draw(spec: Spec, look: Look, name: str) -> Element:
    """Return a Vega-Lite chart as SVG whose identifiers begin with `name`; raises `CannotDrawError`."""
    folders = tuple(sorted({font.parent for _, font in look.fonts}))
    text = json.dumps(spec)
    if _NO_TEXT.search(text):
        raise CannotDrawError("a text in it holds a control character")
    svg = _drawn(text, folders, *look.marks)
    try:
        return clean_svg(svg, look.family, name, look.digits)
    except EmptyChartError:
        raise CannotDrawError("it shows no values at all") from None


@lru_cache(32)  # the page of HTML has the charts of the screen edition, which take 50 ms each
def _drawn(spec: str, folders: tuple[Path, ...], decimal: str, thousands: str) -> str:
    import vl_convert  # noqa: PLC0415 - it takes 80 MiB

    for folder in folders:
        _register(folder)
    signs = {"decimal": decimal, "thousands": thousands, "grouping": [3], "currency": ["", ""]}
    try:
        drawn: str = vl_convert.vegalite_to_svg(
            spec, vl_version=_VERSION, allowed_base_urls=[], format_locale=signs
        )
    except ValueError as error:
        said = str(error).partition("failed:")[2].strip() or str(error)
        raise CannotDrawError(said.partition("\n")[0]) from None
    return drawn


@cache
def _register(folder: Path) -> None:
    """Let vl-convert find the fonts of a folder; it keeps them as long as the process lives."""
    import vl_convert  # noqa: PLC0415

    vl_convert.register_font_directory(str(folder))
