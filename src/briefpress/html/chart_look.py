"""How charts look in a theme and an edition: its custom properties and fonts, and the width of its text."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import tinycss2
import tinycss2.color4

from briefpress.content import PRINT, text_direction
from briefpress.drawing import Look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.content import Brief, Edition
    from briefpress.html.theme import Theme

_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_LENGTH = re.compile(r"([\d.]+)\s*(mm|cm|in|pt|px)")
_PIXELS = {"mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "pt": 96 / 72, "px": 1.0}
_WIDTH_OF_A4 = 210.0  # mm
_SMALL_PAGE = 180  # mm, as in brief.html
_DEEPEST = 10  # of properties that name others
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
    is_small = edition is PRINT and brief.print.trim[0] < _SMALL_PAGE
    sheets = [*theme.styles("theme.css"), *(theme.styles(edition.sheet) if edition.sheet else ())]
    known = _properties(tuple((path, path.stat().st_mtime_ns) for path in sheets), is_small)
    page = brief.print.trim[0] if edition is PRINT else _WIDTH_OF_A4
    margins = _pixels(known, "margin-left") + _pixels(known, "margin-right")
    family = _value(known, "sans")
    of_text = dict(_fonts(theme.style("fonts.css"), _first(_value(known, "serif"))))
    return Look(
        width=max(int(page * _PIXELS["mm"] - margins), 100),
        size=_pixels(known, "size-small"),
        text_size=_pixels(known, "size"),
        family=family,
        ink=_colour(known, "ink"),
        ink_soft=_colour(known, "ink-soft"),
        rule=_colour(known, "rule"),
        hues=tuple(_colour(known, f"series-{number}") for number in range(1, _HUES + 1)),
        fonts=_fonts(theme.style("fonts.css"), _first(family)),
        text_font=of_text.get(400),
        is_rtl=text_direction(brief.language) == "rtl",
        marks=_marks(brief.language),
    )


def _marks(language: str) -> tuple[str, str]:
    """Return the signs for decimals and thousands in a language."""
    language = language.split("-")[0].lower()
    if language in _COMMA_AND_POINT:
        return ",", "."
    return (",", "\u202f") if language in _COMMA_AND_SPACE else (".", ",")


@cache
def _properties(sheets: tuple[tuple[Path, int], ...], is_small: bool) -> dict[str, str]:
    """Return the custom properties of :root in style sheets, the last of each name; each is read once."""
    found: dict[str, str] = {}
    roots = (":root", "html", *((":root.small-page",) if is_small else ()))
    for path, _ in sheets:
        for rule in _rules(path):
            selectors = tinycss2.serialize(rule.prelude).split(",")
            if rule.type == "qualified-rule" and any(each.strip() in roots for each in selectors):
                for each in tinycss2.parse_declaration_list(rule.content, True, True):
                    if each.type == "declaration" and each.name.startswith("--"):
                        found[each.name] = tinycss2.serialize(each.value).strip()
    return found


def _rules(path: Path) -> Iterator[Any]:
    text = path.read_text("utf-8")
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type in ("qualified-rule", "at-rule") and rule.content is not None:
            yield rule


def _value(known: dict[str, str], name: str) -> str:
    """Return a property with all that it names put in."""
    value = known.get(f"--{name}", "")
    for _ in range(_DEEPEST):
        if "var(" not in value:
            break
        value = _VAR.sub(lambda found: known.get(found[1], found[2] or "").strip(), value)
    return value


def _pixels(known: dict[str, str], name: str) -> float:
    """Return a length in CSS pixels; that of usual text where it is written in any other way."""
    found = _LENGTH.fullmatch(_value(known, name))
    return float(found[1]) * _PIXELS[found[2]] if found else 12.0


def _colour(known: dict[str, str], name: str) -> str:
    """Return a colour as #rrggbb; that of text where it is none."""
    found = tinycss2.color4.parse_color(_value(known, name))
    if found is None or isinstance(found, str):
        return "#222222"
    parts = found.to("srgb").coordinates
    return "#" + "".join(f"{min(max(round(part * 255), 0), 255):02x}" for part in parts)


def _first(families: str) -> str:
    """Return the first of a list of font families."""
    return families.split(",")[0].strip().strip("\"'")


def _fonts(sheet: Path, family: str) -> tuple[tuple[int, Path], ...]:
    """Return the upright font files of a family by weight, as the style sheet of a theme names them."""
    found = []
    for rule in _rules(sheet):
        if rule.type == "at-rule" and rule.lower_at_keyword == "font-face":
            each = tinycss2.parse_declaration_list(rule.content, skip_whitespace=True)
            face = {d.name: d.value for d in each if d.type == "declaration"}
            named = tinycss2.serialize(face.get("font-family", ())).strip().strip("\"'")
            style = tinycss2.serialize(face.get("font-style", ())).strip() or "normal"
            file = _font_file(face.get("src", ()), sheet.parent)
            weight = tinycss2.serialize(face.get("font-weight", ())).strip()
            if named == family and style == "normal" and file is not None:
                found.append((int(weight) if weight.isdigit() else 400, file))
    return tuple(found)


def _font_file(source: Any, folder: Path) -> Path | None:
    """Return the first file that a font comes from; None where that is not at hand."""
    urls = [each.value for each in source if each.type == "url"]
    urls += [
        each.arguments[0].value
        for each in source
        if each.type == "function" and each.lower_name == "url" and each.arguments
    ]
    for url in urls:
        scheme, _, rest = unquote(url).partition(":")
        package, _, name = rest.partition("/")
        spec = find_spec(f"fontpkg_{package.replace('-', '_')}") if scheme == "font" else None
        path = Path(spec.origin).parent / "files" / name if spec and spec.origin else folder / url
        if path.is_file() and (spec or path.resolve().is_relative_to(folder.resolve())):
            return path
    return None
