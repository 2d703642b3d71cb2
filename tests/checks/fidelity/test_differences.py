"""How a PDF differs from its source."""

from __future__ import annotations

import pytest
from plain_scripts import script

from briefpress.checks.fidelity.alignment import Common
from briefpress.checks.fidelity.differences import Differences, differences
from briefpress.checks.fidelity.script import Script
from briefpress.html import Passage, Place, Stretch

SOURCE = ("A title", "The rains came late", "Nobody knew", "12", "The end of it")


def told(source: tuple[str, ...], heard: tuple[str, ...]) -> dict[str, list[str]]:
    """Return what differs, each as text."""
    here, there = script(*source), script(*heard)
    found = differences(here, there)
    changed = [
        f"{here.said(*edit.lost[1:]) if edit.lost else ''}>"
        f"{there.said(*edit.instead[1:]) if edit.instead else ''}"
        for change in found.changed
        for edit in change.edits
    ]
    everything = {
        "missing": [here.said(*piece[1:]) for piece in found.missing],
        "moved": [here.said(*piece[1:]) for piece, _ in found.moved],
        "changed": changed,
        "twice": [there.said(*piece[1:]) for piece in found.twice],
        "added": [there.said(*piece[1:]) for piece in found.added],
    }
    return {kind: pieces for kind, pieces in everything.items() if pieces}


TITLE, RAINS, NOBODY, TWELVE, END = SOURCE
CASES: dict[str, tuple[tuple[str, ...], dict[str, list[str]]]] = {
    "the same": (SOURCE, {}),
    "nothing": ((), {"missing": [*SOURCE]}),
    "dropped": ((TITLE, NOBODY, TWELVE, END), {"missing": [RAINS]}),
    "two dropped": ((TITLE, TWELVE, END), {"missing": [RAINS, NOBODY]}),
    "doubled": ((TITLE, RAINS, RAINS, NOBODY, TWELVE, END), {"twice": [RAINS]}),
    "doubled elsewhere": ((TITLE, RAINS, NOBODY, TWELVE, END, RAINS), {"twice": [RAINS]}),
    "swapped": ((TITLE, NOBODY, RAINS, TWELVE, END), {"moved": [NOBODY]}),
    "moved": ((TITLE, NOBODY, TWELVE, END, RAINS), {"moved": [RAINS]}),
    "first made last": ((RAINS, NOBODY, TWELVE, END, TITLE), {"moved": [TITLE]}),
    "a word changed": ((TITLE, "The snow came late", NOBODY, TWELVE, END), {"changed": ["rains>snow"]}),
    "a word lost": ((TITLE, "The rains came", NOBODY, TWELVE, END), {"changed": ["late>"]}),
    "a word put in": ((TITLE, "The rains came too late", NOBODY, TWELVE, END), {"added": ["too"]}),
    "two words changed": ((TITLE, "No rains came early", NOBODY, TWELVE, END), {"changed": ["The>No", "late>early"]}),
    "a number changed": ((TITLE, RAINS, NOBODY, "21", END), {"changed": ["12>21"]}),
    "all words of a passage": ((TITLE, "It is dry", NOBODY, TWELVE, END), {"changed": [f"{RAINS}>It is dry"]}),
    "added": ((TITLE, RAINS, "Buy our pumps", NOBODY, TWELVE, END), {"added": ["Buy our pumps"]}),
    "added at the end": ((*SOURCE, "3 of 4"), {"added": ["3 of 4"]}),
    "words of one in another": ((TITLE, f"{RAINS} {NOBODY}", TWELVE, END), {}),
    "words moved in a passage": ((TITLE, "came late The rains", NOBODY, TWELVE, END), {"moved": ["came late"]}),
    "dropped and added elsewhere": ((NOBODY, TWELVE, END, "x"), {"missing": [TITLE, RAINS], "added": ["x"]}),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_difference_is_told_once_and_for_what_it_is(name: str) -> None:
    heard, expected = CASES[name]

    assert told(SOURCE, heard) == expected


def test_what_stands_twice_in_the_source_stands_twice() -> None:
    again = (*SOURCE, RAINS, RAINS, TWELVE)

    assert told(again, again) == {}
    assert told(again, again[:-1]) == {"missing": [TWELVE]}
    assert told(again, again[:1] + again[2:]) == {"missing": [RAINS]}
    assert told(again, (*again, TWELVE)) == {"twice": [TWELVE]}


def pictures(*passages: str) -> Script[str]:
    """Return a script whose passages are rows of pictures, each with one letter as its description."""
    place: Place[str] = Place("p")
    return Script(
        Passage("p", row, tuple(Stretch("", place, alternate=letter) for letter in row))
        for row in passages
    )


def test_pictures_are_told_apart_by_their_descriptions_where_they_are_grouped_otherwise() -> None:
    """Two logos stand in one passage of the source, and in two of the PDF; a third picture follows."""
    source, heard = pictures("A", "BC", "D"), pictures("A", "B", "C", "D")

    found = differences(source, heard)

    assert found == Differences([Common(0, 0, 4)])


def test_a_picture_with_another_description_is_still_the_same_picture() -> None:
    found = differences(pictures("A", "B", "C"), pictures("A", "X", "C"))

    assert found == Differences([Common(0, 0, 3)])
