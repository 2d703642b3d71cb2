"""Step 1: read the boxes that WeasyPrint laid out, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from briefpress.html import is_artifact
from briefpress.pdf.continuations import is_continuation
from briefpress.pdf.tags import spaces
from briefpress.pdf.tags.generated_text import GeneratedLines
from briefpress.pdf.tags.layout import Layout
from briefpress.pdf.tags.source_text import SourceText
from briefpress.pdf.tags.tree import Fragment, Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from xml.etree.ElementTree import Element

    from weasyprint import Document

# What `line_breaks` put into the text, or the author did, to say where lines may break.
_CHANCES = dict.fromkeys(map(ord, "\u200b\u2060"))
_GENERATED = {
    "before": Kind.BEFORE,
    "marker": Kind.MARKER,
    "footnote-marker": Kind.MARKER,
    "footnote-call": Kind.CALL,
    "after": Kind.AFTER,
}


def read_layout(document: Document, expected: Collection[Element]) -> Layout:
    """Return what a document shows of each element, after layout and before drawing.

    `expected` are the elements that it is to show.

    Gives the text of each line the space that the HTML has at its end, so that it is drawn with it:
    words are found and copied by their spaces (ISO 32000-1, 14.8.2.5).
    """
    layout = Layout(document._html.etree_element, expected)  # noqa: SLF001 - the box tree is private
    reader = _Reader(layout)
    for number, page in enumerate(document.pages):
        reader.read_page(number, page._page_box)  # noqa: SLF001
    return layout


def elements_with_boxes(box: Any) -> Iterator[Element]:
    """Yield the elements that a page is to show in its text, before they are laid out.

    Those that are not laid out are lost: they do not fit where WeasyPrint cannot break a page.
    """
    element = box.element
    is_running = isinstance(box.style["position"], tuple)  # such as ("running()", "header")
    if is_running or (element is not None and is_artifact(element)):
        return
    if element is not None and _is_visible(box):
        yield element
    for child in getattr(box, "children", ()):
        yield from elements_with_boxes(child)


class _Reader:
    """Reads the boxes of one page after the other, in the order of the HTML."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._sources: dict[Element, SourceText] = {}
        # What is shown again on each page: all of it on the pages so far, and that of this page.
        self._repeated: set[Element] = set()
        self._repeating: set[Element] = set()
        self._page = 0
        self._last: Fragment | None = None
        self._generated = GeneratedLines()
        self._content: object = None  # the property of the last box that has it
        self._block_ended = False

    def read_page(self, number: int, page_box: Any) -> None:
        self._page, self._last, self._block_ended = number, None, False
        self._read(page_box)
        self._repeated |= self._repeating
        self._repeating.clear()

    def _read(self, box: Any, artifact: str | None = None) -> None:
        """Read a box and all in it; `artifact` is that of the box that it is in."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001
        element = box.element
        if isinstance(box, boxes.MarginBox):
            artifact = "Header" if box.at_keyword.startswith("@top") else "Footer"
        elif artifact is None and element is not None and "::" not in box.element_tag:
            artifact = self._begin_element(box, element)
        if isinstance(box, boxes.TextBox):
            self._read_text(box, artifact)
        elif isinstance(box, boxes.ReplacedBox):
            self._read_picture(box, artifact)
        elif isinstance(box.style["content"], tuple):
            self._content = box.style["content"]
        if box.is_leader:
            spaces.append_space(self._last)  # between an entry of the contents and its page number
        is_block = not isinstance(box, (boxes.InlineLevelBox, boxes.LineBox))
        is_generated = is_block and (box.element_tag or "").endswith(("::before", "::after"))
        self._block_ended |= is_generated
        for child in box.children:
            self._read(child, artifact)
        self._block_ended |= is_generated or (is_block and box.is_in_normal_flow())
        if isinstance(box, boxes.LineBox):
            self._end_line()

    def _begin_element(self, box: Any, element: Element) -> str | None:
        """Note a box of an element, and return what it is as an artifact; None for real content.

        Real content is shown once. A table's head and foot are shown again on each page of the table,
        an element with a fixed position on each page.
        """
        layout = self._layout
        is_group = isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer)
        if is_group or box.style["position"] == "fixed":
            self._repeating.add(element)
            if element in self._repeated:
                return ("Header" if box.is_header else "Footer") if is_group else ""
        if is_continuation(element):
            return "Header"
        if is_artifact(element) or box.style["visibility"] == "collapse":
            return ""
        layout.styles.setdefault(element, box.style)
        layout.boxes.append((box, element, self._page))
        return None

    def _read_text(self, box: Any, artifact: str | None) -> None:
        element, shown = box.element, box.text
        name = (box.element_tag or "").partition("::")[2]
        is_content = artifact is None and element is not None
        if is_content and name in _GENERATED and _is_visible(box):
            self._read_generated(box, name)
        elif is_content and _is_visible(box):
            self._read_source(box, element, shown)
        else:
            artifact = artifact or "" if _is_visible(box) else ""
            self._layout.add(Fragment(box, self._page, element, text=box.text, artifact=artifact))

    def _read_source(self, box: Any, element: Element, shown: str) -> None:
        """Keep a line of an element's own text."""
        source = self._sources.get(element)
        is_first = source is None
        if source is None:
            source = self._sources[element] = SourceText(element)
        is_space = not shown.strip()
        if is_space or shown == "\u200b":  # WeasyPrint draws it to keep the line of an empty item
            self._layout.add(Fragment(box, self._page, element, artifact=""))
            if is_space:
                spaces.append_space(self._last)  # a space that is drawn alone would be lost
            return
        match = source.take(shown.translate(_CHANCES))
        text = f"{match.text} " if shown[-1].isspace() else match.text
        follows_space = match.follows_space or (is_first and spaces.precedes(self._layout, element))
        fragment = Fragment(
            box, self._page, element, Kind.TEXT, match.child_index, text, None, follows_space
        )
        self._add_text(fragment)
        self._last = fragment
        self._generated.close()

    def _read_generated(self, box: Any, name: str) -> None:
        """Keep generated text: real content with letters, digits or a footnote's call in it."""
        kind = _GENERATED[name]
        text = box.text.strip() if kind is Kind.MARKER else box.text
        is_call = name.startswith("footnote") and text.strip()
        artifact = None if is_call or any(char.isalnum() for char in text) else ""
        fragment = Fragment(box, self._page, box.element, kind, text=text, artifact=artifact)
        self._add_text(fragment)
        if artifact is None and kind in (Kind.BEFORE, Kind.AFTER):
            self._generated.add(fragment, self._content, self._last)

    def _add_text(self, fragment: Fragment) -> None:
        fragment.follows_block, self._block_ended = self._block_ended, False
        self._layout.add(fragment)

    def _read_picture(self, box: Any, artifact: str | None) -> None:
        if artifact is None and ("::" in box.element_tag or not _is_visible(box)):
            artifact = ""
        fragment = Fragment(box, self._page, box.element, Kind.PICTURE, artifact=artifact)
        self._layout.add(fragment)

    def _end_line(self) -> None:
        last = self._last
        if last is not None and spaces.follows(
            self._layout, last.element, self._sources[last.element]
        ):
            spaces.append_space(last)
        self._generated.end_line()


def _is_visible(box: Any) -> bool:
    return bool(box.style["visibility"] == "visible")
