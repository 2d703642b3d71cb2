"""A brief appended to a publication as an annex of pages, with all that belongs to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pypdf.generic import NameObject

from briefpress.findings import Location, Severity, Unusable
from briefpress.publish.annex.annex_records import add_annex_record, read_annex_records
from briefpress.publish.annex.embedded_files import copy_files, embedded_files
from briefpress.publish.annex.navigation import (
    DestinationMerge,
    append_bookmarks,
    append_page_labels,
    append_pages,
)
from briefpress.publish.annex.object_copier import ObjectCopier
from briefpress.publish.annex.objects import array, entry
from briefpress.publish.annex.output_intents import is_rgb, make_rgb_explicit, pdfa_output_intent
from briefpress.publish.annex.preconditions import check_annex, check_claims, check_version
from briefpress.publish.annex.removal import without_annex
from briefpress.publish.annex.structure_tree import read_structure_tree
from briefpress.publish.annex.tag_merge import merge_tags
from briefpress.publish.annex.tag_renames import UnmergeableTags
from briefpress.publish.rules import (
    ANNEX_THERE,
    ATTACH_FILES,
    ATTACH_TAGS,
    ATTACH_VERSION,
)

if TYPE_CHECKING:
    from briefpress.publish.annex.attachment import Attachment, AttachResult
    from briefpress.publish.annex.structure_tree import StructureTree


def check_appendable(attachment: Attachment) -> None:
    """Raise `Unusable` if the brief cannot be an annex of the publication."""
    publication, brief = attachment.publication, attachment.brief
    check_annex(brief)
    check_version(publication, brief)
    check_claims(attachment.publication_metadata, attachment.brief_metadata, brief.file)


def without_same_annex(attachment: Attachment, *, replace: bool) -> bytes | None:
    """Return the publication without an earlier annex of this brief; None if it has none.

    Raises `Unusable` if it has one that is not to be replaced.
    """
    publication = attachment.publication
    for record in read_annex_records(publication):
        if record.is_of(attachment.brief_metadata, attachment.brief.language):
            if not replace:
                message = f"the publication has this brief as an annex already: {record.title}"
                raise Unusable(ANNEX_THERE.finding(message, Location(publication.file)))
            before = record.file_before(publication.data)
            return without_annex(publication, record) if before is None else before
    return None


def append_annex(attachment: Attachment, tree: StructureTree) -> AttachResult:
    """Append the pages of the brief; `tree` is the structure tree of the publication.

    Raises `Unusable` if the structure trees cannot be merged.
    """
    publication, brief = attachment.publication, attachment.brief
    if publication.version < brief.version:
        message = (
            f"the publication was PDF {publication.version}, and is PDF {brief.version} with the"
            " annex, which needs it"
        )
        location = Location(publication.file)
        attachment.findings.append(ATTACH_VERSION.finding(message, location, mend=""))
        publication.catalog[NameObject("/Version")] = NameObject(f"/{brief.version}")
    try:
        _append(attachment, tree, read_structure_tree(brief))
    except UnmergeableTags as reason:
        message = f"the brief cannot be an annex: {reason}"
        raise Unusable(ATTACH_TAGS.finding(message, Location(publication.file))) from None
    return attachment.finish(attachment.brief_pages)


def _append(attachment: Attachment, tree: StructureTree, brief_tree: StructureTree) -> None:
    publication, brief, writer = attachment.publication, attachment.brief, attachment.writer
    is_pdfa = bool(attachment.publication_metadata.pdfa_part)
    intent = pdfa_output_intent(publication)
    if is_pdfa and intent is not None and not is_rgb(publication, intent):
        make_rgb_explicit(brief)
    destinations = DestinationMerge(publication, brief)
    copier = ObjectCopier(
        brief, writer, tree.next_key, destinations.renamed, destinations.renamed_names
    )
    title = attachment.title
    language = "" if brief.language == publication.language else brief.language
    part = merge_tags(tree, brief_tree, writer, copier, title=title, language=language)
    if "/Metadata" in brief.catalog:
        metadata = copier.copy(brief.catalog.raw_get("/Metadata"))
        writer.get(part)[NameObject("/Metadata")] = metadata
    pages = append_pages(publication, brief, writer, copier)
    append_page_labels(publication, brief, copier)
    bookmark = append_bookmarks(publication, brief, writer, copier, title, part)
    names = destinations.append(writer, copier)
    if is_pdfa and intent is None:
        _append_output_intent(attachment, copier)
    added = {
        "/Element": part,
        "/Pages": pages,
        "/Bookmark": bookmark,
        "/Destinations": array(names),
        "/Files": array(_append_files(attachment, copier)),
    }
    rights = _rights(attachment)
    add_annex_record(publication, attachment.brief_metadata, brief.language, rights, added)
    attachment.update_metadata(rights, attachment.brief_pages)


def _append_output_intent(attachment: Attachment, copier: ObjectCopier) -> None:
    """Copy the output intent of the brief to a publication that has none."""
    intent = pdfa_output_intent(attachment.brief)
    if intent is not None:
        publication = attachment.publication
        intents = publication.items(entry(publication.catalog, "/OutputIntents"))
        copied = copier.copy(intent)
        publication.catalog[NameObject("/OutputIntents")] = array([*intents, copied])


def _append_files(attachment: Attachment, copier: ObjectCopier) -> list[Any]:
    """Copy the embedded files of the brief, unless PDF/A-2 forbids them (ISO 19005-2, 6.8)."""
    publication, brief = attachment.publication, attachment.brief
    if not embedded_files(brief):
        return []
    if attachment.publication_metadata.pdfa_part == "2":
        message = "the files that the brief has attached are left out: PDF/A-2 does not allow them"
        attachment.findings.append(
            ATTACH_FILES.finding(message, Location(brief.file), severity=Severity.WARNING)
        )
        return []
    return copy_files(publication, brief, attachment.writer, copier)


def _rights(attachment: Attachment) -> str:
    """Return the rights of the brief with its title and page numbers; "" if it states none."""
    metadata = attachment.brief_metadata
    rights = [metadata.rights]
    if metadata.licence_url not in metadata.rights:
        rights.append(metadata.licence_url)
    statement = " ".join(filter(None, rights))
    first = attachment.first_page
    last = first + attachment.brief_pages - 1
    pages = f"p. {first}" if first == last else f"pp. {first}–{last}"
    return f"{attachment.title} ({pages}): {statement}" if statement else ""
