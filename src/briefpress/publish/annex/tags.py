"""The structure tree of the annex below that of the publication (ISO 32000-2, 14.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pypdf.generic import ByteStringObject, DictionaryObject, NameObject, NumberObject

from briefpress.publish.annex.elements import Tree, headers, walk
from briefpress.publish.annex.names import free, free_bytes
from briefpress.publish.annex.pdf import entry, name, raw, reference_of, text
from briefpress.publish.annex.revision import array, dictionary
from briefpress.publish.annex.roles import STANDARD, deeper, level
from briefpress.publish.annex.trees import leaves, name_tree

if TYPE_CHECKING:
    from pypdf.generic import IndirectObject

    from briefpress.publish.annex.graft import Graft
    from briefpress.publish.annex.revision import Revision

_DEEPEST, _NO_END = 6, 99  # levels of headings without and with a namespace (14.8.4.3 in both)


class Unjoinable(Exception):  # noqa: N818 - an outcome that the caller reports, not a bug
    """The trees cannot be one, for the reason that the message gives."""


class Tags:
    """The tags of both files: looked at first, and joined when the annex is grafted.

    Raises `Unjoinable` where the two cannot be in one tree.
    """

    def __init__(self, theirs: Tree, mine: Tree) -> None:
        self._into, self._annex = theirs.pdf, mine.pdf
        self._root, self._other = theirs.root, mine.root
        self._roles, self._others = theirs.roles, mine.roles
        self._known, self._mine = theirs.survey, mine.survey
        self.first_key = theirs.next_key
        self._refuse_mixed_headings()

    def _refuse_mixed_headings(self) -> None:
        """Refuse what PDF/UA-1, 7.4.4 forbids: headings with and without levels in one file."""
        known, mine = self._known.first_heading, self._mine.first_heading
        if known == "H" and mine not in ("", "H"):
            raise Unjoinable("its headings have no levels, and those of the annex have some")
        if mine == "H" and known not in ("", "H"):
            raise Unjoinable("its headings have levels, and those of the annex have none")

    @property
    def shifted(self) -> bool:
        """Whether the headings of the annex move down: the publication's title is its one H1."""
        return self._known.first_heading == "H1" and self._known.titles == 1

    def join(self, revision: Revision, graft: Graft, title: str, language: str) -> IndirectObject:
        """Put the tree of the annex at the end of the other; return its top element."""
        spaces = self._share_namespaces(graft)
        if self.shifted:
            self._others.deepen(spaces, _DEEPEST, _NO_END)
        types = self._rename_types()
        classes = self._rename_classes()
        identifiers = self._rename_ids()
        parent = self._parent()
        above = reference_of(self._into, parent, "the top of the structure tree")
        top = self._top(revision, graft, above)
        element = revision.value(top)
        for key, value in (("/T", title), ("/Lang", language)):
            if value and key not in element:
                element[NameObject(key)] = text(value)
        if "/NS" in parent:
            element[NameObject("/NS")] = parent.raw_get("/NS")
        parent[NameObject("/K")] = array([*self._into.items(entry(parent, "/K")), top])
        revision.put(above, parent)
        self._join_maps(graft, types, classes, spaces)
        self._join_ids(revision, graft, identifiers)
        self._join_parent_trees(revision, graft)
        revision.put(reference_of(self._into, self._root, "the structure tree root"), self._root)
        return top

    def _parent(self) -> DictionaryObject:
        """Return the element that holds the publication: its Document, else the root itself."""
        kids = [self._into.resolve(kid) for kid in self._into.items(entry(self._root, "/K"))]
        alone = len(kids) == 1 and self._roles.of(kids[0]) == "Document"
        return kids[0] if alone else self._root

    def _top(self, revision: Revision, graft: Graft, above: IndirectObject) -> IndirectObject:
        """Take the tree of the annex: its Document becomes a Part, or a Part holds all it has."""
        kids = self._annex.items(entry(self._other, "/K"))
        first = self._annex.resolve(kids[0]) if len(kids) == 1 else None
        alone = isinstance(first, DictionaryObject) and self._others.of(first) == "Document"
        top = (
            reference_of(self._annex, first, "the top of the annex")
            if alone
            else revision.reserve()
        )
        graft.become(self._annex.catalog.raw_get("/StructTreeRoot"), above if alone else top)
        if alone:
            assert first
            first[NameObject("/S")] = NameObject("/Part")
            first.pop("/NS", None)
            return graft.take(top)  # type: ignore[no-any-return]
        part = {"/Type": NameObject("/StructElem"), "/S": NameObject("/Part"), "/P": above}
        below = array([graft.take(kid) for kid in kids])
        revision.put(top, dictionary({**part, "/K": below}))
        return top

    def _share_namespaces(self, graft: Graft) -> list[Any]:
        """Let both files use one object for a namespace that maps nothing; return those of the annex."""
        theirs = {
            self._into.text(self._into.get(self._into.resolve(each), "/NS")): each
            for each in self._into.items(entry(self._root, "/Namespaces"))
        }
        spaces = self._annex.items(entry(self._other, "/Namespaces"))
        for each in spaces:
            space = self._annex.resolve(each)
            same = theirs.get(self._annex.text(self._annex.get(space, "/NS")))
            if same is not None and "/RoleMapNS" not in space:
                graft.become(each, same)
        return spaces

    def _rename_types(self) -> dict[str, str]:
        """Rename the types that mean something else in the publication; return what the rest map to."""
        theirs, mine = self._roles, self._others
        added: dict[str, str] = {}
        renamed: dict[str, str] = {}
        for tag in sorted({*mine.map, *self._mine.types}):
            role = mine.resolve(tag)
            if theirs.resolve(role) != role:
                raise Unjoinable(f"its role map gives the structure type {role} another meaning")
            if tag in mine.map and theirs.map.get(tag) is None:
                added[tag] = role
            elif tag in mine.map and theirs.resolve(tag) != role:
                renamed[tag] = free(tag, {*theirs.map, *mine.map, *self._mine.types})
                added[renamed[tag]] = role
        for element in walk(self._annex):
            tag = name(self._annex.get(element, "/S")) or ""
            element[NameObject("/S")] = NameObject(f"/{self._renamed_type(element, tag, renamed)}")
        return added

    def _renamed_type(self, element: DictionaryObject, tag: str, renamed: dict[str, str]) -> str:
        space = self._annex.get(element, "/NS")
        if space is None and tag in self._others.map:
            return renamed.get(tag, tag)
        standard = space is None or self._annex.text(self._annex.get(space, "/NS")) in STANDARD
        if self.shifted and standard and level(tag):
            return deeper(tag, _DEEPEST if space is None else _NO_END)
        return tag

    def _rename_classes(self) -> dict[str, Any]:
        """Rename the attribute classes that both files have; return those of the annex (14.7.6.2)."""
        theirs = self._into.entries(self._root, "/ClassMap")
        mine = self._annex.entries(self._other, "/ClassMap")
        new = {key: free(key, {*theirs, *mine}) if key in theirs else key for key in mine}
        for element in walk(self._annex) if mine else ():
            classes = self._annex.items(entry(element, "/C"))
            if classes:
                named = [NameObject(new.get(c, c)) if isinstance(c, str) else c for c in classes]
                element[NameObject("/C")] = array(named)
        return {new[key]: value for key, value in dict.items(mine)}

    def _rename_ids(self) -> dict[bytes, IndirectObject]:
        """Rename the identifiers that both files have, and return all of the annex (14.7.5.2)."""
        listed = (key for key, _ in self._into.names(entry(self._root, "/IDTree")))
        theirs, mine = {*self._known.ids, *listed}, self._mine.ids
        new = {key: free_bytes(key, theirs | mine.keys()) for key in mine if key in theirs}
        seen: set[int] = set()
        for element in walk(self._annex) if new else ():
            identifier = self._annex.get(element, "/ID")
            if isinstance(identifier, str | bytes) and (given := new.get(raw(identifier))):
                element[NameObject("/ID")] = ByteStringObject(given)
            for cells in headers(self._annex, element):
                if id(cells) not in seen:
                    seen.add(id(cells))
                    cells[:] = [self._header(cell, new) for cell in cells]
        return {new.get(key, key): reference for key, reference in mine.items()}

    def _header(self, cell: Any, new: dict[bytes, bytes]) -> Any:
        found = self._annex.resolve(cell)
        given = new.get(raw(found)) if isinstance(found, str | bytes) else None
        return ByteStringObject(given) if given else cell

    def _join_maps(
        self, graft: Graft, types: dict[str, str], classes: dict[str, Any], spaces: list[Any]
    ) -> None:
        if types:
            known = self._into.entries(self._root, "/RoleMap")
            new = {f"/{tag}": NameObject(f"/{role}") for tag, role in types.items()}
            self._root[NameObject("/RoleMap")] = dictionary({**known, **new})
        if classes:
            known = self._into.entries(self._root, "/ClassMap")
            taken = {key: graft.take(value) for key, value in classes.items()}
            self._root[NameObject("/ClassMap")] = dictionary({**known, **taken})
        self._append("/Namespaces", [graft.take(each) for each in spaces])
        for key in ("/PronunciationLexicon", "/AF"):
            self._append(key, map(graft.take, self._annex.items(entry(self._other, key))))

    def _append(self, key: str, values: Any) -> None:
        known = self._into.items(entry(self._root, key))
        both = [*known, *(each for each in values if each not in known)]
        if len(both) > len(known):
            self._root[NameObject(key)] = array(both)

    def _join_ids(
        self, revision: Revision, graft: Graft, identifiers: dict[bytes, IndirectObject]
    ) -> None:
        if identifiers:
            known = dict(self._into.names(entry(self._root, "/IDTree")))
            taken = {key: graft.take(reference) for key, reference in identifiers.items()}
            tree = name_tree(revision, {**known, **taken})
            self._root[NameObject("/IDTree")] = revision.add(tree)

    def _join_parent_trees(self, revision: Revision, graft: Graft) -> None:
        """Put the parent tree of the annex behind the other, its keys moved on (14.7.5.4)."""
        known = self._into.entries(self._root, "/ParentTree")
        kids = self._into.items(entry(known, "/Kids"))
        if not kids:
            pairs = [(NumberObject(key), value) for key, value in self._into.numbers(known)]
            kids = leaves(revision, "/Nums", pairs)
        mine = dict(self._annex.numbers(entry(self._other, "/ParentTree")))
        moved = [
            (NumberObject(key + self.first_key), graft.take(mine[key])) for key in sorted(mine)
        ]
        kids += leaves(revision, "/Nums", moved)
        self._root[NameObject("/ParentTree")] = revision.add(dictionary({"/Kids": array(kids)}))
        following = self.first_key + max(mine, default=-1) + 1
        self._root[NameObject("/ParentTreeNextKey")] = NumberObject(following)
