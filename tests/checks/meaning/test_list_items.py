"""Lists that contradict their labels, are cut in two, or have items without a body."""

from __future__ import annotations

import pytest

from tagged_pages import Line, Node, element, found, tagged_pdf


def item(label: str, text: str, page: int = 0) -> Node:
    return element(
        "LI", element("Lbl", Line(label, page=page)), element("LBody", Line(text, x=70, page=page))
    )


def numbered(*labels: str, numbering: str = "", page: int = 0) -> Node:
    """Return a list with these labels, and with this ListNumbering if there is one."""
    entries = f"/A<</O/List/ListNumbering/{numbering}>>" if numbering else ""
    items = (item(label, f"Well {n}", page) for n, label in enumerate(labels))
    return element("L", *items, entries=entries)


def unlabelled(*texts: str, page: int = 0, x: float = 50.0) -> Node:
    items = (element("LI", element("LBody", Line(text, x=x, page=page))) for text in texts)
    return element("L", *items)


@pytest.mark.parametrize(
    ("labels", "numbering"),
    [
        (("1.", "2.", "3."), "Decimal"),
        (("1)", "2)"), "Ordered"),
        (("1.1", "1.2"), "Decimal"),
        (("[1]", "[2]"), "Decimal"),
        (("a.", "b."), "LowerAlpha"),
        (("(A)", "(B)"), "UpperAlpha"),
        (("i.", "ii.", "iii."), "LowerRoman"),
        (("c", "d"), "LowerAlpha"),
        (("XIV", "XV"), "UpperRoman"),
        (("•", "•"), "Disc"),
        (("–", "–"), "Unordered"),
        (("•", "•"), ""),
        (("ß.", "é."), "Decimal"),
        (("Water", "Power"), "Description"),
        (("Step 1", "Step 2"), "None"),
        (("Water", "Power"), ""),
        (("Wärme", "Çay"), ""),
        (("1.",), ""),
    ],
)
def test_labels_that_fit(labels: tuple[str, ...], numbering: str) -> None:
    assert found(tagged_pdf(numbered(*labels, numbering=numbering)), "list-numbering") == []


@pytest.mark.parametrize(
    ("labels", "numbering"),
    [
        (("1.", "2."), "Disc"),
        (("1.", "2."), "LowerAlpha"),
        (("•", "•"), "Decimal"),
        (("a)", "b)"), "Decimal"),
        (("–", "–"), "Ordered"),
        (("i.", "ii."), "LowerAlpha"),
        (("A.", "B."), "LowerAlpha"),
        (("1.", "2."), "Unordered"),
    ],
)
def test_labels_that_contradict_what_the_list_says(labels: tuple[str, ...], numbering: str) -> None:
    assert found(tagged_pdf(numbered(*labels, numbering=numbering)), "list-numbering") == [
        f'the list says {numbering}, and its first label is "{labels[0]}"'
    ]


def test_numbers_that_no_list_announces_are_said_once() -> None:
    pdf = tagged_pdf(numbered("1.", "2."), element("P", "And"), numbered("a.", "b."))

    assert found(pdf, "list-numbering") == [
        '2 lists with numbers do not say how they are numbered; the first label is "1."'
    ]
    assert len(found(tagged_pdf(numbered("1.", "2.", numbering="None")), "list-numbering")) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (numbered("1.", "2."), numbered("3.", "4.", page=1)),
        (numbered("1.", "2."), numbered("3.", "4.")),
        (numbered("a)", "b)"), numbered("c)", page=1)),
        (numbered("•", "•"), numbered("•", page=1)),
        (unlabelled("North", "South"), unlabelled("East", page=1)),
    ],
)
def test_one_list_in_two_is_found(one: Node, other: Node) -> None:
    (message,) = found(tagged_pdf(one, other, pages=2), "list-cut")
    assert message.startswith("the list before goes on here")
    parts = element("Sect", one), element("Sect", other)
    assert len(found(tagged_pdf(*parts, pages=2), "list-cut")) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (numbered("1.", "2."), numbered("1.", "2.", page=1)),
        (numbered("•", "•"), numbered("•")),
        (numbered("•", "•"), numbered("–", page=1)),
        (numbered("•", "•"), unlabelled("East", page=1)),
        (unlabelled("North"), unlabelled("East", page=1, x=90)),
        (unlabelled("North"), unlabelled("East")),
    ],
)
def test_two_lists_are_two_lists(one: Node, other: Node) -> None:
    assert found(tagged_pdf(one, other, pages=2), "list-cut") == []


def test_lists_with_something_between_them_are_two() -> None:
    pdf = tagged_pdf(numbered("•"), element("P", "And"), numbered("•", page=1), pages=2)

    assert found(pdf, "list-cut") == []


def test_a_list_in_a_list_is_no_second_half() -> None:
    inner = numbered("2.", "3.", page=1)
    outer = element("L", item("1.", "Wells"), element("LI", element("LBody", "Pumps", inner)))

    assert found(tagged_pdf(outer, pages=2), "list-cut") == []


def test_items_without_a_body_are_counted() -> None:
    plain = element("LI", "1. North")
    in_label = element("LI", element("Lbl", "2. South"))
    empty = element("LI", element("Lbl", "4."))
    pdf = tagged_pdf(element("L", plain, in_label, item("3.", "East"), empty))

    assert found(pdf, "list-item-body") == ['2 of 4 items have no LBody, such as "1. North"']


def test_items_with_a_body_or_with_nothing_are_whole() -> None:
    items = item("1.", "North"), element("LI", element("LBody", "South")), element("LI")

    assert found(tagged_pdf(element("L", *items)), "list-item-body") == []
