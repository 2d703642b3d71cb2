"""What HTML says to someone who listens."""

from __future__ import annotations

import pytest

from briefpress.html import Generated, Kind
from briefpress.html.outline import HtmlOutline, read_outline


def parts(said: HtmlOutline, kind: Kind) -> list[tuple[str, str]]:
    """Return the text of each element of a kind, with its detail; what styles add is in brackets."""
    found: dict[object, tuple[str, str]] = {}
    for stretch in (each for passage in said.passages for each in passage.stretches):
        for part in stretch.place.path:
            if part.kind is kind:
                text = f"[{stretch.text}]" if stretch.is_generated else stretch.text
                before = found.get(part.element, ("", ""))[0]
                found[part.element] = before + text, part.detail
    return [(" ".join(text.split()), detail) for text, detail in found.values()]


def alternates(said: HtmlOutline) -> list[str]:
    stretches = (each for passage in said.passages for each in passage.stretches)
    return [each.alternate for each in stretches if each.alternate is not None]


TEXTS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "white space is folded": ("<p>a \n\t b&nbsp;c</p>", [("p", "a b c")]),
    "phrases run on": ("<p>a <em>b</em><b>c</b>d</p>", [("p", "a bcd")]),
    "blocks end a text": ("a<p>b<div>c</div>d", [("body", "a"), ("p", "b"), ("div", "c"), ("body", "d")]),
    "a break is a space": ("<p>a<br>b</p>", [("p", "a b")]),
    "empty blocks say nothing": ("<p> </p><ul><li></li></ul>", []),
    "lists": ("<ul><li>a<ul><li>b</li></ul>c</li></ul>", [("li", "a"), ("li", "b"), ("li", "c")]),
    "cells": ("<table><tr><th>a<td>b</table>", [("th", "a"), ("td", "b")]),
    "scripts": ("<p>a<script>b</script></p><style>c</style><template>d</template>", [("p", "a")]),
    "comments": ("<p>a<!-- b -->c</p>", [("p", "ac")]),
    "hidden": ("<p hidden>a</p><p>b<i aria-hidden=true>c</i>d</p>", [("p", "bd")]),
    "shown": ("<p aria-hidden=false>a</p>", [("p", "a")]),
    "drawings": ("<p>a<svg><title>b</title><text>c</text></svg>d</p>", [("p", "ad")]),
}  # fmt: skip


@pytest.mark.parametrize(("body", "said"), TEXTS.values(), ids=TEXTS)
def test_texts_stand_in_the_order_of_the_blocks(body: str, said: list[tuple[str, str]]) -> None:
    passages = read_outline(f"<title>t</title>{body}").passages

    assert [(each.element, each.text) for each in passages] == said


def test_headings_have_their_levels() -> None:
    said = read_outline(
        "<h1>a <i>b</i></h1><p>c</p><h3>d</h3><h6 hidden>e</h6><h2></h2>"
        '<p role="heading" aria-level="4">f</p><h5 role="presentation">g</h5>'
    )

    assert parts(said, Kind.HEADING) == [("a b", "1"), ("d", "3"), ("f", "4")]


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        ('<img alt=" a  b ">', ["a b"]),
        ("<img>", [""]),
        ('<img alt="">', []),
        ('<img alt="a" role="presentation">', []),
        ('<img alt="a" aria-label="b">', ["b"]),
        ('<p hidden><img alt="a"></p>', []),
        ("<svg><title>a</title></svg>", ["a"]),
        ('<svg aria-label="b"><title>a</title></svg>', ["b"]),
        ("<svg></svg>", [""]),
        ('<svg aria-hidden="true"></svg><svg role="none"></svg>', []),
        ('<div role="img" aria-label="bars"><p>40</p></div>', ["bars"]),
        ('<span role="img">\u263a</span>', [""]),
        ('<b id="l">m</b><svg aria-labelledby="l"></svg>', ["m"]),
        ('<figure aria-label="f"><img alt="i"><figcaption>c</figcaption></figure>', ["f"]),
    ],
)
def test_pictures_that_tell_something_have_an_alternate(picture: str, expected: list[str]) -> None:
    assert alternates(read_outline(picture)) == expected


def test_a_picture_stands_where_it_is_among_the_words() -> None:
    (passage,) = read_outline('<p>Well <img alt="done"> all').passages

    assert [each.alternate or each.text for each in passage.stretches] == ["Well ", "done", " all"]


def test_links_have_their_words_and_their_target() -> None:
    said = read_outline('<a href="#x">a <b>b</b><i hidden>c</i>d</a><a>e</a><a href="">f</a>')

    assert parts(said, Kind.LINK) == [("a bd", "#x"), ("f", "")]
    assert said.links == {"#x", ""}


@pytest.mark.parametrize(
    ("html", "title", "language"),
    [
        ('<html lang="kk"><title> a\n b </title>', "a b", "kk"),
        ("<p>a", "", ""),
        ("", "", ""),
    ],
)
def test_title_and_language_are_those_of_the_document(html: str, title: str, language: str) -> None:
    assert (read_outline(html).title, read_outline(html).language) == (title, language)


