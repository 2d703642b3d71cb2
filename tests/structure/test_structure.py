"""PDF bytes to plain facts: the tree, the text, the pages, and what damage does to them."""

from __future__ import annotations

import io
import logging
import zlib
from dataclasses import FrozenInstanceError
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import weasyprint
from hypothesis import HealthCheck, given, settings, strategies as st
from pypdf import PdfWriter
from pypdf.errors import DependencyError

from briefpress.structure import canvas, objects, problems, reader, tree as tree_module
from briefpress.structure.facts import (
    Attachment,
    Attributes,
    Destination,
    Element,
    FontFact,
    ObjectRef,
    OutlineItem,
    PdfStructure,
    Text,
)
from briefpress.structure.inspection import inspect
from briefpress.structure.reader import UnreadablePdf

if TYPE_CHECKING:
    pass


def font_url(package: str, name: str) -> str:
    with as_file(files(package)) as folder:
        return next(folder.rglob(name)).as_uri()


SERIF = font_url("fontpkg_ibm_plex_serif", "IBMPlexSerif-Regular.ttf")
SANS = font_url("fontpkg_fira_sans", "FiraSans-Regular.ttf")
SVG = quote(
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><rect width="9"/></svg>'
)
HTML = f"""<html lang="en-GB"><title>Kenya: rain</title>
<style>
@font-face {{ font-family: Plex; src: url("{SERIF}") }}
@font-face {{ font-family: Fira; src: url("{SANS}") }}
@page {{ size: A4; @top-center {{ content: "Running head" }} }}
body {{ font: 10pt Plex }}
h1, h2 {{ font: 14pt Fira }}
h2 {{ break-before: page }}
.note {{ float: footnote }}
</style>
<h1>Kenya</h1>
<p>Қазақстан and “quotes” in <a href="https://example.org/a?b=c">a report</a>,
see <a href="#later">later</a><span class="note">A note.</span></p>
<ul><li>One</li><li>Two</li></ul>
<table><tr><th scope="col" colspan="2">Name</th></tr><tr><td rowspan="2">a</td><td>b</td></tr>
<tr><td>c</td></tr></table>
<img alt="A map" src="data:image/svg+xml,{SVG}">
<h2 id="later">Later</h2><p style="opacity: 0.5">Faint</p>
"""


@pytest.fixture(scope="session")
def printed() -> bytes:
    """A PDF/UA-1 of two pages from WeasyPrint, with its own tagging and all its faults."""
    pdf = weasyprint.HTML(string=HTML).write_pdf(pdf_variant="pdf/ua-1")
    assert isinstance(pdf, bytes)
    return pdf


@pytest.fixture(scope="session")
def facts(printed: bytes) -> PdfStructure:
    return inspect(printed)


def only(document: PdfStructure, role: str) -> Element:
    """The first element of this role."""
    return next(element for element in document.walk() if element.role == role)


# --- documents made by hand, one object at a time ---------------------------------------------


def stream(data: bytes, entries: str = "") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries.encode(), len(data), data)


PLAIN: dict[int, bytes] = {
    1: b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>>>",
    2: b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>",
    3: b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources 7 0 R/Annots[9 0 R]>>",
    4: stream(b"/P <</MCID 0>> BDC BT /F1 12 Tf (Hello) Tj ET EMC"),
    5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    6: b"<</Type/StructTreeRoot/K 8 0 R>>",
    7: b"<</Font<</F1 5 0 R>>>>",
    8: b"<</Type/StructElem/S/P/Pg 3 0 R/K 0>>",
    9: b"<</Type/Annot/Subtype/Link/Rect[9 8 1 2]>>",
}


def make(changes: dict[int, bytes] | None = None, trailer: str = "") -> bytes:
    """A small PDF with a right cross-reference table; `changes` replace or add objects."""
    objects = {**PLAIN, **(changes or {})}
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in sorted(objects.items()):
        offsets.append((number, len(out)))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, offset in offsets:
        out += b"%d 1\n%010d 00000 n \n" % (number, offset)
    size = max(objects) + 1
    out += f"trailer\n<</Size {size}/Root 1 0 R{trailer}>>\n".encode()
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start


