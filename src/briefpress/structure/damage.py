"""What is wrong with a file, in an editor's words, where pypdf says it in its own."""

from __future__ import annotations

import re

TABLE = "the table that says where its parts are is wrong, and was made anew"
STREAM = "a stream, such as a page, a picture or a font, cannot be unpacked whole"
_PARTS = "a part of it is not written as a PDF has to be, and was read as well as it could be"
# Of messages of pypdf: what each is about, and how it is told; the first that fits.
_KINDS = (
    (r"Multiple definitions in dictionary", "an object gives the same entry twice"),
    (r"(?i)end ?marker missing|EOF marker", "its end is missing"),
    (r"(?i)pdf header", "it does not begin as a PDF does"),
    (r"(?i)xref|startxref|trailer|/Prev|/Root|Root |Catalog|Object Streams|parsing for", TABLE),
    (
        r"(?i)decompress|decod|\bEOD\b|ascii|LZW|filter|inflate|stream has ended|Stream length",
        STREAM,
    ),
    (r"(?i)recursion|circular|loop", "an object leads back to itself"),
)
# An entry of the cross-reference table that leads nowhere; no harm where nobody asks for its object.
_LEADS_NOWHERE = re.compile(r"Ignoring wrong pointing object (\d+)")
# What pypdf does without, and so does all other software.
_HARMLESS = re.compile(r"Ignoring missing Ascii85 end marker|missing EOD in RunLengthDecode")


def in_words(message: str) -> str:
    """Return what a message of pypdf says of a file, without words of pypdf."""
    return next((words for sign, words in _KINDS if re.search(sign, message)), _PARTS)


def object_without_place(message: str) -> int | None:
    """Return the number of the object that the file lists and does not hold there; None for other messages."""
    found = _LEADS_NOWHERE.match(message)
    return int(found[1]) if found else None


def is_harmless(message: str) -> bool:
    """Say whether a message of pypdf is about something that no reader ever meets."""
    return _HARMLESS.match(message) is not None
