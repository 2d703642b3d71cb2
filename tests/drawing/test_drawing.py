"""Charts as SVG: what is written in them, which colours they have, and that they are the same everywhere."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, strategies as st

from briefpress.content import EDITIONS, ChartData, chart_data, map_data, read_data
from briefpress.content.model.charts import Chart, Map
from briefpress.drawing import CannotDrawError, Look, draw_chart, draw_map, draw_vega_lite
from briefpress.drawing.colours import WHITE, class_colours, contrast, series_colours, text_colour
from briefpress.drawing.layers import Scale, written
from briefpress.drawing.look import spread
from briefpress.html import Theme
from briefpress.html.chart_look import chart_look, width_in
from conftest import ROOT
from rendered import brief_of

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

YEARS = "Year,North,South\n2019,12,30\n2020,,31\n2021,20,33\n"
PLACES = "Place,North,South\nHills,12%,30%\nPlains and lakes,5%,31%\nCoast,20%,33%\n"
ONE = "Place,Wells\nHills,12\nPlains,-5\nCoast,20\n"
HUES = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.fixture(scope="module")
def look() -> Look:
    return chart_look(brief_of(), Theme(), EDITIONS["screen"])


def data_of(text: str, kind: str = "bar") -> ChartData:
    chart = Chart(type=kind, file="a.csv", alt="A")
    return chart_data(chart, read_data(text.encode(), "a.csv"))


def texts(svg: Element) -> list[str]:
    return [each.text or "" for each in svg.iter("text")]


@pytest.mark.parametrize(
    ("kind", "data", "expected"),
    [
        ("bar", ONE, ["Hills", "Plains", "Coast", "12", "\u22125", "20"]),
        ("bar", "Year,Wells\n2019,12\n2020,\n2021,20\n", ["2019", "2020", "2021", "12", "–", "20"]),
        ("grouped", PLACES, ["Hills", "North", "South", "12%", "30%", "Coast", "33%"]),
        ("stacked", PLACES, ["North", "South", "Hills", "12%", "31%"]),
        ("stacked", YEARS, ["North", "South", "2019", "2021", "0", "60"]),
        ("line", YEARS, ["North", "South", "2019", "2020", "2021", "0", "40"]),
        ("area", YEARS, ["North", "South", "2019", "60"]),
        ("dot", PLACES, ["North", "South", "Hills", "0%", "40%"]),
        ("dot", ONE, ["Hills", "12", "\u22125"]),
        ("pie", PLACES, ["Hills 12%", "Plains and lakes 5%", "Coast 20%"]),
    ],
)  # fmt: skip
def test_a_chart_says_what_its_parts_are(
    kind: str, data: str, expected: list[str], look: Look
) -> None:
    drawn = texts(draw_chart(kind, data_of(data, kind), look, "a"))

    assert [text for text in expected if text not in drawn] == []


@pytest.mark.parametrize("kind", ["line", "dot"])
def test_series_differ_in_shape_or_dash(kind: str, look: Look) -> None:
    svg = draw_chart(kind, data_of(PLACES, kind), look, "a")
    dashes = {each.get("stroke-dasharray") for each in svg.iter("path") if each.get("fill") is None}
    shapes = {
        each.get("d", "") for each in svg.iter("path") if each.get("fill", "").startswith("#")
    }

    assert len(shapes) >= 2
    assert kind == "dot" or len(dashes) >= 2


def test_a_line_is_interrupted_where_there_is_no_value(look: Look) -> None:
    data = data_of("Year,North\n2019,1\n2020,2\n2021,\n2022,4\n2023,5\n", "line")
    svg = draw_chart("line", data, look, "a")

    (line,) = (
        e for e in svg.iter("path") if e.get("stroke-width") and e.get("d", "").count("M") == 2
    )
    assert line.get("d", "").count("L") == 2


def test_years_at_uneven_distances_are_all_written_that_have_room(look: Look) -> None:
    years = ["1980", "1985", "1990", "2005", "2018", "2019", "2022"]
    data = data_of(
        "Year,Wells\n" + "".join(f"{year},{n}\n" for n, year in enumerate(years)), "line"
    )

    written = texts(draw_chart("line", data, look, "c"))

    assert [each for each in written if each in years] == [each for each in years if each != "2019"]


def test_a_chart_is_as_wide_as_it_asks_for() -> None:
    assert width_in("50%", 600.0) == 300.0
    assert width_in("80mm", 600.0) == pytest.approx(302.4, abs=0.1)
    assert width_in("80cm", 600.0) == 600.0


def test_rows_of_a_vega_lite_chart_have_room_for_large_letters(look: Look) -> None:
    rows = [{"a": name, "b": n} for n, name in enumerate(("Hills", "Plains", "Coast"))]
    encoding = {"y": {"field": "a", "type": "nominal"}, "x": {"field": "b", "type": "quantitative"}}
    spec = {"height": {"step": 10}, "data": {"values": rows}, "mark": "bar", "encoding": encoding}

    looks = (replace(look, size=size) for size in (12.0, 24.0))
    heights = [
        float(draw_vega_lite(spec, each, "c").get("viewBox", "").split()[3]) for each in looks
    ]

    assert heights[1] - heights[0] > 3 * 12


def test_a_chart_of_rows_is_mirrored_where_text_is_read_from_the_right() -> None:
    arabic = chart_look(brief_of(language="ar"), Theme(), EDITIONS["screen"])
    svg = draw_chart("bar", data_of(ONE.replace("Hills", "جبال")), arabic, "a")

    assert arabic.is_rtl
    assert svg.get("direction") == "ltr"
    (name,) = (each for each in svg.iter("text") if each.text == "جبال")
    assert name.get("text-anchor") == "end"


# Colours


@given(st.tuples(HUES, HUES, HUES), st.integers(1, 9))
def test_colours_of_neighbours_and_the_page_differ(hues: tuple[str, ...], count: int) -> None:
    colours = [WHITE, *series_colours(hues, count)]

    assert all(contrast(one, other) >= 2.95 for one, other in pairwise(colours))
    assert all(contrast(WHITE, each) >= 2.95 for each in colours[1:])
    assert all(contrast(WHITE, text_colour(each)) >= 6.9 for each in colours)


@given(HUES, st.integers(2, 7))
def test_classes_become_darker(hue: str, count: int) -> None:
    steps = [contrast(WHITE, each) for each in class_colours(hue, count)]

    assert steps == sorted(steps)
    assert steps[-1] >= 9


# Places


@given(st.lists(st.floats(-50, 350), max_size=12))
def test_labels_are_apart_and_within_their_bounds(places: list[float]) -> None:
    found = sorted(spread(places, 20, 0, 300))

    assert all(b - a >= 19.9 for a, b in pairwise(found))
    assert not found or (found[0] >= -0.1 and found[-1] <= 300.1)


@given(st.lists(st.floats(-1e9, 1e9), min_size=1), st.booleans())
def test_a_scale_holds_all_values_between_round_numbers(
    numbers: list[float], with_zero: bool
) -> None:
    scale = Scale.of(numbers, with_zero=with_zero)

    assert scale.low <= min(numbers)
    assert scale.high >= max(numbers)
    assert 2 <= len(scale.ticks) <= 8


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "−1,234.5"), ("de", "−1.234,5"), ("fr-CA", "−1\u202f234,5")]
)
def test_numbers_are_written_as_in_the_language(language: str, shown: str) -> None:
    look = chart_look(brief_of(language=language), Theme(), EDITIONS["screen"])

    (number,) = read_data(b"a\n-1234.50\n", "a.csv").column("a")
    assert number.number is not None
    assert written(number.number, look) == shown


# Maps


def test_a_map_has_names_values_and_classes_in_steps(look: Look) -> None:
    folder = ROOT / "tests/cases/charts"
    content = Map(file="a", values="b", key="code", value="Wells", name="name", alt="A")
    table = read_data((folder / "wells.csv").read_bytes(), "wells.csv")
    data = map_data(content, (folder / "areas.geojson").read_bytes(), table)

    svg = draw_map(data, look, "a")

    drawn = texts(svg)
    assert {"North", "12", "East", "48", "Coast", "–", "< 20", "20 – < 40", "≥ 40"} <= set(drawn)
    fills = {each.get("fill") for each in svg.iter("path")}
    assert set(class_colours(look.hues[0], 3)) <= fills
    assert not [*svg.iter("linearGradient")]


# Vega-Lite

CLIPPED: dict[str, Any] = {
    "width": 300, "height": 100, "data": {"values": [{"a": 1, "b": 2}]},
    "mark": {"type": "bar", "clip": True},
    "encoding": {"x": {"field": "a", "type": "quantitative"}, "color": {"field": "b", "type": "nominal"}},
}  # fmt: skip
PROCESS = """
import json, sys
from xml.etree import ElementTree
from pathlib import Path
from briefpress.content import EDITIONS, load
from briefpress.drawing import draw_vega_lite
from briefpress.html import Theme
from briefpress.html.chart_look import chart_look
look = chart_look(load(Path(sys.argv[1])).brief, Theme(), EDITIONS["screen"])
sys.stdout.write(ElementTree.tostring(draw_vega_lite(json.loads(sys.argv[2]), look, "a"), "unicode"))
"""


@pytest.mark.slow("a long run")
def test_a_chart_is_the_same_in_every_process(look: Look) -> None:
    first, second = (ET.tostring(draw_vega_lite(CLIPPED, look, "a"), "unicode") for _ in range(2))
    command = [sys.executable, "-c", PROCESS, str(ROOT / "content/kenya.yaml"), json.dumps(CLIPPED)]
    other = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert first == second == other
    assert 'clip-path="url(#a-1)"' in first
    assert 'id="a-1"' in first


def test_a_vega_lite_chart_is_as_wide_as_the_text_in_its_colours(look: Look) -> None:
    svg = draw_vega_lite(CLIPPED, look, "a")

    assert svg.get("viewBox", "").split()[2] == str(look.width)
    fills = {each.get("fill") for each in svg.iter("path")}
    assert set(series_colours(look.hues, 1)) <= fills
    assert "Fira Sans" in svg.get("font-family", "")


def test_what_vega_cannot_draw_is_said_in_one_line(look: Look) -> None:
    with pytest.raises(CannotDrawError, match=r"^[^\n]+$"):
        draw_vega_lite({"mark": "bar", "transform": [{"calculate": "1 +", "as": "b"}]}, look, "a")


def test_a_chart_that_shows_nothing_is_refused(look: Look) -> None:
    with pytest.raises(CannotDrawError, match="it shows no values at all"):
        draw_vega_lite({**CLIPPED, "transform": [{"filter": "false"}]}, look, "a")


@pytest.mark.parametrize("text", ["\0", "a\x1b[31m", "\b", "\uffff"])
def test_a_text_that_no_svg_can_hold_is_told(text: str, look: Look) -> None:
    """vl-convert would end the process."""
    with pytest.raises(CannotDrawError, match="control character"):
        draw_vega_lite({**CLIPPED, "title": text}, look, "a")


def test_a_backslash_is_no_control_character(look: Look) -> None:
    assert draw_vega_lite({**CLIPPED, "title": "\\u0000"}, look, "a").tag == "svg"


# A theme and an edition


def test_a_theme_of_ones_own_sets_the_look(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    css = ':root { --accent: rgb(10 20 30); --series-2: var(--accent); --sans: "Noto Sans", serif; --size-small: 12px }'
    (tmp_path / "styles/theme.css").write_text(css, "utf-8")

    look = chart_look(brief_of(), Theme.at(tmp_path), EDITIONS["screen"])

    assert look.hues[:2] == ("#0a141e", "#0a141e")
    assert (look.first_family, look.size, look.fonts) == ("Noto Sans", 12, ())
    assert look.width_of("abcd") == pytest.approx(4 * 12 * 0.56)


def test_large_print_has_large_letters(look: Look) -> None:
    large = chart_look(brief_of(), Theme(), EDITIONS["large"])

    assert large.size == 24
    assert large.width > look.width
    svg = draw_chart("bar", data_of(ONE), large, "a")
    assert {each.get("font-size") for each in svg.iter("text")} == {"24px"}
