"""The verdicts on one PDF: which validators are asked, and about which standards."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.checks.validators import page_validation
from briefpress.checks.validators.registry import BUILT_IN, validator_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

    from briefpress.findings import Verdict
    from briefpress.structure import PdfStructure

_UA_PART = "{http://www.aiim.org/pdfua/ns/id/}part"
_A_PART = "{http://www.aiim.org/pdfa/ns/id/}part"
_A_CONFORMANCE = "{http://www.aiim.org/pdfa/ns/id/}conformance"


def judge_own(data: bytes, flavours: Sequence[str], name: str) -> tuple[Verdict, ...]:
    """Return the built-in validator's verdicts on a PDF that Briefpress made, in this very process.

    There is one for each of the flavours that it offers.
    """
    offered = [each for each in flavours if each in page_validation.FLAVOURS]
    return page_validation.judge(data, offered, Path(name))


def start_validators(names: Sequence[str]) -> None:
    """Start the process of the built-in validator if it is among these, so that it loads meanwhile."""
    if BUILT_IN in names and not page_validation.missing():
        page_validation.start()


@contextmanager
def judging(
    path: Path, names: Sequence[str], standards: Sequence[str] = ()
) -> Iterator[Callable[[PdfStructure], tuple[Verdict, ...]]]:
    """Yield a function that returns validators' verdicts on a file, given its facts.

    The validators of these `names` are asked about `standards`, or else about those that the file
    claims; one that offers no judgement of a claim has no verdict on it. What the built-in one
    will be asked in nearly every case it is asked at once.
    """
    with ThreadPoolExecutor(1) as thread:
        early: Future[tuple[Verdict, ...]] | None = None
        if BUILT_IN in names and not standards:
            flavours = tuple(page_validation.FLAVOURS)
            early = thread.submit(page_validation.validate, [path], flavours)
        yield partial(_judge, path, names, standards, early)


def _judge(
    path: Path,
    names: Sequence[str],
    standards: Sequence[str],
    early: Future[tuple[Verdict, ...]] | None,
    pdf: PdfStructure,
) -> tuple[Verdict, ...]:
    verdicts: list[Verdict] = []
    for name in names:
        validator = validator_named(name)
        offered = validator.FLAVOURS
        asked = standards or [each for each in _claims(pdf) if not offered or each in offered]
        if name == BUILT_IN and early:
            verdicts += [each for each in early.result() if each.flavour in asked]
        else:
            verdicts += validator.validate([path], asked)
    return tuple(verdicts)


def _claims(pdf: PdfStructure) -> tuple[str, ...]:
    """Return the standards that a PDF claims, by veraPDF's names; PDF/UA in any case."""
    part = "".join(pdf.xmp_values.get(_UA_PART, ())).strip()
    fallback = "ua2" if pdf.pdf_version >= "2.0" else "ua1"
    found = [{"1": "ua1", "2": "ua2"}.get(part, fallback)]
    archive = "".join(pdf.xmp_values.get(_A_PART, ())).strip()
    level = "".join(pdf.xmp_values.get(_A_CONFORMANCE, ())).strip().lower()
    if archive in ("1", "2", "3", "4") and level in ("", "a", "b", "u", "e", "f"):
        found.append(archive + level)
    return tuple(found)
