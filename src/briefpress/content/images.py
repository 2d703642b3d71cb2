"""Image files of a brief: read once, from its own folder only, and known to be sound."""

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

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 50_000_000

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_CSS_ADDRESS = re.compile(
    r"""(?:\burl\(|@import\b)\s*(?:url\(\s*)?["']?([^"')\s;]+)""", re.IGNORECASE
)

_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)


class BadImage(Exception):  # noqa: N818 - an outcome that the caller reports, not a bug
    """An image cannot be used: `rule` is what it breaks, `mend` how to put it right."""

    def __init__(self, rule: str, message: str, mend: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Image:
    """A sound image: its media type and its bytes."""

    media_type: str
    data: bytes = field(repr=False)

    @property
    def uri(self) -> str:
        """The image as a data: address, so that HTML which shows it needs no other file."""
        return f"data:{self.media_type};base64,{b64encode(self.data).decode()}"


def read_image(name: str, folder: Path) -> Image:
    """Read the image `name` from `folder` or a folder below it.

    Raises `BadImage` where the file is missing, outside of the folder, too large or damaged.
    """
    data = _bytes_of(name, folder)
    if data.lstrip()[:1] == b"<" or data[:4] == b"\xef\xbb\xbf<":
        _examine_svg(data, name)
        return Image("image/svg+xml", data)
    return Image(_examine_raster(data, name), data)


def read_profile(name: str, folder: Path) -> Image:
    """Read the ICC profile `name` of a printing condition, from `folder` or a folder below it.

    Raises `BadImage` where it is missing, outside of the folder, or none.
    """
    from briefpress.content.inks import BadProfile, printing_condition  # noqa: PLC0415 - only where one is named

    data = _bytes_of(name, folder, "ICC profile", "ask the printing house for a smaller one")
    try:
        printing_condition(data)
    except BadProfile as reason:
        mend = "ask the printing house for its ICC profile, or leave this out: FOGRA39 is usual in Europe"
        raise BadImage("icc-profile", f'"{name}" {reason}', mend) from None
    return Image("application/vnd.iccprofile", data)


def _bytes_of(
    name: str,
    folder: Path,
    what: str = "image",
    smaller: str = "save it smaller: 2,000 pixels across fill the page",
) -> bytes:
    if "://" in name or name.startswith(("data:", "//")):
        shown = name if len(name) < 100 else f"{name[:100]}…"
        raise BadImage(
            "image-external",
            f"the {what} {shown} is not a file beside the brief, and nothing else is read",
            f"save the {what} beside the brief, and name that file",
        )
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise BadImage(
                "image-outside",
                f'the {what} "{name}" is outside of the brief\'s folder',
                "copy it into the folder of the brief",
            )
        if not path.is_file():
            raise FileNotFoundError(name)  # a pipe would never end
        if path.stat().st_size > MAX_BYTES:
            raise BadImage(
                "image-size",
                f'the {what} "{name}" is larger than {MAX_BYTES // 1024**2} MiB',
                smaller,
            )
        return path.read_bytes()
    except (OSError, RuntimeError, ValueError):  # RuntimeError: links in a circle
        raise BadImage(
            "image-missing",
            f'the {what} "{name}" cannot be read',
            f"put it into {folder.name or 'the folder of the brief'}, or mend its name",
        ) from None


def _examine_raster(data: bytes, name: str) -> str:
    from PIL import Image as Pillow  # noqa: PLC0415 - heavy, and many briefs have no picture

    damaged = BadImage(
        "image-damaged",
        f'the image "{name}" is damaged, or is no PNG, JPEG, GIF, WebP or SVG',
        "open it and save it again as PNG or JPEG",
    )
    try:
        with _strict(), Pillow.open(BytesIO(data), formats=_FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise BadImage(
                    "image-size",
                    f'the image "{name}" has {picture.width:,} × {picture.height:,} pixels',
                    f"save it with at most {MAX_PIXELS // 10**6} million pixels",
                )
            picture.load()
            # Several JPEG pictures in one file, as some cameras write them; the first is shown.
            kind = "JPEG" if picture.format == "MPO" else str(picture.format)
            return str(Pillow.MIME[kind])
    except Pillow.DecompressionBombError:
        raise BadImage(
            "image-size",
            f'the image "{name}" has far too many pixels',
            f"save it with at most {MAX_PIXELS // 10**6} million pixels",
        ) from None
    except (OSError, SyntaxError, ValueError):
        raise damaged from None


@contextmanager
def _strict() -> Iterator[None]:
    """Let Pillow refuse a picture that breaks off, and be silent about what it can read.

    WeasyPrint, where it was imported, tells Pillow to fill up such a picture.
    """
    from PIL import ImageFile  # noqa: PLC0415 - heavy

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _examine_svg(data: bytes, name: str) -> None:
    """Accept SVG that is whole, declares no entities, and refers to nothing outside of itself."""
    parser, examiner = expat.ParserCreate(namespace_separator=" "), _SvgExaminer(name)
    parser.buffer_text, parser.buffer_size = True, max(len(data), 1)
    parser.StartDoctypeDeclHandler = examiner.doctype
    parser.StartElementHandler = examiner.start
    parser.CharacterDataHandler = examiner.text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise BadImage(
            "image-damaged",
            f'the image "{name}" is not whole SVG: line {error.lineno}',
            "export it again",
        ) from None


@dataclass(slots=True)
class _SvgExaminer:
    """What the parser of an SVG file meets on its way; every method raises `BadImage`."""

    name: str
    is_svg: bool = False
    is_style: bool = False

    def doctype(
        self, _name: str, _system: str | None, _public: str | None, has_declarations: bool
    ) -> None:
        if has_declarations:
            raise BadImage(
                "image-damaged",
                f'the image "{self.name}" holds a DOCTYPE with declarations, which may hide entities',
                "save it as plain SVG",
            )

    def start(self, element: str, attributes: dict[str, str]) -> None:
        self.is_svg = self.is_svg or element == "http://www.w3.org/2000/svg svg"
        self.is_style = element.endswith(" style")
        if not self.is_svg:
            raise BadImage(
                "image-damaged",
                f'the image "{self.name}" is not SVG, but {element.rpartition(" ")[2]}',
                "save it as SVG",
            )
        for key, value in attributes.items():
            if key.rpartition(" ")[2] == "href":
                self.refuse_outside(value)
            self.look_for_addresses(value)

    def text(self, text: str) -> None:
        if self.is_style:
            self.look_for_addresses(text)

    def look_for_addresses(self, css: str) -> None:
        plain = _CSS_ESCAPE.sub(_unescape, _CSS_COMMENT.sub(" ", css))
        for match in _CSS_ADDRESS.finditer(plain):
            self.refuse_outside(match[1])

    def refuse_outside(self, address: str) -> None:
        if not address.startswith(("#", "data:")):
            raise BadImage(
                "image-external",
                f'the image "{self.name}" refers to {address}',
                "embed everything that the image shows, and save it again",
            )


def _unescape(escape: re.Match[str]) -> str:
    return chr(min(int(escape[1], 16), sys.maxunicode)) if escape[1] else str(escape[2])
