"""The structure tree of random documents has what their HTML has, in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import tinyhtml5
from hypothesis import given, settings, strategies as st

from briefpress.content.profiles import PROFILES
from html_standard import HtmlTable
from tagcases import Case, inspected, printed
from tagchecks import faults

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element as Html

    from briefpress.structure import Element, PdfStructure


class Fact(NamedTuple):
    """The properties of one element; `words` is its text without white space."""

    role: str
    language: str | None = None
    alternate: str | None = None
    expansion: str | None = None
    headings: frozenset[str] = frozenset()
    columns: int = 1
    rows: int = 1
    words: str = ""


# Documents

ATTRIBUTES = ("", "", "", ' lang="fr"', ' lang="kk"', ' lang="en"')
attributes = st.sampled_from(ATTRIBUTES)
words = st.lists(
    st.sampled_from(["office", "Қазақ", "straße", "a", "co&shy;opera&shy;tion", "end.", "§ 5", "well-being"]),
    min_size=1, max_size=6,
).map(" ".join)  # fmt: skip


def tagged(tag: str, content: st.SearchStrategy[str], more: str = "") -> st.SearchStrategy[str]:
    return st.builds(lambda a, c: f"<{tag}{a}{more}>{c}</{tag}>", attributes, content)


pictures = st.sampled_from(["One", "Two words"]).map(lambda alt: f'<img src="DOT" alt="{alt}">')
lines = st.recursive(
    st.one_of(words, words, pictures),
    lambda inner: st.one_of(
        *(tagged(tag, inner) for tag in ("em", "strong", "code", "b", "span")),
        tagged("abbr", words, ' title="Long form"'),
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
    ),
    max_leaves=4,
)
links = tagged("a", lines, ' href="https://e.org/"')
runs = st.lists(st.one_of(words, lines, links), min_size=1, max_size=3).map(" ".join)


@st.composite
def tables(draw: st.DrawFn) -> str:
    count = draw(st.integers(1, 3))
    cells = st.sampled_from(["td", "td", "th"]).flatmap(lambda tag: tagged(tag, words))
    heads = draw(st.lists(tagged("th", words), min_size=count, max_size=count))
    rows = draw(st.lists(st.lists(cells, min_size=count, max_size=count), min_size=1, max_size=4))
    if count > 1 and draw(st.booleans()):
        heads[1:] = [heads[1].replace("<th", f'<th colspan="{count - 1}"', 1)]
    if count > 1 and len(rows) > 1 and draw(st.booleans()):
        tag = rows[0][0][1:3]
        rows[0][0] = rows[0][0].replace(f"<{tag}", f'<{tag} rowspan="2"', 1)
        del rows[1][0]
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    caption = draw(st.one_of(st.just(""), tagged("caption", runs)))
    return f"<table>{caption}<thead><tr>{''.join(heads)}</tr></thead><tbody>{body}</tbody></table>"


figures = words.map(
    lambda run: f'<figure><img src="DOT" alt="A"><figcaption>{run}</figcaption></figure>'
)
blocks = st.recursive(
    st.one_of(tagged("p", runs), tagged("p", runs), tables(), figures),
    lambda inner: st.one_of(
        *(
            tagged(tag, st.lists(tagged("li", st.one_of(runs, inner)), min_size=1, max_size=3).map("".join))
            for tag in ("ul", "ol")
        ),
        *(tagged(tag, inner) for tag in ("blockquote", "aside", "section")),
        st.tuples(inner, inner).map("".join),
    ),
    max_leaves=5,
)  # fmt: skip
documents = st.builds(
    lambda title, parts: f"<style>ul {{ list-style-type: disc }}</style><h1>{title}</h1>" + "".join(
        f"<section{language}><h2>{heading}</h2>{body}</section>" for language, heading, body in parts
    ),
    runs,
    st.lists(st.tuples(attributes, runs, blocks), min_size=1, max_size=3),
)  # fmt: skip

# Facts of the HTML

ROLES = {
    "h1": "H1", "h2": "H2", "p": "P", "em": "Em", "strong": "Strong", "code": "Code", "a": "Link",
    "img": "Figure", "figure": "Figure", "figcaption": "Caption", "caption": "Caption", "ul": "L",
    "ol": "L", "li": "LI", "blockquote": "BlockQuote", "aside": "Aside", "section": "Sect",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tr": "TR", "th": "TH", "td": "TD",
}  # fmt: skip


def facts_of_html(text: str) -> list[Fact]:
    root = tinyhtml5.parse(text, namespace_html_elements=False)
    body = root.find("body")
    assert body is not None
    cells: dict[Html, Fact] = {}
    for table in body.iter("table"):
        cells |= heads(table)
    return list(facts_below(body, "en", cells))


def heads(table: Html) -> dict[Html, Fact]:
    standard = HtmlTable([list(group) for group in table if group.tag != "caption"])
    width = max(cell.x for cell in standard.cells) + 1
    return {
        cell.element: Fact(
            "", columns=min(cell.width, width - cell.x), rows=cell.height,
            headings=frozenset(without_spaces(spoken(h)) for h in standard.headers(cell)),
        )
        for cell in standard.cells
    }  # fmt: skip


def facts_below(parent: Html, outer: str, cells: dict[Html, Fact]) -> Iterator[Fact]:
    for element in parent:
        language = element.get("lang", outer)
        role = ROLES.get(element.tag)
        new = language if language != outer else None
        number = f"{list(parent).index(element) + 1}." if parent.tag == "ol" else ""
        fact = Fact(role or "Span", new, words=number + without_spaces(spoken(element)))
        if element.tag == "abbr":
            yield fact._replace(expansion="Long form")
        elif element.tag == "img":
            yield fact._replace(alternate=element.get("alt"))
        elif element.tag == "figure":
            yield fact._replace(alternate="A")
            yield Fact("Caption", words=fact.words)
            yield from facts_below(element[1], language, cells)
        elif element in cells:
            yield cells[element]._replace(role=fact.role, language=new, words=fact.words)
        elif role or new:
            yield fact
        if element.tag == "li":
            yield from labels(element, parent)
        if element.tag != "figure":
            yield from facts_below(element, language, cells)


def labels(item: Html, parent: Html) -> Iterator[Fact]:
    if parent.tag == "ol":
        yield Fact("Lbl", words=f"{list(parent).index(item) + 1}.")
    yield Fact("LBody", words=without_spaces(spoken(item)))


def spoken(element: Html) -> str:
    """Return the text of an element, with the numbers of the lists in it."""
    parts = [element.text or ""]
    for number, child in enumerate(element, start=1):
        parts += [f"{number}." if element.tag == "ol" else "", spoken(child), child.tail or ""]
    return "".join(parts)


def without_spaces(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


# Facts of the PDF


def facts_of_pdf(facts: PdfStructure) -> list[Fact]:
    names = {element.id: element for element in facts.walk() if element.id}
    return [read(element, names) for element in facts.walk() if element.role != "Document"]


def read(element: Element, names: dict[str, Element]) -> Fact:
    attributes = element.attributes
    return Fact(
        element.tag,
        element.lang,
        element.alt,
        element.expansion,
        frozenset(without_spaces(names[name].text) for name in attributes.headers),
        attributes.col_span,
        attributes.row_span,
        without_spaces(element.text),
    )


@settings(max_examples=40)
@given(documents, st.sampled_from(sorted(PROFILES)))
def test_tree_has_the_facts_of_the_html(html: str, profile: str) -> None:
    document = Case("", "Random", html, "").document
    assert not printed(document, profile).findings
    assert faults(document, profile) == []
    found = facts_of_pdf(inspected(document, profile))
    assert found == facts_of_html(document.text)
