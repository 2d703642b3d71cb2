"""Where links lead, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.transcript.spoken_text import HEADING_ROLE, accessible_name

if TYPE_CHECKING:
    from briefpress.structure import Destination, ObjectRef, PdfStructure


class LinkTargets:
    """Says where the links of a document lead."""

    def __init__(self, pdf: PdfStructure) -> None:
        self._by_id = {element.id: element for element in pdf.walk() if element.id}
        self._headings: dict[int, list[str]] = {}
        for element in pdf.walk():
            if HEADING_ROLE.fullmatch(element.role) and element.page is not None:
                name = accessible_name(element)
                self._headings.setdefault(element.page, []).append(name)

    def target(self, link: ObjectRef, text: str) -> str:
        """Return the address of a link, or the page and heading that a link with this text leads to."""
        return link.uri or (self._place(link.destination, text) if link.destination else "")

    def _place(self, destination: Destination, text: str) -> str:
        """Return the page, and the element of the same name or a heading with the words of the link."""
        if destination.page is None:
            return destination.name or ""
        page = f"page {destination.page + 1}"
        named = self._by_id.get(destination.name or "")
        headings = self._headings.get(destination.page, [])
        words = accessible_name(named, 80) if named else text if text in headings else ""
        return f"“{words}”, {page}" if words else page
