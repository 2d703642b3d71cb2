"""Short ways for drawing lines of text: with the same results, for the length of a `with` block.

WeasyPrint 70 reads each number of each glyph from Pango by itself. Here, all glyphs of a run are read at
once, and what is written for a glyph is kept for the next one like it.
"""

from __future__ import annotations

import struct
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from weasyprint.draw import text as draw_text
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from briefpress.pdf.patches import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

_draw_first_line = draw_text.draw_first_line
_GLYPH = struct.Struct("=I3i4x")  # glyph, width, offset and rise of a PangoGlyphInfo
_LEAST_SIZE = 1e-6  # CSS pixels, as in WeasyPrint


@contextmanager
def fast_drawing() -> Iterator[None]:
    """Let WeasyPrint take the short way through the lines of one document."""
    runs = _Runs()
    with replaced(draw_text, "draw_first_line", runs.draw_first_line):
        yield


class _Run(NamedTuple):
    """What is drawn with one font of Pango: the font, its name in the file and its size, and the glyphs."""

    pango_font: Any
    name: str
    size: float
    shown: str


class _Runs:
    """What is written for the glyphs of each font and size."""

    def __init__(self) -> None:
        self._written: dict[tuple[str, float], dict[tuple[int, ...], str]] = {}

    def draw_first_line(
        self, stream: Any, box: Any, overflow: str, ellipsis: Any, matrix: Any
    ) -> Any:
        """Draw a line of text: at once where its glyphs stand on the base line, and nothing is cut off."""
        arguments = (stream, box, overflow, ellipsis, matrix)
        is_seen = box.text.strip() and box.style["font_size"] >= _LEAST_SIZE
        if not is_seen or overflow == "ellipsis" or ellipsis != "none":
            return _draw_first_line(*arguments)
        pango.pango_layout_set_single_paragraph_mode(box.pango_layout.layout, True)
        line, _ = box.pango_layout.get_first_line()
        runs = []
        run = line.runs[0]
        while run != ffi.NULL:
            read = self._read(stream, box, run.data)
            if read is None:
                return _draw_first_line(*arguments)
            runs.append(read)
            run = run.next
        stream.set_text_matrix(*matrix.values)
        shown = ""
        font = None
        for each in runs:
            if each.pango_font != font:
                font = each.pango_font
                if shown:
                    stream.show_text(shown)
                shown = ""
                stream.set_font_size(each.name, each.size)
            shown += each.shown
        stream.show_text(shown)
        return []

    def _read(self, stream: Any, box: Any, item: Any) -> _Run | None:
        """Return how a run is drawn; None where it has glyphs of a kind that is left to WeasyPrint."""
        pango_font = item.item.analysis.font
        font, size = stream.add_font(pango_font)
        if font.bitmap or font.png or font.svg or font.colr:
            return None
        known = self._written.setdefault((font.hash, size), {})
        count = item.glyphs.num_glyphs
        glyphs = _GLYPH.iter_unpack(ffi.buffer(item.glyphs.glyphs, count * _GLYPH.size))
        shown = "<"
        for index, glyph in enumerate(glyphs):
            written = known.get(glyph)
            if written is None:
                number, _, _, rise = glyph
                if (
                    rise
                    or number == pango.PANGO_GLYPH_EMPTY
                    or number & pango.PANGO_GLYPH_UNKNOWN_FLAG
                ):
                    return None
                if number not in font.to_unicode:
                    font.to_unicode[number] = _text_of(item, index, box.pango_layout.text)
                written = known[glyph] = _written(stream, font, size, pango_font, glyph)
            shown += written
        shown = shown[:-1] if shown.endswith("<") else f"{shown}>"
        return _Run(pango_font, font.hash, size, shown)


def _text_of(item: Any, index: int, text: str) -> str:
    """Return the text that a glyph of a run stands for."""
    clusters, count, length = item.glyphs.log_clusters, item.glyphs.num_glyphs, item.item.length
    if item.item.analysis.level % 2:  # from right to left
        end = length if index == 0 else clusters[index - 1]
    else:
        end = length if index == count - 1 else clusters[index + 1]
    first = item.item.offset
    return text.encode()[first + clusters[index] : first + end].decode()


def _written(stream: Any, font: Any, size: float, pango_font: Any, glyph: tuple[int, ...]) -> str:
    """Return what is written for a glyph within a string of glyphs, and keep its width in its font."""
    number, width, x_offset, _ = glyph
    offset = x_offset / size
    if number not in font.widths:
        pango.pango_font_get_glyph_extents(pango_font, number, stream.ink_rect, stream.logical_rect)
        font.widths[number] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    kerning = font.widths[number] + offset - width * 1000 * FROM_UNITS / size
    before = f">{-offset}<" if offset else ""
    after = f">{int(kerning)}<" if kerning else ""
    return f"{before}{number:04x}{after}"
