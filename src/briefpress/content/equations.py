"""Equations from the notation of TeX to MathML, and what is wrong with them."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from importlib.util import find_spec
from typing import TYPE_CHECKING
from xml.etree.ElementTree import tostring

from briefpress.content.rules.charts import EQUATION_TEX, EQUATIONS_MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.content.passages import Passage
    from briefpress.content.yaml_source import Source
    from briefpress.findings import Finding

MAX_TEX = 1_000  # characters: longer ones take seconds to draw
_DEEPEST = 50  # braces in each other
# How many parts elements of MathML have.
_PARTS = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2, "munderover": 3,
}  # fmt: skip
_FORBIDDEN = frozenset({"class", "href", "id", "style"})  # attributes that a page acts on
_UNKNOWN = re.compile(r"<mi>(\\[a-zA-Z]+)")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)


class BadEquation(Exception):  # noqa: N818 - an outcome that the caller reports, not a bug
    """An equation is not one of TeX; the message says why."""


def equation_findings(source: Source, passages: tuple[Passage, ...]) -> Iterator[Finding]:
    """Yield what is wrong with the equations of a content file."""
    for each in passages:
        if each.path[-2:] == ("equation", "tex") and each.text.strip():
            where = source.locate(each.path)
            if not can_set_equations():
                yield EQUATIONS_MISSING.finding("what sets equations is not installed", where)
                continue
            try:
                mathml_of(each.text)
            except BadEquation as error:
                yield EQUATION_TEX.finding(str(error), where)


def can_set_equations() -> bool:
    """Say whether what sets equations is installed."""
    return find_spec("latex2mathml") is not None and find_spec("ziamath") is not None


@cache
def mathml_of(tex: str) -> str:
    """Return an equation as MathML; raises `BadEquation`."""
    from latex2mathml import converter  # noqa: PLC0415 - many briefs have none

    _check_length(tex)
    try:
        math = converter.convert_to_element(tex, display="block")
    except RecursionError:
        message = "its commands are nested too deeply, or one is made of itself"
        raise BadEquation(f"this is no equation of TeX: {message}") from None
    except (StopIteration, RuntimeError):  # that of a generator in which there was no more
        raise BadEquation("this is no equation of TeX: it ends too early") from None
    except _faults() as error:
        kind = re.sub(
            r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__.removesuffix("Error")
        ).lower()
        raise BadEquation(f"this is no equation of TeX: {kind}") from None
    # latex2mathml would turn the words of \text{…} into markup on its own way to text.
    for element in math.iter():
        element.text = unescape(element.text or "")
        if len(element) != _PARTS.get(element.tag, len(element)):
            raise BadEquation(
                "a command has nothing to stand at, or a sign above or below is missing"
            )
        if not _FORBIDDEN.isdisjoint(element.attrib):
            raise BadEquation("an equation has no links and no styles of its own")
        element.attrib = {name: unescape(value) for name, value in element.attrib.items()}
    mathml = tostring(math, encoding="unicode")
    if unknown := _UNKNOWN.search(mathml):
        raise BadEquation(f"the command {unknown[1]} is not known")
    return mathml


def _faults() -> tuple[type[Exception], ...]:
    """Return what latex2mathml raises; its exceptions have no class of their own above them."""
    from latex2mathml import exceptions  # noqa: PLC0415

    kinds = (each for each in vars(exceptions).values() if isinstance(each, type))
    return ValueError, LookupError, *(each for each in kinds if issubclass(each, Exception))


def _check_length(tex: str) -> None:
    if len(tex) > MAX_TEX:
        raise BadEquation(f"the equation has {len(tex):,} characters; {MAX_TEX:,} are the limit")
    depth = 0
    for sign in _BRACES.findall(tex):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            raise BadEquation("a } closes nothing")
        if depth > _DEEPEST:
            raise BadEquation(f"there are more than {_DEEPEST} braces in each other")
    if depth:
        raise BadEquation("a { is not closed")
