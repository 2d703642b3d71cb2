"""Defects of the print edition."""

from __future__ import annotations

from defects import content
from defects.changes import all_of, clear_catalog, edit_boxes, edit_xmp
from editable_pdf import remove_entries
from mutants.mutant import Mutant

X4 = "water-print"
M = Mutant

MUTANTS = (
    M("print-boxes", "no TrimBox", "page 2 does not say where it is cut", content.remove_trim_box, X4),
    M("print-bleed", "more bleed than colour", "ends at the edge", edit_boxes(0, BleedBox=[-20, -20, 615, 861]), X4),
    M("print-intent", "none", "for which printing condition", clear_catalog("OutputIntents"), X4),
    M("print-intent", "no name", "has no name",
      lambda p: remove_entries(p.catalog["/OutputIntents"][0], "OutputConditionIdentifier"), X4),
    M("print-colours", "text in RGB", "no inks: DeviceRGB",
      lambda p: content.draw_artifact(p, b"0 0.2 0.3 rg 60 20 9 9 re f"), X4),
    M("image-resolution", "shown large", "pixels in an inch", content.reduce_images, X4),
    M("thin-lines", "hairline", "is 0.10 points thin",
      lambda p: content.draw_artifact(p, b"0.1 w 60 20 m 90 20 l S"), X4),
    M("thin-lines", "thin box", "is 0.20 points thin", lambda p: content.draw_artifact(p, b"60 20 30 0.2 re f"), X4),
    M("ink-limit", "all of all inks", "takes 400% of ink",
      lambda p: content.draw_artifact(p, b"1 1 1 1 k 60 20 9 9 re f"), X4),
    M("print-transparency", "in PDF/X-3", "lets show through",
      all_of(edit_xmp(">PDF/X-4<", ">PDF/X-3:2003<"), content.make_transparent), X4),
    M("print-annotations", "a link", "holds 1 link",
      lambda p: p.add_annotation(0, Subtype="/Link", Contents="Water"), X4),
)  # fmt: skip
