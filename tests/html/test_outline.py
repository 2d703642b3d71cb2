"""What HTML says to someone who listens."""

from __future__ import annotations

import pytest

from briefpress.html.outline import Link, Passage, outline

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
    assert outline(f"<title>t</title>{body}").passages == tuple(Passage(*one) for one in said)


def test_headings_have_their_levels() -> None:
    said = outline("<h1>a <i>b</i></h1><p>c</p><h3>d</h3><h6 hidden>e</h6><h2></h2>")

    assert said.headings == ((1, "a b"), (3, "d"))


@pytest.mark.parametrize(
    ("picture", "alternates"),
    [
        ('<img alt=" a  b ">', ("a b",)),
        ("<img>", (None,)),
        ('<img alt="">', ()),
        ('<img alt="a" role="presentation">', ()),
        ('<img alt="a" aria-label="b">', ("b",)),
        ('<p hidden><img alt="a"></p>', ()),
        ("<svg><title>a</title></svg>", ("a",)),
        ('<svg aria-label="b"><title>a</title></svg>', ("b",)),
        ("<svg></svg>", (None,)),
        ('<svg aria-hidden="true"></svg><svg role="none"></svg>', ()),
    ],
)
def test_pictures_that_tell_something_have_an_alternate(
    picture: str, alternates: tuple[str | None, ...]
) -> None:
    assert outline(picture).alternates == alternates


def test_links_have_their_words_and_their_target() -> None:
    said = outline('<a href="#x">a <b>b</b><i hidden>c</i>d</a><a>e</a><a href="">f</a>')

    assert said.links == (Link("a bd", "#x"),)


@pytest.mark.parametrize(
    ("html", "title", "language"),
    [
        ('<html lang="kk"><title> a\n b </title>', "a b", "kk"),
        ("<p>a", "", ""),
        ("", "", ""),
    ],
)
def test_title_and_language_are_those_of_the_document(html: str, title: str, language: str) -> None:
    assert (outline(html).title, outline(html).language) == (title, language)


def test_the_foot_of_a_table_is_read_last_wherever_it_is_written() -> None:
    read = outline("<table><tfoot><tr><td>sum<tbody><tr><td>one</table>")
    assert [passage.text for passage in read.passages] == ["one", "sum"]


def test_notes_have_a_role_or_a_name() -> None:
    said = outline(
        '<p role="doc-footnote">a</p><section role="doc-endnotes"><ol><li id="note-b">b <a href="#c">↑</a></li>'
        '<li id="ref-d">d</li></ol></section>'
    )

    assert said.notes == ("a", "b ↑")
