"""The structure tree as plain values: nodes, and the fragments and link annotations that they hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING, Any

from briefpress.pdf.tags.roles import INLINE
from briefpress.pdf.tags.source_text import SOFT_HYPHEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

    from briefpress.pdf.tags.shaping import ShapedLine


class Kind(Enum):
    """What a fragment shows of its element: text or picture of the HTML, or text that CSS generates."""

    TEXT = "text"
    PICTURE = "picture"
    BEFORE = "before"
    AFTER = "after"
    MARKER = "marker"
    CALL = "footnote-call"


@dataclass(slots=True, eq=False)
class Fragment:
    """Text on one line, or a picture, as one box draws it, with the text of the HTML that it shows.

    `page` counts from 0. `child_index` is the number of children of `element` before it. `artifact` is
    None for real content, "Header" or "Footer" for a pagination artifact, and "" for any other artifact.
    `follows_space` and `follows_block` say what lies between it and the fragment before it: white space
    of the HTML, or the end of a block.

    The tree sets `parent` and `index`, its place among the kids of its node. `sequences` are the
    marked-content sequences that draw it: the content stream of each, and its MCID. `line` is set when it
    is drawn, where its glyphs do not stand for its letters one after the other.
    """

    box: Any
    page: int
    element: Element
    kind: Kind = Kind.TEXT
    child_index: int = 0
    text: str = ""
    artifact: str | None = None
    follows_space: bool = False
    follows_block: bool = False
    parent: Node | None = None
    index: int = 0
    sequences: list[tuple[MarkedStream, int]] = field(default_factory=list)
    line: ShapedLine | None = None


@dataclass(slots=True, eq=False)
class MarkedStream:
    """A content stream, of a page or of a form XObject on it, and the node of each sequence in it.

    `nodes` are in the order of the MCIDs, which count from 0 in each stream.
    """

    stream: Any
    page: int
    is_page: bool
    nodes: list[Node] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class LinkAnnotation:
    """What can be clicked of a link: one line of it, or one element in it.

    `rect` is in points, as the PDF has it (left, bottom, right, top); `object` is the PDF dictionary.
    """

    page: int
    element: Element
    rect: tuple[float, ...]
    object: Any
    contents: str = ""


@dataclass(slots=True, eq=False)
class Node:
    """A structure element (ISO 32000-1, 14.7.2): its structure type, and what it holds in reading order.

    `entries` are text entries of its dictionary, such as Lang, Alt, E and ID (table 323); `attributes`
    are attribute objects by their owner (14.7.5). `object` is the PDF dictionary, once it is written.
    """

    role: str
    kids: list[Kid] = field(default_factory=list)
    element: Element | None = None
    entries: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    object: Any = None

    def walk(self) -> Iterator[Node]:
        """Yield this node and all nodes below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def fragments(self) -> Iterator[Fragment]:
        """Yield all fragments in this node and below it, in reading order."""
        return (kid for node in self.walk() for kid in node.kids if isinstance(kid, Fragment))

    def content(self) -> Iterator[Node | Fragment]:
        """Yield the kids that are no annotations."""
        return (kid for kid in self.kids if not isinstance(kid, LinkAnnotation))


Kid = Node | Fragment | LinkAnnotation


def has_role(kid: Kid, *roles: str) -> bool:
    """Return whether a kid is a node of one of these structure types."""
    return isinstance(kid, Node) and kid.role in roles


def is_block(kid: Kid) -> bool:
    """Return whether a kid is a node that stands on lines of its own."""
    return isinstance(kid, Node) and kid.role not in INLINE


def in_paragraphs(kids: Iterable[Kid]) -> list[Kid]:
    """Return kids with each run of text in a paragraph of its own; a run of pictures needs none."""
    result: list[Kid] = []
    for are_blocks, run in groupby(kids, key=is_block):
        found = list(run)
        if are_blocks or all(has_role(kid, "Figure", "Formula", "FENote") for kid in found):
            result += found
        else:
            result.append(Node("P", found))
    return result


def separate_text_from_blocks(node: Node) -> None:
    """Put the runs of text in a node into paragraphs, where it holds blocks as well."""
    if any(is_block(kid) for kid in node.kids):
        node.kids = in_paragraphs(node.kids)


def bookmark_title(heading: Node) -> str:
    """Return the text of a heading without its notes and their calls; a picture or formula has its description."""
    if heading.role in ("FENote", "Reference", "Lbl"):
        return ""
    if heading.role == "Figure":
        captions = (kid for kid in heading.kids if isinstance(kid, Node) and kid.role == "Caption")
        return " ".join([heading.entries.get("Alt", ""), *map(bookmark_title, captions)])
    if heading.role == "Formula" and heading.entries.get("Alt"):
        return str(heading.entries["Alt"])
    return "".join(
        bookmark_title(kid) if isinstance(kid, Node) else without_hyphenation(kid.text)
        for kid in heading.content()
    )


def without_hyphenation(text: str) -> str:
    """Return a text without the soft hyphens at which its lines break."""
    return text.replace(SOFT_HYPHEN, "")
