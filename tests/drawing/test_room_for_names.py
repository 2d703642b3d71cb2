"""Names in charts have the room that their letters take, in each script."""

from __future__ import annotations

import pytest

from briefpress.content import EDITIONS
from briefpress.drawing import Look
from briefpress.drawing.rows import named_rows
from briefpress.html import Theme
from briefpress.html.chart_look import chart_look
from rendered import brief_of


@pytest.fixture(scope="module")
def look() -> Look:
    return chart_look(brief_of(), Theme(), EDITIONS["screen"])


@pytest.mark.parametrize("name", ["取組を実施していない", "참여하지않은기관의수"])
def test_bars_begin_behind_names_of_wide_letters(name: str, look: Look) -> None:
    _, frame, _ = named_rows([(name, False)], look)
    assert frame.left > len(name) * look.size


@pytest.mark.parametrize(
    ("text", "letters", "lines"),
    [
        ("取組を実施していない", 5, ["取組を実施", "していない"]),
        ("研修に「参加」した。", 4, ["研修に", "「参加」", "した。"]),
        ("North and South", 3, ["North", "and", "South"]),
        ("기관이 참여하지 않음", 6, ["기관이", "참여하지", "않음"]),
    ],
)
def test_names_break_where_their_script_does(
    text: str, letters: int, lines: list[str], look: Look
) -> None:
    assert look.lines_of(text, letters * look.size) == lines
