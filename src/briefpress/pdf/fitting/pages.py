"""What stands on each page of a document that is laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from weasyprint import Document

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PICTURES = ("img", "{http://www.w3.org/2000/svg}svg")
_LARGE = 0.2  # of the height of a page


@dataclass(frozen=True, slots=True)
class Leaf:
    """A line or a picture: its element, and where it stands on its page, in CSS pixels from above."""

    element: Element
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page with its lines and pictures, from `top` to `bottom` of the place for them; `name` is that of its kind."""

    leaves: tuple[Leaf, ...]
    top: float
    bottom: float
    name: str

    @property
    def lowest(self) -> float:
        """Where the last line ends."""
        return max((leaf.bottom for leaf in self.leaves), default=self.top)

    @property
    def white(self) -> float:
        """How much stays white below the last line, in CSS pixels."""
        return max(0.0, self.bottom - self.lowest)

    @property
    def height(self) -> float:
        """The height of the place for text."""
        return max(1.0, self.bottom - self.top)

    @property
    def filled(self) -> float:
        """The share of the page down to its last line."""
        return 1 - self.white / self.height


class LaidPages:
    """The pages of a document, and how its elements lie on them and in one another."""

    def __init__(self, document: Document, root: Element) -> None:
        self.styles: dict[Element, Any] = {}
        self.parents = {child: parent for parent in root.iter() for child in parent}
        self.pages = tuple(self._read(page._page_box) for page in document.pages)  # noqa: SLF001
        self.places: dict[Element, dict[int, tuple[float, float]]] = {}
        for number, page in enumerate(self.pages):
            for leaf in page.leaves:
                for element in (leaf.element, *self.ancestors(leaf.element)):
                    places = self.places.setdefault(element, {})
                    low, high = places.get(number, (leaf.top, leaf.bottom))
                    places[number] = (min(low, leaf.top), max(high, leaf.bottom))

    def end(self, last: int) -> float:
        """Return where the text of a page ends, if all pages up to that stood below each other."""
        used = self.pages[last].lowest - self.pages[last].top
        return sum(page.height for page in self.pages[:last]) + used

    def _read(self, page: Any) -> LaidPage:
        top = page.content_box_y()
        bottom = top + page.height
        for child in page.children:
            if isinstance(child, boxes.FootnoteAreaBox) and child.children:
                bottom = min(bottom, child.position_y)
        leaves = tuple(self._leaves(page.children[0]))
        return LaidPage(leaves, top, bottom, page.page_type.name)

    def _leaves(self, box: Any) -> Iterator[Leaf]:
        element = box.element
        if element is not None and "::" not in (box.element_tag or ""):
            self.styles.setdefault(element, box.style)
        if isinstance(box, (boxes.LineBox, boxes.ReplacedBox)):
            yield Leaf(element, box.position_y, box.position_y + box.margin_height())
            return
        for child in getattr(box, "children", ()):
            if not child.is_absolutely_positioned():
                yield from self._leaves(child)

    def ancestors(self, element: Element) -> Iterator[Element]:
        """Yield the elements that an element is in, from its parent on."""
        while (parent := self.parents.get(element)) is not None:
            yield parent
            element = parent

    def height(self, element: Element) -> float:
        """Return how high an element is on all its pages together, in CSS pixels."""
        return sum(bottom - top for top, bottom in self.places.get(element, {}).values())

    def pictures(self) -> dict[Element, float]:
        """Return the heights of large pictures within the text, in CSS pixels."""
        least = _LARGE * self.pages[0].height
        return {
            element: height
            for element in self.places
            if element.tag in PICTURES
            and (height := self.height(element)) > least
            and any(each.tag == "figure" for each in self.ancestors(element))
        }

    def opening(self, number: int) -> Element | None:
        """Return the chapter that begins a page because chapters begin pages; None where none does."""
        if number < 1 or not self.pages[number].leaves or not self.begins_by_force(number):
            return None
        first = self.pages[number].leaves[0].element
        around = (each for each in self.ancestors(first) if number - 1 not in self.places[each])
        return next((each for each in around if "opening" in each.get("class", "").split()), None)

    def begins_by_force(self, number: int) -> bool:
        """Return whether a page begins where a style sheet asks for a new one."""
        page = self.pages[number]
        if page.name != self.pages[number - 1].name or not page.leaves:
            return True
        first = page.leaves[0].element
        for element in (first, *self.ancestors(first)):
            if number - 1 in self.places[element]:
                return False
            if self._is_broken(element):
                return True
        return False

    def _is_broken(self, element: Element) -> bool:
        siblings = list(self.parents.get(element, ()))
        before = siblings[siblings.index(element) - 1] if element in siblings[1:] else None
        asked = [self.styles[element]["break_before"]] if element in self.styles else []
        if before in self.styles:
            asked.append(self.styles[before]["break_after"])
        return any(value in ("page", "left", "right", "recto", "verso") for value in asked)
