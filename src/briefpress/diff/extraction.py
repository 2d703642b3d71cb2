"""Goes through a structure tree in reading order, and makes passages of it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from briefpress.diff.around import Around, beside_cells, box_of, inside_of, own_boxes, runs, shown
from briefpress.diff.blocks import Block, Piece
from briefpress.diff.passages import ENTRY, FIELD, FIGURE, FORMULA, HEADING, TABLE, Passage
from briefpress.diff.values import Place
from briefpress.structure import Element, ObjectRef, Text
from briefpress.transcript import (
    HEADING_ROLE,
    accessible_name,
    are_apart,
    guess_paragraphs,
    is_inline,
    replacement_text,
    spoken_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefpress.structure import PdfStructure

_SECTIONS = frozenset({"Sect", "Art", "Aside"})
_PICTURES = {"Figure": FIGURE, "Formula": FORMULA}
# What interrupts a line of text, and is told after it.
_LATER = frozenset({"Note", "FENote", "Figure", "Formula", "Table"})
_LABELLED = frozenset({"LI", "Note", "FENote", "BibEntry", "TOCI"})
# A label that only counts: 1., (b), iv), •
_COUNTS = re.compile(r"[\W\d_]*(?:[^\W\d_]|[ivxlcdm]+)?[\W\d_]*", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"[\s.·…]*\d*$")


def passages(pdf: PdfStructure) -> list[Passage]:
    """Return the passages of a PDF, without entries of the contents that only repeat a heading."""
    found = _Extraction(pdf).passages
    headings = {passage.key for passage in found if passage.is_heading}
    return [
        passage
        for passage in found
        if passage.kind != ENTRY or _entry(passage.text) not in headings
    ]


def _entry(text: str) -> tuple[str, ...]:
    """Return the key of the heading that an entry of the contents names, without its page."""
    return Passage(HEADING, _PAGE_NUMBER.sub("", text)).key


class _Extraction:
    """Makes passages; trees are too deep for calls within calls, so that what is to be done waits."""

    def __init__(self, pdf: PdfStructure) -> None:
        self.passages: list[Passage] = []
        self._base = pdf.language
        self._above: Passage | None = None
        self._block: Block | None = None
        self._blocks = 0
        self._goes_on = False  # whether a label was just heard, in whose line its words go on
        self._last: Text | None = None
        self._later: list[tuple[Element, Around]] = []
        self._pending: list[Callable[[], None]] = []
        self._push(pdf.roots or guess_paragraphs(pdf), Around(base=pdf.language, lang=pdf.language))
        while self._pending:
            self._pending.pop()()
            if not self._pending:
                self._flush()

    def _push(self, nodes: Iterable[Element | Text | ObjectRef], around: Around) -> None:
        self._pending += reversed([partial(self._node, node, around) for node in nodes])

    def _node(self, node: Element | Text | ObjectRef, around: Around) -> None:
        if isinstance(node, Text):
            for text in runs(node):
                self._text(text, around)
        elif isinstance(node, ObjectRef):
            self._field(node)
        elif node.role != "Artifact":
            self._element(node, around)

    # Elements

    def _element(self, element: Element, around: Around) -> None:
        role = element.role
        if role in _LATER and self._block:
            self._later.append((element, around))
        elif (
            role == "Lbl"
            and around.parent in _LABELLED
            and _COUNTS.fullmatch(accessible_name(element, 20))
        ):
            return
        elif role == "Reference" and not any(map(str.isalpha, accessible_name(element, 20))):
            self._add(Piece("", element.page, calls=1), around)
        elif role in _PICTURES:
            self._picture(element, around)
        elif role == "Table":
            self._table(element, around)
        elif is_inline(role) or role in ("Quote", "Reference", "NonStruct"):
            self._inline(element, around)
        else:
            self._part(element, around)

    def _part(self, element: Element, around: Around) -> None:
        """Look at an element whose words are no part of what stands before and after it."""
        inner = inside_of(element, around)
        inner = inner._replace(base=inner.lang)
        is_heading = HEADING_ROLE.fullmatch(element.role)
        if is_heading or not self._goes_on:
            self._flush()
        if is_heading:
            level = int(element.role[1:] or 0) or max(around.headings, 1)
            self._block = Block(HEADING, inner.base, level)
        if element.role in _SECTIONS:
            self._pending.append(partial(self._leave, self._above))
        self._pending.append(self._flush)
        self._children(element, inner)

    def _inline(self, element: Element, around: Around) -> None:
        inner = inside_of(element, around)
        if element.role == "Lbl" and around.parent in _LABELLED:
            self._pending.append(partial(self._label, element, inner))
        self._children(element, inner)

    def _label(self, element: Element, inner: Around) -> None:
        """Let what is labelled go on in the line of its label."""
        mark = " " if accessible_name(element, 20)[-1:] in ".:)?!" else ": "
        self._add(Piece(mark, element.page), inner)
        self._goes_on = True

    def _leave(self, above: Passage | None) -> None:
        """Leave a section, whose heading is not that of what follows; unless it only wraps a heading."""
        if self.passages and self.passages[-1] is not self._above:
            self._above = above

    def _children(self, element: Element, inner: Around) -> None:
        instead = None if element.expansion else replacement_text(element)
        if instead is None:
            self._push(element.children, inner)
            return
        self._last = None
        boxes = element.boxes()
        page = min(boxes, default=element.page)
        box = boxes.get(page) if page is not None else None
        self._add(Piece(instead, page, box, lang=inner.lang, link=inner.link), inner)

    def _picture(self, element: Element, around: Around) -> None:
        self._flush()
        captions = [each for each in element.walk() if each.role == "Caption"]
        silent = {inner for caption in captions for inner in caption.walk()}
        inside = "".join(shown(element, silent))
        places = [Place(page + 1, box) for page, box in sorted(own_boxes(element, silent).items())]
        self.passages.append(
            Passage(
                _PICTURES[element.role],
                " ".join(spoken_text(replacement_text(element) or "").split()),
                self._above,
                block=self._next(),
                page=element.page,
                lang=element.lang if element.lang != self._base else None,
                places=tuple(places),
                inside=" ".join(spoken_text(inside).split()),
                element=element,
            )
        )
        self._push(captions, around._replace(parent=element.role))

    def _table(self, element: Element, around: Around) -> None:
        self._flush()
        captions, aside = beside_cells(element)
        cells = [each for each in element.walk() if each.role in ("TH", "TD")]
        self.passages.append(
            Passage(
                TABLE,
                " ".join(map(accessible_name, captions)),
                self._above,
                block=self._next(),
                page=element.page,
                places=tuple(Place(p + 1, box) for p, box in sorted(element.boxes().items())),
                element=element,
                cells=tuple(map(accessible_name, cells)),
            )
        )
        self._push([*captions, *aside], around._replace(parent="Table", kind="sentence"))

    def _field(self, node: ObjectRef) -> None:
        """Note a form field; a link is told with its words."""
        if node.subtype != "Widget" or node.hidden:
            return
        page = node.page
        places = (Place(page + 1, node.rect),) if page is not None and node.rect else ()
        text = spoken_text(node.alternate or node.contents or "").strip()
        self.passages.append(
            Passage(FIELD, text, self._above, block=self._next(), page=page, places=places)
        )

    # Words

    def _text(self, text: Text, around: Around) -> None:
        if self._last and are_apart(self._last, text):
            self._add(Piece(" ", text.page), around)
        self._last = text
        run = text.runs[0] if len(text.runs) == 1 else None
        box = run.box if run else box_of(text)
        lang = (run and run.lang) or around.lang
        self._add(
            Piece(text.text, text.page, box, run, lang, around.link, around.expansion), around
        )

    def _add(self, piece: Piece, around: Around) -> None:
        if self._block is None:
            if not piece.text.strip():
                return
            self._block = Block(around.kind, around.base)
        self._block.add(piece)
        self._goes_on = self._goes_on and not piece.text.strip()

    def _flush(self) -> None:
        """End the paragraph, and look at what interrupted it."""
        block, self._block, self._last, self._goes_on = self._block, None, None, False
        if block:
            found = list(block.passages(self._next(), self._above, self._base))
            if block.kind == HEADING and found:
                found[0] = _headed(found[0], self._above)
                self._above = found[0]
            self.passages += found
        later, self._later = self._later, []
        self._pending += [partial(self._node, *each) for each in reversed(later)]

    def _next(self) -> int:
        self._blocks += 1
        return self._blocks


def _headed(heading: Passage, above: Passage | None) -> Passage:
    """Return a heading below the one that it belongs to, rather than the last one."""
    while above and above.level >= heading.level:
        above = above.above
    return replace(heading, above=above)
