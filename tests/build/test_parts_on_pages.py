"""What stays together where a page ends, and what says that it goes on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from briefpress import content, structure
from briefpress.build.editions import set_edition
from briefpress.content.editions import SCREEN
from briefpress.html.theme import Theme
from briefpress.pdf import print_pdf
from conftest import write_brief

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.structure import PdfStructure

SENTENCE = "The council of the eleven districts agreed on a calendar for wells and for pasture."


def _pdf(folder: Path, body: list[Any]) -> PdfStructure:
    path = write_brief(
        folder / "brief.yaml", sections=[{"heading": "Rain", "body": body}], fit=False
    )
    return structure.inspect(print_pdf(set_edition(content.load(path), Theme(), SCREEN)).data)


def test_the_data_of_a_chart_say_that_they_go_on_from_the_page_before(tmp_path: Path) -> None:
    lines = "\n".join(f"Place {number},{number}" for number in range(90))
    (tmp_path / "wells.csv").write_text(f"Place,Wells\n{lines}\n", "utf-8")
    chart = {"type": "bar", "file": "wells.csv", "alt": "Bars", "caption": "Wells", "data": "below"}

    pages = _pdf(tmp_path, [{"chart": chart}]).pages
    said = ["Figure\xa01 (continued)" in [each.text for each in page.artifacts] for page in pages]
    assert said.index(True) > 0
    assert said.count(True) >= 1


@pytest.mark.parametrize("lines", [10, 12, 13])
def test_no_term_of_a_list_stands_alone_on_a_page(lines: int, tmp_path: Path) -> None:
    terms = [{"term": f"Term {number}", "definition": SENTENCE} for number in range(4)]

    pdf = _pdf(tmp_path, [*[SENTENCE] * lines, {"definitions": terms}])
    pages = {
        number: next(each.page for each in pdf.walk() if each.text.strip() == f"Term {number}")
        for number in range(4)
    }
    assert 1 not in Counter(pages.values()).values()
