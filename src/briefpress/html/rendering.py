"""A `Brief` in the templates of a `Theme`: one HTML document that needs no other file."""

from __future__ import annotations

import re
import traceback
from dataclasses import replace
from functools import cache, partial
from math import ceil
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from jinja2 import TemplateError, TemplateSyntaxError
from markupsafe import Markup

from briefpress import __version__
from briefpress.content import (
    LICENCES,
    PAGE_BREAK,
    SCREEN,
    SMALL_PAGE,
    WEB_PAGE,
    Apparatus,
    Brief,
    CitedWorks,
    Figure,
    Figures,
    Markdown,
    Table,
    balanced_width,
    cells_of,
    isbn_barcode,
    licence_of,
    markdown_to_html,
    markdown_to_text,
    proportions,
    qr_address,
    qr_code,
    text_direction,
)
from briefpress.findings import Finding, Location, Unusable
from briefpress.html.apparatus import listed_works, numbered_notes
from briefpress.html.chosen_fonts import font_rules
from briefpress.html.cldr import file_size
from briefpress.html.digits import digits_of
from briefpress.html.documents import HtmlDocument
from briefpress.html.drawn import Drawings
from briefpress.html.fingerprint import template_fingerprint
from briefpress.html.language_editions import other_languages
from briefpress.html.licence_link import link_licence
from briefpress.html.no_break_spaces import keep_words_together
from briefpress.html.numbers import Numbers
from briefpress.html.page_styles import is_for_press, page_styles
from briefpress.html.people import byline, cited, credited
from briefpress.html.rules import THEME_TEMPLATE
from briefpress.html.signed_numbers import keep_signs_before_numbers
from briefpress.html.table_layout import lay_out, rows_of
from briefpress.html.templates import CompiledTemplates, template_environment
from briefpress.html.theme import Theme
from briefpress.html.theme_embedding import embed_pictures
from briefpress.html.theme_folders import BUILT_IN
from briefpress.html.typesetting import balance, space_before, title_scale
from briefpress.html.web_page import for_web
from briefpress.html.words import english_words, fill, mark_english, words_for
from briefpress.scripts import columns, cut
from briefpress.system import PANDOC_MISSING, PandocFailed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

    from briefpress.content import Bibliography, Block, Drawn, Edition, Image, ValueTable
    from briefpress.html.documents import LinkedPdf
    from briefpress.html.words import PageWords

_FONTS = "fonts.css"

