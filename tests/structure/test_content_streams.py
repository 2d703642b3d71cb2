"""Content streams to text and graphics: strings, marked content, forms and layers."""

from __future__ import annotations

import pytest

from briefpress.structure import (
    Text,
    inspect,
)
from handmade_pdfs import PLAIN, first, has_problem, inspect_content, make
from pdf_objects import stream


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (rb"(a\(b\)c) Tj", "a(b)c"),
        (rb"(a(b(c))d) Tj", "a(b(c))d"),
        (b"(a\\101\\7\\\r\nb\\q\\n\r\nc\rd) Tj", "aA?bq??c?d".replace("?", "\ufffd")),
        (b"<48 656C6C 6F2> Tj", "Hello "),
        (b"[(A) -300 (B) 2 <43>] TJ", "AB\x43"),
        (b"[<41> -20 <4243>] TJ", "ABC"),
        (b"[<41>0<42> 0 <43>-300<44>] TJ", "ABCD"),
        (b"/F1 9 Tf /None BMC (A) Tj EMC /F1 null Tf (B) Tj", "AB"),
        (b"/ReversedChars BMC (CBA) Tj [(F) -20 (E) -300 (D)] TJ EMC (G) Tj", "ABCDEFG"),
        (b"/ReversedChars BMC /Span <</ActualText (ba)>> BDC (x) Tj EMC EMC (c) Tj", "abc"),
        (b"[(A) % ] comment\n(B)] TJ", "AB"),
        (b"(A) ' 1 2 (B) \" T* (C) Tj", "ABC"),
        (b"(A) Tj % (B) Tj\n(C) Tj", "AC"),
        (b"q /F2 1 Tf Q (A) Tj q q Q Q Q (B) Tj", "AB"),
        (b"BI /W 4 /H 1 /BPC 8 /CS /G ID \x01 EI \x02EI\nEI (A) Tj", "A"),
        (b"BI /W 4 /L 8 /D [0 1] ID \nEI Q q EI (A) Tj", "A"),
        (b"BI /W 4 /L 8 ID \n EI (A) Tj", "A"),
        (b"(A) Tj BI /W 4 ID never ends (B) Tj", "A"),
        (b"/S <</K [1 2.5 true null x] /D <</E (f)>> >> BDC (A) Tj EMC", "A"),
        (b"/S BMC (A) Tj EMC /S /None BDC (B) Tj EMC", "AB"),
        (b"Tj Tf gs Do /X Do /X gs 3 Tf (A) Tj", "\ufffd"),
        (b"> ) ] >> } (A) Tj", "A"),
        (b"(A) Tj (never closed", "A"),
        (b"(A) Tj [(never closed", "A"),
        ("(“é”) Tj".encode("cp1252"), "“é”"),
    ],
)
def test_the_text_of_shown_strings(shown: bytes, text: str) -> None:
    found = inspect_content(b"/P <</MCID 0>> BDC BT /F1 9 Tf " + shown + b" ET EMC")

    assert found.roots[0].text == text


def test_sign_that_is_drawn_to_the_left_leaves_no_gap() -> None:
    found = inspect_content(b"/P <</MCID 0>> BDC /F1 9 Tf [(A) 600 (B) -600 (C)] TJ EMC")
    (text,) = found.roots[0].children

    assert isinstance(text, Text)
    assert [run.text for run in text.runs] == ["ABC"]


def test_actual_text_replaces_what_is_drawn() -> None:
    found = inspect_content(
        b"/P <</MCID 0>> BDC /F1 9 Tf (a) Tj /Span <</ActualText <FEFF00AD>>> BDC (-) Tj "
        b"/Span <</ActualText (no)>> BDC (x) Tj EMC EMC /Span /Swap BDC (y) Tj EMC (b) Tj EMC",
        "/Properties<</Swap<</ActualText(\\357\\273\\277\\303\\251)>>>>",
    )

    assert found.roots[0].text == "a\u00adéb"


def test_text_of_two_fonts_takes_up_all_that_its_actual_text_replaces() -> None:
    shown = b"/Span <</ActualText (ab)>> BDC /F1 9 Tf (a) Tj /F2 9 Tf (b) Tj EMC"
    found = inspect_content(b"/P <</MCID 0>> BDC " + shown + b" EMC")
    (text,) = found.roots[0].children

    assert isinstance(text, Text)
    assert [run.text for run in text.runs] == ["ab"]


def test_text_belongs_to_the_innermost_mcid_or_artifact() -> None:
    found = inspect_content(
        b"/F1 9 Tf (loose) Tj /P <</MCID 0>> BDC (a) Tj /Span <</MCID 1>> BDC (b) Tj EMC (c) Tj "
        b"/Artifact <</Type/Pagination/Subtype/Footer>> BDC (d) Tj EMC /OC /On BDC (e) Tj EMC EMC "
        b"/Artifact BMC 0 0 9 9 re f EMC /P <</MCID 0>> BDC (f) Tj EMC"
    )
    page = found.pages[0]

    assert found.roots[0].text == "acef"
    assert page.orphans == (Text(0, 1, "b"),)
    assert page.unmarked_text == "loose"
    assert [(a.type, a.subtype, a.text) for a in page.artifacts] == [
        ("Pagination", "Footer", "d"),
        (None, None, ""),
    ]
    assert page.unmarked_graphics == ()
    assert [g.kind for a in page.artifacts for g in a.graphics] == ["drawing"]


