"""The short way of drawing text writes the same files as the long one, and is taken for nearly all lines."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest
import weasyprint
from weasyprint.draw import text as draw_text
from weasyprint.text.ffi import ffi

from briefpress.pdf import fast_drawing as short
from briefpress.pdf.fast_drawing import fast_drawing

# Of each kind that the short way tells apart: kerning, marks above letters, scripts that are joined and run
# from right to left, letters that no font has, text that is cut off, invisible text, several fonts in a line.
HTML = """<html lang=en><style>
@page { size: 12cm 16cm } body { font: 12px/1.4 "Fira Sans" } b { font-family: "IBM Plex Serif" }
.cut { text-overflow: ellipsis; overflow: hidden; white-space: nowrap; width: 3cm }
.lines { max-lines: 2; block-ellipsis: auto; continue: discard } .fit { text-align: justify; width: 5cm }
.unseen { visibility: hidden } .tiny { font-size: 0 } .wide { letter-spacing: 2px; word-spacing: 4px }
</style><h1>AVATAR To You, WAVE</h1><p>Words <b>in another font</b> and <i>slanted</i>, fi ffl, a&#x301;
q&#x323;&#x307; Z&#x30c; <b>&#x645;&#x631;&#x62d;&#x628;&#x627;</b> &#xe01;&#xe33;&#xe49; &#x924;&#x941; &#xe123;
<p class=cut>text that is cut off at its end<p class=lines>one<br>two<br>three<br>four<p class=fit>some words that
fill all of a narrow place from its one edge to the other<p class=unseen>nothing<p class=tiny>less
<p class=wide>words with room
<p><u>Lines</u> and <s>lines</s> x<sup>2</sup><p dir=rtl>&#x5e9;&#x5dc;&#x5d5;&#x5dd; 12 a"""


def test_files_are_the_same(caplog: pytest.LogCaptureFixture) -> None:
    document = weasyprint.HTML(string=HTML).render()
    long_way = document.write_pdf(pdf_identifier=b"same")
    said = [record.getMessage() for record in caplog.records]
    caplog.clear()
    with fast_drawing():
        assert document.write_pdf(pdf_identifier=b"same") == long_way
    assert [record.getMessage() for record in caplog.records] == said


def test_the_short_way_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or else WeasyPrint no longer calls what is replaced, or has other glyphs."""
    counts = []
    original = short._draw_first_line  # noqa: SLF001
    words = "".join(f"<p>Words of line {number}" for number in range(20))
    for way in (nullcontext, fast_drawing):
        calls: list[Any] = []

        def count(*arguments: Any, calls: list[Any] = calls) -> Any:
            calls.append(arguments)
            return original(*arguments)

        with monkeypatch.context() as patched:
            patched.setattr(draw_text, "draw_first_line", count)
            patched.setattr(short, "_draw_first_line", count)
            with way():
                weasyprint.HTML(string=words).write_pdf()
        counts.append(len(calls))
    assert counts == [20, 0]


def test_glyphs_have_the_size_that_is_read() -> None:
    assert ffi.sizeof("PangoGlyphInfo") == short._GLYPH.size  # noqa: SLF001
