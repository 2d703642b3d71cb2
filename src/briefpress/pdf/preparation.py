"""What is set in HTML before it is laid out: what WeasyPrint reads otherwise than the HTML Standard says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.html import (
    ANNOTATIONS,
    anchor_name,
    anchors_of,
    document_language,
    fold,
    is_internal,
    shown_option,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TOP = "top-of-the-document"
# Where scripts look for the address of a picture that they load when it comes into view.
_LATER = ("data-src", "data-lazy-src", "data-original")


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
    for element in root.iter():
        if element.tag in ANNOTATIONS or _is_hidden(element):
            element.set("style", "display: none")
        elif element.tag == "img":
            _load_now(element)
        elif element.tag == "select" and "multiple" not in element.attrib:
            _show_one_option(element)
        elif element.tag == "input" and element.get("type", "").lower() == "password":
            element.attrib.pop("value", None)
    _set_targets(root)


def _is_hidden(element: Element) -> bool:
    """Say whether browsers do not show an element: what stands for a script, and fields for programs."""
    is_field = element.tag == "input" and element.get("type", "").lower() == "hidden"
    return is_field or element.tag == "noscript"


def _load_now(picture: Element) -> None:
    """Give a picture the address that a script would give it, in place of the blank that waits for it."""
    later = next((picture.get(name) for name in _LATER if picture.get(name)), None)
    if later and picture.get("src", "data:").strip().startswith("data:"):
        picture.set("src", later)


def _show_one_option(select: Element) -> None:
    shown = shown_option(select)
    for option in select.iter("option"):
        option.attrib.pop("selected", None)
        if option is shown:
            option.set("selected", "")


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