def drawn(content: bytes, resources: str = "", **more: bytes) -> PdfStructure:
    """A page with this content, in which one P claims MCID 0; `more` are objects 20, 21, …"""
    extra = dict(enumerate(more.values(), 20))
    fonts = f"<</Font<</F1 5 0 R/F2 20 0 R>>{resources}>>".encode()
    return inspect(make({4: stream(content), 7: fonts, **extra}))


def tree(kids: str, **more: str) -> PdfStructure:
    """A structure tree with these kids of its root; `more` are entries of the root."""
    entries = "".join(f"/{key} {value}" for key, value in more.items())
    return inspect(make({6: f"<</Type/StructTreeRoot/K {kids}{entries}>>".encode()}))


# --- a document as WeasyPrint prints it -------------------------------------------------------


def test_the_document_says_what_it_is(facts: PdfStructure) -> None:
    assert (facts.pdf_version, facts.encrypted, facts.marked) == ("1.7", False, True)
    assert (facts.title, facts.title_shown, facts.language) == ("Kenya: rain", True, "en-GB")
    assert facts.xmp is not None
    assert facts.xmp_values["{http://www.aiim.org/pdfua/ns/id/}part"] == ("1",)
    assert facts.xmp_values["{http://purl.org/dc/elements/1.1/}title"] == ("Kenya: rain",)
    assert facts.outline == (
        OutlineItem("Kenya", 1, 0, (OutlineItem("Later", 2, 1),)),
    )  # fmt: skip


def test_text_stands_under_its_element(facts: PdfStructure) -> None:
    assert [root.role for root in facts.roots] == ["Document"]
    assert only(facts, "H1").text == "Kenya"
    assert only(facts, "P").text.startswith("Қазақстан and “quotes” in a report,")
    assert [e.text for e in facts.walk() if e.role == "LBody"] == ["One", "Two"]
    assert only(facts, "H2").page == 1


def test_tables_and_figures_have_their_attributes(facts: PdfStructure) -> None:
    assert only(facts, "TH").attributes.col_span == 2
    assert only(facts, "TD").attributes.row_span == 2
    assert all(isinstance(header, str) for header in only(facts, "TD").attributes.headers)
    assert only(facts, "Figure").alt == "A map"
    assert only(facts, "Figure").attributes.bbox is not None


def test_links_lead_somewhere(facts: PdfStructure) -> None:
    links = [c for e in facts.walk() for c in e.children if isinstance(c, ObjectRef)]

    assert next(link.uri for link in links) == "https://example.org/a?b=c"
    assert Destination("later", 1) in [link.destination for link in links]
    assert {link for link in links if link.page == 0} == set(facts.pages[0].annotations)
    assert all(link.in_tree and link.rect for link in links)


def test_margin_boxes_are_orphans(facts: PdfStructure) -> None:
    for page in facts.pages:
        assert "Running head" in [orphan.text for orphan in page.orphans]
        assert page.unmarked_text == ""


def test_text_in_a_form_that_no_element_refers_to_is_an_orphan(facts: PdfStructure) -> None:
    assert "Faint" in [orphan.text for orphan in facts.pages[1].orphans]
    assert any("which is not there" in problem for problem in facts.problems)


def test_pages_have_sizes_in_points(facts: PdfStructure) -> None:
    width, height = facts.pages[0].size

    assert (round(width), round(height)) == (595, 842)
    assert facts.pages[0].boxes.media == (0, 0, width, height)
    assert facts.pages[0].boxes.crop is None
    assert [page.index for page in facts.pages] == [0, 1]
    assert facts.pages[0].label is None
    assert facts.pages[0].tabs == "S"


def test_fonts_are_those_that_show_text(facts: PdfStructure) -> None:
    fonts = {font.name: font for font in facts.fonts}

    assert fonts["Fira"] == FontFact("Fira", "Type0", True, True, True, (0, 1))
    assert fonts["Plex"].embedded


def test_facts_do_not_change(facts: PdfStructure) -> None:
    with pytest.raises(FrozenInstanceError):
        facts.title = ""  # type: ignore[misc]
    with pytest.raises(TypeError):
        facts.role_map["P"] = "H1"  # type: ignore[index]


