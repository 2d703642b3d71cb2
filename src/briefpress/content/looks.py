"""The built-in themes, and the paper that they are laid out for."""

from __future__ import annotations

THEMES = ("brief", "columns", "report")
PAPERS = {
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
    "letter": (215.9, 279.4),
}  # width and height in millimetres
SMALL_PAGE = 180.0  # narrower pages, in millimetres, have no side column and smaller letters
BRAND = "_brand.yml"  # the brand of an institute, beside its briefs
