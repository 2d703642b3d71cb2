"""The editions of a brief: set as HTML, with all that they are printed from."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from briefpress import html
from briefpress.build.carried_files import (
    ABOUT_BRAND,
    ABOUT_BRIEF,
    ABOUT_DATA,
    ABOUT_SERIES,
    ABOUT_STYLE,
    ABOUT_WORKS,
    OWN_TEMPLATES,
)
from briefpress.build.rules import EDITION_WORDS, THEME_OUTSIDE
from briefpress.content import (
    BRAND,
    EDITIONS,
    PRINT,
    SCREEN,
    THEMES,
    WEB_PAGE,
    WORKS_FILE,
    ThemeChoice,
)
from briefpress.findings import Finding, Location, Unusable
from briefpress.html import Attachment, HtmlDocument, LinkedPdf, Sheet, Theme
from briefpress.system import leads_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefpress.build.requests import BuildRequest
    from briefpress.content import Edition, Manuscript, Profile

# Media types of the CSL project.
_CSL_JSON = "application/vnd.citationstyles.csl+json"
_CSL_STYLE = "application/vnd.citationstyles.style+xml"
SHOWN_FILE = "data-shown.json"
_POINTS = 72 / 25.4  # of a millimetre


@dataclass(frozen=True, slots=True)
class SetEdition:
    """An edition that was set as HTML, and the standards that its PDF is to keep."""

    edition: Edition
    page: HtmlDocument
    profile: Profile


def set_editions(
    request: BuildRequest, manuscript: Manuscript, theme: Theme, screen: HtmlDocument
) -> Iterator[SetEdition]:
    """Set the editions that are asked for, one after the other; `screen` is set already."""
    assert manuscript.brief
    for name in dict.fromkeys(request.editions or manuscript.brief.editions):
        edition = EDITIONS[name]
        page = screen if edition is SCREEN else set_edition(manuscript, theme, edition)
        yield SetEdition(edition, page, edition.profile_for(request.profile))


def web_page(
    request: BuildRequest, manuscript: Manuscript, theme: Theme, sizes: Mapping[str, int]
) -> HtmlDocument:
    """Return the page of HTML, which leads to the PDFs beside it that are not for a printing house.

    `sizes` are those of the PDFs in bytes, by edition.
    """
    printed = [EDITIONS[name] for name in sizes]
    pdfs = {
        each.id: LinkedPdf(f"{request.slug}{each.suffix}.pdf", sizes[each.id])
        for each in printed
        if each.has_links
    }
    return set_edition(manuscript, theme, WEB_PAGE, pdfs)


def set_edition(
    manuscript: Manuscript,
    theme: Theme,
    edition: Edition,
    pdfs: Mapping[str, LinkedPdf] = MappingProxyType({}),
) -> HtmlDocument:
    """Set one edition, with all that it is printed from; `pdfs` are the files by edition that it leads to."""
    assert manuscript.brief
    page = html.render(
        manuscript.brief,
        theme,
        manuscript.images,
        manuscript.source.file,
        edition,
        manuscript.bibliography,
        manuscript.files,
        pdfs,
    )
    sheet = _sheet(manuscript) if edition is PRINT else None
    data = html.attached_data(manuscript.brief, manuscript.files)
    sources = (*_sources(manuscript, theme), *_bibliography(manuscript), *_shown(manuscript))
    return replace(page, attachments=(*sources, *data), sheet=sheet)


def own_theme(manuscript: Manuscript, path: Path, shared: Path | None = None) -> Path | None:
    """Return the folder of the theme that a brief or its series names, or the name of a built-in one.

    The folder lies in that of the file, which is at `path`, or `shared` for a series. Raises `Unusable`.
    """
    choice = manuscript.theme
    key: tuple[str, ...] = ("theme",)
    if isinstance(choice, ThemeChoice):
        choice, key = choice.folder, ("theme", "folder")
    if choice is None:
        return None
    is_own = key in manuscript.source.values or shared is None
    base = (path if is_own or shared is None else shared).parent
    if leads_out(base / choice, base):
        where = manuscript.source.locate(key)
        message = f'the theme "{choice}" is outside of this folder'
        raise Unusable(THEME_OUTSIDE.finding(message, where))
    is_folder = os.path.isdir(base / choice)  # noqa: PTH112 - a method of Path refuses a name that is too long
    if choice in THEMES and not is_folder:
        return Path(choice)
    if not is_folder:
        raise Unusable(_no_theme(choice, manuscript.source.locate(key)))
    return base / choice


def _no_theme(choice: str, where: Location) -> Finding:
    """Return the finding for a theme that is neither built in nor a folder."""
    near = get_close_matches(choice.lower(), THEMES, n=1)
    mend = (
        f'did you mean "{near[0]}"?'
        if near
        else f"put it beside this file; built in are: {', '.join(THEMES)}"
    )
    message = f'there is no theme "{choice}", and no folder of this name here'
    return html.THEME_MISSING.finding(message, where, mend=mend)


def look_findings(manuscript: Manuscript, theme: Theme) -> tuple[Finding, ...]:
    """Return what is wrong with the colours and fonts that a brief chooses, before it is set."""
    choice = manuscript.theme
    if not isinstance(choice, ThemeChoice):
        return ()
    locate = manuscript.source.locate
    sheet = theme.style("fonts.css")
    return (
        *html.contrast_findings(choice, locate),
        *html.font_findings(choice, sheet, locate),
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


def _sources(manuscript: Manuscript, theme: Theme) -> Iterator[Attachment]:
    """Yield the content files as the PDF carries them along (ISO 19005-3, 6.8)."""
    about = f"{ABOUT_BRIEF}{OWN_TEMPLATES if theme.has_own_templates else ''}"
    for source in (manuscript.source, manuscript.source.shared):
        if source is not None:
            data = source.text.encode()
            yield Attachment(Path(source.file).name, data, "application/yaml", about)
            about = ABOUT_SERIES
    if brand := manuscript.source.brand:
        yield Attachment(BRAND, brand.text.encode(), "application/yaml", ABOUT_BRAND)


def _bibliography(manuscript: Manuscript) -> Iterator[Attachment]:
    """Yield the works that are listed, for reference managers, and the citation style if it is the brief's own.

    With both, the page can be set once more from the PDF alone.
    """
    found = manuscript.bibliography
    if found is None or not found.works:
        return
    yield Attachment(WORKS_FILE, found.as_csl, _CSL_JSON, ABOUT_WORKS, "Data")
    if not found.style.is_built_in:
        name = Path(found.style.name).name
        yield Attachment(name, found.style.data, _CSL_STYLE, ABOUT_STYLE, "Supplement")


def _shown(manuscript: Manuscript) -> Iterator[Attachment]:
    """Yield what the brief shows of its data files, by which its PDF can be compared with them."""
    from briefpress.content import MAX_SHOWN, shown_as_json  # noqa: PLC0415 - only where there are any

    if manuscript.shown:
        data = shown_as_json(manuscript.shown)
        if len(data) <= MAX_SHOWN:
            yield Attachment(SHOWN_FILE, data, "application/json", ABOUT_DATA, "Data")


def find_differences(page: HtmlDocument, screen: HtmlDocument) -> Iterator[Finding]:
    """Report where an edition does not say what the one for screens does, in the same order."""
    from briefpress.html import spoken_words  # noqa: PLC0415 - not before there is a PDF

    ours, theirs = spoken_words(page.text), spoken_words(screen.text)
    if ours != theirs:
        pairs = zip_longest(ours, theirs, fillvalue="nothing")
        here, there = next(pair for pair in pairs if pair[0] != pair[1])
        message = f'it says "{here}" where the screen edition says "{there}"'
        yield EDITION_WORDS.finding(message, Location(page.name))
