"""The structure tree as indented text: what each element is, says and holds."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from briefpress.structure import Element, ObjectRef, Text
from briefpress.transcript.landmarks import Places
from briefpress.transcript.plain import accessible_name, shorten
from briefpress.transcript.utterances import margin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.structure import PdfStructure

_MOST = 100

Leaves = tuple[Text | ObjectRef, ...]


def tree_as_text(pdf: PdfStructure) -> str:
    """Return the structure tree, a line for each element and stretch of text, and what is outside it.

    Text that is long is shortened in its middle. A page is told where it is not that of the line before.
    """
    view = _View(Places(pdf))
    view.show(pdf.roots)
    lines = [*view.lines, *_outside(pdf)]
    return "".join(f"{line}\n" for line in lines or ["no structure tree"])


class _View:
    def __init__(self, places: Places) -> None:
        self.lines: list[str] = []
        self._places = places
        self._page: int | None = None

    def show(self, roots: Iterable[Element]) -> None:
        """Add the lines of some elements and of all below them."""
        pending: list[tuple[Element | Leaves, int, str]] = [
            (root, 0, "") for root in reversed(tuple(roots))
        ]
        while pending:
            node, level, words = pending.pop()
            if not isinstance(node, Element):
                self.lines.append(margin(level) + self._leaves(node, words))
            else:
                words = accessible_name(node, _MOST) if node.role == "Link" else ""
                self.lines.append(margin(level) + self._head(node))
                below = list(_groups(node))
                if any(isinstance(group, Element) for group in below):
                    pending += [(group, level + 1, words) for group in reversed(below)]
                else:
                    content = [
                        self._leaves(group, words) for group in below if isinstance(group, tuple)
                    ]
                    self.lines[-1] = " ".join([self.lines[-1], *content])

    def _head(self, element: Element) -> str:
        role = element.role
        named = role if element.tag == role else f"{element.tag} = {role}"
        said = ", ".join(f"{key}={value}" for key, value in _said(element))
        return named + self._turn(element.page) + (f" [{said}]" if said else "")

    def _turn(self, page: int | None) -> str:
        """Return a mention of the page if it is another one than before."""
        if page is None or page == self._page:
            return ""
        self._page = page
        return f" (page {page + 1})"

    def _leaves(self, leaves: Leaves, words: str) -> str:
        """Return a run of texts in quotes, or where a run of annotations leads."""
        shown = []
        for page, group in groupby(leaves, key=lambda leaf: leaf.page):
            turn = self._turn(page).strip()
            shown += [turn] if turn else []
            held = list(group)
            texts = [leaf.text for leaf in held if isinstance(leaf, Text)]
            objects = [leaf for leaf in held if isinstance(leaf, ObjectRef)]
            shown += [_quoted("".join(texts))] if texts else []
            said = Counter(self._object(item, words) for item in objects)
            shown += [text + (f" ×{count}" if count > 1 else "") for text, count in said.items()]
        return " ".join(shown)

    def _object(self, item: ObjectRef, words: str) -> str:
        name = item.alternate or item.contents
        aim = self._places.aim(item, words)
        parts = [f"→ {aim}" if aim else item.subtype, f"({_short(name)})" if name else ""]
        return " ".join(filter(None, [*parts, "hidden" if item.hidden else ""]))


def _groups(element: Element) -> Iterator[Element | Leaves]:
    """Yield the children of an element, texts and annotations that follow one another together."""
    leaves: list[Text | ObjectRef] = []
    for child in element.children:
        if isinstance(child, Element):
            if leaves:
                yield tuple(leaves)
                leaves = []
            yield child
        else:
            leaves.append(child)
    if leaves:
        yield tuple(leaves)


def _said(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the properties and attributes that a listener depends on."""
    stated = element.attributes
    words = {
        "Alt": element.alt, "ActualText": element.actual_text, "E": element.expansion,
        "T": element.title, "Summary": stated.summary,
    }  # fmt: skip
    names = {
        "Lang": element.lang, "ID": element.id, "Scope": stated.scope,
        "Headers": " ".join(stated.headers) or None,
        "ColSpan": str(stated.col_span) if stated.col_span != 1 else None,
        "RowSpan": str(stated.row_span) if stated.row_span != 1 else None,
        "ListNumbering": stated.list_numbering,
    }  # fmt: skip
    yield from ((key, _quoted(value)) for key, value in words.items() if value is not None)
    yield from ((key, _short(value)) for key, value in names.items() if value is not None)


def _outside(pdf: PdfStructure) -> Iterator[str]:
    """Yield what is drawn but in no element: artifacts, by what they say, and what nobody hears."""
    said = Counter(
        ("artifact", "/".join(filter(None, (each.type, each.subtype))), _quoted(each.text))
        for page in pdf.pages
        for each in page.artifacts
        if each.text.strip()
    )
    said.update(
        ("outside the tree", f"page {page.index + 1}", _quoted(text))
        for page in pdf.pages
        for text in (page.unmarked_text, *(orphan.text for orphan in page.orphans))
        if text.strip()
    )
    for parts, count in said.items():
        yield " ".join(filter(None, parts)) + (f" ×{count}" if count > 1 else "")


def _quoted(text: str) -> str:
    return f'"{_short(text)}"'


def _short(text: str) -> str:
    """Return a text in one line, with soft hyphens made visible."""
    return shorten(" ".join(text.replace("\u00ad", "-").split()), _MOST)
