"""The lines of a page on which its tags and words stand."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from briefpress.html import SourceLines

PAGE = """<!DOCTYPE html>
<html lang="en"><title>The wells</title>
<style>p { color: red }</style>
<p class="a">The wells of
  the <em>north</em> are dry &amp; deep.
<p><a href="next%20page.html"
   title="Next">Read on</a> — or <a href='#end'>the end</a>
<img src="pictures/well.png"><!-- a comment with words in it -->
<p id="end">Water → <b>herds</b>
"""


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("next%20page.html", 6),
        ("#end", 7),
        ("end", 9),
        ("file:///home/pictures/well.png", 8),
        ("The wells of the north", 4),
        ("the north are dry & deep.", 5),
        ("Read on — or the end", 7),
        ("→", 9),
        ("herds", 9),
        ("north are dry & deeper than before", 5),
        ("color: red", None),
        ("a comment with words in it", None),
        ("well.png of another place", None),
        ("", None),
    ],
)
def test_words_are_found_on_their_line(words: str, line: int | None) -> None:
    assert SourceLines(PAGE).of(words) == line


@given(st.text(), st.text(max_size=5))
def test_any_text_can_be_asked_about(html: str, words: str) -> None:
    line = SourceLines(html).of(words)

    assert line is None or 1 <= line <= html.count("\n") + 1


@given(st.integers(0, 50), st.integers(0, 50))
def test_every_line_of_a_page_is_found(before: int, after: int) -> None:
    html = "<p>" + "a\n" * before + "<b>sought</b> word" + "\nb" * after

    assert SourceLines(html).of("sought word") == before + 1
