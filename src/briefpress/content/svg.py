"""SVG pictures: whole, showing nothing but themselves, and without text that is not printed."""

from __future__ import annotations

import re
import sys
from base64 import b64decode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET
from xml.parsers import expat

from briefpress.content.picture import BadImage, Image
from briefpress.content.rules.images import (
    IMAGE_DAMAGED,
    IMAGE_EXTERNAL,
    IMAGE_FORMAT,
    IMAGE_HTML,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from briefpress.findings import Rule

_NAMESPACE = "http://www.w3.org/2000/svg"
_CSS_ADDRESS = re.compile(
    r"""(?:\burl\(|@import\b)\s*(?:url\(\s*)?["']?([^"')\s;]+)""", re.IGNORECASE
)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_UNKNOWN_ENCODINGS = (
    expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING],
    expat.errors.codes[expat.errors.XML_ERROR_INCORRECT_ENCODING],
)
_DEEPEST = 3  # of SVG pictures within each other
_HTML_PICTURES = ("img", "svg", "canvas", "object", "video", "math")


def is_xml(data: bytes) -> bool:
    """Say whether bytes begin as those of an SVG file do."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def read_svg(data: bytes, name: str, depth: int = 1) -> Image:
    """Return an SVG file as an image, with the raster pictures in it converted where they have to be.

    Raises `BadImage` where it is not whole, declares entities, refers to anything outside of itself,
    or holds HTML, which is not printed.
    """
    examiner = _Examiner(name)
    examiner.parse(data)
    refuse_html(data, name)
    shown = data
    for address in dict.fromkeys(examiner.embedded):
        picture = _read_embedded(address, name, depth)
        if picture.shown:
            shown = _replaced(shown, address, picture.uri, name)
    return Image("image/svg+xml", data, Image("image/svg+xml", shown) if shown != data else None)


def refuse_html(svg: bytes | Element, name: str) -> None:
    """Raise `BadImage` where SVG holds HTML, which is not printed, and does not say the same in SVG."""
    if isinstance(svg, bytes):
        if b"foreignObject" not in svg.replace(b"\0", b""):  # it may be in UTF-16
            return
        try:
            svg = ET.fromstring(svg)  # noqa: S314 - expat limits how far entities expand
        except ET.ParseError:
            return  # who is to show it says so
    words = _lost_words(svg)
    if words is None:
        return
    shown = f': "{words[:60]}{"…" * (len(words) > 60)}"' if words else ""
    message = f'the image "{name}" holds HTML in a <foreignObject>, which is not printed{shown}'
    raise BadImage(IMAGE_HTML, message, IMAGE_HTML.mend)


def _lost_words(svg: Element) -> str | None:
    """Return the words of the first HTML that would be lost; None where there is no such HTML.

    In a <switch>, SVG may stand beside it for programs that do not show HTML.
    """
    parents = {child: parent for parent in svg.iter() for child in parent}
    for html in svg.iter():
        if _kind(html) != "foreignObject":
            continue
        words = _words(html)
        has_picture = any(_kind(each) in _HTML_PICTURES for each in html.iter())
        beside = parents.get(html)
        if beside is not None and _kind(beside) == "switch":
            others = [each for each in beside if _kind(each) != "foreignObject"]
            is_drawn = any(_kind(each) == "image" for other in others for each in other.iter())
            is_said = words.replace(" ", "") in "".join(map(_words, others)).replace(" ", "")
            if is_drawn or (is_said and not has_picture):
                continue
        if words or has_picture:
            return words
    return None


def _kind(element: Element) -> str:
    """Return the name of an element without its namespace; nothing for a comment."""
    return "" if callable(element.tag) else element.tag.rpartition("}")[2]


def _words(element: Element) -> str:
    if not _kind(element) or _kind(element) in ("style", "script"):
        return ""
    texts = (element.text or "", *(f"{_words(child)} {child.tail or ''}" for child in element))
    return " ".join(" ".join(texts).split())


def _read_embedded(address: str, name: str, depth: int) -> Image:
    from briefpress.content.picture_conversion import convert_picture  # noqa: PLC0415 - it loads Pillow

    called = f"{name}: picture in it"
    kind, _, body = address.partition(",")
    data = unquote_to_bytes(body)
    try:
        data = b64decode(data) if kind.lower().endswith(";base64") else data
    except ValueError:
        data = b""  # which is no picture
    if is_xml(data) and depth < _DEEPEST:
        return read_svg(data, called, depth + 1)
    return convert_picture(data, called)


def _replaced(svg: bytes, address: str, by: str, name: str) -> bytes:
    if address.encode() not in svg:  # written with line ends or character references in it
        raise BadImage(
            IMAGE_FORMAT,
            f'the image "{name}" holds a picture that browsers and PDF do not show alike',
            "embed it as PNG or JPEG in sRGB, and export the image again",
        )
    return svg.replace(address.encode(), by.encode())


@dataclass(slots=True)
class _Examiner:
    """What the parser of an SVG file meets on its way; every method raises `BadImage`.

    `embedded` are the addresses of pictures in it.
    """

    name: str
    embedded: list[str] = field(default_factory=list)
    is_svg: bool = False
    is_style: bool = False

    def parse(self, data: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text, parser.buffer_size = True, max(len(data), 1)
        parser.StartDoctypeDeclHandler = self.doctype
        parser.StartElementHandler = self.start
        parser.CharacterDataHandler = self.text
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            if error.code in _UNKNOWN_ENCODINGS:
                self.refuse_encoding()
            self.refuse(f"is not whole SVG: line {error.lineno}", "export it again")
        except (LookupError, ValueError):  # of Python, which expat asks about an encoding
            self.refuse_encoding()

    def refuse_encoding(self) -> None:
        self.refuse("is in an encoding that is not read here", "save it as UTF-8", IMAGE_FORMAT)

    def refuse(self, what: str, mend: str, rule: Rule = IMAGE_DAMAGED) -> None:
        raise BadImage(rule, f'the image "{self.name}" {what}', mend)

    def doctype(
        self, _name: str, _system: str | None, _public: str | None, has_declarations: bool
    ) -> None:
        if has_declarations:
            what = "holds a DOCTYPE with declarations, which may hide entities"
            self.refuse(what, "save it as plain SVG")

    def start(self, element: str, attributes: dict[str, str]) -> None:
        namespace, _, kind = element.rpartition(" ")
        if not self.is_svg and (namespace, kind) != (_NAMESPACE, "svg"):
            self.refuse(f"is not SVG, but {kind}", "save it as SVG")
        self.is_svg = True
        self.is_style = kind == "style"
        for key, value in attributes.items():
            if key.rpartition(" ")[2] == "href":
                self.refuse_outside(value)
                if kind == "image" and value.startswith("data:"):
                    self.embedded.append(value)
            self.look_for_addresses(value)

    def text(self, text: str) -> None:
        if self.is_style:
            self.look_for_addresses(text)

    def look_for_addresses(self, css: str) -> None:
        plain = _CSS_ESCAPE.sub(_unescape, _CSS_COMMENT.sub(" ", css))
        for match in _CSS_ADDRESS.finditer(plain):
            self.refuse_outside(match[1])

    def refuse_outside(self, address: str) -> None:
        if not address.startswith(("#", "data:")):
            mend = "embed everything that the image shows, and save it again"
            self.refuse(f"refers to {address}", mend, IMAGE_EXTERNAL)


def _unescape(escape: re.Match[str]) -> str:
    return chr(min(int(escape[1], 16), sys.maxunicode)) if escape[1] else str(escape[2])