def test_words_have_their_language() -> None:
    said = read_outline(
        '<html lang="en"><p>a <i lang="fr">b <b>c</b></i> <i xml:lang="sw">d</i> e</p>'
    )

    stretches = (each for passage in said.passages for each in passage.stretches)
    marked = [(each.text, each.place.language) for each in stretches if each.letters]
    assert marked == [("a ", "en"), ("b ", "fr"), ("c", "fr"), ("d", "sw"), (" e", "en")]


def test_the_foot_of_a_table_is_read_last_wherever_it_is_written() -> None:
    read = read_outline("<table><tfoot><tr><td>sum<tbody><tr><td>one</table>")
    assert [passage.text for passage in read.passages] == ["one", "sum"]


def test_notes_have_a_role_or_a_name() -> None:
    said = read_outline(
        '<p role="doc-footnote">a</p><section role="doc-endnotes"><ol><li id="note-b">b <a href="#c">↑</a></li>'
        '<li id="ref-d">d</li></ol></section>'
    )

    assert parts(said, Kind.NOTE) == [("a", ""), ("b ↑", "")]


@pytest.mark.parametrize(
    ("html", "lists", "items"),
    [
        ("<ul><li>a<ol><li>b</ol></ul>", ["ab", "b"], ["ab", "b"]),
        ("<dl><dt>a<dd>b<dt>c<dt>d<dd>e<dd>f</dl>", ["abcdef"], ["ab", "cdef"]),
        ("<dl><div><dt>a<dd>b</div><div><dt>c<dd>d</div></dl>", ["abcd"], ["ab", "cd"]),
        ("<ul>loose<li>a</ul>", ["loosea"], ["a"]),
        ('<div role="list"><p role="listitem">a<p role="listitem">b</div>', ["ab"], ["a", "b"]),
        ('<ul role="presentation"><li>a</ul><p>b<li>c', [], []),
    ],
)
def test_lists_have_items(html: str, lists: list[str], items: list[str]) -> None:
    said = read_outline(html)

    assert [text for text, _ in parts(said, Kind.LIST)] == lists
    assert [text for text, _ in parts(said, Kind.ITEM)] == items


def test_cells_are_headings_or_data_of_a_table_that_is_no_layout() -> None:
    said = read_outline(
        "<table><tr><th>a<td>b</table><table role=presentation><tr><td>c</table><p>d</p>"
    )

    assert parts(said, Kind.CELL) == [("a", "heading"), ("b", "")]
    ((heading, _), (data, of_data)) = said.headings_of.items()
    assert (heading.text, data.text) == ("a", "b")
    assert of_data == (heading,)


def test_abbreviations_have_what_they_stand_for() -> None:
    said = read_outline('<p><abbr title=" gross  product ">GP</abbr> <abbr>x</abbr></p>')

    assert parts(said, Kind.ABBREVIATION) == [("GP", "gross product")]


def test_anchors_are_the_first_words_of_what_links_may_lead_to() -> None:
    said = read_outline('<h2 id="a"><a name="b"> <i>One</i></a></h2><p id="c"></p><p id="d">Two')

    assert {name: each.text for name, each in said.anchors.items()} == {
        "a": "One", "b": "One", "d": "Two"
    }  # fmt: skip


def test_what_styles_add_stands_in_its_place_and_is_known_to_be_added() -> None:
    html = "<h2>Methods</h2><ol><li>One<span>note</span></ol>"
    names = ["html", "head", "body", "h2", "ol", "li", "span"]
    places = (("h2", "before", "Annex A. "), ("li", "marker", "1."), ("span", "call", "1"),
              ("span", "marker", "1. "), ("li", "after", "end"))  # fmt: skip
    added = [Generated(names.index(name), where, text) for name, where, text in places]  # type: ignore[arg-type]

    said = read_outline(html, generated=added)

    assert [each.text for each in said.passages] == [
        "Annex A. Methods",
        "1.",
        "One1",
        "1.",
        "note",
        "end",
    ]
    assert parts(said, Kind.HEADING) == [("[Annex A. ]Methods", "2")]
    assert parts(said, Kind.NOTE) == [("[1. ]note", "")]
    assert said.knows_generated
    assert not read_outline(html).knows_generated


def test_what_styles_hide_is_not_said_but_what_is_shown_in_it_is() -> None:
    html = "<div>a<p>b</p>c</div><p>d</p>"
    unseen = {3}  # html, head, body, div

    assert [each.text for each in read_outline(html, unseen).passages] == ["b", "d"]


def test_an_attribute_hides_only_where_it_is_not_known_what_is_shown() -> None:
    html = "<p hidden>a</p>"

    assert [each.text for each in read_outline(html).passages] == []
    assert [each.text for each in read_outline(html, ()).passages] == ["a"]
    assert [each.text for each in read_outline(html, {3}).passages] == []


def test_what_the_author_hides_from_listeners_is_told() -> None:
    said = read_outline("<p>a <i aria-hidden=true>b <b>c</b></i></p>")

    assert said.hidden == ("b c",)
    assert [each.text for each in said.passages] == ["a"]
