"""The sources that Word itself keeps for its citations (Office Open XML, part 1, 22.6), as CSL-JSON.

They lie in a part of custom XML: `<b:Source>` with a tag, by which fields name it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from briefpress.content import read_part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element
    from zipfile import ZipFile

_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
_B = f"{{{_NAMESPACE}}}"
_KINDS = {
    "Art": "graphic",
    "ArticleInAPeriodical": "article-magazine",
    "Book": "book",
    "BookSection": "chapter",
    "Case": "legal_case",
    "ConferenceProceedings": "paper-conference",
    "DocumentFromInternetSite": "webpage",
    "Film": "motion_picture",
    "InternetSite": "webpage",
    "Interview": "interview",
    "JournalArticle": "article-journal",
    "Patent": "patent",
    "Performance": "performance",
    "Report": "report",
    "SoundRecording": "song",
}
# The first that a source has is taken.
_FIELDS = {
    "title": ("Title",),
    "container-title": ("JournalName", "PeriodicalTitle", "BookTitle", "ConferenceName", "InternetSiteTitle"),
    "publisher": ("Publisher", "Institution", "ProductionCompany", "Distributor"),
    "publisher-place": ("City",),
    "volume": ("Volume",),
    "issue": ("Issue", "CaseNumber", "PatentNumber"),
    "page": ("Pages",),
    "edition": ("Edition",),
    "genre": ("ThesisType",),
    "URL": ("URL",),
    "DOI": ("DOI",),
}  # fmt: skip
_PEOPLE = {
    "author": ("Author", "Artist", "Composer", "Director", "Interviewee", "Inventor", "Performer"),
    "container-author": ("BookAuthor",),
    "editor": ("Editor",),
    "translator": ("Translator",),
}


def word_sources(archive: ZipFile, file: str) -> dict[str, dict[str, Any]]:
    """Return the sources of a Word file by their tags; raises `BadData` and `ParseError`."""
    names = (name for name in archive.namelist() if name.startswith("customXml/item"))
    parts = (read_part(archive, name, file) for name in names if name.endswith(".xml"))
    roots = (ET.fromstring(part) for part in parts if _NAMESPACE.encode() in part)  # noqa: S314 - they declare no entities
    found = (_source(each) for root in roots for each in root.iter(f"{_B}Source"))
    return {each["id"]: each for each in found if each["id"]}


def _source(source: Element) -> dict[str, Any]:
    """Return a source as an item of CSL-JSON."""
    item: dict[str, Any] = {
        "id": _said(source, "Tag"),
        "type": _KINDS.get(_said(source, "SourceType"), "document"),
    }
    for field, names in _FIELDS.items():
        if said := next(filter(None, (_said(source, n) for n in names)), ""):
            item[field] = said
    for field, names in _PEOPLE.items():
        if people := [each for name in names for each in _people(source, name)]:
            item[field] = people
    for field, end in (("issued", ""), ("accessed", "Accessed")):
        if date := _date(source, end):
            item[field] = {"date-parts": [date]}
    return item


def _said(source: Element, name: str) -> str:
    return " ".join((source.findtext(f"{_B}{name}") or "").split())


def _people(source: Element, role: str) -> Iterator[dict[str, str]]:
    """Yield the people in a role, who stand within an element for all roles, or the body."""
    for people in source.findall(f"{_B}Author/{_B}{role}"):
        if body := _said(people, "Corporate"):
            yield {"literal": body}
        for person in people.iter(f"{_B}Person"):
            given = " ".join(filter(None, (_said(person, "First"), _said(person, "Middle"))))
            names = {"family": _said(person, "Last"), "given": given}
            yield {name: said for name, said in names.items() if said}


def _date(source: Element, end: str) -> list[int]:
    """Return year, month and day as far as they are numbers; Word takes anything."""
    parts: list[int] = []
    for name in ("Year", "Month", "Day"):
        said = _said(source, f"{name}{end}")
        if not said.isdecimal():
            break
        parts.append(int(said))
    return parts
