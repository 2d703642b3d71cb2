"""A fault in one field hides none in the others: an editor is told of all in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief_texts import assert_findings, edited, unmark
from briefpress.content.rules.charts import EQUATION_TEX

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli

WELLS = "Region,Wells\nNorth,12\nSouth,34\n"
NO_COLUMN = 'data-column: "wells.csv" has no column "{}" / the columns there: Region, Wells'
NO_NUMBER = (
    'pointer-without-number: "{}" has no number that could stand here / '
    "give it a caption and let numbering: count its kind, or write [words](#{})"
)
FAULTS = {
    "a table": ("- table: {caption: C, file: ‸wells.csv, columns: [Region, Depth]}", NO_COLUMN.format("Depth")),
    "rows of a table": (
        "- table: {caption: C, file: ‸wells.csv, where: {Region: East}}",
        'data-column: no row of "wells.csv" has "East" in the column "Region" / the values there: North, South',
    ),
    "a chart": ("- chart: {type: bar, file: ‸wells.csv, y: Depth, alt: A}", NO_COLUMN.format("Depth")),
    "a file": (
        "- table: {caption: C, file: ‸rain.csv}",
        'data-file: the data file "rain.csv" cannot be read / put it into {folder}, or mend its name',
    ),
    "an equation": (
        '- equation: {tex: "‸a}", alt: A}',
        f"equation-tex: a }} closes nothing / {EQUATION_TEX.mend}",
    ),
    "a pointer to nothing": (
        "- see ‸[#rain]",
        'pointer-missing: nothing here has the id "rain" / give that part this id: rain',
    ),
    "a pointer to what has no number": (
        "- {figure: {id: rain, image: a.svg, decorative: true}}\n      - see ‸[#rain]",
        NO_NUMBER.format("rain", "rain"),
    ),
    "a pointer to one of several pictures without a number": (
        "- figures: {items: [{id: rain, image: a.svg, alt: A}, {image: a.svg, alt: B}]}\n      - see ‸[#rain]",
        NO_NUMBER.format("rain", "rain"),
    ),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "wells.csv").write_text(WELLS, "utf-8")
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    return tmp_path


@pytest.mark.parametrize("fault", FAULTS)
def test_a_wrong_field_hides_no_fault_of_others(folder: Path, fault: str) -> None:
    block, message = FAULTS[fault]
    expected = message.replace("{folder}", folder.name)
    text = edited(f"\n      {block}", country="country: {name: Kenya, code: ‸ke}")
    code = "country: {name: Kenya, code: KE}"

    assert_findings(folder, edited(f"\n      {block}", country=code), expected)
    assert_findings(
        folder,
        text,
        'wrong-value: "code" is not written as it should be / '
        "ISO 3166-1 code: two or three capital letters, such as KZ.",
        expected,
    )


def test_a_table_is_read_though_its_caption_is_missing(folder: Path) -> None:
    table = "[{‸table: {file: ‸wells.csv, columns: [Depth]}}]"
    expected = 'field-missing: "table" has no "caption" / add: caption: …'
    assert_findings(folder, edited(table), expected, NO_COLUMN.format("Depth"))


def test_nothing_is_guessed_of_a_table_whose_sheet_or_columns_are_not_sound(folder: Path) -> None:
    table = "[{table: {caption: C, file: wells.csv, ‸shete: Rain, where: {Rain: x}}}]"
    assert_findings(
        folder, edited(table), 'unknown-key: there is no field "shete" here / did you mean "sheet"?'
    )


def test_a_part_that_is_at_fault_is_taken_to_have_its_number(folder: Path) -> None:
    figure = "['see [#rain]', {figure: {id: rain, image: a.svg, alt: A, ‸captoin: C}}]"
    mend = 'there is no field "captoin" here / did you mean "caption"?'
    assert_findings(folder, edited(figure), f"unknown-key: {mend}")


def test_numbering_counts_for_pointers_as_it_does_in_a_sound_brief(folder: Path) -> None:
    body = "['see ‸[#t]', {table: {id: t, caption: C, file: wells.csv}}]"
    text = edited(body, more="numbering: {tables: false}", date="date: ‸x")
    date = '"date" is not written as it should be'
    mend = "The date of publication: 2025, 2025-04 or 2025-04-30."
    assert_findings(folder, text, f"wrong-value: {date} / {mend}", NO_NUMBER.format("t", "t"))


def test_a_key_that_is_misspelt_is_one_finding(cli: Cli, tmp_path: Path) -> None:
    marked = edited(summary="‸sumary: S", publisher="publisher: {‸nmae: P}")
    (tmp_path / "a.yaml").write_text(unmark(marked).text, "utf-8")

    done = cli("build", "a.yaml", cwd=tmp_path)

    assert done.returncode == 1
    assert done.stderr.count(": error[") == 2
    assert done.stderr.count("error[unknown-key]") == 2


@pytest.mark.parametrize(
    ("theme", "said"),
    [
        ("gone", 'error[theme-missing]: there is no theme "gone"'),
        ("{folder: gone}", 'error[theme-missing]: there is no theme "gone"'),
        ("{text_font: Nowhere}", "[theme-font]"),
        ("{accent: '#ffff00'}", "[theme-contrast]"),
    ],
)
def test_a_theme_is_looked_at_though_fields_are_wrong(
    cli: Cli, tmp_path: Path, theme: str, said: str
) -> None:
    (tmp_path / "a.yaml").write_text(edited(date="date: x", more=f"theme: {theme}"), "utf-8")

    done = cli("build", "a.yaml", cwd=tmp_path)

    assert done.returncode == 1
    assert "error[wrong-value]" in done.stderr
    assert said in done.stderr


def test_what_a_copy_editor_would_query_is_told_beside_errors_unless_it_is_waived(
    cli: Cli, tmp_path: Path
) -> None:
    text = edited("[Lorem ipsum dolor]", date="date: x")
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    (tmp_path / "b.yaml").write_text(
        f"{text}waivers: [{{rule: placeholder, reason: A sample.}}]\n", "utf-8"
    )

    assert "warning[placeholder]" in cli("build", "a.yaml", cwd=tmp_path).stderr
    assert "placeholder" not in cli("build", "b.yaml", cwd=tmp_path).stderr
