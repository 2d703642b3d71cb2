"""A mutant: a good PDF with one defect, and places in the good PDFs that many mutants change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editable_pdf import EditablePdf

if TYPE_CHECKING:
    from briefpress.structure import PdfStructure
    from defects.changes import Change

FILM, REPORT = "https://example.org/film", "https://example.org/report"
KEEPS, VILLAGES = ("P", "What keeps"), ("P", "Three villages")
COSTS = ("H2", "What it costs")
ITEM, LIST = ("LI", "a mechanic"), ("L", "a committee")
KENYA, KAZAKHSTAN = "kenya-ua1", "kazakhstan-ua1"
TITLE = "Rapid Scoping Review 2025: Kazakhstan"
BEEP = {"/S": "/JavaScript", "/JS": "app.beep()"}
SWITCH = {"/Event": "/View", "/Category": ["/Zoom"], "/OCGs": []}


@dataclass(frozen=True)
class Mutant:
    """A good PDF with one defect, and the rule that has to find it.

    `expected` is a part of the message of the finding, `change` makes the defect. `base` is the name of
    the good PDF and of its profile or edition. `flavour` is the standard to judge by, if the rule needs
    a verdict.
    """

    rule: str
    defect: str
    expected: str
    change: Change = field(repr=False)
    base: str = "water-ua1"
    flavour: str = "ua1"

    def __str__(self) -> str:
        return f"{self.rule}: {self.defect}"


def mutate(data: bytes, facts: PdfStructure, change: Change) -> bytes:
    """Return a PDF with a change; `facts` are those of `data`."""
    pdf = EditablePdf(data, facts)
    change(pdf)
    return pdf.data()
