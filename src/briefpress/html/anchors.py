"""Where links within an HTML document lead (HTML Standard, 7.4.6.4, "select the indicated part")."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Container
    from xml.etree.ElementTree import Element

_TOP = "top"


def anchors_of(root: Element) -> dict[str, Element]:
    """Return the elements that links may lead to by their ids, and those of `<a name>`; the first counts."""
    found: dict[str, Element] = {}
    named = ((link.get("name"), link) for link in root.iter("a"))
    for name, element in (*((each.get("id"), each) for each in root.iter()), *named):
        if name:
            found.setdefault(name, element)
    return found


def is_internal(address: str) -> bool:
    """Return whether a link leads to a place of its own document."""
    return not address or address.startswith("#")


def anchor_name(address: str, anchors: Container[str]) -> str | None:
    """Return by which name of `anchors` the target of an internal link is found.

    It is sought as it stands first, and then decoded. None where there is no such target; "" is the
    top of the document.
    """
    fragment = address[1:]
    decoded = unquote(fragment)
    for name in (fragment, decoded):
        if name in anchors:
            return name
    return "" if decoded.lower() in ("", _TOP) else None
