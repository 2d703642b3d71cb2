"""Which of the last blocks of a page begins the next one, so that what stands there is not alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.pdf.fitting import faults
from briefpress.pdf.fitting.pages import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from briefpress.pdf.fitting.pages import LaidPages

_LEAST_LEFT = 0.6  # of the page that they are taken from
_LEAST_TAKEN = 0.15  # of a page
# What breaks between any two of its children.
_FLOW = frozenset({"html", "body", "main", "section", "ul", "ol"})
_AVOIDS = ("avoid", "avoid-page")


def carried_over(laid: LaidPages) -> Element | None:
    """Return the block of the last page but one with which the last page may begin; None where none is right.

    It is the last one that fills the last page well and leaves the one before well filled; headings stay
    with what they head.
    """
    last = faults.last_of_text(laid)
    page, end = laid.pages[last - 1], laid.pages[last]
    if page.name != end.name:
        return None
    found = None
    for block in _blocks(laid, last - 1):
        top = laid.places[block][last - 1][0]
        taken = (page.lowest - top) / page.height
        is_right = taken >= _LEAST_TAKEN and (top - page.top) / page.height >= _LEAST_LEFT
        if is_right and taken + end.filled < 1:
            found = block
    return found


def _blocks(laid: LaidPages, number: int) -> Iterator[Element]:
    """Yield the blocks that begin on a page, before which it may end."""
    seen: set[Element] = set()
    for leaf in laid.pages[number].leaves:
        for block in (leaf.element, *laid.ancestors(leaf.element)):
            begins_here = block not in seen and number - 1 not in laid.places[block]
            if begins_here and all(each.tag in _FLOW for each in laid.ancestors(block)):
                seen.add(block)
                if _may_begin_a_page(laid, block):
                    yield block


def _may_begin_a_page(laid: LaidPages, block: Element) -> bool:
    if block not in laid.parents or block not in laid.styles:
        return False
    siblings = list(laid.parents[block])
    place = siblings.index(block)
    before = siblings[place - 1] if place else None
    if before is None or before.tag in HEADINGS or laid.styles[block]["break_before"] in _AVOIDS:
        return False
    return before not in laid.styles or laid.styles[before]["break_after"] not in _AVOIDS
