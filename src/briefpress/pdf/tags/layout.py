"""The PDF structure tree; the only module that knows WeasyPrint's inside.

WeasyPrint lays out boxes and draws them as marked content. Here the tree is built from the HTML
elements instead, one structure element for each, however many boxes, pages and columns it runs over:

    prepare   before drawing: match every box of text with the source text that it shows
    add_tags  after drawing, in place of WeasyPrint's own: elements ─Node→ structure elements
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pydyf
import weasyprint.pdf
from weasyprint.formatting_structure import boxes, build
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.logger import LOGGER
from weasyprint.pdf.stream import Stream

from briefpress.html import semantics
from briefpress.pdf.tags.tree import (
    Annotation,
    Kid,
    Kind,
    Node,
    Piece,
    Shown,
    grow,
    keep_apart,
    title_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

    from weasyprint import Document

    from briefpress.content import Profile

_PDF_2 = "http://iso.org/pdf2/ssn"
_SPACES = re.compile(r"\s+")
_SHOWN = re.compile(rb"<([0-9a-f]*)>")


def prepare(document: Document) -> Plan:
    """Match what was laid out with its source, and give soft line ends back their space.

    Must be called after layout and before drawing.
    """
    plan = Plan(document._html.etree_element)  # noqa: SLF001 - the seam
    document.make_bookmark_tree = lambda *_, **__: []  # the outline comes from the tree
    for number, page in enumerate(document.pages):
        _Walker(plan, number).walk(page._page_box)  # noqa: SLF001 - the seam
        plan.seen_on_earlier_pages |= plan.seen_on_this_page
        plan.seen_on_this_page.clear()
    return plan


@contextmanager
def instead_of_weasyprint(plan: Plan, profile: Profile) -> Iterator[None]:
    """Let WeasyPrint write our structure tree where it would write its own."""
    theirs = weasyprint.pdf.add_tags

    def ours(pdf: pydyf.PDF, document: Document, _version: object, streams: list[Stream]) -> None:
        _Writer(plan, profile, pdf, document, streams).write()

    weasyprint.pdf.add_tags = ours
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = theirs


@contextmanager
def markers_outside() -> Iterator[None]:
    """Let `li::marker {content: …}` be laid out, where WeasyPrint 70 raises TypeError.

    It takes the text in an outside marker out of the flow, as it shares the marker's own style.
    """
    theirs = build.marker_to_box

    def ours(*arguments: object) -> Iterator[boxes.Box]:
        for marker in theirs(*arguments):
            for child in marker.children:
                if child.style is marker.style:
                    child.style = marker.style.copy()
                    child.style["position"] = "static"
            yield marker

    build.marker_to_box = ours
    try:
        yield
    finally:
        build.marker_to_box = theirs


# From boxes to pieces of text


class Plan:
    """What the boxes of a document show, by the HTML element that each belongs to."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.by_id = {
            e.get("id", ""): e for e in reversed(list(root.iter())) if not callable(e.tag)
        }
        self.pieces: dict[boxes.Box, Piece] = {}
        self.of_element: dict[Element, list[Piece]] = {}
        self.styles: dict[Element, Any] = {}
        self.boxes: list[tuple[boxes.Box, Element, int]] = []
        self.sources: dict[Element, _Source] = {}
        self.parents = {child: parent for parent in root.iter() for child in parent}
        self.following = {a: b for parent in root.iter() for a, b in pairwise(parent)}
        self.preceding = {b: a for a, b in self.following.items()}
        self.seen_on_this_page: set[Element] = set()
        self.seen_on_earlier_pages: set[Element] = set()

    def add(self, piece: Piece) -> None:
        """Keep a piece, and where it belongs unless it is an artifact."""
        self.pieces[piece.box] = piece
        if piece.artifact is None:
            self.of_element.setdefault(piece.element, []).append(piece)

    def ancestors(self, element: Element) -> Iterator[Element]:
        """Yield what an element is in, from the nearest on."""
        while (parent := self.parents.get(element)) is not None:
            yield parent
            element = parent

    def unseen(self) -> frozenset[int]:
        """Return the numbers of the elements that styles hide, or move into the margins."""
        return frozenset(
            number
            for number, element in enumerate(self.root.iter())
            if element not in self.styles or self.styles[element]["visibility"] != "visible"
        )

    def link_of(self, element: Element | None) -> Element | None:
        """Return the a element that an element is in, or is itself."""
        while element is not None and not (element.tag == "a" and element.get("href")):
            element = self.parents.get(element)
        return element


