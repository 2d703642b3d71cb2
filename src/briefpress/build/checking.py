"""One PDF of any origin to its report.

    file ─inspect→ PdfStructure ─engines, rules→ Report

A stranger's file is looked at in a process of its own, with a limit on time and memory: whatever it
does there becomes a finding.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefpress import checks
from briefpress.checks import BUILT_IN, page_validation
from briefpress.findings import Finding, Location, Report, Severity, Unusable, has_errors
from briefpress.structure import Rasterizer, start_rasterizer
from briefpress.system import Worker, WorkerDied, read_pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from briefpress.checks import Source
    from briefpress.content import Edition, Manuscript
    from briefpress.findings import Verdict
    from briefpress.html import HtmlOutline
    from briefpress.structure import PdfStructure
    from briefpress.transcript import Utterance

TIMEOUT = 120.0  # seconds for one file
MEMORY = 1024**3  # bytes of address space
MOST_HEARD = 20_000  # utterances that the page shows, of some hundred pages
PIXELS = 200_000_000  # of all pages: A4 has half a million at this size
PAGE_PIXELS = 50_000_000  # of all pictures in the page, of which A4 has a million
_PAGES_AHEAD = 3  # drawn before anybody asks for them


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of a file: its report, and the report as a page of HTML where that was asked for.

    `unusable` says that the file, or its source, could not be read at all.
    """

    name: str
    report: Report
    page: str = ""
    unusable: bool = False

    @property
    def exit_code(self) -> int:
        """0 where nothing is worse than a warning, 1 after errors, 2 where it is unusable."""
        return 2 if self.unusable else int(has_errors(self.report.findings))


class Checker(Worker):
    """Checks files in a warm process of its own; as a context manager it ends with its block."""

    def __init__(self, timeout: float = TIMEOUT, memory: int = MEMORY) -> None:
        super().__init__(__name__, timeout, memory)

    def check(
        self,
        path: Path,
        *,
        source: Path | None = None,
        engines: Sequence[str] = (BUILT_IN,),
        standards: Sequence[str] = (),
        with_page: bool = False,
    ) -> Examined:
        """Do what `examine` does; where its process does not survive, that is a finding."""
        options = {
            "source": source,
            "engines": engines,
            "standards": standards,
            "with_page": with_page,
        }
        try:
            examined: Examined | Unusable = self.call(f"{__name__}:_examine", path, **options)
        except WorkerDied as death:
            return Examined(str(path), Report((_not_checked(path, death),)))
        if isinstance(examined, Unusable):
            return Examined(str(path), Report(examined.findings), unusable=True)
        return examined

    def read(self, path: Path, what: str) -> str:
        """Do what the function `read` does; raises `Unusable` where its process does not survive."""
        try:
            said: str | Unusable = self.call(f"{__name__}:_read", path, what)
        except WorkerDied as death:
            raise Unusable(_not_checked(path, death)) from None
        if isinstance(said, Unusable):
            raise said
        return said

    def info(self, path: Path, *, as_json: bool = False) -> str:
        """Return what a PDF says of itself, for people or as JSON; raises `Unusable` as `read` does."""
        try:
            said: str | Unusable = self.call(f"{__name__}:_info", path, as_json=as_json)
        except WorkerDied as death:
            raise Unusable(_not_checked(path, death)) from None
        if isinstance(said, Unusable):
            raise said
        return said

    def diff(self, old: Path, new: Path, *, visual: bool = False) -> tuple[str, str]:
        """Return what changed from one PDF to another, in words and, if asked for, as a page.

        Raises `Unusable` where one of them cannot be opened, or its process does not survive.
        """
        try:
            said: tuple[str, str] | Unusable = self.call(
                f"{__name__}:_diff", old, new, visual=visual
            )
        except WorkerDied as death:
            raise Unusable(_not_checked(new, death)) from None
        if isinstance(said, Unusable):
            raise said
        return said


def _diff(old: Path, new: Path, *, visual: bool) -> tuple[str, str] | Unusable:
    from briefpress import diff  # noqa: PLC0415

    compared = diff.diff(old, new, visual=visual)
    if isinstance(compared, Unusable):
        return compared
    return diff.to_text(compared.changes), compared.page


def check(path: Path, *, source: Path | None = None, timeout: float = TIMEOUT) -> Examined:
    """Check a PDF in a process of its own; `source` is the HTML or brief that it was made from."""
    with Checker(timeout) as checker:
        return checker.check(path, source=source)


def _not_checked(path: Path, death: WorkerDied) -> Finding:
    message = f"the PDF was not checked: looking at it {death}" if death.timed_out else (
        f"the PDF was not checked: looking at it ended with {death}"
    )  # fmt: skip
    mend = "treat it as unreadable; allow more time with --timeout where it is large"
    return Finding("not-checked", Severity.ERROR, message, Location(str(path)), mend)


