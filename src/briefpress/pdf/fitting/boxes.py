"""What a setting changes in the boxes of a document before they are laid out: places, spaces, heights of pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

from briefpress.pdf.fitting.pages import HEADINGS

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from briefpress.pdf.fitting.proposals import Setting

_SPACE = 0.25  # of the space between blocks, and within cells
_LEAST_SPACE = 4.0  # CSS pixels: what is smaller stays
_BETWEEN = ("margin_top", "margin_bottom")
_WITHIN = ("padding_top", "padding_bottom")


def apply(root: Any, setting: Setting) -> None:
    """Change the boxes of a document; its HTML and the order of its tags stay as they are."""
    _move(root, setting)
    _break(root, setting)
    heights = dict(setting.heights)
    if not (setting.tightness or heights):
        return
    factor = 1 - _SPACE * setting.tightness
    for box in root.descendants():
        if isinstance(box, boxes.TableCellBox):
            _scale(box, _WITHIN, factor)
        elif isinstance(box, boxes.BlockBox) and box.element_tag not in HEADINGS:
            _scale(box, _BETWEEN, factor)
        if isinstance(box, boxes.ReplacedBox) and box.element in heights:
            limit = box.style["max_height"]
            box.style = box.style.copy()
            box.style["max_height"] = limit._replace(value=heights[box.element], unit="px")


def _scale(box: Any, names: tuple[str, ...], factor: float) -> None:
    """Make lengths of a box larger or smaller by a factor."""
    lengths = {name: box.style[name] for name in names}
    for name, length in lengths.items():
        if length != "auto" and length.unit == "px" and length.value > _LEAST_SPACE:
            box.style = box.style.copy()
            box.style[name] = length._replace(value=length.value * factor)


def _move(root: Any, setting: Setting) -> None:
    """Move the boxes of blocks behind those of others."""
    for move in setting.moves:
        moved = []
        for block in move.blocks:
            if way := _way_to(root, block):
                _stay_upright(way, root.style["page"])
                parent = way[-2]
                moved.append(way[-1])
                parent.children = [child for child in parent.children if child is not way[-1]]
        if way := _way_to(root, move.after):
            parent, children = way[-2], list(way[-2].children)
            place = children.index(way[-1]) + 1
            parent.children = [*children[:place], *moved, *children[place:]]


def _break(root: Any, setting: Setting) -> None:
    """Let chapters begin where the ones before them end, and a block begin a page."""
    breaks = [(chapter, "auto") for chapter in setting.joined]
    if setting.carried is not None:
        breaks.append((setting.carried, "page"))
    for element, value in breaks:
        if way := _way_to(root, element):
            box = way[-1]
            box.style = box.style.copy()
            box.style["break_before"] = value


def _way_to(box: Any, element: Element) -> list[Any]:
    """Return the boxes from one down to that of an element; none where it has no box."""
    if box.element is element and "::" not in box.element_tag:
        return [box]
    for child in getattr(box, "children", ()):
        if way := _way_to(child, element):
            return [box, *way]
    return []


def _stay_upright(way: list[Any], page: str) -> None:
    """Let headings before a block that moves stand on a page of the kind that others have."""
    for parent, box in zip(reversed(way[:-1]), reversed(way), strict=False):
        before = parent.children[: list(parent.children).index(box)]
        for heading in reversed(before):
            if heading.element_tag not in HEADINGS:
                return
            heading.style = heading.style.copy()
            heading.style["page"] = page
