"""Colours as CSS writes them, in sRGB (CSS Color 4 and 5)."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from tinycss2 import color5

if TYPE_CHECKING:
    from collections.abc import Sequence

_Matrix = tuple[tuple[float, float, float], ...]

# CSS Color 4, 17 (sample code): from the white of D50 to that of D65, and from light to linear sRGB.
_D50_TO_D65: _Matrix = (
    (0.955473421488075, -0.02309845494876471, 0.06325924320057072),
    (-0.0283697093338637, 1.0099953980813041, 0.021041441191917323),
    (0.012314014864481998, -0.020507649298898964, 1.330365926242124),
)
_XYZ_TO_SRGB: _Matrix = (
    (3.2409699419045213, -1.5373831775700935, -0.4986107602930033),
    (-0.9692436362808798, 1.8759675015077206, 0.04155505740717561),
    (0.05563007969699361, -0.20397695888897657, 1.0569715142428786),
)
_P3_TO_SRGB: _Matrix = (
    (1.2249401762805598, -0.22494017628055996, 0.0),
    (-0.042056954709688163, 1.0420569547096881, 0.0),
    (-0.019637554590334432, -0.078636045550631889, 1.0982736001409663),
)


def hex_of(colour: str) -> str | None:
    """Return a colour as #rrggbb; None where it is none, or has no such value."""
    try:
        found = color5.parse_color(colour)
        converted = None if found is None or isinstance(found, str) else to_srgb(found)
    except (
        ArithmeticError,
        ValueError,
    ):  # of a number without end, or of more digits than Python takes
        return None
    if converted is None or not all(isfinite(part or 0.0) for part in converted.coordinates):
        return None
    parts = (round((part or 0.0) * 255) for part in converted.coordinates)
    return "#" + "".join(f"{min(max(part, 0), 255):02x}" for part in parts)


def to_srgb(colour: Any) -> Any:
    """Return a colour in sRGB; None where its space is not known here."""
    if colour.space == "srgb":
        return colour
    if colour.space == "device-cmyk":  # without a profile (CSS Color 5, 8.2)
        *inks, black = colour.coordinates
        levels = [1 - min(1.0, ink * (1 - black) + black) for ink in inks]
    elif colour.space in ("hsl", "hwb"):
        levels = colour.to("srgb").coordinates
    elif colour.space in ("lab", "lch", "xyz-d50"):
        light = _times(_D50_TO_D65, colour.to("xyz-d50").coordinates)
        levels = [_encoded(each) for each in _times(_XYZ_TO_SRGB, light)]
    elif colour.space in ("oklab", "oklch", "xyz-d65"):
        light = colour.to("xyz-d65").coordinates
        levels = [_encoded(each) for each in _times(_XYZ_TO_SRGB, light)]
    elif colour.space == "display-p3":
        linear = [_decoded(each or 0.0) for each in colour.coordinates]
        levels = [_encoded(each) for each in _times(_P3_TO_SRGB, linear)]
    elif colour.space == "srgb-linear":
        levels = [_encoded(each or 0.0) for each in colour.coordinates]
    else:
        return None
    return color5.Color("srgb", levels, colour.alpha)


def _times(matrix: _Matrix, values: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, values, strict=True)) for row in matrix]


def _encoded(light: float) -> float:
    """Return the level of sRGB for an amount of light, within the gamut (IEC 61966-2-1)."""
    light = min(max(light, 0.0), 1.0)
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def _decoded(level: float) -> float:
    return level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4
