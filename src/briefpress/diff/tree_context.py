"""What surrounds a node of the structure tree, and what lies below it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from briefpress.diff.passages import CONTENTS_ENTRY, LINE_END_HYPHEN
from briefpress.structure import Element, ObjectRef, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.structure import Rect

_PASSAGE_KINDS = {
    "LI": "list item", "Note": "note", "FENote": "note", "Caption": "caption", "Title": "title",
    "BlockQuote": "quotation", "TOCI": CONTENTS_ENTRY, "BibEntry": "reference", "Code": "code",
}  # fmt: skip

LinkTarget = tuple[str, int | None]  # an address, and the page of a link within the document


class Context(NamedTuple):
    """What a node inherits from the elements around it.

    `kind` is the kind of its passages, `parent` the role of its parent, `heading_depth` the number of
    elements around it that have a heading without a level (H).
    """

    kind: str = "sentence"
    parent: str = ""
    paragraph_lang: str | None = None
    lang: str | None = None
    link: LinkTarget | None = None
    expansion: str | None = None
    heading_depth: int = 0


def child_context(element: Element, context: Context) -> Context:
    """Return the context of the children of an element."""
    link = context.link
    if element.role == "Link":
        link = next(filter(None, map(_link_target, element.children)), ("", None))
    has_heading = any(isinstance(each, Element) and each.role == "H" for each in element.children)
    return context._replace(
        kind=_PASSAGE_KINDS.get(element.role, context.kind),
        parent=element.role if element.role != "NonStruct" else context.parent,
        lang=element.lang or context.lang,
        link=link,
        expansion=element.expansion or context.expansion,
        heading_depth=context.heading_depth + has_heading,
    )


def _link_target(node: Element | Text | ObjectRef) -> LinkTarget | None:
    if not isinstance(node, ObjectRef) or node.subtype != "Link":
        return None
    return node.uri or "", node.destination.page if node.destination else None


def split_runs(text: Text) -> Iterator[Text]:
    """Yield a text run by run, with hyphens at line ends marked.

    If the runs do not make up all of the text, it is yielded as it is.
    """
    runs = text.runs
    if not runs or "".join(run.text for run in runs) != text.text:
        yield text
        return
    for run, following in pairwise((*runs, None)):
        assert run
        is_broken_word = (
            following is not None
            and run.text.endswith("-")
            and following.text[:1].islower()
            and following.box[3] < run.box[3]
        )
        words = run.text[:-1] + LINE_END_HYPHEN if is_broken_word else run.text
        yield replace(text, text=words, runs=(run,), graphics=(), replaced=())


def text_box(text: Text) -> Rect | None:
    """Return the box of a text, with all of its runs and graphics."""
    element = Element("Span", "Span", (text,))
    return next(iter(element.boxes().values()), None)


def drawn_text(element: Element, without: set[Element]) -> Iterator[str]:
    """Yield the text below an element, except that of the elements in `without`."""
    for each in element.walk():
        if each not in without:
            yield from (child.text for child in each.children if isinstance(child, Text))


def drawn_boxes(element: Element, without: set[Element]) -> dict[int, Rect]:
    """Return the box of an element on each page, except that of the elements in `without`."""
    own = [each for each in element.walk() if each not in without]
    content = tuple(c for each in own for c in each.children if not isinstance(c, Element))
    return Element(element.role, element.tag, content).boxes()


def captions_and_insets(table: Element) -> tuple[list[Element], list[Element]]:
    """Return the captions of a table, and the notes and tables that stand within its cells."""
    captions: list[Element] = []
    insets: list[Element] = []
    pending: list[Element] = [table]
    while pending:
        element = pending.pop()
        if element.role == "Caption":
            captions.append(element)
        elif element is not table and element.role in ("Table", "Note", "FENote"):
            insets.append(element)
        else:
            pending += [c for c in reversed(element.children) if isinstance(c, Element)]
    return captions, insets
