"""Short ways for what WeasyPrint does most often: with the same results, for the length of a `with` block.

Each stands for a private part of WeasyPrint 70, gives the common case at once, and leaves all else to
the original. `.github/upstream.md` describes them for WeasyPrint's maintainers; what they gain is
measured by `tests/benchmarks/fast_paths.py`.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure.boxes import Box, ParentBox
from weasyprint.layout import (
    absolute,
    block,
    column,
    float as floats,
    grid,
    inline,
    page,
    percent,
    table,
)

from briefpress.pdf.patches import replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


@contextmanager
def fast_paths() -> Iterator[None]:
    """Let WeasyPrint take the short ways to the places of boxes."""
    with ExitStack() as stack:
        for owner, name, replacement in (
            (percent, "resolve_one_percentage", _resolve_one_percentage),
            (Box, "is_in_normal_flow", _is_in_normal_flow),
            (ParentBox, "page_values", _page_values),
        ):
            stack.enter_context(replaced(owner, name, replacement))
        used = _UsedLengths()
        for module in _RESOLVING:
            stack.enter_context(replaced(module, "resolve_percentages", used.resolve))
        yield


_resolve = percent.resolve_one_percentage
_MINIMA = ("min_width", "min_height")


def _resolve_one_percentage(box: Box, name: str, refer_to: float) -> None:
    """Set the used value of a length of a box: at once for `auto` and for pixels."""
    value = box.style[name]
    if value == "auto":
        setattr(box, name, 0 if name in _MINIMA else "auto")
    elif getattr(value, "unit", None) == "px":
        setattr(box, name, value.value)
    else:
        _resolve(box, name, refer_to)


_resolve_all = percent.resolve_percentages
# The modules that call it by its name.
_RESOLVING = (percent, absolute, block, column, floats, grid, inline, page, table)
_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *("width", "height", "min_width", "min_height", "max_width", "max_height"),
)
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)
_READ = (*_LENGTHS, *_BORDERS, "border_collapse", "box_sizing")
_read_lengths = itemgetter(*_READ)


class _UsedLengths:
    """The used lengths of boxes, for each style of a document that has neither percentages nor formulas."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, tuple[Any, ...], dict[str, Any] | None]] = {}

    def resolve(self, box: Any, containing_block: Any) -> None:
        """Set the used lengths of a box: at once if they do not depend on the place that it is in."""
        style = box.style
        values = _read_lengths(style)
        known = self._known.get(id(style))
        if known is None or known[1] != values:  # a style may change
            known = self._known[id(style)] = style, values, _used_lengths(values)
        if known[2] is None:
            _resolve_all(box, containing_block)
        else:
            box.__dict__.update(known[2])


def _used_lengths(values: tuple[Any, ...]) -> dict[str, Any] | None:
    """Return the used lengths of all boxes with some computed ones; None where they depend on other boxes."""
    *lengths, _, _, _, _, collapse, sizing = values
    if collapse == "collapse" or sizing != "content-box":
        return None
    used: dict[str, Any] = {}
    for name, value in zip(_LENGTHS, lengths, strict=True):
        if value == "auto":
            used[name] = 0 if name in _MINIMA else "auto"
        elif getattr(value, "unit", None) == "px":
            used[name] = value.value
        else:
            return None
    return used | dict(zip(_BORDERS, values[len(_LENGTHS) :], strict=False))


_in_normal_flow = Box.is_in_normal_flow


def _is_in_normal_flow(box: Box) -> bool:
    """Tell whether a box stands where it is written: at once for what neither floats nor is placed."""
    style = box.style
    if style["float"] == "none" and style["position"] in {"static", "relative"}:
        return True
    return bool(_in_normal_flow(box))


_original_page_values = ParentBox.page_values


def _page_values(box: ParentBox) -> tuple[str, str]:
    """Return the names of the pages that a box begins and ends on.

    WeasyPrint asks the first child and the last one for both, and so do these: twice the work at each depth.
    """
    return _page_at(box, iter), _page_at(box, reversed)


def _page_at(box: Any, order: Callable[[Sequence[Box]], Iterator[Box]]) -> str:
    """Return the name of the page at an end of a box: that of the innermost box there which has one."""
    name: str = box.style["page"]
    while type(box).page_values in _OF_CHILDREN:
        box = next(
            (c for c in order(box.children) if c.is_in_normal_flow() or c.is_floated()), None
        )
        if box is None:
            break
        name = box.style["page"] or name
    return name


_OF_CHILDREN = {_original_page_values, _page_values}
