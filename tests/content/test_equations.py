"""Equations of TeX as MathML, and those that are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress.content import load
from briefpress.content.equations import BadEquation, mathml_of
from conftest import write_brief

if TYPE_CHECKING:
    from pathlib import Path


def test_an_equation_becomes_mathml() -> None:
    mathml = mathml_of(r"\frac{a}{b} < \{1\}")

    assert mathml.startswith('<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">')
    assert "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>" in mathml


TOO_DEEP = (
    "this is no equation of TeX: its commands are nested too deeply, or one is made of itself"
)


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        (r"\frac{a}{b", "a { is not closed"),
        ("a}", "a } closes nothing"),
        ("{" * 60 + "}" * 60, "there are more than 50 braces in each other"),
        (r"\foo x", r"the command \foo is not known"),
        (r"\input{/etc/passwd}", r"the command \input is not known"),
        ("a" * 1001, "the equation has 1,001 characters; 1,000 are the limit"),
        ("x^2^3", "this is no equation of TeX: double superscripts"),
        (r"\def\a{\a}\a", TOO_DEEP),
        (r"\left( a", "this is no equation of TeX: extra left or missing right"),
    ],
)
def test_what_is_no_equation_is_refused(tex: str, said: str) -> None:
    with pytest.raises(BadEquation) as caught:
        mathml_of(tex)

    assert str(caught.value) == said


def test_a_bad_equation_is_found_where_it_is_written(tmp_path: Path) -> None:
    body = [{"equation": {"tex": "a", "alt": "A"}}, {"equation": {"tex": "x^2^3", "alt": "A"}}]
    path = write_brief(tmp_path / "a.yaml", sections=[{"heading": "H", "body": body}])

    (finding,) = load(path).findings

    assert finding.rule == "equation-tex"
    line = path.read_text("utf-8").splitlines()[(finding.location.line or 0) - 1]
    assert line.strip().startswith('"tex": "x^2^3"')
