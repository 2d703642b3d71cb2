"""Words that only the layout keeps apart have a space between them in the file, for whoever reads it."""

from __future__ import annotations

import pypdfium2
import pytest

from briefpress.html import HtmlDocument
from briefpress.pdf import print_pdf


@pytest.mark.parametrize("element", ["span", "time", "strong", "a"])
def test_parts_of_a_paragraph_on_lines_of_their_own_are_apart(element: str) -> None:
    part = f'<{element} style="display: block">'
    text = f"<p>{part}Kenya </{element}>{part}2025 </{element}>{part}Version 1</{element}></p>"
    pdf = print_pdf(HtmlDocument(f'<html lang="en"><title>T</title><h1>T</h1>{text}', "page"))

    # PDFium gives its own line breaks for lines: a space before one is that of the file.
    shown = pypdfium2.PdfDocument(pdf.data)[0].get_textpage().get_text_range()
    assert shown.splitlines()[1:] == ["Kenya ", "2025 ", "Version 1"]
