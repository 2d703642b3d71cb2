"""HTML of any origin to a PDF, with the same checks as a brief."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from briefpress.build.brief import check_printed
from briefpress.build.engine import print_and_judge
from briefpress.build.page_files import read_page
from briefpress.build.requests import BuildResult
from briefpress.content import UA1
from briefpress.findings import (
    Location,
    Report,
    Severity,
    Unequipped,
    Unusable,
    has_errors,
    strictly,
)
from briefpress.html import HtmlDocument, SourceLines, page_losses
from briefpress.system import report_stage

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.build.engine import PrintPdf
    from briefpress.content import Profile
    from briefpress.findings import Finding


# What other programs write into their pages, and what does not keep a reader from them for certain.
_OF_PAGES = ("contrast", "empty-page", "table-association", "table-headers")


def print_html(
    path: Path,
    name: str,
    *,
    print_pdf: PrintPdf = print_and_judge,
    profile: Profile = UA1,
    date: str | None = None,
    strict: bool = False,
    base_url: str = "",
    root: Path | None = None,
) -> BuildResult:
    """Return the PDF of an HTML file under this name, and the report on it; none after an error.

    The file and the folder that it is in, or `root`, are all that may be read; fonts of the machine are
    used. `base_url` completes relative links.
    """
    try:
        report_stage("reading the page")
        page = HtmlDocument(read_page(path), str(path), path.parent, root, base_url)
    except Unusable as reason:
        return BuildResult(Report(reason.findings), unusable=True)
    try:
        report_stage("printing it")
        pdf = print_pdf(page, profile=profile, date=date, machine_fonts=True)
    except Unequipped:  # no page can be printed here
        raise
    except Unusable as reason:
        return BuildResult(Report(reason.findings))
    from briefpress.checks import without_repeated_verdicts  # noqa: PLC0415 - not before there is a PDF

    lines = _Lines(page)
    report = check_printed(pdf, page, locate=lines.of_text)
    printed = (*map(lines.locate, pdf.findings), *page_losses(page, pdf.unseen))
    report = replace(report, findings=(*printed, *map(_of_a_page, report.findings)))
    report = without_repeated_verdicts(report)
    if strict:
        report = strictly(report)
    if has_errors(report.findings):
        return BuildResult(report)
    return BuildResult(report, {name: pdf.data}, {name: pdf.pages})


class _Lines:
    """Finds the lines of a page, which is read for them only where something was found."""

    def __init__(self, page: HtmlDocument) -> None:
        self._page = page

    @cached_property
    def _lines(self) -> SourceLines:
        return SourceLines(self._page.text)

    def of_text(self, text: str) -> Location | None:
        """Return where a text stands in the page; None where it does not."""
        line = self._lines.of_text(text)
        return Location(self._page.name, line) if line else None

    def locate(self, finding: Finding) -> Finding:
        """Give a finding that names words of the page their line."""
        where = finding.location
        if where.line or not where.path:
            return finding
        line = self._lines.of(where.path)
        return replace(finding, location=replace(where, line=line, path=""))


def _of_a_page(finding: Finding) -> Finding:
    """Return a finding as it counts for a page, whose colours and tables its author may not choose."""
    return replace(finding, severity=Severity.WARNING) if finding.rule in _OF_PAGES else finding
