"""Which setting may mend the faults of pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefpress.pdf.fitting import faults as kinds
from briefpress.pdf.fitting.carrying import carried_over
from briefpress.pdf.fitting.pages import HEADINGS, PICTURES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from briefpress.pdf.fitting.faults import Fault
    from briefpress.pdf.fitting.pages import LaidPage, LaidPages

_RUNNING_TEXT = frozenset({"p", "ul", "ol", "dl"})
_MOVABLE = ("table", "chart")  # classes; a figure is movable as well
_HALF_EMPTY = 2 / 3  # of a page: for less, a figure may stand in the next section
_LEAST_SCALE = 0.85  # of the height of a picture
RATE = 0.085  # of the height of all pages, that the tightest setting saves in a text of no pictures
_NEARLY = 1.3  # an estimate that may be wrong by so much
_SPILL = 0.2  # of a page, that goes to the last one beside the credits
_MARGIN = 1.15  # so much more than is needed by the estimate
_GAP = 12.0  # CSS pixels: about the space between two blocks
_GAP_OF_FIGURE = 30.0  # above it, where it does not begin a page
_GAP_OF_CHAPTER = 60.0  # above its heading, with the line there
_GAP_OF_END = 40.0  # before what begins the last page, if it follows other text


@dataclass(frozen=True, slots=True)
class Move:
    """Blocks that are set after another one, further on in the document."""

    blocks: tuple[Element, ...]
    after: Element


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set otherwise than its styles say.

    `tightness` is from 1, the smallest and closest text, to -1; `heights` are the most that pictures
    may have, in CSS pixels; the chapters in `joined` follow on the page where the one before ends;
    the block that is `carried` begins a page.
    """

    tightness: float = 0.0
    moves: tuple[Move, ...] = ()
    heights: tuple[tuple[Element, float], ...] = ()
    joined: tuple[Element, ...] = ()
    carried: Element | None = None

    @property
    def cost(self) -> float:
        """How much a reader may miss the setting of the styles."""
        return (
            0.6 * abs(self.tightness)
            + 0.2 * len(self.moves)
            + 0.02 * len(self.heights)
            + 0.1 * len(self.joined)
            + 0.4 * (self.carried is not None)
        )


def propose(laid: LaidPages, faults: list[Fault], setting: Setting, rate: float) -> Setting:
    """Return a setting that may mend faults of pages which were laid out with another setting.

    `rate` is how much shorter the document gets from a tightness of 0 to 1, in CSS pixels.
    """
    proposed = setting
    if any(fault.kind == kinds.CHAPTER_APART for fault in faults):
        proposed = _join(laid, setting)
    for fault in faults:
        if fault.kind == kinds.SPARSE_PAGE:
            proposed = _fill(laid, fault.page, proposed)
    if proposed != setting:  # what moves changes where the text ends
        return proposed
    if any(fault.kind in (kinds.CREDITS_ALONE, kinds.END_EMPTY) for fault in faults):
        tightness = _tightness(laid, setting.tightness, rate)
        saves_the_page = setting.tightness == 0 and 0 < tightness < 1
        carried = None if saves_the_page else carried_over(laid)
        if carried is not None:
            return replace(setting, carried=carried)
        proposed = replace(proposed, tightness=tightness)
    elif any(fault.kind == kinds.HEADING_LOW for fault in faults):
        proposed = replace(proposed, tightness=-0.25 if setting.tightness > 0 else 0.25)
    return proposed


def _tightness(laid: LaidPages, now: float, rate: float) -> float:
    """Return how tight text has to be so that the last page is not needed, or else is filled better."""
    last = kinds.last_of_text(laid)
    end, before = laid.pages[last], laid.pages[last - 1]
    tight = now + _MARGIN * (end.lowest - end.top + _GAP_OF_END - before.white) / rate
    loose = now - _MARGIN * (_SPILL * end.height + before.white) / rate
    if tight <= 1 or (now < 1 and tight <= _NEARLY) or loose < -_NEARLY:
        return min(round(tight, 2), 1.0)
    return max(round(min(loose, 0.0), 2), -1.0)


