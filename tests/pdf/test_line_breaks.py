"""Where lines break before a link or a note call; WeasyPrint alone breaks some of them too early."""

from __future__ import annotations

from typing import Any

import pytest
import weasyprint

from briefpress.pdf.patches import lines_with_spaces_at_their_end

TEXT = "reports, and not all of it runs at the same time."


def line_boxes(html: str) -> list[Any]:
    page = weasyprint.HTML(string=html).render().pages[0]._page_box  # noqa: SLF001
    return [box for box in page.descendants() if type(box).__name__ == "LineBox"]


def lines_of(html: str) -> list[str]:
    return [
        "".join(getattr(each, "text", "") for each in box.descendants()) for box in line_boxes(html)
    ]


def set_between(space: str, slack: float) -> str:
    """Return HTML in which the words of TEXT fit into a line with so many pixels to spare, but no link."""
    style = f"<style>p {{ width: {width_of(TEXT) + slack}px; font: 13px 'Fira Sans' }}</style>"
    return f"{style}<p>{TEXT}{space}<a href='#x'>link</a></p>"


def width_of(text: str) -> float:
    (line,) = line_boxes(f"<style>p {{ font: 13px 'Fira Sans' }}</style><p>{text}</p>")
    return float(line.width)


@pytest.mark.parametrize(
    ("space", "slack", "expected"),
    [
        (" ", 0.5, [TEXT, "link"]),
        ("\u00a0", 0.5, ["reports, and not all of it runs at the same", "time.\u00a0link"]),
        ("\u00a0", 8, ["reports, and not all of it runs at the same", "time.\u00a0link"]),
    ],
)
def test_a_line_keeps_all_words_that_fit(space: str, slack: float, expected: list[str]) -> None:
    html = set_between(space, slack)
    alone = lines_of(html)
    assert alone[0] == "reports,", "WeasyPrint breaks the line where it should: drop the patch"
    with lines_with_spaces_at_their_end():
        assert lines_of(html) == expected
    assert lines_of(html) == alone  # nothing stays patched
