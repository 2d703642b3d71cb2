"""Words that are spelt out, broken at line ends, or read as other letters than they show."""

from __future__ import annotations

import struct

import pytest

from conftest import ROOT
from handmade_pdfs import inspect_content
from pdf_objects import stream
from tagged_pages import Line, element, found, tagged_pdf

CASES = ROOT / "tests/reported/pdf"


# Letters


@pytest.mark.parametrize(
    "text",
    [
        "T h e s u r v e y",
        "W A R N I N G",
        "of w a t e r in the north",
        "T h e  w e l l s",
        "д о р о г а",
    ],
)
def test_letters_that_stand_apart_are_found(text: str) -> None:
    said = f"FEFF{text.encode('utf-16-be').hex()}"
    line = Line("", around=(f"/Span <</ActualText<{said}>>> BDC (x) Tj EMC", ""))

    assert len(found(tagged_pdf(element("P", line)), "letters-apart")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "A B C D E F G",
        "x x x x x x",
        "J R R T wrote it",
        "a b c",
        "The wells are dry",
        "1 2 3 4 5 6",
        "- - - - - -",
    ],
)
def test_letters_that_are_no_words_are_passed(text: str) -> None:
    assert found(tagged_pdf(element("P", text)), "letters-apart") == []


def test_letters_of_a_formula_are_passed() -> None:
    formula = element("Formula", "z y x w v u")

    assert found(tagged_pdf(element("P", "Let", formula)), "letters-apart") == []


def test_spaced_words_are_said_once_for_each_page() -> None:
    pdf = (CASES / "letter-spaced.pdf").read_bytes()

    (message,) = found(pdf, "letters-apart")
    assert (
        message
        == 'letters are parted by spaces, as in "W a t e r i n f o u r d i s t r i c t s" (14 texts)'
    )


def test_letters_that_are_set_apart_without_spaces_are_words() -> None:
    letters = [Line(letter, 50 + 20.0 * n, 700) for n, letter in enumerate("Water")]

    assert found(tagged_pdf(element("P", *letters)), "words-apart", "letters-apart") == []


# Hyphens


def test_a_word_that_stands_elsewhere_without_its_hyphen() -> None:
    pdf = tagged_pdf(
        element("P", "the interna-", "tional treaty"), element("P", "international law")
    )

    assert found(pdf, "hard-hyphens") == [
        'a word is read out with the hyphen of a line end, such as "interna-tional"'
    ]


def test_many_broken_words_and_no_compound() -> None:
    words = (
        "interna-",
        "tional sur-",
        "vey of dis-",
        "tricts in their coun-",
        "tries and hos-",
        "pitals",
    )

    assert len(found(tagged_pdf(element("P", *words)), "hard-hyphens")) == 1


@pytest.mark.parametrize(
    "lines",
    [
        ("a well-", "known treaty"),
        ("a well-", "known treaty", "that is well-known"),
        ("the state-of-", "the-art method"),
        ("the Kamau-", "Banda report", "by KamauBanda"),
        ("a self-", "made pump, a hand-", "made one, and a low-", "cost one"),
        ("pages 12-", "tens of them"),
    ],
)
def test_compounds_may_end_a_line(lines: tuple[str, ...]) -> None:
    assert found(tagged_pdf(element("P", *lines)), "hard-hyphens") == []


def test_compounds_within_lines_speak_for_those_at_line_ends() -> None:
    ends = (
        "low-",
        "cost pumps, hand-",
        "made pipes, self-",
        "built wells, half-",
        "dry ones, well-",
        "kept",
    )
    within = element(
        "P", "A far-off, ill-kept, one-eyed, old-time, re-used, dog-eared, six-foot pump."
    )

    assert found(tagged_pdf(element("P", *ends), within), "hard-hyphens") == []


# Glyphs

CMAP = b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange %d beginbfchar %s endbfchar endcmap"


def differences(**texts: str) -> list[tuple[str, str]]:
    """Return what contradicts ToUnicode in a font of glyphs with these names, each with this text."""
    names = "".join(f"/{name}" for name in texts)
    pairs = " ".join(
        f"<{code:02x}> <{text.encode('utf-16-be').hex()}>"
        for code, text in enumerate(texts.values(), 65)
    )
    font = (
        f"<</Type/Font/Subtype/Type1/BaseFont/Own/ToUnicode 21 0 R"
        f"/Encoding<</Differences[65 {names}]>>>>"
    ).encode()
    shown = "".join(chr(65 + n) for n in range(len(texts)))
    facts = inspect_content(
        f"/P <</MCID 0>> BDC BT /F2 12 Tf ({shown}) Tj ET EMC".encode(),
        font=font,
        map=stream(CMAP % (len(texts), pairs.encode())),
    )
    return list(facts.fonts[0].contradictions)


