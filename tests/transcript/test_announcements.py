"""How elements are announced, role by role."""

from __future__ import annotations

import pytest

from briefpress.structure import ObjectRef, Text
from elements import e, link, rows, run, transcript_of

CASES = {
    "headings": (
        [e("H1", "One"), e("H2", "Two ", e("Em", "stressed")), e("H7", "Seven"), e("H3")],
        """
        heading level 1, One
        heading level 2, Two stressed
        heading level 7, Seven
        empty heading level 3
        """,
    ),
    "headings without a level": (
        [e("Sect", e("H", "A"), e("Div", e("Sect", e("H", "B"))))],
        """
        heading level 1, A
        heading level 2, B
        """,
    ),
    "title": ([e("Title", "T")], "\n        title, T\n        "),
    "paragraphs": (
        [e("Document", e("P", "a ", e("Span", "b"), "c"), e("Sect", e("P", "d")), "e", e("Em", "f"))],
        """
        a bc
        d
        ef
        """,
    ),
    "list": (
        [e("L", e("LI", e("LBody", "one")), e("LI", e("Lbl", "•"), e("LBody", e("P", "two"))))],
        """
        list with 2 items
          one
          • two
        end of list
        """,
    ),
    "list in a list": (
        [e("L", e("LI", e("Lbl", "1."), e("LBody", e("P", "one"), e("L", e("LI", "x")), e("P", "more"))))],
        """
        list with 1 item
          1. one
            list with 1 item, level 2
              x
            end of list
            more
        end of list
        """,
    ),
    "list of terms": (
        [e("L", e("LI", e("Lbl", "Rain"), e("LBody", "Water")), e("LI", e("Lbl", "iv"), e("LBody", "x")))],
        """
        list with 2 items
          Rain: Water
          iv x
        end of list
        """,
    ),
    "list without items": (
        [e("L", e("P", "x")), e("L"), e("L", e("LI")), e("LI", "alone")],
        """
        list
          x
        end of list
        alone
        """,
    ),
    "heading in an item": (
        [e("L", e("LI", e("Lbl", "1."), e("LBody", e("H3", "A"), e("P", "b"))))],
        """
        list with 1 item
          1. [heading level 3] A
            b
        end of list
        """,
    ),
    "table": (
        [e("Table", e("Caption", "C"), *rows("!K|!A", "!x|1", "!y|"))],
        """
        table, 2 columns, 3 rows
          caption, C
          row 1
            column header: K
            column header: A
          row 2
            column K, row header: x
            column A, row x: 1
          row 3
            column K, row header: y
            column A, row y, blank
        end of table
        """,
    ),
    "table with headers in two rows": (
        [
            e(
                "Table",
                e("THead", e("TR", e("TH", "A", cols=2), summary="S"), *rows("!b|!c")),
                e("TBody", *rows("1|2"), e("TR", e("TD", "3", cols=2))),
                summary="Two of each",
            )
        ],
        """
        table, 2 columns, 4 rows, summary: Two of each
          row 1
            column header, spans 2 columns: A
          row 2
            column A, column header: b
            column A, column header: c
          row 3
            column A, b: 1
            column A, c: 2
          row 4
            column A, b, c, spans 2 columns: 3
        end of table
        """,
    ),
    "table without headers": (
        [e("Table", *rows("1|2", "3")), e("TR", e("TD", "lost")), e("Table")],
        """
        table, 2 columns, 2 rows
          row 1
            column 1: 1
            column 2: 2
          row 2
            column 1: 3
        end of table
        lost
        """,
    ),
    "headers in other rows and columns": (
        [
            e(
                "Table",
                e("TR", e("TH", "A", id="a"), e("TD", "x", headers=("b",))),
                e("TR", e("TH", "B", id="b", scope="Row"), e("TD", "y", headers=("a",))),
            )
        ],
        """
        table, 2 columns, 2 rows
          row 1
            row header: A
            row B: x
          row 2
            row header: B
            row A: y
        end of table
        """,
    ),
    "blocks in a cell": (
        [e("Table", e("TR", e("TD", e("P", "a"), e("P", "b"), e("L", e("LI", "c")))))],
        """
        table, 1 column, 1 row
          row 1
            column 1: a
              b
              list with 1 item
                c
              end of list
        end of table
        """,
    ),
    "links": (
        [
            e("P", "See ", e("Link", "this", link("https://e.org/")), "."),
            e("P", "Long since (", e("Reference", e("Link", "A 2", link(page=0))), ")."),
            e("P", "Text.", e("Reference", e("Link", "1", link(page=0))), " More"),
            e("P", e("Link", link("https://e.org/", contents="Our site"))),
            e("P", e("Link", link("https://e.org/x"))),
            e("P", e("Link", e("Figure", alt="Logo"), link(page=4))),
            e("P", "bare ", link("https://e.org/y"), link("https://e.org/z", hidden=True)),
            e("P", link("https://e.org/y")),
            e("Link", e("P", "block"), link(page=0)),
        ],
        """
        See this [link].
        Long since (A 2 [link]).
        Text. [reference] 1 [link] More
        Our site [link]
        https://e.org/x [link]
        [graphic, Logo] [link]
        bare [link]
        https://e.org/y [link]
        block [link]
        """,
    ),
    "a link to a page": (
        [e("Link", link(page=4)), e("P", e("Link", link(name="chapter")))],
        "\n        page 5 [link]\n        chapter [link]\n        ",
    ),
    "graphics": (
        [
            e("Figure", "axis labels", e("Caption", "C"), alt="A map"),
            e("Figure", ""),
            e("Figure", e("P", "seen")),
            e("P", "a ", e("Figure", alt="dot"), " b ", e("Figure", "")),
            e("Figure", actual_text="Dr"),
            e("Figure", e("Div", e("Caption", "nested")), alt=" "),
        ],
        """
        graphic, A map
        caption, C
        graphic without a description
        graphic without a description, with content
          seen
        end of graphic
        a [graphic, dot] b [graphic without a description]
        graphic, Dr
        graphic without a description, with content
          caption, nested
        end of graphic
        """,
    ),
    "formulas": (
        [e("Formula", "x2", alt="x squared"), e("P", "so ", e("Formula", "y"), "."), e("Formula")],
        """
        formula, x squared
        so [formula without a description, with content] y [end of formula].
        formula without a description
        """,
    ),
    "quotations": (
        [e("BlockQuote", e("P", "a"), e("P", "b")), e("P", "He said ", e("Quote", "no"), "."), e("Quote")],
        """
        quotation
          a
          b
        end of quotation
        He said [quote] no [end of quote].
        """,
    ),
    "notes": (
        [
            e("P", "Text", e("Reference", "1"), e("FENote", e("Lbl", "1."), "The note."), " goes on"),
            e("L", e("LI", e("Lbl", "2."), e("LBody", e("Note", e("P", "Late"), e("P", "later"))))),
        ],
        """
        Text [reference] 1
        note, 1. The note.
        end of note
        goes on
        list with 1 item
          2. [note] Late
              later
            end of note
        end of list
        """,
    ),
    "contents": (
        [e("TOC", e("TOCI", e("Lbl", "1"), e("Reference", e("Link", "A", link(page=1)))), e("TOC", e("TOCI", "B")))],
        """
        table of contents with 1 entry
          1 A [link]
          table of contents with 1 entry, level 2
            B
          end of table of contents
        end of table of contents
        """,
    ),
    "boxes and code": (
        [
            e("Aside", e("H2", "Box"), e("P", e("Code", "x"), " is code")),
            e("Code", "y = 1"),
            e("Aside", e("P", " ")),
        ],
        """
        aside
          heading level 2, Box
          x is code
        end of aside
        code, y = 1
        """,
    ),
    "replacements of text": (
        [
            e("P", e("Span", "UN", expansion="United Nations"), " and ", e("Span", "ﬁ", actual_text="fi"), "."),
            e("P", e("Span", "EU ", expansion="European Union"), "law"),
            e("P", e("Span", "x", alt="star"), e("Span", "-", actual_text="")),
            e("Sect", e("P", "heard"), alt="not heard", actual_text=""),
            e("P", "gone", actual_text="said"),
        ],
        """
        United Nations and fi.
        European Union law
        star
        heard
        said
        """,
    ),
    "silent content": (
        [
            e("P", "so\u00adcial\u200b می\u200cآیند  \n x"),
            e("Artifact", e("P", "no")),
            e("P"),
            e("Sect", e("BlockQuote")),
        ],
        "\n        social می\u200cآیند x\n        ",
    ),
    "form": (
        [
            e("P", "Name: ", e("Form", ObjectRef(0, "Widget", alternate="Your name"))),
            e("Form", ObjectRef(0, "Widget")),
            e("P", ObjectRef(0, "Widget", alternate="secret", hidden=True)),
            e("Annot", ObjectRef(0, "Highlight", contents="Well said"), ObjectRef(0, "Popup", contents="no")),
            e("Annot", ObjectRef(0, "Odd", contents="Strange"), ObjectRef(0, "XObject")),
        ],
        """
        Name: [form field, Your name]
        form field without a name
        [comment, Well said] [annotation, Strange]
        """,
    ),
    "languages": (
        [
            e("P", "The ", e("Span", "Harambee", lang="sw-KE"), " hall of ", e("Span", "London", lang="en-GB")),
            e("Sect", e("P", "бір"), e("P", "екі ", e("Span", "two", lang="en")), lang="kk"),
            e("H1", "back"),
            e("H2", e("Span", "Zwei", lang="de")),
            e("Figure", alt="Une carte", lang="fr"),
            e("P", e("Span", "??", lang="qqq")),
        ],
        """
        The [in Swahili: Harambee] hall of London
        in Kazakh: бір
        екі [in English: two]
        heading level 1, in English: back
        heading level 2, [in German: Zwei]
        graphic, in French: Une carte
        in English: [in qqq: ??]
        """,
    ),
    "unknown types": (
        [e("Story", e("Chunk", "a"), e("Chunk", "b ", e("Odd", "c"))), e("TD", "d"), e("LBody", "f"), e("", "g")],
        """
        a
        b c
        d
        f
        g
        """,
    ),
    "nonstruct elements": (
        [
            e("NonStruct", e("NonStruct", "a "), e("Link", e("NonStruct", "b"), link()), e("NonStruct", ".")),
            e("NonStruct", e("NonStruct", "note"), link(page=0)),
            e("NonStruct", e("P", e("NonStruct", "c"), e("NonStruct", e("Em", "d")))),
        ],
        """
        a b [link].
        note [link]
        cd
        """,
    ),
    "ruby": ([e("P", e("Ruby", e("RB", "漢字"), e("RT", "かんじ")))], "\n        漢字かんじ\n        "),
}  # fmt: skip


