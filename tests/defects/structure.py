"""Defects of the structure tree and of the parent tree."""

from __future__ import annotations

from typing import Any

from pypdf.generic import NullObject

from defects.content import find_footer
from editable_pdf import (
    EditablePdf,
    Node,
    children,
    elements_below,
    index_in_parent,
    kids,
    marked_content_of,
    parent,
    pdf_object,
    reference,
    set_attributes,
    set_entries,
)


def reverse_kids(pdf: EditablePdf, *tags: str) -> None:
    """Reverse the order of the kids of these elements."""
    for node in pdf.find_all(*tags):
        kids(node).reverse()


def retag_headings(pdf: EditablePdf, tag: str) -> None:
    """Give all headings another tag."""
    for heading in pdf.find_all("H1", "H2", "H3"):
        set_entries(heading, S=f"/{tag}")


def move_content(pdf: EditablePdf, node: Node, heir: Node) -> None:
    """Move the content of an element to another one."""
    for page, mcid in marked_content_of(node):
        assert reference(pdf.pages[page]) == heir.raw_get("/Pg")
        kids(heir).insert(0, pdf_object(mcid))
    kids(node).clear()


def swap_kids(one: Node, other: Node) -> None:
    """Exchange the kids of two elements."""
    first, second = list(kids(one)), list(kids(other))
    kids(one)[:], kids(other)[:] = second, first


def swap_sections(pdf: EditablePdf) -> None:
    """Exchange two sections."""
    pdf.swap(parent(pdf.find("H2", "Where the water")), parent(pdf.find("H2", "What it costs")))


def list_to_paragraphs(pdf: EditablePdf, list_: Node) -> None:
    """Turn a list into paragraphs, with the bullets as their text."""
    for item in children(list_):
        (body,) = children(item)
        page, mcid = marked_content_of(body)[0]
        content = pdf.content(page)
        height = content.height(*content.span(mcid))
        bullet = next(
            at for at, end in content.artifacts("–") if abs(content.height(at, end) - height) < 1
        )
        kids(body).insert(0, pdf_object(content.tag(bullet)))
        set_entries(body, S="/P")
        pdf.unwrap(item)
    pdf.unwrap(list_)


def list_to_speeches(pdf: EditablePdf, list_: Node, sign: str = "–") -> None:
    """Turn a list into paragraphs that begin with a sign."""
    for item in children(list_):
        (body,) = children(item)
        set_entries(body, S="/P", ActualText=f"{sign} an item of the list")
        pdf.unwrap(item)
    pdf.unwrap(list_)


def numbered_list_to_paragraphs(pdf: EditablePdf, list_: Node) -> None:
    """Turn a numbered list into paragraphs."""
    for item in children(list_):
        for part in elements_below(item):
            if part["/S"] in ("/Lbl", "/LBody", "/P"):
                set_entries(part, S="/Span")
        set_entries(item, S="/P")
    pdf.unwrap(list_)


