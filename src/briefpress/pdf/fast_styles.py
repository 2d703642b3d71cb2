"""Short ways through WeasyPrint's styles: with the same results, for the length of a `with` block.

For what they stand for and what they gain, see `fast_paths`.
"""

from __future__ import annotations

import logging
from collections import deque
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from weasyprint import css
from weasyprint.css import ComputedStyle, StyleFor

from briefpress.pdf.engine import weasyprint
from briefpress.pdf.patches import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.pdf.parsed_html import ParsedHtml

_MAX_SHEETS = 32


@contextmanager
def fast_styles() -> Iterator[None]:
    """Let WeasyPrint take the short ways to the styles of boxes.

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
            (StyleFor, "set_computed_styles", _set_computed_styles),
            (css, "CSS", _parsed_once),
        ):
            stack.enter_context(replaced(owner, name, replacement))
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


_BESIDE_CONTENT = ("before", "after")
_compute_styles = StyleFor.set_computed_styles


def _set_computed_styles(
    styles: StyleFor,
    element: Any,
    parent: Any,
    root: Any = None,
    pseudo_type: str | None = None,
    **options: Any,
) -> None:
    """Compute the style of an element, a page, or a pseudo-element that may have a box.

    Rules such as `::marker` match at every element: WeasyPrint computes six styles for each, and eight
    where a sheet has rules for `::before` and `::after`.
    """
    if pseudo_type is None or _may_have_box(styles, element, pseudo_type):
        _compute_styles(styles, element, parent, root, pseudo_type, **options)


def _may_have_box(styles: StyleFor, element: Any, pseudo_type: str) -> bool:
    """Tell whether a pseudo-element may have a box: only notes have calls, only items of lists have markers."""
    cascaded = styles.get_cascaded_styles()
    if pseudo_type in _BESIDE_CONTENT:
        return "content" in cascaded[element, pseudo_type]
    style = styles.get_computed_styles()[element, None]
    if pseudo_type == "marker":
        may_be_items = any("display" in cascaded.get((element, p), ()) for p in _BESIDE_CONTENT)
        return may_be_items or "list-item" in style["display"]
    if pseudo_type.startswith("footnote-"):
        return bool(style["float"] == "footnote")
    if pseudo_type.startswith("note-"):
        return bool(style["position"][0] == "note()")
    return True


def read_styles(page: ParsedHtml) -> None:
    """Read the `style` elements of a page, so that a document that has the same ones finds them read."""
    options = [None] * 5  # of the document: what would need them is not kept
    with fast_styles():
        deque(
            css.find_stylesheets(
                page.wrapper_element, page.media_type, page.url_fetcher, page.base_url, *options
            ),
            maxlen=0,
        )


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
