"""A structure tree to its passages, in reading order."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from briefpress.diff.changes import Region
from briefpress.diff.paragraphs import Paragraph, Piece
from briefpress.diff.passages import (
    CONTENTS_ENTRY,
    FIELD,
    FIGURE,
    FORMULA,
    HEADING,
    TABLE,
    Passage,
)
from briefpress.diff.tree_context import (
    Context,
    captions_and_insets,
    child_context,
    drawn_boxes,
    drawn_text,
    split_runs,
    text_box,
)
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
_FIGURES = {"Figure": FIGURE, "Formula": FORMULA}
# Elements that may stand within a paragraph; they are extracted after it.
_INTERRUPTING = frozenset({"Note", "FENote", "Figure", "Formula", "Table"})
_LABELLED = frozenset({"LI", "Note", "FENote", "BibEntry", "TOCI"})
# A label that only counts, such as 1., (b), iv) or •
_COUNTING_LABEL = re.compile(r"[\W\d_]*(?:[^\W\d_]|[ivxlcdm]+)?[\W\d_]*", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"[\s.·…]*\d*$")


def extract_passages(pdf: PdfStructure) -> list[Passage]:
    """Return the passages of a PDF, without entries of the contents that only repeat a heading."""
    found = _Extraction(pdf).passages
    headings = {passage.key for passage in found if passage.is_heading}
    return [
        passage
        for passage in found
        if passage.kind != CONTENTS_ENTRY or _heading_key(passage.text) not in headings
    ]


def _heading_key(entry: str) -> tuple[str, ...]:
    """Return the key of the heading that an entry of the contents names."""
    return Passage(HEADING, _PAGE_NUMBER.sub("", entry)).key


class _Extraction:
    """Walks a structure tree with a stack of calls to make, since trees may be deeper than Python's."""

    def __init__(self, pdf: PdfStructure) -> None:
        self.passages: list[Passage] = []
        self._document_lang = pdf.language
        self._heading: Passage | None = None
        self._paragraph: Paragraph | None = None
        self._paragraph_count = 0
        self._after_label = False  # the words that follow stand in the line of their label
        self._last_text: Text | None = None
        self._interruptions: list[tuple[Element, Context]] = []
        self._stack: list[Callable[[], None]] = []
        context = Context(paragraph_lang=pdf.language, lang=pdf.language)
        self._push(pdf.roots or guess_paragraphs(pdf), context)
        while self._stack:
            self._stack.pop()()
            if not self._stack:
                self._end_paragraph()

    def _push(self, nodes: Iterable[Element | Text | ObjectRef], context: Context) -> None:
        self._stack += reversed([partial(self._node, node, context) for node in nodes])

    def _node(self, node: Element | Text | ObjectRef, context: Context) -> None:
        if isinstance(node, Text):
            for text in split_runs(node):
                self._text(text, context)
        elif isinstance(node, ObjectRef):
            self._form_field(node)
        elif node.role != "Artifact":
            self._element(node, context)

    # Elements

    def _element(self, element: Element, context: Context) -> None:
        role = element.role
        name = accessible_name(element, 20) if role in ("Lbl", "Reference") else ""
        if role in _INTERRUPTING and self._paragraph:
            self._interruptions.append((element, context))
        elif role == "Lbl" and context.parent in _LABELLED and _COUNTING_LABEL.fullmatch(name):
            return
        elif role == "Reference" and not any(map(str.isalpha, name)):
            self._add(Piece("", element.page, note_calls=1), context)
        elif role in _FIGURES:
            self._figure(element, context)
        elif role == "Table":
            self._table(element, context)
        elif is_inline(role) or role in ("Quote", "Reference", "NonStruct"):
            self._inline(element, context)
        else:
            self._block(element, context)

    def _block(self, element: Element, context: Context) -> None:
        """Extract an element whose words do not continue those before it."""
        inner = child_context(element, context)
        inner = inner._replace(paragraph_lang=inner.lang)
        is_heading = HEADING_ROLE.fullmatch(element.role)
        if is_heading or not self._after_label:
            self._end_paragraph()
        if is_heading:
            level = int(element.role[1:] or 0) or max(context.heading_depth, 1)
            self._paragraph = Paragraph(HEADING, inner.paragraph_lang, level)
        if element.role in _SECTIONS:
            self._stack.append(partial(self._end_section, self._heading))
        self._stack.append(self._end_paragraph)
        self._children(element, inner)

    def _inline(self, element: Element, context: Context) -> None:
        inner = child_context(element, context)
        if element.role == "Lbl" and context.parent in _LABELLED:
            self._stack.append(partial(self._end_label, element, inner))
        self._children(element, inner)

    def _end_label(self, element: Element, inner: Context) -> None:
        """Let the words that follow a label continue its line."""
        separator = " " if accessible_name(element, 20)[-1:] in ".:)?!" else ": "
        self._add(Piece(separator, element.page), inner)
        self._after_label = True

    def _end_section(self, heading: Passage | None) -> None:
        """Return to the heading before a section, unless the section holds nothing but a heading."""
        if self.passages and self.passages[-1] is not self._heading:
            self._heading = heading

    def _children(self, element: Element, inner: Context) -> None:
        replacement = None if element.expansion else replacement_text(element)
        if replacement is None:
            self._push(element.children, inner)
            return
        self._last_text = None
        boxes = element.boxes()
        page = min(boxes, default=element.page)
        box = boxes.get(page) if page is not None else None
        self._add(Piece(replacement, page, box, lang=inner.lang, link=inner.link), inner)

    def _figure(self, element: Element, context: Context) -> None:
        self._end_paragraph()
        captions = [each for each in element.walk() if each.role == "Caption"]
        in_captions = {inner for caption in captions for inner in caption.walk()}
        boxes = drawn_boxes(element, in_captions)
        self.passages.append(
            Passage(
                _FIGURES[element.role],
                _one_line(replacement_text(element) or ""),
                self._heading,
                paragraph=self._next_paragraph(),
                page=element.page,
                lang=element.lang if element.lang != self._document_lang else None,
                regions=tuple(Region(page + 1, box) for page, box in sorted(boxes.items())),
                drawn_text=_one_line("".join(drawn_text(element, in_captions))),
                element=element,
            )
        )
        self._push(captions, context._replace(parent=element.role))

    def _table(self, element: Element, context: Context) -> None:
        self._end_paragraph()
        captions, insets = captions_and_insets(element)
        cells = [each for each in element.walk() if each.role in ("TH", "TD")]
        boxes = element.boxes()
        self.passages.append(
            Passage(
                TABLE,
                " ".join(map(accessible_name, captions)),
                self._heading,
                paragraph=self._next_paragraph(),
                page=element.page,
                regions=tuple(Region(page + 1, box) for page, box in sorted(boxes.items())),
                element=element,
                cells=tuple(map(accessible_name, cells)),
            )
        )
        self._push([*captions, *insets], context._replace(parent="Table", kind="sentence"))

    def _form_field(self, node: ObjectRef) -> None:
        """Add a form field; other annotations, such as links, belong to their words."""
        if node.subtype != "Widget" or node.hidden:
            return
        page = node.page
        regions = (Region(page + 1, node.rect),) if page is not None and node.rect else ()
        name = spoken_text(node.alternate or node.contents or "").strip()
        number = self._next_paragraph()
        self.passages.append(
            Passage(FIELD, name, self._heading, paragraph=number, page=page, regions=regions)
        )

    # Text

    def _text(self, text: Text, context: Context) -> None:
        if self._last_text and are_apart(self._last_text, text):
            self._add(Piece(" ", text.page), context)
        self._last_text = text
        run = text.runs[0] if len(text.runs) == 1 else None
        box = run.box if run else text_box(text)
        lang = (run and run.lang) or context.lang
        piece = Piece(text.text, text.page, box, run, lang, context.link, context.expansion)
        self._add(piece, context)

    def _add(self, piece: Piece, context: Context) -> None:
        if self._paragraph is None:
            if not piece.text.strip():
                return
            self._paragraph = Paragraph(context.kind, context.paragraph_lang)
        self._paragraph.add(piece)
        self._after_label = self._after_label and not piece.text.strip()

    def _end_paragraph(self) -> None:
        """Add the passages of the paragraph, and continue with the elements that interrupted it."""
        paragraph, self._paragraph = self._paragraph, None
        self._last_text, self._after_label = None, False
        if paragraph:
            number = self._next_paragraph()
            found = list(paragraph.passages(number, self._heading, self._document_lang))
            if paragraph.kind == HEADING and found:
                found[0] = _under_higher_heading(found[0], self._heading)
                self._heading = found[0]
            self.passages += found
        interruptions, self._interruptions = self._interruptions, []
        self._stack += [partial(self._node, *each) for each in reversed(interruptions)]

    def _next_paragraph(self) -> int:
        self._paragraph_count += 1
        return self._paragraph_count


def _one_line(text: str) -> str:
    return " ".join(spoken_text(text).split())


def _under_higher_heading(heading: Passage, last: Passage | None) -> Passage:
    """Return a heading below the nearest heading of a higher level, beginning with the last one."""
    while last and last.level >= heading.level:
        last = last.heading
    return replace(heading, heading=last)
