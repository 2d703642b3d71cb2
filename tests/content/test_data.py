"""What is read from CSV and TSV files, and which of them are refused, with their lines."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from briefpress.content import BadData, DataTable, read_data, read_data_file
from briefpress.content.data.areas import Area, column_letters, column_number
from briefpress.content.data.written_numbers import decimal_sign, parse_number

if TYPE_CHECKING:
    from pathlib import Path

WELLS = "Region,Wells\nNorth,12\nSouth,34\n"


def texts(table: DataTable) -> list[list[str]]:
    return [list(table.columns), *([value.text for value in row] for row in table.rows)]


def read(text: str, name: str = "wells.csv", **options: str) -> list[list[str]]:
    return texts(read_data(text.encode(), name, **options))


def problems(data: bytes | str, name: str = "wells.csv", **options: str) -> list[str]:
    raw = data.encode() if isinstance(data, str) else data
    with pytest.raises(BadData) as caught:
        read_data(raw, name, **options)
    assert all(each.mend for each in caught.value.problems)
    return [f"{each.line}: {each.rule.id}: {each.message}" for each in caught.value.problems]


ROWS = [["Region", "Wells"], ["North", "12"], ["South", "34"]]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (WELLS.encode(), "wells.csv"),
        (WELLS.encode("utf-8-sig"), "wells.csv"),
        (WELLS.encode("utf-16"), "wells.csv"),
        (WELLS.replace(",", ";").encode(), "wells.csv"),
        (WELLS.replace(",", "\t").encode(), "wells.txt"),
        (WELLS.replace(",", "|").encode(), "wells.csv"),
        (WELLS.replace("\n", "\r\n").encode(), "wells.csv"),
        (WELLS.replace("\n", "\r").encode(), "wells.csv"),
        (b"sep=;\n" + WELLS.replace(",", ";").encode(), "wells.csv"),
        (WELLS.replace(",", " , ").encode() + b"\n,\n", "wells.csv"),
        (WELLS.replace("\n", ",,\n").encode(), "wells.csv"),
        (b'"Region","Wells"\n"North","12"\n"South","34"', "wells.csv"),
    ],
)
def test_a_file_is_read_whatever_program_wrote_it(data: bytes, name: str) -> None:
    assert texts(read_data(data, name)) == ROWS


def test_tabs_separate_a_tsv_whatever_its_values_hold() -> None:
    assert read("Town\tPeople\nAccra, Ghana\t1,200\n", "a.tsv") == [
        ["Town", "People"],
        ["Accra, Ghana", "1,200"],
    ]


def test_values_keep_their_text_and_lines_within_quotation_marks() -> None:
    table = read_data(b'Name,Share,Note\n"a ""b""\nc",3.50,\nd,007,x', "a.csv")

    assert texts(table)[1:] == [['a "b"\nc', "3.50", ""], ["d", "007", "x"]]
    assert table.places == ("line 2", "line 4")
    assert [value.number for value in table.column("share")] == [Decimal("3.50"), Decimal(7)]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("kod;PM2,5\nMZ;17,2\nSL;25,4\n", ["kod", "PM2,5"]),
        ("a;b,c\n1;2,d\n", ["a;b", "c"]),
        ("1,2\n3,4\n", ["1", "2"]),
    ],
)
def test_commas_within_all_numbers_separate_nothing(text: str, heading: list[str]) -> None:
    assert read(text)[0] == heading


@pytest.mark.parametrize(("language", "number"), [("el", "1204"), ("en", "1.204")])
@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"a\tb\nx\t1.204\ny\t980\n", "a.tsv"),
        (b"<table><tr><th>a<th>b<tr><td>x<td>1.204<tr><td>y<td>980</table>", "a.xls"),
    ],
)
def test_the_language_tells_thousands_from_decimals(
    data: bytes, name: str, language: str, number: str
) -> None:
    table = read_data(data, name, language=language)

    assert table.rows[0][1].number == Decimal(number)


def test_an_area_of_a_file_without_end_is_read() -> None:
    assert read("a,b\n" + "1,2\n" * 200_000, area="A1:B3") == [["a", "b"], ["1", "2"], ["1", "2"]]


def test_one_column_needs_no_separator() -> None:
    assert read("Region\nNorth\n") == [["Region"], ["North"]]


@pytest.mark.parametrize(
    ("area", "rows"),
    [
        ("A3:B4", [["Region", "Wells"], ["North", "12"]]),
        ("a3", [["Region", "Wells", "Note"], ["North", "12", "x"], ["South", "34", "y"]]),
        ("$B$3:$C", [["Wells", "Note"], ["12", "x"], ["34", "y"]]),
    ],
)
def test_an_area_leaves_out_what_stands_around_a_table(area: str, rows: list[list[str]]) -> None:
    text = "Wells of 2024,,\n,,\nRegion,Wells,Note\nNorth,12,x\nSouth,34,y\n"

    assert read(text, area=area) == rows


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("a,b\n1,2\n1\n1,2,3\n", [
            '3: data-row: "wells.csv" has 2 columns, and this line has 1 values',
            '4: data-row: "wells.csv" has 2 columns, and this line has 3 values',
        ]),
        ("Région\nx\n".encode("cp1252"), [
            '1: data-encoding: "wells.csv" is not UTF-8, so that its letters cannot be told',
        ]),
        ('a,b\n1,"2\n3,4\n', [
            '2: data-format: "wells.csv" is not whole from here on: unexpected end of data',
        ]),
        (b"a,b\n\0\0\n", ['None: data-format: "wells.csv" is no text, though it should be CSV or TSV']),
        ("", ['None: data-file: "wells.csv" holds no values']),
        (" ,\n", ['None: data-file: "wells.csv" holds no values']),
        ("a,b\n", ['None: data-file: "wells.csv" has a heading, and no values below it']),
        ("a,b\n1,\x07\n", ['2: data-value: column B of "wells.csv" holds a control character']),
        ("Wells in 2024\n\na,b\n1,2\n",
         ['1: data-row: each line of "wells.csv" has 2 values, and this one, with the headings, has 1']),
        ("<html><table><tr><td>a</td></tr></table></html>",
         ['None: data-format: "wells.csv" is HTML, though it should be CSV or TSV']),
        ("%PDF-1.7\n", ['None: data-format: "wells.csv" is a PDF, though it should be CSV or TSV']),
        ("a,b\n" + "1,2\n" * 1_000_000, ['100001: data-size: "wells.csv" has more than 100,000 rows']),
    ],
    ids=["ragged", "encoding", "quotation mark", "binary", "empty", "blank", "heading alone", "control",
         "title", "page", "PDF", "long"],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_line(data: bytes | str, found: list[str]) -> None:
    assert problems(data) == found


def test_a_csv_has_no_sheets_and_an_area_is_written_as_in_a_spreadsheet() -> None:
    assert problems(WELLS, sheet="Wells") == [
        'None: data-column: "wells.csv" has no sheets: it is no workbook'
    ]
    assert problems(WELLS, area="3:D") == ['None: data-column: "3:D" names no area of "wells.csv"']


@pytest.mark.parametrize(
    ("columns", "asked", "message", "mend"),
    [
        ("Region,Wells", "Well", 'no column "Well"', 'did you mean "Wells"?'),
        ("Region,Wells", "Country", 'no column "Country"', "the columns there: Region, Wells"),
        ("Wells,wells ,Wells", "WELLS", 'has 3 columns "WELLS"', "a heading of its own"),
    ],
)
def test_a_column_is_found_by_its_name(columns: str, asked: str, message: str, mend: str) -> None:
    table = read_data(
        f"{columns}\n1,2,3\n"[: -3 if columns.count(",") == 1 else None].encode(), "a.csv"
    )

    with pytest.raises(BadData, match=message) as caught:
        table.column(asked)

    assert mend in caught.value.problems[0].mend


@pytest.mark.parametrize("name", ["gone.csv", "../a.csv", "https://example.org/a.csv"])
def test_a_file_is_read_from_the_folder_of_the_brief_alone(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(WELLS)
    (tmp_path / "brief").mkdir()

    with pytest.raises(BadData, match="data file"):
        read_data_file(name, tmp_path / "brief")

    assert read_data_file("a.csv", tmp_path) == WELLS.encode()


@pytest.mark.parametrize(
    ("text", "sign", "number"),
    [
        ("12", ".", "12"), ("3.50", ".", "3.50"), ("3,50", ",", "3.50"), ("-1,234.5", ".", "-1234.5"),
        ("−1 234,5", ",", "-1234.5"), ("1.234.567", ",", "1234567"), ("12 %", ".", "12"), ("$ 1,200", ".", "1200"),
        ("1'234", ".", "1234"), ("12,34,567", ".", "1234567"), ("+7", ".", "7"), ("007", ".", "7"),
    ],
)  # fmt: skip
def test_numbers_are_exact(text: str, sign: str, number: str) -> None:
    assert parse_number(text, sign) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "–", "n/a", "2024-05-01", "1.2.3", "<5", "1,2", "12 km", "1e5", "12,34"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_number(text, ".") is None


@pytest.mark.parametrize(
    ("written", "sign"),
    [
        (["12,5", "1,234"], ","), (["12.5", "1.234"], "."), (["1.234,50"], ","), (["1,234.50"], "."),
        (["0,125"], ","), (["1,234", "x"], "?"), ([], "?"), (["35 000,00"], ","), (["1\u00a0204,125"], ","),
        (["1'204.125"], "."), (["2019, 2020"], "?"),
    ],
)  # fmt: skip
def test_numbers_tell_their_decimal_sign(written: list[str], sign: str) -> None:
    assert decimal_sign(written, "?") == sign


@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_written_number_is_read_back(number: Decimal) -> None:
    assert parse_number(f"{number:,}") == number
    swapped = f"{number:,}".translate(str.maketrans(",.", ".,"))
    assert parse_number(swapped, ",") == number


@given(st.integers(1, 20_000))
def test_letters_of_columns_are_counted_back(number: int) -> None:
    letters = column_letters(number)

    assert column_number(letters) == number
    assert Area.parse(f"{letters}2") == Area(top=2, left=number) or number > 18_278
