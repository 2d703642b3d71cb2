"""Raster pictures to what every reader shows alike: grey or sRGB, of 8 bits.

    bytes ─open→ picture ─flatten→ 8 bits ─colours→ sRGB ─save→ JPEG for photographs, PNG for all else

PDF/A takes the colours of a file for those of its one output intent, which is sRGB here (ISO 19005-3,
6.2.4.3). A picture that is shown alike already stays as it is, to the byte.
"""

from __future__ import annotations

import re
import warnings
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image as Pillow, ImageFile, ImageMath, ImageOps

from briefpress.content.picture import BadImage, Image
from briefpress.content.rules.images import (
    IMAGE_COLOURS,
    IMAGE_DAMAGED,
    IMAGE_FORMAT,
    IMAGE_SIZE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_PIXELS = 50_000_000

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "TIFF", "BMP", "ICO", "JPEG2000")
_OF_THE_WEB = frozenset(("PNG", "JPEG", "MPO", "GIF", "WEBP", "AVIF"))
_MODES = frozenset(("1", "L", "LA", "P", "RGB", "RGBA"))  # that WeasyPrint knows
_JPEG = frozenset(("JPEG", "MPO"))  # MPO: several in one file, of which the first is shown
_PHOTOGRAPHS = _JPEG | {"JPEG2000"}
_QUALITY = 95
_ORIENTATION, _BITS, _PHOTOMETRIC = 0x0112, 258, 262  # tags of EXIF and TIFF
# Frames of JPEG that all PDF readers decode: baseline, extended and progressive (ITU-T T.81, B.1.1.3).
_COMMON_FRAMES = (0xC0, 0xC1, 0xC2)
_NO_FRAMES = (0xC4, 0xC8, 0xCC)
# Other files that people take for pictures, by how they begin.
_OTHERS = (
    (rb".{4}ftyp(heic|heix|hevc|mif1|msf1)", "a HEIC photograph"),
    (rb"\xff\x0a|.{4}JXL ", "a JPEG XL picture"),
    (rb"8BPS", "a Photoshop file"),
    (rb"%PDF-", "a PDF"),
    (rb"%!PS|\xc5\xd0\xd3\xc6", "a PostScript file"),
    (rb"\xd7\xcd\xc6\x9a|\x01\0\0\0.{36} EMF", "a Windows metafile"),
)


def convert_picture(
    data: bytes, name: str, *, upright: bool = True, keep_inks: bool = False, examine: bool = True
) -> Image:
    """Return a raster image, and what it is to be shown as where its file is not shown alike everywhere.

    `name` is what messages call it. `upright` turns it as its EXIF data say. `keep_inks` leaves a
    JPEG in CMYK as it is. Without `examine`, a picture that needs no conversion is not decoded.
    Raises `BadImage` where it is damaged, too large, of another format, or holds no colours.
    """
    with _opened(data, name) as picture:
        kind, is_inked = _media_type(picture), _is_adobe_cmyk(picture)
        is_alike = _is_shown_alike(picture, data) and not (upright and _is_turned(picture))
        if is_alike or (is_inked and keep_inks):
            if examine:
                picture.load()
            return Image(kind, data, is_inked=is_inked)
        picture.load()
        shown = _save(_to_srgb(picture, name, upright=upright), picture)
        return Image(kind, data, shown, is_inked)


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Pillow.Image]:
    """Open a picture; what cannot be decoded, or not within the limits, becomes a `BadImage`.

    WeasyPrint, where it was imported, tells Pillow to fill up a picture that breaks off.
    """
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Pillow.open(BytesIO(data), formats=_FORMATS) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise _too_large(name, f"{picture.width:,} × {picture.height:,} pixels")
                yield picture
    except Pillow.DecompressionBombError:
        raise _too_large(name, "far too many pixels") from None
    except (OSError, SyntaxError, ValueError):
        raise _unreadable(data, name) from None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _too_large(name: str, pixels: str) -> BadImage:
    mend = f"save it with at most {MAX_PIXELS // 10**6} million pixels"
    return BadImage(IMAGE_SIZE, f'the image "{name}" has {pixels}', mend)


def _unreadable(data: bytes, name: str) -> BadImage:
    for beginning, what in _OTHERS:
        if re.match(beginning, data, re.DOTALL):
            message = f'the image "{name}" is {what}, which browsers and PDF do not show'
            return BadImage(IMAGE_FORMAT, message, IMAGE_FORMAT.mend)
    kinds = "PNG, JPEG, GIF, WebP, AVIF, TIFF, BMP, JPEG 2000 or SVG"
    message = f'the image "{name}" is damaged, or is no {kinds}'
    return BadImage(IMAGE_DAMAGED, message, IMAGE_DAMAGED.mend)


