"""What an HTML element is in a PDF: its structure type and what has to be said of it.

Nothing here knows how the page is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}svg"
_SVG_TITLE = "{http://www.w3.org/2000/svg}title"
MATH = "{http://www.w3.org/1998/Math/MathML}math"

# Structure types of ISO 32000-1, 14.8.4, and of ISO 32000-2 where PDF 1.7 has none.
_ROLES = {
    "main": "Part", "article": "Art", "section": "Sect", "nav": "Sect", "aside": "Aside",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "p": "P", "pre": "P", "summary": "P", "legend": "P", "blockquote": "BlockQuote", "q": "Quote",
    "ul": "L", "ol": "L", "menu": "L", "dl": "L", "li": "LI", "dt": "Lbl", "dd": "LBody",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR",
    "th": "TH", "td": "TD", "caption": "Caption", "figcaption": "Caption",
    "img": "Figure", SVG: "Figure", "object": "Figure", "embed": "Figure", "video": "Figure",
    "figure": "Figure", MATH: "Formula",
    "code": "Code", "samp": "Code", "kbd": "Code", "em": "Em", "strong": "Strong",
    "ruby": "Ruby", "rb": "RB", "rt": "RT", "rp": "RP",
}  # fmt: skip
_ARIA_ROLES = {
    "doc-footnote": "FENote", "doc-endnote": "FENote", "note": "FENote",
    "list": "L", "listitem": "LI", "img": "Figure", "blockquote": "BlockQuote", "doc-pullquote": "Aside",
    "doc-toc": "Sect", "article": "Art", "region": "Sect", "main": "Part", "navigation": "Sect",
    "complementary": "Aside", "paragraph": "P", "caption": "Caption", "math": "Formula",
}  # fmt: skip

# The types that only the namespace of PDF 2.0 knows (ISO 32000-2, 14.8.6).
ONLY_IN_PDF_2 = frozenset({"Document", "Aside", "Em", "Strong", "FENote"})

# Types that hold blocks: a run of text right below one of them needs a paragraph of its own.
GROUPING = frozenset({"Document", "Part", "Art", "Sect", "Aside", "BlockQuote", "TOC"})
# Types that hold text and nothing but text: a block in one of them is only a matter of layout.
TEXT = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl"})
# Types that are part of a line of text.
INLINE = frozenset({
    "Span", "Em", "Strong", "Code", "Quote", "Link", "Reference", "FENote", "Formula", "Figure",
    "Ruby", "RB", "RT", "RP",
})  # fmt: skip

_HIDDEN = frozenset({"script", "style", "template", "head", "title", "meta", "link", "hr"})
_NO_ROLE = frozenset({"presentation", "none"})
_BLOCKS = frozenset({
    "address", "body", "center", "details", "dialog", "div", "fieldset", "footer", "form", "header",
    "hgroup", "html", "search", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption",
    "ul", "ol", "dl", "li", "dt", "dd", "figure", "figcaption", "section",
})  # fmt: skip


def is_artifact(element: Element) -> bool:
    """Say whether an element and all in it tells nothing to someone who listens."""
    if callable(element.tag) or element.tag in _HIDDEN or element.get("role") == "separator":
        return True
    if element.get("aria-hidden") == "true":
        return True
    if element.tag in ("img", SVG):
        return element.get("role") in _NO_ROLE or (
            element.tag == "img" and element.get("alt") == "" and not element.get("aria-label")
        )
    return False


def role_of(element: Element, parent_role: str) -> str | None:
    """Return the structure type of an element; None where only what is in it counts."""
    tag, aria = element.tag, element.get("role", "").split(" ")[0]
    if aria in _NO_ROLE:
        return None
    if aria == "heading":
        level = element.get("aria-level", "2")
        return f"H{level}" if level in "123456" else "H6"
    if tag == "a":
        return "Link" if element.get("href") else None
    if aria in _ARIA_ROLES:
        return _ARIA_ROLES[aria]
    if tag == "figure":
        return "Figure" if picture_of(element) is not None else None
    if tag == "figcaption" and parent_role not in ("Figure", "Table"):
        return None if any(_ROLES.get(kid.tag) == "P" for kid in element) else "P"
    if parent_role == "TOC" and tag == "li":
        return "TOCI"
    return _ROLES.get(tag)


def is_reference(element: Element) -> bool:
    """Say whether a link calls a note or cites a source."""
    return element.get("role") in ("doc-noteref", "doc-biblioref")


def is_block(element: Element) -> bool:
    """Say whether an element without a structure type of its own ends the paragraph before it."""
    return element.tag in _BLOCKS


def picture_of(figure: Element) -> Element | None:
    """Return the one picture that a figure element shows; None if it shows anything else.

    A link round it would not be heard: the alternate description of a figure is all that is.
    """
    pictures = [e for e in figure.iter() if e.tag in ("img", SVG, "object") and not is_artifact(e)]
    texts = any(e.tag in ("table", "blockquote", "pre", "ul", "ol", "dl") for e in figure.iter())
    links = any(e in pictures for a in figure.iter("a") if a.get("href") for e in a.iter())
    return pictures[0] if len(pictures) == 1 and not texts and not links else None


def alternate_of(element: Element, by_id: Mapping[str, Element]) -> str | None:
    """Return the text that stands for a picture or formula; None where the author gave none."""
    if label := element.get("aria-label", "").strip():
        return label
    if labels := [by_id[i] for i in element.get("aria-labelledby", "").split() if i in by_id]:
        return " ".join(text_of(label) for label in labels)
    if element.tag == SVG:
        return (element.findtext(_SVG_TITLE) or "").strip() or None
    if element.tag == MATH:
        return element.get("alttext") or text_of(element) or None
    if element.tag == "figure":
        picture = picture_of(element)
        return alternate_of(picture, by_id) if picture is not None else None
    return element.get("alt") or element.get("title")


def text_of(element: Element) -> str:
    """Return all text in an element, white space folded."""
    return " ".join("".join(element.itertext()).split())


def language_of(element: Element) -> str | None:
    """Return the language that an element declares."""
    names = ("lang", "xml:lang", "{http://www.w3.org/XML/1998/namespace}lang")
    return next((element.get(name) for name in names if element.get(name)), None)
