"""Step 2: from HTML elements, and the fragments that show them, to a tree of nodes."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from briefpress.content import FIGURE_ALT
from briefpress.html import (
    SVG,
    alternate_of,
    fold,
    is_artifact,
    language_of,
    link_of_figure,
    role_of,
    starts_block,
    text_of,
)
from briefpress.pdf.rules import LABEL_UNREAD
from briefpress.pdf.tags import lists, roles, tables
from briefpress.pdf.tags.context import Context
from briefpress.pdf.tags.links import complete_link
from briefpress.pdf.tags.tree import (
    Fragment,
    Kid,
    Kind,
    Node,
    has_role,
    in_paragraphs,
    is_block,
    separate_text_from_blocks,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element


def build_tree(context: Context) -> Node:
    """Return the Document node of an HTML document, with all that has to be heard below it."""
    root = context.layout.root
    builder = _Builder(context)
    kids = builder.content(root, "Document", language_of(root) or "")
    return Node("Document", in_paragraphs(kids), root)


class _Builder:
    """Builds the nodes of elements, from the leaves up."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._of_element = context.layout.of_element
        self._contents = lists.contents(context)

    def content(self, element: Element, role: str, language: str) -> list[Kid]:
        """Return what is in an element, in the order of the HTML."""
        ordered: list[tuple[int, Kid]] = [
            (_place(fragment), fragment)
            for fragment in self._of_element.get(element, ())
            if fragment.kind not in (Kind.MARKER, Kind.CALL)
        ]
        if element.tag != SVG:
            for index, child in enumerate(element):
                ordered += [(2 * index + 1, kid) for kid in self._build(child, role, language)]
        ordered.sort(key=lambda pair: pair[0])
        return [kid for _, kid in ordered]

    def _build(self, element: Element, parent_role: str, language: str) -> list[Kid]:
        """Return the nodes of an element; none where it shows nothing.

        An element without a structure type of its own, such as div, is what is in it.
        """
        if is_artifact(element):
            return []
        role = self._role(element, parent_role)
        if role == "Table" and not tables.read_table(self._context, element):
            role = None
        own_language = language_of(element) or language
        kids = self.content(element, role or parent_role, own_language)
        if role not in roles.LABELLED:
            kids = [*self._context.fragments(element, Kind.MARKER), *kids]
        entries = {"Lang": own_language} if own_language != language else {}
        if element.tag == "abbr" and element.get("title"):
            entries["E"] = element.get("title", "")
        if role is None or _is_split(role, kids):
            return self._without_role(element, kids, entries, parent_role)
        if role == "Figure" and parent_role in ("Figure", "Formula"):
            return kids
        nodes = self._with_role(role, element, kids, entries)
        is_in_part = role in roles.NOT_IN_CELLS and parent_role in ("TD", "TH") and nodes
        return [Node("Sect", nodes)] if is_in_part else nodes

    def _with_role(
        self, role: str, element: Element, kids: list[Kid], entries: dict[str, str]
    ) -> list[Kid]:
        """Return the node of an element that has a structure type; none where it shows nothing."""
        if role == "Figure" and element.tag != "figure":
            kids = [*Node(role, kids).fragments()]  # nobody hears what else it is made of
        node = Node(role, kids, element, entries)
        self._name(node, element)
        if complete := _COMPLETE.get(role):
            complete(self._context, node, element)
        is_cell = role in ("TH", "TD") and element in self._context.cells
        if not node.kids and not is_cell:
            return []
        if role == "Link":
            return complete_link(self._context, node, element)
        if role == "Figure" and (link := self._link_of_figure(element)) is not None:
            return complete_link(self._context, Node("Link", [node], link), link)
        return self._with_call(node, element)

    def _link_of_figure(self, element: Element) -> Element | None:
        """Return the link round the picture of a figure, which then stands round the figure."""
        link = link_of_figure(element) if element.tag == "figure" else None
        return link if link in self._context.annotations else None

    def _role(self, element: Element, parent_role: str) -> str | None:
        """Return the structure type of an element where it stands; None if it has none of its own."""
        role = role_of(element, parent_role)
        if role is not None and element in self._contents:
            return "TOC"
        if role == "Link" and (parent_role == "Figure" or element not in self._context.annotations):
            return None
        if parent_role not in roles.PARENTS.get(role or "", (parent_role,)):
            return None  # such as a cell of a table that is there for the layout
        if role == "P" and parent_role == "Figure" and not text_of(element):
            return None  # a paragraph that holds the picture alone
        if role in roles.NOT_IN_TEXT and parent_role in roles.TEXT - {"P"}:
            return None  # such as the paragraph that pandoc writes into a heading
        if role == "P" == parent_role:
            return None
        return "FENote" if role is None and self._calls(element) else role

    def _name(self, node: Node, element: Element) -> None:
        """Call a part of the document by its label, or report a label that nobody hears."""
        label = fold(element.get("aria-label", ""))
        if label and node.role in roles.NAMED_BY_TITLE:
            node.entries["T"] = label
        elif label and node.role not in roles.NAMED:
            message = f'the label "{label}" of <{element.tag}> is not read out'
            self._context.report(LABEL_UNREAD, message, label)

    def _calls(self, element: Element) -> list[Fragment]:
        return self._context.fragments(element, Kind.CALL)

    def _with_call(self, node: Node, element: Element) -> list[Kid]:
        """Return a node; a footnote comes with its call before it, where the HTML has the footnote."""
        calls = self._calls(element)
        return [Node("Reference", [*calls]), node] if calls else [node]

    def _without_role(
        self, element: Element, kids: list[Kid], entries: dict[str, str], parent_role: str
    ) -> list[Kid]:
        """Return what is in an element; in a Span or Div if it has a language or an expansion."""
        style = self._context.layout.styles.get(element)
        is_block = parent_role not in roles.TEXT | roles.INLINE and (
            starts_block(element) or (style is not None and style["display"][0] == "block")
        )
        if is_block:
            kids = in_paragraphs(kids)
        if entries and kids:
            return [Node("Div" if is_block else "Span", kids, element, entries)]
        return kids