# What a picture is


def _media_type(picture: Pillow.Image) -> str:
    return str(Pillow.MIME["JPEG" if picture.format == "MPO" else str(picture.format)])


def _is_turned(picture: Pillow.Image) -> bool:
    """Say whether EXIF data turn a JPEG; WeasyPrint loses quality where it turns one."""
    if picture.format not in _JPEG or "exif" not in picture.info:
        return False
    return picture.getexif().get(_ORIENTATION) in range(2, 9)


def _is_adobe_cmyk(picture: Pillow.Image) -> bool:
    """Say whether a picture is a JPEG in CMYK whose levels all programs take for the same inks."""
    return picture.format in _JPEG and picture.mode == "CMYK" and "adobe" in picture.info


def _is_shown_alike(picture: Pillow.Image, data: bytes) -> bool:
    """Say whether a picture looks the same in programs that know profiles and in those that do not."""
    if picture.format not in _OF_THE_WEB or picture.mode not in _MODES:
        return False
    if picture.format in _JPEG and _frame(data) not in _COMMON_FRAMES:
        return False
    if not picture.info.keys() & {"icc_profile", "gamma"}:
        return True
    from briefpress.content.picture_colours import is_srgb  # noqa: PLC0415 - it loads ImageCms

    return is_srgb(picture)


def _frame(data: bytes) -> int:
    """Return the marker that begins the frame of a JPEG, which says how it is coded; 0 for none."""
    place = 2
    while data[place : place + 1] == b"\xff":
        marker = data[place + 1]
        if marker in range(0xC0, 0xD0) and marker not in _NO_FRAMES:
            return marker
        place += 2 + int.from_bytes(data[place + 2 : place + 4])
    return 0


# Its conversion


def _to_srgb(picture: Pillow.Image, name: str, *, upright: bool) -> Pillow.Image:
    from briefpress.content.picture_colours import to_srgb  # noqa: PLC0415 - it loads ImageCms

    tags = getattr(picture, "tag_v2", {})  # of TIFF; a picture that was turned has them no more
    flat = _flat(ImageOps.exif_transpose(picture) if upright else picture, tags, name)
    if flat.mode not in ("LA", "RGBA"):
        return to_srgb(flat, picture)
    *colours, alpha = flat.split()
    converted = to_srgb(Pillow.merge(flat.mode[:-1], colours), picture)
    converted.putalpha(alpha)
    return converted


def _flat(picture: Pillow.Image, tags: Mapping[int, Any], name: str) -> Pillow.Image:
    """Return a picture with 8 bits for each colour: as L, LA, RGB, RGBA, CMYK or LAB."""
    if picture.mode.startswith("I;16"):
        return _from_16_bits(picture, tags)
    if picture.mode in ("I", "F"):
        message = f'the image "{name}" holds numbers of 32 bits instead of colours'
        raise BadImage(IMAGE_COLOURS, message, IMAGE_COLOURS.mend)
    if picture.has_transparency_data and picture.mode not in ("LA", "RGBA"):
        return picture.convert("RGBA")
    if picture.mode in ("L", "LA", "RGB", "RGBA", "CMYK", "LAB"):
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _from_16_bits(picture: Pillow.Image, tags: Mapping[int, Any]) -> Pillow.Image:
    """Return grey of 8 bits, by the upper half of each level; Pillow would make nearly all white."""
    if tags.get(_BITS) == (12,):
        picture = picture.point(lambda level: level * 16)
    upper = slice(0, None, 2) if picture.mode.endswith("B") else slice(1, None, 2)
    grey = Pillow.frombytes("L", picture.size, picture.tobytes()[upper])
    if tags.get(_PHOTOMETRIC) == 0:  # white is zero, which Pillow heeds for 8 bits only
        grey = ImageOps.invert(grey)
    clear = picture.info.get("transparency")
    if clear is not None:
        levels = picture.convert("I")
        mask = ImageMath.lambda_eval(lambda of: (of["levels"] != clear) * 255, levels=levels)
        grey.putalpha(mask.convert("L"))
    return grey


def _save(converted: Pillow.Image, picture: Pillow.Image) -> Image:
    """Return a converted picture without profile and EXIF data, which were those of the first."""
    data = BytesIO()
    if picture.format in _PHOTOGRAPHS and converted.mode in ("L", "RGB"):
        converted.save(data, "JPEG", quality=_QUALITY, subsampling=0, exif=b"", icc_profile=None)
        return Image("image/jpeg", data.getvalue())
    converted.info.clear()
    converted.save(data, "PNG")
    return Image("image/png", data.getvalue())
