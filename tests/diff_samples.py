"""Sample texts, and functions that compare small PDFs and describe each change in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress import diff
from briefpress.diff.comparison import DiffResult
from elements import e

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.structure import Element, PdfStructure

WATER = "Water is scarce in the north of the country."
RAIN = "Rain fell on nine days in May and on four in June."
WIND = "Wind turns the mills near Lake Turkana all year round."


def describe_changes(old: PdfStructure, new: PdfStructure) -> list[str]:
    """Return the description of each change, without the headings of the groups."""
    lines = diff.to_text(diff.compare(old, new)).splitlines()
    return [line.strip() for line in lines if line.startswith("    ")]


def paragraphs(*texts: str) -> list[Element]:
    """Return an element for each paragraph."""
    return [e("P", text) for text in texts]


def diff_files(old: Path, new: Path, *, visual: bool = False) -> DiffResult:
    """Return the changes between two PDFs."""
    found = diff.diff(old, new, visual=visual)
    assert isinstance(found, DiffResult)
    return found
