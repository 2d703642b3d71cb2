"""Reads the image files that a brief names, from its own folder only, and checks that they are sound."""

from __future__ import annotations

import re
import sys
import warnings
from base64 import b64encode
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING
from xml.parsers import expat

from briefpress.content.rules.images import (
    ICC_PROFILE,
    IMAGE_DAMAGED,
    IMAGE_EXTERNAL,
    IMAGE_MISSING,
    IMAGE_OUTSIDE,
    IMAGE_SIZE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefpress.findings import Rule

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 50_000_000

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_CSS_ADDRESS = re.compile(
    r"""(?:\burl\(|@import\b)\s*(?:url\(\s*)?["']?([^"')\s;]+)""", re.IGNORECASE
)

_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)


class BadImage(Exception):  # noqa: N818 - an outcome that the caller reports, not a bug
    """An image file cannot be used: the message says why, `rule` names the rule, `mend` the remedy."""

    def __init__(self, rule: Rule, message: str, mend: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Image:
    """The media type and the bytes of a sound image file."""

    media_type: str
    data: bytes = field(repr=False)

    @property
    def uri(self) -> str:
        """The image as a data: address, for HTML that needs no other file."""
        return f"data:{self.media_type};base64,{b64encode(self.data).decode()}"


def read_image(name: str, folder: Path) -> Image:
    """Return the image `name` from a folder or one below it.

    Raises `BadImage` if the file is missing, outside of the folder, too large or damaged.
    """
    data = _read_file(name, folder)
    if data.lstrip()[:1] == b"<" or data[:4] == b"\xef\xbb\xbf<":
        _check_svg(data, name)
        return Image("image/svg+xml", data)
    return Image(_check_raster(data, name), data)


def read_profile(name: str, folder: Path) -> Image:
    """Return the ICC profile `name` from a folder or one below it.

    Raises `BadImage` if the file is missing, outside of the folder, or not a profile for CMYK.
    """
    from briefpress.content.inks import BadProfile, printing_condition  # noqa: PLC0415 - only where one is named

    data = _read_file(name, folder, "ICC profile", "ask the printing house for a smaller one")
    try:
        printing_condition(data)
    except BadProfile as reason:
        mend = "ask the printing house for its ICC profile, or leave this out: FOGRA39 is usual in Europe"
        raise BadImage(ICC_PROFILE, f'"{name}" {reason}', mend) from None
    return Image("application/vnd.iccprofile", data)


def _read_file(
    name: str,
    folder: Path,
    what: str = "image",
    smaller: str = "save it smaller: 2,000 pixels across fill the page",
) -> bytes:
    """Return the bytes of a file; `what` and `smaller` are words for the messages."""
    if "://" in name or name.startswith(("data:", "//")):
        shown = name if len(name) < 100 else f"{name[:100]}…"
        message = f"the {what} {shown} is not a file beside the brief, and nothing else is read"
        mend = f"save the {what} beside the brief, and name that file"
        raise BadImage(IMAGE_EXTERNAL, message, mend)
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            message = f'the {what} "{name}" is outside of the brief\'s folder'
            raise BadImage(IMAGE_OUTSIDE, message, "copy it into the folder of the brief")
        if not path.is_file():
            raise FileNotFoundError(name)  # a pipe would never end
        if path.stat().st_size > MAX_BYTES:
            message = f'the {what} "{name}" is larger than {MAX_BYTES // 1024**2} MiB'
            raise BadImage(IMAGE_SIZE, message, smaller)
        return path.read_bytes()
    except (OSError, RuntimeError, ValueError):  # RuntimeError: links in a circle
        message = f'the {what} "{name}" cannot be read'
        mend = f"put it into {folder.name or 'the folder of the brief'}, or mend its name"
        raise BadImage(IMAGE_MISSING, message, mend) from None


def _check_raster(data: bytes, name: str) -> str:
    """Return the media type of an image; raises `BadImage` if it is damaged or too large."""
    from PIL import Image as Pillow  # noqa: PLC0415 - heavy, and many briefs have no image

    smaller = f"save it with at most {MAX_PIXELS // 10**6} million pixels"
    try:
        with _strict_pillow(), Pillow.open(BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                message = f'the image "{name}" has {image.width:,} × {image.height:,} pixels'
                raise BadImage(IMAGE_SIZE, message, smaller)
            image.load()
            # MPO: several JPEG images in one file, as some cameras write; the first is shown.
            kind = "JPEG" if image.format == "MPO" else str(image.format)
            return str(Pillow.MIME[kind])
    except Pillow.DecompressionBombError:
        message = f'the image "{name}" has far too many pixels'
        raise BadImage(IMAGE_SIZE, message, smaller) from None
    except (OSError, SyntaxError, ValueError):
        message = f'the image "{name}" is damaged, or is no PNG, JPEG, GIF, WebP or SVG'
        mend = "open it and save it again as PNG or JPEG"
        raise BadImage(IMAGE_DAMAGED, message, mend) from None


@contextmanager
def _strict_pillow() -> Iterator[None]:
    """Make Pillow refuse truncated images, and silence its warnings, within the block.

    WeasyPrint sets LOAD_TRUNCATED_IMAGES when it is imported.
    """
    from PIL import ImageFile  # noqa: PLC0415 - heavy

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _check_svg(data: bytes, name: str) -> None:
    """Raise `BadImage` unless a file is well-formed SVG without entities and external references."""
    parser, checker = expat.ParserCreate(namespace_separator=" "), _SvgChecker(name)
    parser.buffer_text, parser.buffer_size = True, max(len(data), 1)
    parser.StartDoctypeDeclHandler = checker.doctype
    parser.StartElementHandler = checker.start
    parser.CharacterDataHandler = checker.text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        message = f'the image "{name}" is not whole SVG: line {error.lineno}'
        raise BadImage(IMAGE_DAMAGED, message, "export it again") from None


@dataclass(slots=True)
class _SvgChecker:
    """Handlers for the events of expat; each raises `BadImage` for what SVG may not hold here."""

    name: str
    is_svg: bool = False
    is_style: bool = False

    def doctype(
        self, _name: str, _system: str | None, _public: str | None, has_declarations: bool
    ) -> None:
        if has_declarations:
            message = f'the image "{self.name}" holds a DOCTYPE with declarations, which may hide entities'
            raise BadImage(IMAGE_DAMAGED, message, "save it as plain SVG")

    def start(self, element: str, attributes: dict[str, str]) -> None:
        self.is_svg = self.is_svg or element == "http://www.w3.org/2000/svg svg"
        self.is_style = element.endswith(" style")
        if not self.is_svg:
            message = f'the image "{self.name}" is not SVG, but {element.rpartition(" ")[2]}'
            raise BadImage(IMAGE_DAMAGED, message, "save it as SVG")
        for key, value in attributes.items():
            if key.rpartition(" ")[2] == "href":
                self.refuse_external(value)
            self.check_css(value)

    def text(self, text: str) -> None:
        if self.is_style:
            self.check_css(text)

    def check_css(self, css: str) -> None:
        plain = _CSS_ESCAPE.sub(_unescape, _CSS_COMMENT.sub(" ", css))
        for match in _CSS_ADDRESS.finditer(plain):
            self.refuse_external(match[1])

    def refuse_external(self, address: str) -> None:
        if not address.startswith(("#", "data:")):
            message = f'the image "{self.name}" refers to {address}'
            mend = "embed everything that the image shows, and save it again"
            raise BadImage(IMAGE_EXTERNAL, message, mend)


def _unescape(escape: re.Match[str]) -> str:
    return chr(min(int(escape[1], 16), sys.maxunicode)) if escape[1] else str(escape[2])
