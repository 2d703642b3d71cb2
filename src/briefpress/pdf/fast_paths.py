"""Short ways for what WeasyPrint does most often: with the same results, for the length of a `with` block.

Each stands for a private part of WeasyPrint 70, gives the common case at once, and leaves all else to
the original. `.github/upstream.md` describes them for WeasyPrint's maintainers; what they gain is
measured by `tests/benchmarks/fast_paths.py`.
"""

from __future__ import annotations

import logging
from contextlib import ExitStack, contextmanager
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from weasyprint import css
from weasyprint.css import ComputedStyle
from weasyprint.formatting_structure.boxes import Box
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

from briefpress.pdf.engine import weasyprint
from briefpress.pdf.patches import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_SHEETS = 32


@contextmanager
def fast_paths() -> Iterator[None]:
    """Let WeasyPrint take the short ways.

    Style sheets are forgotten with a document of which WeasyPrint warned: it tells once of each faulty
    declaration, and each document is to have its warnings.
    """
    heard = _Warnings(logging.WARNING)
    css.LOGGER.addHandler(heard)
    with ExitStack() as stack:
        stack.callback(heard.forget_sheets)
        stack.callback(css.LOGGER.removeHandler, heard)
        for owner, name, replacement in (
            (ComputedStyle, "__missing__", _missing),
            (percent, "resolve_one_percentage", _resolve_one_percentage),
            (Box, "is_in_normal_flow", _is_in_normal_flow),
            (css, "CSS", _parsed_once),
        ):
            stack.enter_context(replaced(owner, name, replacement))
        used = _UsedLengths()
        for module in _RESOLVING:
            stack.enter_context(replaced(module, "resolve_percentages", used.resolve))
        yield


# Properties whose value follows from that of others, even where no declaration names them.
_FOLLOWING = {"float", "display", "position", "page"}


def _logical_names(name: str) -> tuple[str, ...]:
    """Return the names of the logical properties that may set a physical one: `margin_left` has two."""
    logical_name = css.PHYSICAL_FUNCTIONS.get(name)
    if not logical_name:
        return ()
    return tuple({logical_name(block="ttb", inline=direction) for direction in ("ltr", "rtl")})


# Properties that have the value of the parent, or their initial value, where no declaration names them:
# for each the logical properties that may set it.
_UNNAMED = {
    name: _logical_names(name)
    for name in css.INITIAL_VALUES
    if name not in _FOLLOWING and not name.startswith("text_decoration_")
}
_INHERITED = {name: names for name, names in _UNNAMED.items() if name in css.INHERITED}
_INITIAL = {
    name: names
    for name, names in _UNNAMED.items()
    if name not in css.INHERITED and name not in css.INITIAL_NOT_COMPUTED
}
_computed_value = ComputedStyle.__missing__


def _missing(style: ComputedStyle, name: str) -> Any:
    """Return the computed value of a property: at once for one that no declaration names."""
    declared = style.cascaded
    if name not in declared:
        if (logical := _INITIAL.get(name)) is not None:
            if not any(map(declared.__contains__, logical)):
                value = style[name] = css.INITIAL_VALUES[name]
                return value
        elif name in _INHERITED and style.parent_style is not None:
            value = style[name] = style.parent_style[name]
            return value
    return _computed_value(style, name)


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


class _Warnings(logging.Handler):
    """Hears whether WeasyPrint has something to say of a document."""

    heard = False

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002
        self.heard = True

    def forget_sheets(self) -> None:
        """Forget all style sheets if there was something."""
        if self.heard:
            _sheets.clear()


_sheets: dict[tuple[object, str, str | None, str], weasyprint.CSS] = {}
# Rules that do more than to be matched: they read files, or register fonts, counters and layers.
_WITH_EFFECTS = ("@font-face", "@counter-style", "@color-profile", "@import", "@layer")


def _parsed_once(*, string: str | None = None, **options: Any) -> weasyprint.CSS:
    """Return the rules of a style sheet: those of a `style` element with the same text, if it was read before.

    Each has a list of page rules of its own. WeasyPrint gives all of a document the same list, so that
    a kept style sheet would bring the page rules of another document along.
    """
    options["page_rules"] = None
    if string is None:
        return weasyprint.CSS(**options)
    if any(rule in string.lower() for rule in _WITH_EFFECTS):
        return weasyprint.CSS(string=string, **options)
    # `style_rules_taken_by` lets another function read rules.
    reads = weasyprint.preprocess_stylesheet
    key = (reads, string, options["base_url"], options["media_type"])
    if key not in _sheets:
        if len(_sheets) >= _MAX_SHEETS:
            _sheets.clear()
        _sheets[key] = weasyprint.CSS(string=string, **options)
    return _sheets[key]
