"""What the parts of a tree are in, and what is found below them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from briefpress.diff.passages import ENTRY, LINE_END
from briefpress.structure import Element, ObjectRef, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.structure import Rect

KINDS = {
    "LI": "list item", "Note": "note", "FENote": "note", "Caption": "caption", "Title": "title",
    "BlockQuote": "quotation", "TOCI": ENTRY, "BibEntry": "reference", "Code": "code",
}  # fmt: skip


class Around(NamedTuple):
    """What a node is in; `base` is the language of the paragraph, `lang` that of the words."""

    kind: str = "sentence"
    parent: str = ""
    base: str | None = None
    lang: str | None = None
    link: tuple[str, int | None] | None = None
    expansion: str | None = None
    headings: int = 0


def inside_of(element: Element, around: Around) -> Around:
    """Return what the children of an element are in."""
    link = around.link
    if element.role == "Link":
        link = next(filter(None, map(_aim, element.children)), ("", None))
    has_heading = any(isinstance(each, Element) and each.role == "H" for each in element.children)
    return around._replace(
        kind=KINDS.get(element.role, around.kind),
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


def runs(text: Text) -> Iterator[Text]:
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


def box_of(text: Text) -> Rect | None:
    """Return where a text is, with all of its runs and graphics."""
    element = Element("Span", "Span", (text,))
    return next(iter(element.boxes().values()), None)


def shown(element: Element, silent: set[Element]) -> Iterator[str]:
    """Yield what is drawn below an element, but for some of what is in it."""
    for each in element.walk():
        if each not in silent:
            yield from (child.text for child in each.children if isinstance(child, Text))


def own_boxes(element: Element, silent: set[Element]) -> dict[int, Rect]:
    """Return where an element is on each page, but for some of what is in it."""
    own = [each for each in element.walk() if each not in silent]
    content = tuple(c for each in own for c in each.children if not isinstance(c, Element))
    return Element(element.role, element.tag, content).boxes()


def beside_cells(table: Element) -> tuple[list[Element], list[Element]]:
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
