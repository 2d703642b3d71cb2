"""Whether the blocks of a page are wider than the paper, as where a style gives them a width in pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

if TYPE_CHECKING:
    from weasyprint import Document

_ROUNDING = 1.0  # CSS pixels
# What no block is wider than, then: the place that it has. Browsers shrink such a page as a whole.
AS_WIDE_AS_THEIR_PLACE = """
    :is(div, main, section, article, header, footer, nav, aside, form, fieldset, p, pre, ul, ol, dl) {
        min-width: 0 !important;
        max-width: 100% !important;
    }
"""


def has_blocks_wider_than_paper(document: Document) -> bool:
    """Return whether a block with a width of its own ends beyond the right edge of its page."""
    return any(_is_exceeded(page._page_box) for page in document.pages)  # noqa: SLF001 - there is no other way


def _is_exceeded(page: Any) -> bool:
    paper, pending = page.margin_width() + _ROUNDING, [page]
    while pending:
        for box in pending.pop().children:
            if not isinstance(box, boxes.BlockBox) or box.style["position"] in (
                "absolute",
                "fixed",
            ):
                continue
            has_width = box.style["width"] != "auto" or box.style["min_width"] != "auto"
            if has_width and box.position_x + box.margin_left + box.border_width() > paper:
                return True
            pending.append(box)
    return False
