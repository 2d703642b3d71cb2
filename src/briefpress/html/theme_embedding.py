"""What the style sheets and templates of a theme show, embedded in the page, which needs no other file.

`url(…)` in a style sheet begins at the sheet, as everywhere; `src` in a template begins at the folder of the
theme. Nothing is read that lies elsewhere.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from briefpress.content import BadImage, read_image
from briefpress.findings import Location, Unusable
from briefpress.html.rules import THEME_FILE
from briefpress.html.style_sheets import sheet_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpress.html.theme import Theme

_FONTS = {".ttf": "font/ttf", ".otf": "font/otf", ".woff": "font/woff", ".woff2": "font/woff2"}
_URL = re.compile(
    r"""/\*.*?\*/|url\(\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^)"'\s]*))\s*\)""",
    re.IGNORECASE | re.DOTALL,
)
_IMPORT = re.compile(r"/\*.*?\*/|(?P<import>@import\b)", re.IGNORECASE | re.DOTALL)
_WHOLE = re.compile(r"[a-z][a-z0-9+.-]*:|#|//|$", re.IGNORECASE)  # addresses that need no folder
_TAG = re.compile(r"""<(?P<name>[a-z][\w-]*)(?:[^"'>]|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
_ADDRESS = re.compile(
    r"""(?P<name>\s(?:src|href|xlink:href)\s*=\s*)(?P<quote>["'])(?P<value>.*?)(?P=quote)""",
    re.IGNORECASE | re.DOTALL,
)
_STYLE = re.compile(
    r"""(?P<before>\sstyle\s*=\s*(?P<quote>["']))(?P<css>.*?)(?P<after>(?P=quote))""",
    re.IGNORECASE | re.DOTALL,
)
_STYLES = re.compile(r"(?P<before><style[^>]*>)(?P<css>.*?)(?P<after></style>)", re.IGNORECASE | re.DOTALL)  # fmt: skip
_PICTURES = ("img", "image", "source")


def theme_style(path: Path, theme: Theme, *, for_press: bool = False) -> str:
    """Return a style sheet, one of a theme's own with the pictures and fonts that it names in it.

    Raises `Unusable` for a file that is not in the folder of the theme, or cannot be shown.
    """
    css = sheet_text(path)
    if not theme.owns(path):
        return css
    own = theme.own_folder
    assert own
    for found in _IMPORT.finditer(css):
        if found["import"]:
            where = Location(str(path), css.count("\n", 0, found.start()) + 1)
            mend = "write its rules into this one"
            raise Unusable(
                THEME_FILE.finding("a style sheet of a theme imports no other", where, mend=mend)
            )

    def embed(name: str, offset: int) -> str:
        where = Location(str(path), css.count("\n", 0, offset) + 1)
        return _embedded(name, path.parent, own, where, for_press=for_press)

    return _with_urls(css, embed)


def embed_pictures(page: str, theme: Path, *, for_press: bool) -> str:
    """Return a page with the pictures in it that the templates of a theme name.

    Raises `Unusable` for a file that is not in the folder `theme`, or cannot be shown.
    """

    def embed(name: str, _offset: int) -> str:
        return _embedded(name, theme, theme, _place(name, theme), for_press=for_press)

    def in_css(found: re.Match[str]) -> str:
        return f"{found['before']}{_with_urls(found['css'], embed)}{found['after']}"

    def in_address(found: re.Match[str]) -> str:
        if _WHOLE.match(found["value"]):
            return found[0]
        return f"{found['name']}{found['quote']}{embed(found['value'], 0)}{found['quote']}"

    def in_tag(tag: re.Match[str]) -> str:
        text = _STYLE.sub(in_css, tag[0])
        return _ADDRESS.sub(in_address, text) if tag["name"].lower() in _PICTURES else text

    return _TAG.sub(in_tag, _STYLES.sub(in_css, page))


def _with_urls(css: str, embed: Callable[[str, int], str]) -> str:
    """Return CSS in which `embed` replaced the relative addresses; it is given each with its offset."""

    def replace(found: re.Match[str]) -> str:
        name = found["double"] or found["single"] or found["bare"] or ""
        if found[0].startswith("/*") or _WHOLE.match(name):
            return found[0]
        return f"url({embed(name, found.start())})"

    return _URL.sub(replace, css)


def _embedded(name: str, base: Path, theme: Path, where: Location, *, for_press: bool) -> str:
    """Return a file of a theme as a data: address."""
    path = (base / unquote(re.split("[?#]", name)[0])).resolve()
    folder = theme.resolve()
    if not path.is_relative_to(folder):
        raise Unusable(THEME_FILE.finding(f'"{name}" is outside of the folder of the theme', where))
    if not _is_file(path):
        place = str(path.relative_to(folder))
        message = f'"{name[:200]}" is not in the folder of the theme, as {place[:200]}'
        raise Unusable(THEME_FILE.finding(message, where, mend="put it there, or mend its name"))
    stat = path.stat()
    try:
        return _read(path.relative_to(folder), folder, for_press, stat.st_mtime_ns, stat.st_size)
    except BadImage as error:
        raise Unusable(error.rule.finding(str(error), where, mend=error.mend)) from None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # the name is too long to be one
        return False


@lru_cache(64)  # the briefs of a series show the same
def _read(name: Path, folder: Path, for_press: bool, _modified: int, _size: int) -> str:
    if kind := _FONTS.get(name.suffix.lower()):
        return f"data:{kind};base64,{b64encode((folder / name).read_bytes()).decode()}"
    image = read_image(str(name), folder)
    return (image.for_press if for_press else image).uri


def _place(name: str, theme: Path) -> Location:
    """Return the template and line that name a file; the folder of templates if none does by itself."""
    for path in sorted((theme / "templates").rglob("*.html")):
        text = path.read_text("utf-8", errors="replace")
        if (at := text.find(name)) >= 0:
            return Location(str(path), text.count("\n", 0, at) + 1)
    return Location(str(theme / "templates"))
