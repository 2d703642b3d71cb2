"""The styles that are read before anybody asks for a page are those that the page of a brief has."""

from __future__ import annotations

from briefpress import content
from briefpress.build.editions import set_edition
from briefpress.content import SCREEN
from briefpress.html import Theme, usual_styles
from briefpress.pdf import fast_styles, load_styles, print_pdf, printing
from conftest import ROOT


def test_a_brief_finds_its_fonts_and_styles_read() -> None:
    fast_styles._sheets.clear()  # noqa: SLF001
    printing._last_fonts.clear()  # noqa: SLF001
    page = set_edition(content.load(ROOT / "content/kazakhstan.yaml"), Theme(), SCREEN)

    load_styles()
    ((known, sheet),) = fast_styles._sheets.items()  # noqa: SLF001
    (fonts,) = printing._last_fonts.values()  # noqa: SLF001
    print_pdf(page)

    assert usual_styles() in page.text
    assert fast_styles._sheets[known] is sheet  # noqa: SLF001
    others = (text for _, text, _, _ in fast_styles._sheets if text != known[1])  # noqa: SLF001
    assert all("--page-width" in text for text in others)  # which is of each page
    assert [*printing._last_fonts.values()] == [fonts]  # noqa: SLF001
