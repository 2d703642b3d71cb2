"""The rules on the codes of a back cover."""

from __future__ import annotations

from briefpress.findings import Rule, Severity

QR_CODE = Rule(
    id="qr-code",
    severity=Severity.ERROR,
    title="The QR code leads somewhere, and can be read",
    why="A printed code cannot be mended, and people would scan it in vain.",
    mend="add the field, or name another address under back_cover: {qr: …}",
)
BARCODE = Rule(
    id="isbn-barcode",
    severity=Severity.ERROR,
    title="The barcode is that of an ISBN whose digits fit together",
    why="Tills and libraries refuse it, or find another book.",
    mend="add isbn: …, or delete barcode:",
)
