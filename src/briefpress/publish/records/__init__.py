"""A brief with everything that a publication record needs, in one folder and one zip.

    Brief, Made ─record_of→ PublicationRecord ─FORMATS→ sheets ─pack→ Package ─deliver→ folder, zip

`record` is what is known of the publication, `omissions` how a gap is told; every format is a module
of its own, and a row of `formats.FORMATS`; `overview` says what is in the package and what it lacks,
`packing` puts it together, and `delivery` writes it.
"""

from briefpress.publish import (
    FORMATS,
    Depositor,
    Format,
    Package,
    Packed,
    PublicationRecord,
    deliver,
    package,
    record_of,
)

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
