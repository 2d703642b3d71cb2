"""A PDF carries what it shows of its data files, and nothing else of them, and is compared with it."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from carried import checked, with_carried
from conftest import write_brief

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Cli

WELLS = """Region;District;Wells;Share;Remark
North;Bole;12;1,5 %;secret
North;Axim;8;*2* [x];secret
West;Gone;99;3 %;secret
South;Ho;7;4 %;secret
"""
TABLE = {
    "id": "wells", "caption": "Wells", "file": "wells.csv", "where": {"Region": ["North", "South"]},
    "columns": ["District", "Wells", {"label": "Part", "column": "Share"}], "group_by": "Region", "total": "last",
}  # fmt: skip
CHART = {
    "type": "bar",
    "file": "rain.csv",
    "alt": "Rain falls in May.",
    "caption": "Rain",
    "data": "below",
}
BRAND = "meta:\n  name: Institute of Rain\n  link: https://rain.example.org\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, cli: Cli) -> bytes:
    folder = tmp_path_factory.mktemp("carried")
    (folder / "wells.csv").write_text(WELLS, "utf-8")
    (folder / "rain.csv").write_text("Month,Rain\nApril,-12.5\nMay,40\n", "utf-8")
    (folder / "_brand.yml").write_text(BRAND, "utf-8")
    brief = write_brief(folder / "water.yaml", introduction=[{"table": TABLE}, {"chart": CHART}])
    done = cli("build", brief, "--out", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return (folder / "water/water.pdf").read_bytes()


def shown_in(data: bytes) -> dict[str, Any]:
    (shown,) = PdfReader(io.BytesIO(data)).attachments["data-shown.json"]
    found: dict[str, Any] = json.loads(shown)
    return found


def with_shown(data: bytes, shown: bytes) -> bytes:
    """Return a PDF that carries other data, with its pages as they are."""
    return with_carried(data, "data-shown.json", lambda _: shown)


def test_only_what_is_shown_goes_with_the_pdf(built: bytes) -> None:
    root: Any = PdfReader(io.BytesIO(built)).root_object
    (ours,) = (each for each in root["/AF"] if each.get_object()["/UF"] == "data-shown.json")
    assert ours.get_object()["/AFRelationship"] == "/Data"
    assert shown_in(built) == {
        "introduction/0/table": {
            "columns": ["Region", "District", "Wells", "Share"],
            "rows": [["North", "Bole", "12", "1,5 %"], ["North", "Axim", "8", "*2* [x]"], ["South", "Ho", "7", "4 %"]],
        },
        "introduction/1/chart": {
            "columns": ["Month", "Rain"], "rows": [["April", "\u221212.5"], ["May", "40"]],
        },
    }  # fmt: skip


def test_a_pdf_with_data_is_compared_as_a_whole(built: bytes, tmp_path: Path) -> None:
    report = checked(built, tmp_path)

    assert (report.findings, report.unchecked) == ((), ())


@pytest.mark.parametrize(("old", "new"), [("12", "13"), ("\u221212.5", "\u221212.6")])
def test_a_number_that_is_not_that_of_the_data_is_found(
    old: str, new: str, built: bytes, tmp_path: Path
) -> None:
    text = json.dumps(shown_in(built), ensure_ascii=False)
    other = text.replace(f'"{old}"', f'"{new}"').encode()
    report = checked(with_shown(built, other), tmp_path)

    assert {"same-texts", "same-tables"} & {each.rule for each in report.findings}


def without(key: str) -> Callable[[dict[str, Any]], Any]:
    return lambda shown: {name: each for name, each in shown.items() if name != key}


def with_short_row(shown: dict[str, Any]) -> Any:
    shown["introduction/0/table"]["rows"][0] = ["North"]
    return shown


@pytest.mark.parametrize(
    "change",
    [
        without("introduction/0/table"), without("introduction/1/chart"), with_short_row, lambda _: [],
        lambda _: {"introduction/0/table": {"columns": [], "rows": []}},
        lambda shown: shown | {"x": {"columns": ["a"], "rows": [["x" * 6_000_000]]}},
    ],
)  # fmt: skip
def test_data_that_are_of_no_use_are_named(
    change: Callable[[dict[str, Any]], Any], built: bytes, tmp_path: Path
) -> None:
    other = json.dumps(change(shown_in(built))).encode()
    report = checked(with_shown(built, other), tmp_path)
    (finding,) = (each for each in report.findings if each.rule == "attached-source")

    assert "water.yaml, and was not compared with it: its data cannot be read" in finding.message
    assert any(rule == "same-tables" for rule, _ in report.unchecked)
