"""Colours in any colour space to sRGB, roughly: no ICC profile is applied (ISO 32000-2 8.6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from pypdf.generic import ArrayObject, StreamObject

from briefpress.structure.objects import integer, name_of, number

if TYPE_CHECKING:
    from briefpress.structure.elements import Colour
    from briefpress.structure.objects import Objects

# A colour space: a function from components to a colour, or None where that is not known.
Space: TypeAlias = Callable[[Sequence[float]], "Colour | None"]

_DEPTH = 8
_MOST_COLOURS = 255  # of an indexed colour space


def by_count(values: Sequence[float]) -> Colour | None:
    """Return the colour of one component as grey, of three as RGB, of four as CMYK."""
    parts = [min(max(value, 0.0), 1.0) for value in values]
    match parts:
        case [grey]:
            return (grey, grey, grey)
        case [red, green, blue]:
            return (red, green, blue)
        case [cyan, magenta, yellow, black]:
            return (
                (1 - cyan) * (1 - black),
                (1 - magenta) * (1 - black),
                (1 - yellow) * (1 - black),
            )
    return None


DEVICE_BY_COUNT = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}

# As inline images abbreviate them (8.9.7).
_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}


def family(objects: Objects, value: object, depth: int = 0) -> str:
    """Return the family of a colour space, such as DeviceRGB or "ICCBased 3" (with its components).

    For an Indexed colour space, returns the family of its base.
    """
    name = name_of(value)
    if isinstance(value, ArrayObject) and value:
        name = name_of(objects.resolve(value[0]))
        base = objects.resolve(value[1]) if len(value) > 1 else None
        if name == "ICCBased":
            return f"ICCBased {integer(objects.get(base, '/N')) or ''}".strip()
        if name == "Indexed" and depth < _DEPTH:
            return family(objects, base, depth + 1)
    return _SHORT.get(name or "", name or "unknown")


def unknown(_: Sequence[float]) -> Colour | None:
    """Return None: for patterns, and for colour spaces that cannot be read."""
    return None


_DEVICE = {
    "DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "CalCMYK", "ICCBased", "G", "RGB", "CMYK",
}  # fmt: skip


def space(objects: Objects, value: object, depth: int = 0) -> Space:
    """Return the function from the components of a colour space to a colour."""
    family = name_of(value)
    parts: list[object] = []
    if isinstance(value, ArrayObject):
        parts = [objects.resolve(part) for part in value]
        family = name_of(parts[0]) if parts else None
    if family in _DEVICE:
        return by_count
    if depth > _DEPTH:
        return unknown
    if family == "Indexed" and len(parts) >= 4:
        return _indexed(objects, parts, depth)
    if family in ("Separation", "DeviceN") and len(parts) >= 4:
        return _tint(objects, parts, depth)
    return _lab if family == "Lab" else unknown


def _indexed(objects: Objects, parts: list[object], depth: int) -> Space:
    base = space(objects, parts[1], depth + 1)
    table = objects.data(parts[3])
    if not table and (text := getattr(parts[3], "original_bytes", None)):
        table = bytes(text)
    size = len(table) // (max(integer(parts[2]) or 0, 0) + 1)

    def find(values: Sequence[float]) -> Colour | None:
        if not values or not size:
            return None
        start = int(min(max(values[0], 0.0), _MOST_COLOURS)) * size
        return base([byte / 255 for byte in table[start : start + size]])

    return find


def _tint(objects: Objects, parts: list[object], depth: int) -> Space:
    """Return the tint transform of one spot colour, if it is an exponential function (8.6.6.4)."""
    base = space(objects, parts[2], depth + 1)
    function = parts[3]
    if isinstance(function, StreamObject) or objects.get(function, "/FunctionType") != 2:
        return unknown
    ends = [
        [number(part) or 0.0 for part in objects.items(objects.get(function, key))]
        for key in ("/C0", "/C1")
    ]
    none, full = ends[0] or [0.0], ends[1] or [1.0]
    power = number(objects.get(function, "/N")) or 1.0

    def find(values: Sequence[float]) -> Colour | None:
        if len(values) != 1 or len(none) != len(full):
            return None
        tint = min(max(values[0], 0.0), 1.0) ** max(power, 0.0)  # 0 to a negative power is an error
        return base([a + tint * (b - a) for a, b in zip(none, full, strict=True)])

    return find


def _lab(values: Sequence[float]) -> Colour | None:
    """Return the grey of the same lightness, which is what contrast depends on."""
    if len(values) != 3:
        return None
    lightness = min(max(values[0], 0.0), 100.0)
    luminance = ((lightness + 16) / 116) ** 3 if lightness > 8 else lightness / 903.3
    grey = 12.92 * luminance if luminance <= 0.0031308 else 1.055 * luminance ** (1 / 2.4) - 0.055
    return (grey, grey, grey)
