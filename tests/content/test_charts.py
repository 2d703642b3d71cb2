"""What charts show of data files and Vega-Lite files, and what is refused, with its place and a mend."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from briefpress.content import (
    BadData,
    ChartData,
    MapData,
    chart_data,
    load,
    map_data,
    read_data,
    read_spec,
    spec_table,
)
from briefpress.content.charts.alternates import (
    AlternateWords,
    proposed_alternate,
    proposed_for_map,
    proposed_for_spec,
)
from briefpress.content.model.charts import Chart, Map
from conftest import write_brief

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = AlternateWords.of("en-GB")
WIDE = "Year,North,South\n2019,12,30\n2020,,31\n2021,-3.5,33\n"
LONG = "Year,Place,Wells\n2019,North,12\n2019,South,30\n2020,South,31\n2021,North,-3.5\n2021,South,33\n"


def data_of(text: str, **fields: Any) -> ChartData:
    fields = {"type": "line", "file": "wells.csv", "alt": "A", **fields}
    return chart_data(Chart.model_validate(fields), read_data(text.encode(), "wells.csv"))


def refused(text: str, **fields: Any) -> list[str]:
    with pytest.raises(BadData) as caught:
        data_of(text, **fields)
    assert all(each.mend for each in caught.value.problems)
    return [f"{each.line}: {each.rule.id}: {each.message}" for each in caught.value.problems]


@pytest.mark.parametrize(("text", "fields"), [(WIDE, {}), (LONG, {"series": "Place"})])
def test_values_are_the_same_however_the_file_has_them(text: str, fields: dict[str, str]) -> None:
    data = data_of(text, **fields)

    assert data.labels == ("2019", "2020", "2021")
    assert [(each.name, each.numbers) for each in data.series] == [
        ("North", [12, None, -3.5]),
        ("South", [30, 31, 33]),
    ]
    assert data.is_in_years
    assert data.table.rows == (
        ("2019", "12", "30"),
        ("2020", "–", "31"),
        ("2021", "\u22123.5", "33"),
    )
    assert data.table.csv == WIDE.replace("\n", "\r\n").encode()


def test_columns_are_chosen_by_their_names() -> None:
    data = data_of(WIDE, x="South", y="North")

    assert data.labels == ("30", "31", "33")
    assert [each.name for each in data.series] == ["North"]
    assert not data.is_in_years


@pytest.mark.parametrize(
    ("values", "unit"), [("12%,5 %", ""), ("12 %,5 %", " %"), ("1.5%,22%", "%"), ("3,4", ""), ("€3,€4", "")]
)  # fmt: skip
def test_a_unit_is_what_follows_every_number(values: str, unit: str) -> None:
    one, other = values.split(",")

    assert data_of(f"Place,Share\nA,{one}\nB,{other}\n").unit == unit


@pytest.mark.parametrize(
    ("text", "fields", "problem"),
    [
        (WIDE, {"y": "Nort"}, 'None: data-column: "wells.csv" has no column "Nort"'),
        (WIDE.replace("31", "9" * 400), {},
         '3: chart-value: the number in "South" of "wells.csv" is too large to be drawn'),
        (WIDE.replace("31", "many"), {}, '3: chart-value: "many" in "South" of "wells.csv" is no number'),
        (WIDE.replace("2020", ""), {}, '3: chart-value: line 3 of "wells.csv" has nothing in "Year"'),
        (WIDE.replace("2020", "2019"), {}, '3: chart-value: "wells.csv" has two values for 2019: line 2 and line 3'),
        (LONG, {"y": "Wells"}, '3: chart-value: "wells.csv" has two values for 2019: line 2 and line 3'),
        ("A,B,C\nx,1,dry\ny,2,wet\n", {}, 'None: chart-value: there are no numbers in "C" of "wells.csv"'),
        ("A,B\nx,\ny,–\n", {}, 'None: chart-value: there are no numbers in "B" of "wells.csv"'),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused(text: str, fields: dict[str, str], problem: str) -> None:
    assert refused(text, **fields) == [problem]


# Vega-Lite files

SPEC: dict[str, Any] = {
    "data": {"values": [{"a": 1, "b": 2.5}, {"a": 2}]},
    "mark": "point",
    "encoding": {"x": {"field": "a", "type": "quantitative"}},
}


VEGA = "https://vega.github.io/schema/vega/v5.json"
LOOKUP = {"transform": [{"lookup": "a", "from": {"data": {"url": "file:///etc/passwd"}}}]}
ADDRESS = 'chart-address: "a.vl.json" names an address, and nothing is fetched'


def spec_of(spec: Any, **files: str) -> dict[str, Any]:
    text = spec if isinstance(spec, str) else json.dumps(spec, indent=1)
    named = {name.replace("__", "."): data.encode() for name, data in files.items()}
    return read_spec(text.encode(), "a.vl.json", named.__getitem__)


def test_the_table_of_a_vega_lite_file_has_its_first_data() -> None:
    assert spec_table(spec_of(SPEC)).rows == (("1", "2.5"), ("2", "–"))
    assert spec_table(spec_of({"datasets": {"d": [{"k": -1.0}]}, "layer": []})).rows == (
        ("\u22121",),
    )
    assert (
        spec_table(spec_of({"mark": "bar", "data": {"sequence": {"start": 0, "stop": 2}}})).rows
        == ()
    )


def test_data_files_beside_a_vega_lite_file_are_put_into_it() -> None:
    made = spec_of({**SPEC, "data": {"url": "wells.csv"}}, wells__csv="a,b\n2019,x\n,y\n")

    assert made["data"]["values"] == [{"a": 2019.0, "b": "x"}, {"a": None, "b": "y"}]
    made = spec_of({**SPEC, "data": {"url": "d.json"}}, d__json='[{"a": 1}]')
    assert made["data"] == {"values": [{"a": 1}]}


def test_data_files_lie_beside_the_vega_lite_file_that_names_them() -> None:
    text = json.dumps({**SPEC, "data": {"url": "wells.csv"}})
    files = {"data/wells.csv": b"a\n1\n"}

    made = read_spec(text.encode(), "data/a.vl.json", files.__getitem__)

    assert made["data"]["values"] == [{"a": 1.0}]


@pytest.mark.parametrize(
    ("spec", "problem"),
    [
        ("{\n \"mark\": }", '2: chart-spec: "a.vl.json" is not whole JSON: expecting value'),
        ("[1]", 'None: chart-spec: "a.vl.json" is no Vega-Lite chart: it has neither "mark" nor "layer"'),
        ("[" * 5000 + "]" * 5000, 'None: chart-spec: "a.vl.json" is nested more than 100 levels deep'),
        ({**SPEC, "$schema": VEGA}, 'None: chart-spec: "a.vl.json" is Vega, not Vega-Lite'),
        ({**SPEC, "data": {"url": "https://a.org/a.csv"}}, f"3: {ADDRESS}: https://a.org/a.csv"),
        ({**SPEC, "data": {"url": "//a.org/a.csv"}}, f"3: {ADDRESS}: //a.org/a.csv"),
        ({"layer": [LOOKUP]}, f"9: {ADDRESS}: file:///etc/passwd"),
        ({**SPEC, "encoding": {"x": {"field": "aa"}}},
         '16: chart-spec: "a.vl.json" shows "aa", which its data do not have'),
        ({**SPEC, "mark": {"type": "image"}}, '14: chart-address: "a.vl.json" shows pictures, which would be fetched'),
    ],
)  # fmt: skip
def test_a_vega_lite_file_that_cannot_be_drawn_is_refused(spec: Any, problem: str) -> None:
    with pytest.raises(BadData) as caught:
        spec_of(spec)

    (found,) = caught.value.problems
    assert f"{found.line}: {found.rule.id}: {found.message}" == problem


# In a brief

ALT = "Line chart, 2019 to 2021: North falls from 12 to \u22123.5; South changes little, from 30 to 33."


def findings(folder: Path, chart: dict[str, Any]) -> list[str]:
    (folder / "wells.csv").write_text(WIDE, "utf-8")
    body = [{"chart": {"type": "line", "file": "wells.csv", "alt": "A", **chart}}]
    path = write_brief(folder / "a.yaml", sections=[{"heading": "H", "body": body}])
    manuscript = load(path)
    assert (manuscript.brief is None) == any(
        each.severity.name == "ERROR" for each in manuscript.findings
    )
    return [f"{each.rule}: {each.message} / {each.mend}" for each in manuscript.findings]


def test_an_alternative_text_is_proposed_from_the_data(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, {"alt": None} | {"caption": "C"})

    assert found.startswith("chart-alt: the chart has no alternative text / ")
    assert yaml.safe_load(found.partition("give: ")[2]) == {"alt": ALT}


@pytest.mark.parametrize(
    ("chart", "found"),
    [
        ({"type": "pie"}, "chart-pie: a pie chart can hardly be read / write type: bar; or waive this with the reason"),
        ({"file": "gone.csv"}, 'data-file: the data file "gone.csv" cannot be read / put it into '),
        ({"type": None, "file": None}, 'chart-fields: the chart has no "type" / give it type: and file:'),
        ({"spec": "wells.csv"}, 'chart-fields: a chart with a Vega-Lite file has no "file" beside it / give it type:'),
        ({"type": "donut"}, 'wrong-value: "type" cannot be "donut" / it can be: bar, '),
        ({"y": "Est"}, 'data-column: "wells.csv" has no column "Est" / '),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_chart_is_found_with_the_brief(
    tmp_path: Path, chart: dict[str, Any], found: str
) -> None:
    (only,) = findings(tmp_path, chart)

    assert only.startswith(found)


def test_a_pie_of_few_slices_can_be_read(tmp_path: Path) -> None:
    assert findings(tmp_path, {"type": "pie", "y": "South"}) == []


def test_a_fault_of_a_file_is_told_once_however_many_parts_show_it(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Year,North\n2019,1\n2020\n", "utf-8")
    chart = {"type": "line", "file": "a.csv", "alt": "A"}
    body = [{"chart": chart}, {"chart": chart}, {"table": {"file": "a.csv", "caption": "C"}}]
    path = write_brief(tmp_path / "a.yaml", sections=[{"heading": "H", "body": body}])

    (found,) = load(path).findings
    assert (found.rule, found.location.line) == ("data-row", 3)


def test_seven_lines_are_too_many_to_be_told_apart(tmp_path: Path) -> None:
    names = "ABCDEFG"
    (tmp_path / "many.csv").write_text(
        f"Year,{','.join(names)}\n2019,{','.join('1234567')}\n", "utf-8"
    )

    assert findings(tmp_path, {"file": "many.csv"}) == [
        "chart-crowded: the chart has 7 series / show the most important ones, or make several charts of them"
    ]


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("line", WIDE, ALT),
        ("bar", "Place,Share\nA,5%\nB,9%\n", "Bar chart of 2 values: B has the most with 9%, A the least with 5%."),
        ("stacked", "Place,X,Y\nA,5,1\nB,9,2\n", ("Stacked bar chart of X, Y for 2 values of Place. "
         "X: B has the most with 9, A the least with 5; Y: B has the most with 2, A the least with 1.")),
    ],
)  # fmt: skip
def test_what_is_proposed_says_what_the_chart_shows(kind: str, text: str, said: str) -> None:
    assert proposed_alternate(kind, data_of(text), ENGLISH) == said


LANGUAGES = ["ar", "de", "en", "es", "fr", "hi", "kk", "pt", "ru", "sw", "zh-Hans"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_all_that_is_proposed(language: str) -> None:
    words = AlternateWords.of(language)
    assert words.language == language
    encoding = {"y": {"field": "a", "type": "nominal"}, "x": {"field": "b", "type": "quantitative"}}
    rows = [{"a": "x", "b": -1}, {"a": "y", "b": 3}]
    spec = {"mark": "tick", "data": {"values": rows}, "encoding": encoding}
    table = "Place,X,Y\nA,5,1\nB,9,2\n"
    areas = [area(number) for number in range(1, 6)]
    said = [
        *(
            proposed_alternate(kind, data_of(table), words)
            for kind in ("bar", "area", "dot", "pie")
        ),
        proposed_alternate("line", data_of(WIDE), words),
        proposed_alternate("stacked", data_of("Place,X\nA,5\nB,9\n"), words),
        *(
            proposed_for_map(map_of(areas, f"code,Wells\n1,5\n2,{each}\n3,\n"), words)
            for each in ("", "7")
        ),
        proposed_for_spec(spec, words),
        proposed_for_spec({**spec, "encoding": {}}, words),
    ]

    assert not [text for text in said if "{" in text or "}" in text]
    english = AlternateWords.of("en")
    assert language == "en" or not {*said} & {
        proposed_alternate("line", data_of(WIDE), english),
        proposed_for_spec(spec, english),
    }


@pytest.mark.parametrize(
    ("language", "begins"),
    [
        (
            "fr-CI",
            'the data would give: alt: "Courbe, de 2019 à 2021 : North diminue, passant de 12 à',
        ),
        ("zh", 'the data would give: alt: "折线图，2019至2021：North从12降至'),
        ("fi", 'the data would give, in English: alt: "Line chart, 2019 to 2021: North falls'),
    ],
)
def test_an_alternative_text_is_proposed_in_the_language_of_the_brief(
    language: str, begins: str, tmp_path: Path
) -> None:
    (tmp_path / "wells.csv").write_text(WIDE, "utf-8")
    chart = {"type": "line", "file": "wells.csv"}
    path = write_brief(
        tmp_path / "a.yaml",
        language=language,
        sections=[{"heading": "H", "body": [{"chart": chart}]}],
    )
    found = next(each for each in load(path).findings if each.rule == "chart-alt")

    assert begins in str(found.mend)


# Maps

SQUARE = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]


def area(code: Any, *, kind: str = "Polygon", ring: Any = SQUARE) -> dict[str, Any]:
    coordinates = [ring] if kind == "Polygon" else [[ring]]
    return {
        "properties": {"code": code, "name": f"Area {code}"},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def map_of(features: Any, text: str = "code,Wells\n1,5\n2,\n", **fields: Any) -> MapData:
    names = {"file": "a.geojson", "values": "a.csv", "key": "code", "value": "Wells", "alt": "A"}
    geojson = (
        features
        if isinstance(features, dict)
        else {"type": "FeatureCollection", "features": features}
    )
    table = read_data(text.encode(), "a.csv")
    return map_data(Map.model_validate({**names, **fields}), json.dumps(geojson).encode(), table)


def test_areas_of_a_map_have_their_values() -> None:
    data = map_of([area(2), area("1", kind="MultiPolygon")], name="name", classes=("2", "10"))

    assert data.table.columns == ("name", "Wells")
    assert data.table.rows == (("Area 2", "–"), ("Area 1", "5"))
    assert data.classes == (2, 10)


@pytest.mark.parametrize("ring", [SQUARE, SQUARE[::-1]])
def test_rings_are_turned_as_they_are_drawn(ring: Any) -> None:
    data = map_of([area(1, ring=ring), area(2)])

    (outer,) = data.areas[0].polygons[0]
    assert list(outer) == [tuple(point) for point in SQUARE[::-1]]


@pytest.mark.parametrize(
    ("features", "fields", "problem"),
    [
        ([area(1)], {}, '"a.geojson" has no area whose "code" is "2"'),
        ([area(1), {"properties": {}, "geometry": None}], {}, 'an area of "a.geojson" has no property "code"'),
        ([area(1), area(2)], {"property": "cod"}, 'an area of "a.geojson" has no property "cod"'),
        ([area(1), area(2, ring=[[500_000, 0], [1, 2]])], {},
         '"a.geojson" is not in degrees of longitude and latitude'),
        ([area(1), area(2, ring=["a"])], {}, 'the coordinates of an area of "a.geojson" are no lists of numbers'),
        ([area(1), area(2, ring=[[10**400, 0]])], {},
         'the coordinates of an area of "a.geojson" are no lists of numbers'),
        ([area(1), area(2, ring=[[float("nan"), 0]])], {},
         '"a.geojson" is not in degrees of longitude and latitude'),
        ([area(1), {"properties": ["code"]}], {}, 'a feature of "a.geojson" is none'),
        ([area(1), {**area(2), "geometry": "Polygon"}], {}, 'a feature of "a.geojson" is none'),
        ([area(1), area(2)], {"classes": tuple(map(str, range(30)))},
         "a map has 30 classes, whose colours nobody can tell from one another"),
        ([area(1), {**area(2), "geometry": {"type": "Point"}}], {},
         '"a.geojson" has a feature that is no area, but Point'),
        ([], {}, '"a.geojson" is no GeoJSON with a list of features'),
        ({"type": "Topology"}, {}, '"a.geojson" is TopoJSON, not GeoJSON'),
        ([area(1), area(2)], {"classes": ("9", "2")},
         "the classes of a map begin at numbers, each greater than the one before"),
    ],
)  # fmt: skip
def test_a_map_that_does_not_fit_its_values_is_refused(
    features: Any, fields: dict[str, Any], problem: str
) -> None:
    with pytest.raises(BadData) as caught:
        map_of(features, **fields)

    assert [each.message for each in caught.value.problems] == [problem]
    assert all(each.mend for each in caught.value.problems)


def test_an_alternative_text_is_proposed_for_a_map() -> None:
    areas = [area(1), area(2), area(3)]

    said = proposed_for_map(map_of(areas, "code,Wells\n1,5\n2,\n3,7\n", name="name"), ENGLISH)

    assert said == (
        "Map of 3 areas: Area 3 has the most with 7, Area 1 the least with 5; nothing is known of Area 2."
    )


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Bar chart of a, b: y has the most with 3, x the least with −1."),
        (
            {"mark": {"type": "rect"}},
            "Heat map of a, b: y has the most with 3, x the least with −1.",
        ),
        ({"mark": "text"}, "Chart of a, b: y has the most with 3, x the least with −1."),
        ({"encoding": {}}, "Bar chart, 2 rows of data."),
        ({"data": {"values": [{"a": "x", "b": 1}]}}, "Bar chart of a, b: x has the most with 1."),
    ],
)
def test_an_alternative_text_is_proposed_for_a_vega_lite_file(
    fields: dict[str, Any], said: str
) -> None:
    encoding = {"y": {"field": "a", "type": "nominal"}, "x": {"field": "b", "type": "quantitative"}}
    rows = [{"a": "x", "b": -1}, {"a": "y", "b": 3}]
    spec = {"mark": "bar", "data": {"values": rows}, "encoding": encoding, **fields}

    assert proposed_for_spec(spec_of(spec), ENGLISH) == said
