"""Markdown to HTML and to text, the problems that it can have, and that its HTML is safe."""

from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings, strategies as st
from markdown_it.rules_core import StateCore

from briefpress.content.markdown.apparatus import Apparatus
from briefpress.content.markdown.conversion import calls, markdown_to_html, markdown_to_text
from briefpress.content.markdown.parser import parser, text_direction
from briefpress.content.markdown.problems import problems
from briefpress.content.model.brief import Brief
from briefpress.content.model.fields import Markdown
from briefpress.findings import Severity
from conftest import MINIMAL

KIM = '<a href="#ref-kim2024" role="doc-biblioref">Kim 2024</a>'
UN = '<a href="#ref-un" role="doc-biblioref">UN &amp; al. 2020</a>'
BLOCKS, INLINE = Markdown.BLOCKS, Markdown.INLINE


WARNINGS = ("html-as-text", "paragraphs-joined")


def apparatus() -> Apparatus:
    return Apparatus(
        notes={"a": 1, "b": 2},
        references={"kim2024": "Kim 2024", "un": "UN & al. 2020"},
        abbreviations={"GDP": "gross domestic product", "LGBT+": "lesbian … and <more>"},
    )


def test_a_text_that_is_read_once_is_set_for_each_page_by_itself() -> None:
    text = "The **GDP** and the GDP,\n<https://example.org> a"
    blocks = [markdown_to_html(text, BLOCKS, each) for each in (apparatus(), Apparatus())]
    lines = [markdown_to_html(text, INLINE, each) for each in (Apparatus(), apparatus())]

    assert blocks[0].count("<abbr") == lines[1].count("<abbr") == 1  # spelt out once a section
    assert blocks[1].count("<abbr") == lines[0].count("<abbr") == 0
    assert [markdown_to_html(text, BLOCKS, apparatus())] == blocks[:1]
    assert [markdown_to_html(text, INLINE, Apparatus())] == lines[:1]


