"""The structure tree of a PDF as readable text, for golden files."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from briefpress.structure import Element, ObjectRef, Text
from tagcases import inspected, printed
from tagchecks import INLINE, RawTree, generated, has_key, object_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.html import HtmlDocument
    from briefpress.structure import PdfStructure


def tree(document: HtmlDocument, profile: str, names: Mapping[str, str] | None = None) -> str:
    """Return what is below the Document element, generated words and artifacts, a line for each."""
    facts = inspected(document, profile)
    (root,) = facts.roots
    assert root.role == "Document"
    text = _TreeText(_targets(printed(document, profile).data, facts), names or {})
    lines = [line for child in text.kids(root) for line in child]
    if extra := generated(document, root):
        lines.append(f"generated: {' '.join(extra)}")
    artifacts = Counter(
        f"artifact{''.join(f' {a.type}/{a.subtype}' if a.type else '')} {_quote(a.text.strip())}"
        for page in facts.pages
        for a in page.artifacts
        if a.text.strip()
    )
    lines += [line + (f" ×{count}" if count > 1 else "") for line, count in artifacts.items()]
    return "".join(f"{line}\n" for line in lines)


class _TreeText:
    def __init__(self, targets: Mapping[int, Element], names: Mapping[str, str]) -> None:
        self._targets, self._names = targets, names

    def element(self, element: Element) -> list[str]:
        """Return the lines of an element; text that is all it holds stands beside its role."""
        head = self._names.get(element.tag, element.tag) + self._properties(element)
        kids = self.kids(element)
        if kids and element.tag not in INLINE:
            kids[0][0] = re.sub('^" ', '"', kids[0][0])
            kids[-1][0] = re.sub('^(".*) "$', r'\1"', kids[-1][0])
        if kids and all(len(kid) == 1 and kid[0][0] in '"→' for kid in kids):
            return [" ".join([head, *(kid[0] for kid in kids)])]
        return [head, *(f"  {line}" for kid in kids for line in kid)]

    def kids(self, element: Element) -> list[list[str]]:
        found = []
        for kind, run in groupby(element.children, key=type):
            if kind is Text:
                found.append([_texts([kid for kid in run if isinstance(kid, Text)])])
            elif kind is ObjectRef:
                found.append(self._links([kid for kid in run if isinstance(kid, ObjectRef)]))
            else:
                found += [self.element(kid) for kid in run if isinstance(kid, Element)]
        return found

    def _properties(self, element: Element) -> str:
        a = element.attributes
        numbering = self._names.get(a.list_numbering or "", a.list_numbering)
        said = {
            "Lang": element.lang, "Alt": element.alt, "E": element.expansion, "ID": element.id,
            "ActualText": element.actual_text, "ListNumbering": numbering, "Scope": a.scope,
            "Headers": " ".join(a.headers), "ColSpan": a.col_span if a.col_span > 1 else None,
            "RowSpan": a.row_span if a.row_span > 1 else None, "Summary": a.summary,
        }  # fmt: skip
        shown = [f"{key}={value}" for key, value in said.items() if value]
        shown += ["BBox"] if a.bbox else []
        return f" [{', '.join(shown)}]" if shown else ""

    def _links(self, links: list[ObjectRef]) -> list[str]:
        """Return an arrow for the annotations of one link, its target, and their Contents."""
        targets = {self._target(link) for link in links}
        contents = {link.contents for link in links}
        times = f" ×{len(links)}" if len(links) > 1 else ""
        return [f"→ {' '.join(sorted(targets))} ({'|'.join(sorted(map(str, contents)))}){times}"]

    def _target(self, link: ObjectRef) -> str:
        if link.uri is not None:
            return link.uri
        target = self._targets.get(id(link))
        assert link.destination is not None
        assert link.destination.page is not None
        if target is None:
            return "nowhere"
        return f"{self._names.get(target.tag, target.tag)} {_quote(target.text)}"


def _texts(texts: list[Text]) -> str:
    """Return a run of texts in quotes, and each page that it goes on to."""
    shown = ""
    for page, run in groupby(texts, key=lambda text: text.page):
        text = re.sub(r"\s+", " ", "".join(part.text for part in run))
        if len(text) > 100:
            text = f"{text[:40]}…{text[-20:]}"
        shown += f'{f" page {(page or 0) + 1} " if shown else ""}"{text}"'
    return shown.replace("\u00ad", "-")


def _quote(text: str) -> str:
    text = " ".join(text.split())
    return f'"{text if len(text) < 40 else text[:30] + "…"}"'


def _targets(data: bytes, facts: PdfStructure) -> dict[int, Element]:
    """Return the structure element that each internal link leads to (ISO 32000-2, 12.3.2.3)."""
    raw = RawTree(data)
    known = {
        object_number(node): element for node, element in zip(raw.nodes, facts.walk(), strict=True)
    }
    targets = {}
    for node in raw.nodes:
        objects = [kid["/Obj"] for kid in raw.kids(node) if has_key(kid, "/Obj")]
        links = (k for k in known[object_number(node)].children if isinstance(k, ObjectRef))
        for link, target in zip(links, objects, strict=True):
            if has_key(target, "/A") and has_key(target["/A"], "/SD"):
                targets[id(link)] = known[object_number(target["/A"]["/SD"][0])]
    return targets
