"""Formulas in MathML that have a drawing: shown as that, read out as their alternate, attached as MathML."""

from __future__ import annotations

import pytest

from briefpress.content import EDITIONS, UA1
from briefpress.content.model.equations import Equation
from briefpress.html import HtmlDocument, Theme, read_outline
from briefpress.html.drawn import Drawings
from briefpress.pdf import print_pdf
from briefpress.structure import inspect
from briefpress.structure.rasterize import rasterize_pages
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


@pytest.mark.parametrize(
    "colour", ["#c00000", "rgb(192 0 0)", "hsl(0 100% 37.6%)", "device-cmyk(0 1 1 0.247)"]
)
def test_a_formula_has_the_colour_of_the_text_that_it_stands_in(colour: str) -> None:
    formula = Drawings(brief_of(), Theme(), EDITIONS["screen"], {}, "x").formula("m^2", "m squared")
    html = (
        f"<html lang=en><title>T</title><h1>T</h1><p style='color: {colour}'>Wide: {formula}.</p>"
    )

    data = print_pdf(HtmlDocument(html, "x"), profile=UA1).data

    (formula_box,) = (
        e.attributes.bbox for r in inspect(data).roots for e in r.walk() if e.role == "Formula"
    )
    assert formula_box
    (page,) = rasterize_pages(data, 144)
    reds = [
        (count, shade) for count, shade in page.colours(formula_box) if shade != (255, 255, 255)
    ]
    assert max(reds)[1] == (192, 0, 0)
    assert all(shade[0] >= 190 for _, shade in reds)
