"""Links, bookmarks and page labels of a PDF."""

from __future__ import annotations

import pytest

from briefpress.structure import (
    Destination,
    ObjectRef,
    OutlineItem,
    inspect,
)
from handmade_pdfs import PLAIN, make


def test_annotations_in_the_tree_are_those_of_the_page() -> None:
    names = b"<</Dests<</Kids[<</Names[(a)[3 0 R/Fit](b)<</D[0/Fit]>>]>>]>>>>"
    changes = {
        1: PLAIN[1][:-2] + b"/Names " + names + b"/Dests<</old[3 0 R]>>>>",
        3: PLAIN[3].replace(b"9 0 R", b"9 0 R 20 0 R 21 0 R 22 0 R 23 0 R 24 0 R null 3"),
        8: b"<</S/Link/Pg 3 0 R/K[0 <</Type/OBJR/Obj 9 0 R>><</Type/OBJR/Obj 4 0 R>>]>>",
        9: PLAIN[9][:-2] + b"/A<</S/URI/URI(https://example.org)>>/Contents(c)>>",
        20: b"<</Subtype/Link/Dest(b)>>",
        21: b"<</Subtype/Link/Dest/old>>",
        22: b"<</Subtype/Link/A<</S/GoTo/SD[8 0 R/Fit]>>>>",
        23: b"<</Subtype/Link/A<</S/GoToR/D[9 /Fit]>>/Dest(gone)>>",
        24: b"<</Subtype/Link/A<</S/GoTo/SD[8 0 R/Fit]/D(a)>>>>",
    }
    found = inspect(make(changes))
    first, *others = found.pages[0].annotations
    url, rect = "https://example.org", (1.0, 2.0, 9.0, 8.0)

    assert first == ObjectRef(0, "Link", url, None, "c", rect, in_tree=True)
    assert found.roots[0].children[1] is first
    assert found.roots[0].children[2] == ObjectRef(0, "", in_tree=True)
    assert [(o.destination, o.in_tree) for o in others] == [
        (Destination("b", 0), False),
        (Destination("old", 0), False),
        (Destination(None, 0), False),
        (Destination("gone", None), False),
        (Destination("a", 0), False),
    ]


def test_page_labels() -> None:
    labels = b"/PageLabels<</Nums[0<</S/r/St 4>>]>>>>"

    assert inspect(make({1: PLAIN[1][:-2] + labels})).pages[0].label == "iv"


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("/S/D/St 12", "12"), ("/S/R/St 1994", "MCMXCIV"), ("/S/r/St 4000", "4000"),
        ("/S/A/St 28", "BB"), ("/S/a/St 0", "0"), ("/P(cover)", "cover"), ("/P(A-)/S/D", "A-1"),
    ],
)  # fmt: skip
def test_styles_of_page_labels(said: str, label: str) -> None:
    entries = f"/PageLabels<</Kids[<</Nums[0<<{said}>>]>>]>>>>".encode()

    assert inspect(make({1: PLAIN[1][:-2] + entries})).pages[0].label == label


def test_bookmarks_are_nested() -> None:
    changes = {
        1: PLAIN[1][:-2] + b"/Outlines<</First 20 0 R>>>>",
        20: b"<</Title(A)/First 21 0 R/Next 22 0 R/A<</S/GoTo/D[3 0 R]>>>>",
        21: b"<</Title(B)/Dest(nowhere)>>",
        22: b"<</Title(C)/Next 20 0 R>>",
    }
    found = inspect(make(changes))

    assert found.outline == (
        OutlineItem("A", 1, 0, (OutlineItem("B", 2, None),)),
        OutlineItem("C", 1, None),
    )
    assert "the outline leads back to itself, or is too large" in found.problems