# --- content streams --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (rb"(a\(b\)c) Tj", "a(b)c"),
        (rb"(a(b(c))d) Tj", "a(b(c))d"),
        (b"(a\\101\\7\\\r\nb\\q\\n\r\nc\rd) Tj", "aA?bq??c?d".replace("?", "\ufffd")),
        (b"<48 656C6C 6F2> Tj", "Hello "),
        (b"[(A) -300 (B) 2 <43>] TJ", "AB\x43"),
        (b"[<41> -20 <4243>] TJ", "ABC"),
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
def test_strings_are_read_as_written(shown: bytes, text: str) -> None:
    found = drawn(b"/P <</MCID 0>> BDC BT /F1 9 Tf " + shown + b" ET EMC")

    assert found.roots[0].text == text


def test_actual_text_replaces_what_is_drawn() -> None:
    found = drawn(
        b"/P <</MCID 0>> BDC /F1 9 Tf (a) Tj /Span <</ActualText <FEFF00AD>>> BDC (-) Tj "
        b"/Span <</ActualText (no)>> BDC (x) Tj EMC EMC /Span /Swap BDC (y) Tj EMC (b) Tj EMC",
        "/Properties<</Swap<</ActualText(\\357\\273\\277\\303\\251)>>>>",
    )

    assert found.roots[0].text == "a\u00adéb"


