"""The colours of an institute: tints, rules and what stands on its bands follow from two of them.

    ThemeChoice ─colour_changes→ custom properties

Text has a contrast of 7:1 with its ground at least, rules and the like of 4.5:1 (WCAG 2.2, 1.4.6 and 1.4.11).
A colour that has less is reported before anything is set, with the nearest that would do.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.content import BRAND
from briefpress.drawing import Oklch, contrast, with_contrast
from briefpress.findings import Severity
from briefpress.html.rules import THEME_CONTRAST
from briefpress.html.style_sheets import as_hex, colour_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from briefpress.content import ThemeChoice
    from briefpress.findings import Finding, Location

TEXT, OTHER = 7.0, 4.5
_WHITE, _INK = "#ffffff", "#000000"
_HUES = 6  # of series in charts
_TINT, _TINT_CHROMA = 0.965, 0.012
_RULE, _RULE_CHROMA = 0.5, 0.03
_SOFT, _SOFT_CHROMA = 0.93, 0.025


def colour_changes(choice: ThemeChoice, known: Mapping[str, str]) -> dict[str, str]:
    """Return the custom properties that follow from the colours of a choice; `known` are those of the theme.

    None where it names no colours. A colour that could not be read is replaced by the nearest that can.
    """
    changes: dict[str, str] = {}
    given = as_hex(choice.accent) if choice.accent else colour_of(known, "accent")
    tint = _tint(given)
    accent = with_contrast(given, tint, TEXT)
    if choice.accent:
        changes |= {"--accent": accent, "--tint": tint, "--rule": _rule(accent)}
        changes |= {"--on-accent": _WHITE, "--on-accent-soft": _soft(accent)}
    if choice.accent or choice.highlight:
        bright = as_hex(choice.highlight) if choice.highlight else colour_of(known, "highlight")
        changes["--highlight"] = with_contrast(bright, tint, TEXT)
        changes["--highlight-on-accent"] = with_contrast(bright, accent, TEXT)
    for number, colour in enumerate(choice.chart_colours[:_HUES], 1):
        changes[f"--series-{number}"] = as_hex(colour)
    return changes


def contrast_findings(
    choice: ThemeChoice, locate: Callable[[tuple[str, ...]], Location]
) -> Iterator[Finding]:
    """Yield an error for each colour of a choice that cannot be read; `locate` finds where it is written.

    It is a warning on a brand, which is made for other things as well: the nearest colour is used.
    """
    accent, highlight = (as_hex(each or _INK) for each in (choice.accent, choice.highlight))
    for field, colour in (("accent", accent), ("highlight", highlight)):
        reached = contrast(colour, _tint(accent))
        if reached >= TEXT:
            continue
        where = locate(("theme", field))
        nearest = with_contrast(colour, _tint(accent), TEXT)
        message = (
            f'the {field} "{colour}" has a contrast of {reached:.1f}:1 with the ground of boxes, '
            f"and {TEXT:g}:1 is needed for text"
        )
        mend = f'the nearest colour that has it is "{nearest}"'
        if Path(where.file).name == BRAND:
            message, mend = (
                f"{message}: {nearest} stands in for it",
                "say theme: in the brief for another",
            )
            yield THEME_CONTRAST.finding(message, where, mend=mend, severity=Severity.WARNING)
        else:
            yield THEME_CONTRAST.finding(message, where, mend=mend)


def _tint(colour: str) -> str:
    """Return the ground of boxes: nearly white, of the same hue."""
    given = Oklch.of(colour)
    return Oklch(_TINT, min(given.chroma, _TINT_CHROMA), given.hue).as_hex


def _rule(accent: str) -> str:
    given = Oklch.of(accent)
    grey = Oklch(_RULE, min(given.chroma, _RULE_CHROMA), given.hue).as_hex
    return with_contrast(grey, _WHITE, OTHER)


def _soft(accent: str) -> str:
    """Return the colour of quieter words in the cover band."""
    given = Oklch.of(accent)
    pale = Oklch(_SOFT, min(given.chroma, _SOFT_CHROMA), given.hue).as_hex
    return with_contrast(pale, accent, TEXT)
