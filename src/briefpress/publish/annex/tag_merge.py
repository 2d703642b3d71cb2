"""The structure tree of a brief merged into that of a publication (ISO 32000-2, 14.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pypdf.generic import DictionaryObject, NameObject, NumberObject

from briefpress.publish.annex.name_trees import leaves, name_tree
from briefpress.publish.annex.objects import array, dictionary, entry, text
from briefpress.publish.annex.tag_renames import TagRenames

if TYPE_CHECKING:
    from pypdf.generic import IndirectObject

    from briefpress.publish.annex.object_copier import ObjectCopier
    from briefpress.publish.annex.object_writer import ObjectWriter
    from briefpress.publish.annex.structure_tree import StructureTree


def merge_tags(
    publication: StructureTree,
    brief: StructureTree,
    writer: ObjectWriter,
    copier: ObjectCopier,
    *,
    title: str,
    language: str,
) -> IndirectObject:
    """Append the tree of the brief to that of the publication; return its top element, a Part.

    `title` and `language` are given to that element, unless they are "" or it has its own. Raises
    `UnmergeableTags`.
    """
    return _TagMerge(publication, brief, writer, copier).append(title, language)


class _TagMerge:
    """The two trees, and what copies objects from one to the other."""

    def __init__(
        self,
        publication: StructureTree,
        brief: StructureTree,
        writer: ObjectWriter,
        copier: ObjectCopier,
    ) -> None:
        self._publication, self._brief = publication, brief
        self._writer, self._copier = writer, copier
        self._renames = TagRenames(publication, brief)

    def append(self, title: str, language: str) -> IndirectObject:
        tree, pdf = self._publication, self._publication.pdf
        namespaces = self._share_namespaces()
        types = self._renames.rename_types(namespaces)
        classes = self._renames.rename_classes()
        identifiers = self._renames.rename_ids()
        parent = self._parent()
        parent_reference = pdf.reference_of(parent, "the top of the structure tree")
        part = self._copy_elements(parent_reference)
        element = self._writer.get(part)
        for key, value in (("/T", title), ("/Lang", language)):
            if value and key not in element:
                element[NameObject(key)] = text(value)
        if "/NS" in parent:
            element[NameObject("/NS")] = parent.raw_get("/NS")
        parent[NameObject("/K")] = array([*pdf.items(entry(parent, "/K")), part])
        self._writer.put(parent_reference, parent)
        self._merge_maps(types, classes)
        self._extend("/Namespaces", [self._copier.copy(each) for each in namespaces])
        for key in ("/PronunciationLexicon", "/AF"):
            items = self._brief.pdf.items(entry(self._brief.root, key))
            self._extend(key, [self._copier.copy(each) for each in items])
        self._merge_id_trees(identifiers)
        self._append_parent_tree()
        self._writer.put(pdf.reference_of(tree.root, "the structure tree root"), tree.root)
        return part

    def _parent(self) -> DictionaryObject:
        """Return the element that holds the publication: its Document, or else the root."""
        tree, pdf = self._publication, self._publication.pdf
        kids = [pdf.resolve(kid) for kid in pdf.items(entry(tree.root, "/K"))]
        is_document = len(kids) == 1 and tree.roles.role_of(kids[0]) == "Document"
        return kids[0] if is_document else tree.root

    def _copy_elements(self, parent: IndirectObject) -> IndirectObject:
        """Copy the elements of the brief; its Document becomes a Part, or all get a Part above them."""
        tree, pdf = self._brief, self._brief.pdf
        kids = pdf.items(entry(tree.root, "/K"))
        first = pdf.resolve(kids[0]) if len(kids) == 1 else None
        root_reference = pdf.catalog.raw_get("/StructTreeRoot")
        if isinstance(first, DictionaryObject) and tree.roles.role_of(first) == "Document":
            document = pdf.reference_of(first, "the top of the annex")
            self._copier.redirect(root_reference, parent)
            first[NameObject("/S")] = NameObject("/Part")
            first.pop("/NS", None)
            return self._copier.copy(document)  # type: ignore[no-any-return]
        part = self._writer.reserve()
        self._copier.redirect(root_reference, part)
        entries = {"/Type": NameObject("/StructElem"), "/S": NameObject("/Part"), "/P": parent}
        elements = array([self._copier.copy(kid) for kid in kids])
        self._writer.put(part, dictionary({**entries, "/K": elements}))
        return part

    def _share_namespaces(self) -> list[Any]:
        """Let both trees use one object for a namespace without a role map; return the brief's."""
        publication, brief = self._publication.pdf, self._brief.pdf
        shared = {
            publication.text(publication.get(publication.resolve(each), "/NS")): each
            for each in publication.items(entry(self._publication.root, "/Namespaces"))
        }
        namespaces = brief.items(entry(self._brief.root, "/Namespaces"))
        for each in namespaces:
            namespace = brief.resolve(each)
            same = shared.get(brief.text(brief.get(namespace, "/NS")))
            if same is not None and "/RoleMapNS" not in namespace:
                self._copier.redirect(each, same)
        return namespaces

    def _merge_maps(self, types: dict[str, str], classes: dict[str, Any]) -> None:
        """Add structure types to the role map, and attribute classes to the class map."""
        root, pdf = self._publication.root, self._publication.pdf
        if types:
            mapped = {f"/{tag}": NameObject(f"/{role}") for tag, role in types.items()}
            root[NameObject("/RoleMap")] = dictionary({**pdf.entries(root, "/RoleMap"), **mapped})
        if classes:
            old = pdf.entries(root, "/ClassMap")
            new = {key: self._copier.copy(value) for key, value in classes.items()}
            root[NameObject("/ClassMap")] = dictionary({**old, **new})

    def _extend(self, key: str, values: list[Any]) -> None:
        """Extend an array of the structure tree root by values that it does not have."""
        root = self._publication.root
        old = self._publication.pdf.items(entry(root, key))
        new = [each for each in values if each not in old]
        if new:
            root[NameObject(key)] = array([*old, *new])

    def _merge_id_trees(self, identifiers: dict[bytes, IndirectObject]) -> None:
        if identifiers:
            root = self._publication.root
            old = dict(self._publication.pdf.names(entry(root, "/IDTree")))
            new = {key: self._copier.copy(element) for key, element in identifiers.items()}
            tree = name_tree(self._writer, {**old, **new})
            root[NameObject("/IDTree")] = self._writer.add(tree)

    def _append_parent_tree(self) -> None:
        """Append the parent tree of the brief, with its keys shifted (14.7.5.4)."""
        root, pdf = self._publication.root, self._publication.pdf
        first_key = self._publication.next_key
        old = pdf.entries(root, "/ParentTree")
        kids = pdf.items(entry(old, "/Kids"))
        if not kids:
            pairs = [(NumberObject(key), value) for key, value in pdf.numbers(old)]
            kids = leaves(self._writer, "/Nums", pairs)
        new = dict(self._brief.pdf.numbers(entry(self._brief.root, "/ParentTree")))
        shifted = [
            (NumberObject(key + first_key), self._copier.copy(new[key])) for key in sorted(new)
        ]
        kids += leaves(self._writer, "/Nums", shifted)
        tree = dictionary({"/Kids": array(kids)})
        root[NameObject("/ParentTree")] = self._writer.add(tree)
        next_key = first_key + max(new, default=-1) + 1
        root[NameObject("/ParentTreeNextKey")] = NumberObject(next_key)
