"""Short ways through text give the same lines as the long ones, with half the work."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest
import weasyprint
from weasyprint.text.line_break import Layout

from briefpress.pdf.fast_text import fast_text

WORDS = (
    "The wells of the north were dug by hand, and those of the south by a company from elsewhere. "
)
# Of each kind that the short ways tell apart: wrapped and unwrapped text, text in narrow and in equal
# places, soft and automatic hyphens, long words, spacing, features, decoration, other directions.
HTML = f"""<html lang=en-GB><style>
@page {{ size: 12cm 16cm; @bottom-left {{ content: "The foot of each page" }} }}
body {{ font: 11px/1.4 "Fira Sans" }} .fit {{ text-align: justify }} .wide {{ letter-spacing: 1px; word-spacing: 3px }}
.hyphens {{ hyphens: auto; width: 4cm }} .break {{ overflow-wrap: anywhere; width: 2cm }} u {{ float: footnote }}
.columns {{ columns: 2 }} .flex {{ display: flex }} .caps {{ font-variant-caps: small-caps; font-kerning: none }}
.pre {{ white-space: pre-wrap; tab-size: 3 }} .any {{ word-break: break-all; width: 1cm }}
.none {{ white-space: nowrap }}
td {{ border: 1px solid; width: 1px }}
</style><p>{WORDS * 6}</p><p class=fit>{WORDS * 3}<b>{WORDS}</b>{WORDS}<i lang=fr>« {WORDS} »</i></p>
<p class=wide>{WORDS * 2}<p class=hyphens>{WORDS * 2}<p class=break>{WORDS.replace(" ", "")}
<p>in&shy;ex&shy;tin&shy;guish&shy;able {WORDS}{"co&shy;op&shy;er&shy;a&shy;tion " * 40}
<p class=pre>{WORDS}\n\tnew\tline
<p class=any>{WORDS[:40]}<p class=none>{WORDS}<p dir=rtl>{WORDS}<p lang=ar dir=rtl>{"مرحبا بالعالم " * 20}
<div class=columns>{WORDS * 5}</div><div class=flex><p>{WORDS}<p>{WORDS * 2}<p>short</div>
<table><tr><td>{WORDS}<td>{WORDS}</table><p class=caps>{WORDS}<u>{WORDS}</u><p><s>{WORDS}</s><a href="#">{WORDS}</a>
<p style="font-size: 40px">{WORDS}<p style="font-size: 0">{WORDS}<p>{"i" * 300} {"l.i,l " * 60}
<p>{"words&thinsp;and&ensp;spaces&ZeroWidthSpace;" * 30}"""


def drawn(html: str) -> tuple[list[tuple[object, ...]], object]:
    """Return all lines of text with their places, and the file."""
    document = weasyprint.HTML(string=html).render()
    lines: list[tuple[object, ...]] = [
        (box.text, box.position_x, box.position_y, box.width, box.height, box.baseline)
        for page in document.pages
        for box in page._page_box.descendants()  # noqa: SLF001
        if hasattr(box, "pango_layout")
    ]
    return lines, document.write_pdf(pdf_identifier=b"same")


def test_lines_are_the_same() -> None:
    long_way, file = drawn(HTML)
    with fast_text():
        short_way, same_file = drawn(HTML)
    assert len(long_way) > 150
    assert short_way == long_way
    assert same_file == file


def test_lines_of_any_width_are_the_same() -> None:
    page = """<style>p { font: 12px/1.3 "IBM Plex Serif" }</style>""" + "".join(
        f"<p style='width: {width}px'>{WORDS}</p>" for width in range(30, 420, 7)
    )
    long_way, _ = drawn(page)
    with fast_text():
        assert drawn(page)[0] == long_way


def test_text_is_shaped_half_as_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pango has less to do, or else WeasyPrint no longer calls what is replaced."""
    counts = []
    original = Layout.get_first_line
    for way in (nullcontext, fast_text):
        calls: list[Any] = []

        def counted(layout: Any, calls: list[Any] = calls) -> Any:
            calls.append(layout)
            return original(layout)

        monkeypatch.setattr(Layout, "get_first_line", counted)
        with way():
            weasyprint.HTML(string=HTML).render()
        counts.append(len(calls))
    assert counts[1] < 0.6 * counts[0], counts
