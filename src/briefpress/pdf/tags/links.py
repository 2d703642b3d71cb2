"""Link annotations: found in the layout, put into Link nodes, and dropped where no node holds them."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pydyf

from briefpress.html import is_reference, text_of
from briefpress.pdf.rules import ENGINE, LINK_UNREAD
from briefpress.pdf.tags.tree import (
    Kid,
    LinkAnnotation,
    Node,
    has_role,
    is_block,
    without_hyphenation,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from briefpress.pdf.tags.context import Context, Report
    from briefpress.pdf.tags.layout import Layout

_NOT_PLACED = (0.0, 0.0, 0.0, 0.0)  # `areas` places it round what the link holds


def link_annotations(layout: Layout) -> dict[Element, list[LinkAnnotation]]:
    """Return the annotations that WeasyPrint drew for each link: one for each box that is in it."""
    found: dict[Element, list[LinkAnnotation]] = {}
    for box, element, page in layout.boxes:
        link = layout.link_of(element) if box.link_annotation is not None else None
        if link is not None:
            rect = tuple(box.link_annotation["Rect"])
            annotation = LinkAnnotation(page, element, rect, box.link_annotation)
            found.setdefault(link, []).append(annotation)
    return found


def annotate(pdf: pydyf.PDF, page: int, annotation: pydyf.Dictionary) -> None:
    """Add an annotation to a page of a PDF, counted from 0."""
    pdf.add_object(annotation)
    pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
    pages[page].setdefault("Annots", pydyf.Array()).append(annotation.reference)


def drop_loose_annotations(
    pdf: pydyf.PDF, tree: Node, links: Mapping[Element, list[LinkAnnotation]], report: Report
) -> None:
    """Drop the annotations that no node holds: those that cover others, and those in the margins."""
    kids = (kid for node in tree.walk() for kid in node.kids)
    kept = {kid.object.reference for kid in kids if isinstance(kid, LinkAnnotation)}
    for page in (pdf.objects[number] for number in pdf.pages["Kids"][::3]):
        for reference in page.pop("Annots", ()):
            annotation: Any = pdf.objects[int(reference.split()[0])]
            if reference in kept:
                page.setdefault("Annots", pydyf.Array()).append(reference)
            elif annotation.get("Subtype") != "/Link":
                report(ENGINE, "a link to an attachment cannot be followed by everyone")
    for link, areas in links.items():
        if all(area.object.reference not in kept for area in areas):
            message = f"the link to {link.get('href', '')[:80]} holds nothing that is read out"
            report(LINK_UNREAD, f"{message}, and is left out", link.get("href", ""))


def complete_link(context: Context, node: Node, element: Element) -> list[Kid]:
    """Return a link with its annotations; where it holds blocks, they are returned with a link in each."""
    label = element.get("aria-label") or element.get("title") or _spoken(node)
    annotations = context.annotations[element]
    for annotation in annotations:
        contents = label or text_of(element) or element.get("href", "")
        annotation.contents = without_hyphenation(contents)
    if any(is_block(kid) for kid in node.kids):
        _link_in_blocks(context, node, annotations[0])
        return node.kids
    node.kids += _outermost(annotations)
    return [Node("Reference", [node])] if is_reference(element) else [node]


def _spoken(node: Node) -> str:
    """Return what is read aloud of a link: its text, and the alternate descriptions of its pictures."""
    return " ".join(_text(node).split())


def _text(node: Node) -> str:
    """Return the text of a node and of all below it, with a space between blocks."""
    if node.role == "Figure":
        captions = (kid for kid in node.kids if has_role(kid, "Caption") and isinstance(kid, Node))
        return " ".join(["", node.entries.get("Alt", ""), *map(_text, captions), ""])
    space = " " if is_block(node) else ""
    texts = (_text(kid) if isinstance(kid, Node) else kid.text for kid in node.content())
    return f"{space}{''.join(texts)}{space}"


def _link_in_blocks(context: Context, link: Node, drawn: LinkAnnotation) -> None:
    """Put what each block in a link holds into a Link of its own, with an area on each of its pages.

    WeasyPrint draws areas for the lines beside the blocks alone.
    """
    link.kids = _in_blocks(link.kids)
    for block in [node for node in link.walk() if node is not link and _holds_text(node)]:
        areas: list[Kid] = []
        for page in sorted({fragment.page for fragment in block.fragments()}):
            area = pydyf.Dictionary(drawn.object)
            context.add_annotation(page, area)
            areas.append(replace(drawn, page=page, rect=_NOT_PLACED, object=area))
        block.kids = [Node("Link", [*block.kids, *areas])]


def _in_blocks(kids: list[Kid]) -> list[Kid]:
    """Return kids with each run of text and pictures in a paragraph."""
    runs = groupby(kids, key=is_block)
    return [kid for done, run in runs for kid in (run if done else [Node("P", [*run])])]


def _holds_text(node: Node) -> bool:
    return is_block(node) and bool(node.kids) and not any(is_block(kid) for kid in node.kids)


def _outermost(annotations: list[LinkAnnotation]) -> list[LinkAnnotation]:
    """Return annotations without those that lie in another one of the same link, or are of no size."""
    kept: list[LinkAnnotation] = []
    for annotation in sorted(annotations, key=lambda a: -_size(a.rect)):
        others = [other for other in kept if other.page == annotation.page]
        is_nothing = others and not _size(annotation.rect)
        if not is_nothing and not any(_covers(o.rect, annotation.rect) for o in others):
            kept.append(annotation)
    return sorted(kept, key=annotations.index)


def _size(rect: tuple[float, ...]) -> float:
    return abs((rect[2] - rect[0]) * (rect[3] - rect[1]))


def _covers(outer: tuple[float, ...], inner: tuple[float, ...]) -> bool:
    """Return whether one rectangle holds another, give or take a point."""
    (a, b), (c, d) = sorted((outer[0], outer[2])), sorted((outer[1], outer[3]))
    (e, f), (g, h) = sorted((inner[0], inner[2])), sorted((inner[1], inner[3]))
    return a <= e + 1 and f <= b + 1 and c <= g + 1 and h <= d + 1