class _Source:
    """The text of one element, read on as its boxes show it."""

    def __init__(self, element: Element) -> None:
        texts = (element.text, *(child.tail for child in element))
        self.slots = [_SPACES.sub(" ", text) if text else "" for text in texts]
        self.slot = 0
        self._index = 0

    def take(self, shown: str) -> tuple[int, str, bool]:
        """Return which slot the shown text begins in, and the source text that it stands for.

        Say also whether there is white space before it.
        """
        words = " ".join(shown.split())
        text, start = self.slots[self.slot], self._index
        while text[start:] in ("", " ") and self.slot + 1 < len(self.slots):
            self.slot, self._index = self.slot + 1, 0
            text, start = self.slots[self.slot], 0
        start += text[start : start + 1] == " "
        if text.startswith(words, start):  # as nearly always
            first, self._index = self.slot, start + len(words)
            is_spaced = start > 0 and text[start - 1].isspace()
        else:
            first, is_spaced, words = self._follow(words)
        self._skip_ignorable()
        lead = " " if shown[:1].isspace() and words else ""
        return first, lead + " ".join(words.split()), is_spaced

    def _follow(self, shown: str) -> tuple[int, bool, str]:
        """Take the source of a text that is shown in other letters, character by character."""
        first: int | None = None
        is_spaced = False
        taken: list[str] = []
        pending = ""
        for position, char in enumerate(shown):
            if char.isspace():
                continue
            if pending.startswith(char):
                pending = pending[1:]
                continue
            source = self._next(char)
            if source is None:
                break
            if _is_line_end_hyphen(char, source, is_last=position == len(shown) - 1):
                self._back(source)
                if taken[-1:] != ["\u00ad"]:
                    taken.append("\u00ad")
                break
            if first is None:
                first = self.slot
                is_spaced = self._index > 1 and self.slots[first][self._index - 2].isspace()
            taken.append(source)
            pending = _expanded(source, char)
        return self.slot if first is None else first, is_spaced, "".join(taken)

    def next_is_space(self) -> bool | None:
        """Say whether white space follows in this element; None at its end or before a child."""
        text = self.slots[self.slot]
        return text[self._index].isspace() if self._index < len(text) else None

    def _next(self, shown: str) -> str | None:
        """Take the next character and all white space and ignorable characters before it."""
        skipped: list[str] = []
        while True:
            while self._index >= len(self.slots[self.slot]):
                if self.slot + 1 == len(self.slots):
                    return None
                self.slot, self._index = self.slot + 1, 0
            char = self.slots[self.slot][self._index]
            if char == "\u00ad" and shown in ("\u2010", "-"):
                return char  # the soft hyphen that this line breaks at
            self._index += 1
            if char.isspace():
                skipped.append(" ")
            elif char in _IGNORABLE and char != shown:
                continue
            else:
                return "".join(skipped) + char

    def _back(self, source: str) -> None:
        if source != "\u00ad":
            self._index -= 1

    def _skip_ignorable(self) -> None:
        text = self.slots[self.slot]
        while self._index < len(text) and text[self._index] in _IGNORABLE:
            self._index += 1


_IGNORABLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


def _is_line_end_hyphen(shown: str, source: str, *, is_last: bool) -> bool:
    return is_last and shown in "\u2010-" and source.strip() != shown


def _expanded(source: str, shown: str) -> str:
    """Return what text-transform still shows of a character that it makes several of: ß, SS."""
    char = source.strip()
    for many in (char.upper(), char.lower(), char.title()):
        if len(many) > 1 and many.startswith(shown):
            return many[1:]
    return ""


_GENERATED = {
    "before": Kind.BEFORE,
    "marker": Kind.MARKER,
    "footnote-marker": Kind.MARKER,
    "footnote-call": Kind.CALL,
    "after": Kind.AFTER,
}


