"""One brief to its files: the whole way, in one function."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from importlib import import_module
from itertools import zip_longest
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Protocol

from briefpress import __version__, content, html, reports
from briefpress.build import versions
from briefpress.build.requests import REPORT, Build, Made, Order, deliver, shared_with
from briefpress.checks import apply_waivers
from briefpress.content import EDITIONS, PRINT, SCREEN, UA1, editorial_queries
from briefpress.findings import Finding, Location, Report, Severity, Unusable, has_errors, strictly
from briefpress.html import Attachment, HtmlDocument, Sheet, Theme
from briefpress.system import write_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefpress.content import Edition, Manuscript, Profile
    from briefpress.findings import Verdict
    from briefpress.html import PdfDocument


# Prints HTML for a profile: a `PrintPdf` that knows the date already.
Press = Callable[..., "PdfDocument"]
# Gives the verdicts on a PDF, for the flavours that an engine offers of those that are asked for.
Judge = Callable[[bytes, tuple[str, ...], Path], "tuple[Verdict, ...]"]

_POINTS = 72 / 25.4  # of a millimetre
_PAGES_AHEAD = 4  # drawn while the PDF is read: 1.5 MB each


class PrintPdf(Protocol):
    """Prints HTML, and has it judged: `print_and_judge`, or the same in another process."""

    def __call__(
        self,
        html: HtmlDocument,
        *,
        profile: Profile = UA1,
        date: str | None = None,
        machine_fonts: bool = False,
    ) -> PdfDocument:
        """Print HTML as a tagged PDF."""


def build(
    path: Path,
    *,
    out: Path = Path("build"),
    theme: Path | None = None,
    profile: Profile = UA1,
    date: str | None = None,
    strict: bool = False,
    print_pdf: PrintPdf | None = None,
) -> Build:
    """Build one content file into `out`/NAME/: NAME.pdf, NAME.html and report.json.

    Nothing is written where a finding is an error, so that the last good files stay. What a
    series.yaml beside the file shares completes it; see `Order` for the rest.
    """
    order = Order(path, shared_with(path), theme, profile, date, strict)
    return deliver(make(order, print_pdf), order, out)


def make(
    order: Order,
    print_pdf: PrintPdf | None = None,
    judge: Judge | None = None,
    *,
    ahead: bool = False,
) -> Made:
    """Make the files of a brief, and write none of them.

    `judge` is asked while the PDF is read; without it, the verdicts are those that come with the PDF.
    With `ahead`, the next edition is printed while one is checked: that is of use where `print_pdf`
    works in another process.
    """
    try:
        press = partial(print_pdf or _print_here(), date=order.date)
        return _make(order, press, judge, ahead=ahead)
    except Unusable as reason:
        return Made(Report(reason.findings), unusable=True)


def _make(order: Order, press: Press, judge: Judge | None, *, ahead: bool) -> Made:
    path = order.path
    manuscript = content.load(path, order.shared)
    images = {name: sha256(image.data).hexdigest() for name, image in manuscript.images.items()}
    if manuscript.brief is None:
        return Made(Report(manuscript.findings))
    folder = order.theme or own_theme(manuscript, order)
    theme = Theme.at(folder)
    queries = editorial_queries(manuscript)
    screen = page_of(manuscript, theme, SCREEN)
    # An engine in a process of its own leaves this one idle: it loads the checks meanwhile.
    Thread(target=import_module, args=("briefpress.checks.one_pdf",)).start()
    report = Report((*manuscript.findings, *queries, *screen.findings))
    printed = []
    try:
        for each, pdf in _print_all(
            _set_editions(order, manuscript, theme, screen), press, ahead=ahead
        ):
            one = _check(each, pdf, screen, manuscript, judge)
            report = _joined(report, one)
            printed.append(one)
    except Unusable as reason:  # the engine failed, which is an error like any other
        return Made(replace(report, findings=(*report.findings, *reason.findings)))
    report = apply_waivers(report, manuscript)
    if order.strict:
        report = strictly(report)
    if has_errors(report.findings):
        return Made(report)
    pdfs = {f"{path.stem}{one.edition.suffix}.pdf": one for one in printed}
    files = {
        f"{path.stem}.html": screen.text.encode(),
        **{name: one.pdf.data for name, one in pdfs.items()},
        REPORT: _summary(report, path.name, pdfs),
    }
    pages = {name: one.pdf.pages for name, one in pdfs.items()}
    return Made(report, files, pages, images, folder)


@dataclass(frozen=True, slots=True)
class _SetEdition:
    """An edition that was set as HTML, and the standards that its PDF is to keep."""

    edition: Edition
    page: HtmlDocument
    profile: Profile


def _set_editions(
    order: Order, manuscript: Manuscript, theme: Theme, screen: HtmlDocument
) -> Iterator[_SetEdition]:
    """Set the editions that are asked for, one after the other."""
    assert manuscript.brief
    for name in dict.fromkeys(order.editions or manuscript.brief.editions):
        edition = EDITIONS[name]
        page = screen if edition is SCREEN else page_of(manuscript, theme, edition)
        yield _SetEdition(edition, page, edition.profile_for(order.profile))


def _print_all(
    editions: Iterable[_SetEdition], press: Press, *, ahead: bool
) -> Iterator[tuple[_SetEdition, PdfDocument]]:
    """Print editions, and yield each with its PDF."""
    if not ahead:
        yield from ((each, press(each.page, profile=each.profile)) for each in editions)
        return
    with ThreadPoolExecutor(1) as engine:
        coming = [
            (each, engine.submit(press, each.page, profile=each.profile)) for each in editions
        ]
        yield from ((each, pdf.result()) for each, pdf in coming)


@dataclass(frozen=True, slots=True)
class _Printed:
    """An edition as a PDF, and what was found in it."""

    edition: Edition
    pdf: PdfDocument
    report: Report


def page_of(manuscript: Manuscript, theme: Theme, edition: Edition) -> HtmlDocument:
    """Set an edition, with all that it is printed from."""
    assert manuscript.brief
    page = html.render(manuscript.brief, theme, manuscript.images, manuscript.source.file, edition)
    sheet = _sheet(manuscript) if edition is PRINT else None
    return replace(page, attachments=tuple(_sources(manuscript)), sheet=sheet)


def _check(
    each: _SetEdition,
    pdf: PdfDocument,
    screen: HtmlDocument,
    manuscript: Manuscript,
    judge: Judge | None,
) -> _Printed:
    """Check a PDF against the page that it was printed from, and that against the one for screens."""
    name = Path(each.page.name)
    judging = partial(judge, pdf.data, each.profile.flavours, name) if judge else None
    report = check_printed(pdf, each.page, manuscript, judging, each.edition)
    findings = [*(_locate(one, manuscript) for one in pdf.findings), *report.findings]
    if each.edition is not SCREEN:
        findings += _differences(each.page, screen)
    return _Printed(each.edition, pdf, replace(report, findings=tuple(findings)))


def _differences(page: HtmlDocument, screen: HtmlDocument) -> Iterator[Finding]:
    """Report where an edition does not say what the one for screens does, in the same order."""
    from briefpress.html import spoken_words  # noqa: PLC0415 - not before there is a PDF

    ours, theirs = spoken_words(page.text), spoken_words(screen.text)
    if ours != theirs:
        pairs = zip_longest(ours, theirs, fillvalue="nothing")
        here, there = next(pair for pair in pairs if pair[0] != pair[1])
        message = f'it says "{here}" where the screen edition says "{there}"'
        mend = "mend the template: an edition may look otherwise, and not speak otherwise"
        yield Finding("edition-words", Severity.ERROR, message, Location(page.name), mend)


def _joined(one: Report, printed: _Printed) -> Report:
    """Return what a report and that of one more edition say together.

    A rule that was applied once was applied; what an edition has in common with those before it is
    said once, and what is its own is said to be.
    """
    other, edition = printed.report, printed.edition
    told = {(finding.rule, finding.message) for finding in one.findings}
    findings = tuple(each for each in other.findings if (each.rule, each.message) not in told)
    if edition is not SCREEN:
        findings = tuple(
            replace(each, message=f"{edition.id} edition: {each.message}") for each in findings
        )
    checked = tuple(dict.fromkeys((*one.checked, *other.checked)))
    unchecked = dict((*one.unchecked, *other.unchecked))
    return replace(
        other,
        findings=(*one.findings, *findings),
        checked=checked,
        unchecked=tuple(pair for pair in unchecked.items() if pair[0] not in checked),
        verdicts=(*one.verdicts, *other.verdicts),
    )


def _sheet(manuscript: Manuscript) -> Sheet:
    """Return what the printing house asks for, in points."""
    from briefpress.content import FOGRA39, printing_condition  # noqa: PLC0415 - only for printing houses

    assert manuscript.brief
    asked = manuscript.brief.print
    colours, name = FOGRA39.read_bytes(), "FOGRA39"
    if asked.icc_profile:
        colours = manuscript.images[asked.icc_profile].data
        name = printing_condition(colours).name
    width, height = (side * _POINTS for side in asked.trim)
    return Sheet(
        width,
        height,
        asked.bleed_width * _POINTS,
        asked.marks,
        asked.pages,
        asked.condition or name,
        colours,
    )


def own_theme(manuscript: Manuscript, order: Order) -> Path | None:
    """Return the theme that a brief or its series names; it lies in the folder of the file."""
    assert manuscript.brief
    name = manuscript.brief.theme
    if name is None:
        return None
    is_own = ("theme",) in manuscript.source.values or order.shared is None
    base = (order.path if is_own or order.shared is None else order.shared).parent
    if not (base / name).resolve().is_relative_to(base.resolve()):
        where = manuscript.source.locate(("theme",))
        message, mend = (
            f'the theme "{name}" is outside of this folder',
            "copy it here, or use --theme",
        )
        raise Unusable(Finding("theme-outside", Severity.ERROR, message, where, mend))
    return base / name


def print_html(
    path: Path,
    out: Path,
    *,
    profile: Profile = UA1,
    date: str | None = None,
    strict: bool = False,
    print_pdf: PrintPdf | None = None,
) -> Build:
    """Print an HTML file of any origin as the PDF `out`, with the same checks as a brief.

    The file and the folder that it is in are all that may be read; fonts of the machine are used.
    """
    try:
        text = content.read_text(path)
        page = HtmlDocument(text, str(path), folder=path.parent)
        try:
            press = print_pdf or _print_here()
            pdf = press(page, profile=profile, date=date, machine_fonts=True)
        except Unusable as reason:
            return Build(path, Report(reason.findings))
        report = check_printed(pdf, page)
        report = replace(report, findings=(*pdf.findings, *report.findings))
        if strict:
            report = strictly(report)
        if has_errors(report.findings):
            return Build(path, report)
        return Build(
            path, report, write_files(out.parent, {out.name: pdf.data}), {out.name: pdf.pages}
        )
    except Unusable as reason:
        return Build(path, Report(reason.findings), unusable=True)


def _sources(manuscript: Manuscript) -> Iterator[Attachment]:
    """Yield the content files as the PDF carries them along (ISO 19005-3, 6.8)."""
    about = "The text of this brief, with its fields"
    for source in (manuscript.source, manuscript.source.shared):
        if source is not None:
            data = source.text.encode()
            yield Attachment(Path(source.file).name, data, "application/yaml", about)
            about = "What all briefs of the series have in common"


def _print_here() -> PrintPdf:
    from briefpress.build.printer import print_and_judge  # noqa: PLC0415 - the engine is heavy

    return print_and_judge


def check_printed(
    pdf: PdfDocument,
    page: HtmlDocument,
    manuscript: Manuscript | None = None,
    judge: Callable[[], tuple[Verdict, ...]] | None = None,
    edition: Edition = SCREEN,
) -> Report:
    """Check a PDF against the HTML that it was printed from, and the content file where there is one.

    The styles of a brief hide nothing; those of other HTML may, and then it need not be in the PDF.
    """
    from briefpress.checks import DPI, Source, check_pdf  # noqa: PLC0415 - not before there is a PDF
    from briefpress.html import read_outline  # noqa: PLC0415 - not before there is a PDF
    from briefpress.structure import rasterize_ahead  # noqa: PLC0415 - not before there is a PDF

    unseen = pdf.unseen if manuscript is None else None
    said = partial(read_outline, page.text, unseen, pdf.generated)
    with rasterize_ahead(pdf.data, DPI, _PAGES_AHEAD) as draw:
        checked = check_pdf(
            pdf.data,
            page.name,
            judge=lambda _: judge() if judge else pdf.verdicts,
            draw=draw,
            source=lambda _: Source(said(), manuscript),
            edition=edition,
            logged=pdf.findings,
        )
    return checked.report


def _locate(finding: Finding, manuscript: Manuscript) -> Finding:
    """Point a finding about one character to where it stands in the content file."""
    if finding.rule == "missing-glyph":
        for passage in manuscript.passages:
            before, found, _ = passage.text.partition(finding.location.path)
            if found:
                return replace(finding, location=manuscript.source.locate(passage.path, before))
    return finding


def _summary(report: Report, source: str, pdfs: Mapping[str, _Printed]) -> bytes:
    first = next(iter(pdfs.values())).pdf
    facts: dict[str, Any] = {
        "briefpress": __version__,
        "source": source,
        "pdf_sha256": sha256(first.data).hexdigest(),
        "pages": first.pages,
        "editions": {
            one.edition.id: {
                "file": name,
                "sha256": sha256(one.pdf.data).hexdigest(),
                "pages": one.pdf.pages,
            }
            for name, one in pdfs.items()
        },
        "made_with": {**versions.versions(), **dict(first.libraries), "fonts": versions.fonts()},
    }
    # The folder that the build ran in is nobody's business, and differs from one to the next.
    bare = replace(
        report,
        findings=tuple(map(_without_folder, report.findings)),
        waived=tuple(
            replace(each, finding=_without_folder(each.finding)) for each in report.waived
        ),
    )
    return (reports.to_json(bare, **facts) + "\n").encode()


def _without_folder(finding: Finding) -> Finding:
    name = Path(finding.location.file).name
    return replace(finding, location=replace(finding.location, file=name))