@pytest.mark.parametrize(
    ("graphic", "kind"),
    [
        (b"0 0 9 9 re S", "drawing"),
        (b"0 0 m 9 9 l 3 3 l h f", "drawing"),
        (b"BI /W 1 ID x EI", "image"),
        (b"/Im Do", "image"),
        (b"/S sh", "shading"),
    ],
)
def test_graphics_outside_of_marked_content(graphic: bytes, kind: str) -> None:
    image = stream(b"", "/Subtype/Image")
    page = inspect_content(graphic, "/XObject<</Im 21 0 R>>", font=b"null", image=image).pages[0]

    assert [each.kind for each in page.unmarked_graphics] == [kind]


@pytest.mark.parametrize("marks", [b"EMC", b"/P BMC"])
def test_unbalanced_marked_content_is_a_problem(marks: bytes) -> None:
    assert any(
        "marked content" in problem for problem in inspect_content(b"()Tj " + marks).problems
    )


def form(content: bytes, entries: str = "") -> bytes:
    return stream(content, f"/Type/XObject/Subtype/Form{entries}")


FORMS = "/XObject<</X 21 0 R/Y 22 0 R>>"


def test_text_in_a_form_belongs_to_the_marked_content_around_it() -> None:
    found = inspect_content(
        b"/P <</MCID 0>> BDC /F1 9 Tf /X Do /X Do EMC",
        FORMS,
        font=b"null",
        x=form(b"(a) Tj /Y Do", "/Resources<</XObject<</Y 22 0 R>>>>"),
        y=form(b"/F9 9 Tf (b) Tj EMC", "/Resources<</Font<</F9 5 0 R>>>>"),
    )

    assert found.roots[0].text == "abab"
    assert has_problem(found, "closes twice in form XObject 22")


def test_marked_content_within_a_form_is_counted_once() -> None:
    content = b"/P <</MCID 0>> BDC /F1 9 Tf (page) Tj EMC /X Do /X Do"
    changes = {
        4: stream(content),
        7: f"<</Font<</F1 5 0 R>>{FORMS}>>".encode(),
        8: b"<</S/P/Pg 3 0 R/K[0 <</Type/MCR/Stm 21 0 R/MCID 0>>]>>",
        21: form(b"/Span <</MCID 0>> BDC (form) Tj EMC", "/StructParents 1"),
    }
    found = inspect(make(changes))

    assert found.roots[0].children == (Text(0, 0, "page"), Text(0, 0, "form"))
    assert found.problems == ()


def test_a_form_that_draws_itself_is_drawn_once() -> None:
    found = inspect_content(b"/F1 9 Tf /X Do", FORMS, font=b"null", x=form(b"(a) Tj /X Do"))

    assert found.pages[0].unmarked_text == "a"
    assert has_problem(found, "draws itself")


OFF = b"/OCProperties<</OCGs[20 0 R 21 0 R]/D<</OFF[20 0 R]>>>>"


@pytest.mark.parametrize(
    ("layers", "group", "is_visible"),
    [
        (OFF, b"20 0 R", False),
        (OFF, b"21 0 R", True),
        (b"/OCProperties<</OCGs[20 0 R 21 0 R]/D<</BaseState/OFF/ON[21 0 R]>>>>", b"20 0 R", False),
        (b"/OCProperties<</OCGs[20 0 R 21 0 R]/D<</BaseState/OFF/ON[21 0 R]>>>>", b"21 0 R", True),
        (OFF, b"<</Type/OCMD/OCGs[20 0 R 21 0 R]>>", True),
        (OFF, b"<</Type/OCMD/OCGs[20 0 R 21 0 R]/P/AllOn>>", False),
        (OFF, b"<</Type/OCMD/OCGs[21 0 R]/P/AnyOff>>", False),
        (OFF, b"<</Type/OCMD/OCGs 20 0 R/P/AllOff>>", True),
        (OFF, b"<</Type/OCMD/OCGs[]>>", True),
        (OFF, b"<</Type/OCMD/OCGs 20 0 R/VE[/Not 20 0 R]>>", True),
        (b"", b"20 0 R", True),
        (b"/OCProperties null", b"20 0 R", True),
    ],
)
@pytest.mark.parametrize("in_form", [False, True])
def test_text_on_a_hidden_layer_is_not_visible(
    layers: bytes, group: bytes, is_visible: bool, in_form: bool
) -> None:
    shown = b"BT /F1 12 Tf (Hello) Tj ET"
    page = b"/X Do" if in_form else b"/OC /L BDC " + shown + b" EMC"
    objects = {
        1: PLAIN[1].replace(b"/Pages", layers + b"/Pages", 1),
        4: stream(b"/P <</MCID 0>> BDC " + page + b" EMC"),
        7: b"<</Font<</F1 5 0 R>>/Properties<</L " + group + b">>/XObject<</X 22 0 R>>>>",
        20: b"<</Type/OCG/Name(Draft)>>",
        21: b"<</Type/OCG/Name(Final)>>",
        22: stream(shown, f"/Type/XObject/Subtype/Form/BBox[0 0 200 100]/OC {group.decode()}"),
    }
    (text,) = [
        each for each in first(inspect(make(objects)), "P").children if isinstance(each, Text)
    ]

    assert [run.visible for run in text.runs] == [is_visible]