@given(st.text("ab*_`~^<>\\\n -1.&;#:/w\"'!", max_size=40))
def test_a_text_that_was_read_before_has_the_same_tokens(text: str) -> None:
    for read in (parser().parse, parser().parseInline):
        first = read(text, {"apparatus": Apparatus()})
        again = read(text, {"apparatus": Apparatus()})
        beside = StateCore(text, parser(), {"apparatus": Apparatus()})
        beside.inlineMode = read == parser().parseInline
        parser().core.process(beside)

        assert first == again == beside.tokens


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a *b* **c** `d<e`", "a <em>b</em> <strong>c</strong> <code>d&lt;e</code>"),
        ("a\n  b\tc", "a b c"),
        ("a\xa0b", "a\xa0b"),
        ("[a](https://example.org/b?c=d&e)", '<a href="https://example.org/b?c=d&amp;e">a</a>'),
        ('[a](tel:+254 "b<c")', '<a href="tel:+254" title="b&lt;c">a</a>'),
        ("<https://example.org>", '<a href="https://example.org">https://example.org</a>'),
        ("<a@example.org>", '<a href="mailto:a@example.org">a@example.org</a>'),
        ("[@IDS](https://example.org)", '<a href="https://example.org">@IDS</a>'),
        ("[maji ni *uhai*]{lang=sw}", '<span lang="sw">maji ni <em>uhai</em></span>'),
        ("[ماء]{lang=ar}", '<span lang="ar" dir="rtl">ماء</span>'),
        ("<b>a</b> &amp; &copy;", "&lt;b&gt;a&lt;/b&gt; &amp; ©"),
        ("the GDP", 'the <abbr title="gross domestic product">GDP</abbr>'),
        ("Gross domestic product (GDP) fell", "Gross domestic product (GDP) fell"),
        ("*Gross* domestic product (GDP) fell", "<em>Gross</em> domestic product (GDP) fell"),
        ("LGBT+ rights", '<abbr title="lesbian … and &lt;more&gt;">LGBT+</abbr> rights'),
        ("GDPs, non-GDP", "GDPs, non-GDP"),
        ("a[^b]", 'a<sup><a href="#note-b" id="call-b" role="doc-noteref">2</a></sup>'),
        ("[@kim2024]", f"({KIM})"),
        ("[@kim2024,\n p. 4; @un]", f"({KIM}, p. 4; {UN})"),
        ("H~2~O, x^2^, ~20 to ~30, 10^6", "H<sub>2</sub>O, x<sup>2</sup>, ~20 to ~30, 10^6"),
        ("https://a.org/b_c_d.", '<a href="https://a.org/b_c_d">https://a.org/b_c_d</a>.'),
        # Beside scripts that set no spaces, and their signs.
        ("见https://a.org/b。", '见<a href="https://a.org/b">https://a.org/b</a>。'),
        ("（https://a.org/b）", '（<a href="https://a.org/b">https://a.org/b</a>）'),
        ("詳細はwww.a.org/bを", '詳細は<a href="http://www.a.org/b">www.a.org/b</a>を'),
        ("웹(https://a.org/b)에서", '웹(<a href="https://a.org/b">https://a.org/b</a>)에서'),
        ("https://a.org/에서", '<a href="https://a.org/">https://a.org/</a>에서'),
        ("联系：a@b.org；", '联系：<a href="mailto:a@b.org">a@b.org</a>；'),
        ("见https://a.org/w/中。", '见<a href="https://a.org/w/%E4%B8%AD">https://a.org/w/中</a>。'),
        ("“https://a.org”", '“<a href="https://a.org">https://a.org</a>”'),
        ("xhttps://a.org/b", "xhttps://a.org/b"),
        ("(www.a.org/~b)", '(<a href="http://www.a.org/~b">www.a.org/~b</a>)'),
        ("www.a.org/b، ج", '<a href="http://www.a.org/b">www.a.org/b</a>، ج'),
        ("https://a.org/b（c））。", '<a href="https://a.org/b%EF%BC%88c%EF%BC%89">https://a.org/b（c）</a>）。'),
        ("https://a.org/b。c", '<a href="https://a.org/b">https://a.org/b</a>。c'),
        ("<https://a.org/b（c）>", '<a href="https://a.org/b%EF%BC%88c%EF%BC%89">https://a.org/b（c）</a>'),
        ("b@a.org @a 5@6", '<a href="mailto:b@a.org">b@a.org</a> @a 5@6'),
        ("US$5 and $10, a=b for A$5_000 or A$", "US$5 and $10, a=b for A$5_000 or A$"),
        ("1. a", "1. a"),
        ("> 5", "&gt; 5"),
    ],
)  # fmt: skip
def test_inline_markdown_to_html(text: str, html: str) -> None:
    assert markdown_to_html(text, INLINE, apparatus()) == html


def test_each_call_of_a_note_has_an_id_of_its_own() -> None:
    html = markdown_to_html("a[^a] b[^b] c[^a]", INLINE, apparatus())

    assert re.findall(r'id="(.+?)"', html) == ["call-a", "call-b", "call2-a"]
    assert re.findall(r'href="(.+?)"', html) == ["#note-a", "#note-b", "#note-a"]


def test_the_apparatus_of_a_brief() -> None:
    entry = {"id": "un", "label": "UN & al. 2020", "text": "a"}
    more = {"notes": {"b": "c", "a": "d"}, "references": [entry], "abbreviations": {"GDP": "e"}}
    brief = Brief.model_validate({**MINIMAL, **more})

    found = Apparatus.of(brief, {})

    assert found == Apparatus(
        {"b": 1, "a": 2},
        {"un": "UN & al. 2020"},
        {"GDP": "e"},
        language="en-GB",
        note_texts={"b": "c", "a": "d"},
        names={"un": "UN & al. 2020"},
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\nb\n\nc", "<p>a\nb</p>\n<p>c</p>"),
        ("a  \nb", "<p>a<br />\nb</p>"),
        ("- a\n- b\n  - c", "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        (
            "[a][b] [b]\n\n[b]: https://c",
            '<p><a href="https://c">a</a> <a href="https://c">b</a></p>',
        ),
    ],
)
def test_block_markdown_to_html(text: str, html: str) -> None:
    assert markdown_to_html(text, BLOCKS, apparatus()) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# a", "<p>a</p>"),
        ("a\n\n---", "<p>a</p>"),
        ("    a < b", "<code>a &lt; b\n</code>"),
        ("```html\n<b>\n```", "<code>&lt;b&gt;\n</code>"),
        ("a ![b](https://example.org/c.png)", "<p>a </p>"),
        ("![[a](javascript:b)](c)", "<p></p>"),
        ("[a](javascript:b)", "<p><a>a</a></p>"),
        ("<javascript:b>", "<p><a>javascript:b</a></p>"),
        ("[a](&#106;avascript:b)", "<p><a>a</a></p>"),
        ("[a](data:image/png;base64,b)", "<p><a>a</a></p>"),
        ("[a](//example.org)", "<p><a>a</a></p>"),
        ("[a]{.b #c onclick=d style=e}", "<p><span>a</span></p>"),
        ("[^no] [@no]", "<p> </p>"),
    ],
)
def test_markdown_with_errors_becomes_harmless_html(text: str, html: str) -> None:
    assert markdown_to_html(text, BLOCKS, apparatus()) == html
    assert list(problems(text, BLOCKS, apparatus()))


