"""Citations that Word files hold in forms which pandoc does not read, written as it does read them.

EndNote keeps long ones in the data of a field, Mendeley Cite keeps all in the tags of content controls, and Word's own
are fields that name sources by their tags.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode
from typing import TYPE_CHECKING, Any
from xml.dom.minidom import Document, Element, parseString

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ENDNOTE, _ENDNOTE_DATA = "ADDIN EN.CITE", "ADDIN EN.CITE.DATA"
_MENDELEY, _MENDELEY_LIST = "MENDELEY_CITATION_v3_", "MENDELEY_BIBLIOGRAPHY"
_ZOTERO = "ADDIN ZOTERO_ITEM CSL_CITATION "


def with_citations(document: bytes, sources: Mapping[str, Any]) -> bytes:
    """Return the document of a Word file with its citations as pandoc reads them.

    `sources` are those that Word itself keeps, as CSL-JSON by their tags.
    """
    if not any(
        sign in document for sign in (b"fldData", b"MENDELEY_", b"w:citation", b"w:bibliography")
    ):
        return document
    text = parseString(document)  # noqa: S318 - it declares no entities
    _write_endnote(text)
    for control in [*text.getElementsByTagName("w:sdt")]:
        _write_mendeley(text, control)
        _write_own(text, control, sources)
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


def _write_own(text: Document, control: Element, sources: Mapping[str, Any]) -> None:
    """Put a citation of Word's own into a field with its sources; its list of them goes, as a brief makes its own."""
    about = next(iter(control.getElementsByTagName("w:sdtPr")), None)
    if about is None or about.parentNode is not control or not control.parentNode:
        return
    if about.getElementsByTagName("w:bibliography"):
        control.parentNode.removeChild(control)
        return
    runs = [*control.getElementsByTagName("w:r")]
    coded = [*map(_words, control.getElementsByTagName("w:instrText"))]
    coded += [each.getAttribute("w:instr") for each in control.getElementsByTagName("w:fldSimple")]
    cited = cited_in("".join(coded), sources) if about.getElementsByTagName("w:citation") else None
    if cited is None:
        return
    shown = [each for each in runs if each.getElementsByTagName("w:t")]
    for run in _field(text, f" {_ZOTERO}{json.dumps(cited)} ", shown):
        control.parentNode.insertBefore(run, control)
    control.parentNode.removeChild(control)


# A tag or a switch of a CITATION field (Office Open XML, part 1, 17.16.5), and what stands in quotation marks.
_PART = re.compile(r'\\(?P<switch>[a-z])|"(?P<quoted>[^"]*)"|(?P<word>[^\s"\\]+)', re.IGNORECASE)
_LABELS = {"p": "page", "v": "volume"}


def cited_in(code: str, sources: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what a CITATION field cites, as a citation of Zotero; None where a source is not known."""
    name, _, rest = code.strip().partition(" ")
    if name.upper() != "CITATION":
        return None
    items: list[dict[str, Any]] = []
    switch = "m"  # as if the first source were another one
    for part in _PART.finditer(rest):
        said = part["quoted"] or part["word"] or ""
        if part["switch"]:
            switch = part["switch"].lower()
            if items and switch == "n":
                items[-1]["suppress-author"] = True
        elif switch == "m":
            if said not in sources:
                return None
            items.append({"id": said, "itemData": sources[said]})
            switch = ""
        elif not items:
            return None
        elif switch in _LABELS:
            items[-1] |= {"locator": said, "label": _LABELS[switch]}
        elif switch in ("f", "s"):
            items[-1]["prefix" if switch == "f" else "suffix"] = said
    return {"citationItems": items} if items else None


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
