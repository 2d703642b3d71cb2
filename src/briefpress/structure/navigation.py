"""Destinations, annotations, bookmarks and page labels (ISO 32000-2 12.3, 12.4.2, 12.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    TextStringObject,
)

from briefpress.structure.elements import Destination, ObjectRef
from briefpress.structure.facts import OutlineItem
from briefpress.structure.objects import integer, name_of, number
from briefpress.structure.problems import Allowance
from briefpress.structure.trees import name_tree, number_tree

if TYPE_CHECKING:
    from briefpress.structure.objects import Objects

ANNOTATIONS = 50_000
OUTLINE_DEPTH = 50
OUTLINE_ITEMS = 30_000
_HIDDEN = 0b100010  # annotation flags: Hidden, NoView (12.5.3)


class Navigation:
    """Destinations, annotations and bookmarks of one document."""

    def __init__(self, objects: Objects, pages: list[DictionaryObject]) -> None:
        self._objects = objects
        references = [page.indirect_reference for page in pages]
        self._pages = {r.idnum: index for index, r in enumerate(references) if r is not None}
        self._count = len(pages)
        allowance = Allowance(objects.problems, ANNOTATIONS, "annotations")
        listed = (objects.get(page, "/Annots") for page in pages)
        # Counted before they are read: pages may share a long list.
        self.annotations = [
            [a for a in objects.items(each) if isinstance(a, dict)]
            if allowance.take(len(each) if isinstance(each, ArrayObject) else int(each is not None))
            else []
            for each in listed
        ]
        self.annotated = {id(a): on for on, each in enumerate(self.annotations) for a in each}
        self._names: dict[str, object] | None = None

    def page_of(self, holder: object) -> int | None:
        """Return the index of the page in the Pg entry of a dictionary; None if there is none."""
        reference = dict.get(holder, "/Pg") if isinstance(holder, dict) else None
        return self._pages.get(reference.idnum) if isinstance(reference, IndirectObject) else None

    def destination_of(self, holder: object) -> Destination | None:
        """Return where a link or bookmark leads within the document; None if it does not (12.6.4.2)."""
        action = self._objects.get(holder, "/A")
        if name_of(self._objects.get(action, "/S")) == "GoTo":
            return self._destination(action)
        return self._destination(self._objects.get(holder, "/Dest"))

    def _destination(self, value: object) -> Destination | None:
        """Return the destination of a name, an array, or a dictionary with either in D or SD (12.3.2)."""
        if isinstance(value, DictionaryObject):
            value = self._objects.get(value, "/D") or self._objects.get(value, "/SD")
        name = None
        if isinstance(value, NameObject | TextStringObject | ByteStringObject):
            name = name_of(value) or self._objects.text(value)
            value = self._objects.resolve(self._named().get(name or ""))
        if isinstance(value, DictionaryObject):
            value = self._objects.get(value, "/D") or self._objects.get(value, "/SD")
        if not isinstance(value, ArrayObject) or not value:
            return None if name is None else Destination(name, None)
        page = self._page(value[0])
        return None if name is None and page is None else Destination(name, page, self._top(value))

    def _top(self, target: ArrayObject) -> float | None:
        """Return the top of an explicit destination on its page, if it states one (Table 149)."""
        kind = name_of(self._objects.resolve(target[1])) if len(target) > 1 else None
        place = {"XYZ": 3, "FitH": 2, "FitBH": 2, "FitR": 5}.get(kind or "")
        return (
            number(self._objects.resolve(target[place])) if place and len(target) > place else None
        )

    def _page(self, target: object) -> int | None:
        """Return the index of the page of an explicit destination: a page, a number or an element."""
        if isinstance(target, int):
            return int(target) if 0 <= target < self._count else None
        if isinstance(target, IndirectObject) and target.idnum in self._pages:
            return self._pages[target.idnum]
        return self.page_of(self._objects.resolve(target))

    def _named(self) -> dict[str, object]:
        """Return the named destinations, of PDF 1.1 and later ones (12.3.2.4)."""
        if self._names is None:
            old = self._objects.get(self._objects.catalog, "/Dests")
            self._names = {str(k)[1:]: v for k, v in old.items()} if isinstance(old, dict) else {}
            tree = self._objects.get(self._objects.catalog, "/Names", "/Dests")
            self._names.update(name_tree(self._objects, tree))
        return self._names

    def object_ref(
        self, target: object, page: int | None, owner: str | None = None, *, in_tree: bool
    ) -> ObjectRef:
        """Return the facts of an annotation, or of another object that the structure tree refers to."""
        objects = self._objects
        flags = integer(objects.get(target, "/F")) or 0
        action = objects.get(target, "/A")
        return ObjectRef(
            page=page,
            subtype=name_of(objects.get(target, "/Subtype")) or "",
            uri=objects.text(objects.get(action, "/URI")),
            destination=self.destination_of(target),
            contents=objects.text(objects.get(target, "/Contents")),
            rect=objects.rect(objects.get(target, "/Rect")),
            in_tree=in_tree,
            hidden=bool(flags & _HIDDEN),
            flags=flags,
            owner=owner,
            alternate=objects.text(objects.get(target, "/TU")),
        )

    def outline(self, parent: object, level: int, seen: set[int]) -> tuple[OutlineItem, ...]:
        """Return the bookmarks below `parent`; one that appears twice is taken once."""
        items: list[OutlineItem] = []
        node = self._objects.get(parent, "/First")
        while node is not None:
            if id(node) in seen or level > OUTLINE_DEPTH or len(seen) > OUTLINE_ITEMS:
                self._objects.problems.add("the outline leads back to itself, or is too large")
                break
            seen.add(id(node))
            children = self.outline(node, level + 1, seen)
            destination = self.destination_of(node)
            title = self._objects.text(self._objects.get(node, "/Title")) or ""
            page, top = (destination.page, destination.top) if destination else (None, None)
            items.append(OutlineItem(title, level, page, children, top))
            node = self._objects.get(node, "/Next")
        return tuple(items)

    def labels(self) -> list[str | None]:
        """Return the label of each page; None for all if the file has no page labels (12.4.2)."""
        objects = self._objects
        root = objects.get(objects.catalog, "/PageLabels")
        if root is None:
            return [None] * self._count
        ranges = {n: objects.resolve(value) for n, value in number_tree(objects, root)}
        first, rule = 0, ranges.get(0)
        labels: list[str | None] = []
        for index in range(self._count):
            first, rule = (index, ranges[index]) if index in ranges else (first, rule)
            labels.append(self._label(rule, index, index - first))
        return labels

    def _label(self, rule: object, index: int, place: int) -> str:
        """Return the label of the page that is `place` pages after the first of its range."""
        if not isinstance(rule, dict):
            self._objects.problems.add("the page labels cannot be read")
            return str(index + 1)
        start = integer(self._objects.get(rule, "/St"))
        number = place + (1 if start is None else start)
        style = name_of(self._objects.get(rule, "/S"))
        prefix = self._objects.text(self._objects.get(rule, "/P")) or ""
        return prefix + (_numeral(number, style) if style else "")


_ROMAN = {1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X",
          9: "IX", 5: "V", 4: "IV", 1: "I"}  # fmt: skip


def _numeral(number: int, style: str) -> str:
    """Return a number in a style of page labels (Table 161); in digits if it is too large for it."""
    if style in ("r", "R") and 0 < number < 4000:
        letters = ""
        for value, letter in _ROMAN.items():
            count, number = divmod(number, value)
            letters += letter * count
    elif style in ("a", "A") and 0 < number < 2600:
        letters = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    else:
        return str(number)
    return letters.lower() if style.islower() else letters
