"""Parts that stand at the foot: of their page, such as the imprint, or of what they are in, such as facts on a cover.

A template says so with `data-foot="page"`, or with the class of what they are in: `data-foot="cover"`. What has
`data-foot="reach"` grows to the foot of its page, such as the colour of a cover. CSS has no property for what is last
on a page; so its boxes are moved, or made higher, once all pages are laid out.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.background import layout_box_backgrounds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from weasyprint import Document

_ATTRIBUTE = "data-foot"
_PAGE, _REACH = "page", "reach"
_CLEARANCE = 8.0  # CSS pixels between a part that moves and what stands in the margin


def move_to_foot(document: Document, root: Element) -> None:
    """Move the parts that stand at a foot, where they are on one page and nothing follows them there."""
    asked = {element: foot for element in root.iter() if (foot := element.get(_ATTRIBUTE))}
    if not asked:
        return
    found: dict[Element, list[tuple[int, list[Any]]]] = {element: [] for element in asked}
    for number, page in enumerate(document.pages):
        for way in _ways(page._page_box, asked):  # noqa: SLF001 - there is no other way to the boxes
            found[way[-1].element].append((number, way))
    for element, places in found.items():
        if len(places) == 1:
            (number, way), page = places[0], document.pages[places[0][0]]
            if _move(way, asked[element]):
                document.pages[number] = Page(page._page_box)  # noqa: SLF001 - it reads anew where links are


def _ways(box: Any, asked: dict[Element, str]) -> Iterator[list[Any]]:
    """Yield the boxes from one down to that of each part."""
    for child in getattr(box, "children", ()):
        is_line = child.element is box.element  # lines are boxes of the element that they are in
        if child.element in asked and not is_line and "::" not in child.element_tag:
            yield [box, child]
        if isinstance(child, boxes.ParentBox):
            yield from ([box, *way] for way in _ways(child, asked))


def _move(way: list[Any], foot: str) -> bool:
    """Move a part to its foot, or let it reach there, and return whether it has changed."""
    page, *around, part = way
    within = page
    if foot not in (_PAGE, _REACH):
        within = next((box for box in around if box.element.get("class") == foot), None)
        around = around[around.index(within) :] if within else []
    if not around or _follows(around, part) or (foot == _PAGE and not _precedes(around, part)):
        return False
    room: float = _foot(within) - part.border_box_y() - part.border_height()
    if foot == _REACH:
        part.height += max(0.0, room)
    else:
        part.translate(0, max(0.0, room - (_CLEARANCE if foot == _PAGE else 0)))
    _place_backgrounds(page, part)
    return room > 0


def _place_backgrounds(page: Any, part: Any) -> None:
    """Lay out the backgrounds of a part where it is now, with the pictures that they have."""
    known: dict[str, Any] = {}
    for box in (part, *part.descendants()):
        layers = box.background.layers if box.background else ()
        for (_, address), layer in zip(box.style["background_image"], layers, strict=False):
            known[str(address)] = layer.image
    layout_box_backgrounds(page, part, lambda url, **_: known.get(url))


def _foot(box: Any) -> float:
    """Return where the place within a box ends; that of a page ends above its notes."""
    end: float = box.content_box_y() + box.height
    notes = (child for child in box.children if isinstance(child, boxes.FootnoteAreaBox))
    return min((end, *(float(child.position_y) for child in notes if child.children)))


def _follows(around: list[Any], part: Any) -> bool:
    """Return whether anything stands behind a part in the boxes that it is in."""
    return any(
        child.is_in_normal_flow()
        for box, inner in pairwise([*around, part])
        for child in box.children[list(box.children).index(inner) + 1 :]
    )


def _precedes(around: list[Any], part: Any) -> bool:
    """Return whether anything stands before a part on its page."""
    return any(
        child.is_in_normal_flow() and child.margin_height() > 0
        for box, inner in pairwise([*around, part])
        for child in box.children[: list(box.children).index(inner)]
    )
