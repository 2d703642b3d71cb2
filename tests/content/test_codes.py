"""The codes of a back cover: they are read back, and what cannot be read is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief_texts import assert_findings, edited, load
from briefpress.content.codes import BadCode, ean_of, isbn_barcode, qr_code
from briefpress.content.picture import Image
from briefpress.content.proportions import balanced_width, proportions

if TYPE_CHECKING:
    from pathlib import Path


NOWHERE = (
    "qr-code: there is no {} that the QR code could lead to / "
    "add the field, or name another address under back_cover: {{qr: …}}"
)
FINE = (
    "qr-code: an address of 320 letters makes a QR code that telephones cannot read / "
    "name a shorter address"
)
NO_ISBN = "isbn-barcode: there is no isbn for the barcode / add isbn: …, or delete barcode:"
QR = "A QR code that leads to the doi or the url of the brief, or to an address of your own."


@pytest.mark.parametrize(
    ("isbn", "digits"),
    [
        ("978-1-78118-000-6", "9781781180006"),
        ("0-306-40615-2", "978030640615"),
        ("080442957X", "978080442957"),
    ],
)
def test_the_digits_of_a_barcode(isbn: str, digits: str) -> None:
    assert ean_of(isbn) == digits
    assert b"<svg" in isbn_barcode(isbn).data


@pytest.mark.parametrize("isbn", ["978-1-78118-000-7", "0-306-40615-3", "97817811800", "9791"])
def test_an_isbn_with_a_wrong_digit_gets_no_barcode(isbn: str) -> None:
    with pytest.raises(BadCode, match="is no ISBN"):
        isbn_barcode(isbn)


def test_a_code_is_the_same_each_time() -> None:
    assert qr_code("https://doi.org/10.1234/a").data == qr_code("https://doi.org/10.1234/a").data


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("back_cover: {qr: ‸doi}", NOWHERE.format("doi")),
        ("back_cover: {qr: ‸url}", NOWHERE.format("url")),
        (f"back_cover: {{qr: ‸https://example.org/{'a' * 300}}}", FINE),
        ("back_cover: {barcode: ‸isbn}", NO_ISBN),
        (
            "back_cover: {qr: ‸our website}",
            f'wrong-value: "qr" is not written as it should be / {QR}',
        ),
    ],
)
def test_codes_that_cannot_be_made(more: str, expected: str, tmp_path: Path) -> None:
    assert_findings(tmp_path, edited(more=more), expected)


def test_codes_are_told_with_all_other_errors(tmp_path: Path) -> None:
    text = edited(more="back_cover: {qr: doi, barcode: isbn}\ncolour: red")

    found = {finding.rule for finding in load(tmp_path, text).findings}
    assert found == {"qr-code", "isbn-barcode", "unknown-key"}


def test_a_doi_that_is_no_doi_is_told_once(tmp_path: Path) -> None:
    text = edited(more="back_cover: {qr: doi}\ndoi: nothing")

    assert [finding.rule for finding in load(tmp_path, text).findings] == ["wrong-value"]


SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}/>'


@pytest.mark.parametrize(
    ("attributes", "ratio"),
    [
        ('viewBox="0 0 200 50"', 4),
        ('viewBox="0,0,50,100"', 0.5),
        ('width="3cm" height="10mm" viewBox="0 0 1 1"', 3),
        ('width="100%" viewBox="0 0 30 10"', 3),
        ('width="72pt" height="96px"', 1),
        ("", 1),
        ('viewBox="0 0 5 0"', 1),
        ('viewBox="some"', 1),
    ],
)
def test_proportions_of_svg(attributes: str, ratio: float) -> None:
    image = Image("image/svg+xml", SVG.format(attributes).encode())
    assert proportions(image) == pytest.approx(ratio)


@pytest.mark.parametrize(
    ("width", "height", "breadth"), [(10, 10, 1), (40, 10, 2), (300, 10, 3), (10, 40, 0.3125)]
)
def test_logos_have_the_same_area_within_bounds(width: int, height: int, breadth: float) -> None:
    image = Image("image/svg+xml", SVG.format(f'width="{width}" height="{height}"').encode())
    assert balanced_width(image) == pytest.approx(breadth)
