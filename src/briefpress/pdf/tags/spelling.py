"""Lines whose glyphs do not stand for their letters one after the other, written so that they can be read back.

A word whose glyphs do not stand for its letters gets them as ActualText (ISO 32000-1, 14.9.4). Text from
right to left is drawn as Pango draws it, from left to right, which `ReversedChars` says (14.8.2.3.3); its
strings stand in the order in which they are read. Programs that extract text reverse all that is
written from right to left, with or without that mark.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

import pydyf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefpress.pdf.tags.shaping import Glyph, ShapedLine

    _Shaped = tuple[Glyph, "_Placed"]

_PARTS = re.compile(rb"<([0-9a-f]*)>|(-?[\d.]+)")
# Signs of Thai, Lao and Burmese, which programs that extract text put beside the wrong letter.
SIGNS = re.compile(
    "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102d-\u103e]"
)
_JOINERS = ("\u200c".encode(), "\u200d".encode())  # which change letters, and belong to the text
_BREAKS = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_BETWEEN = ("Tf", "Ts", "TJ")


class FontOfGlyphs(NamedTuple):
    """The text and the width of each glyph of a font, by the hexadecimal digits that show it.

    `digits` is how many there are; widths are in thousandths of the font size.
    """

    texts: Mapping[bytes, str]
    widths: Mapping[bytes, float]
    digits: int


class _Placed(NamedTuple):
    """A glyph, with the operator that sets its font, its place on the line, and its rise."""

    code: bytes
    font: bytes
    size: float
    x: float
    width: float
    rise: bytes
    text: str


class _Piece(NamedTuple):
    """Glyphs that are shown together; `actual` is what they stand for, where that is not their own text."""

    start: int
    is_rtl: bool
    glyphs: tuple[_Placed, ...]
    actual: str | None


def spell(
    operators: Sequence[Any], line: ShapedLine, text: str, fonts: Mapping[bytes, FontOfGlyphs]
) -> list[Any] | None:
    """Return the operators of a line so that it reads as `text`; None where it was not shaped from that."""
    shaped = _without_breaks(line.text.decode())
    if shaped.split() != _without_breaks(text).split():
        return None
    indexes = [i for i, each in enumerate(operators) if _operator(each) in _BETWEEN]
    if not indexes:
        return None
    first, last = indexes[0], indexes[-1] + 1
    if len(indexes) != last - first:
        return None
    glyphs = tuple(_placed(operators[first:last], fonts))
    if len(glyphs) != len(line.glyphs):
        return None
    pieces = sorted(_pieces(glyphs, line), key=lambda piece: piece.start)
    if text[:1].isspace() and not shaped[:1].isspace():
        pieces[0] = _with_spaces(pieces[0], " ", "")
    if text[-1:].isspace() and not shaped[-1:].isspace():
        pieces[-1] = _with_spaces(pieces[-1], "", " ")
    return [*operators[:first], *_written(pieces), *operators[last:]]


def _without_breaks(text: str) -> str:
    """Return a text without the signs that say where lines may break."""
    return text.translate(_BREAKS)


def _operator(operator: Any) -> str:
    return operator.rsplit(b" ", 1)[-1].decode() if isinstance(operator, bytes) else ""


def _placed(operators: Sequence[bytes], fonts: Mapping[bytes, FontOfGlyphs]) -> Iterator[_Placed]:
    """Yield the glyphs that are drawn, each with its place from the beginning of the line."""
    x, size, rise = 0.0, 0.0, b"0"
    setting, font = b"", FontOfGlyphs({}, {}, 4)
    for operator in operators:
        name = _operator(operator)
        if name == "Tf":
            setting, font = operator, fonts[operator.split()[0][1:]]
            size = float(operator.split()[1])
        elif name == "Ts":
            rise = operator.split()[0]
        else:
            for part in _PARTS.finditer(operator):
                if part[2]:
                    x -= float(part[2]) / 1000 * size
                    continue
                codes = part[1]
                for index in range(0, len(codes), font.digits):
                    code = codes[index : index + font.digits]
                    width = font.widths.get(code, 0) / 1000 * size
                    yield _Placed(code, setting, size, x, width, rise, font.texts.get(code, ""))
                    x += width


def _pieces(glyphs: Sequence[_Placed], line: ShapedLine) -> Iterator[_Piece]:
    """Yield the pieces of a line, as they are drawn."""
    found = [_syllable(line, each) for each in _syllables(line, glyphs)]
    for (is_rtl, _), pieces in groupby(found, key=lambda each: (each[0].is_rtl, each[1].isspace())):
        yield from _joined(is_rtl, list(pieces))


def _syllables(line: ShapedLine, glyphs: Sequence[_Placed]) -> Iterator[list[_Shaped]]:
    """Yield letters with the signs above and below them: they stand after it, or before it from right to left."""
    clusters = groupby(zip(line.glyphs, glyphs, strict=True), key=lambda pair: pair[0])
    open_one: list[_Shaped] = []
    for shape, pairs in clusters:
        goes_on = False
        if open_one and open_one[-1][0].is_rtl == shape.is_rtl:
            goes_on = _is_sign(line, open_one[-1][0] if shape.is_rtl else shape)
        if open_one and not goes_on:
            yield open_one
            open_one = []
        open_one += pairs
    if open_one:
        yield open_one


def _is_sign(line: ShapedLine, shape: Glyph) -> bool:
    text = line.text[shape.start : shape.end].decode()
    return all(unicodedata.category(char).startswith("M") for char in text)


def _syllable(line: ShapedLine, pairs: Sequence[_Shaped]) -> tuple[_Piece, str]:
    """Return a syllable as a piece, and its text as it is read."""
    shapes = [shape for shape, _ in pairs]
    start, is_rtl = min(each.start for each in shapes), shapes[0].is_rtl
    glyphs = tuple(placed for _, placed in pairs)
    end = max(each.end for each in shapes)
    while line.text[end : end + 3] in _JOINERS:  # which have no glyph
        end += 3
    text = _without_breaks(line.text[start:end].decode())
    shown = text[::-1] if is_rtl else text
    is_spelt = "".join(placed.text for _, placed in pairs) == shown
    is_level = all(each.rise == b"0" for each in glyphs)
    return _Piece(start, is_rtl, glyphs, None if is_spelt and is_level else shown), text


def _joined(is_rtl: bool, clusters: list[tuple[_Piece, str]]) -> Iterator[_Piece]:
    """Yield clusters of one word joined: as one piece from left to right, else those that spell themselves."""
    pieces = [piece for piece, _ in clusters]
    if is_rtl:
        # Strings follow one another in reading order, and so do not go on in another font.
        for key, group in groupby(
            pieces, key=lambda each: (each.actual is None, each.glyphs[0].font)
        ):
            same = list(group)
            yield from [_join(same, None)] if key[0] else same
        return
    is_spelt = all(piece.actual is None and not SIGNS.search(text) for piece, text in clusters)
    yield _join(pieces, None if is_spelt else "".join(text for _, text in clusters))


def _join(pieces: Sequence[_Piece], actual: str | None) -> _Piece:
    glyphs = tuple(glyph for piece in pieces for glyph in piece.glyphs)
    return _Piece(min(piece.start for piece in pieces), pieces[0].is_rtl, glyphs, actual)


def _with_spaces(piece: _Piece, before: str, after: str) -> _Piece:
    """Return a piece with a space of the text beside it that no glyph stands for."""
    shown = "".join(each.text for each in piece.glyphs) if piece.actual is None else piece.actual
    first, last = (after, before) if piece.is_rtl else (before, after)
    return piece._replace(actual=f"{first}{shown}{last}")


def _written(pieces: Sequence[_Piece]) -> Iterator[Any]:
    """Yield the operators that draw pieces, each of its glyphs at its place."""
    pen = _Pen()
    for is_rtl, run in groupby(pieces, key=lambda piece: piece.is_rtl):
        if is_rtl:
            yield from ("/ReversedChars", b"BMC")
        for piece in run:
            if piece.actual is None:
                yield from pen.draw(piece.glyphs)
                continue
            if is_rtl and len(piece.glyphs) > 1:
                first, *others = _level_first(piece.glyphs)
                yield from _replaced_by(piece.actual, pen.draw([first]))
                yield from _replaced_by("", pen.draw(others))
            else:
                yield from _replaced_by(piece.actual, pen.draw(_level_first(piece.glyphs)))
        if is_rtl:
            yield b"EMC"


def _level_first(glyphs: Sequence[_Placed]) -> list[_Placed]:
    """Return glyphs so that the first stands on the line, and the last too where several do.

    Programs that extract text take their place for that of the word: it would be on a line of its own.
    """
    raised = [each for each in glyphs if each.rise != b"0"]
    level = [each for each in glyphs if each.rise == b"0"]
    return [*level[:1], *raised, *level[1:]]


def _replaced_by(text: str, operators: Iterator[bytes]) -> Iterator[Any]:
    actual = pydyf.Dictionary({"ActualText": pydyf.String(text)})
    yield from ("/Span", actual, b"BDC", *operators, b"EMC")


class _Pen:
    """Draws glyphs at their places, one after the other."""

    def __init__(self) -> None:
        self._x = 0.0
        self._font = b""

    def draw(self, glyphs: Sequence[_Placed]) -> Iterator[bytes]:
        """Yield the operators that draw glyphs."""
        for (font, rise), group in groupby(glyphs, key=lambda glyph: (glyph.font, glyph.rise)):
            if font != self._font:
                yield font
                self._font = font
            if rise != b"0":
                yield rise + b" Ts"
            yield b"[" + b"".join(self._show(group)) + b"] TJ"
            if rise != b"0":
                yield b"0 Ts"

    def _show(self, glyphs: Iterator[_Placed]) -> Iterator[bytes]:
        codes = b""
        for glyph in glyphs:
            shift = round((self._x - glyph.x) / glyph.size * 1000, 2)
            if abs(shift) >= 0.01:
                if codes:
                    yield b"<%s>" % codes
                yield b"%g" % shift
                codes = b""
            codes += glyph.code
            self._x = glyph.x + glyph.width
        yield b"<%s>" % codes
