"""Paragraphs of a Word or ODT file that pandoc leaves out without a word, such as those in text boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_PARAGRAPHS = (f"{_W}p", f"{_T}p", f"{_T}h")
# What is no text of the document: tables of contents are made anew, and deleted text is gone.
_SKIPPED = (
    f"{_W}del", f"{_W}instrText", f"{_T}table-of-content", f"{_T}tracked-changes", f"{_T}sequence-decls",
    "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation",
)  # fmt: skip
_APART = {"comment-start", "deletion"}  # classes of what stands within other text
_BIBLIOGRAPHY = re.compile(
    r"ADDIN\s+(ZOTERO_BIBL|Mendeley Bibliography|EN\.REFLIST|CSL_BIBLIOGRAPHY)"
)
_MOST = 20  # paragraphs that are told


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on a text, or a change of it, that pandoc leaves out: by whom, and near which words.

    `kind` is comment, inserted or deleted.
    """

    kind: str
    by: str
    words: str
    near: str = ""


def lost_comments(comments: bytes, part: bytes, document: Any) -> list[Remark]:
    """Return the comments of a Word file that are not in pandoc's document: those on no words."""
    read = _letters_read(document)
    root, text = ET.fromstring(comments), ET.fromstring(part)  # noqa: S314 - they declare no entities
    near = {
        reference.get(f"{_W}id"): " ".join("".join(own_text(paragraph)).split())
        for paragraph in text.iter(f"{_W}p")
        for reference in paragraph.iter(f"{_W}commentReference")
    }
    found = []
    for each in root.iter(f"{_W}comment"):
        words = " ".join("".join(own_text(paragraph)) for paragraph in each.iter(f"{_W}p"))
        if _letters(words) not in read:
            place = near.get(each.get(f"{_W}id"), "")
            found.append(Remark("comment", each.get(f"{_W}author", ""), words, place))
    return found


def lost_paragraphs(part: bytes, document: Any) -> list[str]:
    """Return the paragraphs of the XML of a file whose letters are not in pandoc's document, each once."""
    read = _letters_read(document)
    root = ET.fromstring(part)  # noqa: S314 - it declares no entities
    _remove_bibliographies(root)
    texts = dict.fromkeys(" ".join(text.split()) for text in _paragraphs(root))
    return [text for text in texts if _letters(text) not in read][:_MOST]


def _remove_bibliographies(root: Element) -> None:
    """Take the words of the lists away that reference managers make: a brief makes its own."""
    depth = begins_at = 0
    for element in root.iter():
        if element.tag == f"{_W}fldChar":
            kind = element.get(f"{_W}fldCharType")
            depth += {"begin": 1, "end": -1}.get(str(kind), 0)
            begins_at = 0 if depth < begins_at else begins_at
        elif element.tag == f"{_W}instrText" and _BIBLIOGRAPHY.search(element.text or ""):
            begins_at = begins_at or depth
        elif element.tag == f"{_W}t" and begins_at:
            element.text = ""


def _paragraphs(element: Element) -> Iterator[str]:
    """Yield the texts of the paragraphs in an element, but for entries of tables of contents."""
    if element.tag in _SKIPPED:
        return
    if element.tag in _PARAGRAPHS:
        style = element.find(f"{_W}pPr/{_W}pStyle")
        if style is None or not style.get(f"{_W}val", "").lower().startswith("toc"):
            yield "".join(own_text(element))
    for child in element:
        yield from _paragraphs(child)


def own_text(element: Element) -> Iterator[str]:
    """Yield the texts of a paragraph without those of paragraphs within it."""
    is_text = element.tag == f"{_W}t" or element.tag.startswith(_T)
    if is_text:
        yield element.text or ""
    for child in element:
        if child.tag not in (*_PARAGRAPHS, *_SKIPPED, f"{_T}note"):
            yield from own_text(child)
        if element.tag.startswith(_T):
            yield child.tail or ""


def _texts(value: Any, apart: list[Any]) -> Iterator[str]:
    """Yield the texts in pandoc's JSON; notes, comments and what was deleted are put apart."""
    if isinstance(value, list):
        for each in value:
            yield from _texts(each, apart)
    elif isinstance(value, dict) and "t" not in value:
        yield from _texts([*value.values()], apart)
    elif isinstance(value, dict):
        kind, content = str(value["t"]), value.get("c", [])
        if kind in ("Str", "MetaString"):
            yield content
        elif kind in ("Code", "CodeBlock", "RawInline", "RawBlock"):
            yield content[1]
        elif kind == "Math":
            return  # the file has it in a notation of its own
        elif kind == "Cite":  # with what it says, but not how it is said
            yield from _texts(content[1], apart)
        elif kind == "Note" or (kind == "Span" and _APART & {*content[0][1]}):
            apart.append(content)
        else:
            yield from _texts(content, apart)


def _letters_read(document: Any) -> str:
    """Return the letters in pandoc's document; those of notes, comments and deletions on lines of their own."""
    apart: list[Any] = [document]
    return "\n".join(_letters("".join(_texts(each, apart))) for each in apart)  # it grows meanwhile


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())
