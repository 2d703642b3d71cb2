"""What is printed above a box or table that goes on from the page before."""

from __future__ import annotations

import pytest

from briefpress import structure
from briefpress.html.documents import HtmlDocument
from briefpress.pdf import print_pdf

_STYLE = """
h1, h2 { margin: 0; font-size: 12px }
@page { size: 200px 200px; margin: 20px } body { margin: 0; font: 10px/1.5 sans-serif } p { margin: 0 }
div { margin: 20px 0; box-decoration-break: clone } .continued { position: absolute; white-space: nowrap }
.continued::before { content: attr(data-text) }
"""
_PAGE = """<!DOCTYPE html><html lang="en" dir="{dir}"><title>Wells</title><style>{style}</style>
<h1>Wells</h1><div><h2>What to do</h2>{lines}<p class="continued" aria-hidden="true" data-text="{text}"></p></div>
<p>The end.</p></html>"""


def _decorations(lines: int, text: str = "To do (continued)", **more: str) -> list[list[str]]:
    """Return the texts on each page that nobody has to hear."""
    filled = "".join(f"<p>Line {number}.</p>" for number in range(lines))
    page = _PAGE.format(**{"dir": "ltr", "style": _STYLE, **more}, lines=filled, text=text)
    pages = structure.inspect(print_pdf(HtmlDocument(page, "wells.html")).data).pages
    return [[each.text for each in page.artifacts if each.text] for page in pages]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_each_page_but_the_first_says_what_goes_on(direction: str) -> None:
    first, *others = _decorations(25, dir=direction)
    assert first == []
    assert others == [["To do (continued)"]] * 3


def test_what_stays_on_its_page_says_nothing() -> None:
    assert _decorations(2) == [[]]


def test_it_is_left_out_where_there_is_no_room_for_it() -> None:
    assert not any(_decorations(25, text="W" * 90))
