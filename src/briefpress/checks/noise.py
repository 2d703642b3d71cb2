"""What is read out and says nothing, says it twice, or says it without a space."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from briefpress.checks import order, phrases
from briefpress.checks.reading import shorten, squeeze
from briefpress.checks.rules import Problem
from briefpress.structure import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.reading import Block
    from briefpress.checks.rules import Subject
    from briefpress.structure import Element, Run


def noise(subject: Subject) -> Iterator[Problem]:
    """Signs that only decorate are not read out."""
    for block in subject.reading.blocks:
        role = block.element.role
        if role not in ("LI", "Lbl", "TD", "TH", "Formula", "Code") and phrases.NOISE.search(
            block.text
        ):
            yield Problem(
                f'"{shorten(block.text)}" holds signs that are read out one by one', block.element
            )


def empty_elements(subject: Subject) -> Iterator[Problem]:
    """An element that says nothing is not there."""
    empty = [
        element
        for element in subject.reading.elements
        if element.role in ("P", "L", "LI", "BlockQuote", "Note", "FENote", "Caption", "Table")
        and not element.actual_text and not element.alt
        and not element.text.strip() and not any(True for _ in _alternates(element))
    ]  # fmt: skip
    nested = {child for element in empty for child in element.walk() if child is not element}
    outer = [element for element in empty if element not in nested]
    if outer:
        kinds = ", ".join(
            f"{count} {role}" for role, count in Counter(e.role for e in outer).items()
        )
        yield Problem(f"elements that say nothing: {kinds}", outer[0])


def _alternates(element: Element) -> Iterator[str]:
    for each in element.walk():
        if each.alt or each.actual_text or each.role in ("Figure", "Formula", "Form"):
            yield each.role


def glued(subject: Subject) -> Iterator[Problem]:
    """Words that stand apart on the page are apart for those who listen."""
    by_page: dict[int, list[tuple[Block, str]]] = {}
    for block in subject.reading.blocks:
        for one, other in _neighbouring_runs(block):
            if order.is_glued(one, other):
                word = f"{_last_word(one.text)}{_first_word(other.text)}"
                by_page.setdefault(block.page or 0, []).append((block, word))
    for page, here in by_page.items():
        message = f'{len(here)} times words run together, such as "{here[0][1]}"'
        yield Problem(message, here[0][0].element, page)


def _neighbouring_runs(block: Block) -> Iterator[tuple[Run, Run]]:
    """Yield runs that follow each other, with no ActualText of an element between them."""
    before: Run | None = None
    for part in block.parts:
        for run in part.runs if isinstance(part, Text) else ():
            if before is not None:
                yield before, run
            before = run
        if isinstance(part, str):
            before = None


def _last_word(text: str) -> str:
    return text.split()[-1] if text.split() else ""


def _first_word(text: str) -> str:
    return text.split()[0] if text.split() else ""


_FURNITURE_WORDS = 25
_PAGES = 3  # on so many pages, what stands in the margin is no text
_MARGIN = 0.1  # of the page's height, at its head and at its foot
_LONG = 120  # letters: a paragraph of so many does not stand twice by chance


def furniture(subject: Subject) -> Iterator[Problem]:
    """Yield what is read out at the head or foot of page after page."""
    found: defaultdict[str, list[Block]] = defaultdict(list)
    for block in subject.reading.blocks:
        if len(block.text.split()) <= _FURNITURE_WORDS and _in_margin(block, subject):
            found[re.sub(r"\d+", "0", squeeze(block.text))].append(block)
    for blocks in found.values():
        pages = {block.page for block in blocks}
        if len(pages) >= min(_PAGES, max(len(subject.pdf.pages), 2)):
            said = shorten(blocks[0].text)
            yield Problem(f'"{said}" is read out on {len(pages)} pages', blocks[0].element)


def _in_margin(block: Block, subject: Subject) -> bool:
    if block.page is None or block.page >= len(subject.pdf.pages):
        return False
    page = subject.pdf.pages[block.page]
    area = page.boxes.crop or page.boxes.media
    boxes = [run.box for run in block.runs if run.text.strip()]
    if area is None or not boxes:
        return False
    height = _MARGIN * (area[3] - area[1])
    low, high = min(box[1] for box in boxes), max(box[3] for box in boxes)
    return low >= area[3] - height or high <= area[1] + height


def said_twice(subject: Subject) -> Iterator[Problem]:
    """Yield long paragraphs that are read out more than once."""
    seen: set[str] = set()
    for block in subject.reading.blocks:
        text = squeeze(block.text)
        if len(text) > _LONG and text in seen and block.element.role not in ("TD", "TH"):
            yield Problem(f'"{shorten(block.text)}" is read out again', block.element)
        seen.add(text)
