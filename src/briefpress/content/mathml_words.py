"""A formula in MathML as words, as a screen reader without software for mathematics says it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Sequence

_DEPTH, _LENGTH = 50, 100_000  # of formulas that are read; others are read as their signs
_INVISIBLE = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064"))
_SILENT = frozenset({"annotation", "annotation-xml", "mphantom", "mspace"})
# What is said of elements with so many kids, and how the kids of others are joined.
_PATTERNS = {
    ("mfrac", 2): "{0} over {1}",
    ("mroot", 2): "root {1} of {0}",
    ("msup", 2): "{0} {power}",
    ("msub", 2): "{0} sub {1}",
    ("msubsup", 3): "{0} sub {1} {power}",
    ("munderover", 3): "{0} from {1} to {2}",
    ("munder", 2): "{0} with {1} below",
    ("mover", 2): "{0} with {1} above",
}
_JOINS = {
    "msqrt": ("square root of ", " ", ""),
    "mfenced": ("( ", ", ", " )"),
    "mtable": ("", "; ", ""),
}
_POWERS = {"2": "squared", "3": "cubed"}


class _NoDoctype(ET.TreeBuilder):
    """Refuses document types, and thus entities."""

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        raise ValueError(f"it has a document type, {name}")


def words_of_mathml(xml: str) -> str:
    """Return a formula as words, such as "x squared over 2"; "" if it cannot be read."""
    parser = ET.XMLParser(target=_NoDoctype())  # noqa: S314 - entities are refused
    try:
        parser.feed(xml[:_LENGTH])
        root = parser.close()
    except (ET.ParseError, ValueError, LookupError):
        return ""
    return " ".join(_words(root, 0).split())


def _words(node: ET.Element, depth: int) -> str:
    if depth > _DEPTH:
        return " ".join(node.itertext())
    kind = node.tag.rpartition("}")[2]
    kids = [each for each in node if each.tag.rpartition("}")[2] not in _SILENT]
    parts = [_words(kid, depth + 1) for kid in kids]
    if not kids:
        return (node.text or "").translate(_INVISIBLE)
    return _joined(kind, parts)


def _joined(kind: str, parts: Sequence[str]) -> str:
    """Return the words of an element by those of its kids."""
    power = parts[-1].strip() if kind in ("msup", "msubsup") else ""
    if pattern := _PATTERNS.get((kind, len(parts))):
        return pattern.format(*parts, power=_POWERS.get(power, f"to the power of {power}"))
    before, between, after = _JOINS.get(kind, ("", " ", ""))
    return f"{before}{between.join(parts)}{after}"
