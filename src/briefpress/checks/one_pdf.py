"""The one function that checks one PDF, whoever asks.

    bytes ─inspect→ PdfStructure ─validators, rules→ Report

What the PDF was made from, who judges whether it keeps a standard and how its pages look come as
arguments: `build` has them at hand; for a file of unknown origin other processes find them out.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from briefpress import structure
from briefpress.checks.checking import CHECKS, check
from briefpress.checks.fidelity.authored import written_by_author
from briefpress.checks.publication.integrity import PDF_DAMAGED
from briefpress.checks.subject import Subject
from briefpress.checks.validators.known_faults import correct
from briefpress.content import EDITIONS, PDF_X_VERSION, PRINT, PRISM_NAMESPACE, SCREEN, locate_text
from briefpress.findings import Family, Location, Report, has_errors
from briefpress.structure import EMPTY, PdfStructure, UnreadablePdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from briefpress.content import Edition, Manuscript
    from briefpress.findings import Finding, Verdict
    from briefpress.html import HtmlOutline
    from briefpress.structure import Bitmap

    # Asks validators for their verdicts on a file with these facts.
    Judge = Callable[[PdfStructure], Sequence[Verdict]]
    # Draws pages, by their numbers from 0; raises `RasterizeError`.
    Draw = Callable[[Iterable[int]], Iterator[Bitmap]]

DPI = 72  # of the pictures that contrast is measured in

# What the engine logs while it prints, and the rules that find the same once more in the PDF.
_SAME = {
    "figure-alt": ("alternate-missing", "same-alternates", "ua-graphics"),
    "language": ("language-declared", "same-language", "ua-text", "ua-language"),
    "heading-levels": ("heading-levels", "ua-headings"),
    "missing-glyph": ("ua-fonts", "ua-text", "unreadable-text"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """What a PDF was made from: what has to be heard, and the content file where there is one.

    `locate` returns where a text stands in a source without a content file. `is_as_set` says that it is
    set in the templates that the PDF was set in.
    """

    html: HtmlOutline
    manuscript: Manuscript | None = None
    locate: Callable[[str], Location | None] | None = None
    is_as_set: bool = True


@dataclass(frozen=True, slots=True)
class CheckedPdf:
    """The report on a PDF, and the facts that it rests on: `EMPTY` where the file cannot be opened."""

    report: Report
    pdf: PdfStructure


def check_pdf(
    data: bytes,
    name: str,
    *,
    judge: Judge | None = None,
    draw: Draw | None = None,
    source: Callable[[PdfStructure, Edition], Source | None] | None = None,
    edition: Edition | None = None,
    logged: Sequence[Finding] = (),
) -> CheckedPdf:
    """Check a PDF by all rules that can be applied, and return its report with its facts.

    `judge` and `draw` are as above; `source` gives what the file was made from,
    given its facts and edition, as far as that is known. Without
    `edition`, it is the one that the file says it is. `logged` are the findings made while it was
    printed: what they say is not said again. `name` is what findings call the file.
    """
    try:
        pdf = structure.inspect(data)
    except UnreadablePdf as error:
        return CheckedPdf(_report_damage(name, str(error), judge), EMPTY)
    edition = edition or _edition_of(pdf)
    with ThreadPoolExecutor(1) as thread:
        judging = thread.submit(judge, pdf) if judge else None
        made_from = source(pdf, edition) if source else None
        verdicts = tuple(correct(each, pdf) for each in judging.result()) if judging else ()
    subject = Subject(name, pdf, verdicts=verdicts or None, pictures=draw, edition=edition)
    report = check(_with_source(subject, made_from) if made_from else subject)
    return CheckedPdf(_without_repeated(report, logged), pdf)


def _with_source(subject: Subject, source: Source) -> Subject:
    html = source.html if subject.edition.has_links else replace(source.html, has_links=False)
    manuscript = source.manuscript
    if manuscript is None:
        return replace(subject, html=html, locate=source.locate)
    locate = partial(locate_text, manuscript)
    written = None if source.is_as_set else written_by_author(manuscript)
    return replace(subject, html=html, brief=manuscript.brief, locate=locate, written=written)


def _edition_of(pdf: PdfStructure) -> Edition:
    """Return the edition that a PDF says it is (PRISM); what claims PDF/X is one for print."""
    named = "".join(pdf.xmp_values.get(f"{{{PRISM_NAMESPACE}}}edition", ()))
    return EDITIONS.get(named, PRINT if PDF_X_VERSION in pdf.xmp_values else SCREEN)


def _report_damage(name: str, reason: str, judge: Judge | None) -> Report:
    """Return the report on a file that cannot be opened: only validators can say more of it."""
    of_validators = [each for each in CHECKS if each.rule.family is Family.CONFORMANCE]
    verdicts = tuple(judge(EMPTY)) if judge else ()
    report = check(Subject(name, EMPTY, verdicts=verdicts or None), of_validators)
    others = tuple(
        (each.rule.id, "the file cannot be opened")
        for each in CHECKS
        if each not in of_validators and each.rule is not PDF_DAMAGED
    )
    return replace(
        report,
        findings=(PDF_DAMAGED.finding(reason, Location(name)), *report.findings),
        checked=(*report.checked, PDF_DAMAGED.id),
        unchecked=(*report.unchecked, *others),
    )


def _without_repeated(report: Report, logged: Sequence[Finding]) -> Report:
    """Leave out of a report what was found while the PDF was printed."""
    known = {same for finding in logged for same in _SAME.get(finding.rule, (finding.rule,))}
    if has_errors(logged):  # then the file claims no standard, and that is no fault
        known.add("ua-version")
    findings = tuple(finding for finding in report.findings if finding.rule not in known)
    return replace(report, findings=findings)
