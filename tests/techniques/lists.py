"""Techniques on lists."""

from __future__ import annotations

from tagged_pages import element
from techniques.samples import BULLETS, OVERLEAF, ROMAN, Technique, item, listed, of, p

TECHNIQUES: tuple[Technique, ...] = (
    of(
        "L_F01",
        "content of an item outside of LBody",
        (listed(*BULLETS),),
        (element("L", *(element("LI", element("Lbl", label), text) for label, text in BULLETS)),),
        "list-item-body",
    ),
    of(
        "L_F02",
        "labels in the text",
        (listed(*BULLETS),),
        (
            element(
                "L",
                *(element("LI", element("LBody", f"{label} {text}")) for label, text in BULLETS),
            ),
        ),
        "list-labels",
    ),
    of(
        "L_F03",
        "items that are nested in items",
        (listed(*BULLETS),),
        (
            element(
                "L",
                element("LI", element("LBody", "North"), element("LI", element("LBody", "South"))),
            ),
        ),
        "ua-lists",
    ),
    of(
        "L_F05",
        "a list in a list outside of LBody",
        (element("L", element("LI", element("LBody", "North", listed(*BULLETS)))),),
        (element("L", element("LI", element("LBody", "North"), listed(*BULLETS))),),
        "ua-lists",
    ),
    of(
        "L_F06",
        "a list of paragraphs",
        (listed(*BULLETS),),
        tuple(p(f"{label} {text}") for label, text in BULLETS),
        "faked-list",
    ),
    of(
        "L_F07",
        "ListNumbering that is wrong",
        (listed(*ROMAN, kind="UpperRoman"),),
        (listed(*ROMAN, kind="Decimal"),),
        "list-numbering",
    ),
    of(
        "L_F08",
        "terms and descriptions in items of their own",
        (
            element(
                "L",
                element(
                    "LI", element("Lbl", "Water withdrawal"), element("LBody", "The water taken")
                ),
            ),
        ),
        (
            element(
                "L",
                element("LI", element("Lbl", "Water withdrawal")),
                element("LI", element("LBody", "The water taken")),
            ),
        ),
        "list-item-body",
    ),
    of(
        "L_15",
        "a list that goes on overleaf",
        (
            element(
                "L",
                item("1.", "North"),
                item("2.", "South"),
                item("3.", "East", 1),
                entries="/A<</O/List/ListNumbering/Decimal>>",
            ),
        ),
        (
            listed(("1.", "North"), ("2.", "South"), kind="Decimal"),
            listed(*OVERLEAF, kind="Decimal", page=1),
        ),
        "list-cut",
    ),
)