GOOD = {"a": "a", "b": "b", "c": "c", "d": "d"}


@pytest.mark.parametrize(
    ("name", "said", "meant"),
    [
        ("f_f_i", "f", "ffi"),
        ("fi", "f", "fi"),
        ("ffl", "ff", "ffl"),
        ("e", "c", "e"),
        ("uni0436", "в", "ж"),
    ],
)
def test_a_name_that_contradicts_its_text(name: str, said: str, meant: str) -> None:
    ((read, shown),) = differences(**GOOD, **{name: said})

    assert read == said
    assert shown in (meant, "\ufb01", "\ufb04")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("fi", "fi"),
        ("fi", "\ufb01"),
        ("a.sc", "A"),
        ("eacute", "e\u0301"),
        ("quoteright", "'"),
        ("hyphen", "\u00ad"),
        ("space", "\u00a0"),
        ("g123", "x"),
        ("Adieresis", "Д"),  # an old font with letters in the places of others
        ("bullet", "o"),
        ("germandbls", "ss"),
    ],
)
def test_a_name_that_agrees_or_says_nothing(name: str, text: str) -> None:
    assert differences(**GOOD, **{name: text}) == []


def test_arbitrary_names_contradict_nothing() -> None:
    assert differences(a="T", b="h", c="e", d="s") == []


def test_only_what_is_shown_counts() -> None:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Own/ToUnicode 21 0 R/Encoding/WinAnsiEncoding>>"
    cmap = CMAP % (5, b"<61> <0061> <62> <0062> <63> <0063> <64> <0064> <65> <0078>")

    def contradictions(shown: bytes) -> int:
        content = b"/P <</MCID 0>> BDC BT /F2 12 Tf (%s) Tj ET EMC" % shown
        return len(inspect_content(content, font=font, map=stream(cmap)).fonts[0].contradictions)

    assert (contradictions(b"abcd"), contradictions(b"abcde")) == (0, 1)


def truetype(codes: dict[int, int], *, format_: int = 12) -> bytes:
    """Return a font program with nothing but a cmap of these codes and glyphs."""
    groups = b"".join(
        struct.pack(">III", code, code, glyph) for code, glyph in sorted(codes.items())
    )
    body = struct.pack(">HHIII", format_, 0, 16 + len(groups), 0, len(codes)) + groups
    cmap = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + body
    return (
        struct.pack(">IHHHH", 0x10000, 1, 0, 0, 0)
        + struct.pack(">4sIII", b"cmap", 0, 28, len(cmap))
        + cmap
    )


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        (truetype({97: 1, 98: 2, 99: 3, 0xFB01: 4}), [("f", "\ufb01")]),
        (truetype({97: 1, 98: 2, 99: 3, 102: 4}), []),
        (truetype({97: 1, 98: 2, 99: 3, 0xFB01: 4, 102: 4}), []),  # one glyph for both
        (truetype({97: 1, 98: 2, 99: 3, 0xFB01: 4}, format_=6), []),
        (truetype({97: 1, 98: 2, 99: 3, 0xFB01: 4})[:-7], []),
        (b"no font", []),
        (b"", []),
    ],
)
def test_what_a_truetype_font_says_of_its_glyphs(
    program: bytes, expected: list[tuple[str, str]]
) -> None:
    font = b"<</Type/Font/Subtype/Type0/BaseFont/Own/Encoding/Identity-H/DescendantFonts[22 0 R]/ToUnicode 21 0 R>>"
    cmap = (CMAP % (4, b"<0001> <0061> <0002> <0062> <0003> <0063> <0004> <0066>")).replace(
        b"<00> <ff>", b"<0000> <ffff>"
    )
    facts = inspect_content(
        b"/P <</MCID 0>> BDC BT /F2 12 Tf <0001000200030004> Tj ET EMC",
        font=font,
        map=stream(cmap),
        descendant=b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Own/FontDescriptor 23 0 R>>",
        descriptor=b"<</Type/FontDescriptor/FontName/Own/FontFile2 24 0 R>>",
        program=stream(program, f"/Length1 {len(program)}"),
    )

    assert list(facts.fonts[0].contradictions) == expected


def test_a_ligature_that_is_read_as_one_letter_is_found() -> None:
    assert found((CASES / "ligature-says-f.pdf").read_bytes(), "wrong-letter") == [
        'letters of the font IBM-Plex-Serif are read as others: "ﬁ" as "f", "ﬂ" as "f"'
    ]