@pytest.mark.parametrize(
    ("before", "wrong", "rule", "markdown"),
    [
        ("a\n\n", "# b", "markdown-heading", BLOCKS),
        ("a\n\n", "b\n---", "markdown-heading", BLOCKS),
        ("a\n\n", "***", "markdown-rule", BLOCKS),
        ("a\n\n", "    b", "markdown-indent", BLOCKS),
        ("a\r\n\r\n", "```\nb\n```", "markdown-code", BLOCKS),
        ("a ![", "b](c.png)", "markdown-image", BLOCKS),
        ("a ", "[b](c.html)", "link-target", INLINE),
        ("a ", "[b](ftp://c)", "link-target", INLINE),
        ("a ", "[b](#c)", "pointer-missing", INLINE),
        ("a ", "[b](https://c d)", "link-broken", INLINE),
        ("[*a*", "](https://c d)", "link-broken", INLINE),
        ("a ", "[^no]", "note-missing", INLINE),
        ("<https://a.b/%C3%A9> ", "[^no]", "note-missing", INLINE),
        ("a ", "[b][c]", "link-broken", BLOCKS),
        ("", "[b]: https://c", "link-broken", BLOCKS),
        ("a\n\n", "[b]: https://c", "markdown-block", INLINE),
        ("a\n\n", "[^b]: https://c", "note-broken", BLOCKS),
        ("a\n\n", "| b | c |\n|---|---|\n| d | e |", "markdown-table", BLOCKS),
        ("a ", "~~b~~", "markdown-signs", INLINE),
        ("a ", "==b==", "markdown-signs", INLINE),
        ("- ", "[ ] b", "markdown-signs", BLOCKS),
        ("", "::: note", "markdown-signs", BLOCKS),
        ("a ", "[^ a]", "note-broken", INLINE),
        ("a ", "[@no]", "reference-missing", INLINE),
        ("a ", "[@kim2024; p. 4]", "citation-broken", INLINE),
        ("*a*", "{lang=sw}", "language-broken", INLINE),
        ("a ", "[b]{sw}", "language-broken", INLINE),
        ("[*a*", "]{sw}", "language-broken", INLINE),
        ("a \\* &amp; GDP ", "[b]{lang=x}", "language-code", INLINE),
        ("a ", "[b]{.c}", "markdown-attribute", INLINE),
        ("a ", "<b>c", "html-as-text", INLINE),
        ("a\n", "- b", "markdown-block", INLINE),
        ("a\nb\n\n", "c\n\nd", "paragraphs-joined", INLINE),
        ("a\n", "1. b", "markdown-block", INLINE),
        ("a\n", "> b", "markdown-block", INLINE),
    ],
)
def test_a_problem_and_its_offset(before: str, wrong: str, rule: str, markdown: Markdown) -> None:
    (problem,) = problems(before + wrong, markdown, apparatus())

    assert problem.rule.id == rule
    assert problem.offset == len(before)
    assert problem.message
    assert (problem.rule.severity is Severity.ERROR) is (rule not in WARNINGS)


@pytest.mark.parametrize(
    "text",
    [
        "[a](https://b) [c](mailto:d@e) <https://f> [g]{lang=zh-Hant}",
        "[^a] [@kim2024; @un, pp. 3–4] [@un](https://a)",
        r"\[^a] \[@b] \[c](d) \<e> \[f]{g}, i.e. &lt;h&gt; and 3 < 4 > 2",
        "`[^a] [@b] [c](d) <e>`",
        "[1][2] US$5 to $6_000 = a ~20 m^2 1 == 2 http://a.b/c?d==e==f",
        r"\~\~a\~\~ \$E=mc^2\$ \==a== a \| b",
    ],
)
@pytest.mark.parametrize("markdown", Markdown)
def test_supported_markdown_has_no_problems(text: str, markdown: Markdown) -> None:
    assert list(problems(text, markdown, apparatus())) == []


