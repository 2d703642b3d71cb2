"""A brief embedded in a publication as an associated file."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from briefpress.findings import Location, Unusable
from briefpress.publish.annex.annex_records import pdf_date
from briefpress.publish.annex.embedded_files import (
    embed_pdf,
    embedded_files,
    embedded_pdf,
    file_name,
    file_names,
)
from briefpress.publish.annex.metadata import read_metadata
from briefpress.publish.annex.pdf import Damaged, open_pdf
from briefpress.publish.annex.removal import without_file
from briefpress.publish.annex.unique_names import unique_name
from briefpress.publish.rules import ANNEX_THERE, ATTACH_CLAIMS, ATTACH_FILES
from briefpress.structure import UnreadablePdf

if TYPE_CHECKING:
    from briefpress.publish.annex.attachment import Attachment, AttachResult


def check_embeddable(attachment: Attachment) -> None:
    """Raise `Unusable` if the PDF/A part of the publication forbids the file (ISO 19005-2, 6.8)."""
    part = attachment.publication_metadata.pdfa_part
    brief_part = attachment.brief_metadata.pdfa_part
    if part == "1" or (part == "2" and brief_part not in ("1", "2")):
        which = "any files" if part == "1" else "files but PDF/A-1 and PDF/A-2"
        message = f"the publication claims PDF/A-{part}, which does not allow {which} in it"
        mend = "attach the brief with --as annex, or make the publication as PDF/A-3"
        location = Location(attachment.publication.file)
        raise Unusable(ATTACH_CLAIMS.finding(message, location, mend=mend))


def without_same_file(attachment: Attachment, *, replace: bool) -> bytes | None:
    """Return the publication without an earlier state of this brief; None if it has none.

    Raises `Unusable` if it has one that is not to be replaced.
    """
    publication = attachment.publication
    for key, reference in embedded_files(publication).items():
        if _is_same_brief(attachment, reference):
            if replace:
                return without_file(publication, key)
            name = file_name(publication, publication.resolve(reference))
            message = f"the publication has this brief as a file already: {name}"
            raise Unusable(ANNEX_THERE.finding(message, Location(publication.file)))
    return None


def _is_same_brief(attachment: Attachment, reference: Any) -> bool:
    """Return whether an embedded file is the brief, in this state or another."""
    publication, brief = attachment.publication, attachment.brief
    found = embedded_pdf(publication, reference)
    if found is None:
        return False
    data = publication.stream_data(found)
    if data == brief.data:
        return True
    try:
        with open_pdf(data, publication.file) as other:
            metadata, language = read_metadata(other), other.language
    except (UnreadablePdf, Damaged):
        return False
    return attachment.brief_metadata.is_same_document(brief.language, metadata, language)


def embed_brief(attachment: Attachment) -> AttachResult:
    """Embed the brief, under another name if the publication has a file of its name."""
    publication, brief = attachment.publication, attachment.brief
    wanted = PurePath(brief.file).name
    name = unique_name(wanted, file_names(publication))
    if name != wanted:
        message = f"the publication has another file of this name: this one is called {name}"
        attachment.findings.append(ATTACH_FILES.finding(message, Location(brief.file)))
    embed_pdf(
        publication,
        attachment.writer,
        brief.data,
        name=name,
        description=attachment.title,
        modified=pdf_date(attachment.brief_metadata.modified),
    )
    attachment.update_metadata()
    return attachment.finish(0)
