"""A publication without an annex that it had, or without a file: written anew, as nothing is to stay of it."""

from __future__ import annotations

from hashlib import md5
from typing import TYPE_CHECKING, Any

from pypdf.generic import (
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from briefpress.publish.annex import files
from briefpress.publish.annex.graft import Graft
from briefpress.publish.annex.packet import Packet
from briefpress.publish.annex.pdf import Pdf, entry, raw
from briefpress.publish.annex.record import Record, keep, records
from briefpress.publish.annex.revision import Revision, array, dictionary, stream

if TYPE_CHECKING:
    from collections.abc import Iterable


def without_file(pdf: Pdf, key: bytes, reference: Any) -> bytes:
    """Return the file without an embedded one."""
    _remove_files(pdf, {key: reference})
    return _written(pdf)


def without_annex(pdf: Pdf, record: Record) -> bytes:
    """Return the file without an annex: its pages, tags, bookmarks, destinations, files and rights."""
    came = record.entry
    _remove_labels(pdf, came)
    _remove_pages(pdf, came)
    vars(pdf).pop("pages", None)  # they are others now
    _remove_tags(pdf, came)
    _remove_bookmark(pdf, came)
    _remove_destinations(pdf, came)
    mine = pdf.items(entry(came, "/Files"))
    gone = {key: each for key, each in files.embedded(pdf).items() if each in mine}
    _remove_files(pdf, gone)
    _describe(pdf, pdf.text(pdf.get(came, "/Rights")))
    keep(pdf, [each.entry for each in records(pdf) if each.entry is not came])
    return _written(pdf)


def _written(pdf: Pdf) -> bytes:
    """Return the file with all that its catalog and its information still lead to."""
    revision = Revision(pdf, whole=True)
    graft = Graft(pdf, revision, 0, {}, {})
    for key in ("/Root", "/Info"):
        if key in pdf.reader.trailer:
            revision.refer(key, graft.take(pdf.reader.trailer.raw_get(key)))
    identity = md5(pdf.data + b"without", usedforsecurity=False).digest()
    return revision.data + revision.write(identity)


def _referred(pdf: Pdf, came: DictionaryObject, key: str) -> tuple[IndirectObject, Any]:
    reference = came.get(key) and came.raw_get(key)
    found = pdf.resolve(reference)
    if not isinstance(reference, IndirectObject) or not isinstance(found, DictionaryObject):
        raise pdf.damaged(f"what it remembers of its annex leads nowhere: {key[1:]}")
    return reference, found


def _remove_pages(pdf: Pdf, came: DictionaryObject) -> None:
    reference, node = _referred(pdf, came, "/Pages")
    count, parent = pdf.get(node, "/Count"), pdf.get(node, "/Parent")
    _drop_kid(pdf, parent, "/Kids", reference)
    seen: set[int] = set()
    while isinstance(parent, DictionaryObject) and id(parent) not in seen:
        seen.add(id(parent))
        whole = pdf.get(parent, "/Count")
        if not isinstance(count, int) or not isinstance(whole, int):
            raise pdf.damaged("the page tree does not say how many pages it has")
        parent[NameObject("/Count")] = NumberObject(whole - count)
        parent = pdf.get(parent, "/Parent")


def _remove_labels(pdf: Pdf, came: DictionaryObject) -> None:
    """Take the labels of the pages away, and move those of the pages behind them."""
    reference, _ = _referred(pdf, came, "/Pages")
    ranges = dict(pdf.numbers(entry(pdf.catalog, "/PageLabels")))
    if not ranges:
        return
    below = [n for n, page in enumerate(pdf.pages) if _is_below(pdf, page, reference)]
    if not below:
        raise pdf.damaged("what it remembers of its annex has no pages any more")
    first, count = below[0], len(below)
    kept = {
        key if key < first else key - count: value
        for key, value in ranges.items()
        if not first <= key < first + count
    }
    pairs = (each for key in sorted(kept) for each in (NumberObject(key), kept[key]))
    pdf.catalog[NameObject("/PageLabels")] = dictionary({"/Nums": array(pairs)})


def _is_below(pdf: Pdf, page: IndirectObject, node: IndirectObject) -> bool:
    holder, steps = pdf.resolve(page), 0
    while isinstance(holder, DictionaryObject) and "/Parent" in holder and steps < 100:
        if holder.raw_get("/Parent") == node:
            return True
        holder, steps = pdf.get(holder, "/Parent"), steps + 1
    return False


def _drop_kid(pdf: Pdf, holder: object, key: str, reference: IndirectObject) -> None:
    if isinstance(holder, DictionaryObject):
        kids = (kid for kid in pdf.items(entry(holder, key)) if kid != reference)
        holder[NameObject(key)] = array(kids)


def _remove_tags(pdf: Pdf, came: DictionaryObject) -> None:
    reference, element = _referred(pdf, came, "/Element")
    _drop_kid(pdf, pdf.get(element, "/P"), "/K", reference)
    gone = _elements(pdf, reference)
    root = pdf.get(pdf.catalog, "/StructTreeRoot")
    keys = {
        key: value
        for key, value in pdf.numbers(entry(root, "/ParentTree"))
        if not any(_is_in(each, gone) for each in pdf.items(value))
    }
    pairs = ((NumberObject(key), keys[key]) for key in sorted(keys))
    root[NameObject("/ParentTree")] = _flat("/Nums", pairs)
    identifiers = dict(pdf.names(entry(root, "/IDTree")))
    kept = {key: value for key, value in identifiers.items() if not _is_in(value, gone)}
    if len(kept) < len(identifiers):
        root[NameObject("/IDTree")] = _named(kept)


def _elements(pdf: Pdf, top: IndirectObject) -> set[IndirectObject]:
    """Return an element and all below it."""
    found: set[IndirectObject] = set()
    pending: list[Any] = [top]
    while pending:
        reference = pending.pop()
        node = pdf.resolve(reference)
        element = isinstance(node, dict) and "/S" in node
        if element and isinstance(reference, IndirectObject) and reference not in found:
            found.add(reference)
            pending += pdf.items(entry(node, "/K"))
    return found


def _is_in(value: object, gone: set[IndirectObject]) -> bool:
    return isinstance(value, IndirectObject) and value in gone


def _flat(entry: str, pairs: Iterable[tuple[Any, Any]]) -> DictionaryObject:
    """Return a tree of one leaf, which stands where it is used."""
    return dictionary({entry: array(each for pair in pairs for each in pair)})


def _named(names: dict[bytes, Any]) -> DictionaryObject:
    return _flat("/Names", ((ByteStringObject(key), names[key]) for key in sorted(names)))


def _remove_bookmark(pdf: Pdf, came: DictionaryObject) -> None:
    reference, item = _referred(pdf, came, "/Bookmark")
    parent = pdf.get(item, "/Parent")
    before, after = pdf.get(item, "/Prev"), pdf.get(item, "/Next")
    for holder, key, neighbour in (
        (before if isinstance(before, DictionaryObject) else parent, _key(before, "/Next", "/First"), "/Next"),
        (after if isinstance(after, DictionaryObject) else parent, _key(after, "/Prev", "/Last"), "/Prev"),
    ):  # fmt: skip
        if not isinstance(holder, DictionaryObject) or entry(holder, key) != reference:
            raise pdf.damaged("what it remembers of its annex is no bookmark any more")
        holder.pop(key)
        if neighbour in item:
            holder[NameObject(key)] = item.raw_get(neighbour)
    count = pdf.get(parent, "/Count")
    if isinstance(count, int):
        parent[NameObject("/Count")] = NumberObject(count - 1)


def _key(neighbour: object, beside: str, above: str) -> str:
    return beside if isinstance(neighbour, DictionaryObject) else above


def _remove_destinations(pdf: Pdf, came: DictionaryObject) -> None:
    gone = [pdf.resolve(each) for each in pdf.items(entry(came, "/Destinations"))]
    names = pdf.get(pdf.catalog, "/Names")
    strings = {raw(each) for each in gone if not isinstance(each, NameObject)}
    if strings and isinstance(names, DictionaryObject):
        known = dict(pdf.names(entry(names, "/Dests")))
        kept = {key: value for key, value in known.items() if key not in strings}
        names[NameObject("/Dests")] = _named(kept)
    old = pdf.get(pdf.catalog, "/Dests")
    for each in gone:
        if isinstance(each, NameObject) and isinstance(old, DictionaryObject):
            old.pop(each, None)


def _remove_files(pdf: Pdf, gone: dict[bytes, Any]) -> None:
    if not gone:
        return
    kept = {key: each for key, each in files.embedded(pdf).items() if key not in gone}
    names = pdf.get(pdf.catalog, "/Names")
    names[NameObject("/EmbeddedFiles")] = _named(kept)
    lost = [*gone.values()]
    associated = [each for each in pdf.items(entry(pdf.catalog, "/AF")) if each not in lost]
    pdf.catalog[NameObject("/AF")] = array(associated)
    if not associated:
        pdf.catalog.pop("/AF")


def _describe(pdf: Pdf, rights: str) -> None:
    """Take what was said of the annex out of the metadata."""
    metadata = pdf.get(pdf.catalog, "/Metadata")
    if isinstance(metadata, StreamObject):
        packet = Packet(pdf, metadata)
        packet.count_pages(len(pdf.pages))
        packet.retract(rights)
        entries = {"/Type": NameObject("/Metadata"), "/Subtype": NameObject("/XML")}
        made = stream(packet.data(), entries, compress=False)
        metadata.clear()
        metadata.update(made)
        metadata._data = made._data  # noqa: SLF001 - the stream stays the object that it is
