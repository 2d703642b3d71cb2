"""Pages, page labels, bookmarks and destinations of both files (ISO 32000-2, 7.7.3, 12.3, 12.4.2)."""

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

from briefpress.publish.annex.names import free, free_bytes
from briefpress.publish.annex.pdf import Pdf, entry, reference_of, text
from briefpress.publish.annex.revision import array, dictionary
from briefpress.publish.annex.trees import name_tree

if TYPE_CHECKING:
    from briefpress.publish.annex.graft import Graft
    from briefpress.publish.annex.revision import Revision

_BOOKMARKS = 100_000


def join_pages(publication: Pdf, annex: Pdf, revision: Revision, graft: Graft) -> IndirectObject:
    """Put the pages of the annex behind the others; return the node of the page tree that holds them.

    A new root is above both, so that neither inherits from the other.
    """
    old = publication.catalog.raw_get("/Pages")
    root = publication.get(publication.catalog, "/Pages")
    new = revision.reserve()
    added: IndirectObject = graft.take(annex.catalog.raw_get("/Pages"))
    for reference, node in ((old, root), (added, revision.value(added))):
        node[NameObject("/Parent")] = new
        revision.put(reference, node)
    count = NumberObject(len(publication.pages) + len(annex.pages))
    entries = {"/Type": NameObject("/Pages"), "/Kids": array([old, added]), "/Count": count}
    revision.put(new, dictionary(entries))
    publication.catalog[NameObject("/Pages")] = new
    return added


def join_labels(publication: Pdf, annex: Pdf, graft: Graft) -> None:
    """Let each page keep the label that it had, where either file has labels."""
    known = dict(publication.numbers(entry(publication.catalog, "/PageLabels")))
    mine = dict(annex.numbers(entry(annex.catalog, "/PageLabels")))
    if not known and not mine:
        return
    usual = {"/S": NameObject("/D")}
    first = len(publication.pages)
    ranges = {key: value for key, value in known.items() if key < first}
    ranges.setdefault(0, dictionary(usual))
    ranges[first] = dictionary(usual)
    ranges |= {first + key: graft.take(value) for key, value in mine.items()}
    pairs = (each for key in sorted(ranges) for each in (NumberObject(key), ranges[key]))
    publication.catalog[NameObject("/PageLabels")] = dictionary({"/Nums": array(pairs)})


class Destinations:
    """Named destinations of both files, old style and new (12.3.2.4); what clashes is renamed."""

    def __init__(self, publication: Pdf, annex: Pdf) -> None:
        self._into = publication
        self._known = dict(publication.names(_dests(publication)))
        self._mine = dict(annex.names(_dests(annex)))
        self._old = publication.entries(publication.catalog, "/Dests")
        self._others = annex.entries(annex.catalog, "/Dests")
        self.renamed = {
            key: free_bytes(key, self._known.keys() | self._mine.keys())
            for key in self._mine
            if key in self._known
        }
        taken = {str(each)[1:] for each in (*self._old, *self._others)}
        self.renamed_names = {
            str(key): f"/{free(str(key)[1:], taken)}" for key in self._others if key in self._old
        }

    def join(self, revision: Revision, graft: Graft) -> list[Any]:
        """Put both into the catalog of the publication; return the names of those that came."""
        catalog = self._into.catalog
        if self._mine:
            taken = {self.renamed.get(k, k): graft.take(v) for k, v in self._mine.items()}
            known = self._into.entries(catalog, "/Names")
            tree = name_tree(revision, {**self._known, **taken})
            catalog[NameObject("/Names")] = dictionary({**known, "/Dests": tree})
        if self._others:
            named = {
                self.renamed_names.get(key, key): graft.take(value)
                for key, value in dict.items(self._others)
            }
            catalog[NameObject("/Dests")] = dictionary({**dict(dict.items(self._old)), **named})
        strings = (ByteStringObject(self.renamed.get(key, key)) for key in self._mine)
        names = (NameObject(self.renamed_names.get(key, key)) for key in self._others)
        return [*strings, *names]


def _dests(pdf: Pdf) -> Any:
    return pdf.get(pdf.catalog, "/Names", "/Dests")


