"""What is set in HTML before it is laid out: what WeasyPrint reads otherwise than the HTML Standard says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.html import (
    ANNOTATIONS,
    MATH,
    address_of_picture,
    anchor_name,
    anchors_of,
    document_language,
    drawing_of,
    fold,
    is_internal,
    repeated_pictures,
    shown_option,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TOP = "top-of-the-document"


def prepare(root: Element) -> None:
    """Set the language of a document, its title on one line, the targets of its links, and what is shown.

    Elements are neither added nor removed: those of the same HTML are told by their numbers elsewhere.
    """
    language = document_language(root)
    if language:
        root.set("lang", language)
    title = next(root.iter("title"), None)
    if title is not None:
        title.text = fold("".join(title.itertext()))
    for element in repeated_pictures(root):
        element.set("style", "display: none")
    for element in root.iter():
        if element.tag in ANNOTATIONS:
            element.set("style", "display: none")
        elif element.tag == "img" and (address := address_of_picture(element)):
            element.set("src", address)
        elif element.tag == "select" and "multiple" not in element.attrib:
            _show_one_option(element)
        elif element.tag == "input":
            _keep_secrets(element)
    for formula in root.iter(MATH):
        _show_drawing(formula)
    _set_targets(root)


def _keep_secrets(field: Element) -> None:
    """Keep what browsers do not show of a field out of the PDF."""
    kind = field.get("type", "").lower()
    if kind == "hidden":
        field.set("style", "display: none")
    elif kind == "password":
        field.attrib.pop("value", None)


def _show_one_option(select: Element) -> None:
    shown = shown_option(select)
    for option in select.iter("option"):
        option.attrib.pop("selected", None)
        if option is shown:
            option.set("selected", "")


def _show_drawing(formula: Element) -> None:
    """Show the drawing of a formula in place of its signs, which WeasyPrint sets one after the other."""
    drawing = drawing_of(formula)
    if drawing is not None:
        for semantics in formula:
            for part in semantics:
                part.set("style", "display: inline" if part is drawing else "display: none")


def _set_targets(root: Element) -> None:
    """Let links within the document be found: WeasyPrint decodes addresses, and knows of no top."""
    anchors = anchors_of(root)
    for link in root.iter("a"):
        address = link.get("href", "#").strip()
        if "href" not in link.attrib or not is_internal(address):
            continue
        name = anchor_name(address, anchors)
        if name == "":
            root.attrib.setdefault("id", _TOP)
            name = root.get("id", "")
        if name:
            link.set("href", "#" + name.replace("%", "%25"))
