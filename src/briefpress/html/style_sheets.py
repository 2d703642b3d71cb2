"""What the style sheets of a theme say: its custom properties, and the files of its fonts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from os.path import isfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tinycss2

from briefpress.content import hex_of
from briefpress.findings import Location, Unusable
from briefpress.html.font_packages import installed_font
from briefpress.html.rules import THEME_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_DEEPEST = 10  # of properties that name others
_TOO_LONG = re.compile(rb"[0-9]{4000}")  # Python takes no number of more than 4,300 digits
_WEIGHT = re.compile("[1-9][0-9]{0,2}|1000")


@dataclass(frozen=True, slots=True)
class FontFace:
    """A font of a style sheet: its family, weight from 1 to 1000, and file."""

    family: str
    weight: int
    is_italic: bool
    file: Path
    is_variable: bool = False


def custom_properties(sheets: Iterable[Path], *, is_small: bool = False) -> dict[str, str]:
    """Return the custom properties of :root in style sheets, the last of each name.

    With `is_small`, also those of the root of a small page, which count before all others.
    """
    return _properties(tuple((path, path.stat().st_mtime_ns) for path in sheets), is_small)


@cache  # each sheet is read once
def _properties(sheets: tuple[tuple[Path, int], ...], is_small: bool) -> dict[str, str]:
    found: dict[str, str] = {}
    of_small: dict[str, str] = {}
    for path, _ in sheets:
        for rule in _rules(path):
            selectors = _css(rule.prelude).split(",")
            kept = _kept_in([each.strip() for each in selectors], found, of_small)
            if rule.type != "qualified-rule" or kept is None:
                continue
            for each in tinycss2.parse_declaration_list(rule.content, True, True):
                if each.type == "declaration" and each.name.startswith("--"):
                    kept[each.name] = _css(each.value).strip()
    return found | of_small if is_small else found


def _kept_in(
    selectors: Sequence[str], of_any: dict[str, str], of_small: dict[str, str]
) -> dict[str, str] | None:
    """Return where the properties of a rule are kept; None if it is not about the root of the page."""
    if ":root" in selectors or "html" in selectors:
        return of_any
    return of_small if ":root.small-page" in selectors else None


def sheet_text(path: Path) -> str:
    """Return the text of a style sheet; raises `Unusable` if it is not UTF-8, or has a number that nobody can read."""
    data = path.read_bytes()
    if found := _TOO_LONG.search(data):
        where = Location(str(path), data.count(b"\n", 0, found.start()) + 1)
        raise Unusable(THEME_FILE.finding("a number is too long", where, mend="shorten it"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = Location(str(path), data.count(b"\n", 0, error.start) + 1)
        message, mend = "the style sheet is not UTF-8", "save it as UTF-8 in the editor"
        raise Unusable(THEME_FILE.finding(message, where, mend=mend)) from None


def _rules(path: Path) -> Iterator[Any]:
    for rule in tinycss2.parse_stylesheet(
        sheet_text(path), skip_comments=True, skip_whitespace=True
    ):
        if rule.type in ("qualified-rule", "at-rule") and rule.content is not None:
            yield rule


def _css(tokens: Iterable[Any]) -> str:
    """Return tokens as text; an empty one where they are nested so deep that printing will name the rule."""
    try:
        return str(tinycss2.serialize(tokens))
    except RecursionError:
        return ""


def value_of(known: Mapping[str, str], name: str) -> str:
    """Return a property with all that it names put in."""
    value = known.get(f"--{name}", "")
    for _ in range(_DEEPEST):
        if "var(" not in value:
            break
        value = _VAR.sub(lambda found: known.get(found[1], found[2] or "").strip(), value)
    return value


def colour_of(known: Mapping[str, str], name: str) -> str:
    """Return a property as #rrggbb; the colour of text where it is no colour."""
    return as_hex(value_of(known, name))


def as_hex(colour: str) -> str:
    """Return a colour of CSS as #rrggbb; that of text where it is none."""
    return hex_of(colour) or "#222222"


def first_family(families: str) -> str:
    """Return the first of a list of font families."""
    return families.split(",")[0].strip().strip("\"'")


def quoted_family(names: str) -> str:
    """Return the first of a list of font families as a string of CSS, without what could end it."""
    return '"' + re.sub(r"[^\w .+-]", "", first_family(names)) + '"'


def font_faces(sheet: Path) -> tuple[FontFace, ...]:
    """Return the fonts that a style sheet names, as far as their files are at hand."""
    return _font_faces(sheet, sheet.stat().st_mtime_ns)


@cache
def _font_faces(sheet: Path, _modified: int) -> tuple[FontFace, ...]:
    found = []
    for rule in _rules(sheet):
        if rule.type == "at-rule" and rule.lower_at_keyword == "font-face":
            each = tinycss2.parse_declaration_list(rule.content, skip_whitespace=True)
            face = {d.name: d.value for d in each if d.type == "declaration"}
            family = _css(face.get("font-family", ())).strip().strip("\"'")
            style = _css(face.get("font-style", ())).strip() or "normal"
            file = _font_file(face.get("src", ()), sheet.parent)
            weight = _css(face.get("font-weight", ())).strip()
            if file is not None:
                found.append(FontFace(family, _weight(weight), style != "normal", file))
    return tuple(found)


def _weight(text: str) -> int:
    return int(text) if _WEIGHT.fullmatch(text) else {"bold": 700}.get(text, 400)


def _font_file(source: Any, folder: Path) -> Path | None:
    """Return the first file that a font comes from; None where that is not at hand."""
    urls = [each.value for each in source if each.type == "url"]
    urls += [
        each.arguments[0].value
        for each in source
        if each.type == "function" and each.lower_name == "url" and each.arguments
    ]
    for url in urls:
        if url.startswith("font:"):
            path, home = installed_font(url), None
        else:
            path, home = folder / url, folder.resolve()
        # A method of Path would raise an error for data: addresses, which are too long to be names.
        if path and isfile(path) and (home is None or path.resolve().is_relative_to(home)):  # noqa: PTH113
            return path
    return None
