"""What typesetters decide by hand: the lines of a title, and spaces before units."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from briefpress.html.typesetting import balance, space_before, title_scale


@pytest.mark.parametrize(
    ("title", "letters", "width"),
    [
        ("Water", 23, None),
        ("Light and Heat in East Africa", 23, 7.7),  # Light and Heat | in East Africa
        ("Kenya: Clean Power, Uncertain Rain", 23, 10.2),  # Kenya: Clean Power, | Uncertain Rain
        ("Kenya: Clean Power, Uncertain Rain", 34, None),
        ("Wasserstraßenverkehrsverwaltungsgesetz und Wirklichkeit", 23, None),
    ],
)
def test_lines_of_a_title_are_of_about_one_length(
    title: str, letters: float, width: float | None
) -> None:
    assert balance(title, letters) == width


@given(st.lists(st.text("abc", min_size=1, max_size=9), min_size=1, max_size=30), st.floats(10, 60))
def test_a_balanced_title_is_narrower_than_its_place(words: list[str], letters: float) -> None:
    width = balance(" ".join(words), letters)
    assert width is None or 0 < width <= letters * 0.51 + 0.1


@pytest.mark.parametrize(
    ("unit", "language", "space"),
    [
        ("%", "en-GB", ""),
        ("%", "zh", ""),
        ("%", "de", "\N{NO-BREAK SPACE}"),
        ("% of homes", "ru", "\N{NO-BREAK SPACE}"),
        ("%", "fr-FR", "\N{NARROW NO-BREAK SPACE}"),
        ("million", "en", "\N{NO-BREAK SPACE}"),
        ("°", "en", ""),
        ("°C", "en", "\N{NARROW NO-BREAK SPACE}"),
    ],
)
def test_a_unit_stands_from_its_number_as_its_language_has_it(
    unit: str, language: str, space: str
) -> None:
    assert space_before(unit, language) == space


@pytest.mark.parametrize(
    ("words", "scale"), [(3, 1.0), (12, 1.0), (16, 0.9), (20, 0.8), (25, 0.7), (300, 0.62)]
)
def test_a_long_title_is_set_smaller(words: int, scale: float) -> None:
    assert title_scale("water " * words, 24, 3.6) == scale
