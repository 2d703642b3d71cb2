"""A brief with everything that a publication record needs, in one folder and one zip.

    Brief, Made ─record_of→ PublicationRecord ─FORMATS→ sheets ─pack→ Package ─deliver→ folder, zip

`record` is what is known of the publication, `omissions` how a gap is told; every format is a module
of its own, and a row of `formats.FORMATS`; `overview` says what is in the package and what it lacks,
`packing` puts it together, and `delivery` writes it.
"""

from briefpress.deposit.delivery import deliver
from briefpress.deposit.formats import FORMATS, Format
from briefpress.deposit.packing import Package, Packed, package
from briefpress.deposit.record import Depositor, PublicationRecord, record_of

__all__ = [
    "FORMATS",
    "Depositor",
    "Format",
    "Package",
    "Packed",
    "PublicationRecord",
    "deliver",
    "package",
    "record_of",
]
