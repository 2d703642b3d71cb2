"""Which files can be joined, and what is said of those that cannot."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefpress.findings import Finding, Location, Severity, Unusable
from briefpress.publish.annex import pdf as pdfs
from briefpress.publish.annex.claims import lost
from briefpress.publish.annex.pdf import Damaged, Pdf, entry, name
from briefpress.structure import UnreadablePdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.publish.annex.claims import About

_FIELDS = 100_000
_REPAIR = "make it again, or repair it: qpdf {0} repaired.pdf"


def error(rule: str, file: str, message: str, mend: str) -> Finding:
    """Return an error about a file."""
    return Finding(rule, Severity.ERROR, message, Location(file), mend)


@contextmanager
def opened(data: bytes, file: str) -> Iterator[Pdf]:
    """Open a PDF that can be joined with another; raises `Unusable` where it cannot."""
    try:
        with pdfs.opened(data, file) as pdf:
            if pdf.reader.is_encrypted:
                raise Unusable(_encrypted(file))
            pdf.refuse_repairs()
            yield pdf
            pdf.refuse_repairs()
    except UnreadablePdf as reason:
        if "encrypted" in str(reason):
            raise Unusable(_encrypted(file)) from None
        raise Unusable(error("pdf-damaged", file, str(reason), _REPAIR.format(file))) from None
    except Damaged as reason:
        mend = _REPAIR.format(reason.file)
        raise Unusable(error("pdf-damaged", reason.file, str(reason), mend)) from None


def _encrypted(file: str) -> Finding:
    message = "the file is encrypted, and what is attached would not be"
    return error("attach-encrypted", file, message, f"qpdf --decrypt {file} open.pdf")


def refuse_publication(pdf: Pdf, file: str, *, tagged: bool) -> None:
    """Raise `Unusable` for a publication to which nothing can be attached without damage."""
    faults = []
    if _is_signed(pdf):
        message = "the publication is signed, and the signature would not hold any more"
        mend = "attach to the file as it was before, and sign the result"
        faults.append(error("attach-signed", file, message, mend))
    if tagged and not is_tagged(pdf):
        message = (
            "the publication is not tagged, so that an annex would be the only part that is read"
        )
        mend = "make it again as a tagged PDF, or attach the brief with --as file"
        faults.append(error("attach-untagged", file, message, mend))
    if faults:
        raise Unusable(*faults)


def refuse_annex(pdf: Pdf, file: str) -> None:
    """Raise `Unusable` for a brief that cannot be an annex."""
    faults = []
    if not is_tagged(pdf):
        message = "the brief is not tagged"
        faults.append(
            error("attach-untagged", file, message, "briefpress build or print makes one")
        )
    if _is_signed(pdf):
        message = "the brief is signed, and as an annex it would not be any more"
        faults.append(error("attach-signed", file, message, "attach it with --as file"))
    for key, what in (("/AcroForm", "a form"), ("/OCProperties", "layers")):
        if pdf.get(pdf.catalog, key) is not None and not faults:
            message = f"the brief has {what}, which cannot be taken over"
            faults.append(error("attach-content", file, message, "attach it with --as file"))
    if faults:
        raise Unusable(*faults)


def is_tagged(pdf: Pdf) -> bool:
    """Say whether a file has a structure tree, and says that its content is marked (14.7.1)."""
    root = pdf.get(pdf.catalog, "/StructTreeRoot")
    marked = pdf.get(pdf.catalog, "/MarkInfo", "/Marked") is True
    return marked and isinstance(root, dict) and bool(pdf.items(entry(root, "/K")))


def _is_signed(pdf: Pdf) -> bool:
    """Say whether a file has a signature, or rights that hang on one (12.8)."""
    if pdf.get(pdf.catalog, "/Perms"):
        return True
    form = pdf.get(pdf.catalog, "/AcroForm")
    pending = pdf.items(entry(form, "/Fields")) if isinstance(form, dict) else []
    seen: set[int] = set()
    while pending and len(seen) < _FIELDS:
        field = pdf.resolve(pending.pop())
        if not isinstance(field, dict) or id(field) in seen:
            continue
        seen.add(id(field))
        if name(pdf.get(field, "/FT")) == "Sig" and pdf.get(field, "/V") is not None:
            return True
        pending += pdf.items(entry(field, "/Kids"))
    return False


def refuse_version(publication: Pdf, annex: Pdf, file: str) -> Finding | None:
    """Return a note where the version has to be raised; raises `Unusable` where that would not do."""
    old, new = publication.version, annex.version
    if old >= new:
        return None
    if new >= "2.0":
        message = (
            f"the publication is PDF {old}, and the brief PDF {new}, whose tags it cannot hold"
        )
        mend = "make the brief with --profile ua1"
        raise Unusable(error("attach-version", file, message, mend))
    message = f"the publication was PDF {old}, and is PDF {new} with the annex, which needs it"
    return Finding("attach-version", Severity.NOTE, message, Location(file))


def refuse_claims(publication: About, annex: About, file: str) -> None:
    """Raise `Unusable` where the publication would not keep what it claims."""
    faults = []
    for standard in lost(publication, annex):
        message = (
            f"the publication claims {standard}, and would not keep it: the brief does not claim it"
        )
        mend = "make the brief with the --profile that does, or attach it with --as file"
        faults.append(error("attach-claims", file, message, mend))
    if faults:
        raise Unusable(*faults)
