"""The colours of charts on dark screens: what can be told apart on white can be told apart there."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from briefpress.content import EDITIONS, WEB_PAGE
from briefpress.drawing import contrast
from briefpress.html import Theme
from briefpress.html.dark_charts import dark_chart_colours, prepare_for_dark
from briefpress.html.dark_colours import dark_colours
from briefpress.html.drawn import Drawings
from random_briefs import FILES
from rendered import brief_of

PAPER = dark_colours(Theme().properties)["paper"]


def on_dark(*colours: str, paper: str = PAPER) -> list[str]:
    page = "".join(f'fill="var(--chart-{each}, #{each})"' for each in colours)
    found = dark_chart_colours(page, paper)
    return [found[f"chart-{each}"] for each in colours]


@pytest.mark.parametrize("paper", [PAPER, "#1a1010", "#101820"])
def test_a_colour_has_the_contrast_with_a_dark_page_that_it_has_with_white(paper: str) -> None:
    used = ["18485c", "a58b5c", "dfe6e8", "6f8e9c", "7a1230", "4a5560", "949494", "0000ff"]
    for colour, dark in zip(used, on_dark(*used, paper=paper), strict=True):
        before, now = contrast(f"#{colour}", "#ffffff"), contrast(dark, paper)
        assert now == pytest.approx(before, rel=0.02)
    assert on_dark("ffffff", paper=paper) == [paper]
    (ink,) = on_dark("000000", paper=paper)
    assert contrast(ink, paper) > 15


def test_neighbours_and_letters_on_them_keep_their_contrast() -> None:
    brief = brief_of(
        sections=[{"heading": "H", "body": [
            {"chart": {"type": "stacked", "file": "a.csv", "alt": "A"}},
        ]}]
    )  # fmt: skip
    files = {"a.csv": b"Place,One,Two,Three\nNorth,30,40,50\nSouth,50,30,20\n"}
    chart = brief.sections[0].body[0].chart  # type: ignore[union-attr]
    svg = str(Drawings(brief, Theme(), WEB_PAGE, files, "x.yaml").svg(chart, "a"))

    assert 'class="on-page"' in svg
    assert not re.search(r'(?:fill|stroke)="#', svg)
    fills = dict.fromkeys(re.findall(r'<path[^>]* fill="var\(--chart-([0-9a-f]{6})', svg))
    assert len(fills) == 3
    series = on_dark(*fills)
    assert all(contrast(one, other) >= 2.9 for one, other in pairwise(series))
    assert all(contrast(each, PAPER) >= 3 for each in series)
    letters = dict.fromkeys(re.findall(r'<text[^>]* fill="var\(--chart-([0-9a-f]{6})', svg))
    inks = [*on_dark(*letters), PAPER]
    assert all(max(contrast(ink, each) for ink in inks) >= 4.5 for each in series)


def test_other_editions_have_their_colours_as_they_are() -> None:
    brief = brief_of(
        sections=[
            {"heading": "H", "body": [{"chart": {"type": "bar", "file": "a.csv", "alt": "A"}}]}
        ]
    )
    chart = brief.sections[0].body[0].chart  # type: ignore[union-attr]
    svg = str(Drawings(brief, Theme(), EDITIONS["screen"], FILES, "x.yaml").svg(chart, "a"))
    assert "var(" not in svg


@pytest.mark.parametrize(
    "part",
    [
        '<image href="a.png"/>',
        '<path fill="rgba(0, 0, 0, 0.5)"/>',
        '<path fill="#123456" opacity="0.7"/>',
        '<path stroke="of the sea"/>',
    ],
)
def test_a_chart_that_is_not_known_to_keep_its_contrast_stays_on_white(part: str) -> None:
    svg = ET.fromstring(f'<svg><text fill="#123456">a</text>{part}</svg>')  # noqa: S314 - it is ours
    before = ET.tostring(svg)
    prepare_for_dark(svg)
    assert ET.tostring(svg) == before


def test_names_of_colours_and_gradients_are_known() -> None:
    svg = ET.fromstring(  # noqa: S314 - it is ours
        '<svg><g fill="none" stroke="steelblue"/><stop stop-color="rgb(255, 0, 0)"/><path fill="url(#a)"/></svg>'
    )
    prepare_for_dark(svg)
    assert [dict(each.attrib) for each in svg.iter()] == [
        {"class": "on-page"},
        {"fill": "none", "stroke": "var(--chart-4682b4, #4682b4)"},
        {"stop-color": "var(--chart-ff0000, #ff0000)"},
        {"fill": "url(#a)"},
    ]
