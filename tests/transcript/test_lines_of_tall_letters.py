"""Words of Japanese are heard whole where a line ends within them, also in lines that nearly touch."""

from __future__ import annotations

import pytest

from briefpress import structure
from briefpress.html import HtmlDocument
from briefpress.pdf import print_pdf
from briefpress.transcript import as_text, transcribe

TEXT = (
    "アンケート結果より「{}必要なデータが探しづらい{}」「{}利用者のニーズが解らない{}」などがある。"
)


@pytest.mark.parametrize("height", ["1.2", "1.5", "2"])
def test_no_space_is_heard_at_the_end_of_a_line(height: str) -> None:
    marks = ("<strong>", "</strong>") * 2
    page = (
        "<html lang='ja'><title>要</title><style>@page { size: 100mm 150mm; margin: 10mm }"
        f"p {{ line-height: {height} }}</style><p>{TEXT.format(*marks)}</p>"
    )
    printed = print_pdf(HtmlDocument(page, "page.html"))
    assert TEXT.format(*[""] * 4) in as_text(transcribe(structure.inspect(printed.data)))
