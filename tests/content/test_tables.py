"""Tables that are typed or come from a data file: what they hold, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from briefpress.content import GroupRow, Table, load
from conftest import write_brief

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.content import Manuscript

WELLS = """Region,District,Wells,Share
North,Bole,"1,200",12.5 %
North,Damongo,34,*3 %
South,Axim,7,[x]
All,,"1,241",100 %
"""


def table_of(folder: Path, data: str = WELLS, **fields: Any) -> Table:
    manuscript = read(folder, data, **fields)
    assert manuscript.brief, manuscript.findings
    block = manuscript.brief.sections[0].body[0]
    assert hasattr(block, "table")
    table: Table = block.table
    return table


def read(folder: Path, data: str = WELLS, **fields: Any) -> Manuscript:
    (folder / "wells.csv").write_text(data, "utf-8")
    table = {"caption": "Wells", "file": "wells.csv", **fields}
    return load(
        write_brief(folder / "a.yaml", sections=[{"heading": "A", "body": [{"table": table}]}])
    )


def faults(folder: Path, data: str = WELLS, **fields: Any) -> list[str]:
    found = read(folder, data, **fields).findings
    assert all(each.mend for each in found)
    return [
        f"{each.location.file.rpartition('/')[2]}: {each.rule}: {each.message}" for each in found
    ]


def test_a_table_is_what_its_file_shows(tmp_path: Path) -> None:
    table = table_of(tmp_path)

    assert [leaf.label for leaf in table.leaves] == ["Region", "District", "Wells", "Share"]
    assert table.rows[1] == ("North", "Damongo", "34", r"\*3 \%")
    assert table.rows[3] == ("All", "", r"1\,241", r"100 \%")


def test_columns_and_rows_that_are_named_are_shown_alone(tmp_path: Path) -> None:
    columns = ["District", {"label": "Boreholes", "column": "wells", "unit": "number"}]
    where = {"Region": ["North", "South"], "District": ["Axim", "Bole"]}
    table = table_of(tmp_path, columns=columns, where=where)

    assert [leaf.label for leaf in table.leaves] == ["District", "Boreholes"]
    assert table.rows == (("Bole", r"1\,200"), ("Axim", "7"))


def test_a_column_may_head_groups_and_the_last_row_be_the_total(tmp_path: Path) -> None:
    table = table_of(tmp_path, columns=["District", "Wells"], group_by="Region", total="last")

    assert table.rows == (
        GroupRow(group="North"), ("Bole", r"1\,200"), ("Damongo", "34"),
        GroupRow(group="South"), ("Axim", "7"),
    )  # fmt: skip
    assert table.total == ("All", r"1\,241")
    assert "Region" not in [leaf.label for leaf in table_of(tmp_path, group_by="Region").leaves]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"file": "gone.csv"}, 'a.yaml: data-file: the data file "gone.csv" cannot be read'),
        ({"columns": ["Town"]}, 'a.yaml: data-column: "wells.csv" has no column "Town"'),
        ({"where": {"Area": "x"}}, 'a.yaml: data-column: "wells.csv" has no column "Area"'),
        ({"where": {"Region": "Nord"}},
         'a.yaml: data-column: no row of "wells.csv" has "Nord" in the column "Region"'),
        ({"where": {"Region": "North", "Wells": "7"}},
         'a.yaml: data-column: no row of "wells.csv" has all that where: asks for'),
        ({"group_by": "Town"}, 'a.yaml: data-column: "wells.csv" has no column "Town"'),
        ({"sheet": "A"}, 'a.yaml: data-column: "wells.csv" has no sheets: it is no workbook'),
        ({"rows": [["a"]]}, "a.yaml: wrong-value: the rows come from the file, and are not written"),
        ({"file": None, "columns": ["a"], "rows": [["b"]], "sheet": "A"},
         'a.yaml: wrong-value: "sheet" is of use together with file: alone'),
        ({"file": None, "columns": ["a"], "rows": [["b"]], "total": "last"},
         'a.yaml: wrong-value: "last" is of use together with file: alone'),
        ({"file": None, "columns": ["a"]}, 'a.yaml: field-missing: the table has no "rows"'),
        ({"file": None, "rows": [["a"]]}, 'a.yaml: field-missing: the table has no "columns"'),
    ],
)  # fmt: skip
def test_what_is_not_in_a_file_is_told_where_it_is_asked_for(
    tmp_path: Path, fields: dict[str, Any], fault: str
) -> None:
    if fields.get("file", "") is None:
        fields = {name: value for name, value in fields.items() if name != "file"}
        table = {"caption": "C", **fields}
        path = write_brief(
            tmp_path / "a.yaml", sections=[{"heading": "A", "body": [{"table": table}]}]
        )
        found = [f"a.yaml: {each.rule}: {each.message}" for each in load(path).findings]
        assert found == [fault]
    else:
        assert faults(tmp_path, **fields) == [fault]


def test_faults_of_a_file_are_told_with_its_lines(tmp_path: Path) -> None:
    manuscript = read(tmp_path, "a,b\n1\n1,2\n1,2,3\n")

    places = [(each.location.file, each.location.line) for each in manuscript.findings]
    assert places == [(str(tmp_path / "wells.csv"), 2), (str(tmp_path / "wells.csv"), 4)]


def test_all_columns_that_a_file_has_not_are_told_at_once(tmp_path: Path) -> None:
    where = {"Town": "x", "Year": "1"}
    found = faults(tmp_path, columns=["Town", "Wells"], group_by="Land", where=where)

    assert [each.rpartition(" ")[2] for each in found] == ['"Town"', '"Land"', '"Year"']


def test_a_table_of_thousands_of_rows_is_refused(tmp_path: Path) -> None:
    assert faults(tmp_path, "a,b\n" + "1,2\n" * 2_001) == [
        'a.yaml: data-size: "wells.csv" has 2,001 rows; 2,000 are the most that a table shows'
    ]


def test_a_data_file_is_one_of_the_files_of_a_brief(tmp_path: Path) -> None:
    assert read(tmp_path).files == {"wells.csv": WELLS.encode()}


SPANNING: dict[str, tuple[list[Any], str]] = {
    "over rows": ([[{"text": "a", "rows": 2}, "b"], ["c"]], ""),
    "over columns": ([[{"text": "a", "columns": 2}], ["b", "c"]], ""),
    "over all of a row": (
        [[{"text": "a", "columns": 2, "rows": 2}], [], ["b", "c"]],
        "no cell of its own",
    ),
    "groups and totals": ([{"group": "g"}, ["a", "b"], {"total": ["c", "d"]}], ""),
    "too few": ([[{"text": "a", "rows": 2}, "b"], []], "row fills 1, 1 of them from above"),
    "too many": (
        [[{"text": "a", "rows": 2}, "b"], ["c", "d"]],
        "row fills 3, 1 of them from above",
    ),
    "overlap": (
        [["a", {"text": "b", "rows": 2}], [{"text": "c", "columns": 2}]],
        "a cell above reaches",
    ),
    "below the last": ([["a", {"text": "b", "rows": 2}]], "spans more rows than follow it"),
    "over a group": (
        [["a", {"text": "b", "rows": 2}], {"group": "g"}, ["c", "d"]],
        "heads a group",
    ),
    "no row": ([{"head": "g"}], "this is no row of a table"),
    "no span": ([[{"text": "a", "columns": 0}, "b", "c"]], '"columns" is too small: 1 at least'),
}


@pytest.mark.parametrize("kind", SPANNING)
def test_cells_may_span_columns_and_rows_that_are_there(kind: str, tmp_path: Path) -> None:
    rows, fault = SPANNING[kind]
    table = {"caption": "C", "columns": ["A", "B"], "rows": rows}
    path = write_brief(tmp_path / "a.yaml", sections=[{"heading": "A", "body": [{"table": table}]}])
    messages = [each.message for each in load(path).findings]

    assert len(messages) == bool(fault)
    assert all(fault in message for message in messages)


def test_columns_of_a_group_may_be_plain_texts() -> None:
    group = {"label": "Staff", "columns": ["Men", {"label": "Women", "unit": "%"}]}
    table = Table.model_validate(
        {"caption": "C", "columns": ["Town", group], "rows": [["a", "1", "2"]]}
    )

    assert [leaf.label for leaf in table.leaves] == ["Town", "Men", "Women"]
    assert [heading.span for heading in table.headings] == [1, 2]
