"""Techniques on fundamentals."""

from __future__ import annotations

from tagged_pages import Drawing, Line, element, tagged_pdf
from techniques.samples import (
    COSTS,
    OCR,
    PHOTO,
    TEXT,
    WELLS,
    Technique,
    across,
    columns,
    glyphs,
    letters,
    of,
    p,
    sidebar,
    table,
    title,
)

LINK = "/Annots[<</Type/Annot/Subtype/Link/Rect[9 9 20 20]/Contents(a)>>]"

TECHNIQUES: tuple[Technique, ...] = (
    Technique(
        "G1_F01",
        "role map of a custom tag is missing",
        tagged_pdf(element("Bullet", WELLS), root="/RoleMap<</Bullet/P>>"),
        tagged_pdf(element("Bullet", WELLS)),
        "ua-structure",
    ),
    of(
        "G2_01",
        "text in one container per word and per character",
        (
            p(WELLS),
            p(
                *(
                    Line(word, 50 + 40.0 * n, 600)
                    for n, word in enumerate(("Wells ", "are ", "dry"))
                )
            ),
            p(*(Line(sign, 50 + 6.0 * n, 500) for n, sign in enumerate("Wells are dry"))),
        ),
        (p(*(Line(word, 50 + 60.0 * n, 600) for n, word in enumerate(("Wells", "are", "dry")))),),
        "words-apart",
    ),
    Technique(
        "G2_F01",
        "a special character without Unicode mapping",
        glyphs("arrowright", "\u2192"),
        glyphs("g77", ""),
        "unreadable-text",
    ),
    Technique(
        "G2_F02",
        "a special character with an incorrect Unicode mapping",
        glyphs("arrowright", "\u2192"),
        glyphs("arrowright", "a"),
        "wrong-letter",
    ),
    of(
        "G2_F03",
        "graphics that represent text, as a figure",
        (
            *TEXT,
            element(
                "P",
                Drawing(letters("Water for all the villages")),
                entries="/ActualText(Water for all the villages)",
            ),
        ),
        (
            *TEXT,
            element(
                "Figure",
                Drawing(letters("Water for all the villages")),
                entries="/Alt(Water for all the villages)/A<</O/Layout/BBox[50 500 250 520]>>",
            ),
        ),
        "text-as-picture",
    ),
    Technique(
        "G2_F04",
        "visible text without extractable characters",
        tagged_pdf(*TEXT),
        tagged_pdf(*TEXT, loose=" ".join(letters(WELLS, y) for y in (400, 380, 360))),
        "text-as-picture",
    ),
    of(
        "G2_06",
        "ActualText in place of errors of OCR",
        (p(OCR),),
        (element("P", OCR, entries="/ActualText(Nothing of the kind was found)"),),
        "actual-text",
    ),
    Technique(
        "G3_F01",
        "real content that is not tagged",
        tagged_pdf(*TEXT),
        tagged_pdf(*TEXT, loose=f"BT /F1 10 Tf 50 400 Td ({COSTS}) Tj ET"),
        "unread-text",
    ),
    Technique(
        "G3_F02",
        "real content as an artifact",
        tagged_pdf(*TEXT, artifacts=(Line("Page 1", y=20),)),
        tagged_pdf(*TEXT, artifacts=(Line(COSTS, y=400),)),
        "text-as-artifact",
    ),
    of(
        "G3_F03",
        "decoration as a figure",
        (*TEXT, PHOTO),
        (
            *TEXT,
            element(
                "Figure",
                Drawing("50 300 400 1 re f"),
                entries="/Alt(Line)/A<</O/Layout/BBox[50 300 450 301]>>",
            ),
        ),
        "decorative-figure",
    ),
    Technique(
        "G3_F04",
        "decoration that is no artifact",
        tagged_pdf(*TEXT, loose="/Artifact BMC 50 300 400 1 re f EMC"),
        tagged_pdf(*TEXT, loose="50 300 400 1 re f"),
        "ua-structure",
    ),
    of(
        "G4_F01",
        "order of the content",
        (title("Water"), p(Line(WELLS, y=700)), p(Line(COSTS, y=600))),
        (title("Water"), p(Line(COSTS, y=600)), p(Line(WELLS, y=700))),
        "reading-order",
    ),
    of(
        "G4_F02",
        "order of marked-content sequences",
        (
            p(
                Line("Most households in the north", y=700),
                Line(" walk for more than an hour.", y=686),
            ),
        ),
        (
            p(
                Line("walk for more than an hour.", y=686),
                Line("Most households in the north ", y=700),
            ),
        ),
        "line-order",
    ),
    of("G4_F03", "columns that are read across", columns(50, 250), (across(),), "columns-across"),
    of("G4_F03b", "columns in another order", columns(50, 250), columns(250, 50), "reading-order"),
    Technique(
        "G4_F04",
        "a sidebar in the middle of the text",
        sidebar(1),
        sidebar(0),
        "sentence-interrupted",
    ),
    of(
        "G4_F05",
        "order within a marked-content sequence",
        (p(Line("Most households walk far", 50, 700)),),
        (p(Line("walk far", 114.5, 700), Line("Most households ", 35, 700)),),
        "reading-order",
    ),
    Technique(
        "G4_F07",
        "no tab order for annotations",
        tagged_pdf(*TEXT, page=f"/Tabs/S{LINK}"),
        tagged_pdf(*TEXT, page=LINK),
        "ua-annotations",
    ),
    Technique(
        "G4_F06",
        "a wrong tab order for annotations",
        tagged_pdf(*TEXT, page=f"/Tabs/S{LINK}"),
        tagged_pdf(*TEXT, page=f"/Tabs/R{LINK}"),
        "ua-annotations",
    ),
    of(
        "G5_F01",
        "a first heading that is a paragraph",
        TEXT,
        (title("Water in the north", "P"), p(WELLS)),
        "faked-heading",
    ),
    of(
        "G5_F02",
        "similar content, tagged in different ways",
        (*TEXT, title("Findings", "H2", 14), p(COSTS), title("Costs", "H2", 14), p(WELLS)),
        (*TEXT, title("Findings", "H2", 14), p(COSTS), title("Costs", "P", 14), p(WELLS)),
        "faked-heading",
    ),
    of(
        "G5_F03",
        "one paragraph in two",
        (p("The survey of last year found that most ", "wells of the north are dry."),),
        (p("The survey of last year found that most "), p("wells of the north are dry.")),
        "paragraph-cut",
    ),
    of(
        "G5_F04",
        "two paragraphs in one",
        (
            p(Line("Wells are dry. ", y=700), Line("Pumps are broken. ", y=686)),
            p(Line("Repair is dear. ", y=650), Line("Money is rare.", y=636)),
        ),
        (
            p(
                Line("Wells are dry. ", y=700),
                Line("Pumps are broken. ", y=686),
                Line("Repair is dear. ", y=650),
                Line("Money is rare.", y=636),
            ),
        ),
        "paragraphs-in-one",
    ),
    of(
        "G5_F05",
        "a heading of two lines in two headings",
        (
            element(
                "H1",
                Line("Water for all the ", y=700, size=20),
                Line("villages of the north", y=676, size=20),
            ),
            p(WELLS),
        ),
        (
            element("H1", Line("Water for all the ", y=700, size=20)),
            element("H1", Line("villages of the north", y=676, size=20)),
            p(WELLS),
        ),
        "heading-cut",
    ),
    of(
        "G5_F06",
        "a header cell as a data cell",
        (table("TH"),),
        (table("TD", scope=False),),
        "table-headers",
    ),
)
