"""The colours of a page of HTML for those who have their screen dark, from those of its theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.drawing import Oklch, with_contrast
from briefpress.html.style_sheets import colour_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_PAPER = 0.19  # lightness
_PANEL = 0.26
_FAINT = 0.02  # the most chroma of a ground
# The least contrast with the lighter of the two grounds: of text, and of lines.
_CONTRASTS = {"ink": 12.0, "ink-soft": 7.2, "accent": 7.2, "highlight": 7.2, "rule": 4.6}


def dark_colours(known: Mapping[str, str]) -> dict[str, str]:
    """Return the custom properties for dark screens, by their names without dashes; `known` are the theme's."""
    accent = Oklch.of(colour_of(known, "accent"))
    faint = min(accent.chroma, _FAINT)
    paper = accent._replace(lightness=_PAPER, chroma=faint).as_hex
    tint = accent._replace(lightness=_PANEL, chroma=faint).as_hex
    found = {"paper": paper, "tint": tint, "band": accent.as_hex}
    for name, least in _CONTRASTS.items():
        given = Oklch.of(colour_of(known, name))
        found[name] = with_contrast(given.as_hex, tint, least)
    return found
