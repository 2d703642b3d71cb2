"""Step 2, tables: Table, TR, TH and TD (ISO 32000-1, 14.8.4.3.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefpress.html import Table, in_shown_order, text_of
from briefpress.pdf.tags.tree import Kid, Node, has_role, in_paragraphs, separate_text_from_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from briefpress.pdf.tags.context import Context

_GROUPS = ("THead", "TBody", "TFoot")


def read_table(context: Context, element: Element) -> bool:
    """Find the headings of all cells of a table before they are built; say whether it has any cells."""
    table = Table(element, context.layout.styles)
    context.cells.update((cell.element, (table, cell)) for cell in table.cells)
    return bool(table.cells)


def complete_table(context: Context, node: Node, element: Element) -> None:
    """Put the parts of a table in order, and take what describes it as its summary."""
    node.kids = [*_parts(node)]
    names = element.get("aria-describedby", "").split()
    described = [context.layout.by_id.get(name) for name in names]
    described_as = " ".join(text_of(e) for e in described if e is not None)
    if summary := described_as or element.get("aria-label") or element.get("summary"):
        node.attributes["Table"] = {"Summary": summary}


def _parts(table: Node) -> Iterator[Kid]:
    """Yield the caption, one head, the bodies, and one foot, as they are shown (ISO 32000-1, table 337)."""
    captions = [kid for kid in table.kids if has_role(kid, "Caption")]
    others = [kid for kid in table.kids if not has_role(kid, "Caption", "TR", *_GROUPS)]
    if others and not captions:
        captions = [Node("Caption", in_paragraphs(others))]
    yield from captions
    found = {
        kid.element: kid
        for kid in table.kids
        if isinstance(kid, Node) and kid.element is not None and has_role(kid, "TR", *_GROUPS)
    }
    kids = [found[e] for e in in_shown_order(found)]
    has_groups = any(has_role(kid, *_GROUPS) for kid in kids)
    for number, kid in enumerate(kids):
        is_last = number == len(kids) - 1
        if (kid.role == "THead" and number) or (kid.role == "TFoot" and not is_last):
            kid.role = "TBody"
        yield Node("TBody", [kid]) if has_groups and kid.role == "TR" else kid


def complete_row(context: Context, node: Node, element: Element) -> None:
    """Add empty cells to a row that has fewer than the others (ISO 14289-1, 7.2)."""
    known = next((context.cells[cell] for cell in element.iter() if cell in context.cells), None)
    if known:
        table, _ = known
        node.kids += (Node("TD") for _ in range(table.missing(element)))


def complete_cell(context: Context, node: Node, element: Element) -> None:
    """Say how many columns and rows a cell spans, and which cells are its headings."""
    separate_text_from_blocks(node)
    known = context.cells.get(element)
    if known is None:
        return
    table, cell = known
    attributes: dict[str, Any] = {}
    if cell.width > 1:
        attributes["ColSpan"] = cell.width
    if cell.height > 1:
        attributes["RowSpan"] = cell.height
    if headings := [context.id_of(heading.element) for heading in table.headings(cell)]:
        attributes["Headers"] = headings
    if node.role == "TH" and cell.is_empty:
        node.role = "TD"  # an empty corner is no heading of any cell
    elif node.role == "TH":
        attributes["Scope"] = table.scope(cell)
        node.entries["ID"] = context.id_of(element)
    if attributes:
        node.attributes["Table"] = attributes
