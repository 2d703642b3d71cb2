"""Files that are embedded in a PDF and associated with it (ISO 32000-2, 7.11.4, 14.13)."""

from __future__ import annotations

from hashlib import md5
from typing import TYPE_CHECKING, Any

from pypdf.generic import ByteStringObject, NameObject, NumberObject, StreamObject

from briefpress.publish.annex.name_trees import inline_name_tree, name_tree
from briefpress.publish.annex.objects import array, dictionary, entry, raw, stream, text
from briefpress.publish.annex.unique_names import unique_name
from briefpress.structure import text_string

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pypdf.generic import IndirectObject

    from briefpress.publish.annex.object_copier import ObjectCopier
    from briefpress.publish.annex.object_writer import ObjectWriter
    from briefpress.publish.annex.pdf import Pdf


def embedded_files(pdf: Pdf) -> dict[bytes, Any]:
    """Return the references of the embedded files by their names in the name tree."""
    return dict(pdf.names(pdf.get(pdf.catalog, "/Names", "/EmbeddedFiles")))


def file_names(pdf: Pdf) -> set[str]:
    """Return all names of embedded files: those in the name tree, and those of the files."""
    files = embedded_files(pdf)
    keys = {text_string(key) for key in files}
    return keys | {file_name(pdf, pdf.resolve(each)) for each in files.values()}


def file_name(pdf: Pdf, specification: object) -> str:
    """Return the name in a file specification."""
    return pdf.text(pdf.get(specification, "/UF")) or pdf.text(pdf.get(specification, "/F"))


def embedded_pdf(pdf: Pdf, reference: Any) -> StreamObject | None:
    """Return the stream of an embedded file; None if it is no PDF."""
    found = pdf.get(pdf.resolve(reference), "/EF", "/F")
    header = pdf.stream_data(found)[:5] if isinstance(found, StreamObject) else b""
    return found if header == b"%PDF-" else None


def copy_files(
    publication: Pdf, brief: Pdf, writer: ObjectWriter, copier: ObjectCopier
) -> list[Any]:
    """Copy the embedded files of the brief, under other names if theirs are taken; return them."""
    taken = file_names(publication)
    added = []
    for reference in embedded_files(brief).values():
        specification = brief.resolve(reference)
        old = file_name(brief, specification)
        new = unique_name(old, taken)
        taken.add(new)
        if new != old:
            for key in {"/F", "/UF"} & set(specification):
                specification[NameObject(key)] = text(new)
        added.append((new, copier.copy(reference)))
    associated = brief.items(entry(brief.catalog, "/AF"))
    _list_files(publication, writer, added, [copier.copy(each) for each in associated])
    return [reference for _, reference in added]


def embed_pdf(
    publication: Pdf,
    writer: ObjectWriter,
    data: bytes,
    *,
    name: str,
    description: str,
    modified: bytes,
) -> None:
    """Embed a PDF that supplements the publication; `modified` is a PDF date, or b""."""
    checksum = ByteStringObject(md5(data, usedforsecurity=False).digest())
    parameters = {"/Size": NumberObject(len(data)), "/CheckSum": checksum}
    if modified:
        parameters["/ModDate"] = ByteStringObject(modified)
    entries = {
        "/Type": NameObject("/EmbeddedFile"),
        "/Subtype": NameObject("/application/pdf"),
        "/Params": dictionary(parameters),
    }
    file = writer.add(stream(data, entries))
    specification = {
        "/Type": NameObject("/Filespec"),
        "/F": text(name),
        "/UF": text(name),
        "/EF": dictionary({"/F": file, "/UF": file}),
        "/AFRelationship": NameObject("/Supplement"),
        "/Desc": text(description),
    }
    reference = writer.add(dictionary(specification))
    _list_files(publication, writer, [(name, reference)], [reference])


def _list_files(
    publication: Pdf,
    writer: ObjectWriter,
    added: list[tuple[str, IndirectObject]],
    associated: Iterable[Any],
) -> None:
    """List files in the catalog, in the tree of embedded files and among the associated ones."""
    catalog = publication.catalog
    if added:
        files = embedded_files(publication) | {raw(text(name)): file for name, file in added}
        names = publication.entries(catalog, "/Names")
        catalog[NameObject("/Names")] = dictionary(
            {**names, "/EmbeddedFiles": name_tree(writer, files)}
        )
    known = publication.items(entry(catalog, "/AF"))
    both = [*known, *(each for each in associated if each not in known)]
    if both:
        catalog[NameObject("/AF")] = array(both)


def unlist_files(pdf: Pdf, keys: Collection[bytes]) -> None:
    """Remove embedded files from the catalog, by their names in the name tree."""
    if not keys:
        return
    files = embedded_files(pdf)
    names = pdf.get(pdf.catalog, "/Names")
    kept = {key: file for key, file in files.items() if key not in keys}
    names[NameObject("/EmbeddedFiles")] = inline_name_tree(kept)
    removed = [files[key] for key in keys]
    associated = [each for each in pdf.items(entry(pdf.catalog, "/AF")) if each not in removed]
    pdf.catalog[NameObject("/AF")] = array(associated)
    if not associated:
        pdf.catalog.pop("/AF")
