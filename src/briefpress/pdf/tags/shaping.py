"""Glyphs and the text that they stand for, on one line, as Pango shaped it.

In most scripts, each glyph stands for a letter, one after the other. In others, several glyphs stand for
several letters together (a *cluster*), or a line runs from right to left, or in both directions.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from weasyprint.text.ffi import FROM_UNITS, ffi, pango

if TYPE_CHECKING:
    from collections.abc import Iterator

# Letters that are shaped, or run from right to left: from Hebrew to Khmer, and their forms for old programs.
_SHAPED = re.compile(
    "[\u0300-\u036f\u0590-\u109f\u1780-\u17ff\u19e0-\u19ff\u200f\u202b\u202e\u2067\ua8e0-\uaaff\ufb1d-\ufdff"
    "\ufe70-\ufefc]"
)


class Glyph(NamedTuple):
    """A glyph in the order in which a line is drawn, from left to right.

    The cluster that it belongs to stands for the text from `start` to `end`, in bytes of UTF-8.
    """

    start: int
    end: int
    is_rtl: bool


class ShapedLine(NamedTuple):
    """The text of a line in UTF-8, and its glyphs."""

    text: bytes
    glyphs: tuple[Glyph, ...]


def read_line(box: Any) -> ShapedLine | None:
    """Return how the text of a box was shaped, once it is drawn; None where each letter has its glyph."""
    if not _SHAPED.search(box.pango_layout.text):
        return None
    line, _ = box.pango_layout.get_first_line()
    glyphs: list[Glyph] = []
    run = line.runs[0]
    while run != ffi.NULL:
        glyphs += _glyphs_of(run.data)
        run = run.next
    return ShapedLine(box.pango_layout.text.encode(), tuple(glyphs))


def _glyphs_of(run: Any) -> Iterator[Glyph]:
    """Yield the glyphs of a run, without those that are not drawn."""
    count, first, length = run.glyphs.num_glyphs, run.item.offset, run.item.length
    starts = run.glyphs.log_clusters[0:count]
    ends = dict(zip(order := sorted({*starts}), [*order[1:], length], strict=True))
    is_rtl = bool(run.item.analysis.level % 2)
    for index in range(count):
        if run.glyphs.glyphs[index].glyph != pango.PANGO_GLYPH_EMPTY:
            yield Glyph(first + starts[index], first + ends[starts[index]], is_rtl)


def width_of_added_space(box: Any) -> float:
    """Return how wide the space is that a line got for listeners, if it stands left of the line, in pixels.

    In a line from right to left, a space at the end is the glyph at the far left; the layout left no room for it.
    """
    if box.style["direction"] == "ltr" or not getattr(box, "has_added_space", False):
        return 0
    line, _ = box.pango_layout.get_first_line()
    if not box.pango_layout.first_line_direction % 2 or line.runs == ffi.NULL:
        return 0
    glyphs = line.runs[0].data.glyphs
    return float(glyphs.glyphs[0].geometry.width * FROM_UNITS)


def is_rtl_text(text: str) -> bool:
    """Return whether all letters of a text are written from right to left."""
    kinds = {unicodedata.bidirectional(char) for char in text}
    return bool(kinds & {"R", "AL"}) and kinds <= {"R", "AL", "NSM", "BN"}
