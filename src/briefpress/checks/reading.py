"""A PDF as the rules look at it: its elements with their parents, its blocks, their look and place."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefpress.scripts import may_lack_spaces
from briefpress.structure import Element, ObjectRef, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.structure import Page, PdfStructure, Rect, Run

INLINE = frozenset({
    "Span", "Em", "Strong", "Sub", "Quote", "Link", "Reference", "Code", "Annot", "Ruby", "RB", "RT", "RP",
    "Warichu", "WT", "WP", "BibEntry", "Formula", "Lbl", "Figure", "Form",
})  # fmt: skip
NOTES = frozenset({"Note", "FENote"})
# What has no meaning of its own; in an element with text it is a part of that text.
TRANSPARENT = frozenset({"NonStruct", "Private"})
GROUPING = frozenset({
    "Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "Aside", "BlockQuote", "TOC", "Index", "L", "Table",
    "THead", "TBody", "TFoot", "TR",
})  # fmt: skip
BOLD = re.compile(r"bold|black|heavy|semi-?bold|demi", re.IGNORECASE)
# Letters of scripts without spaces, by how many make a word.
_OF_TWO = "[\u3040-\u30ff\u3400-\u9fff]"
_OF_FIVE = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"


def squeeze(text: str) -> str:
    """Take out white space and soft hyphens, which lines add and lose."""
    return "".join(_without_signs_for_lines(text).split())


def fold(text: str) -> str:
    """Fold runs of white space into one space, and take out soft hyphens."""
    return " ".join(_without_signs_for_lines(text).split())


def _without_signs_for_lines(text: str) -> str:
    # `str.translate` takes ten times as long.
    for sign in "\u00ad\u200b\u2060\ufeff":
        text = text.replace(sign, "")
    return text


def alphanumeric(text: str) -> str:
    """Return the letters and digits of a text."""
    return "".join(filter(str.isalnum, text))


def count_words(text: str) -> int:
    """Return how many words a text has: about as many as its letters say, where a script has no spaces."""
    words = len(text.split())
    if not may_lack_spaces(text):
        return words
    return words + len(re.findall(_OF_TWO, text)) // 2 + len(re.findall(_OF_FIVE, text)) // 5


def shorten(text: str, length: int = 60) -> str:
    """Return a text for a message, cut where it is long."""
    text = fold(text)
    return text if len(text) <= length else f"{text[: length - 3]}…"


def bare(text: str) -> str:
    """Return the letters and digits of a text, without a number such as "Figure 3:" before it."""
    text = re.sub(r"^\s*\w{1,30}\.?\s*\d{1,9}(\.\d{1,9}){0,9}\s*[.:–—-]\s*", "", text)
    return "".join(filter(str.isalnum, text.casefold()))


@dataclass(frozen=True, eq=False)
class Block:
    """An element that holds text of its own, or in inline elements, and that text's look.

    `parts` are its texts, and ActualText that replaces others, in order.
    `size` is the size in points of most of its text; `is_bold` says that all of it is bold.
    """

    element: Element
    text: str
    parts: tuple[Text | str, ...]
    size: float
    is_bold: bool

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Its texts as they are drawn."""
        return tuple(part for part in self.parts if isinstance(part, Text))

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The stretches in which its text is shown."""
        return tuple(run for text in self.texts for run in text.runs)

    @cached_property
    def pages(self) -> tuple[int | None, ...]:
        """The pages of its texts, in order."""
        return tuple(text.page for text in self.texts)

    @cached_property
    def look(self) -> tuple[str, float]:
        """The font in which most of its text is set, and the size in points."""
        weights: Counter[tuple[str, float]] = Counter()
        for run in self.runs:
            weights[run.font, run.size] += len(run.text)
        return max(weights, key=weights.__getitem__, default=("", 0.0))

    @property
    def page(self) -> int | None:
        """The page of its first text."""
        return self.pages[0] if self.pages else self.element.page


class Reading:
    """What several rules need to know of a PDF, found out once."""

    def __init__(self, pdf: PdfStructure) -> None:
        self.pdf = pdf
        self.elements = tuple(pdf.walk())
        self._steps: dict[Element, str] = {}
        self._boxes: dict[Element, dict[int, Rect]] = {}
        self.parents = {
            child: element
            for element in self.elements
            for child in element.children
            if isinstance(child, Element)
        }

    @cached_property
    def by_number(self) -> dict[int, Element]:
        """The elements by the numbers of their objects."""
        return {each.number: each for each in self.elements if each.number is not None}

    def ancestors(self, element: Element) -> Iterator[Element]:
        """Yield the elements round an element, from the inside."""
        while (parent := self.parents.get(element)) is not None:
            yield parent
            element = parent

    def inside(self, element: Element, roles: frozenset[str]) -> bool:
        """Say whether an element is within one of these roles."""
        return not roles.isdisjoint(self._above[element])

    @cached_property
    def _above(self) -> dict[Element, frozenset[str]]:
        """The roles of all elements round each element; most elements share a set with others."""
        above: dict[Element, frozenset[str]] = {}
        for element in self.elements:
            parent = self.parents.get(element)
            roles = frozenset[str]() if parent is None else above[parent]
            if parent is not None and parent.role not in roles:
                roles = roles | {parent.role}
            above[element] = roles
        return above

    @cached_property
    def languages(self) -> dict[Element, str]:
        """The language that holds for the text of each element; "" where none is declared."""
        found: dict[Element, str] = {}
        for element in self.elements:
            parent = self.parents.get(element)
            outer = (self.pdf.language or "") if parent is None else found[parent]
            found[element] = outer if element.lang is None else element.lang
        return found

    def path(self, element: Element) -> str:
        """Return the place of an element in the tree, such as Document/Sect[2]/P[1]."""
        steps = [self._step(each) for each in (element, *self.ancestors(element))]
        return "/".join(reversed(steps))

    def _step(self, element: Element) -> str:
        """Return the last step of a path; those of its kin are found out with it."""
        if element not in self._steps:
            parent = self.parents.get(element)
            kin = [
                kid
                for kid in (parent.children if parent else self.pdf.roots)
                if isinstance(kid, Element)
            ]
            times, numbers = Counter(kid.tag for kid in kin), Counter[str]()
            for kid in kin:
                numbers[kid.tag] += 1
                several = times[kid.tag] > 1
                self._steps[kid] = f"{kid.tag}[{numbers[kid.tag]}]" if several else kid.tag
        return self._steps[element]

    def boxes(self, element: Element) -> dict[int, Rect]:
        """Return the box of an element on each page, found out once."""
        if element not in self._boxes:
            self._boxes[element] = element.boxes()
        return self._boxes[element]

    @cached_property
    def texts(self) -> dict[int | None, list[Text]]:
        """The texts of the tree, page by page."""
        found: dict[int | None, list[Text]] = {}
        for element in self.elements:
            for child in element.children:
                if isinstance(child, Text):
                    found.setdefault(child.page, []).append(child)
        return found

    def image_share(self, page: Page) -> float:
        """Return the share of a page that its largest image covers."""
        area = page.boxes.crop or page.boxes.media
        if area is None or area[2] <= area[0] or area[3] <= area[1]:
            return 0.0
        graphics = [
            *page.unmarked_graphics,
            *(g for artifact in page.artifacts for g in artifact.graphics),
            *(g for orphan in page.orphans for g in orphan.graphics),
            *(g for text in self.texts.get(page.index, ()) for g in text.graphics),
        ]
        sizes = (
            (g.box[2] - g.box[0]) * (g.box[3] - g.box[1]) for g in graphics if g.kind == "image"
        )
        return max(sizes, default=0.0) / ((area[2] - area[0]) * (area[3] - area[1]))

    @cached_property
    def kin(self) -> dict[Element, tuple[list[Element], int]]:
        """The elements with the same parent as each element, and its place among them."""
        found: dict[Element, tuple[list[Element], int]] = {}
        for parent in self.elements:
            kids = [kid for kid in parent.children if isinstance(kid, Element)]
            found |= {kid: (kids, place) for place, kid in enumerate(kids)}
        return found

    @cached_property
    def heard(self) -> str:
        """All text of the tree, squeezed."""
        return squeeze("".join(root.text for root in self.pdf.roots))

    @cached_property
    def words_heard(self) -> str:
        """The letters and digits of the tree; and those with formulas, without what calls notes and cites sources."""
        return f"{alphanumeric(self.heard)}\n{alphanumeric(self._running_text)}"

    @cached_property
    def _running_text(self) -> str:
        parts: list[str] = []
        pending: list[Element | Text | ObjectRef] = list(reversed(self.pdf.roots))
        while pending:
            node = pending.pop()
            if isinstance(node, Text):
                parts.append(node.text)
            elif isinstance(node, Element) and node.role != "Reference":
                said = node.alt if node.role == "Formula" else node.actual_text
                if said is None:
                    pending += reversed(node.children)
                else:
                    parts.append(said)
        return "".join(parts)

    @cached_property
    def headings(self) -> tuple[tuple[int, Element], ...]:
        """The headings with their levels, in order; those without a number go by their depth."""
        found = []
        for element in self.elements:
            if match := re.fullmatch(r"H([1-9]\d?)", element.role):
                found.append((int(match[1]), element))
            elif element.role == "H":
                depth = sum(
                    each.role in ("Sect", "Art", "Part") for each in self.ancestors(element)
                )
                found.append((max(depth, 1), element))
        return tuple(found)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks with text, in reading order."""
        blocks = (_block(each) for each in self.elements if self._is_block(each))
        return tuple(block for block in blocks if block is not None)

    def _is_block(self, element: Element) -> bool:
        if element.role not in TRANSPARENT:
            return element.role not in INLINE
        outer = next((e for e in self.ancestors(element) if e.role not in TRANSPARENT), None)
        return outer is None or outer.role in GROUPING

    @cached_property
    def body_size(self) -> float:
        """The size in points in which most of the text of paragraphs and list items is set."""
        weights: Counter[float] = Counter()
        for block in self.blocks:
            if block.element.role in ("P", "LBody", "LI"):
                weights[block.size] += len(block.text)
        return max(weights, key=weights.__getitem__, default=0.0)

    @cached_property
    def body_look(self) -> tuple[str, float]:
        """The font, and its size in points, in which most of the text of paragraphs and list items is set."""
        weights: Counter[tuple[str, float]] = Counter()
        for block in self.blocks:
            if block.element.role in ("P", "LBody", "LI"):
                weights[block.look] += len(block.text)
        return max(weights, key=weights.__getitem__, default=("", 0.0))

    @cached_property
    def page_boxes(self) -> dict[int, Rect]:
        """The box round all that the tree holds, on each page."""
        found: dict[int, Rect] = {}
        for root in self.pdf.roots:
            found |= root.boxes()
        return found


def _block(element: Element) -> Block | None:
    parts = tuple(_own_parts(element))
    text = "".join(part if isinstance(part, str) else part.text for part in parts)
    if not text.strip():
        return None
    runs = [run for part in parts if isinstance(part, Text) for run in part.runs]
    weights: Counter[float] = Counter()
    for run in runs:
        weights[run.size] += len(run.text)
    size = max(weights, key=weights.__getitem__, default=0.0)
    solid = [run for run in runs if run.text.strip()]
    is_bold = bool(solid) and all(BOLD.search(run.font) for run in solid)
    return Block(element, fold(text), parts, size, is_bold)


def _own_parts(element: Element) -> Iterator[Text | str]:
    """Yield what an element says itself, or through inline elements; ActualText as a string."""
    if element.actual_text is not None:
        yield element.actual_text
        return
    inner = INLINE if element.role in GROUPING | TRANSPARENT else INLINE | TRANSPARENT
    pending: list[Element | Text | ObjectRef] = list(reversed(element.children))
    while pending:
        node = pending.pop()
        if isinstance(node, Text):
            yield node
        elif isinstance(node, Element) and node.role in inner and node.role != "Figure":
            if node.actual_text is not None:
                yield node.actual_text
            else:
                pending += reversed(node.children)
