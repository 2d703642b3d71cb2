"""Where white space separates words: in the HTML, and in the structure tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.pdf.tags.source_text import SOFT_HYPHEN
from briefpress.pdf.tags.tree import Fragment, Node, is_block

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from briefpress.pdf.tags.layout import Layout
    from briefpress.pdf.tags.source_text import SourceText


def precedes(layout: Layout, element: Element) -> bool:
    """Return whether white space stands right before an element in the HTML."""
    while layout.is_inline(element) and element in layout.parents:
        sibling = layout.previous_siblings.get(element)
        parent = layout.parents[element]
        text = parent.text if sibling is None else sibling.tail
        if text or sibling is not None:
            return (text or "")[-1:].isspace()
        element = parent
    return False


def follows(layout: Layout, element: Element, source: SourceText) -> bool:
    """Return whether white space follows what was read of an element's text."""
    is_space = source.next_is_space()
    if is_space is not None:
        return is_space
    if source.child_index < len(element):
        return _begins_with_space(element[source.child_index])
    parent: Element | None = element
    while parent is not None and layout.is_inline(parent):
        if parent.tail:
            return parent.tail[0].isspace()
        sibling = layout.next_siblings.get(parent)
        if sibling is not None:
            return _begins_with_space(sibling)
        parent = layout.parents.get(parent)
    return False


def append_space(last: Fragment | None) -> None:
    """Let a line of text end with a space, in the tree and as it is drawn."""
    if last is not None and not last.text.endswith((" ", SOFT_HYPHEN)):
        last.text += " "
        if not last.box.pango_layout.text.endswith((" ", "\u00a0")):
            last.box.pango_layout.text += " "
            last.box.has_added_space = True


def _begins_with_space(element: Element) -> bool:
    """Return whether an element begins with white space, or with a line break."""
    while element.tag != "br":
        if element.text:
            return element.text[0].isspace()
        if not len(element):
            return (element.tail or "")[:1].isspace()
        element = element[0]
    return True


def separate_words(node: Node, last: Fragment | None = None) -> Fragment | None:
    """Put a space between words that only the layout keeps apart, such as those beside a float.

    Returns the last fragment of the line of text that goes on after the node.
    """
    last = None if is_block(node) else last
    for kid in node.kids:
        if isinstance(kid, Node):
            last = separate_words(kid, last)
        elif isinstance(kid, Fragment):
            if last is not None and kid.text and _lacks_space(last, kid):
                kid.text = f" {kid.text}"
            last = kid if kid.text else None
    return None if is_block(node) else last


def _lacks_space(last: Fragment, fragment: Fragment) -> bool:
    if last.text[-1].isspace() or fragment.text[0].isspace():
        return False
    goes_on = last.element is fragment.element and last.kind is fragment.kind
    return fragment.follows_space or (fragment.follows_block and not goes_on)
