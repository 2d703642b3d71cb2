"""What is read from XLSX and ODS: what a sheet shows, and which workbooks are refused."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import suppress
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings, strategies as st
from openpyxl import Workbook

from briefpress.content import BadData, DataTable, Table, read_data
from briefpress.content.data.filling import fill
from briefpress.system import install_extra

FORMATS: list[tuple[Any, str, str, str | None]] = [
    (12, "General", "12", "12"),
    (123456789012, "General", "123456789012", "123456789012"),
    (0.1 + 0.2, "General", "0.3", "0.3"),
    (3.5, "0.00", "3.50", "3.50"),
    (0.12, "0 %", "12 %", "12"),
    (0.125, "0.0%", "12.5%", "12.5"),
    (1234.5, "#,##0.00", "1,234.50", "1234.50"),
    (-5, "#,##0;(#,##0)", "(5)", "-5"),
    (1234567, '#,##0.0,,"M"', "1.2M", "1234567"),
    (12.5, "_-* #,##0.00_-", "12.50", "12.50"),
    (0, '0;-0;"–"', "–", "0"),
    (dt.datetime(2024, 3, 5), "d mmm yyyy", "5 Mar 2024", None),  # noqa: DTZ001 - a sheet has no zones
    (dt.datetime(2024, 3, 5), "mm-dd-yy", "2024-03-05", None),  # noqa: DTZ001 - the date of the system
    (dt.datetime(2024, 3, 5), "dd.mm.yyyy", "05.03.2024", None),  # noqa: DTZ001
    (dt.datetime(2024, 3, 5), '[$-419]d"."mm\\.yy;@', "5.03.24", None),  # noqa: DTZ001
    (dt.time(1, 2, 3), "mm:ss.0", "02:03.0", None),
    (dt.timedelta(hours=30), "[h]:mm", "30:00", None),
    (True, "General", "TRUE", None),
    ("007", "@", "007", None),
    ("a\nb", "General", "a\nb", None),
    ("=1+", "@", "=1+", None),
]


def workbook(*rows: list[Any], formats: dict[str, str] | None = None) -> Workbook:
    book = Workbook()
    book.active.title = "Wells"
    for row in rows:
        book.active.append(row)
    for place, number_format in (formats or {}).items():
        book.active[place].number_format = number_format
    return book


def saved(book: Workbook) -> bytes:
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def texts(table: DataTable) -> list[list[str]]:
    return [list(table.columns), *([value.text for value in row] for row in table.rows)]


def problems(data: bytes, name: str = "a.xlsx", **options: str) -> list[str]:
    with pytest.raises(BadData) as caught:
        read_data(data, name, **options)
    assert all(each.mend for each in caught.value.problems)
    return [f"{each.rule.id}: {each.message}" for each in caught.value.problems]


@pytest.mark.parametrize(("value", "number_format", "shown", "number"), FORMATS)
def test_a_cell_is_what_its_format_shows(
    value: Any, number_format: str, shown: str, number: str | None
) -> None:
    book = workbook(["Value"], [None])
    cell = book.active["A2"]
    cell.value, cell.number_format = value, number_format
    if isinstance(value, str):
        cell.data_type = "s"
    ((found,),) = read_data(saved(book), "a.xlsx").rows

    assert (found.text, found.number) == (shown, None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en-GB", "1,234.50"), ("de", "1.234,50"), ("fr-FR", "1\u00a0234,50"), ("tlh", "1,234.50")],
)
def test_a_number_has_the_signs_of_the_language(language: str, shown: str) -> None:
    book = workbook(["Value", "Version"], [1234.5, "1.2"], formats={"A2": "#,##0.00"})
    ((value, text),) = read_data(saved(book), "a.xlsx", language=language).rows

    assert (value.text, value.number) == (shown, Decimal("1234.50"))
    assert text.text == "1.2"


@pytest.mark.parametrize(
    ("language", "number_format", "shown"),
    [
        ("en-GB", "d mmmm yyyy", "5 May 2024"),
        ("fr", "d mmmm yyyy", "5 mai 2024"),
        ("ru", "d mmmm yyyy", "5 мая 2024"),
        ("ru", "mmmm yyyy", "май 2024"),
        ("de-AT", "dddd d. mmm", "Sonntag 5. Mai"),
        ("tlh", "d mmmm yyyy", "5 May 2024"),
    ],
)
def test_a_date_has_the_names_of_the_language(
    language: str, number_format: str, shown: str
) -> None:
    book = workbook(["Value"], [dt.date(2024, 5, 5)], formats={"A2": number_format})
    ((value,),) = read_data(saved(book), "a.xlsx", language=language).rows

    assert value.text == shown


def test_the_sheet_the_area_and_what_is_shown_of_it() -> None:
    book = workbook(
        ["Wells of 2024"], [], ["Region", "Wells", "Secret"], ["North", 12, 1], ["South", 34, 2]
    )
    book.create_sheet("Other").append(["x"])
    book["Other"].append([1])
    data = saved(book)

    assert texts(read_data(data, "a.xlsx", "other ")) == [["x"], ["1"]]
    assert texts(read_data(data, "a.xlsx", "Wells", "A3:B4")) == [
        ["Region", "Wells"],
        ["North", "12"],
    ]
    book["Wells"].column_dimensions["C"].hidden = True
    book["Wells"].row_dimensions[4].hidden = True
    table = read_data(saved(book), "a.xlsx", area="A3")
    assert texts(table) == [["Region", "Wells"], ["South", "34"]]
    assert table.places == ('row 5 of the sheet "Wells"',)


def test_merged_cells_span_what_is_shown_of_them() -> None:
    book = workbook(
        ["Region", "Town", "Wells"],
        ["North", "Bole", 1],
        [None, "Axim", "none"],
        ["South", "Ho", 3],
    )
    book.active.merge_cells("A2:A3")
    book.active.merge_cells("B3:C3")
    data = read_data(saved(book), "a.xlsx")
    asked = {"caption": "C", "file": "a.xlsx", "row_headings": "2"}

    assert [value.text for value in data.column("Region")] == ["North", "North", "South"]
    first, second, _ = fill(Table.model_validate(asked), data).rows
    assert [getattr(cell, "rows", None) for cell in first] == [2, None, None]
    assert [getattr(cell, "columns", None) for cell in second] == [2]
    alone = fill(Table.model_validate({**asked, "where": {"Town": "Bole"}}), data)
    assert [getattr(cell, "rows", 1) for cell in alone.rows[0]] == [1, 1, 1]


def test_formulas_without_a_value_and_errors_are_told_with_their_cells() -> None:
    book = workbook(["a", "b"], [1, "=A2*2"], [None, "#DIV/0!"])
    book.active["B3"].data_type = "e"

    assert problems(saved(book)) == [
        'data-value: cell B2 of the sheet "Wells" in "a.xlsx" holds a formula that was not computed',
        'data-value: cell B3 of the sheet "Wells" in "a.xlsx" holds the error #DIV/0!',
    ]
    assert texts(read_data(saved(book), "a.xlsx", area="A1:A2")) == [["a"], ["1"]]


def test_a_date_that_no_spreadsheet_shows_is_told() -> None:
    book = workbook(["a"], [dt.date(1854, 8, 26)], ["####"], formats={"A2": "d mmm yyyy"})

    (told,) = problems(saved(book))
    assert told.startswith('data-value: cell A2 of the sheet "Wells" in "a.xlsx" shows only #')
    assert texts(read_data(saved(workbook(["a"], ["####"])), "a.xlsx")) == [["a"], ["####"]]


def test_a_sheet_that_is_not_there_is_told_with_those_that_are() -> None:
    assert problems(saved(workbook(["a"], [1])), sheet="Well") == [
        'data-column: "a.xlsx" has no sheet "Well"'
    ]


def archive(parts: dict[str, bytes], *, encrypted: bool = False) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    found = bytearray(data.getvalue())
    if encrypted:
        found[found.index(b"PK\1\2") + 8] |= 1
    return bytes(found)


def changed(book: Workbook, part: str, old: bytes, new: bytes) -> bytes:
    with ZipFile(BytesIO(saved(book))) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    assert old in parts[part]
    return archive({**parts, part: parts[part].replace(old, new)})


GOOD = workbook(["a"], [1])
SHEET = "xl/worksheets/sheet1.xml"
BROKEN: dict[str, tuple[bytes, str]] = {
    "half": (saved(GOOD)[:2000], "is damaged, or not what its name says"),
    "half a part": (changed(GOOD, SHEET, b"</worksheet>", b""), "is damaged, or not what its name says"),
    "entities": (changed(GOOD, SHEET, b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet'), "DOCTYPE"),
    "docx": (archive({"word/document.xml": b"<a/>"}), "is no workbook that can be read"),
    "old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is of an old Office program, and no workbook"),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
    "encrypted ZIP": (archive({"xl/workbook.xml": b"<a/>"}, encrypted=True), "is encrypted"),
    "bomb": (archive({"xl/workbook.xml": bytes(101 * 1024 * 1024)}), "unpacks to more than 100 MiB"),
    "sheets of zeros": (archive({"xl/workbook.xml": b"", SHEET: bytes(21 * 1024 * 1024)}), "more than 20 MiB of cells"),
    "far cell": (changed(GOOD, SHEET, b'r="A2"', b'r="XFD1048576"'), "reaches to row"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_no_sound_workbook_is_refused(kind: str) -> None:
    data, reason = BROKEN[kind]
    (problem,) = problems(data)

    assert problem.startswith(("data-format", "data-size"))
    assert reason in problem


def test_without_the_libraries_an_editor_is_told_what_installs_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(BadData) as caught:
        read_data(saved(GOOD), "a.xlsx")

    assert install_extra("sheets") in caught.value.problems[0].mend


def test_a_hidden_sheet_is_shown_only_where_it_is_asked_for() -> None:
    book = workbook(["a"], ["raw"])
    book.active.sheet_state = "hidden"
    shown = book.create_sheet("Shown")
    shown.append(["a"])
    shown.append(["well"])

    assert texts(read_data(saved(book), "a.xlsx")) == [["a"], ["well"]]
    assert texts(read_data(saved(book), "a.xlsx", "Wells")) == [["a"], ["raw"]]


def test_a_hidden_sheet_of_an_ods_is_left_out() -> None:
    style = '<style:style style:name="h"><p table:display="false"/></style:style>'
    row = f"<table:table-row>{cell('raw')}</table:table-row>"
    hidden = f'<table:table table:name="Raw" table:style-name="h">{row}</table:table>'
    content = ODS.format(
        "".join(f"<table:table-row>{cell(each)}</table:table-row>" for each in "ab")
    )
    content = content.replace(
        "<office:body><office:spreadsheet>",
        f"<office:styles>{style}</office:styles><office:body><office:spreadsheet>{hidden}",
    )
    content = content.replace(
        "xmlns:text=",
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text=',
        1,
    )
    with ZipFile(BytesIO(ods())) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}

    assert texts(read_data(archive({**parts, "content.xml": content.encode()}), "a.ods")) == [
        ["a"],
        ["b"],
    ]


ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<office:body><office:spreadsheet><table:table table:name="Wells">
<table:table-column table:number-columns-repeated="16384"/>{}
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/>
</table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def ods(*rows: str, manifest: bytes = b"<manifest/>") -> bytes:
    content = ODS.format("".join(f"<table:table-row>{row}</table:table-row>" for row in rows))
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    return archive(
        {"mimetype": mimetype, "META-INF/manifest.xml": manifest, "content.xml": content.encode()}
    )


def cell(text: str = "", kind: str = "string", value: str = "", **attributes: str) -> str:
    more = "".join(f' table:{name.replace("_", "-")}="{each}"' for name, each in attributes.items())
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in text.splitlines())
    said = f' office:value-type="{kind}"' if kind else ""
    return f'<table:table-cell{said} office:value="{value}"{more}>{paragraphs}</table:table-cell>'


def test_an_ods_cell_is_what_the_program_showed() -> None:
    head = cell("Region") + cell("Share") + cell("Note")
    row = cell("North") + cell("12,5 %", "percentage", "0.125") + cell("a<text:s text:c='2'/>b\nc")
    table = read_data(ods(head, row), "a.ods")

    assert texts(table) == [["Region", "Share", "Note"], ["North", "12,5 %", "a  b\nc"]]
    assert table.column("Share")[0].number == Decimal("12.5")


def test_repeated_and_merged_cells_of_an_ods() -> None:
    head = cell("a") + cell("b")
    tall = cell("1", "float", "1", number_rows_spanned="2") + cell("2", "float", "2")
    below = "<table:covered-table-cell/>" + cell("3", "float", "3")
    table = read_data(ods(head, cell("x", number_columns_repeated="2"), tall, below), "a.ods")

    assert texts(table)[1:] == [["x", "x"], ["1", "2"], ["1", "3"]]
    assert table.merged[1, 0] == table.merged[2, 0]


def test_faults_of_an_ods_are_told_with_their_cells() -> None:
    formula = cell("", "", formula="of:=1+1")
    error = cell("#DIV/0!", "string", formula="of:=1/0")

    assert problems(ods(cell("a") + cell("b"), formula + error), "a.ods") == [
        'data-value: cell A2 of the sheet "Wells" in "a.ods" holds a formula that was not computed',
        'data-value: cell B2 of the sheet "Wells" in "a.ods" holds the error #DIV/0!',
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (ods(cell("a"), manifest=b"<encryption-data/>"), "is encrypted"),
        (ods("<table:table-cell>"), "is damaged"),
        (ods(cell("<text:span>" * 2000 + "a" + "</text:span>" * 2000)), "is nested too deeply"),
        (ods(cell("a", number_columns_repeated="1000", number_columns_spanned="1000", number_rows_spanned="1000")),
         "cells"),
    ],
    ids=["encrypted", "damaged", "deep", "merged"],
)  # fmt: skip
def test_what_is_no_sound_ods_is_refused(data: bytes, reason: str) -> None:
    assert reason in problems(data, "a.ods")[0]


def test_a_count_of_more_digits_than_python_takes_is_a_large_one() -> None:
    rows = [cell("a"), cell("1", number_rows_spanned="9" * 5000)]

    assert texts(read_data(ods(*rows), "a.ods"))[1:2] == [["1"]]


def test_cells_that_are_repeated_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefpress.content.data.opendocument.MAX_CELLS", 5_000)

    assert problems(ods(*[cell("1", number_columns_repeated="999")] * 9), "a.ods") == [
        'data-size: the sheet "Wells" of "a.ods" has more than 5,000 cells'
    ]


@settings(max_examples=60)
@given(
    st.sampled_from(["a.xlsx", "a.ods"]),
    st.lists(st.tuples(st.integers(0), st.binary(max_size=6)), min_size=1, max_size=4),
    st.data(),
)
def test_damage_is_told_and_nothing_else_happens(
    name: str, changes: list[tuple[int, bytes]], data: st.DataObject
) -> None:
    with ZipFile(BytesIO(saved(GOOD) if name == "a.xlsx" else ods(cell("a"), cell("1")))) as packed:
        parts = {each: packed.read(each) for each in packed.namelist()}
    part = data.draw(st.sampled_from(sorted(parts)))
    for place, new in changes:
        at = place % (len(parts[part]) + 1)
        parts[part] = parts[part][:at] + new + parts[part][at + 3 :]

    with suppress(BadData):
        assert texts(read_data(archive(parts), name))
