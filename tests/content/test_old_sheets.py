"""What is read from XLS: the same as from the XLSX file that `wells.xls` was made of, by LibreOffice."""

from __future__ import annotations

import sys
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from briefpress.content import BadData, read_data
from briefpress.system import install_extra

WELLS = (Path(__file__).parent / "wells.xls").read_bytes()


def test_an_old_workbook_is_shown_as_its_program_shows_it() -> None:
    table = read_data(WELLS, "wells.xls")

    assert table.columns == ("Region", "Year", "Share", "Cost", "Drilled", "Twice")
    assert [[value.text for value in row] for row in table.rows] == [
        ["North", "2023", "12.5%", "1,234.50", "5 March 2023", "4046"],
        ["North", "2023", "50.0%", "99.00", "20 November 2023", "4046"],
        ["East", "2024", "100.0%", "7.25", "1 June 2024", "4048"],
    ]
    assert table.merged == {(0, 0): (2, 1), (1, 0): (2, 1)}
    assert [each.number for each in table.column("Share")][:2] == [Decimal("12.5"), Decimal("50.0")]
    assert table.places[-1] == 'row 5 of the sheet "Wells"'


def test_it_speaks_the_language_of_the_brief() -> None:
    (first, *_) = read_data(WELLS, "wells.xls", area="D1:E3", language="de").rows

    assert [each.text for each in first] == ["1.234,50", "5 März 2023"]


@pytest.mark.parametrize(
    ("data", "sheet", "reason"),
    [
        (WELLS, "Faulty", 'cell A2 of the sheet "Faulty" in "a.xls" holds the error #DIV/0!'),
        (WELLS, "Well", '"a.xls" has no sheet "Well"'),
        (WELLS[:600], None, '"a.xls" is of an old Office program, and no workbook'),
        (WELLS[:43] + bytes(6) + WELLS[49:], None, '"a.xls" is damaged, or not what its name says'),
        (WELLS + "EncryptedPackage".encode("utf-16-le"), None, '"a.xls" is encrypted'),
    ],
)
def test_what_cannot_be_shown_is_told(data: bytes, sheet: str | None, reason: str) -> None:
    with pytest.raises(BadData) as caught:
        read_data(data, "a.xls", sheet)

    assert [each.message[: len(reason)] for each in caught.value.problems] == [reason]
    assert all(each.mend for each in caught.value.problems)


def test_without_the_library_an_editor_is_told_what_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "xlrd", None)
    with pytest.raises(BadData) as caught:
        read_data(WELLS, "a.xls")

    assert install_extra("sheets") in caught.value.problems[0].mend


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, len(WELLS)), st.binary(max_size=6)), min_size=1, max_size=6)
)
def test_damage_is_told_and_nothing_else_happens(changes: list[tuple[int, bytes]]) -> None:
    data = WELLS
    for place, new in changes:
        data = data[:place] + new + data[place + len(new) :]

    with suppress(BadData):
        assert read_data(data, "a.xls").columns
