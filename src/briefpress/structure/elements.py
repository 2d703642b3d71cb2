"""Structure elements and their content, as plain, immutable values.

Pages count from 0. Boxes are in points from the lower left corner of the page, as left, bottom,
right, top; colours are sRGB, from 0 to 1. Clauses are those of ISO 32000-2.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    mode 3 or 7 (9.3.6), clipped away, or on a hidden layer (8.11). `box` is what
    clipping within the page leaves of it. `lang` is the language in the property list of its marked
    content.
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

    `replaced` holds each such ActualText with the text that is drawn in its place. `has_line_spaces`
    says that the file has spaces where lines end between words, so that none has to be guessed.
    """

    page: int | None
    mcid: int
    text: str
    runs: tuple[Run, ...] = field(default=(), repr=False, compare=False)
    graphics: tuple[Graphic, ...] = field(default=(), repr=False, compare=False)
    replaced: tuple[tuple[str, str], ...] = field(default=(), repr=False, compare=False)
    has_line_spaces: bool = field(default=False, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ObjectRef:
    """An annotation of a page, or another object that a structure element refers to (12.5, 14.7.5.3).

    If `in_tree` is true, the same `ObjectRef` is a child of a structure element and, if it is an
    annotation, in the list of its page. `alternate` is the alternate name of a form field (TU).
    `flags` are those of an annotation (12.5.3); `owner` is the role of the structure element that the
    parent tree gives for it, None if it gives none.
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
    flags: int = 0
    owner: str | None = None


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
    its first content, `number` is its object number in the file. `mathml` is the MathML that is
    attached to a formula as an associated file (14.13).
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
    mathml: str | None = None

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

    def content(self, without: frozenset[str] = frozenset()) -> Iterator[Text | ObjectRef]:
        """Yield the content of this element and of all below it, in reading order, but not of some roles."""
        pending: list[Element | Text | ObjectRef] = [self]
        while pending:
            node = pending.pop()
            if not isinstance(node, Element):
                yield node
            elif node.role not in without:
                pending += reversed(node.children)

    def boxes(self, without: frozenset[str] = frozenset()) -> dict[int, Rect]:
        """Return, by page, the smallest box that holds all content below, but for that of some roles."""
        found: dict[int, Rect] = {}
        for node in self.content(without):
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
