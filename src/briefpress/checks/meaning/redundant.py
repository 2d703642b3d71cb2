"""What is read out and tells nothing: ornaments, heads and feet of pages, repetitions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from briefpress.checks.reading import NOTES, shorten, squeeze
from briefpress.checks.rules import MEANING, WARNING, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.reading import Block
    from briefpress.checks.subject import Subject
    from briefpress.structure import (
        Element,
    )

# Leaders, rules and ornaments: one sign again and again, or a whole text of them.
_ORNAMENTS = re.compile(
    r"(?:[.·․…]\s?){5,}|([*_=~#+|/\\■□●◆◇★☆-])(?:\s?\1){4,}|^[\s*_=~#·•◆◇★☆❧❦⁂-]+$"
)
_HEADER_WORDS = 25
_LEAST_PAGES = 3  # on so many pages, what stands in the margin is no text
_MARGIN = 0.1  # of the page's height, at its head and at its foot
_LEAST_LENGTH = 120  # letters: a paragraph of so many does not stand twice by chance
# What may begin a page or a column with a number that is no page number.
_NUMBERED = NOTES | {"LI", "LBody", "TD", "TH", "BibEntry", "TOCI"}
# What stands in them is no running text.
_APART = frozenset(
    {"L", "TOC", "Table", "BlockQuote", "Note", "FENote", "Aside", "Figure", "Caption"}
)


@rule(
    id="noise",
    family=MEANING,
    severity=WARNING,
    title="Signs that decorate are not read out",
    why="A screen reader says each of them: dot dot dot dot.",
    mend="leave leaders, rules and ornaments to the style, as artifacts",
    clause="7.1",
    matterhorn="01-001",
    wcag="1.3.1",
)
def noise(subject: Subject) -> Iterator[Problem]:
    for block in subject.reading.blocks:
        role = block.element.role
        if role not in ("LI", "Lbl", "TD", "TH", "Formula", "Code") and _ORNAMENTS.search(
            block.text
        ):
            yield Problem(
                f'"{shorten(block.text)}" holds signs that are read out one by one', block.element
            )


@rule(
    id="furniture-read",
    family=MEANING,
    severity=WARNING,
    title="Heads and feet of pages are not read out",
    why="People who listen hear the footer in the middle of a sentence, on every page.",
    mend="mark running heads and feet as artifacts",
    clause="7.8",
    matterhorn="01-001, 18-001",
    wcag="1.3.1",
)
def furniture_read(subject: Subject) -> Iterator[Problem]:
    """Yield what is read out at the head or foot of page after page."""
    found: defaultdict[str, list[Block]] = defaultdict(list)
    elsewhere: Counter[str] = (
        Counter()
    )  # a label that often stands in the text stands at a page's edge by chance
    for block in subject.reading.blocks:
        is_short = len(block.text.split()) <= _HEADER_WORDS
        if is_short and not _is_number_of(block):
            text = re.sub(r"\d+", "0", squeeze(block.text))
            if _in_margin(block, subject):
                found[text].append(block)
            else:
                elsewhere[text] += 1
    for text, blocks in found.items():
        if elsewhere[text] > len(blocks):
            continue
        pages = {block.page for block in blocks}
        if len(pages) >= min(_LEAST_PAGES, max(len(subject.pdf.pages), 2)):
            said = shorten(blocks[0].text)
            yield Problem(f'"{said}" is read out on {len(pages)} pages', blocks[0].element)


def _is_number_of(block: Block) -> bool:
    """Say whether a block is the number of a note or an item, or a figure: each is another one."""
    return block.element.role in _NUMBERED and not any(map(str.isalpha, block.text))


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


@rule(
    id="said-twice",
    family=MEANING,
    severity=WARNING,
    title="No paragraph is read out twice",
    why="People who listen lose their place: they think that the document began anew.",
    mend="delete one, or mark a pull quote as an artifact",
    wcag="1.3.1",
)
def said_twice(subject: Subject) -> Iterator[Problem]:
    """Yield long paragraphs that are read out more than once.

    Where the source is known, its author may say the same in a note, a list, a box or a quotation.
    """
    seen: set[str] = set()
    for block in subject.reading.blocks:
        is_running = block.element.role == "P" and not subject.reading.inside(block.element, _APART)
        if subject.html is not None and not is_running:
            continue
        text = squeeze(block.text)
        if len(text) > _LEAST_LENGTH and text in seen and block.element.role not in ("TD", "TH"):
            yield Problem(f'"{shorten(block.text)}" is read out again', block.element)
        seen.add(text)


@rule(
    id="empty-elements",
    family=MEANING,
    severity=WARNING,
    title="No element is empty",
    why='A screen reader stops at each and says "blank".',
    mend="leave space to the style, and delete empty paragraphs",
    wcag="1.3.1",
)
def empty_elements(subject: Subject) -> Iterator[Problem]:
    """Yield one problem that counts the empty elements by role; those in empty ones do not count."""
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
