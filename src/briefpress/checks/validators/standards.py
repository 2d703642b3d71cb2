"""The standards that validators judge: their names, what people write for them, and which a file claims."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# By veraPDF's names, which are those of `--standard` as well.
STANDARDS = {
    "ua1": "PDF/UA-1",
    "ua2": "PDF/UA-2",
    **{level: f"PDF/A-{level}" for level in ("1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u", "4", "4e", "4f")},
    "wt1a": "WTPDF 1.0 for accessibility",
    "wt1r": "WTPDF 1.0 for reuse",
}  # fmt: skip
_FLAVOUR = re.compile(r"ua\d{1,2}|\d[a-z]?|wt1[ar]")
_UA = re.compile(r"ua(\d+)")
_A = re.compile(r"\d+[a-z]?")
_ISO = {"iso142891": "ua1", "iso142892": "ua2"}
_YEAR = re.compile(r":\d{4}$")
_SIGNS = re.compile(r"[\s/_.-]+")

_UA_PART = "{http://www.aiim.org/pdfua/ns/id/}part"
_A_PART = "{http://www.aiim.org/pdfa/ns/id/}part"
_A_CONFORMANCE = "{http://www.aiim.org/pdfa/ns/id/}conformance"
_DECLARATIONS = "{http://pdfa.org/declarations/}declarations"
_DECLARED = {
    "http://pdfa.org/declarations/wtpdf/#accessibility1.0": "wt1a",
    "http://pdfa.org/declarations/wtpdf/#reuse1.0": "wt1r",
}


def standard_name(flavour: str) -> str:
    """Return the name of a standard by veraPDF's: PDF/UA-1 for ua1, PDF/A-3a for 3a."""
    if known := STANDARDS.get(flavour):
        return known
    if part := _UA.fullmatch(flavour):
        return f"PDF/UA-{part[1]}"
    return f"PDF/A-{flavour}" if _A.fullmatch(flavour) else flavour


def flavour_named(text: str) -> str | None:
    """Return veraPDF's name of a standard that people write as PDF/UA-1, ua1 or pdfa3a; None for any other."""
    return _WRITTEN.get(_squeeze(text))


def _squeeze(text: str) -> str:
    return _SIGNS.sub("", _YEAR.sub("", text.strip().casefold()))


_WRITTEN = _ISO | {
    written: flavour
    for flavour, name in STANDARDS.items()
    for written in (flavour, _squeeze(name), _squeeze(name).removeprefix("pdf"))
}


def claims(xmp: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the standards that a PDF claims in its XMP metadata, by veraPDF's names.

    What is no number of a part, or no letter of a level, claims nothing.
    """

    def value(key: str) -> str:
        return "".join(xmp.get(key, ())).strip().lower()

    found = []
    if part := value(_UA_PART):
        found.append(f"ua{part}")
    if part := value(_A_PART):
        found.append(part + value(_A_CONFORMANCE))
    found += [_DECLARED[each] for each in xmp.get(_DECLARATIONS, ()) if each in _DECLARED]
    return tuple(each for each in dict.fromkeys(found) if _FLAVOUR.fullmatch(each))
