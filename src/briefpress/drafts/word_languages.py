"""The languages of the text in a Word file, which pandoc does not read: marked as styles, which it does."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING
from xml.dom.minidom import Document, Element, parseString
from zipfile import ZIP_DEFLATED, ZipFile

if TYPE_CHECKING:
    from collections.abc import Mapping

STYLE = "Briefpress language "  # and the code
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"


def mark_languages(archive: ZipFile, document: bytes, styles: bytes) -> tuple[bytes, str | None]:
    """Return a Word file with a style for each phrase in another language, and its main language.

    Word notes a language wherever it checks spelling; only another one than that of most letters
    counts. Prefixes of XML stay as they are, since pandoc goes by them.
    """
    text, sheet = parseString(document), parseString(styles)  # noqa: S318 - they declare no entities
    usual = next((_value(e) for e in sheet.getElementsByTagName("w:lang")), None)
    runs = [(run, _language(run) or usual) for run in text.getElementsByTagName("w:r")]
    letters: Counter[str] = Counter()
    for run, language in runs:
        if language:
            letters[language] += sum(len(_text(each)) for each in run.getElementsByTagName("w:t"))
    if not letters:
        return packed(archive, {DOCUMENT: document}), usual
    main = letters.most_common(1)[0][0]
    others = {each for each in letters if _primary(each) != _primary(main)}
    for run, language in runs:
        if language in others:
            _set_style(text, run, f"{STYLE}{language}")
    for language in sorted(others):
        _add_style(sheet, f"{STYLE}{language}")
    changed = (
        {DOCUMENT: text.toxml("utf-8"), STYLES: sheet.toxml("utf-8")}
        if others
        else {DOCUMENT: document}
    )
    return packed(archive, changed), main


def _text(element: Element) -> str:
    return "".join(node.data for node in element.childNodes if node.nodeType == node.TEXT_NODE)


def _value(element: Element, name: str = "w:val") -> str | None:
    return element.getAttribute(name) or None


def _properties(run: Element) -> Element | None:
    return next(
        (each for each in run.getElementsByTagName("w:rPr") if each.parentNode is run), None
    )


def _language(run: Element) -> str | None:
    """Return what a run says of its language: that of right-to-left text stands in `bidi`."""
    properties = _properties(run)
    found = properties.getElementsByTagName("w:lang") if properties else []
    if properties is None or not found:
        return None
    is_rtl = bool(properties.getElementsByTagName("w:rtl"))
    return _value(found[0], "w:bidi" if is_rtl else "w:val")


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


def _set_style(document: Document, run: Element, name: str) -> None:
    properties = _properties(run)
    if properties is None:
        properties = document.createElement("w:rPr")
        run.insertBefore(properties, run.firstChild)
    style = next(iter(properties.getElementsByTagName("w:rStyle")), None)
    if style is None:
        style = document.createElement("w:rStyle")
        properties.insertBefore(style, properties.firstChild)
    elif "reference" in style.getAttribute("w:val").lower():
        return  # the sign of a note is of no language
    style.setAttribute("w:val", name)


def _add_style(sheet: Document, name: str) -> None:
    style, title = sheet.createElement("w:style"), sheet.createElement("w:name")
    style.setAttribute("w:type", "character")
    style.setAttribute("w:styleId", name)
    title.setAttribute("w:val", name)
    style.appendChild(title)
    root = sheet.documentElement
    assert root is not None
    root.appendChild(style)


def packed(archive: ZipFile, changed: Mapping[str, bytes]) -> bytes:
    """Return an archive with other bytes in some of its parts."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as made:
        for name in archive.namelist():
            made.writestr(name, changed[name] if name in changed else archive.read(name))
    return data.getvalue()
