"""The brand of an institute, `_brand.yml` (https://posit-dev.github.io/brand-yml), as fields of a brief.

    _brand.yml ─read_brand→ Source with publisher and theme

It lies beside the brief or in a folder above, and serves Quarto, Shiny and charts as well. What is read: the name and
the address of the website, a logo, colours, and the families of text and headings. All that a brief says for itself
goes before it. Nothing is fetched, and no file outside of the folder of the brand is read.
"""

from __future__ import annotations

import os
from filecmp import cmp
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefpress.content.colours import hex_of
from briefpress.content.looks import BRAND, THEMES
from briefpress.content.rules.brands import BRAND_FILE, BRAND_VALUE
from briefpress.content.yaml_parser import parse_yaml
from briefpress.content.yaml_source import Source
from briefpress.system import leads_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.content.yaml_source import Data, KeyPath
    from briefpress.findings import Finding

# Where a brand names the colours of a brief, the first before the others.
_ACCENTS = (("color", "primary"), ("typography", "headings", "color"), ("typography", "link", "color"))  # fmt: skip
_OTHERS = ("secondary", "tertiary", "info", "warning", "success", "danger")
_LOGOS = ("medium", "large", "small")
_GENERIC = frozenset({"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "inherit"})  # fmt: skip
_SERIES = 6  # colours of charts
_GREYISH = 40  # the most that the parts of a grey differ by, of 255
_DEEPEST = 10  # of colours that name others


def read_brand(
    text: str,
    file: str,
    folder: Path | None = None,
    *,
    home: Path | None = None,
    with_logo: bool = True,
) -> Source:
    """Return what a brand says as fields of a brief, each with its place, and warnings on what cannot be used.

    Files that are not in `folder` are left out, and the logo where a brief has its own. So are those whose names
    others have in `home`, the folder of the brief. Raises `Unusable` where the text is not YAML.
    """
    reader = _Reader(parse_yaml(text, file), folder, home or folder)
    reader.read(with_logo=with_logo)
    source = reader.source
    findings = (*source.findings, *reader.findings)
    return Source(file, text, reader.fields, {}, reader.places, findings)


def branded(brief: Source, brand: Source) -> Source:
    """Return a content file completed by a brand; a theme folder of its own keeps its own colours."""
    assert isinstance(brief.data, dict)
    assert isinstance(brand.data, dict)
    theme = brief.data.get("theme")
    if isinstance(theme, str) and theme in THEMES:
        return brief.over_brand(brand, {**brief.data, "theme": {"name": theme}})
    return brief.over_brand(brand, brief.data)


_EXAMPLES = {
    "meta": '{name: "The Water Desk"}',
    "color": '{primary: "#7a1230"}',
    "typography": "{base: Lato}",
}


class _Reader:
    def __init__(self, source: Source, folder: Path | None, home: Path | None) -> None:
        self.source = source
        self.folder = folder
        self.home = home
        self.fields: dict[str, Any] = {}
        self.places: dict[KeyPath, Any] = {}
        self.findings: list[Finding] = []

    def read(self, *, with_logo: bool) -> None:
        """Read all fields that a brief has a place for."""
        for group in ("meta", "color", "typography"):
            if not isinstance(self.source.get((group,)), dict | None):
                message = f"{group} has no names with values in it, and is left out"
                where = self.source.locate((group,))
                mend = f"write them under it, such as {_EXAMPLES[group]}"
                self.findings.append(BRAND_VALUE.finding(message, where, mend=mend))
        name = self._text(("meta", "name")) or self._text(("meta", "name", "full"))
        name = name or self._text(("meta", "name", "short"))
        if name:
            self._set(("publisher", "name"), name, ("meta", "name"))
        for path in (("meta", "link"), ("meta", "link", "home")):
            if (address := self._text(path)) and address.startswith(("https://", "http://")):
                self._set(("publisher", "url"), address, path)
        if with_logo:
            self._read_logo(name)
        self._read_colours()
        self._read_fonts()

    def _read_logo(self, name: str) -> None:
        """Take the first logo whose file is there."""
        for size in _LOGOS if isinstance(self.source.get(("logo",)), dict) else ("",):
            path: KeyPath = ("logo", size) if size else ("logo",)
            if not (value := self._light(path)):
                continue
            if isinstance(value, str):
                value = self.source.get(("logo", "images", value)) or value
            file = value.get("path") if isinstance(value, dict) else value
            alt = value.get("alt") if isinstance(value, dict) else None
            if isinstance(file, str) and (found := self._file(file, path)):
                self._set(("publisher", "logo", "image"), found, path)
                self._set(("publisher", "logo", "alt"), str(alt or name or "Logo"), path)
                return

    def _read_colours(self) -> None:
        accent = next((path for path in _ACCENTS if self._light(path)), None)
        found = [each for path in (accent,) if path and (each := self._colour(path))]
        if accent and found:
            self._set(("theme", "accent"), found[0], accent)
        others = [
            (path, colour)
            for path in (("color", name) for name in _OTHERS)
            if self._light(path) and (colour := self._colour(path)) and _is_bright(colour)
        ]
        others = [each for each in others if each[1] not in found]
        if others:
            self._set(("theme", "highlight"), others[0][1], others[0][0])
        palette = self.source.get(("color", "palette"))
        named = [("color", "palette", key) for key in palette] if isinstance(palette, dict) else []
        bright = [c for path in named if (c := self._colour(path)) and _is_bright(c)]
        series = [*dict.fromkeys([*found, *(colour for _, colour in others), *bright])][:_SERIES]
        if len(series) > 1:
            self._set(("theme", "chart_colours"), list(series), ("color",))

    def _read_fonts(self) -> None:
        """Take the families of text and headings, and the files that a brand has of them."""
        base = self._family(("typography", "base"))
        heading = self._family(("typography", "headings")) or base
        if base:
            self._set(("theme", "text_font"), base, ("typography", "base"))
        if heading:
            self._set(("theme", "heading_font"), heading, ("typography", "headings"))
        files = [file for file in self._font_files() if file["family"] in (base, heading)]
        if files:
            self._set(("theme", "fonts"), files, ("typography", "fonts"))

    def _font_files(self) -> Iterator[dict[str, str]]:
        fonts = self.source.get(("typography", "fonts"))
        for number, font in enumerate(fonts if isinstance(fonts, list) else ()):
            path = ("typography", "fonts", number)
            if not isinstance(font, dict) or font.get("source") != "file":
                continue
            family, files = font.get("family"), font.get("files")
            for each in files if isinstance(files, list) else ():
                entry: dict[str, Data] = each if isinstance(each, dict) else {"path": each}
                file = self._file(str(entry.get("path", "")), path)
                if file and isinstance(family, str):
                    yield _font_file(family, file, entry)

    def _family(self, path: KeyPath) -> str:
        """Return the first family of a font stack; "" where there is none but a generic one."""
        names = self._text((*path, "family")) or self._text(path)
        first = names.split(",")[0].strip().strip("\"'")
        return "" if first.lower() in _GENERIC else first

    def _colour(self, path: KeyPath) -> str:
        """Return a colour as #rrggbb; "" with a warning where it is none."""
        value: object = self._light(path)
        for _ in range(_DEEPEST):
            if not isinstance(value, str):
                break
            named = self._light(("color", "palette", value)) or self._light(("color", value))
            if named is None:
                break
            value = named
        found = hex_of(value) if isinstance(value, str) else None
        if found is None:
            where = self.source.locate(path)
            message = f'"{value}" is no colour, and none that the palette names'
            self.findings.append(BRAND_VALUE.finding(message, where))
            return ""
        return found

    def _file(self, name: str, path: KeyPath) -> str:
        """Return the name of a file of the folder; "" with a warning where it is not there."""
        name = name.lstrip("/")  # from the top of the project
        if self.folder is None:
            return name
        is_there = "://" not in name and not leads_out(self.folder / name, self.folder)
        if is_there and os.path.isfile(self.folder / name):  # noqa: PTH113 - a method of Path refuses a name that is too long
            if not self._is_another(name):
                return name
            message = f'"{name}" is another file beside the brief, and is left out'
        else:
            beside = "the brief" if self.folder == self.home else BRAND
            message = f'"{name[:200]}" is not in the folder of {beside}, and is left out'
        if all(found.message != message for found in self.findings):
            self.findings.append(BRAND_FILE.finding(message, self.source.locate(path)))
        return ""

    def _is_another(self, name: str) -> bool:
        """Say whether a file of that name, and of other content, lies beside the brief."""
        assert self.folder
        assert self.home
        own = self.home / name
        return own.is_file() and not cmp(own, self.folder / name, shallow=False)

    def _light(self, path: KeyPath) -> Data | None:
        """Return a value: of two for light and dark screens, that for light ones."""
        value = self.source.get(path)
        return value["light"] if isinstance(value, dict) and "light" in value else value

    def _text(self, path: KeyPath) -> str:
        value = self.source.get(path)
        return value.strip() if isinstance(value, str) else ""

    def _set(self, path: tuple[str, ...], value: Any, place: KeyPath) -> None:
        """Set a field of the brief, which is written at a place of the brand."""
        *groups, name = path
        fields = self.fields
        for group in groups:
            fields = fields.setdefault(group, {})
        fields[name] = value
        while place and place not in self.source.values:
            place = place[:-1]
        self.places[path] = self.source.values[place]


def _font_file(family: str, file: str, entry: dict[str, Data]) -> dict[str, str]:
    weight, style = str(entry.get("weight", "400")), str(entry.get("style", "normal"))
    return {
        "family": family,
        "file": file,
        "weight": weight if weight.isdigit() else {"bold": "700"}.get(weight, "400"),
        "style": style if style == "italic" else "normal",
    }


def _is_bright(colour: str) -> bool:
    """Return whether a colour is more than a grey, black or white."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return max(parts) - min(parts) > _GREYISH