def test_the_innermost_mark_takes_the_text() -> None:
    found = drawn(
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
def test_graphics_outside_all_marks_are_told(graphic: bytes, kind: str) -> None:
    image = stream(b"", "/Subtype/Image")
    page = drawn(graphic, "/XObject<</Im 21 0 R>>", font=b"null", image=image).pages[0]

    assert [each.kind for each in page.unmarked_graphics] == [kind]


@pytest.mark.parametrize("marks", [b"EMC", b"/P BMC"])
def test_unbalanced_marks_are_a_problem(marks: bytes) -> None:
    assert any("marked content" in problem for problem in drawn(b"()Tj " + marks).problems)


# --- fonts ------------------------------------------------------------------------------------

CMAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange
3 beginbfchar <41> <0061> <8001> <D83DDE00> <8002> <00660069> endbfchar
3 beginbfrange <42> <43> <0062> <8010> <8011> [<0078> <0079>] <44> (b) endbfrange
1 beginbfrange /no /such /range endbfrange"""


def test_simple_fonts_go_by_encoding_and_differences() -> None:
    names = "/eacute/f_i/uni0416/u1F600/g7/uniXYZ/a.alt"
    font = f"<</Subtype/Type1/Encoding<</Differences[65{names}]>>>>".encode()
    found = drawn(b"/P <</MCID 0>> BDC /F2 9 Tf (ABCDEFGab\x80) Tj EMC", font=font)

    assert found.roots[0].text == "éfiЖ😀\ufffd\ufffdaab\ufffd"


def test_to_unicode_goes_before_the_encoding() -> None:
    font = b"<</Subtype/TrueType/Encoding/WinAnsiEncoding/ToUnicode 21 0 R>>"
    found = drawn(b"/P <</MCID 0>> BDC /F2 9 Tf (ABCX) Tj EMC", font=font, cmap=stream(CMAP))

    assert found.roots[0].text == "abcX"
    assert found.fonts[0].has_to_unicode


@pytest.mark.parametrize("encoding", ["21 0 R", "/90ms-RKSJ-H"])
def test_codes_may_have_several_lengths(encoding: str) -> None:
    font = f"<</Subtype/Type0/Encoding {encoding}/ToUnicode 21 0 R>>".encode()
    shown = b"<41 42 8001 8002 8010 8011 8099 81> Tj"
    found = drawn(b"/P <</MCID 0>> BDC /F2 9 Tf " + shown + b" EMC", font=font, cmap=stream(CMAP))

    assert found.roots[0].text == "ab😀fixy\ufffd\ufffd"


def test_codes_without_a_meaning_are_replacement_characters() -> None:
    font = b"<</Subtype/Type0/BaseFont/ABCDEF+Kozuka/Encoding/Identity-H/DescendantFonts[22 0 R]>>"
    below = b"<</Subtype/CIDFontType2/FontDescriptor<</FontFile2 21 0 R>>>>"
    content = b"/P <</MCID 0>> BDC /State gs <00410042> Tj EMC"
    state = "/ExtGState<</State<</Font[20 0 R 9]>>>>"
    found = drawn(content, state, font=font, file=stream(b""), below=below)

    assert found.roots[0].text == "\ufffd\ufffd"
    assert found.fonts == (FontFact("Kozuka", "Type0", True, False, True, (0,)),)


# --- form XObjects ----------------------------------------------------------------------------


def form(content: bytes, entries: str = "") -> bytes:
    return stream(content, f"/Type/XObject/Subtype/Form{entries}")


FORMS = "/XObject<</X 21 0 R/Y 22 0 R>>"


def test_a_form_takes_the_mark_round_it() -> None:
    found = drawn(
        b"/P <</MCID 0>> BDC /F1 9 Tf /X Do /X Do EMC",
        FORMS,
        font=b"null",
        x=form(b"(a) Tj /Y Do", "/Resources<</XObject<</Y 22 0 R>>>>"),
        y=form(b"/F9 9 Tf (b) Tj EMC", "/Resources<</Font<</F9 5 0 R>>>>"),
    )

    assert found.roots[0].text == "abab"
    assert any("closes twice in form XObject 22" in problem for problem in found.problems)


def test_marked_content_of_a_form_is_its_own_and_read_once() -> None:
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
    found = drawn(b"/F1 9 Tf /X Do", FORMS, font=b"null", x=form(b"(a) Tj /X Do"))

    assert found.pages[0].unmarked_text == "a"
    assert any("draws itself" in problem for problem in found.problems)


# --- the structure tree -----------------------------------------------------------------------


def test_an_element_has_all_its_strings() -> None:
    strings = "/Alt(a)/ActualText(\\376\\377\\004\\032)/Lang(kk)/E(e)/T(t)/ID(i)"
    found = tree(f"<</S/Figure{strings}/Pg 3 0 R/K 0>>").roots[0]

    assert (found.alt, found.actual_text, found.lang) == ("a", "К", "kk")
    assert (found.expansion, found.title, found.id, found.page) == ("e", "t", "i", 0)
    assert found.text == "К"
    assert found.children == (Text(0, 0, "Hello"),)


@pytest.mark.parametrize(
    ("tag", "role"),
    [("Chapter", "Sect"), ("P", "P"), ("H1", "P"), ("Ring", "Ring"), ("Other", "Other")],
)
def test_the_role_map_is_followed_to_its_end(tag: str, role: str) -> None:
    role_map = "<</Chapter/Part1/Part1/Sect/P/P/H1/P/Ring/Rong/Rong/Ring>>"
    found = tree(f"<</S/{tag}>>", RoleMap=role_map)

    assert (found.roots[0].role, found.roots[0].tag) == (role, tag)
    assert found.role_map["Chapter"] == "Part1"
    assert bool(found.problems) is (tag == "Ring")


def test_namespaces_have_their_own_role_maps() -> None:
    namespace = "<</NS(http://example.org/ns)/RoleMapNS<</para[/Para 30 0 R]/other/Chapter>>>>"
    changes = {
        6: b"<</K[<</S/para/NS 20 0 R>> <</S/other/NS 20 0 R>>]/RoleMap<</Chapter/Sect>>>>",
        20: namespace.encode(),
        30: b"<</NS(http://iso.org/pdf2/ssn)>>",
    }
    found = inspect(make(changes))

    assert [(e.role, e.namespace) for e in found.roots] == [
        ("Para", "http://example.org/ns"),
        ("Sect", "http://example.org/ns"),
    ]


def test_attributes_go_before_those_of_the_class_map() -> None:
    found = tree(
        "<</S/TH/C[/c]/A[<</O/Table/Scope/Row/Headers[(x)(y)]/Summary(s)>> 0"
        "<</O/Layout/BBox[4 3 2 1]>> <</O/List/ListNumbering/Decimal>>]>>",
        ClassMap="<</c<</O/Table/Scope/Column/RowSpan 3/ColSpan 2>>>>",
    )

    assert found.roots[0].attributes == Attributes(
        "Row", ("x", "y"), 2, 3, "s", "Decimal", (2.0, 1.0, 4.0, 3.0)
    )


def test_objects_in_the_tree_are_those_of_the_page() -> None:
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


@pytest.mark.parametrize(
    ("kids", "problem"),
    [
        ("[0 0]", "belongs to two structure elements"),
        ("7", "refers to marked content 7 on page 1, which is not there"),
        ("<</Type/MCR>>", "which is not there"),
        ("[(text) null]", "something that is no element"),
        ("8 0 R", "stands twice"),
        ("[<</S/Span>> [8 0 R]]", "something that is no element"),
        ("<</Type/OBJR/Obj 99 0 R>>", "an object that is not there"),
        ("98 0 R", "object 98 is referred to, but not there"),
    ],
)
def test_a_broken_tree_is_read_as_far_as_it_goes(kids: str, problem: str) -> None:
    found = inspect(make({8: f"<</S/P/Pg 3 0 R/K {kids}>>".encode()}))

    assert [root.role for root in found.roots] == ["P"]
    assert any(problem in each for each in found.problems)


def test_marked_content_of_no_page_is_not_found() -> None:
    found = tree("[0 <</S/P/K 0>>]")

    assert found.roots[0].children == (Text(None, 0, ""),)
    assert found.roots[0].page is None
    assert found.pages[0].orphans == (Text(0, 0, "Hello"),)


def test_deep_trees_are_cut() -> None:
    elements = {n: f"<</S/Div/K {n + 1} 0 R>>".encode() for n in range(20, 900)}
    found = inspect(make({6: b"<</K 20 0 R>>", **elements}))

    assert len(list(found.walk())) == tree_module.DEPTH
    assert found.roots[0].text == ""
    assert repr(found.roots[0]).startswith("Element(role='Div'")
    assert any("500 levels" in limit for limit in found.limits)


def test_a_pdf_may_have_no_tree() -> None:
    found = inspect(make({1: b"<</Type/Catalog/Pages 2 0 R/Version/2.0>>"}))

    assert (found.roots, found.marked, found.pdf_version) == ((), False, "2.0")
    assert found.pages[0].orphans == (Text(0, 0, "Hello"),)


# --- the document -----------------------------------------------------------------------------


def test_labels_are_those_of_the_pages() -> None:
    labels = b"/PageLabels<</Nums[0<</S/r/St 4>>]>>>>"

    assert inspect(make({1: PLAIN[1][:-2] + labels})).pages[0].label == "iv"


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("/S/D/St 12", "12"), ("/S/R/St 1994", "MCMXCIV"), ("/S/r/St 4000", "4000"),
        ("/S/A/St 28", "BB"), ("/S/a/St 0", "0"), ("/P(cover)", "cover"), ("/P(A-)/S/D", "A-1"),
    ],
)  # fmt: skip
def test_labels_have_styles(said: str, label: str) -> None:
    entries = f"/PageLabels<</Kids[<</Nums[0<<{said}>>]>>]>>>>".encode()

    assert inspect(make({1: PLAIN[1][:-2] + entries})).pages[0].label == label


def test_attachments_are_listed_once() -> None:
    names = b"/AF[20 0 R]/Names<</EmbeddedFiles<</Names[(a)20 0 R(b)21 0 R]>>>>>>"
    data = stream(b"title: x", "/Type/EmbeddedFile/Subtype/text#2Fyaml")
    changes = {
        1: PLAIN[1][:-2] + names,
        20: b"<</F(old)/UF(brief.yaml)/Desc(The source)/AFRelationship/Source/EF<</F 22 0 R>>>>",
        21: b"<</F(b.bin)/EF<</F 23 0 R>>>>",
        22: data,
        23: stream(b"", "/Params<</Size 7>>"),
    }

    assert inspect(make(changes)).attachments == (
        Attachment("brief.yaml", "Source", 8, "The source", "text/yaml", True),
        Attachment("b.bin", None, 7, None, None, False),
    )


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


XMP = """<?xpacket begin="\ufeff"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:cc="http://creativecommons.org/ns#">
<rdf:Description rdf:about="" dc:format="application/pdf"><dc:creator><rdf:Seq><rdf:li>A</rdf:li>
<rdf:li>B</rdf:li></rdf:Seq></dc:creator><cc:license rdf:resource="https://example.org/by"/>
</rdf:Description><rdf:Description rdf:about=""><dc:language>en</dc:language></rdf:Description>
<rdf:Description rdf:about=""><dc:relation><rdf:Bag><rdf:li rdf:resource="r"/></rdf:Bag>
</dc:relation></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>  """


def with_xmp(xmp: bytes) -> PdfStructure:
    changes = {1: PLAIN[1][:-2] + b"/Metadata 20 0 R>>", 20: stream(zlib.compress(xmp), FLATE)}
    return inspect(make(changes))


FLATE = "/Filter/FlateDecode"


def test_xmp_is_a_flat_mapping() -> None:
    found = with_xmp(XMP.encode())
    dublin = "{http://purl.org/dc/elements/1.1/}"

    assert found.xmp == XMP.encode()
    assert found.xmp_values == {
        f"{dublin}format": ("application/pdf",),
        f"{dublin}creator": ("A", "B"),
        f"{dublin}language": ("en",),
        f"{dublin}relation": ("r",),
        "{http://creativecommons.org/ns#}license": ("https://example.org/by",),
    }


@pytest.mark.parametrize(
    "xmp",
    [b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', b"<x>", b'<?xml encoding="x-none"?><x/>'],
)
def test_xmp_that_is_unsafe_or_broken_has_no_values(xmp: bytes) -> None:
    found = with_xmp(xmp)

    assert found.xmp_values == {}
    assert any("XMP" in problem for problem in found.problems)


def encrypted(printed: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(printed))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_encryption_without_a_password_is_no_hindrance(printed: bytes) -> None:
    found = inspect(encrypted(printed, ""))

    assert found.encrypted
    assert found.title == "Kenya: rain"
    assert only(found, "H1").text == "Kenya"


# --- damage -----------------------------------------------------------------------------------


@pytest.mark.parametrize("pdf", [b"", b"Hello", b"%PDF-1.7\n%%EOF", b"\0" * 5000])
def test_what_is_no_pdf_is_unreadable(pdf: bytes) -> None:
    with pytest.raises(UnreadablePdf, match="not a PDF"):
        inspect(pdf)


def test_what_needs_a_password_is_unreadable(printed: bytes) -> None:
    with pytest.raises(UnreadablePdf, match="password"):
        inspect(encrypted(printed, "secret"))


def test_what_needs_another_library_is_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(_: object) -> None:
        raise DependencyError("cryptography is required")

    monkeypatch.setattr(reader, "Reader", lacking)
    with pytest.raises(UnreadablePdf, match="cryptography"):
        inspect(make())


DEEP = b"[" * 3000 + b"]" * 3000


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({4: stream(b"x", "/Filter/None")}, "NotImplementedError"),
        ({4: stream(b"x", "/Filter/JBIG2Decode")}, "DependencyError|Jbig|JBIG|jbig"),
        ({4: stream(b"zzz{", "/Filter/ASCII85Decode")}, "ValueError"),
        ({4: DEEP}, "RecursionError"),
        ({2: b"<</Type/Pages/Kids[2 0 R]>>"}, "the page tree stands twice in it"),
        ({1: PLAIN[1][:-2] + b"/PageLabels<</Nums 3>>>>"}, "page labels cannot"),
        ({1: PLAIN[1][:-2] + b"/PageLabels<</Nums[0 20 0 R]>>>>", 20: DEEP}, "page labels cannot"),
        ({1: PLAIN[1][:-2] + b"/Names<</Dests 20 0 R>>>>", 9: b"<</Dest(a)>>",
          20: b"<</Kids[20 0 R]>>"}, "a name tree holds itself"),
    ],
)  # fmt: skip
def test_a_damaged_part_is_a_problem(changes: dict[int, bytes], error: str) -> None:
    found = inspect(make(changes))

    assert any(part in problem for problem in found.problems for part in error.split("|"))


@pytest.mark.parametrize(
    ("container", "error"),
    [
        (stream(b"8 0 <</S/P>>", "/Type/ObjStm/N 1/First 4"), ""),
        (stream(b"8 0 <</S/P>>", "/N 1/First 4"), "KeyError"),
        (stream(b"8 0 <</S/P>>", "/Type/Other/N 1/First 4"), "AssertionError"),
        (stream(b"8 0 <</S/P>>", "/Type/ObjStm/N 1/First 4/Filter/None"), "NotImplementedError"),
        (b"<</Type/ObjStm>>", "AttributeError"),
        (b"null", "object 8 cannot be read"),
        (b"(text)", "TypeError"),
    ],
)
def test_a_damaged_object_stream_is_a_problem(container: bytes, error: str) -> None:
    objects = {**PLAIN, 12: container}
    del objects[8]
    body, entries = bytearray(b"%PDF-1.7\n"), {0: (0, 0, 255), 8: (2, 12, 0)}
    for number, data in objects.items():
        entries[number] = (1, len(body), 0)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    entries[13] = (1, len(body), 0)
    index = "".join(f"{number} 1 " for number in sorted(entries))
    table = b"".join(
        bytes((kind,)) + place.to_bytes(2) + bytes((more,))
        for _, (kind, place, more) in sorted(entries.items())
    )
    said = f"/Type/XRef/W[1 2 1]/Index[{index}]/Size 14/Root 1 0 R"
    start = len(body)
    body += b"13 0 obj\n%s\nendobj\n" % stream(table, said)
    found = inspect(bytes(body) + b"startxref\n%d\n%%%%EOF\n" % start)

    assert found.pages[0].orphans == (Text(0, 0, "Hello"),)
    assert (found.roots == ()) is bool(error)
    assert error in "".join(found.problems)


def test_the_log_of_pypdf_becomes_problems_only(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    log = logging.getLogger("pypdf")
    before = (log.propagate, log.level, list(log.handlers))
    found = inspect(make().replace(b"startxref\n", b"startxref\n1"))

    assert found.roots[0].text == "Hello"
    assert any("startxref" in problem for problem in found.problems)
    assert (log.propagate, log.level, list(log.handlers)) == before
    assert caplog.records == []
    assert capsys.readouterr() == ("", "")


def test_a_file_that_is_mostly_damage_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "WARNINGS", 0)
    with pytest.raises(UnreadablePdf, match="too much of the file is damaged"):
        inspect(make().replace(b"startxref\n", b"startxref\n1"))


def test_limits_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree_module, "ELEMENTS", 1)
    monkeypatch.setattr(problems, "PROBLEMS", 1)
    many = inspect(make({6: b"<</K[<</S/P>><</S/P>>(x) 97 0 R]>>"}))
    monkeypatch.setattr(objects, "CONTENT_BYTES", 40)
    monkeypatch.setattr(canvas, "DRAWN_BYTES", 40)
    large = inspect(make({4: b"[20 0 R 20 0 R 21 0 R]", 20: stream(b" " * 30), 21: PLAIN[4]}))

    assert len(many.roots) == 1
    assert len(many.problems) == 2
    assert many.problems[-1] == "and more: only the first 1 problems are listed"
    assert any("streams are left out" in limit for limit in large.limits)
    assert any("page 1 is left out" in limit for limit in large.limits)


PLACE = st.floats(0, 1, exclude_max=True)  # a share of the file


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(
    flips=st.lists(st.tuples(PLACE, st.integers(0, 255)), max_size=30),
    cut=st.one_of(st.just(1.0), PLACE),
)
def test_mutants_do_no_harm(printed: bytes, flips: list[tuple[float, int]], cut: float) -> None:
    pdf = bytearray(printed)
    for place, byte in flips:
        pdf[int(place * len(pdf))] = byte
    try:
        found = inspect(bytes(pdf[: int(cut * len(pdf))]))
    except UnreadablePdf:
        return
    assert all(isinstance(element, Element) for element in found.walk())


def test_the_verapdf_corpus_is_read(verapdf_corpus: Path) -> None:
    unreadable, read, texts = [], 0, 0
    for path in verapdf_corpus.rglob("*.pdf"):
        try:
            found = inspect(path.read_bytes())
        except UnreadablePdf:
            unreadable.append(path.name)
            continue
        read += 1
        texts += any(root.text for root in found.roots)

    assert read > 200
    assert texts > 150
    # Its encryption asks for a password, or for a library that need not be there.
    assert set(unreadable) <= {"7.16-t01-fail-a.pdf"}


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
def test_text_on_a_layer_that_is_not_shown_is_not_visible(
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
        each for each in only(inspect(make(objects)), "P").children if isinstance(each, Text)
    ]

    assert [run.visible for run in text.runs] == [is_visible]