def _examine(path: Path, **options: Any) -> Examined | Unusable:
    """Return what cannot be used as a value: it has to pass from one process to another."""
    try:
        return examine(path, **options)
    except Unusable as reason:
        return reason


def examine(
    path: Path,
    *,
    source: Path | None = None,
    engines: Sequence[str] = (BUILT_IN,),
    standards: Sequence[str] = (),
    with_page: bool = False,
) -> Examined:
    """Check a PDF, in this very process; `source` is the HTML or brief that it was made from.

    `engines` judge the standards that it claims, or `standards` (ua1, ua2, 3a …). Raises `Unusable`
    where the file or its source cannot be read at all.
    """
    data = read_pdf(path)
    _start(engines)
    rasterizer = Rasterizer(path)
    manuscript: Manuscript | None = None

    def made_from(edition: Edition) -> Source:
        nonlocal manuscript
        assert source
        html, manuscript = _source(source, edition)
        return checks.Source(html, manuscript)

    # What will be asked in nearly every case is done meanwhile, in processes of its own.
    with (
        ThreadPoolExecutor(1) as thread,
        rasterizer.rasterize_ahead(checks.DPI, _PAGES_AHEAD, PIXELS) as draw,
    ):
        is_asked = BUILT_IN in engines and not standards
        early = thread.submit(_judge_early, path) if is_asked else None
        checked = checks.check_pdf(
            data,
            str(path),
            judge=lambda pdf: checks.judge(path, pdf, engines, standards, early),
            draw=draw,
            source=made_from if source else None,
        )
    report = checks.apply_waivers(checked.report, manuscript) if manuscript else checked.report
    return Examined(
        str(path), report, _page(path, checked.pdf, report, rasterizer) if with_page else ""
    )


def _start(engines: Sequence[str]) -> None:
    """Start the processes that will be asked, so that they load while this one does."""
    with suppress(OSError):  # which is told when they are asked
        start_rasterizer()
    if BUILT_IN in engines:
        page_validation.start()


def _judge_early(path: Path) -> tuple[Verdict, ...]:
    return page_validation.validate([path], tuple(page_validation.FLAVOURS))


def _source(path: Path, edition: Edition) -> tuple[HtmlOutline, Manuscript | None]:
    """Read what a PDF was made from; raises `Unusable` where it has errors."""
    from briefpress import content, html  # noqa: PLC0415
    from briefpress.html import Theme, read_outline  # noqa: PLC0415

    if path.suffix.lower() not in (".yaml", ".yml"):
        return read_outline(content.read_text(path)), None
    manuscript = content.load(path)
    if manuscript.brief is None:
        raise Unusable(*manuscript.findings)
    page = html.render(manuscript.brief, Theme(), manuscript.images, str(path), edition)
    return read_outline(page.text), manuscript


def _page(path: Path, pdf: PdfStructure, report: Report, rasterizer: Rasterizer) -> str:
    from briefpress.reports import PICTURE_DPI, pages_to_draw, to_html  # noqa: PLC0415
    from briefpress.transcript import transcribe  # noqa: PLC0415

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


def _beginning(heard: Sequence[Utterance]) -> Iterator[Utterance]:
    """Yield what a page of a browser can show of a transcript."""
    yield from heard[:MOST_HEARD]
    if len(heard) > MOST_HEARD:
        said = "the rest is left out: briefpress read prints it"
        yield replace(
            heard[MOST_HEARD], text="", announcement=said, is_inline=False, line=heard[-1].line + 1
        )


READINGS = ("transcript", "headings", "links", "tables", "tree")


def _read(path: Path, what: str) -> str | Unusable:
    try:
        return read(path, what)
    except Unusable as reason:
        return reason


def read(path: Path, what: str = "transcript") -> str:
    """Return what a screen reader says of a PDF, or its headings, links, tables or tree.

    Raises `Unusable` where the file cannot be opened.
    """
    from briefpress import structure, transcript  # noqa: PLC0415

    try:
        pdf = structure.inspect(read_pdf(path))
    except structure.UnreadablePdf as error:
        raise _damaged(path, error) from None
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


def _damaged(path: Path, error: Exception) -> Unusable:
    mend = "make it again from its source"
    return Unusable(Finding("pdf-damaged", Severity.ERROR, str(error), Location(str(path)), mend))


def _info(path: Path, *, as_json: bool) -> str | Unusable:
    from briefpress import structure  # noqa: PLC0415
    from briefpress.reports import info_to_json, info_to_text, read_pdf_info  # noqa: PLC0415

    try:
        data = read_pdf(path)
        pdf, digests = structure.inspect(data), structure.digests(data)
    except structure.UnreadablePdf as error:
        return _damaged(path, error)
    except Unusable as reason:
        return reason
    found = read_pdf_info(path.name, data, pdf, digests)
    return info_to_json(found) if as_json else info_to_text(found)