def _join(laid: LaidPages, setting: Setting) -> Setting:
    """Return a setting in which a chapter follows the one before where that leaves much white.

    Each chapter that does makes the next ones begin and end elsewhere.
    """
    joined, begin = list(setting.joined), 0.0
    for number in range(1, kinds.last_of_text(laid) + 1):
        before, chapter = laid.pages[number - 1], laid.opening(number)
        if chapter is None:
            continue
        end = (before.lowest - before.top + begin) % before.height
        begin = 0.0
        if number > 1 and end < kinds.LEAST_BEFORE_CHAPTER * before.height:
            joined.append(chapter)
            begin = end + _GAP_OF_CHAPTER
    return replace(setting, joined=tuple(joined))


def _fill(laid: LaidPages, number: int, setting: Setting) -> Setting:
    """Return a setting in which a page that stays white holds what was pushed off it, or the text after that."""
    page, following = laid.pages[number], laid.pages[number + 1]
    block = _pushed(laid, number)
    if block is None or any(block in move.blocks for move in setting.moves):
        return setting
    needed = laid.places[block][number + 1][1] - following.top + _GAP_OF_FIGURE
    lower = _lower(laid, block, needed - page.white) if page.name == following.name else None
    if lower and lower[0] not in dict(setting.heights):
        return replace(setting, heights=(*setting.heights, lower))
    move = _behind_text(laid, block, page, following)
    return replace(setting, moves=(*setting.moves, move)) if move else setting


def _pushed(laid: LaidPages, number: int) -> Element | None:
    """Return the figure or table that begins the next page, or follows the headings that do."""
    for leaf in laid.pages[number + 1].leaves:
        around = (leaf.element, *laid.ancestors(leaf.element))
        block = next((each for each in reversed(around) if _is_movable(each)), None)
        if block is not None:
            return None if number in laid.places[block] else block
        if leaf.element.tag not in HEADINGS:
            break
    return None


def _is_movable(element: Element) -> bool:
    classes = element.get("class", "").split()
    return (element.tag == "figure" and "quote" not in classes) or any(
        name in classes for name in _MOVABLE
    )


def _lower(laid: LaidPages, block: Element, excess: float) -> tuple[Element, float] | None:
    """Return the picture of a figure and how high it may be to fit; None where it would be too small."""
    pictures = [(each, laid.height(each)) for each in block.iter() if each.tag in PICTURES]
    if len(pictures) != 1:
        return None
    picture, height = pictures[0]
    return (picture, height - excess) if height - excess >= _LEAST_SCALE * height else None


def _behind_text(
    laid: LaidPages, block: Element, page: LaidPage, following: LaidPage
) -> Move | None:
    """Return the move of a block behind as much of the text after it as the page before has room for."""
    blocks, after, room = [block], None, page.white
    beyond = page.name != following.name or page.filled < _HALF_EMPTY
    for element in _next_blocks(laid, block, beyond=beyond):
        if len(blocks) == 1 and after is None and "long-description" in element.get("class", ""):
            blocks.append(element)
            continue
        if room <= 0:
            break
        room -= laid.height(element) + _GAP
        if element.tag in _RUNNING_TEXT:
            after = element
    return Move(tuple(blocks), after) if after is not None else None


def _next_blocks(laid: LaidPages, block: Element, *, beyond: bool) -> Iterator[Element]:
    """Yield headings and texts after a block, up to the first that is neither.

    They end with its section, or go `beyond` it.
    """
    siblings = list(laid.parents[block])
    following = siblings[siblings.index(block) + 1 :]
    for element in following:
        if element.tag == "section" and beyond and element.get("class", "chapter") == "chapter":
            for child in element:
                if child.tag not in _RUNNING_TEXT | HEADINGS:
                    return
                yield child
        elif element.tag in _RUNNING_TEXT or "long-description" in element.get("class", ""):
            yield element
        elif element.get("aria-hidden") != "true":
            return
    if beyond and laid.parents[block].tag == "section":
        yield from _next_blocks(laid, laid.parents[block], beyond=True)
