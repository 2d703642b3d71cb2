"""Equations of TeX as MathML, and those that are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

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
        (r"\left( a \right", "this is no equation of TeX: it ends too early"),
        (r"\limits", "a command has nothing to stand at, or a sign above or below is missing"),
        (r"\href{javascript:x()}{a}", "an equation has no links and no styles of its own"),
        (r"\style{background: url(x)}{a}", "an equation has no links and no styles of its own"),
        (r"\left( a", "this is no equation of TeX: extra left or missing right"),
    ],
)
def test_what_is_no_equation_is_refused(tex: str, said: str) -> None:
    with pytest.raises(BadEquation) as caught:
        mathml_of(tex)

    assert str(caught.value) == said


def test_words_in_an_equation_are_no_markup() -> None:
    math = fromstring(mathml_of(r"\text{p < 0.05 & <script>x</script>} \leq b"))  # noqa: S314 - made here

    assert [each.tag.rpartition("}")[2] for each in math.iter()] == ["math", "mrow", "mtext", "mo", "mi"]  # fmt: skip
    assert "".join(math.itertext()) == "p\xa0<\xa00.05\xa0&\xa0<script>x</script>≤b"


def test_a_bad_equation_is_found_where_it_is_written(tmp_path: Path) -> None:
    body = [{"equation": {"tex": "a", "alt": "A"}}, {"equation": {"tex": "x^2^3", "alt": "A"}}]
    path = write_brief(tmp_path / "a.yaml", sections=[{"heading": "H", "body": body}])

    (finding,) = load(path).findings

    assert finding.rule == "equation-tex"
    line = path.read_text("utf-8").splitlines()[(finding.location.line or 0) - 1]
    assert line.strip().startswith('"tex": "x^2^3"')
