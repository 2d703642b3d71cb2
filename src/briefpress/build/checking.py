"""One PDF of any origin to its report.

    file ─inspect→ PdfStructure ─engines, rules→ Report

A stranger's file is looked at in a process of its own, with a limit on time and memory: whatever it
does there becomes a finding.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from briefpress.checks import BUILT_IN, waivers
from briefpress.checks.validators import page_validation
from briefpress.content import EDITIONS, PDF_X_VERSION, PRINT, PRISM_NAMESPACE, SCREEN
from briefpress.findings import Finding, Location, Report, Severity, Unusable, has_errors
from briefpress.structure import Rasterizer, start_rasterizer
from briefpress.system import Worker, WorkerDied, read_pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from briefpress.checks import Subject
    from briefpress.content import Edition, Manuscript
    from briefpress.findings import Verdict
    from briefpress.html import HtmlOutline
    from briefpress.structure import Bitmap, PdfStructure
    from briefpress.transcript import Utterance

TIMEOUT = 120.0  # seconds for one file
MEMORY = 1024**3  # bytes of address space
MOST_HEARD = 20_000  # utterances that the page shows, of some hundred pages
PIXELS = 200_000_000  # of all pages: A4 has half a million at this size
PAGE_PIXELS = 50_000_000  # of all pictures in the page, of which A4 has a million
_PAGES_AHEAD = 3  # drawn before anybody asks for them
DPI = 72  # of the pictures that contrast is measured in

_UA_PART = "{http://www.aiim.org/pdfua/ns/id/}part"
_A_PART = "{http://www.aiim.org/pdfa/ns/id/}part"
_A_CONFORMANCE = "{http://www.aiim.org/pdfa/ns/id/}conformance"


_Found = TypeVar("_Found")


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
    return diff.as_text(compared.changes), compared.page


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

    painter = Rasterizer(path)
    with ExitStack() as ending:  # of the threads: the next file asks the same processes

        def begin(work: Callable[[], _Found]) -> _Coming[_Found]:
            coming = _Coming(work)
            ending.callback(coming.join)
            return coming

        # What will be asked in nearly every case is done meanwhile, in processes of its own.
        is_asked = BUILT_IN in engines and not standards
        early = begin(partial(_judge_early, path)) if is_asked else None
        first = begin(lambda: tuple(painter.each(DPI, range(_PAGES_AHEAD), PIXELS)))
        from briefpress import structure  # noqa: PLC0415 - heavy, and the worker's business

        try:
            pdf = structure.inspect(data)
        except structure.UnreadablePdf as error:
            return Examined(str(path), _unreadable(path, str(error), engines, standards, early))
        judging = begin(partial(judge, path, pdf, engines, standards, early))
        from briefpress import checks  # noqa: PLC0415 - they load while the engine judges

        edition = _edition(pdf)
        html, manuscript = _source(source, edition) if source else (None, None)
        brief = manuscript.brief if manuscript else None
        drawn = partial(_pictures, painter, first)
        verdicts = judging.result() or None
        subject = checks.Subject(str(path), pdf, html, brief, verdicts, drawn, edition)
        report = checks.check(subject)
    if manuscript:
        report = waivers.apply(report, manuscript)
    return Examined(str(path), report, _page(subject, report, painter) if with_page else "")


def _edition(pdf: PdfStructure) -> Edition:
    """Return the edition that a PDF says it is (PRISM); what claims PDF/X is one for print."""
    named = "".join(pdf.xmp_values.get(f"{{{PRISM_NAMESPACE}}}edition", ()))
    return EDITIONS.get(named, PRINT if PDF_X_VERSION in pdf.xmp_values else SCREEN)


def _start(engines: Sequence[str]) -> None:
    """Start the processes that will be asked, so that they load while this one does."""
    with suppress(OSError):  # which is told when they are asked
        start_rasterizer()
    if BUILT_IN in engines:
        page_validation.start()


class _Coming(Thread, Generic[_Found]):
    """What is done in a thread meanwhile; `result` waits for it."""

    def __init__(self, work: Callable[[], _Found]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self.start()

    def run(self) -> None:
        """Do it."""
        self._found = self._work()

    def result(self) -> _Found:
        """Return what was found."""
        self.join()
        return self._found


def _judge_early(path: Path) -> tuple[Verdict, ...]:
    return page_validation.validate([path], tuple(page_validation.FLAVOURS))


def _unreadable(
    path: Path,
    reason: str,
    engines: Sequence[str],
    standards: Sequence[str],
    early: _Coming[tuple[Verdict, ...]] | None,
) -> Report:
    """Return the report of a file that nothing but an engine can say anything of."""
    from briefpress import checks  # noqa: PLC0415
    from briefpress.structure import EMPTY  # noqa: PLC0415

    verdicts = judge(path, EMPTY, engines, standards, early)
    subject = checks.Subject(str(path), EMPTY, verdicts=verdicts or None)
    engine_rules = [rule for rule in checks.RULES if rule.family is checks.Family.CONFORMANCE]
    report = checks.check(subject, engine_rules)
    rule = checks.rule_named("pdf-damaged")
    assert rule
    finding = Finding(rule.id, rule.severity, reason, Location(str(path)), rule.mend, rule.source)
    others = tuple(
        (each.id, "the file cannot be opened")
        for each in checks.RULES
        if each not in engine_rules and each is not rule
    )
    return replace(
        report,
        findings=(finding, *report.findings),
        checked=(*report.checked, rule.id),
        unchecked=(*report.unchecked, *others),
    )


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


def judge(
    path: Path,
    pdf: PdfStructure,
    engines: Sequence[str],
    standards: Sequence[str],
    early: _Coming[tuple[Verdict, ...]] | None = None,
) -> tuple[Verdict, ...]:
    """Return the verdicts of engines on a file; one that cannot judge a standard has none on it.

    `early` are those of the built-in engine, on all that it can judge.
    """
    from briefpress.checks import by_name  # noqa: PLC0415

    verdicts: list[Verdict] = []
    for name in engines:
        engine = by_name(name)
        offered = engine.FLAVOURS
        asked = standards or [each for each in claims(pdf) if not offered or each in offered]
        if name == BUILT_IN and early:
            verdicts += [each for each in early.result() if each.flavour in asked]
        else:
            verdicts += engine.validate([path], asked)
    return tuple(verdicts)


def _pictures(
    painter: Rasterizer, first: _Coming[tuple[Bitmap | str, ...]], pages: Iterable[int]
) -> Iterator[Bitmap]:
    """Give pages for a rule, of which the `first` are drawn; raises `RasterizeError` where one is not."""
    from briefpress.structure import RasterizeError  # noqa: PLC0415

    drawn = dict(enumerate(first.result()))
    asked = list(pages)
    later = painter.each(DPI, [page for page in asked if page not in drawn], PIXELS)
    for picture in (drawn[page] if page in drawn else next(later) for page in asked):
        if isinstance(picture, str):
            raise RasterizeError(picture)
        yield picture


def _source(path: Path, edition: Edition) -> tuple[HtmlOutline, Manuscript | None]:
    """Read what a PDF was made from; raises `Unusable` where it has errors."""
    from briefpress import content, html  # noqa: PLC0415
    from briefpress.html import Theme, outline  # noqa: PLC0415

    if path.suffix.lower() not in (".yaml", ".yml"):
        return outline.outline(content.read_text(path)), None
    manuscript = content.load(path)
    if manuscript.brief is None:
        raise Unusable(*manuscript.findings)
    page = html.render(manuscript.brief, Theme(), manuscript.images, str(path), edition)
    said = outline.outline(page.text)
    return said if edition.has_links else replace(said, links=()), manuscript


def _page(subject: Subject, report: Report, painter: Rasterizer) -> str:
    from briefpress import checks  # noqa: PLC0415
    from briefpress.reports import PICTURE_DPI, pages_to_draw, to_html  # noqa: PLC0415
    from briefpress.transcript import transcribe  # noqa: PLC0415

    shown = pages_to_draw(report, len(subject.pdf.pages))
    drawn = painter.each(PICTURE_DPI, shown, PAGE_PIXELS)
    return to_html(
        subject.name,
        report,
        checks.RULES,
        pdf=subject.pdf,
        pictures=(each for each in drawn if not isinstance(each, str)),
        transcript=_beginning(transcribe(subject.pdf)),
    )


def _beginning(heard: Sequence[Utterance]) -> Iterator[Utterance]:
    """Yield what a page of a browser can show of a transcript."""
    yield from heard[:MOST_HEARD]
    if len(heard) > MOST_HEARD:
        said = "the rest is left out: briefpress read prints it"
        yield replace(heard[MOST_HEARD], text="", said=said, inline=False, line=heard[-1].line + 1)


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
    items = getattr(transcript, what)(pdf)
    return "".join(f"{item}\n" for item in items)


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
