"""What is heard of a PDF, and the lists by which people find their way in one."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from briefpress import structure
from briefpress.structure import Element, ObjectRef, Text
from briefpress.transcript.landmarks import headings, links, tables
from briefpress.transcript.languages import language_name
from briefpress.transcript.transcription import transcribe
from briefpress.transcript.treeview import tree_as_text
from briefpress.transcript.utterances import as_text
from clock import growth
from conftest import ROOT
from elements import artifact, e, link, page, pdf, rows, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefpress.structure import PdfStructure
    from conftest import Golden, Printed

TRANSCRIPTS = ROOT / "tests/transcripts"


def heard(*roots: Element, **said: object) -> str:
    """Return the transcript without its first line, in which the document is named."""
    return as_text(transcribe(pdf(*roots, **said))).partition("\n")[2]


def lines(text: str) -> str:
    """Return an indented text without its margin."""
    return "".join(f"{line.removeprefix(' ' * 8)}\n" for line in text.strip("\n").split("\n")[:-1])


# The briefs


@pytest.mark.parametrize("name", ["kazakhstan", "kenya"])
def test_the_briefs_as_they_are_heard(
    name: str, golden: Golden, request: pytest.FixtureRequest
) -> None:
    printed: Printed = request.getfixturevalue(name)
    facts = structure.inspect(printed.pdf.data)

    golden(TRANSCRIPTS / f"{name}.txt", as_text(transcribe(facts), pages=True))
    if name == "kenya":
        ways = ("\n".join(map(str, way)) for way in (headings(facts), links(facts), tables(facts)))
        golden(TRANSCRIPTS / "kenya-ways.txt", "\n\n".join(ways) + "\n")
        golden(TRANSCRIPTS / "kenya-tree.txt", tree_as_text(facts))


# Announcements

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
    "a header that stands elsewhere": (
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
    "what stands for text": (
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
    "silence": (
        [e("P", "so\u00adcial\u200b  \n x"), e("Artifact", e("P", "no")), e("P"), e("Sect", e("BlockQuote"))],
        "\n        social x\n        ",
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
    "types that nobody knows": (
        [e("Story", e("Chunk", "a"), e("Chunk", "b ", e("Odd", "c"))), e("TD", "d"), e("LBody", "f"), e("", "g")],
        """
        a
        b c
        d
        f
        g
        """,
    ),
    "elements that are no structure": (
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


@pytest.mark.parametrize("name", CASES)
def test_announcements(name: str) -> None:
    roots, expected = CASES[name]

    assert heard(*roots) == lines(expected)


def test_the_language_of_a_run_is_heard() -> None:
    text = Text(0, 1, "a bc", (run("a ", 0, 0), run("b", 9, 0, lang="fr"), run("c", 15, 0)))
    whole = Text(0, 2, "d (e)", (run("d", 0, 0, lang="fr"), run("e", 9, 0, lang="fr")))

    assert heard(e("P", text), e("P", whole)) == "a [in French: b] c\nin French: d (e)\n"


def test_a_gap_between_texts_is_heard_as_a_space() -> None:
    def text(words: str, left: float, bottom: float = 0) -> Text:
        return Text(0, 1, words, (run(words, left, bottom),))

    assert heard(e("P", text("ab", 0), text("c", 10), e("Em", text("d", 30)))) == "abc d\n"
    assert heard(e("P", text("ab", 50, 20), text("cd", 0))) == "ab cd\n"
    assert heard(e("P", text("ab-", 50, 20), text("cd", 0))) == "ab-cd\n"
    assert heard(e("H1", Text(0, 1, "abc", (run("ab", 50, 20), run("c", 0, 0))))) == (
        "heading level 1, ab c\n"
    )
    assert heard(e("P", text("ab\u00ad", 50, 20), text("cd", 0))) == "abcd\n"
    assert heard(e("P", text("漢", 50, 20), text("字", 0), Text(0, 2, "x"))) == "漢字x\n"


# The document


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ({}, "document, T, language: English, 1 page"),
        ({"title": None}, "document without a title, language: English, 1 page"),
        (
            {"title_shown": False},
            "document called by the name of its file, language: English, 1 page",
        ),
        ({"language": None}, "document, T, no language stated, 1 page"),
        ({"language": "zh-Hant", "pages": ()}, "document, T, language: Chinese (traditional), 0 pages"),
    ],
)  # fmt: skip
def test_the_document_is_named(said: dict[str, object], first: str) -> None:
    (utterance,) = transcribe(pdf(e("Document"), **said))

    assert utterance.said == first


def test_without_a_language_of_its_own_only_stated_ones_are_heard() -> None:
    roots = [e("P", "a"), e("P", "b", lang="fr"), e("P", "c")]

    assert heard(*roots, language=None) == "a\nin French: b\nc\n"


def test_page_changes_are_noted_and_told_on_request() -> None:
    document = pdf(e("P", Text(0, 1, "a"), Text(1, 1, "b")), e("P", Text(1, 2, "c")))
    utterances = transcribe(document)

    assert as_text(utterances).endswith("\nab\nc\n")
    assert as_text(utterances, pages=True).endswith("\npage 1\nab\npage 2\nc\n")


def test_what_ends_on_another_page_ends_there() -> None:
    quote = e("BlockQuote", e("P", "a"), e("P", "b", page=1))

    assert as_text(transcribe(pdf(quote)), pages=True).endswith(
        "page 1\nquotation\n  a\npage 2\n  b\nend of quotation\n"
    )


def test_an_untagged_pdf_is_guessed_at() -> None:
    runs = (
        run("Rain ", 0, 100, 20), run("report", 60, 100, 20),
        run("It rained", 0, 70), run("in", 50, 70), run("May.", 0, 58), run("", 0, 0),
        run("Column", 300, 100),
    )  # fmt: skip
    one = page(
        unmarked=runs,
        orphans=(Text(0, 1, "Orphan"),),
        annotations=(link("https://e.org/"), ObjectRef(0, "Widget", alternate="Name")),
        artifacts=(artifact("Head"),),
    )

    assert heard(pages=(one, page(1, unmarked=(run("Two", 0, 0),)))).splitlines() == [
        "not tagged: this is the order in which it is drawn, and a screen reader can only guess",
        "Rain report",
        "It rained in May.",
        "Column",
        "Orphan",
        "https://e.org/ [link]",
        "form field, Name",
        "Two",
    ]


def test_an_utterance_names_its_element_page_and_language() -> None:
    target = link("https://e.org/")
    inner = e("Link", "this", target, page=2)
    paragraph = e("P", "See ", inner, page=2)
    _, *utterances = transcribe(pdf(paragraph))

    assert [(u.text, u.said, u.element, u.page, u.lang, u.inline) for u in utterances] == [
        ("See ", "", paragraph, 2, "en", False),
        ("this", "", inner, 2, "en", False),
        ("", "link", inner, 2, "en", True),
    ]
    assert len({utterance.line for utterance in utterances}) == 1


def test_names_of_languages() -> None:
    tags = ("kk", "en-GB", "sr-Latn-RS", "sr_Cyrl", "x-klingon", "", None, "FIL")

    assert [language_name(tag) for tag in tags] == [
        "Kazakh", "English", "Serbian (Latin)", "Serbian (Cyrillic)", "x-klingon", None, None, "Filipino",
    ]  # fmt: skip


# Ways through a document

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


def test_headings_are_listed() -> None:
    assert [str(item) for item in headings(pdf(*PARTS, e("H2")))] == [
        "level 1, One (page 1)",
        "no level, Free (page 1)",
        "    level 3, Three (page 2)",
        "  level 2, empty (page 1)",
    ]


def test_links_are_listed() -> None:
    assert [str(item) for item in links(pdf(*PARTS))] == [
        "Three → “Three”, page 2 (page 1)",
        "x → page 1 (page 1)",
        "without a text → nowhere (page 1)",
        "Site → https://e.org/ (page 1)",
        "n → “Named”, page 4 (page 1)",
        "lost → nowhere (page 1)",
    ]


def test_tables_are_listed() -> None:
    assert "\n".join(map(str, tables(pdf(*PARTS)))) == (
        "C, 2 columns, 2 rows (page 1)\n  summary: S\n  headers: A\n"
        "table without a caption, 1 column, 1 row (page 1)\n  no headers"
    )


def test_the_tree_is_printed() -> None:
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


# Any tree

_ROLES = (
    "Document", "Part", "Sect", "Div", "Aside", "NonStruct", "P", "H", "H1", "H3", "L", "LI", "Lbl",
    "LBody", "Table", "THead", "TBody", "TR", "TH", "TD", "Caption", "TOC", "TOCI", "Link", "Reference",
    "Note", "FENote", "BlockQuote", "Quote", "Code", "Span", "Em", "Figure", "Formula", "Form", "Annot",
    "Ruby", "RT", "BibEntry", "Title", "Artifact", "Unknown", "",
)  # fmt: skip
_SAID = st.sampled_from([None] * 7 + ["said", ""])
_LANGS = st.sampled_from([None] * 6 + ["kk", "sw-KE", "qqq", "en"])
_OBJECTS = st.sampled_from([
    link("https://e.org/", contents="c"), link(page=1), ObjectRef(0, "Widget"), ObjectRef(0, "Popup"),
])  # fmt: skip


def _elements(kids: st.SearchStrategy[object]) -> st.SearchStrategy[Element]:
    return st.builds(
        e,
        st.sampled_from(_ROLES),
        alt=_SAID,
        actual_text=_SAID,
        expansion=_SAID,
        lang=_LANGS,
        id=st.sampled_from([None, "a", "b"]),
        scope=st.sampled_from([None, "Row", "Column", "Both", "?"]),
        headers=st.sampled_from([(), ("a",), ("b", "c")]),
        cols=st.integers(-1, 4),
        rows=st.integers(-1, 4),
        page=st.sampled_from([None, 0, 1]),
    ).flatmap(
        lambda element: st.lists(kids, max_size=4).map(
            lambda found: replace(element, children=tuple(found))  # type: ignore[arg-type]
        )
    )


_TEXTS = st.sampled_from(["", " ", "word", "word "]).map(lambda text: Text(0, 0, text))
_TREES = st.recursive(_elements(st.one_of(_TEXTS, _OBJECTS)), _elements, max_leaves=12)


def numbered(element: Element, numbers: Iterator[int]) -> Element:
    """Give every text of a tree a number, so that it can be told from all others."""
    children = [
        numbered(kid, numbers)
        if isinstance(kid, Element)
        else replace(kid, text=kid.text.replace("word", f"w{next(numbers)}w"))
        if isinstance(kid, Text)
        else kid
        for kid in element.children
    ]
    return replace(element, children=tuple(children))


def audible(element: Element) -> Iterator[str]:
    """Yield the numbers of texts that are to be heard."""
    picture = element.role in ("Figure", "Formula")
    said = (
        element.alt or element.actual_text if picture else element.expansion or element.actual_text
    )
    may_be_empty = element.role in _INLINE and element.actual_text == "" and not element.expansion
    replaced = said or may_be_empty or (element.role in _ALT and element.alt)
    for kid in element.children:
        if isinstance(kid, Text) and not replaced and element.role != "Artifact":
            yield from re.findall(r"w\d+w", kid.text)
        elif isinstance(kid, Element) and element.role != "Artifact":
            if not replaced:
                yield from audible(kid)
            elif picture:
                yield from captions(kid)


def captions(element: Element) -> Iterator[str]:
    if element.role == "Caption":
        yield from audible(element)
    elif element.role not in ("Figure", "Formula"):
        for kid in element.children:
            if isinstance(kid, Element):
                yield from captions(kid)


_ALT = frozenset({"Link", "Annot", "Form", "Span", "Em", "Lbl", "Reference"})
_INLINE = frozenset({"Link", "Annot", "Form", "Span", "Em", "Lbl", "Ruby", "RT"})


@given(st.lists(_TREES, max_size=3))
def test_every_text_is_heard_once_and_what_begins_ends(roots: list[Element]) -> None:
    numbers = count()
    roots = [numbered(root, numbers) for root in roots]
    document = pdf(*roots)
    utterances = transcribe(document)
    texts = " ".join(utterance.text for utterance in utterances)

    assert re.findall(r"w\d+w", texts) == [w for root in roots for w in audible(root)] or not roots
    assert unbalanced(utterance.said for utterance in utterances) == []
    assert len(as_text(utterances).splitlines()) == len({u.line for u in utterances})
    assert all(u.text.strip() or u.said for u in utterances)
    assert tree_as_text(document)
    assert all(map(str, [*headings(document), *links(document), *tables(document)]))


def unbalanced(announcements: Iterable[str]) -> list[str]:
    """Return what was begun and did not end."""
    open_: list[str] = []
    for said in announcements:
        name = said.removeprefix("end of ")
        if name != said:
            assert open_.pop() == name
        elif begun := _BEGINS.match(said):
            open_.append(begun[0])
    return open_


_BEGINS = re.compile(
    r"list|table of contents|table(?=,)|quotation|note|aside|quote$"
    r"|(graphic|formula)(?= without a description, with content)"
)


def deep(count: int) -> PdfStructure:
    whole = e("P", "bottom")
    for role in ("Sect", "L", "Span", "Table", "Quote") * count:
        whole = e(role, whole)
    return pdf(whole)


def long(count: int) -> PdfStructure:
    return pdf(e("Document", *(e("P", "a ", e("Em", "b")) for _ in range(count))))


def tall(count: int) -> PdfStructure:
    return pdf(e("Table", *rows("|".join(["!a"] * 50), *["|".join(["!b", *["1"] * 49])] * count)))


@pytest.mark.parametrize(("shape", "size"), [(deep, 25), (long, 2_000), (tall, 50)])
def test_what_is_large_takes_no_longer_than_it_is_large(
    shape: Callable[[int], PdfStructure], size: int
) -> None:
    def reading(count: int) -> Callable[[], object]:
        document = shape(count)
        assert as_text(transcribe(document))
        return lambda: (as_text(transcribe(document)), tree_as_text(document))

    assert growth(reading, size) < 8


def test_a_large_table_is_read_whole() -> None:
    assert len(transcribe(tall(400))) == 401 * 51 + 3
