"""Good files of techniques that have no bad one."""

from __future__ import annotations

from tagged_pages import Drawing, Line, element, tagged_pdf
from techniques.samples import BULLETS, COSTS, TEXT, WELLS, item, listed, p, title

_BULLET_IMAGE = element(
    "Figure", Drawing("50 500 12 12 re f"), entries="/Alt(Done:)/A<</O/Layout/BBox[50 500 62 512]>>"
)
_SEVENTH = title("Costs in the north", "H7", 10)
_NONE = "/A<</O/List/ListNumbering/None>>"
_DECIMAL = "/A<</O/List/ListNumbering/Decimal>>"


def _plain(*texts: str, entries: str = "") -> bytes:
    items = (element("LI", element("LBody", text)) for text in texts)
    return tagged_pdf(element("L", *items, entries=entries))


GOOD: dict[str, bytes] = {
    "H_06 subtitle": tagged_pdf(
        title("Water in the north"), p(Line("What wells cost", size=14)), p(WELLS)
    ),
    "H_07 title": tagged_pdf(
        title("Water in the north", "Title"),
        title("Findings", "H1", 16),
        p(WELLS),
        root="/RoleMap<</Title/P>>",
    ),
    "H_08 level 7 as P": tagged_pdf(*TEXT, _SEVENTH, p(COSTS), root="/RoleMap<</H7/P>>"),
    "H_09 level 7 as H6": tagged_pdf(
        *(title(f"Level {n}", f"H{n}", 24 - 2 * n) for n in range(1, 7)),
        _SEVENTH,
        p(COSTS),
        root="/RoleMap<</H7/H6>>",
    ),
    "L_04 decorative images as bullets": _plain("North", "South"),
    "L_06 images that say something as bullets": tagged_pdf(
        element(
            "L",
            *(
                element("LI", element("Lbl", _BULLET_IMAGE), element("LBody", text))
                for text in ("Well", "Pump")
            ),
        )
    ),
    "L_07 ListNumbering not set": tagged_pdf(
        listed(*BULLETS), p(WELLS), element("L", *(item(*each) for each in BULLETS))
    ),
    "L_08 ListNumbering set to None": _plain("North", "South", entries=_NONE),
    "L_09 caption": tagged_pdf(
        element("L", element("Caption", "Districts"), *(item(*each) for each in BULLETS))
    ),
    "L_10 list in a line": tagged_pdf(
        p(
            Line("Wells are ", 50, 700),
            element(
                "L",
                *(
                    element(
                        "LI",
                        element("Lbl", Line(label, 100 + 60 * n, 700)),
                        element("LBody", Line(text, 112 + 60 * n, 700)),
                    )
                    for n, (label, text) in enumerate((("a) ", "deep, "), ("b) ", "dry ")))
                ),
                entries="/A<</O/List/ListNumbering/LowerAlpha>>",
            ),
        )
    ),
    "L_11 item over two pages": tagged_pdf(
        element(
            "L",
            element(
                "LI",
                element("Lbl", Line("1.", y=40)),
                element(
                    "LBody",
                    Line("The survey of last year found that most ", 70, 40),
                    Line("wells are dry.", 70, 800, page=1),
                ),
            ),
            item("2.", COSTS, 1),
            entries=_DECIMAL,
        ),
        pages=2,
    ),
    "L_12 hierarchy": tagged_pdf(
        element(
            "L",
            element("LI", element("Lbl", "1."), element("LBody", "North", listed(*BULLETS))),
            item("2.", "South"),
            entries=_DECIMAL,
        )
    ),
    "L_13 items with paragraphs": tagged_pdf(
        element(
            "L",
            element("LI", element("Lbl", "1."), element("LBody", p(WELLS), p(COSTS))),
            item("2.", "South"),
            entries=_DECIMAL,
        )
    ),
    "L_14 descriptions": tagged_pdf(
        element(
            "L",
            *(
                item(term, text)
                for term, text in (("Well", "A hole in the ground"), ("Pump", "What lifts water"))
            ),
            entries="/A<</O/List/ListNumbering/None>>",
        )
    ),
}
