"""What begins a column stands at its top, whatever margin it has."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest
import weasyprint

from briefpress.pdf.column_tops import columns_without_margin_at_their_top

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

# Two columns of three lines each; what is after the third begins the second.
PAGE = """<style>
@page {{ size: 12cm 8cm; margin: 1cm }}
* {{ margin: 0; padding: 0; break-before: auto }} body {{ font: 10px/20px serif }}
div.text {{ columns: 2; column-fill: auto; height: 70px; orphans: 1; widows: 1 }}
.low {{ margin-top: 7px }} .forced {{ break-before: column }}
</style>
<div class=text><p>one<p>two<p>three{rest}</div>"""


def tops(rest: str, way: AbstractContextManager[object], page: str = PAGE) -> list[float]:
    """Return how far below the top of its column each column begins, in CSS pixels."""
    with way:
        document = weasyprint.HTML(string=page.format(rest=rest)).render()
    boxes = document.pages[0]._page_box.descendants()  # noqa: SLF001 - there is no other way to the boxes
    columns = [box for box in boxes if box.is_column]
    assert len(columns) == 2
    first = {"one", "five" if page != PAGE else "four"}
    return [
        box.position_y - column.position_y
        for column in columns
        for box in column.descendants()
        if getattr(box, "text", "").strip() in first
    ]


@pytest.mark.parametrize(
    "rest",
    [
        "<p class=low>four<p>five",
        "<ul class=low><li>four<li>five</ul>",
        "<div class=low><p>four</p></div><p>five",
    ],
)
def test_a_column_begins_without_the_margin_of_its_first_block(rest: str) -> None:
    first, second = tops(rest, columns_without_margin_at_their_top())
    assert first == second
    first, second = tops(rest, nullcontext())
    assert second == first + 7, (
        "WeasyPrint drops the margin itself: pdf/column_tops.py is no longer needed"
    )


def test_a_list_that_goes_on_begins_without_the_margin_of_its_item() -> None:
    rest = "<ul><li class=low>four<li class=low>five</ul>"
    short = PAGE.replace("<p>two<p>three", "<p>two")
    assert tops(rest, columns_without_margin_at_their_top(), short) == [0, 0]
    assert tops(rest, nullcontext(), short) == [0, 7]


@pytest.mark.parametrize(
    "rest",
    ["<p class='low forced'>four", "<div style='break-after: column'></div><p class=low>four"],
)
def test_a_margin_after_a_forced_break_stays(rest: str) -> None:
    first, second = tops(rest, columns_without_margin_at_their_top())
    assert second == first + 7