class _Walker:
    """Walks the boxes of one page in the order of the document."""

    def __init__(self, plan: Plan, page: int) -> None:
        self._plan = plan
        self._page = page
        self._last: Piece | None = None
        self._left_block = False

    def walk(self, box: Any, artifact: str | None = None) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001 - the seam
        element = box.element
        if isinstance(box, boxes.MarginBox):
            artifact = "Header" if box.at_keyword.startswith("@top") else "Footer"
        elif artifact is None and element is not None and "::" not in box.element_tag:
            artifact = self._begin(box, element)
        if isinstance(box, boxes.TextBox):
            self._text(box, artifact)
        elif isinstance(box, boxes.ReplacedBox):
            self._picture(box, artifact)
        if box.is_leader:
            self._append_space()  # between an entry and the number of its page
        is_block = not isinstance(box, (boxes.InlineLevelBox, boxes.LineBox))
        is_generated = is_block and (box.element_tag or "").endswith(("::before", "::after"))
        self._left_block |= is_generated
        for child in box.children:
            self.walk(child, artifact)
        self._left_block |= is_generated or (is_block and box.is_in_normal_flow())
        if isinstance(box, boxes.LineBox):
            self._end_line()

    def _begin(self, box: Any, element: Element) -> str | None:
        """Note an element; say whether this box of it only repeats it, or tells nothing."""
        plan = self._plan
        is_group = isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer)
        if is_group or box.style["position"] == "fixed":
            plan.seen_on_this_page.add(element)
            if element in plan.seen_on_earlier_pages:
                return ("Header" if box.is_header else "Footer") if is_group else ""
        if semantics.is_artifact(element) or box.style["visibility"] == "collapse":
            return ""
        plan.styles.setdefault(element, box.style)
        plan.boxes.append((box, element, self._page))
        return None

    def _text(self, box: Any, artifact: str | None) -> None:
        shown = box.text
        name = (box.element_tag or "").partition("::")[2]
        if artifact is None and box.element is not None and name in _GENERATED:
            self._generated(box, name)
            return
        if not _is_visible(box):
            artifact = ""
        if artifact is not None or box.element is None:
            self._plan.add(Piece(box, self._page, box.element, artifact=artifact or ""))
            return
        source = self._plan.sources.get(box.element)
        is_first = source is None
        if source is None:
            source = self._plan.sources[box.element] = _Source(box.element)
        if not shown.strip():
            self._space(box)
            return
        if shown == "\u200b":  # WeasyPrint keeps a line open in an empty item
            self._plan.add(Piece(box, self._page, box.element, artifact=""))
            return
        slot, text, is_spaced = source.take(shown)
        is_spaced = is_spaced or (is_first and self._space_precedes(box.element))
        piece = Piece(box, self._page, box.element, slot=slot, text=text, is_spaced=is_spaced)
        if shown[-1].isspace():
            piece.text += " "
        self._add(piece)
        self._last = piece

    def _generated(self, box: Any, name: str) -> None:
        """Keep generated text that says something; bullets, dashes and dots are decoration."""
        kind = _GENERATED[name]
        text = box.text.strip() if kind is Kind.MARKER else box.text
        calls = name.startswith("footnote") and text.strip()
        artifact = None if calls or any(char.isalnum() for char in text) else ""
        self._add(Piece(box, self._page, box.element, kind, text=text, artifact=artifact))

    def _add(self, piece: Piece) -> None:
        """Keep a piece of text, and whether it is the first after the end of a block."""
        piece.is_apart, self._left_block = self._left_block, False
        self._plan.add(piece)

    def _picture(self, box: Any, artifact: str | None) -> None:
        if artifact is None and ("::" in box.element_tag or not _is_visible(box)):
            artifact = ""
        self._plan.add(Piece(box, self._page, box.element, Kind.PICTURE, artifact=artifact))

    def _space(self, box: Any) -> None:
        """Draw the space between two elements with the text before it: alone it is not drawn."""
        self._plan.add(Piece(box, self._page, box.element, artifact=""))
        self._append_space()

    def _append_space(self) -> None:
        last = self._last
        if last is not None and not last.text.endswith((" ", "\u00ad")):
            last.text += " "
            if not last.box.pango_layout.text.endswith((" ", "\u00a0")):
                last.box.pango_layout.text += " "

    def _end_line(self) -> None:
        """Give a soft line end its space back, where the source has one there."""
        if self._last is not None and self._space_follows(self._last):
            self._append_space()

    def _space_follows(self, piece: Piece) -> bool:
        element: Element | None = piece.element
        source = self._plan.sources[piece.element]
        follows = source.next_is_space()
        if follows is not None:
            return follows
        if element is not None and source.slot < len(element):
            return _begins_with_space(element[source.slot])
        while element is not None and self._is_inline(element):
            if element.tail:
                return element.tail[0].isspace()
            following = self._plan.following.get(element)
            if following is not None:
                return _begins_with_space(following)
            element = self._plan.parents.get(element)
        return False

    def _space_precedes(self, element: Element) -> bool:
        """Say whether white space lies right before an element in the source."""
        while self._is_inline(element) and element in self._plan.parents:
            before = self._plan.preceding.get(element)
            parent = self._plan.parents[element]
            text = parent.text if before is None else before.tail
            if text or before is not None:
                return (text or "")[-1:].isspace()
            element = parent
        return False

    def _is_inline(self, element: Element) -> bool:
        style = self._plan.styles.get(element)
        return style is not None and style["display"][0] == "inline"


