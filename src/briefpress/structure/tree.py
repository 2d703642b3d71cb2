"""Reads the structure tree, and joins it with what is drawn (ISO 32000-2 14.7, 14.8)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pypdf.generic import DictionaryObject, IndirectObject

from briefpress.structure.elements import NO_ATTRIBUTES, Attributes, Element, ObjectRef, Text
from briefpress.structure.line_ends import has_spaces_at_line_ends
from briefpress.structure.objects import integer, name_of, object_number
from briefpress.structure.parent_tree import ParentTree
from briefpress.structure.problems import Allowance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefpress.structure.content_stream.canvas import PageContent
    from briefpress.structure.content_stream.resources import Key
    from briefpress.structure.navigation import Navigation
    from briefpress.structure.objects import Objects

ELEMENTS = 30_000
DEPTH = 500
TREE = "the structure tree"  # in each limit that leaves out parts of it
# Elements and contents. Deep ones count more, as `Element.text` visits them from every level above.
PARTS = 200_000
_USUAL_DEPTH = 20
_LONG = 200  # characters: a longer text counts for several parts
ROLES = 30  # steps in the role map


@dataclass(slots=True)
class _Frame:
    """A structure element whose children are being read; its MCIDs are on `page`."""

    node: Mapping[str, object]
    page: int | None
    kids: Iterator[object]
    children: list[Element | Text | ObjectRef] = field(default_factory=list)


class Tree:
    """The structure tree (14.7), read without recursion.

    `claimed` are the marked-content sequences that elements refer to, `objects` the object
    references by the id of their object.
    """

    def __init__(
        self,
        objects: Objects,
        navigation: Navigation,
        pages: Sequence[DictionaryObject],
        drawn: Sequence[PageContent],
    ) -> None:
        self._objects, self._navigation = objects, navigation
        self._root = objects.get(objects.catalog, "/StructTreeRoot")
        self._parents = ParentTree(objects, self._root, pages)
        has_line_spaces = has_spaces_at_line_ends(
            found.runs for page in drawn for found in page.marked.values()
        )
        self._texts = {
            key: Text(
                index,
                key[1],
                found.text,
                tuple(found.runs),
                tuple(found.graphics),
                tuple(found.replaced),
                has_line_spaces,
            )
            for index, page in enumerate(drawn)
            for key, found in page.marked.items()
        }
        self._claims: list[tuple[Key, Text, object]] = []
        self._forms: dict[int, object] = {}
        self._seen: set[int] = set()
        self._roles: dict[tuple[str, int], str] = {}
        self.claimed: set[Key] = set()
        self.objects: dict[int, ObjectRef] = {}
        self._parts = Allowance(objects.problems, PARTS, f"parts of {TREE}")

    def role_map(self) -> dict[str, str]:
        """Return the role map of the document: standard types by custom ones."""
        mapping = self._objects.get(self._root, "/RoleMap")
        entries = mapping.items() if isinstance(mapping, dict) else ()
        return {str(k)[1:]: name_of(self._objects.resolve(v)) or "" for k, v in entries}

    def build(self) -> tuple[Element, ...]:
        """Read the tree, and return the elements directly below the root."""
        root = self._root if isinstance(self._root, DictionaryObject) else DictionaryObject()
        stack = [self._frame(root, None)]
        while True:
            frame = stack[-1]
            for kid in frame.kids:
                if below := self._read_kid(kid, frame, len(stack)):
                    stack.append(below)
                    break
            else:
                stack.pop()
                if not stack:
                    return tuple(c for c in frame.children if isinstance(c, Element))
                stack[-1].children.append(self._element(frame))

    def _frame(self, node: Mapping[str, object], page: int | None) -> _Frame:
        own = self._navigation.page_of(node)
        kids = iter(self._objects.items(self._objects.get(node, "/K")))
        return _Frame(node, page if own is None else own, kids)

    def _read_kid(self, kid: object, frame: _Frame, depth: int) -> _Frame | None:
        """Read one entry of K; for an element, return a frame, which is read next."""
        if self._parts.is_spent:
            return None
        kind = name_of(self._objects.get(kid, "/Type"))
        if isinstance(kid, int):
            text = self._marked(frame, ("page", frame.page), int(kid), frame.page)
            self._add(text, len(text.text), frame, depth)
        elif kind == "MCR":
            text = self._marked_reference(kid, frame)
            self._add(text, len(text.text), frame, depth)
        elif kind == "OBJR":
            self._add(self._object_reference(kid, frame.page), 0, frame, depth)
        elif not isinstance(kid, DictionaryObject) or "/S" not in kid:
            self._objects.problems.add("the structure tree holds something that is no element")
        elif id(kid) in self._seen:
            self._objects.problems.add("a structure element is in the tree twice, or within itself")
        elif depth > DEPTH or len(self._seen) >= ELEMENTS:
            limits = f"{DEPTH} levels or {ELEMENTS:,} elements"
            self._objects.problems.limit(f"{TREE} is read only up to {limits}")
        elif self._parts.take(max(depth - _USUAL_DEPTH, 1)):
            self._seen.add(id(kid))
            return self._frame(kid, frame.page)
        return None

    def _add(self, content: Text | ObjectRef, length: int, frame: _Frame, depth: int) -> None:
        """Make content a child of an element, as far as the allowance goes."""
        if self._parts.take((1 + length // _LONG) * max(depth - _USUAL_DEPTH, 1)):
            frame.children.append(content)

    def _marked_reference(self, reference: object, frame: _Frame) -> Text:
        own = self._navigation.page_of(reference)
        page = frame.page if own is None else own
        mcid = integer(self._objects.get(reference, "/MCID"))
        form = self._objects.get(reference, "/Stm")
        stream = ("page", page) if form is None else ("form", object_number(form))
        if form is not None:
            self._forms[stream[1] or 0] = form
        return self._marked(frame, stream, -1 if mcid is None else mcid, page)

    def _marked(
        self, frame: _Frame, stream: tuple[str, int | None], mcid: int, page: int | None
    ) -> Text:
        """Claim a marked-content sequence for an element, and return its text."""
        kind, number = stream
        key = ((kind, -1 if number is None else number), mcid)
        found = self._texts.get(key)
        where = f"marked content {mcid} on page {'unknown' if page is None else page + 1}"
        if found is None:
            self._objects.problems.add(f"a structure element refers to {where}, which is not there")
            found = Text(page, mcid, "")
        elif key in self.claimed:
            self._objects.problems.add(f"{where} belongs to two structure elements")
        self._claims.append((key, found, frame.node))
        self.claimed.add(key)
        return found

    def orphans(self) -> dict[int | None, list[Text]]:
        """Return the marked content that no element claims, by page."""
        found: dict[int | None, list[Text]] = {}
        for key, text in self._texts.items():
            if key not in self.claimed:
                found.setdefault(text.page, []).append(text)
        return found

    def parent_tree_mismatches(self) -> tuple[Text, ...]:
        """Return the content whose entry in the parent tree is not the element that claims it."""
        return tuple(
            text
            for (stream, mcid), text, node in self._claims
            if not self._parents.owns(node, stream, mcid, self._forms.get(stream[1]))
        )

    def annotation(self, item: object, page: int) -> ObjectRef:
        """Return an annotation on a page, with the role of the element that the parent tree names."""
        if known := self.objects.get(id(item)):
            return known
        return self._navigation.object_ref(item, page, self._owner_role(item), in_tree=False)

    def _owner_role(self, item: object) -> str | None:
        owner = self._parents.owner_of(item)
        tag = name_of(self._objects.get(owner, "/S"))
        return None if tag is None else self._role(tag, self._objects.get(owner, "/NS"))

    def _object_reference(self, reference: object, page: int | None) -> ObjectRef:
        target = self._objects.get(reference, "/Obj")
        if target is None:
            self._objects.problems.add("a structure element refers to an object that is not there")
        on = (self._navigation.page_of(reference), self._navigation.annotated.get(id(target)), page)
        first = next((index for index in reversed(on) if index is not None), None)
        owner = self._owner_role(target)
        found = self._navigation.object_ref(target, first, owner, in_tree=True)
        return found if target is None else self.objects.setdefault(id(target), found)

    def _element(self, frame: _Frame) -> Element:
        objects, node = self._objects, frame.node
        tag = name_of(objects.get(node, "/S")) or ""
        namespace = objects.get(node, "/NS")
        pages = (child.page for child in frame.children if child.page is not None)
        texts = {key: objects.text(objects.get(node, key)) for key in _STRINGS & node.keys()}
        role = self._role(tag, namespace)
        return Element(
            role=role,
            tag=tag,
            children=tuple(frame.children),
            namespace=objects.text(objects.get(namespace, "/NS")),
            alt=texts.get("/Alt"),
            actual_text=texts.get("/ActualText"),
            lang=texts.get("/Lang"),
            expansion=texts.get("/E"),
            title=texts.get("/T"),
            id=texts.get("/ID"),
            attributes=self._attributes(node) if node.keys() & {"/A", "/C"} else NO_ATTRIBUTES,
            page=next(pages, self._navigation.page_of(node)),
            number=_own_number(node),
            mathml=self._mathml(node) if role == "Formula" else None,
        )

    def _mathml(self, node: object) -> str | None:
        """Return the MathML that is attached to a formula; None if there is none."""
        objects = self._objects
        for file in objects.items(objects.get(node, "/AF")):
            stream = objects.get(file, "/EF", "/UF") or objects.get(file, "/EF", "/F")
            if name_of(objects.get(stream, "/Subtype")) == "application/mathml+xml":
                return objects.data(stream).decode("utf-8", "replace")
        return None

    def _role(self, tag: str, namespace: object) -> str:
        key = (tag, id(namespace))
        if key not in self._roles:
            self._roles[key] = self._mapped(tag, namespace)
        return self._roles[key]

    def _mapped(self, tag: str, namespace: object) -> str:
        """Return the type at the end of the role map, or of those of namespaces (14.8.6.2)."""
        name, seen = tag, set[tuple[str, int]]()
        while (name, id(namespace)) not in seen and len(seen) < ROLES:
            seen.add((name, id(namespace)))
            holder, key = (namespace, "/RoleMapNS") if namespace else (self._root, "/RoleMap")
            target = self._objects.items(self._objects.get(holder, key, f"/{name}"))
            if not target or (len(target) == 1 and target[0] == f"/{name}" and not namespace):
                return name
            name = name_of(target[0]) or ""
            namespace = target[1] if len(target) > 1 else None
        self._objects.problems.add(f"the role map leads from {tag} back to itself, or too far")
        return tag

    def _attributes(self, node: object) -> Attributes:
        """Return the standard attributes; those in A override those of the class map."""
        objects = self._objects
        classes = (
            objects.get(self._root, "/ClassMap", str(name))
            for name in objects.items(objects.get(node, "/C"))
        )
        holders = [each for held in classes for each in objects.items(held)]
        holders += objects.items(objects.get(node, "/A"))
        found: dict[tuple[str | None, str], object] = {}
        for holder in holders:
            if isinstance(holder, DictionaryObject) and objects.take_entries(len(holder)):
                owner = name_of(objects.get(holder, "/O"))
                found.update({(owner, str(key)): objects.resolve(v) for key, v in holder.items()})
        headers = map(objects.text, objects.items(found.get(("Table", "/Headers"))))
        return Attributes(
            scope=name_of(found.get(("Table", "/Scope"))),
            headers=tuple(header for header in headers if header is not None),
            col_span=integer(found.get(("Table", "/ColSpan"))) or 1,
            row_span=integer(found.get(("Table", "/RowSpan"))) or 1,
            summary=objects.text(found.get(("Table", "/Summary"))),
            list_numbering=name_of(found.get(("List", "/ListNumbering"))),
            bbox=objects.rect(found.get(("Layout", "/BBox"))),
        )


def _own_number(node: object) -> int | None:
    reference = getattr(node, "indirect_reference", None)
    return reference.idnum if isinstance(reference, IndirectObject) else None


_STRINGS = frozenset(("/Alt", "/ActualText", "/Lang", "/E", "/T", "/ID"))
