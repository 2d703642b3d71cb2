"""Step 5: where links and bookmarks lead (ISO 32000-2, 12.3.2.3 and 12.3.3).

Each leads to a structure element as well as to a place on a page, so that a screen reader goes on
reading there.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pydyf

from briefpress.content import UA2
from briefpress.findings import Severity
from briefpress.pdf.rules import HEADING_LEVELS
from briefpress.pdf.tags.tree import LinkAnnotation, Node, bookmark_title

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from briefpress.content import Profile
    from briefpress.pdf.tags.areas import Pages
    from briefpress.pdf.tags.context import Report
    from briefpress.pdf.tags.layout import Layout


class DestinationWriter:
    """Writes the destinations of one document, whose structure tree has been written."""

    def __init__(
        self, pdf: pydyf.PDF, tree: Node, layout: Layout, pages: Pages, profile: Profile
    ) -> None:
        self._pdf = pdf
        self._is_pdf_2 = profile.is_pdf_2
        self._tree = tree
        self._layout = layout
        self._pages = pages
        self._nodes: dict[Element, Node] = {}
        for node in tree.walk():
            if node.element is not None:
                self._nodes.setdefault(node.element, node)

    def write_links(self) -> None:
        """Give each link within the document its destination, in place of WeasyPrint's."""
        self._write_links(self._tree, [])
        names = self._pdf.catalog.get("Names", {})
        names.pop("Dests", None)
        if not names:
            self._pdf.catalog.pop("Names", None)

    def _write_links(self, node: Node, references: list[Node]) -> None:
        """Write the links below a node; `references` are the elements that are about their targets."""
        if node.role in ("TOCI", "Reference"):
            references = [*references, node] if node.role == "Reference" else [node]
        for before, kid in pairwise([None, *node.kids]):
            if isinstance(kid, Node):
                self._write_links(kid, references)
                if kid.role == "FENote" and isinstance(before, Node) and before.role == "Reference":
                    self._refer(before, kid)  # a footnote follows its call
            elif isinstance(kid, LinkAnnotation) and "Dest" in kid.object:
                target = self._layout.anchors.get(kid.object.pop("Dest").string)
                if target is not None:
                    nearest = self._nearest(target)
                    kid.object["A"] = self._go_to(nearest)
                    for reference in references:
                        self._refer(reference, nearest)

    def _refer(self, reference: Node, target: Node) -> None:
        """Let an element refer to its target, and a note back to its call (ISO 14289-2, 8.2.5.14)."""
        if not self._is_pdf_2:
            return  # PDF 1.7 cannot say which element a reference is about
        pairs = [(reference, target)]
        if target.role == "FENote":
            pairs.append((target, reference))
        for one, other in pairs:
            found = one.object.setdefault("Ref", pydyf.Array())
            if other.object.reference not in found:
                found.append(other.object.reference)

    def _nearest(self, element: Element) -> Node:
        """Return the node of an element, or else one in it, or else one that it is in."""
        for candidate in element.iter():
            if candidate in self._nodes:
                return self._nodes[candidate]
            for fragment in self._layout.of_element.get(candidate, ()):
                if fragment.parent is not None:
                    return fragment.parent
        above = self._layout.ancestors(element)
        return next((self._nodes[each] for each in above if each in self._nodes), self._tree)

    def _go_to(self, node: Node) -> Any:
        """Return the action that leads to a node."""
        page, left, top = self._pages.start_of(node)
        place = ["/XYZ", left, top, 0]
        return pydyf.Dictionary(
            {
                "S": "/GoTo",
                "D": pydyf.Array([self._pdf.page_references[page], *place]),
                "SD": pydyf.Array([node.object.reference, *place]),
            }
        )

    def write_bookmarks(self, report: Report) -> None:
        """Write a bookmark for each heading, and report levels that are skipped.

        That breaks PDF/UA-1 (ISO 14289-1, 7.4.2); PDF/UA-2 allows it.
        """
        severity = Severity.WARNING if self._is_pdf_2 else Severity.ERROR
        skipped = replace(HEADING_LEVELS, severity=severity)
        if not self._is_pdf_2:
            skipped = replace(skipped, mend=f"{skipped.mend}; --profile {UA2.id} allows it")
        headings = [
            node
            for node in self._tree.walk()
            if re.fullmatch("H[1-6]", node.role) and bookmark_title(node).strip()
        ]
        last_level = 0
        for heading in headings:
            level = int(heading.role[1])
            if level > last_level + 1:
                before = f"follows one of level {last_level}" if last_level else "is the first"
                message = f'the heading "{bookmark_title(heading)}" of level {level} {before}'
                report(skipped, message, bookmark_title(heading))
            last_level = level
        if headings:
            self._pdf.catalog["Outlines"] = self._outline(headings).reference

    def _outline(self, headings: list[Node]) -> Any:
        """Write the bookmarks, nested as the headings are (12.3.3)."""
        root = pydyf.Dictionary({"Type": "/Outlines"})
        self._pdf.add_object(root)
        above: list[tuple[int, Any]] = [(0, root)]  # the items that are open, with their levels
        last_below: dict[int, Any] = {}
        for heading in headings:
            level = int(heading.role[1])
            while above[-1][0] >= level:
                above.pop()
            parent = above[-1][1]
            item = self._outline_item(heading, parent)
            before = last_below.get(parent.number)
            if before is None:
                parent["First"] = item.reference
            else:
                before["Next"], item["Prev"] = item.reference, before.reference
            parent["Last"] = item.reference
            last_below[parent.number] = item
            for _, each in above:
                each["Count"] = each.get("Count", 0) + 1
            above.append((level, item))
        return root

    def _outline_item(self, heading: Node, parent: Any) -> Any:
        item = pydyf.Dictionary(
            {
                "Title": pydyf.String(" ".join(bookmark_title(heading).split())),
                "Parent": parent.reference,
                "A": self._go_to(heading),
                "SE": heading.object.reference,
            }
        )
        self._pdf.add_object(item)
        return item
