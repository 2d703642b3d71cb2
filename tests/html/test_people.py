"""How a brief names its people: in the byline, in the credits, and in words about them."""

from __future__ import annotations

from typing import Any

import pytest

from briefpress.html.people import byline, credited
from rendered import brief_of, page_of, text_of

ANN, BOB, COY = ({"name": name} for name in ("Ann Ay", "Bob Be", "Coy Ce"))
NORTH, SOUTH = {"affiliation": "North"}, {"affiliation": "South"}


@pytest.mark.parametrize(
    ("authors", "said"),
    [
        ([ANN], ["By Ann Ay"]),
        ([ANN, BOB, COY], ["By Ann Ay, Bob Be and Coy Ce"]),
        ([ANN | NORTH], ["By Ann Ay", "North"]),
        ([ANN | NORTH, BOB | NORTH], ["By Ann Ay and Bob Be", "North"]),
        ([ANN | NORTH, BOB | SOUTH], ["By Ann Ay (North) and Bob Be (South)"]),
        ([ANN | NORTH, BOB | NORTH, COY], ["By Ann Ay and Bob Be (North) and Coy Ce"]),
        ([ANN | NORTH, BOB, COY | NORTH], ["By Ann Ay (North), Bob Be and Coy Ce (North)"]),
    ],
)
def test_the_byline_names_authors_with_their_affiliations(
    authors: list[dict[str, Any]], said: list[str]
) -> None:
    made = page_of(brief_of(authors=authors), {})

    lines = [each for each in made.all("p") if each.get("class") in ("byline", "affiliation")]
    assert [text_of(line) for line in lines] == said


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"authors": [ANN, BOB]}, []),
        ({"authors": [ANN | NORTH, BOB]}, ["Ann Ay", "Bob Be"]),
        ({"authors": [ANN], "contributors": [COY]}, ["Ann Ay", "Coy Ce"]),
    ],
)
def test_credits_name_every_author_or_none_again(fields: dict[str, Any], names: list[str]) -> None:
    assert [person.name for person in credited(brief_of(**fields))] == names


def test_authors_of_the_same_body_that_are_no_neighbours_keep_their_order() -> None:
    brief = brief_of(authors=[ANN | NORTH, BOB | SOUTH, COY | NORTH])

    assert [names for names, _ in byline(brief)] == [["Ann Ay"], ["Bob Be"], ["Coy Ce"]]


def test_words_about_authors_are_there_for_those_who_have_some() -> None:
    authors = [ANN | {"biography": "Ann *counts*."}, BOB, COY | {"email": "coy@example.org"}]
    made = page_of(brief_of(authors=authors), {})

    assert [text_of(each) for each in made.all("h3")][:2] == ["Ann Ay", "Coy Ce"]
    assert ("mailto:coy@example.org") in [target for _, target in made.having("href")]


@pytest.mark.parametrize(("title", "crowded"), [("Short", False), ("Long title " * 20, True)])
def test_a_long_title_takes_place_from_the_picture(title: str, crowded: bool) -> None:
    (header,) = page_of(brief_of(title=title.strip()), {}).all("header")

    assert (header.get("class") == "crowded") is crowded
