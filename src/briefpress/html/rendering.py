"""A `Brief` and a `Theme` to one HTML document that needs no other file; the only importer of Jinja."""

from __future__ import annotations

import re
import traceback
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    select_autoescape,
)
from markupsafe import Markup, escape

from briefpress import __version__
from briefpress.content import (
    LICENCES,
    SCREEN,
    Apparatus,
    Brief,
    Column,
    Markdown,
    Table,
    markdown_to_html,
    markdown_to_text,
    parse_yaml,
    read_text,
    text_direction,
)
from briefpress.findings import Finding, Location, Severity, Unusable
from briefpress.html.documents import HtmlDocument

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.content import Block, Edition, Image, Person
    from briefpress.html.theme import Theme

FONTS = "fonts.css"

_NUMBER = re.compile(r"[-–−+<>≈~]?\s?[\d.,   ]*\d\s?%?|[-–—]?")
_PLACE = re.compile(r"\{(\w+)\}")
_MONTHS = 12
_COMMA = re.compile(r"\s*[,،、]\s*")
# What Python raises where a template asks for something that cannot be done.
_SLIPS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def render(
    brief: Brief,
    theme: Theme,
    images: Mapping[str, Image],
    name: str,
    edition: Edition = SCREEN,
) -> HtmlDocument:
    """Set a brief in the templates of a theme; `name` is what findings call the document.

    Raises `Unusable` where a file of the theme is at fault.
    """
    words, findings = _words(brief, theme, name)
    try:
        text = _set_page(brief, theme, images, words, edition)
    except (TemplateError, *_SLIPS) as error:
        raise Unusable(_explain(error, theme)) from error
    return HtmlDocument(text, name, stylesheets=(theme.style(FONTS),), findings=findings)


def _set_page(
    brief: Brief,
    theme: Theme,
    images: Mapping[str, Image],
    words: Mapping[str, str],
    edition: Edition,
) -> str:
    apparatus = Apparatus.of(brief, spells_addresses=not edition.has_links)
    environment = _environment(theme.templates, _own_templates(theme))
    return environment.get_template("brief.html").render(
        brief=brief,
        words=words,
        images=images,
        people=_people(brief),
        licence=LICENCES[brief.licence],
        licences=LICENCES,
        styles=[Markup(path.read_text("utf-8")) for path in _styles(theme, edition)],  # noqa: S704
        edition=edition.id,
        apparatus=apparatus,
        date=_date(brief.date, words),
        version=__version__,
        direction=text_direction,
        inline=partial(_set, markdown=Markdown.INLINE, apparatus=apparatus),
        paragraphs=partial(_set, markdown=Markdown.BLOCKS, apparatus=apparatus),
        plain=markdown_to_text,
        kind_of=_kind_of,
        leaves_of=_leaves,
        numeric_columns=_numeric,
        numbered_notes=partial(_notes, brief, apparatus),
    )


def _own_templates(theme: Theme) -> frozenset[Path]:
    """Return the templates that a theme sets in the place of others: one may come while we run."""
    return frozenset(path for folder in theme.templates[:-1] for path in folder.rglob("*.html"))


@cache
def _environment(folders: tuple[Path, ...], _own: frozenset[Path] = frozenset()) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["fill"] = _fill
    return environment


def _explain(error: Exception, theme: Theme) -> Finding:
    """Say which line of which template is at fault."""
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
    message = f"the theme cannot be used: {reason}"
    mend = "mend the template; those that are built in show what a template is given"
    return Finding("theme-template", Severity.ERROR, message, Location(file, line), mend)


def _fill(text: str, **values: str) -> Markup:
    """Put values in the places that a text names in braces; what else it holds stays text."""
    return Markup(  # noqa: S704 - every part is escaped
        _PLACE.sub(lambda place: escape(values.get(place[1], place[0])), escape(text))
    )


def _styles(theme: Theme, edition: Edition) -> tuple[Path, ...]:
    """Return the style sheets of a page; a theme of one's own need only say what it does otherwise."""
    own = theme.styles(edition.sheet) if edition.sheet else ()
    return theme.style("base.css"), *theme.styles("theme.css"), theme.style("page.css"), *own


def _people(brief: Brief) -> list[Person]:
    """Return the contributors, and before them the authors of whom more is known than the name."""
    known = [one for one in brief.authors if one.role or one.affiliation or one.orcid]
    return [*known, *brief.contributors]


