"""Columns that begin with their text, and not with the margin above it.

Margins at an unforced break are dropped (CSS Fragmentation Module Level 3, 5.2). WeasyPrint 70 does so at
the tops of pages alone, and the columns of a text then begin at different heights.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from weasyprint.css.properties import ZERO_PIXELS
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

from briefpress.pdf.patches import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORCED = frozenset({"column", "page", "always", "left", "right", "recto", "verso"})


@contextmanager
def columns_without_margin_at_their_top() -> Iterator[None]:
    """Let what begins a column, and was broken off before, have no margin above it."""
    original = block.block_container_layout

    def block_container_layout(
        context: Any,
        box: Any,
        bottom_space: float,
        skip_stack: Any,
        *arguments: Any,
        **options: Any,
    ) -> Any:
        if box.is_column and skip_stack:
            box = _without_margin(box, skip_stack)
        return original(context, box, bottom_space, skip_stack, *arguments, **options)

    with replaced(block, "block_container_layout", block_container_layout):
        yield


def _without_margin(box: Any, skip_stack: dict[int, Any]) -> Any:
    """Return a copy of a column, or of what goes on in it, of which the first block has no margin above it."""
    ((place, within),) = skip_stack.items()
    first = box.children[place]
    if not isinstance(first, boxes.BlockBox):  # a line, or a table
        return box
    if within is not None:
        first = _without_margin(first, within)
    elif _is_forced(box, place):
        return box
    else:
        first = first.copy()
        first.style = first.style.copy()
        first.style["margin_top"] = ZERO_PIXELS
    return box.copy_with_children([*box.children[:place], first, *box.children[place + 1 :]])


def _is_forced(box: Any, place: int) -> bool:
    """Tell whether an author asked for the break before a child, whose margin stays then."""
    before = box.children[place].style["break_before"]
    after = box.children[place - 1].style["break_after"] if place else "auto"
    return not _FORCED.isdisjoint((before, after))
