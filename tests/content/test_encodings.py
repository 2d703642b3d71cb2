"""Data files that are not UTF-8, and files that are called workbooks and are none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from briefpress.content import BadData, read_data
from briefpress.content.rules.data import DATA_ENCODING
from conftest import MINIMAL, write_brief

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli

RUSSIAN = "Область;Колодцы\nАлматы;12,5\nШымкент;34\n"
FRENCH = "Région,Puits\nÎle-de-France,12\nCorse,34\n"
HTML = """\
<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="{charset}">
<style>td {{ color: red }}</style></head><body>
<table><tr><td>Made on 3 May</td></tr></table>
<table border=1>
<tr><th rowspan=2>Region<th colspan=2>Wells
<tr><th>2023<th>2024 <br>(so far)</tr>
<tr><td>Île &amp; Côte</td><td>1&nbsp;234,5</td><td>7,5</td></tr>
<tr style="display: none"><td>Hidden</td><td>1</td><td>2</td></tr>
<tr><td>South</td><td colspan=2>none</td></tr>
</table>"""


def texts(data: bytes, name: str, **options: str) -> list[list[str]]:
    table = read_data(data, name, **options)
    return [list(table.columns), *([value.text for value in row] for row in table.rows)]


def problem(data: bytes, name: str, **options: str) -> tuple[str, str]:
    with pytest.raises(BadData) as caught:
        read_data(data, name, **options)
    (found,) = caught.value.problems
    return found.message, found.mend


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "utf-16-le"),
        (RUSSIAN, "UTF-8"),
        (FRENCH, "windows-1252"),
        (FRENCH, "mac_roman"),
        (FRENCH, "cp850"),
        ("地域,井戸\n北,12\n", "shift_jis"),
        ("地区,水井\n北,12\n", "gb18030"),
    ],
)
def test_a_file_is_read_in_the_encoding_that_is_named(text: str, encoding: str) -> None:
    assert texts(text.encode(encoding), "a.csv", encoding=encoding) == texts(text.encode(), "a.csv")


def test_a_byte_order_mark_says_the_encoding_whatever_is_named() -> None:
    for encoding in ("utf-16", "utf-8-sig"):
        data = RUSSIAN.encode(encoding)
        assert texts(data, "a.csv", encoding="windows-1251") == texts(data, "a.csv")


@pytest.mark.parametrize(
    ("text", "encoding", "language", "proposed"),
    [
        (RUSSIAN, "cp1251", "ru", "if “Область;Колодцы” is right in it, add the line encoding: windows-1251; or "),
        (RUSSIAN, "cp1251", "kk-KZ", "if “Область;Колодцы” is right in it, add the line encoding: windows-1251; or "),
        (FRENCH, "cp1252", "fr", "if “Région,Puits” is right in it, add the line encoding: windows-1252; or "),
        ("名,數\n北,1\n", "big5", "zh-Hant-TW", "if “名,數” is right in it, add the line encoding: big5; or "),
        ("名,数\n北,1\n", "gbk", "ko", ""),
    ],
)  # fmt: skip
def test_a_refusal_proposes_the_line_that_mends_it(
    text: str, encoding: str, language: str, proposed: str
) -> None:
    found = problem(text.encode(encoding, "replace"), "a.csv", language=language)

    assert found[0] == '"a.csv" is not UTF-8, so that its letters cannot be told'
    assert found[1].endswith(DATA_ENCODING.mend)
    assert not proposed or found[1] == proposed + DATA_ENCODING.mend


def test_an_encoding_that_is_wrong_for_certain_is_refused() -> None:
    data = RUSSIAN.encode()
    assert problem(data, "a.csv", encoding="cp1251") == (
        '"a.csv" is UTF-8, and not cp1251',
        "leave encoding: out",
    )
    assert problem(data[:-3] + b"\xff", "a.csv", encoding="ascii")[0] == '"a.csv" is not ascii'
    assert "is a workbook" in problem(b"PK\x03\x04", "a.xlsx", encoding="cp1251")[0]


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "utf-16"])
def test_a_table_of_html_that_is_called_a_workbook_is_read(charset: str) -> None:
    data = HTML.format(charset=charset).encode(charset)

    assert texts(data, "a.xls", area="A2") == [
        ["Region", "2023", "2024 (so far)"],
        ["Île & Côte", "1 234,5", "7,5"],
        ["South", "none", "none"],
    ]
    table = read_data(data, "a.xls", area="A2")
    assert [str(value.number) for value in table.rows[0][1:]] == ["1234.5", "7.5"]
    assert table.merged[1, 2] == table.merged[1, 1]


TABLE = "<table><tr><td>a<td>b<tr><td>1<td>2</table>"
SAVE = "open it in a spreadsheet program and save it as .xlsx, .ods or .csv (UTF-8)"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("It rained.\nNobody came.\n", "is no workbook: it holds plain text"),
        ("It rained.", "is no workbook: it holds plain text"),
        (f"<html>{TABLE}{TABLE}", "is no workbook: it is a page of HTML that has 2 tables"),
        ("<!DOCTYPE html><p>Please log in</p>", "is no workbook: it is a page of HTML that has no table with values"),
        ('<?xml version="1.0"?><Workbook/>', "is XML, though it should be a workbook"),
        ('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
         "is XML of Excel 2003, though it should be a workbook"),
        ("MIME-Version: 1.0\n", "is a web page that was saved as one file, though it should be a workbook"),
        ("%PDF-1.7\n", "is a PDF, though it should be a workbook"),
        ("{\\rtf1 a}", "is a document of a word processor (RTF), though it should be a workbook"),
        ("<table><tr><td colspan=1000 rowspan=1000>a<td>b" + "<tr><td>1<td>2" * 1100,
         'the table in "a.xls" has more than 1,000,000 cells'),
    ],
)  # fmt: skip
def test_what_is_called_a_workbook_and_is_none_is_told_as_what_it_is(data: str, what: str) -> None:
    message, mend = problem(data.encode(), "a.xls")

    assert message in (f'"a.xls" {what}', what)
    assert mend


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (f"<html><![foo[x]]><!-- a -->{TABLE}", ""),
        (f"<html><table><tr><td>{'<b>' * 5000}a<td>b<tr><td>1<td>2", "nested too deeply"),
        ("<html>" + "<td" * 20_000, "has no table with values"),
        ("<html>" + " " * 5 * 1024**2, "is HTML of more than 5 MiB"),
        ('<meta charset="x-of-ours">' + TABLE, "in an encoding that nobody knows: x-of-ours"),
        ('<meta charset="punycode">' + TABLE, "in an encoding that nobody knows: punycode"),
        (f"<table><tr><td>{TABLE}</table>", ""),
    ],
)
def test_html_of_any_kind_is_read_or_refused(page: str, said: str) -> None:
    if said:
        assert said in problem(page.encode(), "a.xls")[0]
    else:
        assert texts(page.encode(), "a.xls") == [["a", "b"], ["1", "2"]]


def test_tabs_part_the_values_of_what_is_called_a_workbook() -> None:
    assert texts(b"Region\tWells\nNorth\t12\n", "a.xls") == [["Region", "Wells"], ["North", "12"]]


def test_a_brief_names_the_encoding_beside_the_file(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "wells.csv").write_bytes(RUSSIAN.encode("cp1251"))
    table = {"caption": "Колодцы", "file": "wells.csv"}
    sections = [{"heading": "Вода", "body": [{"table": table}]}]
    write_brief(tmp_path / "a.yaml", **{**MINIMAL, "language": "ru", "sections": sections})

    refused = cli("build", "a.yaml", cwd=tmp_path)
    table["encoding"] = "windows-1251"
    write_brief(tmp_path / "a.yaml", **{**MINIMAL, "language": "ru", "sections": sections})
    built = cli("build", "a.yaml", cwd=tmp_path)

    assert refused.returncode == 1
    assert "add the line encoding: windows-1251" in refused.stderr
    assert built.returncode == 0, built.stderr
    assert ">Шымкент</th>" in (tmp_path / "build/a/a.html").read_text("utf-8")


@pytest.mark.parametrize(
    "name", ["rot13", "base64", "idna", "utf-7", "unicode_escape", "win-1251x"]
)
def test_only_encodings_of_text_are_known(cli: Cli, tmp_path: Path, name: str) -> None:
    table = {"caption": "C", "file": "a.csv", "encoding": name}
    chart = {"type": "bar", "file": "a.csv", "alt": "A", "encoding": name}
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    body = [{"table": table}, {"chart": chart}]
    (tmp_path / "a.yaml").write_text(
        json.dumps({**MINIMAL, "sections": [{"heading": "H", "body": body}]})
    )

    assert cli("build", "a.yaml", cwd=tmp_path).stderr.count(f'there is no encoding "{name}"') == 2
