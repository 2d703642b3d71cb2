"""Formulas within a sentence: what is one, how it is heard, and what is wrong with it."""

from __future__ import annotations

import pytest

from briefpress.content.markdown.apparatus import Apparatus
from briefpress.content.markdown.conversion import markdown_to_html, markdown_to_text
from briefpress.content.markdown.formulas import is_formula
from briefpress.content.markdown.problems import problems
from briefpress.content.model.fields import Markdown


def drawn(text: str) -> str:
    apparatus = Apparatus(draw_formula=lambda tex, words: f"<{tex}|{words}>")
    return markdown_to_html(text, Markdown.INLINE, apparatus)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Let $x$ be $x^2$.", "Let <x|x> be <x^2|x squared>."),
        (r"$\frac{a}{b}$", r"<\frac{a}{b}|a over b>"),
        ("*$a<b$*", "<em><a<b|a &lt; b></em>"),
        ("**$2k$**", "<strong><2k|2 k></strong>"),
        ("It cost $5 and $6.", "It cost $5 and $6."),
        ("$5 or 10$ more", "$5 or 10$ more"),
        ("US$ and A$ fell", "US$ and A$ fell"),
        (r"\$x$ and \$y\$", "$x$ and $y$"),
        ("$ x$ and $y $", "$ x$ and $y $"),
        ("a $price$ b", "a $price$ b"),
        ("`$x$`", "<code>$x$</code>"),
    ],
)
def test_dollars_hold_a_formula_where_no_price_is_meant(text: str, html: str) -> None:
    assert drawn(text).replace("a < b", "a &lt; b") == html


def test_a_formula_is_heard_in_words_where_nothing_is_drawn() -> None:
    assert markdown_to_text("The area $r^2$ grows.") == "The area r squared grows."
    assert markdown_to_html("Is $a<b$?", Markdown.INLINE, Apparatus()) == "Is a &lt; b?"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a $x^2^3$ b", "this is no equation of TeX: double superscripts"),
        (r"a $\unknown_1$ b", r"the command \unknown is not known"),
        ("a $x_{1$ b", "a { is not closed"),
    ],
)
def test_what_is_wrong_with_a_formula_is_told_where_it_stands(text: str, message: str) -> None:
    (found,) = problems(text, Markdown.INLINE, Apparatus())

    assert found.message.startswith(message)
    assert found.offset == 2
    assert not is_formula(text[2:-2])


def test_a_formula_of_another_program_can_be_kept() -> None:
    assert is_formula("$x^2$")
    assert not is_formula("$5$")
    assert not is_formula("$x$ and $y$")
