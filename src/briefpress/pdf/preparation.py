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
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TOP = "top-of-the-document"


def prepare(root: Element) -> None:
    """Set the language of a document, its title on one line, the targets of its links, and what is not shown."""
    language = document_language(root)
    if language:
        root.set("lang", language)
    title = next(root.iter("title"), None)
    if title is not None:
        title.text = fold("".join(title.itertext()))
    for element in root.iter():
        if element.tag in ANNOTATIONS:
            element.set("style", "display: none")
    _set_targets(root)


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
