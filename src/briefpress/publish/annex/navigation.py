"""Pages, page labels, bookmarks and destinations of a brief behind those of a publication.

ISO 32000-2, 7.7.3, 12.3 and 12.4.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pypdf.generic import (
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
)

from briefpress.publish.annex.name_trees import inline_number_tree, name_tree
from briefpress.publish.annex.objects import array, dictionary, entry, text
from briefpress.publish.annex.unique_names import unique_bytes, unique_name

if TYPE_CHECKING:
    from briefpress.publish.annex.object_copier import ObjectCopier
    from briefpress.publish.annex.object_writer import ObjectWriter
    from briefpress.publish.annex.pdf import Pdf

_MAX_BOOKMARKS = 100_000


def append_pages(
    publication: Pdf, brief: Pdf, writer: ObjectWriter, copier: ObjectCopier
) -> IndirectObject:
    """Append the pages of the brief; return the node of the page tree that holds them.

    Both page trees get a new root above them, so that neither inherits from the other.
    """
    old_root = publication.catalog.raw_get("/Pages")
    new_root = writer.reserve()
    added: IndirectObject = copier.copy(brief.catalog.raw_get("/Pages"))
    for reference, node in (
        (old_root, publication.get(publication.catalog, "/Pages")),
        (added, writer.get(added)),
    ):
        node[NameObject("/Parent")] = new_root
        writer.put(reference, node)
    count = NumberObject(len(publication.pages) + len(brief.pages))
    entries = {"/Type": NameObject("/Pages"), "/Kids": array([old_root, added]), "/Count": count}
    writer.put(new_root, dictionary(entries))
    publication.catalog[NameObject("/Pages")] = new_root
    return added


def append_page_labels(publication: Pdf, brief: Pdf, copier: ObjectCopier) -> None:
    """Let all pages keep their labels, if either file has labels."""
    old = dict(publication.numbers(entry(publication.catalog, "/PageLabels")))
    new = dict(brief.numbers(entry(brief.catalog, "/PageLabels")))
    if not old and not new:
        return
    decimal = {"/S": NameObject("/D")}
    first = len(publication.pages)
    ranges = {key: value for key, value in old.items() if key < first}
    ranges.setdefault(0, dictionary(decimal))
    ranges[first] = dictionary(decimal)
    ranges |= {first + key: copier.copy(value) for key, value in new.items()}
    publication.catalog[NameObject("/PageLabels")] = inline_number_tree(ranges)


class DestinationMerge:
    """The named destinations of both files, strings and names (12.3.2.4); clashing ones are renamed.

    `renamed` and `renamed_names` map the names of the brief that the publication has as well to new
    ones.
    """

    def __init__(self, publication: Pdf, brief: Pdf) -> None:
        self._publication = publication
        self._old = dict(publication.names(_name_tree_root(publication)))
        self._new = dict(brief.names(_name_tree_root(brief)))
        self._old_names = publication.entries(publication.catalog, "/Dests")
        self._new_names = brief.entries(brief.catalog, "/Dests")
        self.renamed = {
            key: unique_bytes(key, self._old.keys() | self._new.keys())
            for key in self._new
            if key in self._old
        }
        taken = {str(each)[1:] for each in (*self._old_names, *self._new_names)}
        self.renamed_names = {
            str(key): f"/{unique_name(str(key)[1:], taken)}"
            for key in self._new_names
            if key in self._old_names
        }

    def append(self, writer: ObjectWriter, copier: ObjectCopier) -> list[Any]:
        """Add the destinations of the brief to the catalog; return their names there."""
        catalog = self._publication.catalog
        if self._new:
            added = {self.renamed.get(k, k): copier.copy(v) for k, v in self._new.items()}
            names = self._publication.entries(catalog, "/Names")
            tree = name_tree(writer, {**self._old, **added})
            catalog[NameObject("/Names")] = dictionary({**names, "/Dests": tree})
        if self._new_names:
            named = {
                self.renamed_names.get(key, key): copier.copy(value)
                for key, value in dict.items(self._new_names)
            }
            old_names = dict(dict.items(self._old_names))
            catalog[NameObject("/Dests")] = dictionary({**old_names, **named})
        strings = (ByteStringObject(self.renamed.get(key, key)) for key in self._new)
        names_ = (NameObject(self.renamed_names.get(key, key)) for key in self._new_names)
        return [*strings, *names_]


def _name_tree_root(pdf: Pdf) -> Any:
    return pdf.get(pdf.catalog, "/Names", "/Dests")


def append_bookmarks(
    publication: Pdf,
    brief: Pdf,
    writer: ObjectWriter,
    copier: ObjectCopier,
    title: str,
    part: IndirectObject,
) -> IndirectObject:
    """Append one bookmark with those of the brief below it; return it.

    It leads to the first page of the brief, and in PDF 2.0 to the structure element `part`.
    """
    catalog = publication.catalog
    outline = publication.get(catalog, "/Outlines")
    if isinstance(outline, DictionaryObject):
        outline_reference = publication.reference_of(outline, "the outline")
    else:
        outline = dictionary({"/Type": NameObject("/Outlines")})
        catalog[NameObject("/Outlines")] = outline_reference = writer.add(outline)
    item = _closed_bookmark(brief, writer, copier, title, outline_reference)
    bookmark = writer.get(item)
    if "/A" not in bookmark and "/Dest" not in bookmark:
        page = copier.copy(brief.pages[0])
        bookmark[NameObject("/A")] = _go_to_page(publication, writer, page, part)
    last = publication.get(outline, "/Last")
    if isinstance(last, DictionaryObject):
        previous = publication.reference_of(last, "a bookmark")
        last[NameObject("/Next")] = item
        writer.put(previous, last)
        bookmark[NameObject("/Prev")] = previous
    else:
        outline[NameObject("/First")] = item
    outline[NameObject("/Last")] = item
    count = publication.get(outline, "/Count")
    outline[NameObject("/Count")] = NumberObject((count if isinstance(count, int) else 0) + 1)
    writer.put(outline_reference, outline)
    return item


def _closed_bookmark(
    brief: Pdf, writer: ObjectWriter, copier: ObjectCopier, title: str, parent: IndirectObject
) -> IndirectObject:
    """Copy the bookmarks of the brief below a closed one with its title; return that.

    If the brief has a single bookmark at the top, with the same title, it is that one.
    """
    outline = brief.get(brief.catalog, "/Outlines")
    first = brief.get(outline, "/First")
    old = brief.catalog.raw_get("/Outlines") if isinstance(first, DictionaryObject) else None
    if old and "/Next" not in first and brief.text(brief.get(first, "/Title")) == title:
        visible = _count_visible(brief, first)
        copier.redirect(old, parent)
        item: IndirectObject = copier.copy(brief.reference_of(first, "a bookmark"))
    else:
        visible, item = _count_visible(brief, outline), writer.reserve()
        entries: dict[str, Any] = {"/Title": text(title), "/Parent": parent}
        if old:
            if "/Last" not in outline:
                raise brief.damaged("the outline does not say which bookmark is its last one")
            copier.redirect(old, item)
            entries |= {key: copier.copy(outline.raw_get(key)) for key in ("/First", "/Last")}
        writer.put(item, dictionary(entries))
    if visible:
        writer.get(item)[NameObject("/Count")] = NumberObject(-visible)
    return item


def _go_to_page(
    publication: Pdf, writer: ObjectWriter, page: IndirectObject, part: IndirectObject
) -> DictionaryObject:
    """Return an action that goes to the top of a page, and in PDF 2.0 to an element (12.6.4.2)."""
    position = [NameObject("/XYZ"), NullObject(), _page_top(writer, page), NullObject()]
    action = {"/S": NameObject("/GoTo"), "/D": array([page, *position])}
    if publication.version >= "2.0":
        action["/SD"] = array([part, *position])
    return dictionary(action)


def _page_top(writer: ObjectWriter, page: IndirectObject) -> Any:
    """Return the upper edge of a copied page, by its own or inherited media box (7.7.3.4)."""
    node, box = writer.get(page), None
    while isinstance(node, DictionaryObject) and box is None:
        box = entry(node, "/MediaBox")
        parent = entry(node, "/Parent")
        node = writer.get(parent) if isinstance(parent, IndirectObject) and box is None else None
    sides = writer.get(box) if isinstance(box, IndirectObject) else box
    heights = [each for each in (sides or ())[1::2] if isinstance(each, NumberObject | FloatObject)]
    return max(heights) if len(heights) == 2 else NullObject()


def _count_visible(brief: Pdf, root: object) -> int:
    """Return the number of bookmarks below one that are visible when it is open (12.3.3).

    Raises `Damaged` if they are linked in a circle.
    """
    total, seen = 0, set[int]()
    pending = [brief.get(root, "/First")]
    while pending:
        node = pending.pop()
        if not isinstance(node, dict):
            continue
        if id(node) in seen or total > _MAX_BOOKMARKS:
            raise brief.damaged("the outline leads back to itself, or is too large")
        seen.add(id(node))
        total += 1
        count = brief.get(node, "/Count")
        pending.append(brief.get(node, "/Next"))
        if isinstance(count, int) and count > 0:
            pending.append(brief.get(node, "/First"))
    return total