def _is_visible(box: Any) -> bool:
    return bool(box.style["visibility"] == "visible")


def _begins_with_space(element: Element) -> bool:
    """Say whether an element begins with white space, or is the line break itself."""
    while element.tag != "br":
        if element.text:
            return element.text[0].isspace()
        if not len(element):
            return (element.tail or "")[:1].isspace()
        element = element[0]
    return True


# From pieces and elements to the PDF


class _Writer:
    """Writes the structure tree of one document, and marks its content to match (ISO 32000-1, 14.7)."""

    def __init__(
        self,
        plan: Plan,
        profile: Profile,
        pdf: pydyf.PDF,
        document: Document,
        page_streams: list[Stream],
    ) -> None:
        self._plan = plan
        self._profile = profile
        self._renamed = dict(profile.renamed)
        self._pdf = pdf
        self._document = document
        self._pages = pdf.page_references
        page_of_tags = {id(stream._tags): page for page, stream in enumerate(page_streams)}  # noqa: SLF001
        self._streams = [
            (stream, page_of_tags[id(stream._tags)])  # noqa: SLF001 - the seam
            for stream in pdf.objects
            if isinstance(stream, Stream) and id(stream._tags) in page_of_tags  # noqa: SLF001
        ]
        self._page_streams = page_streams
        self._owners: list[list[Node]] = [[] for _ in self._streams]
        self._fonts = {f.hash.encode(): _letters(f) for f in document.fonts.values()}
        self._parents: dict[int, Any] = {}
        self._key = len(page_streams)
        self._ids: dict[str, Any] = {}
        self._roles: set[str] = set()
        self._namespace: Any = None

    def write(self) -> None:
        """Add the tree to the catalog, with all that it refers to."""
        plan = self._plan
        shown = Shown(plan.of_element, self._annotations(), plan.styles, plan.by_id)
        tree = grow(plan.root, shown, _complain)
        keep_apart(tree)
        for node in tree.walk():
            self._place(node)
        self._drop_annotations(tree)
        for number, (stream, _) in enumerate(self._streams):
            self._mark(number, stream)
        root = self._root(tree)
        self._pdf.catalog["StructTreeRoot"] = root.reference
        _Signposts(self._pdf, self._document, tree, plan, self._profile).write()
        self._pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        # Readers announce the title instead of the file name (ISO 14289-1, 7.1).
        self._pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        if "Lang" not in self._pdf.catalog:
            LOGGER.error('Missing required "lang" attribute at the root of the document')

    def _annotations(self) -> dict[Element, list[Annotation]]:
        """Collect the annotations of each link: one for a line, and for each element in it."""
        found: dict[Element, list[Annotation]] = {}
        for box, element, page in self._plan.boxes:
            link = self._plan.link_of(element) if box.link_annotation is not None else None
            if link is not None:
                area = tuple(box.link_annotation["Rect"])
                annotation = Annotation(page, element, area, box.link_annotation)
                found.setdefault(link, []).append(annotation)
        return found

    def _drop_annotations(self, tree: Node) -> None:
        """Drop annotations that are in no structure element: repeated ones, and those in margins."""
        kept = {
            k.object.reference for n in tree.walk() for k in n.kids if isinstance(k, Annotation)
        }
        for page in self._page_dictionaries():
            for reference in page.pop("Annots", ()):
                if reference in kept:
                    page.setdefault("Annots", pydyf.Array()).append(reference)
                elif not self._is_link(reference):
                    LOGGER.error("A link to an attachment cannot be followed by everyone")

    def _page_dictionaries(self) -> list[Any]:
        return [self._pdf.objects[number] for number in self._pdf.pages["Kids"][::3]]

    def _is_link(self, reference: bytes) -> bool:
        return bool(self._pdf.objects[int(reference.split()[0])].get("Subtype") == "/Link")

    def _place(self, node: Node) -> None:
        """Let pieces know whose they are, and pictures where they are, in points (14.8.5.4.3)."""
        for position, kid in enumerate(node.kids):
            if isinstance(kid, Piece):
                kid.owner, kid.position = node, position
        if node.role in ("Figure", "Formula"):
            inside = list(node.pieces())
            shown = [piece for piece in inside if piece.kind is Kind.PICTURE] or inside
            node.attributes["Layout"] = {"BBox": self._area(shown, shown[0].page)}
        for annotation in (kid for kid in node.kids if isinstance(kid, Annotation)):
            left, bottom, right, top = annotation.area
            if left == right or bottom == top:  # an inline link round blocks is laid out as nothing
                annotation.object["Rect"] = self._area(node.pieces(), annotation.page)

    def _area(self, pieces: Iterable[Piece], page: int) -> Any:
        """Return the rectangle round pieces on one page, in points from its lower left corner."""
        corners = [
            (box.content_box_x(), box.content_box_y(), box.width, box.height)
            for box in (piece.box for piece in pieces if piece.page == page)
        ]
        height = self._document.pages[page].height
        left, right = min(c[0] for c in corners), max(c[0] + c[2] for c in corners)
        top, bottom = min(c[1] for c in corners), max(c[1] + c[3] for c in corners)
        return pydyf.Array(round(0.75 * n, 2) for n in (left, height - bottom, right, height - top))

    def _mark(self, number: int, stream: Stream) -> None:
        """Rewrite the marked content of a stream: whose it is, what it says, or that it is nothing."""
        pieces = {
            tag["mcid"]: self._plan.pieces[box]
            for box, tag in stream._tags.items()  # noqa: SLF001 - the seam
            if box in self._plan.pieces
        }
        marker = _Marker(pieces, self._fonts, number, self._owners[number])
        stream.stream = marker.rewrite(stream.stream)

    def _next_key(self) -> int:
        self._key += 1
        return self._key - 1

    def _root(self, tree: Node) -> Any:
        root = self._add({"Type": "/StructTreeRoot"})
        if self._profile.is_pdf_2:
            self._namespace = self._add({"Type": "/Namespace", "NS": pydyf.String(_PDF_2)})
            root["Namespaces"] = pydyf.Array([self._namespace.reference])
        root["K"] = pydyf.Array([self._element(tree, root).reference])
        for number, (stream, page) in enumerate(self._streams):
            owners = pydyf.Array(node.object.reference for node in self._owners[number])
            if stream is self._page_streams[page]:
                self._parents[page] = owners
            elif owners:
                key = stream.extra["StructParents"] = self._next_key()
                self._parents[key] = owners
        numbers = pydyf.Array(item for pair in sorted(self._parents.items()) for item in pair)
        root["ParentTree"] = self._add({"Nums": numbers}).reference
        root["ParentTreeNextKey"] = self._key
        mapped = {tag: f"/{role}" for tag, role in self._profile.role_map if tag in self._roles}
        if mapped:
            root["RoleMap"] = pydyf.Dictionary(mapped)
        if self._ids:
            names = [
                item for name in sorted(self._ids) for item in (pydyf.String(name), self._ids[name])
            ]
            root["IDTree"] = self._add({"Names": pydyf.Array(names)}).reference
        return root

    def _add(self, entries: dict[str, Any]) -> Any:
        dictionary = pydyf.Dictionary(entries)
        self._pdf.add_object(dictionary)
        return dictionary

    def _element(self, node: Node, parent: Any) -> Any:
        """Write a structure element and all below it (14.7.2)."""
        role = self._renamed.get(node.role, node.role)
        element = node.object = self._add({"S": f"/{role}", "P": parent.reference})
        self._roles.add(role)
        if self._namespace and role in semantics.ONLY_IN_PDF_2:
            element["NS"] = self._namespace.reference
        for name, value in node.entries.items():
            element[name] = pydyf.String(value)
        if "ID" in node.entries:
            self._ids[node.entries["ID"]] = element.reference
        if node.attributes:
            owners = [
                _attributes(owner, values, self._renamed)
                for owner, values in node.attributes.items()
            ]
            element["A"] = owners[0] if len(owners) == 1 else pydyf.Array(owners)
        page = next((kid.page for kid in node.kids if isinstance(kid, Piece)), None)
        if page is not None:
            element["Pg"] = self._pages[page]
        kids = pydyf.Array()
        for kid in node.kids:
            kids += self._kid(kid, element, page)
        element["K"] = kids[0] if len(kids) == 1 else kids
        return element

    def _kid(self, kid: Kid, element: Any, page: int | None) -> list[Any]:
        if isinstance(kid, Node):
            return [self._element(kid, element).reference]
        if isinstance(kid, Annotation):
            kid.object["Contents"] = pydyf.String(kid.contents)
            kid.object["StructParent"] = key = self._next_key()
            self._parents[key] = element.reference
            return [
                pydyf.Dictionary(
                    {"Type": "/OBJR", "Obj": kid.object.reference, "Pg": self._pages[kid.page]}
                )
            ]
        return [self._content(*sequence, page) for sequence in kid.sequences]

    def _content(self, number: int, mcid: int, page: int | None) -> Any:
        """Refer to marked content: by its number alone, where page and stream go without saying."""
        stream, own_page = self._streams[number]
        is_page = stream is self._page_streams[own_page]
        if is_page and own_page == page:
            return mcid
        reference = pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[own_page], "MCID": mcid})
        if not is_page:
            reference["Stm"] = stream.reference
        return reference


