"""Which files can be attached to each other; each check raises `Unusable` with the reasons why not."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefpress.checks import PDF_DAMAGED
from briefpress.findings import Finding, Location, Severity, Unusable
from briefpress.publish.annex.metadata import broken_claims
from briefpress.publish.annex.objects import entry, name
from briefpress.publish.annex.pdf import Damaged, open_pdf
from briefpress.publish.rules import (
    ATTACH_CLAIMS,
    ATTACH_CONTENT,
    ATTACH_ENCRYPTED,
    ATTACH_SIGNED,
    ATTACH_UNTAGGED,
    ATTACH_VERSION,
)
from briefpress.structure import UnreadablePdf
from briefpress.system import CALLED_AS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.publish.annex.metadata import Metadata
    from briefpress.publish.annex.pdf import Pdf

_MAX_FIELDS = 100_000


@contextmanager
def open_undamaged(data: bytes, file: str) -> Iterator[Pdf]:
    """Open a PDF that is neither damaged nor encrypted."""
    try:
        with open_pdf(data, file) as pdf:
            if pdf.reader.is_encrypted:
                raise Unusable(_encrypted(file))
            pdf.check_unrepaired()
            yield pdf
            pdf.check_unrepaired()
    except UnreadablePdf as reason:
        if "encrypted" in str(reason):
            raise Unusable(_encrypted(file)) from None
        raise Unusable(_damaged(file, reason)) from None
    except Damaged as reason:
        raise Unusable(_damaged(reason.file, reason)) from None


def _encrypted(file: str) -> Finding:
    message = "the file is encrypted, and what is attached would not be"
    return ATTACH_ENCRYPTED.finding(message, Location(file), mend=f"qpdf --decrypt {file} open.pdf")


def _damaged(file: str, reason: Exception) -> Finding:
    mend = f"make it again, or repair it: qpdf {file} repaired.pdf"
    return PDF_DAMAGED.finding(str(reason), Location(file), mend=mend)


def check_publication(pdf: Pdf, *, needs_tags: bool) -> None:
    """Refuse a publication that is signed, or not tagged if it has to be."""
    location = Location(pdf.file)
    faults = []
    if _is_signed(pdf):
        message = "the publication is signed, and the signature would not hold any more"
        faults.append(ATTACH_SIGNED.finding(message, location))
    if needs_tags and not _is_tagged(pdf):
        message = (
            "the publication is not tagged, so that an annex would be the only part that is read"
        )
        faults.append(ATTACH_UNTAGGED.finding(message, location))
    if faults:
        raise Unusable(*faults)


def check_annex(brief: Pdf) -> None:
    """Refuse a brief that is not tagged or is signed, or that has a form or layers."""
    location = Location(brief.file)
    faults = []
    if not _is_tagged(brief):
        mend = f"{CALLED_AS} build or print makes one"
        faults.append(ATTACH_UNTAGGED.finding("the brief is not tagged", location, mend=mend))
    if _is_signed(brief):
        message = "the brief is signed, and as an annex it would not be any more"
        faults.append(ATTACH_SIGNED.finding(message, location, mend="attach it with --as file"))
    for key, what in (("/AcroForm", "a form"), ("/OCProperties", "layers")):
        if brief.get(brief.catalog, key) is not None and not faults:
            message = f"the brief has {what}, which cannot be taken over"
            faults.append(ATTACH_CONTENT.finding(message, location))
    if faults:
        raise Unusable(*faults)


def _is_tagged(pdf: Pdf) -> bool:
    """Return whether a file has a structure tree, and says that its content is marked (14.7.1)."""
    root = pdf.get(pdf.catalog, "/StructTreeRoot")
    is_marked = pdf.get(pdf.catalog, "/MarkInfo", "/Marked") is True
    return is_marked and isinstance(root, dict) and bool(pdf.items(entry(root, "/K")))


def _is_signed(pdf: Pdf) -> bool:
    """Return whether a file has a signature, or permissions that depend on one (12.8)."""
    if pdf.get(pdf.catalog, "/Perms"):
        return True
    form = pdf.get(pdf.catalog, "/AcroForm")
    pending = pdf.items(entry(form, "/Fields")) if isinstance(form, dict) else []
    seen: set[int] = set()
    while pending and len(seen) < _MAX_FIELDS:
        field = pdf.resolve(pending.pop())
        if not isinstance(field, dict) or id(field) in seen:
            continue
        seen.add(id(field))
        if name(pdf.get(field, "/FT")) == "Sig" and pdf.get(field, "/V") is not None:
            return True
        pending += pdf.items(entry(field, "/Kids"))
    return False


def check_version(publication: Pdf, brief: Pdf) -> None:
    """Refuse a brief in PDF 2.0 for an older publication, which cannot have its tags."""
    old, new = publication.version, brief.version
    if new >= "2.0" > old:
        message = (
            f"the publication is PDF {old}, and the brief PDF {new}, whose tags it cannot hold"
        )
        location = Location(publication.file)
        raise Unusable(ATTACH_VERSION.finding(message, location, severity=Severity.ERROR))


def check_claims(publication: Metadata, brief: Metadata, file: str) -> None:
    """Refuse a brief, called `file`, that would break a standard which the publication claims."""
    faults = []
    for standard in broken_claims(publication, brief):
        message = (
            f"the publication claims {standard}, and would not keep it: the brief does not claim it"
        )
        faults.append(ATTACH_CLAIMS.finding(message, Location(file)))
    if faults:
        raise Unusable(*faults)
