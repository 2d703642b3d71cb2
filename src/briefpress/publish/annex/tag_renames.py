"""Structure types, attribute classes and identifiers of a brief that a publication uses differently.

They are renamed in the brief, before its structure elements are copied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pypdf.generic import ByteStringObject, DictionaryObject, NameObject

from briefpress.publish.annex.objects import array, entry, name, raw
from briefpress.publish.annex.role_map import STANDARD_NAMESPACES, demoted, heading_level
from briefpress.publish.annex.structure_tree import header_lists, walk_elements
from briefpress.publish.annex.unique_names import unique_bytes, unique_name

if TYPE_CHECKING:
    from pypdf.generic import IndirectObject

    from briefpress.publish.annex.structure_tree import StructureTree

# The last levels of headings: without a namespace, and in that of PDF 2.0 (14.8.4.3 in both parts).
_LAST_HEADING, _LAST_NAMED_HEADING = 6, 99


class UnmergeableTags(Exception):  # noqa: N818 - an outcome that the caller reports, not a bug
    """The structure trees cannot be merged; the message says why."""


class TagRenames:
    """Renames in the tree of a brief what clashes with that of a publication.

    Raises `UnmergeableTags` if renaming does not help.
    """

    def __init__(self, publication: StructureTree, brief: StructureTree) -> None:
        self._publication, self._brief = publication, brief
        self._check_headings()
        # The title of the publication is its only H1: the headings of the brief move one level down.
        survey = publication.survey
        self._demotes_headings = survey.first_heading == "H1" and survey.h1_count == 1

    def _check_headings(self) -> None:
        """Refuse headings with and without levels in one file, which PDF/UA-1, 7.4.4 forbids."""
        old, new = self._publication.survey.first_heading, self._brief.survey.first_heading
        if old == "H" and new not in ("", "H"):
            raise UnmergeableTags("its headings have no levels, and those of the annex have some")
        if new == "H" and old not in ("", "H"):
            raise UnmergeableTags("its headings have levels, and those of the annex have none")

    def rename_types(self, namespaces: list[Any]) -> dict[str, str]:
        """Rename types that the publication maps differently; return what to add to its role map.

        `namespaces` are those of the brief.
        """
        old, new = self._publication.roles, self._brief.roles
        if self._demotes_headings:
            new.demote_headings(namespaces, _LAST_HEADING, _LAST_NAMED_HEADING)
        own_types = self._brief.survey.types
        added: dict[str, str] = {}
        renamed: dict[str, str] = {}
        for tag in sorted({*new.map, *own_types}):
            role = new.resolve(tag)
            if old.resolve(role) != role:
                raise UnmergeableTags(
                    f"its role map gives the structure type {role} another meaning"
                )
            if tag in new.map and old.map.get(tag) is None:
                added[tag] = role
            elif tag in new.map and old.resolve(tag) != role:
                renamed[tag] = unique_name(tag, {*old.map, *new.map, *own_types})
                added[renamed[tag]] = role
        for element in walk_elements(self._brief.pdf):
            element[NameObject("/S")] = NameObject(f"/{self._new_type(element, renamed)}")
        return added

    def _new_type(self, element: DictionaryObject, renamed: dict[str, str]) -> str:
        """Return the type of an element: another name, or a heading one level down."""
        pdf = self._brief.pdf
        tag = name(pdf.get(element, "/S")) or ""
        namespace = pdf.get(element, "/NS")
        if namespace is None and tag in self._brief.roles.map:
            return renamed.get(tag, tag)
        is_standard = (
            namespace is None or pdf.text(pdf.get(namespace, "/NS")) in STANDARD_NAMESPACES
        )
        if self._demotes_headings and is_standard and heading_level(tag):
            return demoted(tag, _LAST_HEADING if namespace is None else _LAST_NAMED_HEADING)
        return tag

    def rename_classes(self) -> dict[str, Any]:
        """Rename attribute classes that both files have; return those of the brief (14.7.6.2)."""
        pdf = self._brief.pdf
        old = self._publication.pdf.entries(self._publication.root, "/ClassMap")
        new = pdf.entries(self._brief.root, "/ClassMap")
        names = {key: unique_name(key, {*old, *new}) if key in old else key for key in new}
        for element in walk_elements(pdf) if new else ():
            classes = pdf.items(entry(element, "/C"))
            if classes:
                renamed = [
                    NameObject(names.get(c, c)) if isinstance(c, str) else c for c in classes
                ]
                element[NameObject("/C")] = array(renamed)
        return {names[key]: value for key, value in dict.items(new)}

    def rename_ids(self) -> dict[bytes, IndirectObject]:
        """Rename identifiers that both files have; return the elements of the brief by identifier.

        ISO 32000-2, 14.7.5.2.
        """
        tree, pdf = self._publication, self._brief.pdf
        listed = (key for key, _ in tree.pdf.names(entry(tree.root, "/IDTree")))
        old, new = {*tree.survey.ids, *listed}, self._brief.survey.ids
        names = {key: unique_bytes(key, old | new.keys()) for key in new if key in old}
        seen: set[int] = set()
        for element in walk_elements(pdf) if names else ():
            identifier = pdf.get(element, "/ID")
            if isinstance(identifier, str | bytes) and raw(identifier) in names:
                element[NameObject("/ID")] = ByteStringObject(names[raw(identifier)])
            for cells in header_lists(pdf, element):
                if id(cells) not in seen:  # elements may share their attributes
                    seen.add(id(cells))
                    cells[:] = [self._renamed_header(cell, names) for cell in cells]
        return {names.get(key, key): element for key, element in new.items()}

    def _renamed_header(self, cell: Any, names: dict[bytes, bytes]) -> Any:
        identifier = self._brief.pdf.resolve(cell)
        if isinstance(identifier, str | bytes) and raw(identifier) in names:
            return ByteStringObject(names[raw(identifier)])
        return cell
