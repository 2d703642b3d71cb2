"""Files that are embedded in a PDF and associated with it (ISO 32000-2, 7.11.4, 14.13)."""

from __future__ import annotations

from hashlib import md5
from typing import TYPE_CHECKING, Any

from pypdf.generic import (
    ByteStringObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from briefpress.publish.annex.names import free
from briefpress.publish.annex.pdf import Pdf, entry, raw, text
from briefpress.publish.annex.revision import array, dictionary, stream
from briefpress.publish.annex.trees import name_tree
from briefpress.structure import text_string

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefpress.publish.annex.graft import Graft
    from briefpress.publish.annex.revision import Revision


def embedded(pdf: Pdf) -> dict[bytes, Any]:
    """Return the references of the embedded files, by the names in their tree."""
    return dict(pdf.names(pdf.get(pdf.catalog, "/Names", "/EmbeddedFiles")))


def names(pdf: Pdf) -> set[str]:
    """Return the names that embedded files go by."""
    files = embedded(pdf)
    listed = {text_string(key) for key in files}
    return listed | {name_of(pdf, pdf.resolve(each)) for each in files.values()}


def name_of(pdf: Pdf, specification: object) -> str:
    """Return the name of a file."""
    return pdf.text(pdf.get(specification, "/UF")) or pdf.text(pdf.get(specification, "/F"))


def stream_of(pdf: Pdf, reference: Any) -> StreamObject | None:
    """Return the stream of an embedded file that may be a PDF."""
    found = pdf.get(pdf.resolve(reference), "/EF", "/F")
    head = pdf.data_of(found)[:5] if isinstance(found, StreamObject) else b""
    return found if head == b"%PDF-" else None


def join_files(publication: Pdf, annex: Pdf, revision: Revision, graft: Graft) -> list[Any]:
    """Embed the files of the annex, renamed where the publication has one of the name; return them."""
    mine = embedded(annex)
    taken = names(publication)
    added = []
    for reference in mine.values():
        specification = annex.resolve(reference)
        old = name_of(annex, specification)
        new = free(old, taken)
        taken.add(new)
        if new != old:
            for key in {"/F", "/UF"} & set(specification):
                specification[NameObject(key)] = text(new)
        added.append((new, graft.take(reference)))
    associated = annex.items(entry(annex.catalog, "/AF"))
    list_files(publication, revision, added, [graft.take(each) for each in associated])
    return [reference for _, reference in added]


def embed(
    publication: Pdf, revision: Revision, data: bytes, name: str, description: str, date: bytes
) -> None:
    """Embed a PDF that supplements the publication."""
    checksum = ByteStringObject(md5(data, usedforsecurity=False).digest())
    parameters = {"/Size": NumberObject(len(data)), "/CheckSum": checksum}
    if date:
        parameters["/ModDate"] = ByteStringObject(date)
    entries = {
        "/Type": NameObject("/EmbeddedFile"),
        "/Subtype": NameObject("/application/pdf"),
        "/Params": dictionary(parameters),
    }
    file = revision.add(stream(data, entries))
    specification = {
        "/Type": NameObject("/Filespec"),
        "/F": text(name),
        "/UF": text(name),
        "/EF": dictionary({"/F": file, "/UF": file}),
        "/AFRelationship": NameObject("/Supplement"),
        "/Desc": text(description),
    }
    reference = revision.add(dictionary(specification))
    list_files(publication, revision, [(name, reference)], [reference])


def list_files(
    publication: Pdf, revision: Revision, added: list[tuple[str, Any]], associated: Iterable[Any]
) -> None:
    """Name files in the catalog: in the tree of names, and among those that are associated."""
    catalog = publication.catalog
    if added:
        files = embedded(publication) | {raw(text(name)): file for name, file in added}
        entries = publication.entries(catalog, "/Names")
        catalog[NameObject("/Names")] = dictionary(
            {**entries, "/EmbeddedFiles": name_tree(revision, files)}
        )
    known = publication.items(entry(catalog, "/AF"))
    both = [*known, *(each for each in associated if each not in known)]
    if both:
        catalog[NameObject("/AF")] = array(both)
