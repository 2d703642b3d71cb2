"""Charts and equations in a page: what is attached, and what is said where nothing can be drawn."""

from __future__ import annotations

from typing import Any

import pytest

from briefpress.content import EDITIONS, RULES, BadData, Brief, read_spec
from briefpress.findings import Unusable
from briefpress.html import Theme, attached_data
from briefpress.html.drawn import Drawings
from random_briefs import FILES
from rendered import brief_of

CHART: dict[str, Any] = {"type": "bar", "file": "a.csv", "alt": "A", "data": "attached"}


def brief_with(*charts: dict[str, Any]) -> Brief:
    body = [{"chart": {**CHART, **chart}} for chart in charts]
    return brief_of(sections=[{"heading": "H", "body": body}])


def refusal(brief: Brief, files: dict[str, bytes]) -> str:
    drawings = Drawings(brief, Theme(), EDITIONS["screen"], files, "x.yaml")
    with pytest.raises(Unusable) as caught:
        drawings.svg(brief.sections[0].body[0].chart, "a")  # type: ignore[union-attr]
    (finding,) = caught.value.findings
    assert finding.rule in {rule.id for rule in RULES}
    return str(finding)


def test_data_are_attached_under_names_of_their_own() -> None:
    brief = brief_with({}, {"id": "trend"}, {"x": "Place", "y": "One"}, {"data": "below"})

    files = [*attached_data(brief, FILES)]

    assert [each.name for each in files] == ["a.csv", "trend.csv", "a.2.csv"]
    assert {(each.media_type, each.relationship) for each in files} == {("text/csv", "Data")}
    assert files[2].data.decode().splitlines()[:2] == ["Place,One", "North,1"]


def test_a_chart_that_cannot_be_drawn_is_named() -> None:
    spec = {"spec": "a.json", "type": None, "file": None}
    files = {"a.json": b'{"mark": "bar", "transform": [{"calculate": "1 +", "as": "b"}]}'}

    assert 'error[chart-spec]: "a.json" cannot be drawn: ' in refusal(brief_with(spec), files)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"mark": "bar", "width": ' + b"9" * 5000 + b"}", "holds a number that is too long"),
        (b"[" * 100_000, "is nested more than 100 levels deep"),
        (b"null", "is no Vega-Lite chart"),
    ],
)
def test_a_specification_that_nobody_can_read_is_told(data: bytes, said: str) -> None:
    with pytest.raises(BadData, match=said):
        read_spec(data, "a.json", lambda _: b"")


@pytest.mark.parametrize("tex", [r"\hat\scriptstyle", r"\eqalign\hfil", r"2^\footnotesize"])
def test_an_equation_that_cannot_be_drawn_is_named(tex: str) -> None:
    drawings = Drawings(brief_of(), Theme(), EDITIONS["screen"], {}, "x.yaml")

    with pytest.raises(Unusable, match="equation-tex") as caught:
        drawings.formula(tex, "")

    assert len(caught.value.findings) == 1


def test_what_draws_charts_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefpress.html.drawn.is_missing", lambda: True)

    assert "error[charts-missing]" in refusal(brief_with({}), FILES)


@pytest.mark.parametrize(
    ("language", "digits", "heard"),
    [
        ("fa", None, "۱۲۰۰"),
        ("bn", None, "১২০০"),
        ("ar", None, "1200"),
        ("ar", "native", "١٢٠٠"),
        ("fa", "latin", "1200"),
    ],
)
def test_charts_and_their_tables_have_the_digits_of_the_brief(
    language: str, digits: str | None, heard: str
) -> None:
    body = [{"chart": {**CHART, "type": "line", "data": "below"}}]
    sections = [{"heading": "H", "body": body}]
    brief = brief_of(language=language, digits=digits, sections=sections)
    chart = brief.sections[0].body[0].chart  # type: ignore[union-attr]
    files = {"a.csv": "سال,PM2.5\n2019,900\n2020,1200\n".encode()}
    drawings = Drawings(brief, Theme(), EDITIONS["screen"], files, "x.yaml")

    year = "2020".translate(str.maketrans("0120", f"{heard[2]}{heard[0]}{heard[1]}{heard[2]}"))
    assert drawings.table(chart).columns == ("سال", "PM2.5")
    assert drawings.table(chart).rows[1] == (year, heard)
    svg = str(drawings.svg(chart, "a"))
    assert f">{year}</text>" in svg
    assert next(iter(attached_data(brief, files)), None) is None
