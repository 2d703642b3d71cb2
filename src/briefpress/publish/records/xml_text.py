"""The XML of records, built as a tree, so that the library escapes the text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

if TYPE_CHECKING:
    from collections.abc import Mapping


def add(
    parent: Element, name: str, text: str = "", attributes: Mapping[str, str] | None = None
) -> Element:
    """Append an element to another one, and return it."""
    element = SubElement(parent, name, dict(attributes or {}))
    element.text = text or None
    return element


def xml_bytes(root: Element) -> bytes:
    """Return a document as indented XML in UTF-8."""
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, "unicode")}\n'.encode()
