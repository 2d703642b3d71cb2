"""What stands at the foot of its page, and what reaches there."""

from __future__ import annotations

import pytest

from briefpress import structure
from briefpress.html.documents import HtmlDocument
from briefpress.pdf import print_pdf
from briefpress.structure import ObjectRef, Text
from briefpress.structure.rasterize import rasterize_pages

_STYLE = """
@page { size: 200pt 200pt; margin: 20pt } html { font: 10pt/1 sans-serif } body, p, h1 { margin: 0 }
h1 { font-size: 10pt } .cover { background: #003355; color: white } .next { break-before: page }
u { float: footnote }
"""
_FOOT, _CLEARANCE = (
    20,
    6,
)  # points from below: where the place for text ends, and what is kept free above


def _print(body: str) -> bytes:
    page = f'<!DOCTYPE html><html lang="en"><title>W</title><style>{_STYLE}</style><h1>Wells</h1>{body}</html>'
    return print_pdf(HtmlDocument(page, "wells.html")).data


def _texts(body: str) -> list[Text]:
    contents = (element.content() for element in structure.inspect(_print(body)).roots)
    return [each for content in contents for each in content if isinstance(each, Text)]


def _height(texts: list[Text], words: str) -> float:
    """Return how far from below a text ends, in points."""
    return next(text.runs[0].box[1] for text in texts if words in text.text)


def test_the_imprint_stands_at_the_foot_of_its_page() -> None:
    texts = _texts('<p>Text.</p><section data-foot="page"><p>Imprint.</p></section>')
    assert _height(texts, "Imprint") == pytest.approx(_FOOT + _CLEARANCE, abs=2)


@pytest.mark.parametrize(
    "body",
    [
        '<section data-foot="page"><p>Imprint.</p></section><p>Text.</p>',
        '<div class="next"><section data-foot="page"><p>Imprint.</p></section></div>',
    ],
    ids=["text below it", "nothing above it"],
)
def test_what_is_not_last_or_alone_on_a_page_stays(body: str) -> None:
    assert _height(_texts(body), "Imprint") > 140


def test_what_goes_on_overleaf_stays() -> None:
    lines = "<br>".join(f"Line {number}" for number in range(20))
    texts = _texts(f'<p>Text.</p><p data-foot="page">{lines}</p>')
    assert _height(texts, "Line 19") > 100


def test_notes_stay_below_the_imprint() -> None:
    texts = _texts('<p>Text<u>Note</u></p><p data-foot="page">Imprint.</p>')
    assert _height(texts, "Note") < _height(texts, "Imprint") - 10


def test_a_cover_reaches_to_the_foot_with_its_colour_and_its_facts() -> None:
    cover = '<div class="cover" data-foot="reach"><p>By A</p><p data-foot="cover">Facts</p></div>'
    body = cover + '<p class="next">Text.</p>'
    first, _ = rasterize_pages(_print(body), 72)
    assert _height(_texts(body), "Facts") == pytest.approx(_FOOT, abs=2)
    assert first.colour_at(100, 178) == (0, 0x33, 0x55)
    assert first.colour_at(100, 182) == (255, 255, 255)


def test_a_link_that_has_moved_is_where_its_words_are() -> None:
    body = '<p>Text.</p><p data-foot="page"><a href="https://e.org/">Imprint</a></p>'
    (root,) = structure.inspect(_print(body)).roots
    (link,) = (each for each in root.content() if isinstance(each, ObjectRef))
    assert link.rect
    assert _FOOT + _CLEARANCE - 1 <= link.rect[1] < _FOOT + _CLEARANCE + 5
