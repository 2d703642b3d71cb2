"""What the parts of step 2 share while they build the structure tree of one document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from briefpress.pdf.tags.tree import Fragment, Kind, LinkAnnotation, Node

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from xml.etree.ElementTree import Element

    import pydyf

    from briefpress.findings import Rule
    from briefpress.html import Cell, Table
    from briefpress.pdf.tags.layout import Layout
    from briefpress.pdf.tags.tree import Kid

    class Report(Protocol):
        """Takes a rule, the message, and words of the HTML that say where it is."""

        def __call__(self, rule: Rule, message: str, words: str = "") -> None:
            """Take them."""


@dataclass(slots=True)
class Context:
    """What is known of a document: its layout, the annotations of its links, its tables.

    `add_annotation` adds one to a page. `report` takes the id of a rule and a message, for each thing
    that cannot be made accessible.
    `ids` are the identifiers that were given to elements so far.
    """

    layout: Layout
    annotations: Mapping[Element, list[LinkAnnotation]]
    add_annotation: Callable[[int, pydyf.Dictionary], None]
    report: Report
    cells: dict[Element, tuple[Table, Cell]] = field(default_factory=dict)
    ids: dict[Element, str] = field(default_factory=dict)

    def fragments(self, element: Element, kind: Kind) -> list[Fragment]:
        """Return the fragments of one kind that an element has."""
        return [f for f in self.layout.of_element.get(element, ()) if f.kind is kind]

    def label(self, element: Element) -> list[Kid]:
        """Return the marker of a list item or note as a Lbl; nothing where it has none."""
        markers = self.fragments(element, Kind.MARKER)
        return [Node("Lbl", [*markers])] if markers else []

    def id_of(self, element: Element) -> str:
        """Return an identifier for the structure element of an HTML element, always the same."""
        return self.ids.setdefault(element, f"{element.tag}-{len(self.ids) + 1}")
