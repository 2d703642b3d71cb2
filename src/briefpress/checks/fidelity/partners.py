"""Which elements of a PDF stand for which of its source, by the words that both have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from briefpress.checks.reading import shorten
from briefpress.checks.rules import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element as HtmlElement

    from briefpress.checks.fidelity.comparison import Comparison
    from briefpress.html import Kind, Part, Place
    from briefpress.structure import Element


class Level(NamedTuple):
    """A list and the item in it, or a table and the cell in it, round some words."""

    outer: Part[Any]
    inner: Part[Any] | None


def levels(place: Place[Any], outer: Kind, inner: Kind) -> list[Level]:
    """Return the lists round some words with their items, or the tables with their cells."""
    found: list[Level] = []
    for part in place.path:
        if part.kind is outer:
            found.append(Level(part, None))
        elif part.kind is inner and found and found[-1].inner is None:
            found[-1] = Level(found[-1].outer, part)
    return found


class Partners:
    """The elements of one kind, each with those on the other side that have some of its words."""

    def __init__(self) -> None:
        self.heard: dict[HtmlElement, list[Part[Element]]] = {}
        self.source: dict[Element, list[Part[HtmlElement]]] = {}

    def add(self, ours: Part[HtmlElement], theirs: Part[Element]) -> bool:
        """Note that words of one are in the other; say whether that is new."""
        heard = self.heard.setdefault(ours.element, [])
        is_new = all(part.element is not theirs.element for part in heard)
        if is_new:
            heard.append(theirs)
            self.source.setdefault(theirs.element, []).append(ours)
        return is_new

    def split(self) -> Iterator[tuple[HtmlElement, list[Part[Element]]]]:
        """Yield elements of the source that are several in the PDF."""
        return ((ours, theirs) for ours, theirs in self.heard.items() if len(theirs) > 1)

    def merged(self) -> Iterator[tuple[Element, list[Part[HtmlElement]]]]:
        """Yield elements of the PDF that are several in the source."""
        return ((theirs, ours) for theirs, ours in self.source.items() if len(ours) > 1)


def not_one_to_one(found: Comparison, partners: Partners, what: str) -> Iterator[Problem]:
    """Yield elements that are several in the PDF, and several that are one there."""
    for ours, theirs in partners.split():
        said = found.text_of(ours)
        begins = " that begins with" if what in ("list", "table") else ""
        message = f'the {what}{begins} "{shorten(said, 40)}" is {len(theirs)} {what}s in the PDF'
        yield Problem(message, theirs[1].element, said=said)
    for there, sources in partners.merged():
        said = " and ".join(f'"{shorten(found.text_of(part.element), 40)}"' for part in sources[:2])
        more = f" and {len(sources) - 2} more" if len(sources) > 2 else ""
        message = f"the {what}s {said}{more} are one {what} in the PDF"
        yield Problem(message, there, said=found.text_of(sources[0].element))
