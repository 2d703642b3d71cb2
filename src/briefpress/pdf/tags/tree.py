"""HTML elements, and the pieces of text that show them, to a tree of structure elements."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING, Any, ClassVar

from briefpress.html import Table, semantics

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from briefpress.html import Cell

_LIST_NUMBERING = {
    "decimal": "Decimal", "decimal-leading-zero": "Decimal", "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman", "lower-alpha": "LowerAlpha", "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha", "upper-latin": "UpperAlpha", "disc": "Disc", "circle": "Circle",
    "square": "Square",
}  # fmt: skip


# Structure types that make sense only right below certain others.
_PARENTS = {
    "LI": ("L", "TOC"), "TOCI": ("TOC",), "Lbl": ("L",), "LBody": ("L",),
    "THead": ("Table",), "TBody": ("Table",), "TFoot": ("Table",),
    "TR": ("Table", "THead", "TBody", "TFoot"), "TH": ("TR",), "TD": ("TR",),
    "RB": ("Ruby",), "RT": ("Ruby",), "RP": ("Ruby",),
}  # fmt: skip


_TABLE_PARTS = {"Caption": 0, "TFoot": 2}  # as they are read, wherever they stand


class Kind(Enum):
    """What a piece is to its element."""

    TEXT = "text"
    PICTURE = "picture"
    BEFORE = "before"
    AFTER = "after"
    MARKER = "marker"
    CALL = "footnote-call"


@dataclass(slots=True, eq=False)
class Piece:
    """A run of text or a picture as it is drawn, and the source text that it stands for.

    `slot` counts the children of `element` before it. `artifact` is None for what belongs to the
    text, "" for decoration, else the subtype of a pagination artifact. `is_spaced` and `is_apart`
    say that white space of the source, or the edge of a block, lies before it. `owner` and `position`
    are its place in the tree, `sequences` the streams and MCIDs that draw it, once they are known.
    """

    box: Any
    page: int
    element: Element
    kind: Kind = Kind.TEXT
    slot: int = 0
    text: str = ""
    artifact: str | None = None
    is_spaced: bool = False
    is_apart: bool = False
    owner: Node | None = None
    position: int = 0
    sequences: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Annotation:
    """The annotation of a link, on one line of it or on one element in it.

    `object` is the PDF's dictionary, `area` its rectangle in points.
    """

    page: int
    element: Element
    area: tuple[float, ...]
    object: Any
    contents: str = ""


@dataclass(slots=True, eq=False)
class Node:
    """A structure element in the making: its type, what is below it, and what is said of it.

    `entries` are those of ISO 32000-1, table 323; `attributes` are by owner (14.7.5).
    """

    role: str
    kids: list[Kid] = field(default_factory=list)
    element: Element | None = None
    entries: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    object: Any = None

    @property
    def text(self) -> str:
        """The source text below."""
        return "".join(kid.text for kid in _texts(self))

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def pieces(self) -> Iterator[Piece]:
        """Yield all that is drawn below, in reading order."""
        return (kid for node in self.walk() for kid in node.kids if isinstance(kid, Piece))


Kid = Node | Piece | Annotation


@dataclass(frozen=True, slots=True)
class Shown:
    """What the pages show of a document, by element."""

    pieces: Mapping[Element, list[Piece]]
    annotations: Mapping[Element, list[Annotation]]
    styles: Mapping[Element, Any]
    by_id: Mapping[str, Element]


def grow(root: Element, shown: Shown, complain: Callable[[str, str], None]) -> Node:
    """Return the tree of a document, from its html element.

    `complain` is told of elements that cannot be made accessible: a rule, and the element's address.
    """
    document = Node("Document", element=root)
    builder = _Builder(root, shown, complain)
    document.kids = in_paragraphs(
        builder.content(root, "Document", semantics.language_of(root) or "")
    )
    return document


class _Builder:
    def __init__(self, root: Element, shown: Shown, complain: Callable[[str, str], None]) -> None:
        self._shown = shown
        self._complain = complain
        self._cells: dict[Element, tuple[Table, Cell]] = {}
        self._heading_ids: dict[Element, str] = {}
        self._navigation = {
            e
            for nav in root.iter()
            if nav.tag == "nav" or nav.get("role") == "doc-toc"
            for e in nav.iter()
            if e.tag in ("ul", "ol")
        }

    def content(self, element: Element, role: str, language: str) -> list[Kid]:
        """Return what is in an element, in the order of the source."""
        ordered: list[tuple[int, Kid]] = [
            (_place(piece), piece)
            for piece in self._shown.pieces.get(element, ())
            if piece.kind not in (Kind.MARKER, Kind.CALL)
        ]
        if element.tag != semantics.SVG:
            for index, child in enumerate(element):
                ordered += [(2 * index + 1, kid) for kid in self.build(child, role, language)]
        ordered.sort(key=lambda pair: pair[0])
        return [kid for _, kid in ordered]

    def build(self, element: Element, parent_role: str, language: str) -> list[Kid]:
        """Return the structure elements of an element; none where it shows nothing."""
        if semantics.is_artifact(element):
            return []
        role = self._role(element, parent_role)
        if role == "Table":
            self._read_table(element)
        own_language = semantics.language_of(element) or language
        kids = self.content(element, role or parent_role, own_language)
        entries = {"Lang": own_language} if own_language != language else {}
        if element.tag == "abbr" and element.get("title"):
            entries["E"] = element.get("title", "")
        if role is None:
            return self._without_role(element, kids, entries, parent_role)
        if role == "Figure" == parent_role:
            return kids
        node = Node(role, kids, element, entries)
        finish = self._FINISH.get(role)
        if finish:
            finish(self, node, element)
        if not node.kids and not (role in ("TH", "TD") and element in self._cells):
            return []
        if role == "Link":
            return self._linked(node, element)
        return self._with_call(node, element)

    def _role(self, element: Element, parent_role: str) -> str | None:
        role = semantics.role_of(element, parent_role)
        if role is not None and element in self._navigation:
            return "TOC"
        if role == "Link" and element not in self._shown.annotations:
            return None
        if parent_role not in _PARENTS.get(role or "", (parent_role,)):
            return None  # such as a cell of a table that is only there for the layout
        if role == "P" and parent_role == "Figure" and not semantics.text_of(element):
            return None  # a paragraph that only holds the picture
        return "FENote" if role is None and self._calls(element) else role

    def _calls(self, element: Element) -> list[Kid]:
        """Return the call of the footnote that an element is."""
        return [p for p in self._shown.pieces.get(element, ()) if p.kind is Kind.CALL]

    def _without_role(
        self, element: Element, kids: list[Kid], entries: dict[str, str], parent_role: str
    ) -> list[Kid]:
        """Pass on what is in an element that has no meaning of its own but language or expansion."""
        style = self._shown.styles.get(element)
        is_block = parent_role not in semantics.TEXT | semantics.INLINE and (
            semantics.is_block(element) or (style is not None and style["display"][0] == "block")
        )
        if is_block:
            kids = in_paragraphs(kids)
        if entries and kids:
            return [Node("Div" if is_block else "Span", kids, element, entries)]
        return kids

    def _with_call(self, node: Node, element: Element) -> list[Kid]:
        """Put the call of a footnote before it, where its element stands in the text."""
        calls = self._calls(element)
        return [Node("Reference", calls), node] if calls else [node]

    def _block_content(self, node: Node, _element: Element) -> None:
        """Put runs of text into paragraphs where they stand beside blocks."""
        if any(_is_block(kid) for kid in node.kids):
            node.kids = in_paragraphs(node.kids)

    def _grouping(self, node: Node, _element: Element) -> None:
        node.kids = in_paragraphs(node.kids)

    def _list(self, node: Node, element: Element) -> None:
        if element.tag == "dl":
            node.kids = list(_definitions(node.kids))
        else:
            node.kids = list(_items(node.kids))
        styles = (self._shown.styles[e] for e in element if e in self._shown.styles)
        marked = (s["list_style_type"] for s in styles if "list-item" in s["display"])
        kind = next(marked, "none")
        if element.tag == "dl":
            numbering = "Description"
        else:
            numbering = _LIST_NUMBERING.get(
                str(kind), "Ordered" if element.tag == "ol" else "Unordered"
            )
        node.attributes["List"] = {"ListNumbering": numbering}

    def _item(self, node: Node, element: Element) -> None:
        markers = [p for p in self._shown.pieces.get(element, ()) if p.kind is Kind.MARKER]
        label: list[Kid] = [Node("Lbl", [*markers])] if markers else []
        body = Node("LBody", node.kids)
        self._block_content(body, element)
        if _is_note(element) and body.kids:
            body.kids = [Node("FENote", body.kids, entries={"ID": f"note-{element.get('id')}"})]
        node.kids = [*label, body] if body.kids else label

    def _navigation_list(self, node: Node, _element: Element) -> None:
        node.kids = [
            kid if _has_role(kid, "TOCI", "TOC", "Caption") else Node("TOCI", [kid])
            for kid in node.kids
        ]

    def _navigation_item(self, node: Node, element: Element) -> None:
        markers = [p for p in self._shown.pieces.get(element, ()) if p.kind is Kind.MARKER]
        kids = [Node("Reference", [kid]) if _has_role(kid, "Link") else kid for kid in node.kids]
        texts = any(not _has_role(kid, "Reference", "TOC") for kid in kids)
        kids = in_paragraphs(kids) if texts else kids
        node.kids = [*([Node("Lbl", [*markers])] if markers else []), *kids]

    def _note(self, node: Node, element: Element) -> None:
        markers = [p for p in self._shown.pieces.get(element, ()) if p.kind is Kind.MARKER]
        node.kids = [*([Node("Lbl", [*markers])] if markers else []), *node.kids]
        node.entries["ID"] = f"note-{element.get('id') or id_of(element, self._heading_ids)}"

    def _table(self, node: Node, element: Element) -> None:
        node.kids.sort(key=lambda kid: _TABLE_PARTS.get(getattr(kid, "role", ""), 1))
        described = [self._shown.by_id.get(i) for i in element.get("aria-describedby", "").split()]
        if summary := " ".join(semantics.text_of(e) for e in described if e is not None):
            node.attributes["Table"] = {"Summary": summary}

    def _read_table(self, element: Element) -> None:
        table = Table(element, self._shown.styles)
        self._cells.update((cell.element, (table, cell)) for cell in table.cells)

    def _row(self, node: Node, element: Element) -> None:
        """Complete a row that has too few cells (ISO 14289-1, 7.2)."""
        found = next((self._cells[cell] for cell in element if cell in self._cells), None)
        if found:
            node.kids += (Node("TD") for _ in range(found[0].missing(element)))

    def _cell(self, node: Node, element: Element) -> None:
        self._block_content(node, element)
        found = self._cells.get(element)
        if found is None:
            return
        table, cell = found
        attributes: dict[str, Any] = {}
        if cell.width > 1:
            attributes["ColSpan"] = cell.width
        if cell.height > 1:
            attributes["RowSpan"] = cell.height
        if headings := [id_of(h.element, self._heading_ids) for h in table.headings(cell)]:
            attributes["Headers"] = headings
        if node.role == "TH" and cell.is_empty:
            node.role = "TD"  # an empty corner is nobody's heading
        elif node.role == "TH":
            attributes["Scope"] = table.scope(cell)
            node.entries["ID"] = id_of(element, self._heading_ids)
        if attributes:
            node.attributes["Table"] = attributes

    def _picture(self, node: Node, element: Element) -> None:
        if not node.kids:
            return
        alternate = semantics.alternate_of(element, self._shown.by_id)
        if alternate:
            node.entries["Alt"] = alternate
        else:
            self._complain(
                "figure-alt",
                element.get("src") or element.get("data") or element.tag.rpartition("}")[2],
            )

    def _linked(self, node: Node, element: Element) -> list[Kid]:
        """Add the annotations of a link; one that holds blocks becomes a link in each of them."""
        label = element.get("aria-label") or element.get("title") or _spoken(node)
        annotations = self._shown.annotations[element]
        for annotation in annotations:
            annotation.contents = label or semantics.text_of(element) or element.get("href", "")
        if any(_is_block(kid) for kid in node.kids):
            self._link_in_blocks(node, annotations)
            return node.kids
        node.kids += _outermost(annotations)
        return [Node("Reference", [node])] if semantics.is_reference(element) else [node]

    def _link_in_blocks(self, link: Node, annotations: list[Annotation]) -> None:
        """Make each block in a link hold a link of its own, with an annotation that is on its page."""
        blocks = [n for n in link.walk() if n is not link and _holds_text(n)]
        own = {block: [a for a in annotations if a.element is block.element] for block in blocks}
        spare = [a for a in annotations if not any(a in areas for areas in own.values())]
        for block in blocks:
            pages = {piece.page for piece in block.pieces()}
            fitting = [a for a in spare if a.page in pages]
            if not own[block] and fitting:
                own[block] = fitting[:1]
                spare.remove(fitting[0])
        for block, areas in own.items():
            if areas:
                block.kids = [Node("Link", [*block.kids, *areas])]

    def _ruby(self, node: Node, _element: Element) -> None:
        node.kids = [
            kid if _has_role(kid, "RB", "RT", "RP") else Node("RB", [kid]) for kid in node.kids
        ]

    _FINISH: ClassVar[dict[str, Callable[[_Builder, Node, Element], None]]] = {
        **dict.fromkeys(semantics.GROUPING, _grouping),
        **dict.fromkeys(("LBody", "Lbl", "Caption"), _block_content),
        "L": _list,
        "LI": _item,
        "TOC": _navigation_list,
        "TOCI": _navigation_item,
        "FENote": _note,
        "Table": _table,
        "TR": _row,
        "TH": _cell,
        "TD": _cell,
        "Figure": _picture,
        "Formula": _picture,
        "Ruby": _ruby,
    }


def _place(piece: Piece) -> int:
    """Return where a piece stands among the children of its element, which have odd places."""
    if piece.kind is Kind.BEFORE:
        return -1
    if piece.kind is Kind.AFTER:
        return 2 * len(piece.element) + 1
    return 2 * piece.slot


def title_of(node: Node) -> str:
    """Return the text of a heading as a bookmark has it: without notes and what calls them."""
    if node.role in ("FENote", "Reference"):
        return ""
    return "".join(title_of(kid) if isinstance(kid, Node) else kid.text for kid in _texts(node))


def id_of(element: Element, ids: dict[Element, str]) -> str:
    """Return an identifier for a heading cell or a note, the same whenever it is asked for."""
    return ids.setdefault(element, f"{element.tag}-{len(ids) + 1}")


def _has_role(kid: Kid, *roles: str) -> bool:
    return isinstance(kid, Node) and kid.role in roles


def _is_block(kid: Kid) -> bool:
    return isinstance(kid, Node) and kid.role not in semantics.INLINE


def _spoken(node: Node) -> str:
    """Return what is read out of a node: its text, and what stands for pictures in it."""
    alternates = (below.entries.get("Alt", "") for below in node.walk())
    return " ".join(" ".join([_text_of_blocks(node), *alternates]).split())


def _text_of_blocks(node: Node) -> str:
    """Return the text below a node, with a space between blocks."""
    space = " " if _is_block(node) else ""
    texts = (_text_of_blocks(kid) if isinstance(kid, Node) else kid.text for kid in _texts(node))
    return f"{space}{''.join(texts)}{space}"


def _texts(node: Node) -> Iterator[Node | Piece]:
    return (kid for kid in node.kids if not isinstance(kid, Annotation))


def _holds_text(node: Node) -> bool:
    return _is_block(node) and bool(node.kids) and not any(_is_block(kid) for kid in node.kids)


def _outermost(annotations: list[Annotation]) -> list[Annotation]:
    """Drop annotations that lie within another one of the same link on the same page, or are nothing."""
    kept: list[Annotation] = []
    for annotation in sorted(annotations, key=lambda a: -_area(a.area)):
        others = [other for other in kept if other.page == annotation.page]
        is_nothing = others and not _area(annotation.area)
        if not is_nothing and not any(_covers(o.area, annotation.area) for o in others):
            kept.append(annotation)
    return sorted(kept, key=annotations.index)


def _area(area: tuple[float, ...]) -> float:
    return abs((area[2] - area[0]) * (area[3] - area[1]))


def _covers(outer: tuple[float, ...], inner: tuple[float, ...]) -> bool:
    """Say whether one rectangle holds another, but for a rounding error of a point."""
    (a, b), (c, d) = sorted((outer[0], outer[2])), sorted((outer[1], outer[3]))
    (e, f), (g, h) = sorted((inner[0], inner[2])), sorted((inner[1], inner[3]))
    return a <= e + 1 and f <= b + 1 and c <= g + 1 and h <= d + 1


def keep_apart(node: Node, last: Piece | None = None) -> Piece | None:
    """Put a space where only the layout kept words apart, as beside floats; return the last piece."""
    last = None if _is_block(node) else last
    for kid in node.kids:
        if isinstance(kid, Node):
            last = keep_apart(kid, last)
        elif isinstance(kid, Piece):
            if last is not None and kid.text and _is_glued(last, kid):
                kid.text = f" {kid.text}"
            last = kid if kid.text else None
    return None if _is_block(node) else last


def _is_glued(before: Piece, piece: Piece) -> bool:
    if before.text[-1].isspace() or piece.text[0].isspace():
        return False
    goes_on = before.element is piece.element and before.kind is piece.kind
    return piece.is_spaced or (piece.is_apart and not goes_on)


def _is_note(element: Element) -> bool:
    return element.get("role") in ("doc-endnote", "doc-footnote") or (
        element.get("id") or ""
    ).startswith("note-")


def in_paragraphs(kids: Iterable[Kid]) -> list[Kid]:
    """Put every run of text that stands between blocks into a paragraph; pictures can stand alone."""
    result: list[Kid] = []
    for is_block, run in groupby(kids, key=_is_block):
        found = list(run)
        if is_block or all(_has_role(kid, "Figure", "Formula", "FENote") for kid in found):
            result += found
        else:
            result.append(Node("P", found))
    return result


def _items(kids: Iterable[Kid]) -> Iterator[Kid]:
    """Make items of what stands in a list without being one: each block, and each run of text."""
    for is_block, run in groupby(kids, key=_is_block):
        for found in ([kid] for kid in run) if is_block else (list(run),):
            if _has_role(found[0], "LI", "Caption"):
                yield found[0]
            else:
                yield Node("LI", [Node("LBody", found)])


def _definitions(kids: Iterable[Kid]) -> Iterator[Kid]:
    """Join every run of terms with the definitions after it in one item."""
    item = Node("LI")
    for kid in kids:
        is_term = _has_role(kid, "Lbl")
        if is_term and any(_has_role(k, "LBody") for k in item.kids):
            yield item
            item = Node("LI")
        item.kids.append(kid if is_term or _has_role(kid, "LBody") else Node("LBody", [kid]))
    if item.kids:
        yield item
