"""Changes of elements, the catalog and the XMP that take one line in a table of mutants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from defects.navigation import find_bookmark
from editable_pdf import (
    EditablePdf,
    Operation,
    index_in_parent,
    parent,
    pdf_object,
    remove_entries,
    set_attributes,
    set_entries,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Change: TypeAlias = "Callable[[EditablePdf], object]"


def all_of(*changes: Change) -> Change:
    """Return the change that makes several changes, one after the other."""

    def change(pdf: EditablePdf) -> None:
        for each in changes:
            each(pdf)

    return change


def edit(*where: Any, **entries: object) -> Change:
    """Return the change that sets entries of an element; `where` are the arguments of `EditablePdf.find`."""
    return lambda pdf: set_entries(pdf.find(*where), **entries)


def edit_all(*tags: str, **entries: object) -> Change:
    """Return the change that sets entries of all elements with these tags."""

    def change(pdf: EditablePdf) -> None:
        for node in pdf.find_all(*tags):
            set_entries(node, **entries)

    return change


def edit_attributes(*where: Any, **entries: object) -> Change:
    """Return the change that sets attributes of an element."""
    return lambda pdf: set_attributes(pdf.find(*where), **entries)


def clear(name: str, *where: Any) -> Change:
    """Return the change that removes an entry of an element."""
    return lambda pdf: remove_entries(pdf.find(*where), name)


def clear_all(name: str, *tags: str, value: str | None = None) -> Change:
    """Return the change that removes an entry of all elements with these tags, or where it has a value."""

    def change(pdf: EditablePdf) -> None:
        for node in pdf.find_all(*tags):
            if f"/{name}" in node and value in (None, node[f"/{name}"]):
                remove_entries(node, name)

    return change


def hide(*where: Any, kind: str | None = None) -> Change:
    """Return the change that turns an element into an artifact."""
    return lambda pdf: pdf.to_artifact(pdf.find(*where), kind)


def remove(*where: Any) -> Change:
    """Return the change that removes an element from the tree."""
    return lambda pdf: pdf.remove(pdf.find(*where))


def unwrap(*where: Any) -> Change:
    """Return the change that replaces an element by its kids."""
    return lambda pdf: pdf.unwrap(pdf.find(*where))


def redraw(*where: Any, text: str) -> Change:
    """Return the change that replaces the text of an element."""
    return lambda pdf: pdf.replace_text(pdf.find(*where), text)


def swap(one: tuple[str, str], other: tuple[str, str]) -> Change:
    """Return the change that exchanges two elements."""
    return lambda pdf: pdf.swap(pdf.find(*one), pdf.find(*other))


def add(tag: str, before: tuple[str, str], **entries: object) -> Change:
    """Return the change that inserts an element before another."""

    def change(pdf: EditablePdf) -> None:
        node = pdf.find(*before)
        pdf.new_element(tag, parent(node), index_in_parent(node), **entries)

    return change


def unmark(*where: Any) -> Change:
    """Return the change that draws an element without marked content."""

    def change(pdf: EditablePdf) -> None:
        for content, mcid in list(pdf.marked_content(pdf.find(*where))):
            content.unmark(mcid)

    return change


def surround(before: Operation, after: Operation, *where: Any) -> Change:
    """Return the change that inserts an operation before the text of an element, and one after it."""

    def change(pdf: EditablePdf) -> None:
        for content, mcid in list(pdf.marked_content(pdf.find(*where))):
            content.surround(mcid, before, after)

    return change


def make_invisible(*where: Any) -> Change:
    """Return the change that draws the text of an element without painting it."""
    return surround(([pdf_object(3)], b"Tr"), ([pdf_object(0)], b"Tr"), *where)


def without_spaces(*where: Any, at_line_ends: bool = False) -> Change:
    """Return the change that replaces the spaces of a text by gaps, or removes those at the ends of lines."""

    def change(pdf: EditablePdf) -> None:
        for content, mcid in pdf.marked_content(pdf.find(*where)):
            content.without_spaces(mcid, at_line_ends=at_line_ends)

    return change


def edit_catalog(**entries: object) -> Change:
    """Return the change that sets entries of the catalog."""
    return lambda pdf: set_entries(pdf.catalog, **entries)


def clear_catalog(name: str) -> Change:
    """Return the change that removes an entry of the catalog."""
    return lambda pdf: remove_entries(pdf.catalog, name)


def edit_xmp(old: str, new: str = "") -> Change:
    """Return the change that replaces the matches of a pattern in the XMP."""
    return lambda pdf: pdf.replace_in_xmp(old, new)


def edit_boxes(page: int, **boxes: list[int]) -> Change:
    """Return the change that sets boxes of a page."""
    return lambda pdf: set_entries(pdf.pages[page], **boxes)


def retarget(uri: str, to: str) -> Change:
    """Return the change that gives a link another address."""
    return lambda pdf: set_entries(pdf.link(uri)["/A"], URI=to)


def edit_bookmark(title: str, **entries: object) -> Change:
    """Return the change that sets entries of a bookmark."""
    return lambda pdf: set_entries(find_bookmark(pdf, title), **entries)
