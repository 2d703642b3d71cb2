"""What is shown of the elements of a document: the type that step 1 yields."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from briefpress.html import Generated, anchors_of
from briefpress.pdf.tags.tree import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from xml.etree.ElementTree import Element

    from briefpress.html import Where
    from briefpress.pdf.tags.tree import Fragment

_GENERATED: dict[Kind, Where] = {
    Kind.BEFORE: "before",
    Kind.AFTER: "after",
    Kind.MARKER: "marker",
    Kind.CALL: "call",
}


class Layout:
    """What is shown of the elements of a document, and how the elements lie in one another.

    `fragments` has the fragments by the boxes that draw them; `of_element` those that are no artifacts
    by their elements, in the order of the pages. `styles` has the computed style of each element that
    is shown in the text, `boxes` its boxes, each with the number of its page.
    """

    def __init__(self, root: Element, expected: Collection[Element]) -> None:
        self.root = root
        self._expected = expected
        self.by_id = {
            e.get("id", ""): e for e in reversed(list(root.iter())) if not callable(e.tag)
        }
        self.anchors = anchors_of(root)
        self.fragments: dict[Any, Fragment] = {}
        self.of_element: dict[Element, list[Fragment]] = {}
        self.styles: dict[Element, Any] = {}
        self.boxes: list[tuple[Any, Element, int]] = []
        self.parents = {child: parent for parent in root.iter() for child in parent}
        self.next_siblings = {a: b for parent in root.iter() for a, b in pairwise(parent)}
        self.previous_siblings = {b: a for a, b in self.next_siblings.items()}

    def add(self, fragment: Fragment) -> None:
        """Keep a fragment."""
        self.fragments[fragment.box] = fragment
        if fragment.artifact is None:
            self.of_element.setdefault(fragment.element, []).append(fragment)

    def ancestors(self, element: Element) -> Iterator[Element]:
        """Yield the elements that an element is in, from its parent on."""
        while (parent := self.parents.get(element)) is not None:
            yield parent
            element = parent

    def link_of(self, element: Element | None) -> Element | None:
        """Return the link that an element is, or is in; None where there is none."""
        while element is not None and not (element.tag == "a" and element.get("href")):
            element = self.parents.get(element)
        return element

    def is_inline(self, element: Element) -> bool:
        """Return whether an element is shown as part of a line."""
        style = self.styles.get(element)
        return style is not None and style["display"][0] == "inline"

    def generated(self) -> tuple[Generated, ...]:
        """Return the text that CSS adds to the content of the document."""
        numbers = {element: number for number, element in enumerate(self.root.iter())}
        found: dict[tuple[int, Where], str] = {}
        for element, fragments in self.of_element.items():
            for fragment in fragments:
                if place := _GENERATED.get(fragment.kind):
                    key = numbers[element], place
                    found[key] = found.get(key, "") + fragment.text
        return tuple(Generated(*key, text) for key, text in sorted(found.items()))

    def unseen(self) -> frozenset[int]:
        """Return the numbers of the elements that CSS hides or moves into the margins of the page.

        What it was to show and did not is lost, and none of them.
        """
        return frozenset(
            number
            for number, element in enumerate(self.root.iter())
            if element not in self._expected
            and (element not in self.styles or self.styles[element]["visibility"] != "visible")
        )