def join_outlines(
    publication: Pdf, annex: Pdf, revision: Revision, graft: Graft, title: str, top: IndirectObject
) -> IndirectObject:
    """Put the bookmarks of the annex at the end, under one that leads to its beginning; return that."""
    catalog = publication.catalog
    root = publication.get(catalog, "/Outlines")
    if isinstance(root, DictionaryObject):
        above = reference_of(publication, root, "the outline")
    else:
        root = dictionary({"/Type": NameObject("/Outlines")})
        catalog[NameObject("/Outlines")] = above = revision.add(root)
    item = _entry(annex, revision, graft, title, above)
    entry = revision.value(item)
    if "/A" not in entry and "/Dest" not in entry:
        page = graft.take(annex.pages[0])
        entry[NameObject("/A")] = _action(publication, revision, page, top)
    last = publication.get(root, "/Last")
    if isinstance(last, DictionaryObject):
        before = reference_of(publication, last, "a bookmark")
        last[NameObject("/Next")] = item
        revision.put(before, last)
        entry[NameObject("/Prev")] = before
    else:
        root[NameObject("/First")] = item
    root[NameObject("/Last")] = item
    count = publication.get(root, "/Count")
    root[NameObject("/Count")] = NumberObject((count if isinstance(count, int) else 0) + 1)
    revision.put(above, root)
    return item


def _entry(
    annex: Pdf, revision: Revision, graft: Graft, title: str, above: IndirectObject
) -> IndirectObject:
    """Take the bookmarks of the annex below one entry, closed; it is theirs where they have one."""
    root = annex.get(annex.catalog, "/Outlines")
    first = annex.get(root, "/First")
    old = annex.catalog.raw_get("/Outlines") if isinstance(first, DictionaryObject) else None
    if old and "/Next" not in first and annex.text(annex.get(first, "/Title")) == title:
        below = _visible(annex, first)
        graft.become(old, above)
        item: IndirectObject = graft.take(reference_of(annex, first, "a bookmark"))
    else:
        below, item = _visible(annex, root), revision.reserve()
        entries: dict[str, Any] = {"/Title": text(title), "/Parent": above}
        if old:
            if "/Last" not in root:
                raise annex.damaged("the outline does not say which bookmark is its last one")
            graft.become(old, item)
            entries |= {key: graft.take(root.raw_get(key)) for key in ("/First", "/Last")}
        revision.put(item, dictionary(entries))
    if below:
        revision.value(item)[NameObject("/Count")] = NumberObject(-below)
    return item


def _action(
    publication: Pdf, revision: Revision, page: IndirectObject, top: IndirectObject
) -> DictionaryObject:
    """Return the action that leads to the top of a page, and in PDF 2.0 to the element (12.3.2.3)."""
    where = [NameObject("/XYZ"), NullObject(), _height(revision, page), NullObject()]
    action = {"/S": NameObject("/GoTo"), "/D": array([page, *where])}
    if publication.version >= "2.0":
        action["/SD"] = array([top, *where])
    return dictionary(action)


def _height(revision: Revision, page: IndirectObject) -> Any:
    """Return where the top of a page is, by its media box or that which it inherits (7.7.3.4)."""
    node, box = revision.value(page), None
    while isinstance(node, DictionaryObject) and box is None:
        box = entry(node, "/MediaBox")
        above = entry(node, "/Parent")
        node = revision.value(above) if isinstance(above, IndirectObject) and box is None else None
    sides = revision.value(box) if isinstance(box, IndirectObject) else box
    heights = [each for each in (sides or ())[1::2] if isinstance(each, NumberObject | FloatObject)]
    return max(heights) if len(heights) == 2 else NullObject()


def _visible(annex: Pdf, root: object) -> int:
    """Count the bookmarks right below one, and those below open ones; raises `Damaged` if they are a circle."""
    total, seen = 0, set[int]()
    pending = [annex.get(root, "/First")]
    while pending:
        node = pending.pop()
        if not isinstance(node, dict):
            continue
        if id(node) in seen or total > _BOOKMARKS:
            raise annex.damaged("the outline leads back to itself, or is too large")
        seen.add(id(node))
        total += 1
        count = annex.get(node, "/Count")
        pending.append(annex.get(node, "/Next"))
        if isinstance(count, int) and count > 0:
            pending.append(annex.get(node, "/First"))
    return total