@pytest.mark.parametrize("cell", ["", "-", "–", "> 50", "+ 3", "- 5.5 %", "1.", "2. 5", "* "])
def test_a_number_in_a_table_cell_is_not_taken_for_a_list(cell: str) -> None:
    assert list(problems(cell, INLINE, apparatus())) == []
    assert unescape(markdown_to_html(cell, INLINE, apparatus())) == cell.strip()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# a\n\n- *b*\n- `c`  \nd\n\n[e](https://f)", "a b c d e"),
        ("It rains [@kim2024]. Late,[^a] too.", "It rains. Late, too."),
        ("a\xa0b &lt;c&gt; [d]{lang=sw}", "a\xa0b <c> d"),
    ],
)
def test_markdown_to_text(text: str, words: str) -> None:
    assert markdown_to_text(text) == words


def test_the_notes_and_references_of_a_text() -> None:
    text = "- a[^b] [@c, p. 4; @d]\n- [e[^f]](https://g) `[^h]`"

    assert list(calls(text, apparatus())) == [
        ("notes", "b"), ("references", "c"), ("references", "d"), ("notes", "f"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "way"), [("ar", "rtl"), ("FA-IR", "rtl"), ("en", "ltr"), ("", "ltr")]
)
def test_the_writing_direction_of_a_language(tag: str, way: str) -> None:
    assert text_direction(tag) == way


ELEMENTS = {
    "p",
    "em",
    "strong",
    "a",
    "ul",
    "ol",
    "li",
    "code",
    "blockquote",
    "span",
    "abbr",
    "sup",
    "sub",
    "s",
    "br",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
ATTRIBUTES = {"href", "title", "lang", "dir", "id", "role", "start", "style"}
ADDRESS = re.compile(r"(https?://|mailto:|tel:)\S|#(note|ref)-[\w.:-]+$", re.IGNORECASE)
SOUP = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<!--", "]]>", "<?a", "</p>",
    "](javascript:alert(1))", "](JAVASCRIPT&colon;a)", "](data:text/html,<b>)", "](https://a.b)", "](#c)", "](<",
    "[a", "![", "{lang=sw}", '{lang="a\\"b"}', "{onclick=a style=b .c #d}", "{href=javascript:a}", "[a]: javascript:b",
    "[^a]", "[^", "[@kim2024]", "[@", "; @", "GDP", "LGBT+", "<https://a>", "<javascript:a>", "<a@b.c>", ' "t")',
    "# ", "- ", "1986. ", "> ", "```", "    ", "---", "***", "*", "_", "`", "\\", "&", "&#0;", "&#x6a;", "<", ">",
    "| a | b |\n|:--|:-:|\n", "~", "~~", "^", "$", "==", "[a]", "[a]: https://a.b", "[^a]: https://a.b", "www.a.b",
    "a@b.org", "https://a.b", '"', "'", "\n", "\n\n", "  \n", "\r", "\t", "é", "\u202e",
]  # fmt: skip
printable = st.characters(
    codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffe\uffff"
)
texts = st.lists(st.sampled_from(SOUP) | st.text(printable, max_size=5), max_size=30).map("".join)


@settings(max_examples=300)
@given(texts, st.sampled_from(Markdown))
def test_the_html_of_any_text_is_safe(text: str, markdown: Markdown) -> None:
    html = markdown_to_html(text, markdown, apparatus())
    root = ET.fromstring(f"<div>{html}</div>")  # noqa: S314 - it is what is tested

    elements = list(root.iter())[1:]
    assert {element.tag for element in elements} <= ELEMENTS
    assert {name for element in elements for name in element.attrib} <= ATTRIBUTES
    addresses = [element.get("href") for element in elements if "href" in element.attrib]
    assert [address for address in addresses if not ADDRESS.match(str(address))] == []


@given(texts, st.sampled_from(Markdown))
def test_the_problems_of_any_text_lie_within_it(text: str, markdown: Markdown) -> None:
    for problem in problems(text, markdown, apparatus()):
        assert 0 <= problem.offset <= len(text)
