"""Step 2, lists: L, LI, Lbl and LBody, TOC and TOCI, and notes (ISO 32000-1, 14.8.4.3.3)."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from briefpress.html import role_of
from briefpress.pdf.tags import roles
from briefpress.pdf.tags.tree import (
    Kid,
    Node,
    has_role,
    in_paragraphs,
    is_block,
    separate_text_from_blocks,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

    from briefpress.pdf.tags.context import Context

_NUMBERING = {
    "decimal": "Decimal", "decimal-leading-zero": "Decimal", "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman", "lower-alpha": "LowerAlpha", "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha", "upper-latin": "UpperAlpha", "disc": "Disc", "circle": "Circle",
    "square": "Square",
}  # fmt: skip


# What an entry of a table of contents does not hold (ISO 32005, table 5).
_NOT_IN_CONTENTS = roles.GROUPING | {"L", "Table", "H1", "H2", "H3", "H4", "H5", "H6"}


def contents(context: Context) -> set[Element]:
    """Return the lists that are tables of contents: all their entries lead to places in the document.

    Other lists of links for navigation are lists.
    """
    root = context.layout.root
    navigation = (e for e in root.iter() if e.tag == "nav" or e.get("role") == "doc-toc")
    found = {e for nav in navigation for e in nav.iter() if e.tag in ("ul", "ol")}
    inside = {below for e in found for below in e.iter() if below is not e}
    return {
        each
        for outermost in found - inside
        if all(
            each in found or role_of(each, "") not in _NOT_IN_CONTENTS for each in outermost.iter()
        )
        and all(
            _leads_within(context, entry)
            for entry in outermost.iter("li")
            if entry in context.layout.styles
        )
        for each in outermost.iter()
        if each in found
    }


def _leads_within(context: Context, entry: Element) -> bool:
    """Return whether a link in an entry leads to a place in the document."""
    links = (link for link in entry.iter("a") if link in context.annotations)
    return any("Dest" in each.object for link in links for each in context.annotations[link])


def complete_list(context: Context, node: Node, element: Element) -> None:
    """Put all that a list holds into items, and say how they are numbered."""
    node.kids = list((_definitions if element.tag == "dl" else _items)(node.kids))
    node.attributes["List"] = {"ListNumbering": _numbering(context, element)}


def _numbering(context: Context, element: Element) -> str:
    if element.tag == "dl":
        return "Description"
    styles = (context.layout.styles[item] for item in element if item in context.layout.styles)
    kinds = (s["list_style_type"] for s in styles if "list-item" in s["display"])
    other = "Ordered" if element.tag == "ol" else "Unordered"
    kind = str(next(kinds, "none"))
    if any(map(str.isdigit, kind)):
        return "Decimal"  # a string with the number of a source: [1]
    return _NUMBERING.get(kind, other)


def _items(kids: Iterable[Kid]) -> Iterator[Kid]:
    """Yield items: those that are there, and one for each block and each run of text beside them."""
    for are_blocks, run in groupby(kids, key=is_block):
        for found in ([kid] for kid in run) if are_blocks else (list(run),):
            if has_role(found[0], "LI", "Caption"):
                yield found[0]
            else:
                yield Node("LI", [Node("LBody", found)])


def _definitions(kids: Iterable[Kid]) -> Iterator[Kid]:
    """Yield an item for each run of terms with the definitions that follow it."""
    item = Node("LI")
    for kid in kids:
        is_term = has_role(kid, "Lbl")
        if is_term and any(has_role(k, "LBody") for k in item.kids):
            yield item
            item = Node("LI")
        item.kids.append(kid if is_term or has_role(kid, "LBody") else Node("LBody", [kid]))
    if item.kids:
        yield item


def complete_item(context: Context, node: Node, element: Element) -> None:
    """Divide an item into its label and its body; that of a note is an FENote, of a source a BibEntry."""
    label = context.label(element)
    body = Node("LBody", node.kids)
    separate_text_from_blocks(body)
    if _is_note(element) and body.kids:
        body.kids = [Node("FENote", body.kids, entries={"ID": f"note-{element.get('id')}"})]
    elif (element.get("id") or "").startswith("ref-") and body.kids:
        body.kids = [Node("BibEntry", body.kids)]
    node.kids = [*label, body] if body.kids else label


def _is_note(element: Element) -> bool:
    is_named = (element.get("id") or "").startswith("note-")
    return is_named or element.get("role") in ("doc-endnote", "doc-footnote")


def complete_note(context: Context, node: Node, element: Element) -> None:
    """Put the label of a note into it, and give it an identifier (ISO 14289-1, 7.9)."""
    node.kids = [*context.label(element), *node.kids]
    node.entries["ID"] = f"note-{element.get('id') or context.id_of(element)}"


def complete_contents(_context: Context, node: Node, _element: Element) -> None:
    """Put all that a table of contents holds into entries."""
    node.kids = [
        kid if has_role(kid, "TOCI", "TOC", "Caption") else Node("TOCI", [kid]) for kid in node.kids
    ]


def complete_contents_entry(context: Context, node: Node, element: Element) -> None:
    """Put the link of an entry into a Reference, and other text into paragraphs."""
    kids: list[Kid] = [
        Node("Reference", [kid]) if has_role(kid, "Link") else kid for kid in node.kids
    ]
    if any(not has_role(kid, "Reference", "TOC") for kid in kids):
        kids = in_paragraphs(kids)
    node.kids = [*context.label(element), *kids]