def merge_elements(pdf: EditablePdf, one: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    """Append the content of an element to another on the same page, and remove it."""
    heir, node = pdf.find(*one), pdf.find(*other)
    for held in list(kids(node)):
        kids(heir).append(held)
    pdf.remove(node)


def merge_items(pdf: EditablePdf, text: str, more: str) -> None:
    """Merge two list items."""
    body = pdf.find("LBody", text)
    for held in list(kids(pdf.find("LBody", more))):
        kids(body).append(held)
    pdf.remove(pdf.find("LI", more))


def interrupt_paragraph(pdf: EditablePdf, node: Node, by: Node) -> None:
    """Move the last words of a paragraph to another one, and put an element between both."""
    home, at = parent(node), index_in_parent(node)
    rest = pdf.new_element("P", home, at + 1, Pg=node.raw_get("/Pg"))
    pdf.move(by, home, at + 1)
    kids(rest).append(kids(node).pop())


def cut_paragraph(pdf: EditablePdf, node: Node) -> None:
    """Move the last words of a paragraph to another one."""
    rest = pdf.new_element("P", parent(node), index_in_parent(node) + 1, Pg=node.raw_get("/Pg"))
    kids(rest).append(kids(node).pop())


def cut_lines(pdf: EditablePdf, node: Node) -> None:
    """Make each line of an element but the first an element of its own."""
    ((page, mcid),) = marked_content_of(node)
    at = index_in_parent(node)
    for place, number in enumerate(pdf.content(page).split_lines(mcid), at + 1):
        pdf.new_element(
            node["/S"][1:], parent(node), place, K=number, Pg=reference(pdf.pages[page])
        )


def labels_into_text(pdf: EditablePdf, list_: Node) -> None:
    """Make the labels of a list part of the text of its items."""
    for item in children(list_):
        label, body = children(item)
        set_entries(label, S="/Span")
        pdf.move(label, body, 0)


def split_list(pdf: EditablePdf, list_: Node) -> None:
    """Split a list into two."""
    rest = pdf.new_element("L", parent(list_), index_in_parent(list_) + 1)
    pdf.move(kids(list_)[-1].get_object(), rest, 0)


def hide_list_labels(pdf: EditablePdf) -> None:
    """Turn the labels of lists into artifacts."""
    for node in pdf.find_all("Lbl"):
        pdf.to_artifact(node)


def remove_header_associations(pdf: EditablePdf) -> None:
    """Remove what associates the cells of tables with their headers."""
    for cell in pdf.find_all("TH", "TD"):
        set_attributes(
            cell, **dict.fromkeys(name[1:] for name in cell["/A"] if name in ("/Scope", "/Headers"))
        )


def headers_to_data_cells(pdf: EditablePdf) -> None:
    """Turn all header cells into data cells."""
    remove_header_associations(pdf)
    for cell in pdf.find_all("TH"):
        set_entries(cell, S="/TD")


def table_to_divisions(pdf: EditablePdf, row: str = "Div", cell: str = "P") -> None:
    """Turn tables into divisions and paragraphs, or each row into a paragraph."""
    remove_header_associations(pdf)
    for node in pdf.find_all("Table", "THead", "TBody"):
        set_entries(node, S="/Div")
    for node in pdf.find_all("TR"):
        set_entries(node, S=f"/{row}")
    for node in pdf.find_all("TH", "TD"):
        set_entries(node, S=f"/{cell}")


def move_caption(pdf: EditablePdf) -> None:
    """Move the caption of a table into the middle of it."""
    pdf.move(pdf.find("Caption", "Table 1. Cost of k"), pdf.find("Table"), 1)


def move_cell_out_of_row(pdf: EditablePdf) -> None:
    """Move a cell out of its row."""
    pdf.move(pdf.find("TD", "41"), pdf.find("TBody"), 0)


def empty_header_cell(pdf: EditablePdf) -> None:
    """Turn the text of a header cell into an artifact."""
    for node in children(pdf.find("TH", "Parts")):
        pdf.to_artifact(node)


def nest_deeply(pdf: EditablePdf) -> None:
    """Nest a paragraph into more elements than is allowed."""
    inner = parent(pdf.find("P", "What keeps"))
    for _ in range(510):
        inner = pdf.new_element("Div", inner, 0)
    pdf.move(pdf.find("P", "What keeps"), inner, 0)


def nest_element_in_itself(pdf: EditablePdf) -> None:
    """Make an element a kid of its own descendant."""
    pdf.write_parent_tree()
    section = parent(pdf.find("P", "What keeps"))
    kids(pdf.find("P", "What keeps")).append(reference(section))


def parent_tree_entry(pdf: EditablePdf) -> Any:
    """Return the elements of the content of the first page in the parent tree."""
    pdf.write_parent_tree()
    return pdf.tree["/ParentTree"]["/Nums"][1]


def clear_parent_tree(pdf: EditablePdf) -> None:
    """Remove the elements of a page from the parent tree."""
    owners = parent_tree_entry(pdf)
    owners[:] = [NullObject() for _ in owners]


def swap_parent_tree_entries(pdf: EditablePdf) -> None:
    """Exchange the elements of two pieces of content in the parent tree."""
    owners = parent_tree_entry(pdf)
    owners[0], owners[1] = owners[1], owners[0]


def swap_alternates(pdf: EditablePdf) -> None:
    """Exchange the alternate descriptions of two figures."""
    one, other = pdf.find_all("Figure")
    first, second = one["/Alt"], other["/Alt"]
    set_entries(one, Alt=second)
    set_entries(other, Alt=first)


def tag_footers(pdf: EditablePdf) -> None:
    """Tag the footers of all pages as paragraphs."""
    for page, text in enumerate(("A well is", "What keeps", "The way to a pump")):
        number = pdf.content(page).tag(find_footer(pdf, page)[0])
        node = pdf.find("P", text)
        pdf.new_element("P", parent(node), index_in_parent(node), K=number, Pg=node.raw_get("/Pg"))


def tag_decoration(pdf: EditablePdf) -> None:
    """Tag the background of the first page as a figure."""
    content = pdf.content(0)
    number = content.tag(content.artifacts()[0][0])
    root = kids(pdf.tree)[0].get_object()
    pdf.new_element("Figure", root, 0, K=number, Pg=reference(pdf.pages[0]), Alt="A blue ground", A={
        "/O": "/Layout", "/BBox": [0, 0, 9, 9]})  # fmt: skip
