"""A publication without an annex or an embedded file: rewritten, so that nothing of it remains."""

from __future__ import annotations

from hashlib import md5
from typing import TYPE_CHECKING, Any

from pypdf.generic import (
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from briefpress.publish.annex.annex_records import (
    AnnexRecord,
    read_annex_records,
    set_annex_entries,
)
from briefpress.publish.annex.embedded_files import embedded_files, unlist_files
from briefpress.publish.annex.name_trees import inline_name_tree, inline_number_tree
from briefpress.publish.annex.object_copier import ObjectCopier
from briefpress.publish.annex.object_writer import ObjectWriter
from briefpress.publish.annex.objects import array, entry, raw, set_stream_data, stream
from briefpress.publish.annex.xmp_packet import XmpPacket

if TYPE_CHECKING:
    from briefpress.publish.annex.pdf import Pdf

_MAX_DEPTH = 100  # of the page tree


def without_file(pdf: Pdf, key: bytes) -> bytes:
    """Return the file without an embedded file, by its name in the name tree."""
    unlist_files(pdf, {key})
    return _rewritten(pdf)


def without_annex(pdf: Pdf, record: AnnexRecord) -> bytes:
    """Return the file without an annex: its pages, tags, bookmarks, destinations, files and rights."""
    added = record.entry
    _remove_page_labels(pdf, added)
    _remove_pages(pdf, added)
    pdf.forget_pages()
    _remove_tags(pdf, added)
    _remove_bookmark(pdf, added)
    _remove_destinations(pdf, added)
    own_files = pdf.items(entry(added, "/Files"))
    unlist_files(pdf, {key for key, file in embedded_files(pdf).items() if file in own_files})
    _update_metadata(pdf, pdf.text(pdf.get(added, "/Rights")))
    others = [each.entry for each in read_annex_records(pdf) if each.entry is not added]
    set_annex_entries(pdf, others)
    return _rewritten(pdf)


def _rewritten(pdf: Pdf) -> bytes:
    """Return the file with those objects alone that its catalog and Info dictionary refer to."""
    writer = ObjectWriter(pdf, rewrite=True)
    copier = ObjectCopier(pdf, writer)
    for key in ("/Root", "/Info"):
        if key in pdf.reader.trailer:
            writer.set_trailer(key, copier.copy(pdf.reader.trailer.raw_get(key)))
    file_id = md5(pdf.data + b"without", usedforsecurity=False).digest()
    return writer.data + writer.write(file_id)


def _recorded(pdf: Pdf, added: DictionaryObject, key: str) -> tuple[IndirectObject, Any]:
    """Return the reference and the object that an annex record has; raises `Damaged` if it is gone."""
    reference = added.get(key) and added.raw_get(key)
    found = pdf.resolve(reference)
    if not isinstance(reference, IndirectObject) or not isinstance(found, DictionaryObject):
        raise pdf.damaged(f"its record of the annex has no {key[1:]} any more")
    return reference, found


def _remove_pages(pdf: Pdf, added: DictionaryObject) -> None:
    reference, node = _recorded(pdf, added, "/Pages")
    count, parent = pdf.get(node, "/Count"), pdf.get(node, "/Parent")
    _remove_kid(pdf, parent, "/Kids", reference)
    seen: set[int] = set()
    while isinstance(parent, DictionaryObject) and id(parent) not in seen:
        seen.add(id(parent))
        total = pdf.get(parent, "/Count")
        if not isinstance(count, int) or not isinstance(total, int):
            raise pdf.damaged("the page tree does not say how many pages it has")
        parent[NameObject("/Count")] = NumberObject(total - count)
        parent = pdf.get(parent, "/Parent")


def _remove_page_labels(pdf: Pdf, added: DictionaryObject) -> None:
    """Remove the labels of the pages, and shift those of later pages; to be called before removal."""
    reference, _ = _recorded(pdf, added, "/Pages")
    ranges = dict(pdf.numbers(entry(pdf.catalog, "/PageLabels")))
    if not ranges:
        return
    indexes = [n for n, page in enumerate(pdf.pages) if _is_below(pdf, page, reference)]
    if not indexes:
        raise pdf.damaged("its record of the annex has no pages any more")
    first, count = indexes[0], len(indexes)
    kept = {
        key if key < first else key - count: value
        for key, value in ranges.items()
        if not first <= key < first + count
    }
    pdf.catalog[NameObject("/PageLabels")] = inline_number_tree(kept)


def _is_below(pdf: Pdf, page: IndirectObject, node: IndirectObject) -> bool:
    """Return whether a page is below a node of the page tree."""
    holder, depth = pdf.resolve(page), 0
    while isinstance(holder, DictionaryObject) and "/Parent" in holder and depth < _MAX_DEPTH:
        if holder.raw_get("/Parent") == node:
            return True
        holder, depth = pdf.get(holder, "/Parent"), depth + 1
    return False


def _remove_kid(pdf: Pdf, holder: object, key: str, reference: IndirectObject) -> None:
    if isinstance(holder, DictionaryObject):
        kids = (kid for kid in pdf.items(entry(holder, key)) if kid != reference)
        holder[NameObject(key)] = array(kids)


def _remove_tags(pdf: Pdf, added: DictionaryObject) -> None:
    reference, element = _recorded(pdf, added, "/Element")
    _remove_kid(pdf, pdf.get(element, "/P"), "/K", reference)
    removed = _elements_below(pdf, reference)
    root = pdf.get(pdf.catalog, "/StructTreeRoot")
    parents = {
        key: value
        for key, value in pdf.numbers(entry(root, "/ParentTree"))
        if not any(_is_one_of(each, removed) for each in pdf.items(value))
    }
    root[NameObject("/ParentTree")] = inline_number_tree(parents)
    identifiers = dict(pdf.names(entry(root, "/IDTree")))
    kept = {key: value for key, value in identifiers.items() if not _is_one_of(value, removed)}
    if len(kept) < len(identifiers):
        root[NameObject("/IDTree")] = inline_name_tree(kept)


def _elements_below(pdf: Pdf, top: IndirectObject) -> set[IndirectObject]:
    """Return a structure element and all below it."""
    found: set[IndirectObject] = set()
    pending: list[Any] = [top]
    while pending:
        reference = pending.pop()
        node = pdf.resolve(reference)
        is_element = isinstance(node, dict) and "/S" in node
        if is_element and isinstance(reference, IndirectObject) and reference not in found:
            found.add(reference)
            pending += pdf.items(entry(node, "/K"))
    return found


def _is_one_of(value: object, references: set[IndirectObject]) -> bool:
    return isinstance(value, IndirectObject) and value in references


def _remove_bookmark(pdf: Pdf, added: DictionaryObject) -> None:
    reference, bookmark = _recorded(pdf, added, "/Bookmark")
    parent = pdf.get(bookmark, "/Parent")
    _unlink(pdf, reference, bookmark, parent, side="/Prev", other_side="/Next", end="/First")
    _unlink(pdf, reference, bookmark, parent, side="/Next", other_side="/Prev", end="/Last")
    count = pdf.get(parent, "/Count")
    if isinstance(count, int):
        parent[NameObject("/Count")] = NumberObject(count - 1)


def _unlink(
    pdf: Pdf,
    reference: IndirectObject,
    bookmark: Any,
    parent: Any,
    *,
    side: str,
    other_side: str,
    end: str,
) -> None:
    """Let the neighbour on one side of a bookmark, or its parent, refer to the one on the other side.

    `end` is the key by which the parent refers to the bookmark if there is no neighbour.
    """
    neighbour = pdf.get(bookmark, side)
    has_neighbour = isinstance(neighbour, DictionaryObject)
    holder, key = (neighbour, other_side) if has_neighbour else (parent, end)
    if not isinstance(holder, DictionaryObject) or entry(holder, key) != reference:
        raise pdf.damaged("its record of the annex has no bookmark any more")
    holder.pop(key)
    if other_side in bookmark:
        holder[NameObject(key)] = bookmark.raw_get(other_side)


def _remove_destinations(pdf: Pdf, added: DictionaryObject) -> None:
    removed = [pdf.resolve(each) for each in pdf.items(entry(added, "/Destinations"))]
    names = pdf.get(pdf.catalog, "/Names")
    strings = {raw(each) for each in removed if not isinstance(each, NameObject)}
    if strings and isinstance(names, DictionaryObject):
        destinations = dict(pdf.names(entry(names, "/Dests")))
        kept = {key: value for key, value in destinations.items() if key not in strings}
        names[NameObject("/Dests")] = inline_name_tree(kept)
    old_style = pdf.get(pdf.catalog, "/Dests")
    for each in removed:
        if isinstance(each, NameObject) and isinstance(old_style, DictionaryObject):
            old_style.pop(each, None)


def _update_metadata(pdf: Pdf, rights: str) -> None:
    """Remove the rights of the annex from the metadata, and correct the number of pages."""
    metadata = pdf.get(pdf.catalog, "/Metadata")
    if isinstance(metadata, StreamObject):
        packet = XmpPacket(pdf, metadata)
        packet.set_page_count(len(pdf.pages))
        packet.remove_rights(rights)
        entries = {"/Type": NameObject("/Metadata"), "/Subtype": NameObject("/XML")}
        data = packet.data()
        metadata.clear()
        metadata.update(stream(b"", entries, compress=False))
        set_stream_data(metadata, data)
