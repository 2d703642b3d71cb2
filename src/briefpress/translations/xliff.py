"""The texts of a translation in XLIFF 2.0; the signs of Markdown are placeholders that stay as they are.

The names of elements and attributes are those of the standard (OASIS XLIFF Version 2.0, chapter 4).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from briefpress.translations.codes import pieces
from briefpress.translations.pairing import Pair, Status
from briefpress.translations.received import ExchangeFileError, Received

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefpress.translations.comparison import Comparison

_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_PRESERVE = {"xml:space": "preserve"}
_MOST_SIGNS = (
    2_000_000  # letters of Markdown's signs in all texts: what is written once may be used often
)
_STATES = {Status.CURRENT: "final", Status.UNRECORDED: "translated"}


def write(comparison: Comparison) -> bytes:
    """Return an XLIFF file with a unit for each text of the source, named by its path."""
    root = ET.Element(
        "xliff",
        {
            "xmlns": _NAMESPACE,
            "version": "2.0",
            "srcLang": str(comparison.source.get(("language",)) or "en"),
            "trgLang": comparison.language,
        },
    )
    file = ET.SubElement(root, "file", {"id": "brief", "original": comparison.source.file})
    texts = [each for each in comparison.pairs if each.source and each.source.has_words]
    for number, each in enumerate(texts, start=1):
        _add_unit(file, f"u{number}", each)
    _indent(root)
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


_HOLDS_TEXT = frozenset({"source", "target", "data", "note"})


def _indent(element: ET.Element, margin: str = "\n") -> None:
    """Put elements on lines of their own, except within those whose white space counts."""
    if not len(element) or element.tag in _HOLDS_TEXT:
        return
    element.text = f"{margin}  "
    for each in element:
        _indent(each, f"{margin}  ")
        each.tail = f"{margin}  "
    element[-1].tail = margin


def _add_unit(file: ET.Element, name: str, each: Pair) -> None:
    assert each.source
    unit = ET.SubElement(file, "unit", {"id": name, "name": each.source.name, **_PRESERVE})
    if each.status is Status.STALE and each.entry:
        note = ET.SubElement(ET.SubElement(unit, "notes"), "note", {"category": "was"})
        note.text = each.entry.text
    data = ET.Element("originalData")
    state = _STATES.get(each.status, "initial") if each.is_begun else "initial"
    segment = ET.Element("segment", {"state": state})
    signs = _add_text(segment, "source", each.source.text, data, {})
    if each.translation and each.is_begun:
        _add_text(segment, "target", each.translation.text, data, signs)
    unit.extend([data] * bool(len(data)) + [segment])


def _add_text(
    segment: ET.Element,
    tag: str,
    text: str,
    data: ET.Element,
    known: Mapping[str, list[str]],
) -> dict[str, list[str]]:
    """Add a text, and its signs to the data; return the numbers that each sign has.

    A sign of the translation has the number of the same sign of the source, where there is one.
    """
    element = ET.SubElement(segment, tag, _PRESERVE)
    left = {sign: list(numbers) for sign, numbers in known.items()}
    numbers: defaultdict[str, list[str]] = defaultdict(list)
    last: ET.Element | None = None
    for piece in pieces(text):
        if not piece.is_code:
            if last is None:
                element.text = piece.text
            else:
                last.tail = piece.text
            continue
        number = left[piece.text].pop(0) if left.get(piece.text) else str(len(data) + 1)
        if not any(each.get("id") == f"d{number}" for each in data):
            ET.SubElement(data, "data", {"id": f"d{number}", **_PRESERVE}).text = piece.text
        numbers[piece.text].append(number)
        last = ET.SubElement(
            element, "ph", {"id": number, "dataRef": f"d{number}", "disp": piece.text}
        )
    return numbers


def read(data: bytes) -> list[Received]:
    """Return the translated texts of an XLIFF file; raises `ExchangeFileError`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ExchangeFileError("the XLIFF file is not in UTF-8") from None
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ExchangeFileError("the XLIFF file declares entities, which it has no need of")
    try:
        root = ET.fromstring(text.encode())  # noqa: S314 - without entities, and expat limits the rest
    except (ET.ParseError, LookupError, ValueError) as error:
        raise ExchangeFileError(f"this is no XML: {error}") from None
    if not root.tag.startswith("{urn:oasis:names:tc:xliff:document:2."):
        raise ExchangeFileError("this is no file of XLIFF 2")
    namespace = root.tag.partition("}")[0] + "}"
    try:
        received = list(_units(root, namespace))
    except (ValueError, OverflowError, RecursionError):
        raise ExchangeFileError("the XLIFF file has a text that cannot be read") from None
    if not received:
        raise ExchangeFileError("the XLIFF file holds no text of a brief")
    return [each for each in received if each.translation]


def _units(root: ET.Element, namespace: str) -> Iterator[Received]:
    left = _MOST_SIGNS
    for unit in root.iter(f"{namespace}unit"):
        signs = {
            each.get("id", ""): each.text or ""
            for each in unit.iterfind(f"{namespace}originalData/{namespace}data")
        }
        left -= sum(len(signs.get(name, "")) for name in _used_signs(unit))
        if left < 0:
            raise ExchangeFileError(
                "the texts of the XLIFF file are longer than those of any brief"
            )
        source, target, states = "", "", set()
        for part in unit:  # a tool may have cut the text into several segments
            if part.tag not in (f"{namespace}segment", f"{namespace}ignorable"):
                continue
            of_source = part.find(f"{namespace}source")
            of_target = part.find(f"{namespace}target")
            source += _text(of_source, signs)
            target += _text(of_target, signs)
            if part.tag == f"{namespace}segment":
                states.add("initial" if of_target is None else part.get("state", "initial"))
        if name := unit.get("name"):
            yield Received(name, source, target, "initial" not in states)


def _used_signs(unit: ET.Element) -> Iterator[str]:
    for each in unit.iter():
        yield from (each.get(key, "") for key in ("dataRef", "dataRefStart", "dataRefEnd"))


def _text(element: ET.Element | None, signs: Mapping[str, str]) -> str:
    """Return the text of a source or target, with the signs of Markdown in their places."""
    if element is None:
        return ""
    text = element.text or ""
    for each in element:
        tag = each.tag.rpartition("}")[2]
        if tag == "cp":
            text += chr(int(each.get("hex", "FFFD"), 16))
        else:
            begin, end = each.get("dataRefStart", ""), each.get("dataRefEnd", "")
            text += (
                signs.get(each.get("dataRef", begin), "") + _text(each, signs) + signs.get(end, "")
            )
        text += each.tail or ""
    return text
