"""The verdicts on one PDF: which validators are asked, and about which standards."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.checks.validators import page_validation
from briefpress.checks.validators.registry import BUILT_IN, validator_named
from briefpress.checks.validators.standards import STANDARDS, claims

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future

    from briefpress.findings import Verdict
    from briefpress.structure import PdfStructure


def judge_own(data: bytes, flavours: Sequence[str], name: str) -> tuple[Verdict, ...]:
    """Return the built-in validator's verdicts on a PDF that Briefpress made, in this very process.

    There is one for each of the flavours that it offers.
    """
    offered = [each for each in flavours if each in page_validation.FLAVOURS]
    return page_validation.judge(data, offered, Path(name))


def load_own_judge() -> None:
    """Load the built-in validator into this process, if it is there."""
    if not page_validation.missing():
        import_module(page_validation.MODULE)


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
        asked = standards or [
            each for each in _worth_judging(pdf) if not offered or each in offered
        ]
        if name == BUILT_IN and early:
            verdicts += [each for each in early.result() if each.flavour in asked]
        else:
            verdicts += validator.validate([path], asked)
    return tuple(verdicts)


def _worth_judging(pdf: PdfStructure) -> tuple[str, ...]:
    """Return the standards that a PDF claims, as far as there are any; PDF/UA in any case."""
    claimed = [each for each in claims(pdf.xmp_values) if each in STANDARDS]
    if {"ua1", "ua2"}.isdisjoint(claimed):
        claimed.insert(0, "ua2" if pdf.pdf_version >= "2.0" else "ua1")
    return tuple(claimed)


def not_judged(pdf: PdfStructure, verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    """Return the standards that a PDF claims and no verdict is about, by veraPDF's names."""
    judged = {verdict.flavour for verdict in verdicts}
    return tuple(each for each in claims(pdf.xmp_values) if each not in judged)
