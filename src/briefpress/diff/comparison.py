"""Two PDFs to the changes between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefpress.checks import PDF_DAMAGED
from briefpress.diff.document_changes import document_changes
from briefpress.diff.extraction import extract_passages
from briefpress.diff.matching import match
from briefpress.diff.text_changes import text_changes
from briefpress.findings import Location, Unusable
from briefpress.structure import UnreadablePdf, inspect
from briefpress.system import read_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.diff.changes import Changes
    from briefpress.diff.matching import Matching
    from briefpress.structure import PdfStructure


@dataclass(frozen=True, slots=True)
class DiffResult:
    """The names of two files, the changes between them, and these as a page of HTML, if asked for."""

    old: str
    new: str
    changes: Changes
    page: str = ""


def diff(old: Path, new: Path, *, visual: bool = False) -> DiffResult | Unusable:
    """Return what changed from one PDF file to another; with `visual`, how their pages differ as well.

    A file that cannot be opened is returned as `Unusable`, which can be sent to another process.
    """
    try:
        old_pdf, new_pdf = _inspect(old), _inspect(new)
    except Unusable as reason:
        return reason
    matching = _match(old_pdf, new_pdf)
    changes = _changes(old_pdf, new_pdf, matching)
    if not visual:
        return DiffResult(str(old), str(new), changes)
    from briefpress.diff.visual_diff import compare_pages  # noqa: PLC0415 - loaded if asked for

    changes, page = compare_pages((old, new), (old_pdf, new_pdf), matching, changes)
    return DiffResult(str(old), str(new), changes, page)


def compare(old: PdfStructure, new: PdfStructure) -> Changes:
    """Return what changed for a reader from one PDF to another."""
    return _changes(old, new, _match(old, new))


def _match(old: PdfStructure, new: PdfStructure) -> Matching:
    return match(extract_passages(old), extract_passages(new))


def _changes(old: PdfStructure, new: PdfStructure, matching: Matching) -> Changes:
    return replace(text_changes(matching), document=tuple(document_changes(old, new)))


def _inspect(path: Path) -> PdfStructure:
    """Inspect a file; raises `Unusable`."""
    try:
        return inspect(read_pdf(path))
    except UnreadablePdf as error:
        raise Unusable(PDF_DAMAGED.finding(str(error), Location(str(path)))) from None
