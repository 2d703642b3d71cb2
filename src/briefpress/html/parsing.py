"""HTML to a tree of elements, which is parsed once for printing it and for checking what was printed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import tinyhtml5

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


@lru_cache(maxsize=2)  # editions are compared with the one for screens
def parse_html(html: str) -> Element:
    """Return the root element of HTML. Others read it as well: change a copy."""
    root: Element = tinyhtml5.parse(html, namespace_html_elements=False)
    return root
