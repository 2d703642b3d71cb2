"""The codes on a back cover that machines read: a QR code, and the barcode of an ISBN.

Both are SVG: dark on white, with the quiet zone around them that scanners ask for.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from briefpress.content.picture import Image
from briefpress.content.rules.codes import BARCODE, QR_CODE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.content.model.brief import Brief
    from briefpress.content.yaml_source import Source
    from briefpress.findings import Finding

_MOST_LETTERS = 300  # of an address: a code of more is too fine for telephones


class BadCode(ValueError):  # noqa: N818 - an outcome that the caller reports, not a bug
    """A code cannot be made; the message says why."""


def qr_code(address: str) -> Image:
    """Return an address as a QR code (ISO/IEC 18004), of which a seventh may be damaged."""
    import segno  # noqa: PLC0415 - only where a brief has a code

    file = BytesIO()
    segno.make_qr(address, error="m").save(
        file, kind="svg", light="white", border=4, omitsize=True, xmldecl=False, nl=False
    )
    return Image("image/svg+xml", file.getvalue())


def isbn_barcode(isbn: str) -> Image:
    """Return an ISBN as a barcode (EAN-13); raises `BadCode` where its digits do not fit together."""
    import zxingcpp  # noqa: PLC0415 - only where a brief has a code

    try:
        code = zxingcpp.create_barcode(ean_of(isbn), zxingcpp.BarcodeFormat.EAN13)
    except ValueError:
        raise BadCode(f"{isbn} is no ISBN: its last digit does not fit the others") from None
    svg = zxingcpp.write_barcode_to_svg(code, add_quiet_zones=True)
    return Image("image/svg+xml", svg[svg.index("<svg") :].encode())


def ean_of(isbn: str) -> str:
    """Return the thirteen digits of an ISBN; one of ten digits gets 978 and another check digit.

    Raises `BadCode` where one of ten digits has the wrong check digit.
    """
    digits = isbn.replace("-", "")
    if len(digits) == 13:
        return digits
    if len(digits) != 10:
        raise BadCode(f"{isbn} is no ISBN: it has {len(digits)} digits instead of 13 or 10")
    weighted = sum(
        (10 - place) * (10 if digit == "X" else int(digit)) for place, digit in enumerate(digits)
    )
    if weighted % 11:
        raise BadCode(f"{isbn} is no ISBN: its last digit does not fit the others")
    return f"978{digits[:9]}"  # the encoder adds the check digit


def qr_address(brief: Brief) -> str | None:
    """Return the address that the QR code of a back cover leads to; None if it has none."""
    named = brief.back_cover.qr if brief.back_cover else None
    if named == "doi":
        return f"https://doi.org/{brief.doi}" if brief.doi else None
    return brief.url if named == "url" else named


def code_findings(source: Source, brief: Brief | None) -> Iterator[Finding]:
    """Yield what is wrong with the codes that a back cover asks for; some of it in a valid brief alone."""
    path = ("back_cover", "qr")
    named = source.get(path)
    if named in ("doi", "url") and source.get((str(named),)) is None:
        message = f"there is no {named} that the QR code could lead to"
        yield QR_CODE.finding(message, source.locate(path))
    path = ("back_cover", "barcode")
    if source.get(path) == "isbn" and source.get(("isbn",)) is None:
        yield BARCODE.finding("there is no isbn for the barcode", source.locate(path))
    if brief:
        yield from _useless_codes(brief, source)


def _useless_codes(brief: Brief, source: Source) -> Iterator[Finding]:
    """Yield which codes would be made, and could not be read or are of no use."""
    where = source.locate(("back_cover", "qr"))
    address = qr_address(brief)
    if address and len(address) > _MOST_LETTERS:
        message = (
            f"an address of {len(address)} letters makes a QR code that telephones cannot read"
        )
        yield QR_CODE.finding(message, where, mend="name a shorter address")
    if brief.back_cover and brief.back_cover.barcode and brief.isbn:
        try:
            isbn_barcode(brief.isbn)
        except BadCode as reason:
            yield BARCODE.finding(
                str(reason), source.locate(("isbn",)), mend="compare it with the registered one"
            )
