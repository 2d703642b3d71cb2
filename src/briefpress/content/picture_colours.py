"""The colours of a raster picture to sRGB, by its ICC profile or what its format says (ICC.1)."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageCms

from briefpress.content.inks import FOGRA39

if TYPE_CHECKING:
    from collections.abc import Iterator

_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
_FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION
_SPACES = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}
_NEARLY = 2  # of 255: nobody sees the difference
_GAMMA = 0.45455  # that PNG states for sRGB (PNG, 11.3.2.2)
_SRGB = ImageCms.createProfile("sRGB")


def is_srgb(picture: Image.Image) -> bool:
    """Say whether the levels of a picture in grey or RGB are those of sRGB, as far as eyes can tell."""
    mode = "L" if picture.mode in ("1", "L", "LA") else "RGB"
    transform = _own_transform(picture, mode)
    if transform is not None:
        return _changes_nothing(transform, mode)
    return _gamma(picture) is None


def to_srgb(colours: Image.Image, picture: Image.Image) -> Image.Image:
    """Return `colours`, which is L, RGB, CMYK or LAB, as L or RGB of sRGB.

    `picture` is what they were read from: it knows its profile, or the gamma of a PNG. Inks
    without a profile are taken for those of the usual printing condition in Europe, FOGRA39.
    """
    mode = colours.mode
    transform = _own_transform(picture, mode)
    if transform is None and mode == "CMYK":
        transform = _transform(FOGRA39.read_bytes(), mode)
    elif mode == "LAB":
        transform = _from_lab()
    if transform is not None:
        converted = ImageCms.applyTransform(colours, transform)
        assert converted is not None
        return converted.convert("L") if mode == "L" else converted
    gamma = _gamma(picture)
    if gamma is not None:
        return colours.point(list(_curve(gamma)) * len(colours.getbands()))
    return colours


def _own_transform(picture: Image.Image, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Return how the profile in a picture turns colours of a mode into sRGB; None where it does not."""
    data = picture.info.get("icc_profile")
    return _transform(data, mode) if isinstance(data, bytes) and mode in _SPACES else None


@lru_cache(maxsize=8)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if source.profile.xcolor_space.strip() != _SPACES[mode]:
            return None
        return ImageCms.buildTransform(source, _SRGB, mode, "RGB", _INTENT, _FLAGS)
    except (OSError, ImageCms.PyCMSError):
        return None  # what is no profile says nothing of the colours


@lru_cache(maxsize=1)
def _from_lab() -> ImageCms.ImageCmsTransform:
    lab = ImageCms.createProfile("LAB")
    return ImageCms.buildTransform(lab, _SRGB, "LAB", "RGB", _INTENT, _FLAGS)


def _changes_nothing(transform: ImageCms.ImageCmsTransform, mode: str) -> bool:
    if mode == "L":
        sample = Image.linear_gradient("L")
    else:
        levels = range(0, 256, 51)
        sample = Image.new("RGB", (len(levels) ** 2, len(levels)))
        sample.putdata([(r, g, b) for r in levels for g in levels for b in levels])
    converted = ImageCms.applyTransform(sample, transform)
    assert converted is not None
    pairs = zip(sample.convert("RGB").tobytes(), converted.tobytes(), strict=True)
    return all(abs(one - other) <= _NEARLY for one, other in pairs)


def _gamma(picture: Image.Image) -> float | None:
    """Return the gamma that a PNG states for its levels; None where they are those of sRGB."""
    gamma = picture.info.get("gamma")
    if not isinstance(gamma, float) or gamma <= 0 or "srgb" in picture.info:
        return None
    return None if abs(gamma - _GAMMA) < _GAMMA / 20 else gamma


def _curve(gamma: float) -> Iterator[int]:
    """Yield for each of 256 levels of a gamma the level of sRGB (IEC 61966-2-1)."""
    for level in range(256):
        light = (level / 255) ** (1 / gamma)
        encoded = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
        yield round(encoded * 255)
