"""A formula whose MathML is attached is read, and not called one without a description."""

from __future__ import annotations

import pytest

from briefpress.content.mathml_words import words_of_mathml
from briefpress.structure import inspect
from briefpress.transcript import as_text, transcribe
from handmade_pdfs import make
from pdf_objects import stream

MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML">%s</math>'
X, TWO = "<mi>x</mi>", "<mn>2</mn>"


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        ("<mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup>", "E = m c squared"),
        (f"<mfrac><mrow>{X}<mo>+</mo>{TWO}</mrow>{TWO}</mfrac>", "x + 2 over 2"),
        (f"<msqrt>{X}</msqrt>", "square root of x"),
        (f"<mroot>{X}{TWO}</mroot>", "root 2 of x"),
        (f"<msup>{X}<mi>n</mi></msup>", "x to the power of n"),
        (f"<msubsup>{X}<mi>i</mi><mn>3</mn></msubsup>", "x sub i cubed"),
        ("<munderover><mo>∑</mo><mn>1</mn><mi>n</mi></munderover>", "∑ from 1 to n"),
        (f"<mi>f</mi><mo>\u2061</mo><mfenced>{X}{TWO}</mfenced>", "f ( x, 2 )"),
        (f"<mtable><mtr><mtd>{X}</mtd></mtr><mtr><mtd>{TWO}</mtd></mtr></mtable>", "x; 2"),
        (f"<semantics>{X}<annotation>x^2</annotation></semantics>", "x"),
        ("<mrow>" * 60 + X + "</mrow>" * 60, "x"),
    ],
)
def test_formulas_are_said_in_words(xml: str, words: str) -> None:
    assert words_of_mathml(MATH % xml) == words


@pytest.mark.parametrize(
    "xml", ["", "x", "<math>", '<!DOCTYPE a [<!ENTITY b "c">]><math>&b;</math>']
)
def test_what_is_no_mathml_says_nothing(xml: str) -> None:
    assert words_of_mathml(xml) == ""


def formula(kind: str, entries: str = "") -> str:
    """Return the transcript of a formula that has a file of this kind attached."""
    data = (MATH % f"<msup>{X}{TWO}</msup>").encode()
    changes = {
        8: f"<</Type/StructElem/S/Formula/Pg 3 0 R/K 0/AF[20 0 R]{entries}>>".encode(),
        20: b"<</Type/Filespec/F(x.mml)/UF(x.mml)/AFRelationship/Supplement/EF<</F 21 0 R>>>>",
        21: stream(data, f"/Type/EmbeddedFile/Subtype/{kind}"),
    }
    return as_text(transcribe(inspect(make(changes))))


def test_attached_mathml_is_read() -> None:
    said = formula("application#2Fmathml+xml")

    assert "x squared" in said
    assert "without a description" not in said


def test_a_description_is_read_in_place_of_mathml() -> None:
    assert "the square of x" in formula("application#2Fmathml+xml", "/Alt(the square of x)")


def test_another_file_is_no_description() -> None:
    assert "formula without a description" in formula("text#2Fplain")
