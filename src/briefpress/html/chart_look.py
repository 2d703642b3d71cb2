"""How charts look in a theme and an edition: its custom properties and fonts, and the width of its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.content import SMALL_PAGE, text_direction
from briefpress.drawing import Look
from briefpress.html.digits import digits_of
from briefpress.html.style_sheets import (
    colour_of,
    custom_properties,
    first_family,
    value_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.content import Brief, Edition
    from briefpress.html.theme import Theme

_LENGTH = re.compile(r"([\d.]+)\s*(mm|cm|in|pt|px)")
_PIXELS = {"mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "pt": 96 / 72, "px": 1.0}
_HUES = 6
# Signs for decimals and thousands; other languages write 1,234.5.
_COMMA_AND_SPACE = frozenset({
    "be", "bg", "cs", "et", "fi", "fr", "hu", "kk", "ky", "lt", "lv", "nb", "no", "pl", "ru", "sk", "sv", "uk", "uz",
})  # fmt: skip
_COMMA_AND_POINT = frozenset({
    "az", "ca", "da", "de", "el", "es", "gl", "hr", "id", "is", "it", "mk", "nl", "pt", "ro", "sl", "sq", "sr", "tr",
    "vi",
})  # fmt: skip


def chart_look(brief: Brief, theme: Theme, edition: Edition) -> Look:
    """Return how the charts of a brief look in an edition."""
    page, _ = brief.page_in(edition)
    known = custom_properties(theme.look(edition.sheet), is_small=page < SMALL_PAGE) | dict(
        theme.changes
    )
    margins = _pixels(known, "margin-start") + _pixels(known, "margin-end")
    family = value_of(known, "sans")
    of_text = dict(_upright_files(theme, first_family(value_of(known, "serif"))))
    return Look(
        width=max(int(page * _PIXELS["mm"] - margins), 100),
        size=_pixels(known, "size-small"),
        text_size=_pixels(known, "size"),
        family=family,
        ink=colour_of(known, "ink"),
        ink_soft=colour_of(known, "ink-soft"),
        rule=colour_of(known, "rule"),
        hues=tuple(colour_of(known, f"series-{number}") for number in range(1, _HUES + 1)),
        fonts=_upright_files(theme, first_family(family)),
        text_font=of_text.get(400),
        is_rtl=text_direction(brief.language) == "rtl",
        marks=_marks(brief.language),
        digits=digits_of(brief.language, brief.digits).signs,
    )


def width_in(width: str, text: float) -> float:
    """Return a width in CSS pixels, such as that of 60% or 80mm; no more than the width of the text."""
    if width.endswith("%"):
        return text * float(width[:-1]) / 100
    found = _LENGTH.fullmatch(width)
    return min(float(found[1]) * _PIXELS[found[2]], text) if found else text


def _marks(language: str) -> tuple[str, str]:
    """Return the signs for decimals and thousands in a language."""
    language = language.split("-")[0].lower()
    if language in _COMMA_AND_POINT:
        return ",", "."
    return (",", "\u202f") if language in _COMMA_AND_SPACE else (".", ",")


def _pixels(known: dict[str, str], name: str) -> float:
    """Return a length, or the sum of several, in CSS pixels; that of usual text where there is none."""
    found = _LENGTH.findall(value_of(known, name))
    return sum(float(number) * _PIXELS[unit] for number, unit in found) if found else 12.0


def _upright_files(theme: Theme, family: str) -> tuple[tuple[int, Path], ...]:
    """Return the upright font files of a family by weight."""
    faces = (each for each in theme.faces if each.family == family and not each.is_italic)
    # What measures text reads no compressed fonts.
    return tuple((f.weight, f.file) for f in faces if f.file.suffix.lower() in (".ttf", ".otf"))