def _is_split(role: str, kids: list[Kid]) -> bool:
    """Return whether an element of a line of text holds blocks, such as a summary with a heading."""
    return role in roles.SPLIT and any(is_block(kid) for kid in kids)


def _place(fragment: Fragment) -> int:
    """Return where a fragment stands among the children of its element, whose places are 1, 3, 5 …"""
    if fragment.kind is Kind.BEFORE:
        return -1
    if fragment.kind is Kind.AFTER:
        return 2 * len(fragment.element) + 1
    return 2 * fragment.child_index


def _complete_group(_context: Context, node: Node, _element: Element) -> None:
    node.kids = in_paragraphs(node.kids)


def _complete_block(_context: Context, node: Node, _element: Element) -> None:
    separate_text_from_blocks(node)


def _complete_picture(context: Context, node: Node, element: Element) -> None:
    """Give a picture or formula its alternate description, or report that there is none."""
    if not node.kids:
        return
    link = context.layout.link_of(element)
    of_link = link.get("aria-label") or link.get("title") if link is not None else None
    if alternate := alternate_of(element, context.layout.by_id) or of_link:
        node.entries["Alt"] = alternate
    else:
        name = element.get("src") or element.get("data") or element.tag.rpartition("}")[2]
        rule = replace(FIGURE_ALT, mend='give it alt text, or alt=""')
        context.report(rule, f'the image "{name}" has no alternative text', name)


def _complete_ruby(_context: Context, node: Node, _element: Element) -> None:
    runs = groupby(node.kids, lambda kid: has_role(kid, "RB", "RT", "RP"))
    node.kids = [kid for done, run in runs for kid in (run if done else [Node("RB", [*run])])]


# What is done with the node of a structure type, once it has its kids.
_COMPLETE: dict[str, Callable[[Context, Node, Element], None]] = {
    **dict.fromkeys(roles.GROUPING, _complete_group),
    **dict.fromkeys(("LBody", "Lbl", "Caption"), _complete_block),
    "L": lists.complete_list,
    "LI": lists.complete_item,
    "TOC": lists.complete_contents,
    "TOCI": lists.complete_contents_entry,
    "FENote": lists.complete_note,
    "Table": tables.complete_table,
    "TR": tables.complete_row,
    "TH": tables.complete_cell,
    "TD": tables.complete_cell,
    "Figure": _complete_picture,
    "Formula": _complete_picture,
    "Ruby": _complete_ruby,
}
