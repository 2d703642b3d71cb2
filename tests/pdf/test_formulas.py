"""Formulas in MathML that have a drawing: shown as that, read out as their alternate, attached as MathML."""

from __future__ import annotations

from briefpress.content import EDITIONS, UA1
from briefpress.content.model.equations import Equation
from briefpress.html import HtmlDocument, Theme, read_outline
from briefpress.html.drawn import Drawings
from briefpress.pdf import print_pdf
from briefpress.structure import inspect
from rendered import brief_of

MATHML = (
    "<semantics><mrow><mi>x</mi><mo>&lt;</mo><mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac></mrow>"
    "</semantics></math>"
)


def test_a_drawn_formula_has_its_alternate_and_its_mathml() -> None:
    drawings = Drawings(brief_of(), Theme(), EDITIONS["screen"], {}, "x")
    formula = drawings.equation(Equation(tex=r"x < \frac{1}{2}", alt="x is less than one half"))
    html = f"<html lang=en><title>T</title><h1>T</h1><p>So {formula}.</p>"

    printed = print_pdf(HtmlDocument(html, "x"), profile=UA1)

    assert printed.findings == ()
    (element,) = (
        e for root in inspect(printed.data).roots for e in root.walk() if e.role == "Formula"
    )
    assert (element.alt, element.text) == ("x is less than one half", "")
    assert element.mathml is not None
    assert element.mathml.endswith('xmlns="http://www.w3.org/1998/Math/MathML">' + MATHML)
    assert "annotation" not in element.mathml
    assert element.attributes.bbox is not None
    stretches = [each for p in read_outline(html).passages for each in p.stretches]
    assert [each.alternate for each in stretches if each.alternate] == ["x is less than one half"]
