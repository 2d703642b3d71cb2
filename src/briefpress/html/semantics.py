"""What an HTML element means: its structure type in a PDF, its alternate description, its language.

All of it follows from the HTML alone, however the page is laid out.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}svg"
_SVG_TITLE = "{http://www.w3.org/2000/svg}title"
MATH = "{http://www.w3.org/1998/Math/MathML}math"
# What is written in a formula for programs, and not shown (MathML Core, 2.2.4).
ANNOTATIONS = tuple(MATH.removesuffix("math") + name for name in ("annotation", "annotation-xml"))

# Structure types of ISO 32000-2, 14.8.4; `Profile.renamed` and `role_map` have those of PDF 1.7.
_ROLES = {
    "main": "Part", "article": "Art", "section": "Sect", "nav": "Sect", "aside": "Aside",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "p": "P", "pre": "P", "summary": "P", "legend": "P", "blockquote": "BlockQuote", "q": "Quote",
    "ul": "L", "ol": "L", "menu": "L", "dl": "L", "li": "LI", "dt": "Lbl", "dd": "LBody",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR",
    "th": "TH", "td": "TD", "caption": "Caption", "figcaption": "Caption",
    "img": "Figure", SVG: "Figure", "object": "Figure", "embed": "Figure",
    "figure": "Figure", MATH: "Formula",
    "code": "Code", "samp": "Code", "kbd": "Code", "em": "Em", "strong": "Strong",
    "ruby": "Ruby", "rb": "RB", "rt": "RT", "rp": "RP",
}  # fmt: skip
_ARIA_ROLES = {
    "doc-footnote": "FENote", "doc-endnote": "FENote", "note": "FENote",
    "list": "L", "listitem": "LI", "img": "Figure", "blockquote": "BlockQuote", "doc-pullquote": "Aside",
    "doc-toc": "Sect", "article": "Art", "region": "Sect", "main": "Part", "navigation": "Sect",
    "complementary": "Aside", "paragraph": "P", "caption": "Caption", "math": "Formula",
    "code": "Code", "emphasis": "Em", "strong": "Strong",
    "table": "Table", "grid": "Table", "treegrid": "Table", "row": "TR", "cell": "TD", "gridcell": "TD",
    "columnheader": "TH", "rowheader": "TH",
}  # fmt: skip

_TEXTS = frozenset({"table", "blockquote", "pre", "ul", "ol", "dl", "figure"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ADDRESSES = {"object": "data", "embed": "src"}  # of what they show

# Where scripts look for the address of a picture that they load when it comes into view.
_LATER = ("data-src", "data-lazy-src", "data-original")
_HIDDEN = frozenset({"script", "style", "template", "head", "title", "meta", "link", "hr"})
_NO_ROLE = frozenset({"presentation", "none"})
_BLOCKS = frozenset({
    "address", "body", "center", "details", "dialog", "div", "fieldset", "footer", "form", "header",
    "hgroup", "html", "search", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption",
    "ul", "ol", "dl", "li", "dt", "dd", "figure", "figcaption", "section",
})  # fmt: skip


def is_artifact(element: Element) -> bool:
    """Return whether nothing of an element has to be heard: hidden, decorative, or no text at all."""
    if callable(element.tag) or element.tag in _HIDDEN or element.get("role") == "separator":
        return True
    if element.get("aria-hidden") == "true" or is_for_screens(element):
        return True
    if element.tag in ("img", SVG):
        return element.get("role") in _NO_ROLE or (
            element.tag == "img" and element.get("alt") == "" and not element.get("aria-label")
        )
    return False


def is_for_screens(element: Element) -> bool:
    """Return whether an element of a brief is for browsers alone, such as the link to its PDF."""
    return element.get("data-medium") == "screen"


def role_of(element: Element, parent_role: str) -> str | None:
    """Return the structure type of an element below one of the type `parent_role`.

    None for an element that has no meaning of its own, such as div.
    """
    tag, aria = element.tag, element.get("role", "").split(" ")[0]
    if aria in _NO_ROLE:
        return None
    if aria == "heading":
        level = element.get("aria-level", "2")
        return f"H{level}" if level in "123456" else "H6"
    if tag == "a" and "href" in element.attrib:
        return "Link"
    if tag == "a":  # the call of a note stays one on paper, which has no links
        return "Reference" if is_reference(element) else None
    if aria == "note" and holds_heading(element):
        return "Aside"  # a box beside the text
    if tag == "dl" and any(holds_heading(term) for term in element.iter("dt")):
        return None  # headings with what stands below them
    if (tag in ("figcaption", "caption") or aria == "caption") and parent_role not in (
        "Figure",
        "Table",
    ):
        return None if any(_ROLES.get(kid.tag) == "P" for kid in element) else "P"
    if aria == "rowgroup":
        return _ROLES[tag] if tag in ("thead", "tfoot") else "TBody"
    return _ARIA_ROLES[aria] if aria in _ARIA_ROLES else _role_of_tag(element, parent_role)


def _role_of_tag(element: Element, parent_role: str) -> str | None:
    """Return the structure type of an element by its tag."""
    tag = element.tag
    if tag == "figure":
        return "Figure" if picture_of(element) is not None else None
    if tag in _ADDRESSES and _ADDRESSES[tag] not in element.attrib:
        return None  # what it holds is shown in its place
    if parent_role == "TOC" and tag == "li":
        return "TOCI"
    return _ROLES.get(tag)


def holds_heading(element: Element) -> bool:
    """Return whether there is a heading in an element."""
    return any(e.tag in HEADINGS or e.get("role") == "heading" for e in element.iter())


def is_reference(element: Element) -> bool:
    """Return whether a link is the call of a note or a citation."""
    return element.get("role") in ("doc-noteref", "doc-biblioref")


def starts_block(element: Element) -> bool:
    """Return whether an element ends the paragraph before it, by its name alone."""
    return element.tag in _BLOCKS


def is_picture(element: Element) -> bool:
    """Return whether an element shows one picture, by its name or its ARIA role."""
    if element.tag in _ADDRESSES:
        return _ADDRESSES[element.tag] in element.attrib
    if element.tag == MATH:
        return drawing_of(element) is not None
    return element.tag in ("img", SVG) or element.get("role", "").split(" ")[0] == "img"


def drawing_of(formula: Element) -> Element | None:
    """Return the drawing that a formula has for programs that do not show MathML; None if it has none."""
    for note in formula.iter(ANNOTATIONS[1]):
        if note.get("encoding") == "image/svg+xml" and note.find(SVG) is not None:
            return note
    return None


def mathml_of(formula: Element) -> bytes:
    """Return a formula as a document of its own in MathML, without its notes for other programs."""
    copied = deepcopy(formula)
    copied.tail = None
    for semantics in copied:
        for note in [part for part in semantics if part.tag in ANNOTATIONS]:
            semantics.remove(note)
    namespace, _, _ = MATH[1:].partition("}")
    for element in copied.iter():
        element.attrib.pop("style", None)
        element.tag = element.tag.removeprefix(f"{{{namespace}}}")
    copied.set("xmlns", namespace)
    return bytes(ET.tostring(copied, encoding="utf-8"))


def picture_of(figure: Element) -> Element | None:
    """Return the picture that is all that a figure element shows; None if it shows anything else.

    A picture in a link is something else, unless the link can stand round all of the figure: of a
    Figure only the alternate description is heard, so that nobody would hear of a link in it.
    """
    pictures = [e for e in figure.iter() if is_picture(e) and not is_artifact(e)]
    texts = any(e.tag in _TEXTS and e is not figure for e in figure.iter()) or _has_text(figure)
    links = [a for a in figure.iter("a") if a.get("href")]
    if len(pictures) != 1 or texts or (len(links) > 1 and _around(pictures[0], links) is not None):
        return None
    return pictures[0]


def link_of_figure(figure: Element) -> Element | None:
    """Return the link that a figure element has round its picture; None where there is none."""
    picture = picture_of(figure)
    return None if picture is None else _around(picture, figure.iter("a"))


def _around(picture: Element, links: Iterable[Element]) -> Element | None:
    return next((a for a in links if a.get("href") and picture in a.iter()), None)


def _has_text(element: Element) -> bool:
    """Return whether an element has text beside its pictures and captions."""
    if element.tag == "figcaption" or is_picture(element) or is_artifact(element):
        return False
    texts = (element.text, *(kid.tail for kid in element))
    return any(text and text.strip() for text in texts) or any(map(_has_text, element))


def address_of_picture(img: Element) -> str:
    """Return the address of a picture: the one that a script would load when it comes into view, if there is one."""
    later = next((img.get(name) for name in _LATER if img.get(name)), "")
    address = img.get("src", "").strip()
    return later if later and (not address or address.startswith("data:")) else address


def repeated_pictures(root: Element) -> Iterator[Element]:
    """Yield each noscript element that has the pictures which the page shows without a script as well."""
    within = {below for each in root.iter("noscript") for below in each.iter()}
    shown = {address_of_picture(img) for img in root.iter("img") if img not in within}
    for each in root.iter("noscript"):
        pictures = [address_of_picture(img) for img in each.iter("img")]
        if pictures and shown.issuperset(pictures) and not text_of(each):
            yield each


def shown_option(select: Element) -> Element | None:
    """Return the one option that a closed list of options shows (HTML Standard, 4.10.7); None if it has none."""
    options = list(select.iter("option"))
    chosen = [each for each in options if "selected" in each.attrib]
    usable = [each for each in options if "disabled" not in each.attrib]
    return next(iter((*reversed(chosen), *usable)), None)


def alternate_of(element: Element, by_id: Mapping[str, Element]) -> str | None:
    """Return the alternate description of a picture or formula; None if the author gave none."""
    if label := element.get("aria-label", "").strip():
        return label
    if labels := [by_id[i] for i in element.get("aria-labelledby", "").split() if i in by_id]:
        return " ".join(text_of(label) for label in labels)
    if element.tag == SVG:
        return (element.findtext(_SVG_TITLE) or "").strip() or None
    if element.tag == MATH:
        return element.get("alttext") or _formula(element) or None
    if element.tag == "figure":
        picture = picture_of(element)
        return alternate_of(picture, by_id) if picture is not None else None
    return element.get("alt") or element.get("title")


def _formula(element: Element) -> str:
    """Return a formula as its author wrote it for TeX, or else its signs."""
    notes = [each for each in element.iter() if each.tag in ANNOTATIONS]
    written = (text_of(each) for each in notes if each.get("encoding") == "application/x-tex")
    hidden = {below for each in notes for below in each.iter()}
    signs = (each.text or "" for each in element.iter() if each not in hidden)
    return next(written, "") or " ".join("".join(signs).split())


def text_of(element: Element) -> str:
    """Return all text in an element, with each run of white space as one space."""
    return " ".join("".join(element.itertext()).split())


def document_language(root: Element) -> str | None:
    """Return the language of an HTML document; None if it declares none.

    Where the root has none, it is that of its pragma (HTML Standard, 4.2.5.3) or of its body.
    """
    if language := language_of(root):
        return language
    for meta in root.iter("meta"):
        if meta.get("http-equiv", "").lower() == "content-language":
            language = meta.get("content", "").strip()
            if language and "," not in language:
                return language.split()[0]
    body = root.find("body")
    return language_of(body) if body is not None else None


def language_of(element: Element) -> str | None:
    """Return the language that an element declares; None if it declares none."""
    names = ("lang", "xml:lang", "{http://www.w3.org/XML/1998/namespace}lang")
    return next((element.get(name) for name in names if element.get(name)), None)
