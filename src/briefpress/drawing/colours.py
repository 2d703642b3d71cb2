"""The colours of series: each 3:1 against the page, against its neighbours, and apart in grey as well."""

from __future__ import annotations

from functools import cache

WHITE = "#ffffff"
# Contrast of fills with white, in turn: 3:1 and more lies between two neighbours, and between each and the page
# (WCAG 2.2, 1.4.11).
_DARK, _MIDDLE = 9.8, 3.2
TEXT_CONTRAST = 7.0  # of letters on the page, as in the whole brief


def series_colours(hues: tuple[str, ...], count: int) -> list[str]:
    """Return a colour for each series, in turn dark and of middle lightness; the hues are #rrggbb."""
    return [
        _toned(hues[number % len(hues)], _MIDDLE if number % 2 else _DARK)
        for number in range(count)
    ]


def class_colours(hue: str, count: int) -> list[str]:
    """Return colours of one hue for classes of values, from pale to dark, in steps that look even."""
    if count == 1:
        return [_toned(hue, _MIDDLE)]
    steps = [_PALEST * (_DARK / _PALEST) ** (n / (count - 1)) for n in range(count)]
    return [_toned(hue, step) for step in steps]


_PALEST = 1.25


def text_colour(colour: str) -> str:
    """Return a colour that letters on white can have, near the given one."""
    return colour if contrast(colour, WHITE) >= TEXT_CONTRAST else _toned(colour, TEXT_CONTRAST)


def ink_on(ground: str, ink: str) -> str:
    """Return the colour of letters on a ground: white or that of the text, whichever can be read better."""
    return max((WHITE, ink), key=lambda each: contrast(each, ground))


def mixed(colour: str, share: float) -> str:
    """Return a colour with white mixed into it; `share` is that of the colour, from 0 to 1."""
    return _hex([part * share + 255 * (1 - share) for part in _parts(colour)])


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@cache
def _toned(colour: str, target: float) -> str:
    """Return a colour of the same hue with a contrast with white: mixed with white or black to reach it."""
    goal = WHITE if contrast(colour, WHITE) > target else "#000000"
    near, far = 0.0, 1.0
    for _ in range(20):
        share = (near + far) / 2
        reached = contrast(_between(colour, goal, share), WHITE)
        is_beyond = reached < target if goal == WHITE else reached > target
        near, far = (near, share) if is_beyond else (share, far)
    return _between(colour, goal, near if goal == WHITE else far)


def _between(one: str, other: str, share: float) -> str:
    pairs = zip(_parts(one), _parts(other), strict=True)
    return _hex([a * (1 - share) + b * share for a, b in pairs])


def _luminance(colour: str) -> float:
    def linear(part: float) -> float:
        part /= 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _hex(parts: list[float]) -> str:
    return "#" + "".join(f"{min(max(round(part), 0), 255):02x}" for part in parts)
