"""What two scripts have in common."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, strategies as st
from plain_scripts import script
from rapidfuzz.distance import Indel

from briefpress.checks.fidelity import alignment
from briefpress.checks.fidelity.alignment import Common, align, matches
from briefpress.checks.fidelity.script import Script

WORDS = st.lists(st.sampled_from(["a", "b", "ab", "c.", "水", "d"]), max_size=6).map(" ".join)
TEXTS = st.lists(WORDS, max_size=5)


def said(here: Script[str], there: Script[str]) -> list[str]:
    """Return the letters that two scripts have in common."""
    return [here.text[c.source : c.source + c.length] for c in align(here, there)]


@given(TEXTS, TEXTS)
def test_what_is_in_common_is_the_same_here_and_there_and_in_order(
    ours: list[str], theirs: list[str]
) -> None:
    here, there = script(*ours), script(*theirs)

    last = Common(0, 0, 0)
    for each in align(here, there):
        assert each.length > 0
        assert each.source >= last.ends[0]
        assert each.heard >= last.ends[1]
        text = here.text[each.source : each.source + each.length]
        assert text == there.text[each.heard : each.heard + each.length]
        last = each


@given(TEXTS)
def test_the_same_is_all_in_common(texts: list[str]) -> None:
    one = script(*texts)

    assert [length for *_, length in align(one, one)] == ([len(one.text)] if one.text else [])


@given(st.lists(st.sampled_from("abc"), max_size=40), st.lists(st.sampled_from("abc"), max_size=40))
def test_no_more_could_be_in_common(ours: list[str], theirs: list[str]) -> None:
    found = list(matches(ours, theirs))

    most = (len(ours) + len(theirs) - Indel.distance(ours, theirs)) // 2
    assert sum(count for *_, count in found) == most
    assert all(ours[i : i + n] == theirs[j : j + n] for i, j, n in found)


@pytest.mark.parametrize(
    ("ours", "theirs", "common"),
    [
        (["of our friends"], ["ofour friends"], ["ofourfriends"]),
        (["inter\u00adnational"], ["international"], ["international"]),
        (["See site, now."], ["See site (https://e.org/), now."], ["Seesite", ",now."]),
        (["First"], ["1.First"], ["First"]),
        (["One", "Two"], ["One Two"], ["OneTwo"]),
        (["41"], ["14"], []),
        (["419"], ["4219"], []),
        (["a word"], ["awkward"], []),
        (["今年は雨が遅れた"], ["今年は雪が遅れた"], ["今年は", "が遅れた"]),
    ],
)
def test_words_that_differ_are_compared_by_their_letters_where_that_is_no_chance(
    ours: list[str], theirs: list[str], common: list[str]
) -> None:
    assert said(script(*ours), script(*theirs)) == common


@pytest.mark.parametrize("window", [20, 50, 4_000])
def test_long_texts_are_compared_a_window_at_a_time(
    window: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alignment, "_WINDOW", window)
    ours = [f"{n}" for n in range(3_000)]
    theirs = [*ours[5:700], "x", *ours[700:1_500], *"yz", *ours[1_530:], "end"]

    found = list(matches(ours, theirs))

    assert sum(count for *_, count in found) == 3_000 - 5 - 30
    assert all(ours[i : i + n] == theirs[j : j + n] for i, j, n in found)


def test_rows_that_have_nothing_in_common_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alignment, "_WIDEST", 8_000)

    assert not list(matches([f"a{n}" for n in range(20_000)], [f"b{n}" for n in range(20_000)]))


def test_where_nothing_differs_nothing_is_loaded() -> None:
    code = (
        "import sys; from briefpress.checks.fidelity.alignment import matches;"
        "assert list(matches('abc', 'abc')) == [(0, 0, 3)];"
        "assert 'rapidfuzz' not in sys.modules; list(matches('abcd', 'axxd')); import rapidfuzz"
    )
    assert subprocess.run([sys.executable, "-c", code], check=True).returncode == 0


def test_a_number_that_styles_set_behind_a_line_is_not_that_of_the_next_one() -> None:
    here, there = (
        script("3 Energy", "4 Water", "5 Land"),
        script("3 Energy 4", "4 Water 5", "5 Land 7"),
    )

    found = align(here, there)
    assert said(here, there) == ["3Energy", "4Water", "5Land"]
    assert [there.text[c.ends[1] :][:1] for c in found] == ["4", "5", "7"]
