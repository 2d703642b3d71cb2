"""The standards: what people write for them, and which of them a file claims."""

from __future__ import annotations

import pytest

from briefpress.checks.validators import verapdf
from briefpress.checks.validators.standards import STANDARDS, claims, flavour_named, standard_name

UA, A = "{http://www.aiim.org/pdfua/ns/id/}", "{http://www.aiim.org/pdfa/ns/id/}"
DECLARED = "{http://pdfa.org/declarations/}declarations"


@pytest.mark.parametrize(
    ("written", "flavour"),
    [
        ("PDF/A-3a", "3a"),
        ("pdfa3a", "3a"),
        ("PDF/A 3A", "3a"),
        ("a-2u", "2u"),
        ("PDF/A-4", "4"),
        ("PDF_UA-2", "ua2"),
        (" ua.2 ", "ua2"),
        ("ISO 14289-2:2024", "ua2"),
        ("WTPDF 1.0 for reuse", "wt1r"),
        ("PDF/A-3", None),  # of which level
        ("pdfua", None),
        ("ua", None),
        ("", None),
        ("3a3a", None),
    ],
)
def test_a_standard_is_known_by_what_people_write(written: str, flavour: str | None) -> None:
    assert flavour_named(written) == flavour


def test_every_standard_is_known_by_its_own_names() -> None:
    assert set(STANDARDS) == verapdf.FLAVOURS
    for flavour in STANDARDS:
        assert flavour_named(flavour) == flavour_named(standard_name(flavour)) == flavour


@pytest.mark.parametrize(
    ("xmp", "found"),
    [
        ({}, ()),
        ({UA + "part": ("1",), A + "part": ("3",), A + "conformance": ("A",)}, ("ua1", "3a")),
        ({A + "part": (" 4 ",)}, ("4",)),
        ({UA + "part": ("one\x1b[2J",), A + "part": ("3", "3")}, ()),
        ({UA + "part": ("2",), DECLARED: ("http://pdfa.org/declarations/wtpdf/#reuse1.0", "Me")}, ("ua2", "wt1r")),
    ],
)  # fmt: skip
def test_what_a_file_claims_is_read_from_its_metadata(
    xmp: dict[str, tuple[str, ...]], found: tuple[str, ...]
) -> None:
    assert claims(xmp) == found
