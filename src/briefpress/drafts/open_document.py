"""What pandoc leaves out of an ODT file: its title and language, descriptions, comments and changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from briefpress.drafts.lost_words import Remark, own_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_OASIS = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
_TEXT, _OFFICE, _STYLE, _DRAW = (
    _OASIS.format(name) for name in ("text", "office", "style", "drawing")
)
_FO, _SVG = (_OASIS.format(f"{name}-compatible") for name in ("xsl-fo", "svg"))
_DC, _XLINK = "{http://purl.org/dc/elements/1.1/}", "{http://www.w3.org/1999/xlink}"
_TITLES = ("title", "subtitle")


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """What an ODT file says beside its text.

    `fields` are title, subtitle and language, as far as it has them; `in_text` are the paragraphs that say
    its title or subtitle. `descriptions` are those of pictures, by their names; `remarks` are comments and changes.
    """

    fields: dict[str, str] = field(default_factory=dict)
    in_text: tuple[str, ...] = ()
    descriptions: dict[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


def read_open_document(content: bytes, styles: bytes, meta: bytes) -> OpenDocument:
    """Return what the parts of an ODT file say; raises `ParseError` where one of them is damaged."""
    text, sheet, about = (ET.fromstring(part) for part in (content, styles, meta))  # noqa: S314 - they declare no entities
    titles = {name: said for name, said in _paragraphs_of_style(text) if name in _TITLES and said}
    known = {
        "title": _said(about, f"{_DC}title"),
        "lang": _language(sheet),
    }
    fields = {**{name: each for name, each in known.items() if each}, **titles}
    return OpenDocument(
        fields, tuple(titles.values()), dict(_descriptions(text)), tuple(_remarks(text))
    )


def _said(element: Element, name: str) -> str:
    found = next(element.iter(name), None)
    return "" if found is None else " ".join("".join(found.itertext()).split())


def _paragraphs_of_style(text: Element) -> Iterator[tuple[str, str]]:
    """Yield the styles of paragraphs, those that the program made itself by what they come from, and their words."""
    parents = {
        style.get(f"{_STYLE}name"): style.get(f"{_STYLE}parent-style-name")
        for style in text.iter(f"{_STYLE}style")
    }
    for paragraph in text.iter(f"{_TEXT}p"):
        style = paragraph.get(f"{_TEXT}style-name")
        name = parents.get(style) or style or ""
        yield name.lower(), " ".join("".join(paragraph.itertext()).split())


def _tag(properties: Element) -> str:
    """Return the tag of the language of some text; "" where none is said."""
    language, country = (properties.get(f"{_FO}{name}", "none") for name in ("language", "country"))
    if language in ("none", "zxx"):
        return ""
    return language if country == "none" else f"{language}-{country}"


def _language(sheet: Element) -> str:
    for style in sheet.iter(f"{_STYLE}default-style"):
        for properties in style.iter(f"{_STYLE}text-properties"):
            if style.get(f"{_STYLE}family") == "paragraph" and (tag := _tag(properties)):
                return tag
    return ""


def _descriptions(text: Element) -> Iterator[tuple[str, str]]:
    """Yield the names of pictures with what the file says that they show."""
    for frame in text.iter(f"{_DRAW}frame"):
        said = _said(frame, f"{_SVG}desc") or _said(frame, f"{_SVG}title")
        for picture in frame.iter(f"{_DRAW}image"):
            yield picture.get(f"{_XLINK}href", ""), said


def _remarks(text: Element) -> Iterator[Remark]:
    for paragraph in text.iter():
        if paragraph.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            near = " ".join("".join(own_text(paragraph)).split())
            for note in paragraph.iter(f"{_OFFICE}annotation"):
                words = " ".join("".join(each.itertext()) for each in note.iter(f"{_TEXT}p"))
                yield Remark("comment", _said(note, f"{_DC}creator"), words, near)
    inserted: dict[str, str] = {}
    for body in text.iter(f"{_OFFICE}text"):
        _note_inserted(body, set(), inserted)
    for region in text.iter(f"{_TEXT}changed-region"):
        by = _said(region, f"{_DC}creator")
        for deletion in region.iter(f"{_TEXT}deletion"):
            words = " ".join("".join(each.itertext()) for each in deletion.iter(f"{_TEXT}p"))
            yield Remark("deleted", by, words)
        if region.find(f"{_TEXT}insertion") is not None:
            names = (value for key, value in region.items() if key.endswith("}id"))
            yield Remark("inserted", by, inserted.get(next(names, ""), ""))


def _note_inserted(element: Element, begun: set[str], found: dict[str, str]) -> None:
    """Add the words between the marks of insertions to those that were found, by the ids of the insertions."""
    for each in begun:
        found[each] = found.get(each, "") + (element.text or "")
    for child in element:
        name = child.get(f"{_TEXT}change-id", "")
        if child.tag == f"{_TEXT}change-start":
            begun.add(name)
        elif child.tag == f"{_TEXT}change-end":
            begun.discard(name)
        elif child.tag != f"{_TEXT}tracked-changes":
            _note_inserted(child, begun, found)
        for each in begun:
            found[each] = found.get(each, "") + (child.tail or "")
