"""Lines that are copied are those that would be laid out anew."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest
import weasyprint
from weasyprint.layout import inline

from briefpress.pdf.fast_lines import fast_lines

WORDS = "The wells of the <em>north</em> were dug <a href='#a'>by hand, and <b>those</b></a> of the south by others. "
# What is laid out more than once, with all that lines may hold or have to stand beside.
HTML = f"""<html lang=en-GB><style>
@page {{ size: 14cm 12cm; @bottom-left {{ content: "Foot" }} }} body {{ font: 11px/1.4 "Fira Sans" }}
.columns {{ columns: 2; column-gap: 3% }} .flex {{ display: flex; gap: 7px }}
.fit {{ text-align: justify; text-indent: 2em }}
u {{ float: footnote }} .side {{ float: right; width: 2cm }} s {{ position: relative; top: 2px }}
i {{ position: absolute }}
.first::first-letter {{ font-size: 2em }} .line::first-line {{ font-weight: bold }} .block {{ display: inline-block }}
.end {{ text-align: end }} .grid {{ display: grid; grid-template-columns: 1fr 2fr }}
small {{ margin: 0 3px; padding: 1px }}
</style><div class=columns><p>{WORDS * 2}<p class=fit>{WORDS * 2}<p>{WORDS}<u>A note</u> {WORDS}<p dir=rtl>{WORDS}
<p class=first>{WORDS}<p class=line>{WORDS}<p class=end>{WORDS}<br>{WORDS}</div><div class=columns>{WORDS * 9}</div>
<div class=flex><p>{WORDS}<div><p class=side>Beside<p>{WORDS * 2}</div><p>{WORDS}<i>placed</i><s>lower</s> {WORDS}</div>
<div class=grid><p>{WORDS}<p>{WORDS}<small>{WORDS}</small></div>
<div class=columns><p>{WORDS}<span class=block>{WORDS}</span>
<table><tr><td>{WORDS}<td>{WORDS}</table><ul><li>{WORDS}<li>{WORDS}</ul><p>{WORDS * 8}</div>
<div class=flex dir=rtl><p>{WORDS}"""


def drawn(html: str) -> tuple[list[tuple[object, ...]], object]:
    """Return all boxes with their places, and the file."""
    document = weasyprint.HTML(string=html).render()
    places = [
        (
            type(box),
            getattr(box, "text", ""),
            *(round(at, 6) for at in (box.position_x, box.position_y)),
        )
        for page in document.pages
        for box in page._page_box.descendants()  # noqa: SLF001
    ]
    return places, document.write_pdf(pdf_identifier=b"same")


def test_pages_are_the_same() -> None:
    long_way, file = drawn(HTML)
    with fast_lines():
        short_way, same_file = drawn(HTML)
    assert len(long_way) > 200
    assert short_way == long_way
    assert same_file == file


def test_page_numbers_that_change_are_set_anew() -> None:
    """WeasyPrint lays pages out again while the numbers that they name change."""
    entries = "".join(f"<p><a href=#to-{number}>Part {number}</a>" for number in range(30))
    parts = "".join(f"<h2 id=to-{number}>Part</h2><p>{WORDS * 3}" for number in range(30))
    contents = 'a[href^="#to"]::after { content: " on page " target-counter(attr(href), page) }'
    page = f"<style>@page {{ size: 9cm }} {contents}</style>{entries}{parts}"
    long_way, file = drawn(page)
    with fast_lines():
        short_way, same_file = drawn(page)
    assert short_way == long_way
    assert same_file == file


def test_a_copy_is_of_its_own() -> None:
    """A text that is changed, as for listeners, changes no other line."""
    with fast_lines():
        document = weasyprint.HTML(string=HTML).render()
    boxes = [box for page in document.pages for box in page._page_box.descendants()]  # noqa: SLF001
    layouts = [id(box.pango_layout) for box in boxes if hasattr(box, "pango_layout")]
    assert len(layouts) == len({*layouts}) > 100


def test_lines_of_columns_are_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or else WeasyPrint no longer calls what is replaced."""
    counts = []
    original = inline.split_inline_box
    for way in (nullcontext, fast_lines):
        calls: list[Any] = []

        def count(*arguments: Any, calls: list[Any] = calls) -> Any:
            calls.append(arguments[1])
            return original(*arguments)

        monkeypatch.setattr(inline, "split_inline_box", count)
        with way():
            weasyprint.HTML(string=f"<div style='columns: 2'>{WORDS * 9}<p>{WORDS * 9}").render()
        counts.append(len(calls))
    assert counts[1] < 0.5 * counts[0], counts
