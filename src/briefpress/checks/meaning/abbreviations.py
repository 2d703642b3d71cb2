"""Whether abbreviations are explained."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.checks.reading import fold
from briefpress.checks.rules import MEANING, NOTE, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.subject import Subject

_ABBREVIATION = re.compile(r"(?<![\w.-])[A-Z][A-Z&]{1,6}(?:s\b)?\+?(?![\w-])")
# "long form (ABC)", or "ABC (long form)"
_EXPLANATION = re.compile(
    r"\(\s{0,9}([A-Z][A-Z&]{1,6}\+?)(?=s?\b|(?<=\+))|(?<!\w)([A-Z][A-Z&]{1,6}\+?)s?\s{0,9}(?=[(–—])"
)
_ADDRESS = re.compile(r"(?<!\w)(?:https?://|www\.)\S+")
_ROMAN = re.compile(r"[IVXLCDM]+")
# What everybody says as letters, or what names itself.
_KNOWN = frozenset({
    "UN", "EU", "US", "USA", "UK", "PDF", "ID", "TV", "AM", "PM", "AD", "BC", "CE", "BCE", "OK", "CO", "NO", "DOI",
    "ISBN", "ISSN", "ORCID", "URL", "HTML", "CC", "BY", "SA", "NC", "ND", "IGO", "ISO", "CD", "DVD", "DNA",
    "RNA", "HIV", "AIDS", "COVID", "GPS", "SMS", "IT", "PC", "FM", "AK", "QR", "NASA", "UNESCO", "UNICEF", "NATO",
})  # fmt: skip


@rule(
    id="abbreviations",
    family=MEANING,
    severity=NOTE,
    title="Abbreviations are explained",
    why="People who listen, or read in a second language, hear letters that they cannot place.",
    mend="write it out where it first stands, or under abbreviations:",
    wcag="3.1.4",
)
def abbreviations(subject: Subject) -> Iterator[Problem]:
    """Abbreviations are expanded where they first stand, or for those who listen."""
    text = " ".join(block.text for block in subject.reading.blocks)
    expanded = {fold(e.text) for e in subject.reading.elements if e.expansion}
    missing = sorted(unexplained(text) - expanded)
    if missing:
        more = f" and {len(missing) - 8} more" if len(missing) > 8 else ""
        yield Problem(f"the text does not say what these stand for: {', '.join(missing[:8])}{more}")


def unexplained(text: str) -> set[str]:
    """Return the abbreviations in capitals that a text uses at least twice and nowhere explains."""
    text = _ADDRESS.sub(" ", text)
    found: dict[str, int] = {}
    for match in _ABBREVIATION.finditer(text):
        word = match[0].removesuffix("s")
        found[word] = found.get(word, 0) + 1
    explained = {match[1] or match[2] for match in _EXPLANATION.finditer(text)}
    return {
        word
        for word, count in found.items()
        if count > 1
        and word.rstrip("+") not in _KNOWN
        and not _ROMAN.fullmatch(word)
        and word not in explained
    }
