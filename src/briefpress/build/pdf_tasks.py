"""What a worker does with PDF files of any origin.

    file ─inspect→ PdfStructure ─check_pdf→ Report, or a transcript, or what it says of itself

What draws pages and what judges conformance is native code, which a file can keep busy for hours:
it runs in processes beside this one.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from briefpress import checks, structure
from briefpress.build.pdf_files import CheckResult
from briefpress.build.rules import ATTACHED_SOURCE
from briefpress.checks import BUILT_IN, PDF_DAMAGED
from briefpress.findings import Location, Unusable
from briefpress.structure import Rasterizer, start_rasterizer
from briefpress.system import NOT_A_PDF, WorkerDied, read_pdf, report_stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from briefpress.checks import Source
    from briefpress.content import Edition, Manuscript
    from briefpress.findings import Finding, Report
    from briefpress.structure import PdfStructure
    from briefpress.transcript import Utterance

READINGS = ("transcript", "headings", "links", "tables", "tree")
MOST_UTTERANCES = 20_000  # that the page shows, of some hundred pages
PIXELS = 200_000_000  # of all pages: A4 has half a million at this size
PAGE_PIXELS = 50_000_000  # of all pictures in the page, of which A4 has a million
_AROUND = 1024  # bytes before the header and after the end that readers allow
_PAGES_AHEAD = 3  # drawn before anybody asks for them


def load_to_check() -> None:
    """Start what draws and judges in processes beside this one, and load the rules meanwhile."""
    _start_beside((BUILT_IN,))
    structure.load_pypdf()
    for module in ("checks.one_pdf", "structure.inspection", "checks.language_detection"):
        import_module(f"briefpress.{module}")


def check_file(
    path: Path,
    *,
    source: Path | None = None,
    theme: Path | None = None,
    validators: Sequence[str] = (BUILT_IN,),
    standards: Sequence[str] = (),
    with_page: bool = False,
) -> CheckResult:
    """Check a PDF; `source` is the HTML or brief that it was made from, `theme` the folder of its theme.

    Without `source`, it is compared with the content file that it carries, if it is one of ours.
    `validators` judge the standards that it claims, or `standards` (ua1, ua2, 3a …). Raises
    `Unusable` where the file or its source cannot be read at all.
    """
    data = read_pdf(path)
    if not _is_like_a_pdf(data):
        message = "this is no PDF, whatever its name is" if data else "this is no PDF: it is empty"
        mend = "open it in the program that it comes from, and export it as a PDF"
        raise Unusable(NOT_A_PDF.finding(message, Location(str(path)), mend=mend))
    _start_beside(validators)
    rasterizer = Rasterizer(path)
    made_from = _MadeFrom(path, data, source, theme)
    structure.load_pypdf()
    report_stage("checking it")
    with (
        checks.judging(path, validators, standards) as judge,
        rasterizer.rasterize_ahead(checks.DPI, _PAGES_AHEAD, PIXELS) as draw,
    ):
        checked = checks.check_pdf(data, str(path), judge=judge, draw=draw, source=made_from.read)
    report = made_from.complete(checked.report)
    if not standards:
        report = replace(report, not_judged=checks.not_judged(checked.pdf, report.verdicts))
    page = _show(path, checked.pdf, report, rasterizer) if with_page else ""
    return CheckResult(str(path), report, page)


def _is_like_a_pdf(data: bytes) -> bool:
    """Return whether a file begins or ends as a PDF does; readers forgive what stands around it."""
    return b"%PDF-" in data[:_AROUND] or b"startxref" in data[-_AROUND:]


class _MadeFrom:
    """What a PDF was made from: the source that is named, or the content file that it carries."""

    def __init__(self, path: Path, data: bytes, named: Path | None, theme: Path | None) -> None:
        self._path, self._data, self._named, self._theme = path, data, named, theme
        self._manuscript: Manuscript | None = None
        self._is_attached = False
        self._findings: tuple[Finding, ...] = ()

    def read(self, pdf: PdfStructure, edition: Edition) -> Source | None:
        """Return the source of an edition; None where it is not known."""
        from briefpress.build import pdf_sources  # noqa: PLC0415 - only where files are checked

        if self._named:
            found = pdf_sources.read_source(self._named, pdf, self._theme, edition)
            self._manuscript = found.manuscript
            self._tell_of_templates(found, self._named.name)
            return found
        carried = pdf_sources.read_attached(self._data, pdf)
        if carried is None:
            return None
        try:
            found = pdf_sources.set_attached(carried, pdf, self._theme, edition)
        except pdf_sources.NotComparable as reason:
            said = f"the file carries {carried.files[0][0]}, and was not compared with it: {reason}"
            self._findings = (ATTACHED_SOURCE.finding(said, Location(str(self._path))),)
            return None
        self._manuscript, self._is_attached = found.manuscript, True
        self._tell_of_templates(found, carried.files[0][0])
        return found

    def _tell_of_templates(self, found: Source, name: str) -> None:
        """Say so where a PDF is not compared as a whole."""
        if not found.is_as_set:
            said = f"the file was set in other templates than those at hand: what {name} says is sought in it"
            mend = "build it again to have all compared, or name its theme with --theme"
            self._findings = (ATTACHED_SOURCE.finding(said, Location(str(self._path)), mend=mend),)

    def complete(self, report: Report) -> Report:
        """Set aside what the brief waives, and say why a content file was not used."""
        if self._manuscript and self._is_attached:
            report = checks.apply_own_waivers(report, self._manuscript)
        elif self._manuscript:
            report = checks.apply_waivers(report, self._manuscript)
        report = checks.without_repeated_verdicts(report)
        return replace(report, findings=(*report.findings, *self._findings))


def _start_beside(validators: Sequence[str]) -> None:
    """Start the processes that will be asked, so that they load while this one does."""
    with suppress(WorkerDied):  # which is told when they are asked
        start_rasterizer()
        checks.start_validators(validators)


def _show(path: Path, pdf: PdfStructure, report: Report, rasterizer: Rasterizer) -> str:
    """Return the report as a page of HTML, with pictures of pages."""
    from briefpress.reports import PICTURE_DPI, pages_to_draw, to_html  # noqa: PLC0415 - only for a page
    from briefpress.transcript import transcribe  # noqa: PLC0415 - only for a page

    report_stage("drawing its pages")
    shown = pages_to_draw(report, len(pdf.pages))
    drawn = rasterizer.each(PICTURE_DPI, shown, PAGE_PIXELS)
    return to_html(
        str(path),
        report,
        checks.RULES,
        pdf=pdf,
        pictures=(each for each in drawn if not isinstance(each, str)),
        transcript=_beginning(transcribe(pdf)),
    )


def _beginning(utterances: Sequence[Utterance]) -> Iterator[Utterance]:
    """Yield what a page of a browser can show of a transcript."""
    yield from utterances[:MOST_UTTERANCES]
    if len(utterances) > MOST_UTTERANCES:
        said, line = "the rest is left out: briefpress read prints it", utterances[-1].line + 1
        yield replace(
            utterances[MOST_UTTERANCES], text="", announcement=said, is_inline=False, line=line
        )


def read_file(path: Path, what: str = "transcript", *, as_json: bool = False) -> str:
    """Return what a screen reader says of a PDF, or another of `READINGS`, for people or as JSON.

    Raises `Unusable` where the file cannot be opened.
    """
    from briefpress import transcript  # noqa: PLC0415 - only where it is read

    _, pdf = _open(path)
    if as_json:
        return _as_json({"file": path.name, what: transcript.reading_as_data(pdf, what)})
    if what == "transcript":
        return transcript.as_text(transcript.transcribe(pdf))
    if what == "tree":
        return transcript.tree_as_text(pdf)
    lists: dict[str, Callable[[PdfStructure], Iterable[object]]] = {
        "headings": transcript.headings,
        "links": transcript.links,
        "tables": transcript.tables,
    }
    return "".join(f"{item}\n" for item in lists[what](pdf))


def describe_file(path: Path, *, as_json: bool = False) -> str:
    """Return what a PDF says of itself, for people or as JSON.

    Raises `Unusable` where the file cannot be opened.
    """
    from briefpress.reports import info_to_json, info_to_text, read_pdf_info  # noqa: PLC0415 - only here

    data, pdf = _open(path)
    found = read_pdf_info(path.name, data, pdf, structure.digests(data))
    return info_to_json(found) if as_json else info_to_text(found)


def compare_files(
    old: Path, new: Path, *, visual: bool = False, as_json: bool = False
) -> tuple[str, str]:
    """Return what changed from one PDF to another, in words or as JSON, and, if asked for, as a page of HTML.

    Raises `Unusable` where one of them cannot be opened.
    """
    from briefpress import diff  # noqa: PLC0415 - only where files are compared

    compared = diff.diff(old, new, visual=visual)
    if isinstance(compared, Unusable):
        raise compared
    changes = compared.changes
    return _as_json(diff.to_dict(changes)) if as_json else diff.to_text(changes), compared.page


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _open(path: Path) -> tuple[bytes, PdfStructure]:
    data = read_pdf(path)
    structure.load_pypdf()
    try:
        return data, structure.inspect(data)
    except structure.UnreadablePdf as error:
        mend = "make it again from its source"
        finding = PDF_DAMAGED.finding(str(error), Location(str(path)), mend=mend)
        raise Unusable(finding) from None
