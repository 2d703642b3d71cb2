"""What changed of the document as a whole: metadata, licence, attachments, running heads and feet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.diff.changes import Change, ChangeKind
from briefpress.diff.word_diff import diff_words
from briefpress.reports import LICENCE_PROPERTIES, claimed_standards, licence_name
from briefpress.structure import ObjectRef, Text
from briefpress.transcript import language_name, spaced_text, spoken_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.structure import PdfStructure

_DC = "{http://purl.org/dc/elements/1.1/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_CC = "{http://creativecommons.org/ns#}"

# Metadata by the name that messages use: the property in XMP, and the key in the Info dictionary.
_METADATA = (
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
# What is compared word by word.
_PROSE = frozenset(
    {"title", "description", "keywords", "rights", "terms of use", "running head or foot"}
)
_LICENCE_URL = re.compile(
    r"https?://creativecommons\.org/(?:licenses|publicdomain)/", re.IGNORECASE
)
_PAPER_SIZES = {"A5": (420, 595), "A4": (595, 842), "A3": (842, 1191), "US Letter": (612, 792)}
_TOLERANCE = 1.5  # points, by which programs round the size of a page
_NUMBER = re.compile(r"(?<![\d.,])\d+(?![.,]?\d)")  # not part of another, as in CC BY 4.0


def document_changes(old: PdfStructure, new: PdfStructure) -> Iterator[Change]:
    """Yield what changed in what two PDFs say about themselves."""
    before, after = _properties(old), _properties(new)
    for what in dict.fromkeys([*before, *after]):
        if before.get(what, "") != after.get(what, ""):
            yield _changed(what, before.get(what, ""), after.get(what, ""))
    yield from _attachment_changes(old, new)
    yield from _running_text_changes(old, new)


def _changed(what: str, old: str, new: str, where: str = "") -> Change:
    if not (old and new):
        return Change(ChangeKind.ADDED if new else ChangeKind.REMOVED, what, old, new, where)
    spans = diff_words(old, new) if what in _PROSE else ()
    return Change(ChangeKind.CHANGED, what, old, new, where, spans=spans)


def _properties(pdf: PdfStructure) -> dict[str, str]:
    """Return the properties of a document by the names that messages use."""
    found = {what: _metadata(pdf, name, key) for what, name, key in _METADATA}
    found["title"] = pdf.title or found["title"]
    if found["terms of use"] == found["rights"]:
        del found["terms of use"]  # the same sentence in two properties is one change
    found["title in the window"] = "shown" if pdf.title_shown else "not shown"
    found["language"] = _language(pdf.language)
    found["licence"] = _listed(
        licence_name(value) for name in LICENCE_PROPERTIES for value in pdf.xmp_values.get(name, ())
    )
    found["licence in the text"] = _listed(map(licence_name, _licence_links(pdf)))
    found["standards claimed"] = _listed(claimed_standards(pdf.xmp_values))
    found["tags"] = "tagged" if pdf.roots else "not tagged"
    found["number of pages"] = str(len(pdf.pages))
    found["size of the pages"] = _listed(_paper_size(*page.size) for page in pdf.pages)
    return found


def _metadata(pdf: PdfStructure, name: str, info_key: str) -> str:
    return _listed(pdf.xmp_values.get(name, ()), "; ") or pdf.info.get(info_key, "")


def _listed(values: Iterable[str], separator: str = ", ") -> str:
    """Return different values in one line, without empty ones."""
    lines = (" ".join(spoken_text(value).split()) for value in values)
    return separator.join(dict.fromkeys(filter(None, lines)))


def _language(tag: str | None) -> str:
    name = language_name(tag)
    return f"{name} ({tag})" if name and name != tag else tag or ""


def _licence_links(pdf: PdfStructure) -> Iterator[str]:
    """Yield the addresses of Creative Commons licences that the text links to."""
    for element in pdf.walk():
        for child in element.children:
            if isinstance(child, ObjectRef) and child.uri and _LICENCE_URL.match(child.uri):
                yield child.uri


def _paper_size(width: float, height: float) -> str:
    """Return the name of a paper size, or the width and height in points if it has none."""
    short, long = sorted((width, height))
    for name, (paper_short, paper_long) in _PAPER_SIZES.items():
        if abs(short - paper_short) < _TOLERANCE and abs(long - paper_long) < _TOLERANCE:
            return f"{name} across" if width > height else name
    return f"{round(width)} × {round(height)} points"


def _attachment_changes(old: PdfStructure, new: PdfStructure) -> Iterator[Change]:
    before = {each.name: each for each in old.attachments}
    after = {each.name: each for each in new.attachments}
    for name in dict.fromkeys([*before, *after]):
        if name not in after:
            yield Change(ChangeKind.REMOVED, "attached file", old=name)
        elif name not in before:
            yield Change(ChangeKind.ADDED, "attached file", new=name)
        else:
            one, other = before[name], after[name]
            if one.size != other.size:
                sizes = [f"{size or 0:,} bytes" for size in (one.size, other.size)]
                yield _changed("attached file", sizes[0], sizes[1], f"“{name}”")
            if one.description != other.description:
                texts = one.description or "", other.description or ""
                yield _changed("description of an attached file", *texts, f"“{name}”")


def _running_text_changes(old: PdfStructure, new: PdfStructure) -> Iterator[Change]:
    """Yield what changed in running heads and feet, apart from page numbers."""
    before, after = _running_texts(old), _running_texts(new)
    removed = [key for key in before if key not in after]
    added = [key for key in after if key not in before]
    for one, other in zip(removed, added, strict=False):
        yield _changed("running head or foot", before[one], after[other])
    for key in removed[len(added) :]:
        yield Change(ChangeKind.REMOVED, "running head or foot", old=before[key])
    for key in added[len(removed) :]:
        yield Change(ChangeKind.ADDED, "running head or foot", new=after[key])


def _running_texts(pdf: PdfStructure) -> dict[str, str]:
    """Return the running heads and feet, by their text without page numbers."""
    found: dict[str, str] = {}
    for page in pdf.pages:
        page_numbers = {str(page.index + 1), str(len(pdf.pages)), page.label or ""}
        for artifact in page.artifacts:
            if artifact.type == "Pagination" or artifact.subtype in ("Header", "Footer"):
                words = spaced_text(Text(page.index, -1, artifact.text, artifact.runs))
                text = " ".join(spoken_text(words).split())
                found.setdefault(_without_page_numbers(text, page_numbers), text)
    return {key: text for key, text in found.items() if key.strip("# ")}


def _without_page_numbers(text: str, page_numbers: set[str]) -> str:
    """Return a text with # for the number of its page and for the number of all pages."""
    return _NUMBER.sub(lambda number: "#" if number[0] in page_numbers else number[0], text)
