"""The facts of a PDF, as plain, immutable values.

Pages count from 0. Boxes are in points from the lower left corner of the page, as left, bottom,
right, top; colours are sRGB, from 0 to 1. Clauses are those of ISO 32000-2.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Rect = tuple[float, float, float, float]
Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a link or bookmark leads: a name, if it is a named destination, and a page (12.3.2).

    `top` is the height on the page, in points, that a viewer shows at its upper edge.
    """

    name: str | None
    page: int | None
    top: float | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Run:
    """Text that is drawn in one go on one line, in the order of its glyphs.

    `size` is that of the font in points on the page. `colour` is None if it is not known, as with
    patterns; `alpha` is the opacity. `visible` is false for text that is not painted: in rendering
    mode 3 or 7 (9.3.6), clipped away, or on a hidden layer (8.11). `lang` is the language in the
    property list of its marked content.
    """

    text: str
    box: Rect
    size: float
    font: str
    colour: Colour | None = (0.0, 0.0, 0.0)
    alpha: float = 1.0
    visible: bool = True
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Graphic:
    """A picture or drawing: `kind` is `image`, `drawing` or `shading`.

    `pixels` are the width and height of an image, `colour` is the fill colour of a drawing, if known.
    """

    kind: str
    box: Rect
    pixels: tuple[int, int] | None = None
    colour: Colour | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """The text of one marked-content sequence, with ActualText in place of what it replaces.

    `replaced` holds each such ActualText with the text that is drawn in its place.
    """

    page: int | None
    mcid: int
    text: str
    runs: tuple[Run, ...] = field(default=(), repr=False, compare=False)
    graphics: tuple[Graphic, ...] = field(default=(), repr=False, compare=False)
    replaced: tuple[tuple[str, str], ...] = field(default=(), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ObjectRef:
    """An annotation of a page, or another object that a structure element refers to (12.5, 14.7.5.3).

    If `in_tree` is true, the same `ObjectRef` is a child of a structure element and, if it is an
    annotation, in the list of its page. `alternate` is the alternate name of a form field (TU).
    """

    page: int | None
    subtype: str
    uri: str | None = None
    destination: Destination | None = None
    contents: str | None = None
    rect: Rect | None = None
    in_tree: bool = False
    hidden: bool = False
    alternate: str | None = None


@dataclass(frozen=True, slots=True)
class Attributes:
    """The standard attributes of a structure element, class map included (14.8.5).

    `scope` is `Row`, `Column` or `Both`; `headers` are IDs of header cells.
    """

    scope: str | None = None
    headers: tuple[str, ...] = ()
    col_span: int = 1
    row_span: int = 1
    summary: str | None = None
    list_numbering: str | None = None
    bbox: Rect | None = None


NO_ATTRIBUTES = Attributes()


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """A structure element (14.7.2); equal only to itself, so that it is cheap as a key.

    `tag` is the structure type as written, `role` what the role map makes of it. `page` is that of
    its first content, `number` is its object number in the file.
    """

    role: str
    tag: str
    children: tuple[Element | Text | ObjectRef, ...] = field(default=(), repr=False)
    namespace: str | None = None
    alt: str | None = None
    actual_text: str | None = None
    lang: str | None = None
    expansion: str | None = None
    title: str | None = None
    id: str | None = None
    attributes: Attributes = NO_ATTRIBUTES
    page: int | None = None
    number: int | None = None

    @property
    def text(self) -> str:
        """All text below, in reading order, with ActualText in place of what it replaces."""
        parts: list[str] = []
        pending: list[Element | Text | ObjectRef] = [self]
        while pending:
            node = pending.pop()
            if isinstance(node, Text):
                parts.append(node.text)
            elif isinstance(node, Element):
                if node.actual_text is None:
                    pending += reversed(node.children)
                else:
                    parts.append(node.actual_text)
        return "".join(parts)

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, depth first, in reading order."""
        pending = [self]
        while pending:
            element = pending.pop()
            yield element
            pending += [c for c in reversed(element.children) if isinstance(c, Element)]

    def content(self) -> Iterator[Text | ObjectRef]:
        """Yield the content of this element and of all below it, in reading order."""
        pending: list[Element | Text | ObjectRef] = [self]
        while pending:
            node = pending.pop()
            if isinstance(node, Element):
                pending += reversed(node.children)
            else:
                yield node

    def boxes(self) -> dict[int, Rect]:
        """Return, by page, the smallest box that holds all content below."""
        found: dict[int, Rect] = {}
        for node in self.content():
            if node.page is not None:
                for box in _boxes_of(node):
                    found[node.page] = union(found.get(node.page, box), box)
        return found


def _boxes_of(node: Text | ObjectRef) -> Iterator[Rect]:
    if isinstance(node, Text):
        yield from (run.box for run in node.runs if run.text.strip())
        yield from (graphic.box for graphic in node.graphics)
    elif node.rect is not None:
        yield node.rect


def union(one: Rect, other: Rect) -> Rect:
    """Return the smallest box that holds both."""
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


@dataclass(frozen=True, slots=True)
class Artifact:
    """Marked content that is no part of the document's logical structure (14.8.2.2)."""

    type: str | None
    subtype: str | None
    text: str
    page: int
    runs: tuple[Run, ...] = field(default=(), repr=False, compare=False)
    graphics: tuple[Graphic, ...] = field(default=(), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes that a page states or inherits (14.11.2)."""

    media: Rect | None = None
    crop: Rect | None = None
    bleed: Rect | None = None
    trim: Rect | None = None


@dataclass(frozen=True, slots=True)
class Painting:
    """The colours and lines of a page, as a printing house checks them.

    `spaces` are the families of its colour spaces (8.6), `max_ink` is the most ink that a CMYK
    colour takes (1.0 is 100 % of one ink), `min_line_width` is in points; None without lines.
    `is_transparent` is true if anything lets the background show through (11).
    """

    spaces: frozenset[str] = frozenset()
    max_ink: float = 0.0
    min_line_width: float | None = None
    is_transparent: bool = False


@dataclass(frozen=True, slots=True)
class OutputIntent:
    """The printing condition that a file is made for (14.11.5).

    `components` is the number of colour components of its ICC profile.
    """

    subtype: str | None
    condition: str | None
    components: int | None


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `size` is the width and height of the media box in points.

    `unmarked` and `unmarked_graphics` are neither in an MCID nor in an artifact. `orphans` are the
    marked-content sequences that no structure element claims. `rotation` is in degrees, clockwise.
    """

    index: int
    size: tuple[float, float]
    boxes: Boxes
    label: str | None
    tabs: str | None
    artifacts: tuple[Artifact, ...]
    unmarked: tuple[Run, ...]
    unmarked_graphics: tuple[Graphic, ...]
    orphans: tuple[Text, ...]
    annotations: tuple[ObjectRef, ...]
    rotation: int = 0
    painting: Painting = field(default=Painting(), compare=False)

    @property
    def unmarked_text(self) -> str:
        """The text that is neither in an MCID nor in an artifact."""
        return "".join(run.text for run in self.unmarked)


@dataclass(frozen=True, slots=True)
class FontFact:
    """A font in which text is shown, and on which pages; `name` is without subset tag.

    `is_predefined` is true for the predefined character collections of East Asian languages, which
    need no ToUnicode map (9.7.5.2); this package cannot decode their text.
    """

    name: str
    subtype: str
    embedded: bool
    has_to_unicode: bool
    is_subset: bool
    pages: tuple[int, ...]
    is_predefined: bool = False


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A bookmark (12.3.3); `level` counts from 1, `top` is that of its `Destination`."""

    title: str
    level: int
    page: int | None
    children: tuple[OutlineItem, ...] = ()
    top: float | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Attachment:
    """An embedded file (7.11.4): `size` is in bytes, `associated` true if the catalog's AF lists it."""

    name: str
    relationship: str | None
    size: int | None
    description: str | None
    mime: str | None
    associated: bool


@dataclass(frozen=True, slots=True)
class PdfStructure:
    """The facts of a PDF.

    `problems` lists damage, `limits` what was left out because it was too much. `info` is the
    document information dictionary; `xmp_values` maps `{namespace}name` to the property's values.
    `roots` are the elements directly below the structure tree root. `parent_tree_mismatches` is
    marked content whose entry in the parent tree is not the element that claims it (14.7.5.4).
    """

    pdf_version: str
    encrypted: bool
    title: str | None
    title_shown: bool
    language: str | None
    marked: bool
    info: Mapping[str, str]
    xmp: bytes | None
    xmp_values: Mapping[str, tuple[str, ...]]
    roots: tuple[Element, ...]
    role_map: Mapping[str, str]
    pages: tuple[Page, ...]
    fonts: tuple[FontFact, ...]
    outline: tuple[OutlineItem, ...]
    attachments: tuple[Attachment, ...]
    problems: tuple[str, ...]
    limits: tuple[str, ...] = ()
    parent_tree_mismatches: tuple[Text, ...] = ()
    output_intents: tuple[OutputIntent, ...] = ()

    def walk(self) -> Iterator[Element]:
        """Yield every structure element, depth first, in reading order."""
        for root in self.roots:
            yield from root.walk()


EMPTY = PdfStructure(
    pdf_version="", encrypted=False, title=None, title_shown=False, language=None, marked=False,
    info={}, xmp=None, xmp_values={}, roots=(), role_map={}, pages=(), fonts=(), outline=(),
    attachments=(), problems=(),
)  # fmt: skip
