"""The lists of headings, links and tables, the structure tree as text, and names of languages."""

from __future__ import annotations

from briefpress.structure import ObjectRef, Text
from briefpress.transcript import (
    headings,
    language_name,
    links,
    tables,
    tree_as_text,
)
from elements import artifact, e, link, page, pdf, rows, run

PARTS = (
    e("H1", "One ", e("FENote", "note")),
    e("Sect", e("H", "Free"), page=1),
    e("H3", "Three", page=1),
    e("P", e("Link", "Three", link(page=1)), e("Link", "x", link(page=0)), e("Link", link())),
    e("P", e("Link", link("https://e.org/", contents="Site")), e("Link", "n", link(page=3, name="n"))),
    e("P", "Named", id="n"),
    e("Link", "lost", link(name="nowhere")),
    e("Table", e("Caption", "C"), *rows("!A|!", "1|2"), summary="S"),
    e("Table", *rows("1")),
)  # fmt: skip


def test_headings() -> None:
    assert [str(item) for item in headings(pdf(*PARTS, e("H2")))] == [
        "level 1, One (page 1)",
        "no level, Free (page 1)",
        "    level 3, Three (page 2)",
        "  level 2, empty (page 1)",
    ]


def test_links() -> None:
    assert [str(item) for item in links(pdf(*PARTS))] == [
        "Three → “Three”, page 2 (page 1)",
        "x → page 1 (page 1)",
        "without a text → nowhere (page 1)",
        "Site → https://e.org/ (page 1)",
        "n → “Named”, page 4 (page 1)",
        "lost → nowhere (page 1)",
    ]


def test_tables() -> None:
    assert "\n".join(map(str, tables(pdf(*PARTS)))) == (
        "C, 2 columns, 2 rows (page 1)\n  summary: S\n  headers: A\n"
        "table without a caption, 1 column, 1 row (page 1)\n  no headers"
    )


def test_the_tree_as_text() -> None:
    roots = (
        e(
            "Document",
            e("H1", "A" * 200, tag="Heading", lang="fr"),
            e("P", "a ", e("Span", "b", expansion="B", title="t"), link("https://e.org/"), page=1),
            e("P", Text(1, 1, "c\u00ad"), Text(2, 1, "d"), e("Link", e("Em", "e"), link(page=0))),
            e("Form", ObjectRef(2, "Widget", alternate="Name", hidden=True), page=2),
            e("Table", e("TR", e("TH", scope="Row", id="h", cols=2), e("TD", headers=("h",), rows=2))),
            e("L", numbering="Disc"),
            e("Figure", alt="map", actual_text=""),
        ),
    )  # fmt: skip
    one = page(
        artifacts=(artifact("Head"), artifact("Head"), artifact(" ")),
        unmarked=(run("loose", 0, 0),),
        orphans=(Text(0, 9, "orphan"),),
    )

    assert tree_as_text(pdf(*roots, pages=(one,))).splitlines() == [
        "Document (page 1)",
        f'  Heading = H1 [Lang=fr] "{"A" * 66}…{"A" * 33}"',
        "  P (page 2)",
        '    "a"',
        '    Span (page 1) [E="B", T="t"] "b"',
        "    → https://e.org/",
        "  P",
        '    (page 2) "c-" (page 3) "d"',
        "    Link (page 1)",
        '      Em "e"',
        "      → page 1",
        "  Form (page 3) Widget (Name) hidden",
        "  Table (page 1)",
        "    TR",
        "      TH [ID=h, Scope=Row, ColSpan=2]",
        "      TD [Headers=h, RowSpan=2]",
        "  L [ListNumbering=Disc]",
        '  Figure [Alt="map", ActualText=""]',
        'artifact Pagination/Header "Head" ×2',
        'outside the tree page 1 "loose"',
        'outside the tree page 1 "orphan"',
    ]
    assert tree_as_text(pdf()) == "no structure tree\n"


def test_names_of_languages() -> None:
    tags = ("kk", "en-GB", "sr-Latn-RS", "sr_Cyrl", "x-klingon", "", None, "FIL")

    assert [language_name(tag) for tag in tags] == [
        "Kazakh", "English", "Serbian (Latin)", "Serbian (Cyrillic)", "x-klingon", None, None, "Filipino",
    ]  # fmt: skip
