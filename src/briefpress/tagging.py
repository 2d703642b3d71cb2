"""The PDF structure tree; the only module that knows WeasyPrint's inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pydyf


def finish(pdf: pydyf.PDF) -> None:
    """Show the title instead of the file name (ISO 14289-1, 7.1), which readers announce first."""
    pdf.catalog["ViewerPreferences"]["DisplayDocTitle"] = "true"
