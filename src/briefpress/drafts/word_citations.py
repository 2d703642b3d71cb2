"""Citations that Word files hold in forms which pandoc does not read, written as it does read them.

EndNote keeps long ones in the data of a field, and Mendeley Cite keeps all in the tags of content controls.
"""

from __future__ import annotations

import json
from base64 import b64decode
from typing import TYPE_CHECKING, Any
from xml.dom.minidom import Document, Element, parseString

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDNOTE, _ENDNOTE_DATA = "ADDIN EN.CITE", "ADDIN EN.CITE.DATA"
_MENDELEY, _MENDELEY_LIST = "MENDELEY_CITATION_v3_", "MENDELEY_BIBLIOGRAPHY"
_ZOTERO = "ADDIN ZOTERO_ITEM CSL_CITATION "


def with_citations(document: bytes) -> bytes:
    """Return the document of a Word file with its citations as pandoc reads them."""
    if b"fldData" not in document and b"MENDELEY_" not in document:
        return document
    text = parseString(document)  # noqa: S318 - it declares no entities
    _write_endnote(text)
    for control in [*text.getElementsByTagName("w:sdt")]:
        _write_mendeley(text, control)
    return text.toxml("utf-8")


def _write_endnote(text: Document) -> None:
    """Put what EndNote cites into the instructions of its fields, from the data beside them."""
    data = ""
    for run in [*text.getElementsByTagName("w:r")]:
        for held in run.getElementsByTagName("w:fldData"):
            data = _decoded(_words(held))
        code = "".join(map(_words, run.getElementsByTagName("w:instrText"))).strip()
        if code == _ENDNOTE and data:
            _set_words(text, run, f" {_ENDNOTE} {data[data.find('<EndNote') :]} ")
        elif code == _ENDNOTE_DATA:
            _remove_field_around(run)


def _remove_field_around(run: Element) -> None:
    """Remove a field that holds nothing but data: the run with its code, and those that begin and end it."""
    begin, end = run.previousSibling, run.nextSibling
    while isinstance(end, Element) and _kind(end) != "end":
        end = end.nextSibling
    for each in (begin, run, end):
        if isinstance(each, Element) and each.parentNode:
            each.parentNode.removeChild(each)


def _write_mendeley(text: Document, control: Element) -> None:
    """Put a citation of Mendeley Cite into a field; its list of sources goes, as a brief makes its own."""
    tags = control.getElementsByTagName("w:tag")
    tag = tags[0].getAttribute("w:val") if tags else ""
    contents = control.getElementsByTagName("w:sdtContent")
    if not contents or not control.parentNode:
        return
    if tag.startswith(_MENDELEY_LIST):
        control.parentNode.removeChild(control)
    elif tag.startswith(_MENDELEY) and (cited := _decoded(tag.removeprefix(_MENDELEY))):
        for run in _field(text, f" {_ZOTERO}{cited} ", [*contents[0].childNodes]):
            control.parentNode.insertBefore(run, control)
        control.parentNode.removeChild(control)


def _field(text: Document, code: str, shown: list[Any]) -> Iterator[Any]:
    """Yield the runs of a field with its code, and what it shows."""
    for kind in ("begin", "code", "separate", "shown", "end"):
        if kind == "shown":
            yield from shown
            continue
        run = text.createElement("w:r")
        if kind == "code":
            run.appendChild(text.createElement("w:instrText"))
            _set_words(text, run, code)
        else:
            mark = text.createElement("w:fldChar")
            mark.setAttribute("w:fldCharType", kind)
            run.appendChild(mark)
        yield run


def _decoded(data: str) -> str:
    """Return the text that is written as Base64; "" where it is none, or no citation."""
    try:
        found = b64decode(data).decode("utf-8").rstrip("\0")
        is_sound = found.lstrip().startswith("<") or isinstance(json.loads(found), dict)
    except ValueError:
        return ""
    return found if is_sound else ""


def _kind(run: Element) -> str:
    marks = run.getElementsByTagName("w:fldChar")
    return str(marks[0].getAttribute("w:fldCharType")) if marks else ""


def _words(element: Element) -> str:
    return "".join(node.data for node in element.childNodes if node.nodeType == node.TEXT_NODE)


def _set_words(text: Document, run: Element, words: str) -> None:
    (code, *_) = run.getElementsByTagName("w:instrText")
    for child in [*code.childNodes]:
        code.removeChild(child)
    code.appendChild(text.createTextNode(words))
