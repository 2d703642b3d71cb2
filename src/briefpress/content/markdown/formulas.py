r"""Formulas within a sentence, `$\eta = 1$`, in the notation of TeX.

Dollars are read as pandoc reads them: nothing but the formula stands beside its signs, and no digit behind
the last, so that "$5 and $6" is text. So is what a price could be: a formula has a letter or two alone, or a sign
that no price has. `\$` is a dollar.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.content.equations import BadEquation, mathml_of
from briefpress.content.markdown.tokens import text_token
from briefpress.content.mathml_words import words_of_mathml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

_FORMULA = re.compile(r"\$(?=[^\s$])((?:\\.|[^$\\\n]){1,300}?)(?<=\S)\$(?!\d)", re.DOTALL)
_NO_PRICE = re.compile(r"[\^_=\\<>+]|^\d*[^\W\d_]{1,2}'?$")


def formula(state: StateInline, silent: bool) -> bool:
    """Read a formula between dollars."""
    match = _FORMULA.match(state.src, state.pos)
    is_currency = state.src[max(state.pos - 1, 0) : state.pos].isalnum()  # US$
    if not match or is_currency or not _NO_PRICE.search(match[1]):
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content = match[1]
        token.meta = {"written": match[0]}
    state.pos = match.end()
    return True


def is_formula(written: str) -> bool:
    """Say whether a text is one formula between dollars that can be set."""
    match = _FORMULA.fullmatch(written)
    if not match or not _NO_PRICE.search(match[1]):
        return False
    try:
        return bool(mathml_of(match[1]))
    except (BadEquation, ImportError):
        return False


def render_formula(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """Write a formula as the page draws it, or in its own words where nothing is drawn."""
    draw = env["apparatus"].draw_formula if "apparatus" in env else None
    tex = tokens[index].content
    if draw is not None:
        return str(draw(tex, formula_words(tex)))
    return str(renderer.text([text_token(formula_words(tex))], 0, options, env))


def formula_words(tex: str) -> str:
    """Return a formula as one reads it out, such as "x squared"; as it is written, where it is none."""
    try:
        return words_of_mathml(mathml_of(tex)) or tex
    except (BadEquation, ImportError):
        return tex
