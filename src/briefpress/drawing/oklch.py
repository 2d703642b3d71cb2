"""Colours by lightness, chroma and hue as eyes see them (CSS Color 4, OKLCH), and the nearest that can be read.

Lightness and chroma are from 0 to 1, the hue is in radians; colours as text are #rrggbb.
"""

from __future__ import annotations

from functools import lru_cache
from math import atan2, cos, hypot, sin
from typing import TYPE_CHECKING, NamedTuple

from briefpress.drawing.colours import contrast

if TYPE_CHECKING:
    from collections.abc import Sequence

_Matrix = tuple[tuple[float, float, float], ...]

# CSS Color 4, 17 (sample code), from linear sRGB to the cones of the eye, and from those to Oklab.
_TO_CONES: _Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_OKLAB: _Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_FROM_OKLAB: _Matrix = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_FROM_CONES: _Matrix = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
_STEPS = 24  # of a search by halves
_WITHIN = 1e-4  # of the gamut


class Oklch(NamedTuple):
    """A colour; all of it may be outside of what a screen can show."""

    lightness: float
    chroma: float
    hue: float

    @classmethod
    def of(cls, colour: str) -> Oklch:
        """Return the colour that is written as #rrggbb."""
        levels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in levels]
        cones = [part ** (1 / 3) for part in _times(_TO_CONES, linear)]
        lightness, a, b = _times(_TO_OKLAB, cones)
        return cls(lightness, hypot(a, b), atan2(b, a))

    @property
    def as_hex(self) -> str:
        """The colour as #rrggbb, with as much of its chroma as a screen can show (CSS Color 4, 13.2)."""
        low, high = 0.0, self.chroma
        if _is_shown(self._linear(high)):
            low = high
        for _ in range(_STEPS if low < high else 0):
            middle = (low + high) / 2
            low, high = (middle, high) if _is_shown(self._linear(middle)) else (low, middle)
        parts = (round(255 * _encoded(part)) for part in self._linear(low))
        return "#" + "".join(f"{part:02x}" for part in parts)

    def _linear(self, chroma: float) -> list[float]:
        """Return the levels of linear sRGB, with another chroma."""
        lab = (self.lightness, chroma * cos(self.hue), chroma * sin(self.hue))
        return _times(_FROM_CONES, [part**3 for part in _times(_FROM_OKLAB, lab)])


@lru_cache(256)  # each page of a theme asks for the same
def with_contrast(colour: str, ground: str, least: float) -> str:
    """Return the nearest colour of the same hue that has a contrast with its ground of at least `least`.

    It is the colour itself where that has it; black or white where no other has (WCAG 2.2, 1.4.3).
    """
    if contrast(colour, ground) >= least:
        return colour
    goal = 0.0 if contrast("#000000", ground) > contrast("#ffffff", ground) else 1.0
    given = Oklch.of(colour)
    near, far = given.lightness, goal
    for _ in range(_STEPS):
        middle = (near + far) / 2
        has_it = contrast(given._replace(lightness=middle).as_hex, ground) >= least
        near, far = (near, middle) if has_it else (middle, far)
    return given._replace(lightness=far).as_hex


def _times(matrix: _Matrix, values: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, values, strict=True)) for row in matrix]


def _is_shown(levels: Sequence[float]) -> bool:
    return all(-_WITHIN <= level <= 1 + _WITHIN for level in levels)


def _encoded(light: float) -> float:
    light = min(max(light, 0.0), 1.0)
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
