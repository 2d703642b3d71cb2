"""A publication and a brief to the bytes of the publication with the brief attached."""

from __future__ import annotations

import dataclasses

from briefpress.findings import Location, Unusable
from briefpress.publish.annex.append_annex import (
    append_annex,
    check_appendable,
    without_same_annex,
)
from briefpress.publish.annex.attachment import AttachAs, Attachment, AttachResult, InputFile
from briefpress.publish.annex.embed_brief import check_embeddable, embed_brief, without_same_file
from briefpress.publish.annex.preconditions import check_publication, open_undamaged
from briefpress.publish.annex.structure_tree import read_structure_tree
from briefpress.publish.rules import SAME_FILE


def attach(
    publication: InputFile, brief: InputFile, attach_as: AttachAs, *, replace: bool = False
) -> AttachResult:
    """Attach a brief to a publication; raises `Unusable` if that would damage either.

    With `replace`, an earlier state of the brief is removed first.
    """
    if publication.data == brief.data:
        message, mend = "this is the publication itself", "name the PDF of a brief"
        raise Unusable(SAME_FILE.finding(message, Location(brief.name), mend=mend))
    with open_undamaged(publication.data, publication.name) as publication_pdf:
        check_publication(publication_pdf, needs_tags=attach_as == "annex")
        tree = read_structure_tree(publication_pdf) if attach_as == "annex" else None
        _ = publication_pdf.pages  # read the page tree before the next line checks it
        publication_pdf.check_unrepaired()
        with open_undamaged(brief.data, brief.name) as brief_pdf:
            attachment = Attachment(publication_pdf, brief_pdf)
            if tree is not None:
                check_appendable(attachment)
                base = without_same_annex(attachment, replace=replace)
                if base is None:
                    return append_annex(attachment, tree)
            else:
                check_embeddable(attachment)
                base = without_same_file(attachment, replace=replace)
                if base is None:
                    return embed_brief(attachment)
    return _attach_to(base, publication, brief, attach_as)


def _attach_to(
    base: bytes, publication: InputFile, brief: InputFile, attach_as: AttachAs
) -> AttachResult:
    """Attach the brief to what the publication is without it."""
    result = attach(InputFile(publication.name, base), brief, attach_as, replace=True)
    if publication.data.startswith(base):
        return result
    return dataclasses.replace(result, kept=0, data=base[: result.kept] + result.data)
