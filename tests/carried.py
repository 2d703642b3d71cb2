"""PDFs that carry something else than what they were made from, and what a check says of them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader, PdfWriter

from briefpress.build import pdf_tasks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def with_carried(data: bytes, suffix: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a PDF in which the attached file whose name ends so is changed, with its pages as they are."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    root: Any = writer.root_object
    specifications = [each.get_object() for each in root["/AF"]]
    (ours,) = (each for each in specifications if each["/UF"].endswith(suffix))
    stream = ours["/EF"]["/F"].get_object()
    stream.set_data(change(stream.get_data()))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def checked(data: bytes, folder: Path) -> Any:
    """Return the report of a check of a PDF."""
    path = folder / "brief.pdf"
    path.write_bytes(data)
    return pdf_tasks.check_file(path).report
