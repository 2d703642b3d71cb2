"""Techniques on headings."""

from __future__ import annotations

from tagged_pages import Line, element
from techniques.samples import COSTS, PHOTO, TEXT, WELLS, Technique, of, p, table, title

TECHNIQUES: tuple[Technique, ...] = (
    of(
        "H_F01",
        "a heading of the first level as a paragraph",
        (*TEXT, title("Costs", "H2", 14), p(COSTS)),
        (title("Water in the north", "P"), p(WELLS), title("Costs", "P", 14), p(COSTS)),
        "faked-heading",
    ),
    of(
        "H_F02",
        "a heading of two lines in two headings of the second level",
        (
            *TEXT,
            element(
                "H2",
                Line("What a well ", y=600, size=14),
                Line("costs in the north", y=583, size=14),
            ),
            p(COSTS),
        ),
        (
            *TEXT,
            element("H2", Line("What a well ", y=600, size=14)),
            element("H2", Line("costs in the north", y=583, size=14)),
            p(COSTS),
        ),
        "heading-cut",
    ),
    of(
        "H_F03",
        "a paragraph as a heading",
        (*TEXT, p(COSTS)),
        (*TEXT, element("H2", COSTS), p(WELLS)),
        "text-as-heading",
    ),
    of(
        "H_F04",
        "headings in place of header cells",
        (title("Water"), table("TH")),
        (title("Water"), table("H2", scope=False)),
        "ua-tables",
    ),
    of(
        "H_F05",
        "a first heading of the third level",
        TEXT,
        (title("Water in the north", "H3"), p(WELLS)),
        "heading-levels",
    ),
    of(
        "H_F06",
        "Hn and H in one file",
        (*TEXT, title("Costs", "H2", 14), p(COSTS)),
        (*TEXT, title("Costs", "H", 14), p(COSTS)),
        "ua-headings",
    ),
    of(
        "H_F07",
        "title and heading both of the first level",
        (*TEXT, title("Costs", "H2", 20), p(COSTS)),
        (*TEXT, title("Costs", "H1", 20), p(COSTS)),
        "one-h1",
    ),
    of(
        "H_F08",
        "a level that is skipped",
        (*TEXT, title("Costs", "H2", 14), p(COSTS)),
        (*TEXT, title("Costs", "H3", 14), p(COSTS)),
        "heading-levels",
    ),
    of(
        "H_04",
        "a picture as a heading",
        (element("H1", PHOTO, entries="/ActualText(Water)"), p(WELLS)),
        (element("H1", entries=""), p(WELLS)),
        "empty-heading",
    ),
)
