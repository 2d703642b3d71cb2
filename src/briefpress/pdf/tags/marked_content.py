"""Step 3: content streams in which each operator that paints belongs to a node, or is an artifact.

WeasyPrint encloses what it draws for a box in a marked-content sequence of its own:

    /P <</MCID 7>> BDC   …operators…   EMC

The sequences are written anew. One that shows a fragment gets the structure type of the node that
holds the fragment, and the next MCID; fragments that follow one another in a node share a sequence.
All others become artifacts (ISO 32000-1, 14.6 and 14.8.2.2).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint.pdf.stream import Stream

from briefpress.pdf.rules import ENGINE
from briefpress.pdf.tags.spelling import SIGNS, FontOfGlyphs, spell
from briefpress.pdf.tags.tree import Fragment, Kind, MarkedStream

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from weasyprint import Document

    from briefpress.pdf.tags.context import Report
    from briefpress.pdf.tags.layout import Layout
    from briefpress.pdf.tags.tree import Node

    Fonts = Mapping[bytes, FontOfGlyphs]

# What ends the operators that leave something on the page (ISO 32000-1, annex A).
_PAINTING = (b"TJ", b"Tj", b"Do", b"f", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*", b"sh", b"EI")
_GLYPHS = re.compile(rb"<([0-9a-f]*)>")


def marked_streams(pdf: pydyf.PDF, page_streams: list[Stream]) -> list[MarkedStream]:
    """Return the content streams of a PDF that hold marked content; a page shares tags with its forms."""
    # `_tags` maps the boxes of a page to their marked content.
    page_of = {id(stream._tags): page for page, stream in enumerate(page_streams)}  # noqa: SLF001
    found = []
    for stream in pdf.objects:
        if isinstance(stream, Stream) and id(stream._tags) in page_of:  # noqa: SLF001
            page = page_of[id(stream._tags)]  # noqa: SLF001
            found.append(MarkedStream(stream, page, stream is page_streams[page]))
    return found


def fonts_of(document: Document) -> Fonts:
    """Return the text and width of the glyphs of each font, by the name that content streams have for it."""
    fonts = {}
    for font in document.fonts.values():
        digits = 2 if font.bitmap else 4
        texts = {f"{glyph:0{digits}x}".encode(): text for glyph, text in font.to_unicode.items()}
        widths = {f"{glyph:0{digits}x}".encode(): width for glyph, width in font.widths.items()}
        fonts[font.hash.encode()] = FontOfGlyphs(texts, widths, digits)
    return fonts


def mark_content(marked: MarkedStream, layout: Layout, fonts: Fonts, report: Report) -> None:
    """Write the marked-content sequences of a stream anew, and note the node of each in `marked`."""
    tags = marked.stream._tags  # noqa: SLF001
    fragments = {
        tag["mcid"]: layout.fragments[box] for box, tag in tags.items() if box in layout.fragments
    }
    marked.stream.stream = _Rewriter(marked, fragments, fonts, report).rewrite()


class _Rewriter:
    """Copies the operators of one stream, and marks them as they belong together."""

    def __init__(
        self, marked: MarkedStream, fragments: dict[int, Fragment], fonts: Fonts, report: Report
    ) -> None:
        self._marked = marked
        self._fragments = fragments
        self._fonts = fonts
        self._report = report
        self._out: list[Any] = []
        # The fragment or the artifact subtype of the sequence that ends the output so far.
        self._open: Fragment | str | None = None

    def rewrite(self) -> list[Any]:
        """Return the operators with new marked-content sequences."""
        operators = self._marked.stream.stream
        index = 0
        while index < len(operators):
            if _begins_sequence(operators, index):
                end = _end_of_sequence(operators, index + 3)
                fragment = self._fragments.get(operators[index + 1]["MCID"])
                self._sequence(fragment, operators[index + 3 : end])
                index = end + 1
            else:
                self._out.append(operators[index])
                self._open = None
                index += 1
        return self._out

    def _sequence(self, fragment: Fragment | None, operators: list[Any]) -> None:
        for is_decoration, part in _parts(operators):
            if not any(_paints(operator) for operator in part):
                self._out += part
                self._open = None if part else self._open
            elif is_decoration or fragment is None:
                self._mark_artifact("", part)
            elif fragment.artifact is not None:
                has_words = any(map(str.isalnum, fragment.text))
                shown = self._with_text(fragment, part) if has_words else part
                self._mark_artifact(fragment.artifact, shown)
            elif fragment.parent is None:
                message = f"content of <{fragment.element.tag}> is in no structure element"
                self._report(ENGINE, message)
            else:
                self._mark_content(fragment, fragment.parent, part)

    def _mark_artifact(self, subtype: str, part: list[Any]) -> None:
        if self._open == subtype:
            self._out.pop()  # the EMC of the artifact that goes on
        elif subtype:
            entries = pydyf.Dictionary({"Type": "/Pagination", "Subtype": f"/{subtype}"})
            self._out += ["/Artifact", entries, b"BDC"]
        else:
            self._out += ["/Artifact", b"BMC"]
        self._out += [*part, b"EMC"]
        self._open = subtype

    def _mark_content(self, fragment: Fragment, node: Node, part: list[Any]) -> None:
        before, nodes = self._open, self._marked.nodes
        if (
            isinstance(before, Fragment)
            and before.parent is node
            and fragment.index - before.index in (0, 1)
        ):
            self._out.pop()  # the EMC of the sequence that goes on
        else:
            self._out += [f"/{node.role}", pydyf.Dictionary({"MCID": len(nodes)}), b"BDC"]
            fragment.sequences.append((self._marked, len(nodes)))
            nodes.append(node)
        self._out += [*self._with_text(fragment, part), b"EMC"]
        self._open = fragment

    def _with_text(self, fragment: Fragment, part: list[Any]) -> list[Any]:
        """Return what is drawn, with ActualText where glyphs do not stand for the text of a fragment."""
        if fragment.kind is Kind.PICTURE or self._draws_text(part, fragment.text):
            return part
        spelt = fragment.line and spell(part, fragment.line, fragment.text, self._fonts)
        if spelt:
            return spelt
        actual = pydyf.Dictionary({"ActualText": pydyf.String(fragment.text)})
        return ["/Span", actual, b"BDC", *part, b"EMC"]

    def _draws_text(self, part: list[Any], text: str) -> bool:
        """Return whether the glyphs stand for the words of the text, with white space at its ends.

        Programs that extract text put raised signs, and some others, in another place.
        """
        if SIGNS.search(text) or any(_raises(operator) for operator in part):
            return False
        drawn: list[str] = []
        font = FontOfGlyphs({}, {}, 4)
        for operator in part:
            if not isinstance(operator, bytes):
                continue
            if operator.endswith(b" Tf"):
                font = self._fonts[operator.split()[0][1:]]
            elif operator.endswith(b" TJ"):
                texts, _, digits = font
                glyphs = b"".join(_GLYPHS.findall(operator))
                drawn += [
                    texts.get(glyphs[i : i + digits], "") for i in range(0, len(glyphs), digits)
                ]
        shown = "".join(drawn)
        return shown.split() == text.split() and all(
            shown[end:][:1].isspace() or not text[end:][:1].isspace() for end in (0, -1)
        )


def _raises(operator: Any) -> bool:
    return isinstance(operator, bytes) and operator.endswith(b" Ts")


def _begins_sequence(operators: list[Any], index: int) -> bool:
    """Return whether a tag, a property list with an MCID, and BDC stand here."""
    following = operators[index + 1 : index + 3]
    return (
        len(following) == 2
        and following[1] == b"BDC"
        and isinstance(following[0], pydyf.Dictionary)
        and "MCID" in following[0]
    )


def _end_of_sequence(operators: list[Any], index: int) -> int:
    """Return where the EMC of the sequence stands whose first operator is at `index`."""
    depth = 1
    while True:
        if operators[index] in (b"BMC", b"BDC"):
            depth += 1
        elif operators[index] == b"EMC":
            depth -= 1
            if not depth:
                return index
        index += 1


def _parts(operators: list[Any]) -> Iterator[tuple[bool, list[Any]]]:
    """Yield the parts of what is drawn for a box, and whether each is decoration, such as a line."""
    part: list[Any] = []
    index = 0
    while index < len(operators):
        if operators[index] == "/Artifact" and operators[index + 1] == b"BMC":
            end = _end_of_sequence(operators, index + 2)
            yield False, part
            yield True, operators[index + 2 : end]
            part, index = [], end + 1
        else:
            part.append(operators[index])
            index += 1
    yield False, part


def _paints(operator: Any) -> bool:
    return isinstance(operator, bytes) and operator.endswith(_PAINTING)
