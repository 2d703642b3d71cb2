"""Goes through a structure tree in reading order, and makes passages of it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from briefpress.changes.passages import (
    FIELD,
    FIGURE,
    FORMULA,
    HEADING,
    LINE_END,
    TABLE,
    Block,
    Passage,
    Piece,
)
from briefpress.changes.values import Place
from briefpress.structure import Element, ObjectRef, Text
from briefpress.transcript.plain import HEADING as HEADING_ROLE
from briefpress.transcript.plain import are_apart, audible, heard, replacement
from briefpress.transcript.roles import INLINE, MANNERS
from briefpress.transcript.untagged import drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefpress.structure import PdfStructure

_KINDS = {
    "LI": "list item", "Note": "note", "FENote": "note", "Caption": "caption", "Title": "title",
    "BlockQuote": "quotation", "TOCI": "entry in the contents", "BibEntry": "reference", "Code": "code",
}  # fmt: skip
_SECTIONS = frozenset({"Sect", "Art", "Aside"})
_PICTURES = {"Figure": FIGURE, "Formula": FORMULA}
# What interrupts a line of text, and is told after it.
_LATER = frozenset({"Note", "FENote", "Figure", "Formula", "Table"})
_LABELLED = frozenset({"LI", "Note", "FENote", "BibEntry", "TOCI"})
# A label that only counts: 1., (b), iv), •
_COUNTS = re.compile(r"[\W\d_]*(?:[^\W\d_]|[ivxlcdm]+)?[\W\d_]*", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"[\s.·…]*\d*$")


class _Around(NamedTuple):
    """What a node is in; `base` is the language of the paragraph, `lang` that of the words."""

    kind: str = "sentence"
    parent: str = ""
    base: str | None = None
    lang: str | None = None
    link: tuple[str, int | None] | None = None
    expansion: str | None = None
    headings: int = 0


def passages(pdf: PdfStructure) -> list[Passage]:
    """Return the passages of a PDF, without entries of the contents that only repeat a heading."""
    found = _Extraction(pdf).passages
    headings = {passage.key for passage in found if passage.is_heading}
    return [
        passage
        for passage in found
        if passage.kind != "entry in the contents" or _entry(passage.text) not in headings
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
        self._later: list[tuple[Element, _Around]] = []
        self._pending: list[Callable[[], None]] = []
        self._push(pdf.roots or drawn(pdf), _Around(base=pdf.language, lang=pdf.language))
        while self._pending:
            self._pending.pop()()
            if not self._pending:
                self._flush()

    def _push(self, nodes: Iterable[Element | Text | ObjectRef], around: _Around) -> None:
        self._pending += reversed([partial(self._node, node, around) for node in nodes])

    def _node(self, node: Element | Text | ObjectRef, around: _Around) -> None:
        if isinstance(node, Text):
            for text in _runs(node):
                self._text(text, around)
        elif isinstance(node, ObjectRef):
            self._field(node)
        elif node.role != "Artifact":
            self._element(node, around)

    # Elements

    def _element(self, element: Element, around: _Around) -> None:
        role = element.role
        if role in _LATER and self._block:
            self._later.append((element, around))
        elif role == "Lbl" and around.parent in _LABELLED and _COUNTS.fullmatch(heard(element, 20)):
            return
        elif role == "Reference" and not any(map(str.isalpha, heard(element, 20))):
            self._add(Piece("", element.page, calls=1), around)
        elif role in _PICTURES:
            self._picture(element, around)
        elif role == "Table":
            self._table(element, around)
        elif MANNERS.get(role) is INLINE or role in ("Quote", "Reference", "NonStruct"):
            self._inline(element, around)
        else:
            self._part(element, around)

    def _part(self, element: Element, around: _Around) -> None:
        """Look at an element whose words are no part of what stands before and after it."""
        within = _within(element, around)
        within = within._replace(base=within.lang)
        is_heading = HEADING_ROLE.fullmatch(element.role)
        if is_heading or not self._goes_on:
            self._flush()
        if is_heading:
            level = int(element.role[1:] or 0) or max(around.headings, 1)
            self._block = Block(HEADING, within.base, level)
        if element.role in _SECTIONS:
            self._pending.append(partial(self._leave, self._above))
        self._pending.append(self._flush)
        self._children(element, within)

    def _inline(self, element: Element, around: _Around) -> None:
        within = _within(element, around)
        if element.role == "Lbl" and around.parent in _LABELLED:
            self._pending.append(partial(self._label, element, within))
        self._children(element, within)

    def _label(self, element: Element, within: _Around) -> None:
        """Let what is labelled go on in the line of its label."""
        mark = " " if heard(element, 20)[-1:] in ".:)?!" else ": "
        self._add(Piece(mark, element.page), within)
        self._goes_on = True

    def _leave(self, above: Passage | None) -> None:
        """Leave a section, whose heading is not that of what follows; unless it only wraps a heading."""
        if self.passages and self.passages[-1] is not self._above:
            self._above = above

    def _children(self, element: Element, within: _Around) -> None:
        instead = None if element.expansion else replacement(element)
        if instead is None:
            self._push(element.children, within)
            return
        self._last = None
        boxes = element.boxes()
        page = min(boxes, default=element.page)
        box = boxes.get(page) if page is not None else None
        self._add(Piece(instead, page, box, lang=within.lang, link=within.link), within)

    def _picture(self, element: Element, around: _Around) -> None:
        self._flush()
        captions = [each for each in element.walk() if each.role == "Caption"]
        silent = {inner for caption in captions for inner in caption.walk()}
        inside = "".join(_shown(element, silent))
        places = [Place(page + 1, box) for page, box in sorted(_boxes(element, silent).items())]
        self.passages.append(
            Passage(
                _PICTURES[element.role],
                " ".join(audible(replacement(element) or "").split()),
                self._above,
                block=self._next(),
                page=element.page,
                lang=element.lang if element.lang != self._base else None,
                places=tuple(places),
                inside=" ".join(audible(inside).split()),
                element=element,
            )
        )
        self._push(captions, around._replace(parent=element.role))

    def _table(self, element: Element, around: _Around) -> None:
        self._flush()
        captions, aside = _beside_cells(element)
        cells = [each for each in element.walk() if each.role in ("TH", "TD")]
        self.passages.append(
            Passage(
                TABLE,
                " ".join(map(heard, captions)),
                self._above,
                block=self._next(),
                page=element.page,
                places=tuple(Place(p + 1, box) for p, box in sorted(element.boxes().items())),
                element=element,
                cells=tuple(map(heard, cells)),
            )
        )
        self._push([*captions, *aside], around._replace(parent="Table", kind="sentence"))

    def _field(self, node: ObjectRef) -> None:
        """Note a form field; a link is told with its words."""
        if node.subtype != "Widget" or node.hidden:
            return
        page = node.page
        places = (Place(page + 1, node.rect),) if page is not None and node.rect else ()
        text = audible(node.alternate or node.contents or "").strip()
        self.passages.append(
            Passage(FIELD, text, self._above, block=self._next(), page=page, places=places)
        )

    # Words

    def _text(self, text: Text, around: _Around) -> None:
        if self._last and are_apart(self._last, text):
            self._add(Piece(" ", text.page), around)
        self._last = text
        run = text.runs[0] if len(text.runs) == 1 else None
        box = run.box if run else _box(text)
        lang = (run and run.lang) or around.lang
        self._add(
            Piece(text.text, text.page, box, run, lang, around.link, around.expansion), around
        )

    def _add(self, piece: Piece, around: _Around) -> None:
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


def _within(element: Element, around: _Around) -> _Around:
    """Return what the children of an element are in."""
    link = around.link
    if element.role == "Link":
        link = next(filter(None, map(_aim, element.children)), ("", None))
    kind = _KINDS.get(element.role, around.kind)
    has_heading = any(isinstance(each, Element) and each.role == "H" for each in element.children)
    return around._replace(
        kind=kind if element.role != "P" or kind != "title" else "sentence",
        parent=element.role if element.role != "NonStruct" else around.parent,
        lang=element.lang or around.lang,
        link=link,
        expansion=element.expansion or around.expansion,
        headings=around.headings + has_heading,
    )


def _aim(node: Element | Text | ObjectRef) -> tuple[str, int | None] | None:
    if not isinstance(node, ObjectRef) or node.subtype != "Link":
        return None
    return node.uri or "", node.destination.page if node.destination else None


def _runs(text: Text) -> Iterator[Text]:
    """Yield a text run by run, where its runs make up all of it, with hyphens at line ends marked."""
    runs = text.runs
    if not runs or "".join(run.text for run in runs) != text.text:
        yield text
        return
    for run, after in pairwise((*runs, None)):
        assert run
        words = run.text
        if after and words.endswith("-") and after.text[:1].islower() and after.box[3] < run.box[3]:
            words = words[:-1] + LINE_END
        yield Text(text.page, text.mcid, words, (run,))


def _box(text: Text) -> tuple[float, float, float, float] | None:
    element = Element("Span", "Span", (text,))
    return next(iter(element.boxes().values()), None)


def _shown(element: Element, silent: set[Element]) -> Iterator[str]:
    """Yield what is drawn below an element, but for some of what is in it."""
    for each in element.walk():
        if each not in silent:
            yield from (child.text for child in each.children if isinstance(child, Text))


def _boxes(element: Element, silent: set[Element]) -> dict[int, tuple[float, float, float, float]]:
    own = [each for each in element.walk() if each not in silent]
    content = tuple(c for each in own for c in each.children if not isinstance(c, Element))
    return Element(element.role, element.tag, content).boxes()


def _beside_cells(table: Element) -> tuple[list[Element], list[Element]]:
    """Return the captions of a table, and the notes and tables in its cells, which are no part of them."""
    captions: list[Element] = []
    aside: list[Element] = []
    pending: list[Element] = [table]
    while pending:
        element = pending.pop()
        if element.role == "Caption":
            captions.append(element)
        elif element is not table and element.role in ("Table", "Note", "FENote"):
            aside.append(element)
        else:
            pending += [c for c in reversed(element.children) if isinstance(c, Element)]
    return captions, aside
