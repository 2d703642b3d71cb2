"""Step 2, tables: Table, TR, TH and TD (ISO 32000-1, 14.8.4.3.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefpress.html import Table, text_of
from briefpress.pdf.tags.tree import Node, separate_text_from_blocks

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from briefpress.pdf.tags.context import Context

_ORDER = {"Caption": 0, "TFoot": 2}  # where a part is read, wherever the HTML has it; rows are 1


def read_table(context: Context, element: Element) -> None:
    """Find the headings of all cells of a table; this comes before its rows and cells are built."""
    table = Table(element, context.layout.styles)
    context.cells.update((cell.element, (table, cell)) for cell in table.cells)


def complete_table(context: Context, node: Node, element: Element) -> None:
    """Put the parts of a table in order, and take what describes it as its summary."""
    node.kids.sort(key=lambda kid: _ORDER.get(getattr(kid, "role", ""), 1))
    names = element.get("aria-describedby", "").split()
    described = [context.layout.by_id.get(name) for name in names]
    if summary := " ".join(text_of(e) for e in described if e is not None):
        node.attributes["Table"] = {"Summary": summary}


def complete_row(context: Context, node: Node, element: Element) -> None:
    """Add empty cells to a row that has fewer than the others (ISO 14289-1, 7.2)."""
    known = next((context.cells[cell] for cell in element if cell in context.cells), None)
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