_PARAGRAPHS = re.compile(r"\n\s*\n|\n\s*(?=(?:[-*+]|\d+[.)])\s)")  # and items of lists
_LINES_OF_FIGURE = 16
# What a template raises, beside Jinja's own errors, where it computes with the wrong values.
_TEMPLATE_ERRORS = (
    ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip


def render(
    brief: Brief,
    theme: Theme,
    images: Mapping[str, Image],
    name: str,
    edition: Edition = SCREEN,
    bibliography: Bibliography | None = None,
    files: Mapping[str, bytes] = MappingProxyType({}),
    pdfs: Mapping[str, LinkedPdf] = MappingProxyType({}),
    charts: Mapping[Drawn, ValueTable] = MappingProxyType({}),
) -> HtmlDocument:
    """Set a brief in the templates of a theme; findings call the document `name`.

    With a `bibliography`, or notes at the foot of pages, it is set twice: what is called on the page, and in
    which order, decides how.
    `files` are the files that the brief names, beside its images; `pdfs` are the PDFs that a page
    of HTML leads to, by their editions. `charts` are those whose data files are not at hand, with the tables
    that say the same: a blank stands for each. Raises `Unusable` where a file of the
    theme is at fault, pandoc fails, or a chart cannot be drawn.
    """
    words, findings = words_for(brief, theme, name)
    numbers = Numbers(brief, words, numbers_sections=theme.name == "report")
    apparatus = Apparatus.of(
        brief,
        numbers.pointers(),
        {key: work.names for key, work in bibliography.works.items()} if bibliography else {},
        cites_in_notes=bibliography is not None and bibliography.style.is_in_notes,
        edition=edition,
    )
    drawings = Drawings(brief, theme, edition, files, name, charts)
    apparatus = replace(apparatus, draw_formula=drawings.formula, digits=words.own.digits.written)
    fill_in = partial(
        _fill_templates, brief, theme, images, words, edition, numbers, drawings, pdfs
    )
    try:
        text = fill_in(apparatus)
        if bibliography is not None:
            text = fill_in(_with_citations(apparatus, bibliography, brief.language, name))
        elif apparatus.numbers_by_call:
            text = fill_in(apparatus.with_citations(CitedWorks()))
    except (TemplateError, *_TEMPLATE_ERRORS) as error:
        raise Unusable(_template_fault(error, theme)) from error
    if edition is WEB_PAGE:
        text = for_web(text, theme)
    findings = (*english_words(words, name), *findings)
    return HtmlDocument(
        text,
        name,
        stylesheets=(theme.style(_FONTS),),
        folders=theme.folders[:-1],
        font_rules=font_rules(theme.fonts),
        findings=findings,
        templates=template_fingerprint(theme) if edition.has_pages else "",
    )


def _fill_templates(
    brief: Brief,
    theme: Theme,
    images: Mapping[str, Image],
    words: PageWords,
    edition: Edition,
    numbers: Numbers,
    drawings: Drawings,
    pdfs: Mapping[str, LinkedPdf],
    apparatus: Apparatus,
) -> str:
    """Return the HTML of a brief; the names are those that templates use."""
    if is_for_press(edition):
        images = {name: image.for_press for name, image in images.items()}
    environment = _environment(theme.templates, _own_templates(theme))
    licence = licence_of(brief.licence)
    page = environment.get_template("brief.html").render(
        brief=brief,
        words=words,
        images=images,
        people=credited(brief),
        byline=byline(brief),
        cited_authors=cited(brief),
        profiles=[each for each in brief.authors if each.biography or each.email],
        balance=balance,
        title_scale=title_scale,
        space_before=space_before,
        balanced_width=balanced_width,
        proportions=proportions,
        qr_address=qr_address(brief),
        qr_code=qr_code,
        isbn_barcode=isbn_barcode,
        licence=licence,
        link_licence=link_licence,
        licences=LICENCES,
        styles=page_styles(theme, edition),
        theme=theme.name,
        page_size=brief.page_in(edition),
        is_small=brief.page_in(edition)[0] < SMALL_PAGE,
        edition=edition.id,
        pdfs=pdfs,
        file_size=partial(file_size, language=brief.language),
        apparatus=apparatus,
        date=words.own.date(brief.date),
        digits=words.own.digits,
        digits_of=digits_of,
        year=words.own.digits.written(brief.year),
        other_languages=other_languages(brief, edition),
        separators=words.separators,
        licence_name=words.own.licence_name(licence),
        licence_statement=words.own.licence_statement(licence),
        version=__version__,
        direction=text_direction,
        inline=partial(_markup, markdown=Markdown.INLINE, apparatus=apparatus),
        paragraphs=partial(_markup, markdown=Markdown.BLOCKS, apparatus=apparatus),
        plain=partial(markdown_to_text, pointers=apparatus.pointers, names=apparatus.names),
        numbers=numbers,
        drawings=drawings,
        kind_of=_kind_of,
        lay_out_table=partial(lay_out, language=brief.language),
        lines_of=_lines_of,
        numbered_notes=partial(numbered_notes, brief, apparatus),
        listed_works=partial(listed_works, apparatus),
    )
    page = keep_signs_before_numbers(keep_words_together(mark_english(page)))
    if theme.own_folder and theme.has_own_templates:
        page.encode()  # raises UnicodeEncodeError for half of a surrogate pair
        return embed_pictures(page, theme.own_folder, for_press=is_for_press(edition))
    return page


def _with_citations(
    apparatus: Apparatus, bibliography: Bibliography, language: str, name: str
) -> Apparatus:
    """Return the apparatus of a page with its citations and the list of works; raises `Unusable`."""
    from briefpress.content import cite  # noqa: PLC0415 - only where a brief has a bibliography

    try:
        return apparatus.with_citations(cite(bibliography, apparatus.page, language))
    except PandocFailed as error:
        message = f"the citations cannot be set: {error}"
        mend = error.mend if error.rule is PANDOC_MISSING else "try another citation_style"
        raise Unusable(error.rule.finding(message, Location(name), mend=mend)) from None


def _own_templates(theme: Theme) -> frozenset[Path]:
    """Return the templates of a theme's own; while `watch` runs, some may come or go."""
    return frozenset(path for folder in theme.templates[:-1] for path in folder.rglob("*.html"))


@cache
def _environment(folders: tuple[Path, ...], _own: frozenset[Path]) -> Environment:
    # Those of other themes come and go, and would leave files here.
    cache = CompiledTemplates() if all(f.is_relative_to(BUILT_IN) for f in folders) else None
    environment = template_environment(folders, keep_trailing_newline=True, bytecode_cache=cache)
    environment.filters.update(fill=fill, columns=columns, cut=cut)
    return environment


def _template_fault(error: Exception, theme: Theme) -> Finding:
    """Return a finding with the line of the template that is at fault."""
    frames = [
        (frame.f_code.co_filename, line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if any(Path(frame.f_code.co_filename).is_relative_to(f) for f in theme.templates)
    ]
    file, line = frames[-1] if frames else (str(theme.folders[0]), None)
    reason = str(error)
    if isinstance(error, TemplateSyntaxError):
        file, line, reason = error.filename or file, error.lineno, error.message or reason
    elif isinstance(error, UnicodeDecodeError):
        reason = "what is read here is not UTF-8"
    elif isinstance(error, UnicodeEncodeError):
        reason = f"it writes {error.object[error.start]!a}, which is no character"
    message = f"the theme cannot be used: {reason}"
    return THEME_TEMPLATE.finding(message, Location(file, line))


def _markup(text: str, markdown: Markdown, apparatus: Apparatus) -> Markup:
    """Return Markdown as HTML, which is escaped already."""
    return Markup(markdown_to_html(text, markdown, apparatus))  # noqa: S704


def _kind_of(block: Block) -> str:
    """Return the kind of a block, which is also the name of its template in blocks/."""
    if isinstance(block, str):
        return PAGE_BREAK if block == PAGE_BREAK else "prose"
    return next(iter(type(block).model_fields))


def _lines_of(content: object, letters: float) -> float:
    """Return about how many lines a block takes where a line holds so many letters.

    That is enough to tell a box or table that can stay in one piece from one that has to break.
    """
    if isinstance(content, str):
        return sum(ceil(len(each) / letters) for each in _PARAGRAPHS.split(content))
    if isinstance(content, (Figure, Figures)):
        return _LINES_OF_FIGURE
    if isinstance(content, Table):
        width = letters / len(content.leaves)
        cells = (cells_of(row) for row in rows_of(content))
        return sum(
            max((_lines_of(c.text, c.columns * width) / c.rows for c in row), default=1)
            for row in cells
        )
    parts = content if isinstance(content, tuple) else getattr(content, "__dict__", {}).values()
    return sum(_lines_of(part, letters) for part in parts)
