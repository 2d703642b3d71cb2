"""Where on its page a node is drawn: /BBox of pictures, /Rect of links, targets of links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pydyf

from briefpress.pdf.tags.tree import Kind, LinkAnnotation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weasyprint import Document

    from briefpress.pdf.tags.tree import Fragment, Node

_POINTS_PER_PIXEL = 0.75


class Pages:
    """Turns the pixels of the layout, from the top, into the points of the PDF, from the bottom."""

    def __init__(self, document: Document) -> None:
        self._heights = [page.height for page in document.pages]

    def set_areas(self, node: Node) -> None:
        """Set the rectangle of a picture (ISO 32000-1, 14.8.5.4.3), and of links laid out as nothing."""
        if node.role in ("Figure", "Formula"):
            fragments = list(node.fragments())
            shown = [f for f in fragments if f.kind is Kind.PICTURE] or fragments
            node.attributes["Layout"] = {"BBox": self._area(shown, shown[0].page)}
        for annotation in (kid for kid in node.kids if isinstance(kid, LinkAnnotation)):
            left, bottom, right, top = annotation.rect
            if left == right or bottom == top:  # an inline link round blocks has no size of its own
                annotation.object["Rect"] = self._area(node.fragments(), annotation.page)

    def start_of(self, node: Node) -> tuple[int, float, float]:
        """Return the page that a node begins on, and its left and upper edge there."""
        fragment = next(node.fragments(), None)
        if fragment is None:
            return 0, 0, round(_POINTS_PER_PIXEL * self._heights[0], 2)
        left, top = fragment.box.position_x, self._heights[fragment.page] - fragment.box.position_y
        return fragment.page, round(_POINTS_PER_PIXEL * left, 2), round(_POINTS_PER_PIXEL * top, 2)

    def _area(self, fragments: Iterable[Fragment], page: int) -> Any:
        """Return the rectangle round the fragments that are on a page."""
        corners = [
            (box.content_box_x(), box.content_box_y(), box.width, box.height)
            for box in (fragment.box for fragment in fragments if fragment.page == page)
        ]
        height = self._heights[page]
        left, right = min(c[0] for c in corners), max(c[0] + c[2] for c in corners)
        top, bottom = min(c[1] for c in corners), max(c[1] + c[3] for c in corners)
        edges = (left, height - bottom, right, height - top)
        return pydyf.Array(round(_POINTS_PER_PIXEL * edge, 2) for edge in edges)
