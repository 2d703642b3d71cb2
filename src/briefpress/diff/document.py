"""What changed of the document as a whole: its metadata, licence, attachments, claims and furniture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.diff.values import Change, How
from briefpress.diff.wording import compare_words
from briefpress.reports import LICENCE_PROPERTIES, claimed_standards, licence_name
from briefpress.structure import ObjectRef, Text
from briefpress.transcript import language_name, spaced_text, spoken_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.structure import PdfStructure

_DC = "{http://purl.org/dc/elements/1.1/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_CC = "{http://creativecommons.org/ns#}"

# What is said of a document in XMP, and where its information dictionary says the same.
_SAID = (
    ("title", f"{_DC}title", "Title"),
    ("authors", f"{_DC}creator", "Author"),
    ("publisher", f"{_DC}publisher", ""),
    ("date", f"{_XMP}CreateDate", "CreationDate"),
    ("date of change", f"{_XMP}ModifyDate", "ModDate"),
    ("date of publication", f"{_DC}date", ""),
    ("description", f"{_DC}description", "Subject"),
    ("keywords", "{http://ns.adobe.com/pdf/1.3/}Keywords", "Keywords"),
    ("identifier", f"{_DC}identifier", ""),
    ("rights", f"{_DC}rights", ""),
    ("terms of use", f"{_RIGHTS}UsageTerms", ""),
    ("name to credit", f"{_CC}attributionName", ""),
    ("address to credit", f"{_CC}attributionURL", ""),
)
_PROSE = frozenset(
    {"title", "description", "keywords", "rights", "terms of use", "running head or foot"}
)
_DEED = re.compile(r"https?://creativecommons\.org/(?:licenses|publicdomain)/", re.IGNORECASE)
_PAPER = {"A5": (420, 595), "A4": (595, 842), "A3": (842, 1191), "US Letter": (612, 792)}
_ROUNDED = 1.5  # points
_NUMBER = re.compile(r"(?<![\d.,])\d+(?![.,]?\d)")  # no part of CC BY 4.0


def compare_documents(old: PdfStructure, new: PdfStructure) -> Iterator[Change]:
    """Yield what changed of what a PDF says of itself."""
    here, there = _facts(old), _facts(new)
    for what in dict.fromkeys([*here, *there]):
        before, after = here.get(what, ""), there.get(what, "")
        if before != after:
            yield _changed(what, before, after)
    yield from _attachments(old, new)
    yield from _furniture(old, new)


def _changed(what: str, old: str, new: str, where: str = "") -> Change:
    how = How.CHANGED if old and new else How.ADDED if new else How.REMOVED
    parts = compare_words(old, new) if how is How.CHANGED and what in _PROSE else ()
    return Change(how, what, old, new, where, words=parts)


def _facts(pdf: PdfStructure) -> dict[str, str]:
    """Return what is said of a document, by what an editor calls it."""
    found = {what: _value(pdf, name, key) for what, name, key in _SAID}
    found["title"] = pdf.title or found["title"]
    if found["terms of use"] == found["rights"]:
        del found["terms of use"]  # the same sentence, said in two ways
    found["title in the window"] = "shown" if pdf.title_shown else "not shown"
    found["language"] = _language(pdf.language)
    found["licence"] = _listed(
        licence_name(value) for name in LICENCE_PROPERTIES for value in pdf.xmp_values.get(name, ())
    )
    found["licence in the text"] = _listed(map(licence_name, _deeds(pdf)))
    found["standards claimed"] = _listed(claimed_standards(pdf.xmp_values))
    found["tags"] = "tagged" if pdf.roots else "not tagged"
    found["number of pages"] = str(len(pdf.pages))
    found["size of the pages"] = _listed(_paper(*page.size) for page in pdf.pages)
    return found


def _value(pdf: PdfStructure, name: str, key: str) -> str:
    values = _listed(pdf.xmp_values.get(name, ()), "; ")
    return values or pdf.info.get(key, "")


def _listed(values: Iterator[str] | tuple[str, ...] | map[str], between: str = ", ") -> str:
    clean = (" ".join(spoken_text(value).split()) for value in values)
    return between.join(dict.fromkeys(filter(None, clean)))


def _language(tag: str | None) -> str:
    name = language_name(tag)
    return f"{name} ({tag})" if name and name != tag else tag or ""


def _deeds(pdf: PdfStructure) -> Iterator[str]:
    """Yield the addresses of licences that the text leads to."""
    for element in pdf.walk():
        for child in element.children:
            if isinstance(child, ObjectRef) and child.uri and _DEED.match(child.uri):
                yield child.uri


def _paper(width: float, height: float) -> str:
    """Return the name of a size, which programs round as they like, or how many points it has."""
    short, long = sorted((width, height))
    for name, (least, most) in _PAPER.items():
        if abs(short - least) < _ROUNDED and abs(long - most) < _ROUNDED:
            return f"{name} across" if width > height else name
    return f"{round(width)} × {round(height)} points"


def _attachments(old: PdfStructure, new: PdfStructure) -> Iterator[Change]:
    here = {each.name: each for each in old.attachments}
    there = {each.name: each for each in new.attachments}
    for name in dict.fromkeys([*here, *there]):
        if name not in there:
            yield Change(How.REMOVED, "attached file", old=name)
        elif name not in here:
            yield Change(How.ADDED, "attached file", new=name)
        elif here[name] != there[name]:
            before, after = here[name], there[name]
            if before.size != after.size:
                sizes = [f"{size or 0:,} bytes" for size in (before.size, after.size)]
                yield _changed("attached file", sizes[0], sizes[1], f"“{name}”")
            if before.description != after.description:
                said = before.description or "", after.description or ""
                yield _changed("description of an attached file", said[0], said[1], f"“{name}”")


def _furniture(old: PdfStructure, new: PdfStructure) -> Iterator[Change]:
    """Yield what changed in running heads and feet, whatever their numbers."""
    here, there = _running(old), _running(new)
    gone = [text for text in here if text not in there]
    come = [text for text in there if text not in here]
    for before, after in zip(gone, come, strict=False):
        yield _changed("running head or foot", here[before], there[after])
    for text in gone[len(come) :]:
        yield Change(How.REMOVED, "running head or foot", old=here[text])
    for text in come[len(gone) :]:
        yield Change(How.ADDED, "running head or foot", new=there[text])


def _running(pdf: PdfStructure) -> dict[str, str]:
    """Return the running heads and feet, by their words without the numbers of pages."""
    found: dict[str, str] = {}
    for page in pdf.pages:
        own = {str(page.index + 1), str(len(pdf.pages)), page.label or ""}
        for artifact in page.artifacts:
            if artifact.type == "Pagination" or artifact.subtype in ("Header", "Footer"):
                words = spaced_text(Text(page.index, -1, artifact.text, artifact.runs))
                text = " ".join(spoken_text(words).split())
                found.setdefault(_unnumbered(text, own), text)
    return {key: text for key, text in found.items() if key.strip("# ")}


def _unnumbered(text: str, own: set[str]) -> str:
    """Return a text with the numbers of its page, and of all pages, taken out."""
    return _NUMBER.sub(lambda number: "#" if number[0] in own else number[0], text)