class _Signposts:
    """Writes where links and bookmarks lead: to a page, and to a structure element (12.3.2)."""

    def __init__(
        self, pdf: pydyf.PDF, document: Document, tree: Node, plan: Plan, profile: Profile
    ) -> None:
        self._is_pdf_2 = profile.is_pdf_2
        self._pdf = pdf
        self._document = document
        self._tree = tree
        self._plan = plan
        self._nodes: dict[Element, Node] = {}
        for node in tree.walk():
            if node.element is not None:
                self._nodes.setdefault(node.element, node)

    def write(self) -> None:
        """Give every link its destination, and the document an outline of its headings."""
        self._links(self._tree, [])
        names = self._pdf.catalog.get("Names", {})
        names.pop("Dests", None)
        if not names:
            self._pdf.catalog.pop("Names", None)
        headings = [n for n in self._tree.walk() if re.fullmatch("H[1-6]", n.role)]
        before = 0
        for heading in headings:
            level = int(heading.role[1])
            if level > before + 1:  # ISO 14289-1, 7.4.2
                LOGGER.error('After level %d, "%s" has level %d', before, title_of(heading), level)
            before = level
        if headings:
            self._pdf.catalog["Outlines"] = self._outline(headings).reference

    def _links(self, node: Node, references: list[Node]) -> None:
        """Lead links below a node to their targets; entries and calls that hold them refer there too."""
        if node.role in ("TOCI", "Reference"):
            references = [*references, node] if node.role == "Reference" else [node]
        for before, kid in pairwise([None, *node.kids]):
            if isinstance(kid, Node):
                self._links(kid, references)
                if kid.role == "FENote" and isinstance(before, Node) and before.role == "Reference":
                    self._refer(before, kid)  # a footnote stands right after its call
            elif isinstance(kid, Annotation) and "Dest" in kid.object:
                target = self._plan.by_id.get(kid.object.pop("Dest").string)
                if target is not None:
                    nearest = self._nearest(target)
                    kid.object["A"] = self._go_to(nearest)
                    for reference in references:
                        self._refer(reference, nearest)

    def _refer(self, reference: Node, target: Node) -> None:
        """Say what an element refers to; a note says so too (ISO 14289-2, 8.2.5.14)."""
        pairs = [(reference, target), (target, reference)][: 1 + (target.role == "FENote")]
        for one, other in pairs if self._is_pdf_2 else ():
            found = one.object.setdefault("Ref", pydyf.Array())
            if other.object.reference not in found:
                found.append(other.object.reference)

    def _nearest(self, element: Element) -> Node:
        """Return the structure element of an element, or of what is in it, or of what it is in."""
        for candidate in (*element.iter(), *self._plan.ancestors(element)):
            if candidate in self._nodes:
                return self._nodes[candidate]
        return self._tree

    def _go_to(self, node: Node) -> Any:
        piece = next(node.pieces(), None)
        page, box = (piece.page, piece.box) if piece else (0, None)
        left, top = (box.position_x, box.position_y) if box is not None else (0, 0)
        place = [
            round(0.75 * left, 2),
            round(0.75 * (self._document.pages[page].height - top), 2),
            0,
        ]
        return pydyf.Dictionary(
            {
                "S": "/GoTo",
                "D": pydyf.Array([self._pdf.page_references[page], "/XYZ", *place]),
                "SD": pydyf.Array([node.object.reference, "/XYZ", *place]),
            }
        )

    def _outline(self, headings: list[Node]) -> Any:
        """Write the bookmarks, nested as the headings are (12.3.3)."""
        root = pydyf.Dictionary({"Type": "/Outlines"})
        self._pdf.add_object(root)
        open_items: list[tuple[int, Any]] = [(0, root)]
        last_below: dict[int, Any] = {}
        for node in headings:
            level = int(node.role[1])
            while open_items[-1][0] >= level:
                open_items.pop()
            parent = open_items[-1][1]
            item = pydyf.Dictionary(
                {
                    "Title": pydyf.String(" ".join(title_of(node).split())),
                    "Parent": parent.reference,
                    "A": self._go_to(node),
                    "SE": node.object.reference,
                }
            )
            self._pdf.add_object(item)
            before = last_below.get(parent.number)
            if before is None:
                parent["First"] = item.reference
            else:
                before["Next"], item["Prev"] = item.reference, before.reference
            parent["Last"] = item.reference
            last_below[parent.number] = item
            for _, above in open_items:
                above["Count"] = above.get("Count", 0) + 1
            open_items.append((level, item))
        return root


