"""The structure tree as indented text: the role, properties and text of each element."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from briefpress.structure import Element, ObjectRef, Text
from briefpress.transcript.link_targets import LinkTargets
from briefpress.transcript.spoken_text import accessible_name, joined_text, shorten
from briefpress.transcript.utterances import margin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.structure import PdfStructure

_LONGEST = 100  # characters of a text

Leaves = tuple[Text | ObjectRef, ...]


def tree_as_text(pdf: PdfStructure) -> str:
    """Return the structure tree as text, a line for each element, and what is outside of the tree.

    Long texts are shortened. The page is given where it differs from that of the line before.
    """
    view = _View(LinkTargets(pdf))
    view.show(pdf.roots)
    lines = [*view.lines, *_outside(pdf)]
    return "".join(f"{line}\n" for line in lines or ["no structure tree"])


class _View:
    """Collects the lines."""

    def __init__(self, targets: LinkTargets) -> None:
        self.lines: list[str] = []
        self._targets = targets
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
                words = accessible_name(node, _LONGEST) if node.role == "Link" else ""
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
        name = role if element.tag == role else f"{element.tag} = {role}"
        properties = ", ".join(f"{key}={value}" for key, value in _properties(element))
        return name + self._new_page(element.page) + (f" [{properties}]" if properties else "")

    def _new_page(self, page: int | None) -> str:
        """Return the page in brackets if it differs from that before."""
        if page is None or page == self._page:
            return ""
        self._page = page
        return f" (page {page + 1})"

    def _leaves(self, leaves: Leaves, words: str) -> str:
        """Return texts in quotation marks, and annotations with where they lead."""
        shown = []
        for page, group in groupby(leaves, key=lambda leaf: leaf.page):
            new_page = self._new_page(page).strip()
            shown += [new_page] if new_page else []
            held = list(group)
            texts = [leaf for leaf in held if isinstance(leaf, Text)]
            objects = [leaf for leaf in held if isinstance(leaf, ObjectRef)]
            shown += [_quoted(joined_text(texts))] if texts else []
            counts = Counter(self._object(item, words) for item in objects)
            shown += [text + (f" ×{count}" if count > 1 else "") for text, count in counts.items()]
        return " ".join(shown)

    def _object(self, item: ObjectRef, words: str) -> str:
        name = item.alternate or item.contents
        target = self._targets.target(item, words)
        parts = [f"→ {target}" if target else item.subtype, f"({_short(name)})" if name else ""]
        return " ".join(filter(None, [*parts, "hidden" if item.hidden else ""]))


def _groups(element: Element) -> Iterator[Element | Leaves]:
    """Yield the children of an element, with consecutive texts and annotations as one group."""
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


def _properties(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the properties and attributes that matter to screen readers."""
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
    """Yield the texts that are in no element: those of artifacts, and those that nobody hears."""
    counts = Counter(
        ("artifact", "/".join(filter(None, (each.type, each.subtype))), _quoted(each.text))
        for page in pdf.pages
        for each in page.artifacts
        if each.text.strip()
    )
    counts.update(
        ("outside the tree", f"page {page.index + 1}", _quoted(text))
        for page in pdf.pages
        for text in (page.unmarked_text, *(orphan.text for orphan in page.orphans))
        if text.strip()
    )
    for parts, count in counts.items():
        yield " ".join(filter(None, parts)) + (f" ×{count}" if count > 1 else "")


def _quoted(text: str) -> str:
    return f'"{_short(text)}"'


def _short(text: str) -> str:
    """Return a text in one line, shortened and with soft hyphens shown as hyphens."""
    return shorten(" ".join(text.replace("\u00ad", "-").split()), _LONGEST)
