"""One brief to its files: the whole way, in one function.

    BuildRequest ─load→ Manuscript ─set→ HtmlDocument ─print→ PdfDocument ─check→ Report ─→ BuildResult

It runs wherever it is called; `pool` calls it in workers, with limits.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING

from briefpress import content
from briefpress.build.brief_report import PrintedEdition, join_reports, report_file
from briefpress.build.editions import (
    find_differences,
    look_findings,
    own_theme,
    set_edition,
    set_editions,
    web_page,
)
from briefpress.build.engine import end_beside, print_and_judge
from briefpress.build.requests import REPORT, BuildRequest, BuildResult
from briefpress.content import SCREEN, editorial_queries
from briefpress.findings import (
    Finding,
    Report,
    Severity,
    Unequipped,
    Unusable,
    has_errors,
    strictly,
)
from briefpress.html import Theme
from briefpress.system import report_stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefpress.build.editions import SetEdition
    from briefpress.build.engine import PrintPdf
    from briefpress.content import Edition, Manuscript
    from briefpress.findings import Location
    from briefpress.html import HtmlDocument, PdfDocument

# What is needed when there is a PDF, the first things first. PDFium is left for then: 2.5 MiB beside the engine.
_TO_CHECK = (
    "briefpress.checks.one_pdf",
    "briefpress.structure.inspection",
    "briefpress.html.outline",
    "briefpress.checks.language_detection",
    "briefpress.checks.validators.judging",
    "briefpress.checks.waivers",
    "briefpress.checks.repeated",
    "briefpress.reports.json_report",
)
_PAGES_AHEAD = 4  # drawn while the PDF is read: 1.5 MB each


def load_checks() -> None:
    """Load what a PDF is checked with, and its report written."""
    from briefpress.structure import load_pypdf  # noqa: PLC0415 - it has time until there is a PDF

    load_pypdf()
    for module in _TO_CHECK:
        import_module(module)


def build_brief(
    request: BuildRequest, print_pdf: PrintPdf = print_and_judge, *, ahead: bool = False
) -> BuildResult:
    """Return the files of a brief and the report on it; no files where a finding is an error.

    `print_pdf` is the engine, if not that of this process. With `ahead`, the next edition is printed
    while one is checked: that is of use where the engine works in another process.
    """
    try:
        report_stage("reading the text")
        manuscript = content.load(request.path, request.shared)
        if manuscript.brief is None:
            return BuildResult(Report((*manuscript.findings, *_known_besides(request, manuscript))))
        return _build(request, manuscript, partial(print_pdf, date=request.date), ahead=ahead)
    except Unusable as reason:
        return BuildResult(Report(reason.findings), unusable=True)


def _known_besides(request: BuildRequest, manuscript: Manuscript) -> Iterator[Finding]:
    """Yield what else is wrong with a brief that cannot be built: its theme, and what a copy editor would query."""
    try:
        yield from look_findings(manuscript, _theme(request, manuscript))
    except Unusable as reason:
        yield from reason.findings
    waivers = manuscript.source.get(("waivers",))
    waived = (
        [each.get("rule") for each in waivers if isinstance(each, dict)]
        if isinstance(waivers, list)
        else []
    )
    yield from (each for each in editorial_queries(manuscript) if each.rule not in waived)


def _theme(request: BuildRequest, manuscript: Manuscript) -> Theme:
    folder = request.theme or own_theme(manuscript, request.path, request.shared)
    return Theme.at(folder, manuscript.theme, manuscript.font_folder)


def _build(
    request: BuildRequest,
    manuscript: Manuscript,
    print_page: Callable[..., PdfDocument],
    *,
    ahead: bool,
) -> BuildResult:
    assert manuscript.brief
    theme = _theme(request, manuscript)
    look = look_findings(manuscript, theme)
    if has_errors(look):
        return BuildResult(Report((*manuscript.findings, *look)))
    report_stage("filling the templates")
    screen = set_edition(manuscript, theme, SCREEN)
    # An engine in a process of its own leaves this one idle: it loads the checks meanwhile.
    Thread(target=load_checks).start()
    report = Report((*manuscript.findings, *look, *editorial_queries(manuscript)))
    editions = set_editions(request, manuscript, theme, screen)
    printed = []
    try:
        for each, pdf in _print_all(editions, print_page, ahead=ahead):
            printed.append(_check(each, pdf, screen, manuscript))
            report = join_reports(report, printed[-1])
    except Unequipped:  # no brief can be built here
        raise
    except Unusable as reason:  # the engine failed, which is an error like any other
        return BuildResult(replace(report, findings=(*report.findings, *reason.findings)))
    web = web_page(
        request, manuscript, theme, {each.edition.id: len(each.pdf.data) for each in printed}
    )
    report = replace(report, findings=(*report.findings, *web.findings))
    report = _finish(report, manuscript, strict=request.strict)
    if has_errors(report.findings):
        return BuildResult(report)
    pdfs = {f"{request.slug}{one.edition.suffix}.pdf": one for one in printed}
    files = {
        f"{request.slug}.html": web.text.encode(),
        **{name: one.pdf.data for name, one in pdfs.items()},
        REPORT: report_file(report, request.path.name, pdfs),
    }
    pages = {name: one.pdf.pages for name, one in pdfs.items()}
    return BuildResult(report, files, pages, manuscript.digests, theme.own_folder)


def _print_all(
    editions: Iterable[SetEdition], print_page: Callable[..., PdfDocument], *, ahead: bool
) -> Iterator[tuple[SetEdition, PdfDocument]]:
    """Print editions, and yield each with its PDF."""
    report_stage("printing it")
    if not ahead:
        yield from ((each, print_page(each.page, profile=each.profile)) for each in editions)
        return
    with ThreadPoolExecutor(1) as engine:
        coming = [
            (each, engine.submit(print_page, each.page, profile=each.profile)) for each in editions
        ]
        engine.submit(end_beside)  # behind the last edition, and while that is checked
        yield from ((each, pdf.result()) for each, pdf in coming)


def _check(
    each: SetEdition, pdf: PdfDocument, screen: HtmlDocument, manuscript: Manuscript
) -> PrintedEdition:
    """Check a PDF against the page that it was printed from, and that against the one for screens."""
    report = check_printed(pdf, each.page, manuscript, each.edition)
    findings = [*(_locate(one, manuscript) for one in pdf.findings), *report.findings]
    if each.edition is not SCREEN:
        findings += find_differences(each.page, screen)
    return PrintedEdition(each.edition, pdf, replace(report, findings=tuple(findings)))


def check_printed(
    pdf: PdfDocument,
    page: HtmlDocument,
    manuscript: Manuscript | None = None,
    edition: Edition = SCREEN,
    locate: Callable[[str], Location | None] | None = None,
) -> Report:
    """Check a PDF against the HTML that it was printed from, and the content file where there is one.

    `locate` returns where a text stands in a page that comes without a content file.

    The styles of a brief hide nothing; those of other HTML may, and then it need not be in the PDF.
    """
    from briefpress.checks import DPI, Source, check_pdf  # noqa: PLC0415 - not before there is a PDF
    from briefpress.html import read_outline  # noqa: PLC0415 - not before there is a PDF
    from briefpress.structure import rasterize_ahead  # noqa: PLC0415 - not before there is a PDF

    if any(each.rule == "script-font" for each in pdf.findings):
        return Report(())  # nothing that is found of empty boxes would be news
    report_stage("checking the PDF")
    unseen = pdf.unseen if manuscript is None else None
    said = partial(read_outline, page.text, unseen, pdf.generated)
    with rasterize_ahead(pdf.data, DPI, _PAGES_AHEAD) as draw:
        checked = check_pdf(
            pdf.data,
            page.name,
            judge=lambda _: pdf.verdicts,
            draw=draw,
            source=lambda *_: Source(said(), manuscript, locate),
            edition=edition,
            logged=pdf.findings,
        )
    return checked.report


def _locate(finding: Finding, manuscript: Manuscript) -> Finding:
    """Point a finding about one character to where it stands in the content file.

    A link of a page may be broken; that of a brief is a fault of its theme.
    """
    if finding.rule == "link-anchor":
        return replace(finding, severity=Severity.ERROR)
    if finding.rule in ("missing-glyph", "script-font"):
        for passage in manuscript.passages:
            before, found, _ = passage.text.partition(finding.location.path)
            if found:
                return replace(finding, location=manuscript.source.locate(passage.path, before))
    return finding


def _finish(report: Report, manuscript: Manuscript, *, strict: bool) -> Report:
    """Set aside what the brief waives, and make warnings errors where that is asked for."""
    from briefpress.checks import apply_waivers, without_repeated_verdicts  # noqa: PLC0415 - loaded meanwhile

    if any(each.rule == "pull-quote" for each in report.findings):
        # It says of the brief what the other rules say of its PDF.
        told = ("hidden-by-author", "text-as-artifact")
        others = (each for each in report.findings if each.rule not in told)
        report = replace(report, findings=tuple(others))
    report = without_repeated_verdicts(apply_waivers(report, manuscript))
    return strictly(report) if strict else report