class _Marker:
    """Rewrites the marked content of one stream of drawing operators (14.6)."""

    def __init__(
        self,
        pieces: dict[int, Piece],
        fonts: dict[bytes, tuple[dict[bytes, str], int]],
        number: int,
        owners: list[Node],
    ) -> None:
        self._pieces = pieces
        self._fonts = fonts
        self._number = number
        self._owners = owners
        self._out: list[Any] = []
        self._open: Piece | str | None = None  # what the sequence that ends the output belongs to

    def rewrite(self, operators: list[Any]) -> list[Any]:
        """Return the operators with WeasyPrint's marks replaced by ours."""
        index = 0
        while index < len(operators):
            if _begins_marked(operators, index):
                end = _end_of_marked(operators, index + 3)
                self._piece(
                    self._pieces.get(operators[index + 1]["MCID"]), operators[index + 3 : end]
                )
                index = end + 1
            else:
                self._out.append(operators[index])
                self._open = None
                index += 1
        return self._out

    def _piece(self, piece: Piece | None, body: list[Any]) -> None:
        for is_artifact, part in _parts(body):
            if not any(_draws(operator) for operator in part):
                self._out += part
                self._open = None if part else self._open
            elif is_artifact or piece is None or piece.artifact is not None:
                self._artifact("" if is_artifact or piece is None else piece.artifact or "", part)
            elif piece.owner is None:
                LOGGER.error(
                    "Content of <%s> has no place in the structure tree", piece.element.tag
                )
            else:
                self._text(piece, piece.owner, part)

    def _artifact(self, subtype: str, part: list[Any]) -> None:
        if self._open == subtype:
            self._out.pop()
        elif subtype:
            entries = pydyf.Dictionary({"Type": "/Pagination", "Subtype": f"/{subtype}"})
            self._out += ["/Artifact", entries, b"BDC"]
        else:
            self._out += ["/Artifact", b"BMC"]
        self._out += [*part, b"EMC"]
        self._open = subtype

    def _text(self, piece: Piece, owner: Node, part: list[Any]) -> None:
        before = self._open
        if (
            isinstance(before, Piece)
            and before.owner is owner
            and piece.position - before.position in (0, 1)
        ):
            self._out.pop()  # goes on with the sequence of the piece before
        else:
            self._out += [f"/{owner.role}", pydyf.Dictionary({"MCID": len(self._owners)}), b"BDC"]
            piece.sequences.append((self._number, len(self._owners)))
            self._owners.append(owner)
        if piece.kind is not Kind.PICTURE and not self._says(part, piece.text):
            actual = pydyf.Dictionary({"ActualText": pydyf.String(piece.text)})
            part = ["/Span", actual, b"BDC", *part, b"EMC"]
        self._out += [*part, b"EMC"]
        self._open = piece

    def _says(self, part: list[Any], text: str) -> bool:
        """Say whether the words that the glyphs stand for are those of the text."""
        said: list[str] = []
        letters: dict[bytes, str] = {}
        digits = 4
        for operator in part:
            if not isinstance(operator, bytes):
                continue
            if operator.endswith(b" Tf"):
                letters, digits = self._fonts[operator.split()[0][1:]]
            elif operator.endswith(b" TJ"):
                shown = b"".join(_SHOWN.findall(operator))
                said += [
                    letters.get(shown[i : i + digits], "") for i in range(0, len(shown), digits)
                ]
        drawn = "".join(said)
        return drawn.split() == text.split() and all(
            drawn[end:][:1].isspace() or not text[end:][:1].isspace() for end in (0, -1)
        )