def _notes(brief: Brief, apparatus: Apparatus) -> list[tuple[str, Markup, bool]]:
    """Return every note with its key, its HTML, and whether any text that was set calls it."""
    notes = [(key, _set(note, Markdown.INLINE, apparatus)) for key, note in brief.notes.items()]
    return [(key, note, key in apparatus.calls) for key, note in notes]


def _set(text: str, markdown: Markdown, apparatus: Apparatus) -> Markup:
    """Hand HTML that `prose` wrote and escaped to the templates."""
    return Markup(markdown_to_html(text, markdown, apparatus))  # noqa: S704


def _kind_of(block: Block) -> str:
    """Return the kind of a block, which is also the name of its template."""
    return "prose" if isinstance(block, str) else next(iter(type(block).model_fields))


class _Leaf(NamedTuple):
    """A column of cells: its number from 1, its heading, and the group of headings that it is in."""

    number: int
    heading: Column
    group: int
    is_grouped: bool

    def headers(self, table: str) -> str:
        """Return the identifiers of the headings of this column."""
        group = f"{table}-g{self.group} " if self.is_grouped else ""
        return f"{group}{table}-c{self.number}"


def _leaves(table: Table) -> list[_Leaf]:
    """Return the columns of cells under one or two rows of headings."""
    pairs = [
        (column, group, bool(heading.columns))
        for group, heading in enumerate(table.headings, start=1)
        for column in heading.columns or (heading,)
    ]
    return [_Leaf(number, *pair) for number, pair in enumerate(pairs, start=1)]


def _numeric(table: Table) -> list[bool]:
    """Tell for every column whether it holds nothing but numbers, which are set flush right."""
    return [
        all(_NUMBER.fullmatch(cell) for cell in cells) for cells in zip(*table.rows, strict=True)
    ]


@cache
def _dictionary(path: Path, _changed: int = 0) -> dict[str, dict[str, str]]:
    """Read the words of a theme by language; raises `Unusable` where they cannot be told."""
    written = parse_yaml(read_text(path), str(path))
    findings = list(written.findings)
    known: dict[str, dict[str, str]] = {}
    assert isinstance(written.data, dict)
    for language, words in written.data.items():
        texts = words.items() if isinstance(words, dict) else ()
        known[language.lower()] = {name: text for name, text in texts if isinstance(text, str)}
        if not texts or len(known[language.lower()]) < len(texts):
            message = f'"{language}" should hold words, each with its text'
            where = written.locate_key((language,))
            findings.append(
                Finding("theme-words", Severity.ERROR, message, where, "write: notes: Notes")
            )
    if findings:
        raise Unusable(*findings)
    return known


def _words(brief: Brief, theme: Theme, name: str) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Return the words that templates set, in the brief's language where the theme knows them."""
    files = [path for folder in theme.templates if (path := folder / "words.yaml").is_file()]
    known: dict[str, dict[str, str]] = {}
    for path in reversed(files):
        for language, words in _dictionary(path, path.stat().st_mtime_ns).items():
            known[language] = {**known.get(language, {}), **words}
    tag = brief.language.lower()
    own = {**known.get(tag.split("-")[0], {}), **known.get(tag, {}), **brief.labels}
    findings = []
    if missing := known["en"].keys() - own.keys():
        message = f"the theme has no words in {brief.language}, and uses English ones"
        mend = f"set them under labels: {', '.join(sorted(missing))}"
        findings.append(Finding("labels-language", Severity.WARNING, message, Location(name), mend))
    if unknown := brief.labels.keys() - known["en"].keys():
        message = f"no template sets the labels {', '.join(sorted(unknown))}"
        mend = f"the labels are: {', '.join(sorted(known['en']))}"
        findings.append(Finding("labels-unknown", Severity.WARNING, message, Location(name), mend))
    words = {**known["en"], **own}
    if len(_months(words)) != _MONTHS:
        message = f"there are {len(_months(words))} months instead of {_MONTHS}"
        mend = "write their names in one line, with commas between"
        findings.append(Finding("labels-months", Severity.ERROR, message, Location(name), mend))
        words["months"] = known["en"]["months"]
    return words, tuple(findings)


def _months(words: Mapping[str, str]) -> list[str]:
    return _COMMA.split(words["months"])


def _date(date: str, words: Mapping[str, str]) -> str:
    """Return 2025, 2025-04 or 2025-04-30 as it is written in the words' language."""
    year, *rest = date.split("-")
    if not rest:
        return year
    month = _months(words)[int(rest[0]) - 1]
    if len(rest) == 1:
        return f"{month} {year}"
    return _fill(words["date"], day=str(int(rest[1])), month=month, year=year)
