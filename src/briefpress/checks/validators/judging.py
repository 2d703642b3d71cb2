"""The verdicts on a PDF: which validators are asked, and about which standards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.checks.validators.registry import BUILT_IN, validator_named

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from briefpress.findings import Verdict
    from briefpress.structure import PdfStructure

_UA_PART = "{http://www.aiim.org/pdfua/ns/id/}part"
_A_PART = "{http://www.aiim.org/pdfa/ns/id/}part"
_A_CONFORMANCE = "{http://www.aiim.org/pdfa/ns/id/}conformance"


def judge(
    path: Path,
    pdf: PdfStructure,
    engines: Sequence[str],
    standards: Sequence[str] = (),
    early: Future[tuple[Verdict, ...]] | None = None,
) -> tuple[Verdict, ...]:
    """Return the verdicts of validators on a file, by `standards` or else by those that it claims.

    A validator that cannot judge a claimed standard has no verdict on it. `early` is what the
    built-in one says of the file by all standards that it knows, where it was asked already.
    """
    verdicts: list[Verdict] = []
    for name in engines:
        engine = validator_named(name)
        offered = engine.FLAVOURS
        asked = standards or [each for each in claims(pdf) if not offered or each in offered]
        if name == BUILT_IN and early:
            verdicts += [each for each in early.result() if each.flavour in asked]
        else:
            verdicts += engine.validate([path], asked)
    return tuple(verdicts)


def claims(pdf: PdfStructure) -> tuple[str, ...]:
    """Return the standards that a PDF claims, by veraPDF's names; PDF/UA in any case."""
    part = "".join(pdf.xmp_values.get(_UA_PART, ())).strip()
    fallback = "ua2" if pdf.pdf_version >= "2.0" else "ua1"
    found = [{"1": "ua1", "2": "ua2"}.get(part, fallback)]
    archive = "".join(pdf.xmp_values.get(_A_PART, ())).strip()
    level = "".join(pdf.xmp_values.get(_A_CONFORMANCE, ())).strip().lower()
    if archive in ("1", "2", "3", "4") and level in ("", "a", "b", "u", "e", "f"):
        found.append(archive + level)
    return tuple(found)
