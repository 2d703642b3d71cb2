"""A brief that says in its own words how it is licensed names the licence once, with the link to its deed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from briefpress import html
from briefpress.content.editions import PRINT, SCREEN
from briefpress.html import Theme
from rendered import brief_of

if TYPE_CHECKING:
    from briefpress.content import Edition

URL = "https://creativecommons.org/licenses/by/4.0/"
LONG = "Creative Commons Attribution 4.0 International"


def said(statement: str, language: str = "en", edition: Edition = SCREEN) -> str:
    """Return the HTML of the licence paragraph after the year."""
    brief = brief_of(licence="CC-BY-4.0", licence_statement=statement, language=language)
    found = re.search(
        r'<p class="licence">.*? 1987\. (.*?)</p>',
        html.render(brief, Theme(), {}, "x", edition).text,
        re.DOTALL,
    )
    assert found
    return found[1]


def link(words: str) -> str:
    return f'<a rel="license" href="{URL}">{words}</a>'


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (f"Under the {LONG} licence (CC BY), free.", f"Under the {link(LONG)} licence (CC BY), free."),
        ("All of it is *CC BY 4.0*, but the logo.", f"All of it is <em>{link('CC BY 4.0')}</em>, but the logo."),
        (f"Under [this]({URL}) licence.", f"Under {link('this')} licence."),
        (f"{LONG}, or CC BY 4.0, or {LONG}.", f"{link(LONG)}, or CC BY 4.0, or {LONG}."),
        ("Share it.", f"Share it. {link(f'{LONG} (CC BY 4.0)')}"),
        ("Not CC BY 4.01.", f"Not CC BY 4.01. {link(f'{LONG} (CC BY 4.0)')}"),
    ],
)  # fmt: skip
def test_the_name_of_the_licence_is_said_once(statement: str, expected: str) -> None:
    assert said(statement) == expected


def test_other_links_of_a_statement_are_left_alone() -> None:
    shown = said("See [CC BY 4.0](https://example.org/).")
    assert shown.startswith('See <a href="https://example.org/">CC BY 4.0</a>.')
    assert shown.endswith(link(f"{LONG} (CC BY 4.0)"))


@pytest.mark.parametrize(
    ("statement", "end"),
    [(f"Under {LONG}.", f"Under {LONG}."), ("Share it.", f"Share it. {LONG} (CC BY 4.0),")],
)
def test_paper_spells_the_address_out_after_the_words(statement: str, end: str) -> None:
    shown = re.sub(r"<[^>]*>", "", said(statement, edition=PRINT))
    assert shown == f"{end} {URL}"
