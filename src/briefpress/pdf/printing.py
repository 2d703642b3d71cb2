"""An `HtmlDocument` to a `PdfDocument`.

Import this module where it is used: loading WeasyPrint takes longer than printing a brief.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from briefpress.content import UA1
from briefpress.findings import Finding, Location, Severity, Unusable, has_errors
from briefpress.html import (
    HtmlDocument,
    PdfDocument,
    Theme,
    is_for_screens,
    theme_files,
    usual_styles,
)
from briefpress.pdf import engine, failing_styles, pdfa, xmp
from briefpress.pdf.colours import html_in_svg, in_srgb
from briefpress.pdf.column_tops import columns_without_margin_at_their_top
from briefpress.pdf.continuations import Continuations
from briefpress.pdf.engine import Fonts, weasyprint
from briefpress.pdf.fast_drawing import fast_drawing
from briefpress.pdf.fast_lines import fast_lines
from briefpress.pdf.fast_paths import fast_paths
from briefpress.pdf.fast_styles import fast_styles, read_styles
from briefpress.pdf.fast_text import fast_text
from briefpress.pdf.fast_types import fast_types
from briefpress.pdf.fitting.boxes import apply
from briefpress.pdf.fitting.copyfitting import copyfit
from briefpress.pdf.fitting.proposals import Setting
from briefpress.pdf.glyph_texts import complete_glyph_texts
from briefpress.pdf.line_breaks import HYPHENS, draw_hyphens, let_lines_break
from briefpress.pdf.log import PrintLog, fold_style_sheets
from briefpress.pdf.page_foot import move_to_foot
from briefpress.pdf.paper import AS_WIDE_AS_THEIR_PLACE, has_blocks_wider_than_paper
from briefpress.pdf.parsed_html import ParsedHtml
from briefpress.pdf.patches import (
    boxes_read_by,
    flex_items_with_links,
    fonts_read_by,
    keep_short_words_whole,
    lines_with_spaces_at_their_end,
    list_markers_with_content,
    margins_above_parts,
    svg_in_text_colour,
    svg_text_in_runs,
    wide_tables_with_breaks,
)
from briefpress.pdf.preparation import prepare
from briefpress.pdf.resources import Fetcher
from briefpress.pdf.rules import COPYFIT, INK_LIMIT, LINK_RELATIVE
from briefpress.pdf.script_fonts import Families, add_fonts, script_fonts, scripts_in
from briefpress.pdf.tags import elements_with_boxes, tagged
from briefpress.system import report_stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from xml.etree.ElementTree import Element

    import pydyf

    from briefpress.content import Profile
    from briefpress.html import Sheet
    from briefpress.scripts import Needed

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def load_styles() -> None:
    """Read the fonts and styles of the built-in theme, which most briefs are set in."""
    page = HtmlDocument(usual_styles(), "", stylesheets=(Theme().style("fonts.css"),))
    fetcher = Fetcher(page)
    with fast_types(), PrintLog(page.name) as log:
        _style_sheets(page, fetcher, log, (), machine_fonts=False)
        read_styles(ParsedHtml(page, None, fetcher))


def print_pdf(
    html: HtmlDocument,
    *,
    profile: Profile = UA1,
    date: str | None = None,
    machine_fonts: bool = False,
) -> PdfDocument:
    """Print HTML as a tagged PDF; the same HTML gives the same bytes.

    The file claims the standards of `profile` only where nothing was found that breaks them. `date`
    (W3C date and time) replaces the dates that the HTML states. `machine_fonts` allows fonts that are
    installed on this machine beside those of the style sheets. Raises `Unusable` where WeasyPrint fails
    at a rule of a style sheet.
    """
    printing = partial(_print, html, profile=profile, date=date, machine_fonts=machine_fonts)
    try:
        return printing()
    except failing_styles.FAILURES:
        report_stage("looking for the rule of a style sheet at which printing fails")
        if finding := failing_styles.failing_style(html, partial(printing, anew=True)):
            raise Unusable(finding) from None
        raise


def _print(
    html: HtmlDocument,
    *,
    profile: Profile,
    date: str | None,
    machine_fonts: bool,
    anew: bool = False,
) -> PdfDocument:
    """Print HTML; with `anew`, read all style sheets again."""
    if anew:
        _last_fonts.clear()
    fetcher = Fetcher(html)
    with (
        fast_types(),
        PrintLog(html.name) as log,
        in_srgb(html, log.findings, keep_inks=profile.is_for_print),
    ):
        base = html.folder.absolute().as_uri() + "/" if html.folder else None
        source = ParsedHtml(html, base, fetcher)
        prepare(source.etree_element)
        metadata = xmp.from_html(source.etree_element)
        if date:
            metadata = replace(metadata, created=date, modified=date)
        if profile.is_for_print:
            _remove_links(source.etree_element)
        else:
            log.findings += _complete_links(source.etree_element, html)
        needed = scripts_in(source.etree_element)
        fonts, sheets, families = _style_sheets(
            html, fetcher, log, needed, machine_fonts=machine_fonts
        )
        log.findings += families.findings(html.name)
        log.without_font = families.missing
        with (
            fonts.in_use(),
            script_fonts(families),
            fast_styles(),
            fast_paths(),
            fast_text(),
            fast_lines(),
            fast_drawing(),
        ):
            has_hyphens = any(each in html.text for each in HYPHENS) and fonts.lacking(HYPHENS)
            changes = [
                *([draw_hyphens] if has_hyphens else ()),
                *([let_lines_break] if needed else ()),
            ]
            document, expected, fitted = _lay_out(source, fonts, sheets, metadata, changes)
            if fitted:
                log.findings.append(COPYFIT.finding(fitted, Location(html.name)))
            if not profile.is_for_print:
                document.color_profiles.clear()  # nothing is drawn in them
            printed = _write(document, expected, html, profile, metadata, log)
    logged = (finding for finding in log.findings if not fetcher.concerns(finding))
    findings = fold_style_sheets([*dict.fromkeys((*fetcher.findings(), *logged))])
    return replace(printed, findings=tuple(findings))


def _lay_out(
    source: weasyprint.HTML,
    fonts: Fonts,
    sheets: list[weasyprint.CSS],
    metadata: xmp.Metadata,
    changes: Sequence[Callable[[object], None]],
) -> tuple[weasyprint.Document, set[Element], str]:
    """Return the pages of a document, with all boxes in their places, and the elements to be shown.

    The text says what was changed so that the pages are filled better.
    """
    expected: set[Element] = set()
    setting = Setting()

    def read(box: object) -> None:
        expected.update(elements_with_boxes(box))
        for change in changes:
            change(box)
        keep_short_words_whole(box)
        apply(box, setting)

    def render_again(other: Setting, style: str) -> weasyprint.Document:
        nonlocal setting
        setting = other
        return render(stylesheets=[*sheets, weasyprint.CSS(string=style)])

    render = partial(
        source.render,
        font_config=fonts.configuration,
        pdf_tags=True,
        presentational_hints=True,  # start, value and type of lists are among them
    )
    continuations = Continuations(source.etree_element)
    with (
        margins_above_parts(continuations.margin_of),
        columns_without_margin_at_their_top(),
        list_markers_with_content(),
        flex_items_with_links(),
        svg_in_text_colour(),
        lines_with_spaces_at_their_end(),
        wide_tables_with_breaks(),
        boxes_read_by(read),
    ):
        document = render(stylesheets=sheets)
        if has_blocks_wider_than_paper(document):
            document = render(stylesheets=[*sheets, weasyprint.CSS(string=AS_WIDE_AS_THEIR_PLACE)])
        document, fitted = copyfit(document, source.etree_element, render_again)
    continuations.show(document)
    move_to_foot(document, source.etree_element)
    document.metadata.created, document.metadata.modified = metadata.created, metadata.modified
    return document, expected, fitted


def _write(
    document: weasyprint.Document,
    expected: set[Element],
    html: HtmlDocument,
    profile: Profile,
    metadata: xmp.Metadata,
    log: PrintLog,
) -> PdfDocument:
    """Draw a document as a tagged PDF."""
    pages: list[int] = []

    def finish(document: weasyprint.Document, pdf: pydyf.PDF) -> None:
        if html.sheet:
            log.findings += _prepare_for_print(pdf, html.sheet, html.name, _back_pages(document))
        _finish(pdf, html, profile, metadata, log)
        pages.append(int(pdf.pages["Count"]))

    with (
        svg_text_in_runs(),
        fonts_read_by(complete_glyph_texts),
        tagged(document, expected, profile, log.report) as layout,
    ):
        log.findings += html_in_svg(html, layout)
        data = document.write_pdf(
            finisher=finish, pdf_identifier=True, pdf_tags=True, pdf_version=profile.pdf_version
        )
    libraries = tuple(engine.LIBRARIES.items())
    return PdfDocument(
        data,
        pages[0],
        unseen=layout.unseen(),
        libraries=libraries,
        generated=layout.generated(),
    )


_FontsAndSheets = tuple[Fonts, "list[weasyprint.CSS]", Families]
# Those of the last document, by the style sheets: the briefs of a series have the same ones.
_last_fonts: dict[object, _FontsAndSheets] = {}


def _style_sheets(
    html: HtmlDocument,
    fetcher: Fetcher,
    log: PrintLog,
    needed: tuple[Needed, ...],
    *,
    machine_fonts: bool,
) -> _FontsAndSheets:
    """Return the fonts of a document and its style sheets; those without a finding are kept.

    Its fonts are those of its style sheets, and of the scripts that it needs beside them.
    """
    # Pango crashes where there is no font: those of the built-in theme are always there.
    ours = (Theme().style(name) for name in ("wrapping.css", "fonts.css"))
    paths = tuple(dict.fromkeys((*ours, *html.stylesheets)))
    key = (machine_fonts, paths, html.font_rules, needed, tuple(_stamps(paths, html.folders)))
    if key in _last_fonts:
        return _last_fonts[key]
    _last_fonts.clear()
    fonts = Fonts(machine_fonts=machine_fonts)
    with fonts.in_use():
        sheets = [
            weasyprint.CSS(filename=path, font_config=fonts.configuration, url_fetcher=fetcher)
            for path in paths
        ]
        weasyprint.CSS(string=html.font_rules, font_config=fonts.configuration, url_fetcher=fetcher)
        families = add_fonts(fonts, needed, may_lead=not machine_fonts) if needed else Families()
    if not (machine_fonts or fetcher.refused or log.findings):
        _last_fonts[key] = fonts, sheets, families
    return fonts, sheets, families


def _stamps(sheets: tuple[Path, ...], themes: tuple[Path, ...]) -> Iterator[tuple[int, int]]:
    """Yield the time and size of each file that style sheets may read: fonts may be among them."""
    beside = dict.fromkeys(path.parent for path in sheets)
    files = (path for folder in beside for path in sorted(folder.rglob("*")))
    for path in (*files, *(path for folder in themes for path in theme_files(folder))):
        stat = path.stat()
        yield stat.st_mtime_ns, stat.st_size


def _remove_links(root: Element) -> None:
    """Remove the targets of all links: paper has none, and PDF/X-4 no annotations (ISO 15930-7)."""
    for link in root.iter("a"):
        link.attrib.pop("href", None)


def _complete_links(root: Element, html: HtmlDocument) -> Iterator[Finding]:
    """Make relative links whole; without an address for that, yield a warning and leave their text alone."""
    for_screens = {link for each in root.iter() if is_for_screens(each) for link in each.iter("a")}
    for link in root.iter("a"):
        address = link.get("href", "").strip()
        if not address or address.startswith("#") or _SCHEME.match(address):
            continue
        if html.base_url:
            with suppress(ValueError):  # it is none, which checks will say
                link.set("href", urljoin(html.base_url, address))
        elif link not in for_screens:
            del link.attrib["href"]
            message = f"the link to {address[:80]} is relative, and leads nowhere in a PDF"
            yield LINK_RELATIVE.finding(message, Location(html.name, path=address))


def _finish(
    pdf: pydyf.PDF, html: HtmlDocument, profile: Profile, metadata: xmp.Metadata, log: PrintLog
) -> None:
    """Complete a tagged PDF by the standards of its profile."""
    pdfa.finish(
        pdf,
        metadata,
        profile,
        attachments=() if profile.is_for_print else html.attachments,
        claim=not has_errors(log.findings),
        sheet=html.sheet,
        templates=html.templates,
    )


def _back_pages(document: weasyprint.Document) -> int:
    """Return how many pages at the end are those of the back cover (`page: back` in page.css)."""
    names = (page._page_box.page_type.name for page in reversed(document.pages))  # noqa: SLF001
    return sum(1 for _ in takewhile(lambda name: name == "back", names))


def _prepare_for_print(
    pdf: pydyf.PDF, sheet: Sheet, name: str, back_pages: int
) -> Iterator[Finding]:
    """Prepare a PDF for a printing house, and yield an error for each colour with too much ink."""
    from briefpress.pdf import pdfx  # noqa: PLC0415 - Pillow is loaded for the print edition alone

    mend = "use a colour with less ink, or let the profile turn RGB into inks"
    for message in pdfx.prepare(pdf, sheet, back_pages):
        yield INK_LIMIT.finding(message, Location(name), severity=Severity.ERROR, mend=mend)