def lines(text: str) -> str:
    """Return an indented text without its margin."""
    return "".join(f"{line.removeprefix(' ' * 8)}\n" for line in text.strip("\n").split("\n")[:-1])


@pytest.mark.parametrize("name", CASES)
def test_announcements(name: str) -> None:
    roots, expected = CASES[name]

    assert transcript_of(*roots) == lines(expected)


def test_the_language_of_a_run_is_announced() -> None:
    text = Text(0, 1, "a bc", (run("a ", 0, 0), run("b", 9, 0, lang="fr"), run("c", 15, 0)))
    whole = Text(0, 2, "d (e)", (run("d", 0, 0, lang="fr"), run("e", 9, 0, lang="fr")))

    assert transcript_of(e("P", text), e("P", whole)) == "a [in French: b] c\nin French: d (e)\n"


def test_a_gap_between_texts_is_read_as_a_space() -> None:
    def text(words: str, left: float, bottom: float = 0) -> Text:
        return Text(0, 1, words, (run(words, left, bottom),))

    assert transcript_of(e("P", text("ab", 0), text("c", 10), e("Em", text("d", 30)))) == "abc d\n"
    assert transcript_of(e("P", text("ab", 50, 20), text("cd", 0))) == "ab cd\n"
    assert transcript_of(e("P", text("ab-", 50, 20), text("cd", 0))) == "ab-cd\n"
    assert transcript_of(e("H1", Text(0, 1, "abc", (run("ab", 50, 20), run("c", 0, 0))))) == (
        "heading level 1, ab c\n"
    )
    assert transcript_of(e("P", text("ab\u00ad", 50, 20), text("cd", 0))) == "abcd\n"
    assert transcript_of(e("P", text("漢", 50, 20), text("字", 0), Text(0, 2, "x"))) == "漢字x\n"