def _letters(font: Any) -> tuple[dict[bytes, str], int]:
    """Return what each glyph of a font says, by the hexadecimal digits that show it, and how many."""
    digits = 2 if font.bitmap else 4
    return {f"{glyph:0{digits}x}".encode(): text for glyph, text in font.to_unicode.items()}, digits


def _begins_marked(operators: list[Any], index: int) -> bool:
    following = operators[index + 1 : index + 3]
    return (
        len(following) == 2
        and following[1] == b"BDC"
        and isinstance(following[0], pydyf.Dictionary)
        and "MCID" in following[0]
    )


def _end_of_marked(operators: list[Any], index: int) -> int:
    depth = 1
    while True:
        if operators[index] in (b"BMC", b"BDC"):
            depth += 1
        elif operators[index] == b"EMC":
            depth -= 1
            if not depth:
                return index
        index += 1


def _parts(body: list[Any]) -> Iterator[tuple[bool, list[Any]]]:
    """Split what is drawn for a box into text or picture, and the decoration in it."""
    part: list[Any] = []
    index = 0
    while index < len(body):
        if body[index] == "/Artifact" and body[index + 1] == b"BMC":
            end = _end_of_marked(body, index + 2)
            yield False, part
            yield True, body[index + 2 : end]
            part, index = [], end + 1
        else:
            part.append(body[index])
            index += 1
    yield False, part


def _draws(operator: Any) -> bool:
    return isinstance(operator, bytes) and operator.endswith(_PAINTING)


_PAINTING = (b"TJ", b"Tj", b"Do", b"f", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*", b"sh", b"EI")


def _attributes(owner: str, values: dict[str, Any], renamed: dict[str, str]) -> Any:
    """Write the attributes of one owner (14.7.5); values that are words are names, but for prose."""
    entries: dict[str, Any] = {"O": f"/{owner}"}
    for name, value in values.items():
        if name == "Headers":
            entries[name] = pydyf.Array(pydyf.String(heading) for heading in value)
        elif name == "Summary":
            entries[name] = pydyf.String(value)
        else:
            entries[name] = f"/{renamed.get(value, value)}" if isinstance(value, str) else value
    return pydyf.Dictionary(entries)


def _complain(rule: str, what: str) -> None:
    """Report what cannot be made accessible in the words that WeasyPrint has for it."""
    if rule == "figure-alt":
        LOGGER.error('Image "%s" has no required alt description', what)
