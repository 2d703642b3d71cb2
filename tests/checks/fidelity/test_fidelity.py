"""Pages of HTML that are printed, and compared with what they were printed from, or with another page."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from briefpress import checks, pdf, structure
from briefpress.checks import fidelity
from briefpress.checks.subject import Subject
from briefpress.html import HtmlDocument
from briefpress.html.outline import read_outline

LONG = "The council of the eleven northern districts agreed on a calendar for wells and pasture."


def page(body: str, style: str = "") -> HtmlDocument:
    head = f'<html lang="en"><meta charset="utf-8"><title>T</title><style>{style}</style>'
    return HtmlDocument(f"{head}<body><h1>Head</h1>{body}", "a.html")


def compare(body: str, source: str | None = None, style: str = "") -> list[str]:
    """Print a page, and return what differs from its source, by rule."""
    made = pdf.print_pdf(page(body, style))
    assert [f.message for f in made.findings if f.severity.word == "error"] == []
    if source is None:
        said = read_outline(page(body, style).text, made.unseen, made.generated)
    else:
        known = pdf.print_pdf(page(source, style))
        said = read_outline(page(source, style).text, known.unseen, known.generated)
    subject = Subject("a.html", structure.inspect(made.data), said)
    return [f"{f.rule}: {f.message}" for f in checks.check(subject, fidelity.CHECKS).findings]


# --- the same words may stand twice -----------------------------------------------------------

PLACES = {
    "paragraph": "<p>{}</p>",
    "heading": "<h2>{}</h2><p>x</p>",
    "item": "<ul><li>{}</li><li>y</li></ul>",
    "numbered item": "<ol><li>{}</li><li>y</li></ol>",
    "cell": "<table><tr><th>a<th>b<tr><td>{}<td>12</table>",
    "caption": "<table><caption>{}</caption><tr><th>a<tr><td>12</table>",
    "quotation": "<blockquote><p>{}</p></blockquote>",
    "definition": "<dl><dt>term</dt><dd>{}</dd></dl>",
    "note": '<p>See</p><p role="doc-footnote">{}</p>',
    "footnote": '<p>See<span style="float: footnote">{}</span></p>',
    "link": '<p><a href="https://example.org/">{}</a></p>',
    "part of a paragraph": "<p>The rains came late. {} Nobody had expected it.</p>",
    "in another language": '<p lang="fr">{}</p>',
}


@pytest.mark.parametrize(("one", "other"), [*combinations(PLACES, 2)])
def test_the_same_words_may_stand_in_two_places(one: str, other: str) -> None:
    assert compare(PLACES[one].format(LONG) + PLACES[other].format(LONG)) == []


def test_the_same_words_may_stand_in_all_places() -> None:
    everything = "".join(text.format(LONG) for text in PLACES.values())

    assert compare(everything + everything) == []


@pytest.mark.parametrize("place", PLACES)
def test_words_that_stand_twice_are_missed_where_they_stand_once(place: str) -> None:
    twice = PLACES[place].format(LONG) + "<p>between</p>" + PLACES["paragraph"].format(LONG)
    once = PLACES[place].format(LONG) + "<p>between</p>"

    (told,) = compare(once, twice)
    assert told.startswith("same-texts: the paragraph")
    assert told.endswith("is missing in the PDF")
    (told,) = compare(twice, once)
    assert told.startswith("same-texts: ")
    assert told.endswith("is read more than once")


# --- what styles add --------------------------------------------------------------------------

FOOTNOTE = ".n{float:footnote}"
CONTENTS = "<nav><ul><li><a href='#a'>One</a><li><a href='#b'>Two</a></ul></nav><h2 id=a>One</h2><h2 id=b>Two</h2>"
NOTICE = "p{width:40mm}p::before{content:'Important notice to all of our readers and friends: '}"
ADDED = {
    "letter of a heading": ("h2::before{content:'Annex ' counter(a, upper-alpha) '. '}", "<h2>Data</h2><p>x"),
    "word before an item": ("li::before{content:'New: '}", "<ul><li>One<li>Two</ul>"),
    "block before a paragraph": ("p::before{content:'Note';display:block}", "<p>One<p>Two"),
    "address after a link": ("a::after{content:' (' attr(href) ')'}", "<p>See <a href='https://e.org'>it</a>."),
    "page numbers": ("a::after{content:leader('.') target-counter(attr(href),page)}", CONTENTS),
    "titles of targets": ("a::after{content:target-text(attr(href))}", "<p><a href='#a'>See </a><h2 id=a>Al</h2>"),
    "labels of a list": ("ol{list-style:upper-roman}", "<ol><li>One<li>Two<ol><li>Three</ol></ol>"),
    "labels in the text": ("ol{list-style-position:inside}", "<ol><li>One<li>Two</ol>"),
    "words for labels": ("li::marker{content:'Step ' counter(list-item) ': '}", "<ol><li>One<li>Two</ol>"),
    "labels of paragraphs": ("p{display:list-item;list-style:decimal;margin-left:2em}", "<p>One<p>Two"),
    "labels of headings": ("h2{display:list-item;list-style:decimal inside}", "<h2>One</h2><h2>Two</h2>"),
    "notes": (FOOTNOTE, "<ol><li>One<span class=n>Note 1</span><li>Two<span class=n>Note 2</span></ol>"),
    "note in a heading": (FOOTNOTE, "<h2>Topic<span class=n>On it</span></h2><p>x"),
    "note in a cell": (FOOTNOTE, "<table><tr><th>a<tr><td>1<span class=n>On it</span></table>"),
    "note in a link": (FOOTNOTE, "<p><a href='https://e.org/'>it<span class=n>On it</span></a>"),
    "signs of notes": (FOOTNOTE + ".n::footnote-call{content:'*'}.n::footnote-marker{content:'* '}",
                       "<p>a<span class=n>b</span>"),
    "text that wraps": (NOTICE, "<p>Body"),
    "text that is a counter": (NOTICE.replace("' }", "' counter(page)}"), "<p>Body"),
    "text in capitals": (NOTICE + "p::before{text-transform:uppercase}", "<p>Body"),
    "quotation marks": ("q::before{content:'“'}q::after{content:'”'}", "<p>He said <q>no</q>."),
    "the same words twice": ("p::before{content:'Body'}", "<p>Body<p>Body"),
    "in another language": ("ol{list-style:decimal}", "<div lang=fr><ol><li>Un<li>Deux</ol></div>"),
}  # fmt: skip


@pytest.mark.parametrize("name", ADDED)
def test_what_styles_add_is_expected_where_they_add_it(name: str) -> None:
    style, body = ADDED[name]

    assert compare(body, style=style) == []


def test_what_styles_add_is_told_where_they_do_not_add_it() -> None:
    style = "h2::before{content:'Annex. '}"

    assert compare("<h2>Data</h2><p>Annex. x", "<h2>Data</h2><p>x", style) == [
        'nothing-added: "Annex." is not in the source'
    ]
    lost = 'same-texts: the generated text "Annex. Data" is "Data" in the PDF'
    assert lost in compare("<p>Data", "<h2>Data</h2>", style)


# --- one difference, one finding --------------------------------------------------------------

PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
CASE = re.compile(r"## (.+)\n\n```html\n(.*)\n```\n\n```html\n(.*)\n```\n\n> (.+)\n")
TABLE = (Path(__file__).parent / "differences.md").read_text("utf-8").replace("PIXEL", PIXEL)
DIFFERENCES = {name: case for name, *case in CASE.findall(TABLE)}


def test_no_difference_is_left_out() -> None:
    assert len(DIFFERENCES) == TABLE.count("\n## ")


@pytest.mark.parametrize("name", DIFFERENCES)
def test_a_difference_is_told_once_with_its_element_and_both_texts(name: str) -> None:
    source, body, expected = DIFFERENCES[name]

    told = compare(body, source)

    assert [each for each in told if not each.startswith("same-bookmarks")] == [expected]
