"""A `Brief` and a `Theme` to one HTML document that needs no other file; the only importer of Jinja."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from briefpress import __version__, prose
from briefpress.findings import Finding, Location, Severity
from briefpress.licences import LICENCES
from briefpress.model import Brief, Column, Markdown, Table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from briefpress.images import Image
    from briefpress.model import Block
    from briefpress.theme import Theme

STYLES = ("base.css", "theme.css", "page.css")
FONTS = "fonts.css"

_NUMBER = re.compile(r"[-–−+<>≈~]?\s?[\d.,   ]*\d\s?%?|[-–—]?")


@dataclass(frozen=True, slots=True)
class HtmlDocument:
    """HTML as text, and what may be read to print it.

    `name` is what findings call it; relative addresses are resolved in `folder` and never leave it;
    `stylesheets` are applied beside its own, and may read files of their own folders and fonts.
    """

    text: str = field(repr=False)
    name: str
    folder: Path | None = None
    stylesheets: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()


def render(brief: Brief, theme: Theme, images: Mapping[str, Image], name: str) -> HtmlDocument:
    """Set a brief in the templates of a theme; `name` is what findings call the document."""
    words, findings = _words(brief, theme, name)
    apparatus = prose.Apparatus.of(brief)
    environment = _environment(theme.templates)
    text = environment.get_template("brief.html").render(
        brief=brief,
        words=words,
        images=images,
        licence=LICENCES[brief.licence],
        licences=LICENCES,
        styles=[Markup(theme.style(style).read_text("utf-8")) for style in STYLES],  # noqa: S704
        date=_date(brief.date, words),
        version=__version__,
        direction=prose.direction,
        inline=partial(_set, markdown=Markdown.INLINE, apparatus=apparatus),
        paragraphs=partial(_set, markdown=Markdown.BLOCKS, apparatus=apparatus),
        plain=prose.to_text,
        kind_of=_kind_of,
        leaves_of=_leaves,
        numeric_columns=_numeric,
    )
    return HtmlDocument(text, name, stylesheets=(theme.style(FONTS),), findings=findings)


@cache
def _environment(folders: tuple[Path, ...]) -> Environment:
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _set(text: str, markdown: Markdown, apparatus: prose.Apparatus) -> Markup:
    """Hand HTML that `prose` wrote and escaped to the templates."""
    return Markup(prose.to_html(text, markdown, apparatus))  # noqa: S704


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
def _dictionary(path: Path) -> dict[str, dict[str, str]]:
    return dict(yaml.safe_load(path.read_text("utf-8")))


def _words(brief: Brief, theme: Theme, name: str) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Return the words that templates set, in the brief's language where the theme knows them."""
    files = [path for folder in theme.templates if (path := folder / "words.yaml").is_file()]
    known: dict[str, dict[str, str]] = {}
    for path in reversed(files):
        for language, words in _dictionary(path).items():
            known[language] = {**known.get(language, {}), **words}
    language = next(
        (tag for tag in (brief.language, brief.language.split("-")[0]) if tag in known), "en"
    )
    words = {**known["en"], **known[language], **brief.labels}
    missing = (
        known["en"].keys()
        - brief.labels.keys()
        - known.get(brief.language.split("-")[0], {}).keys()
    )
    if not missing or language != "en" or brief.language.split("-")[0] == "en":
        return words, ()
    message = f"the theme has no words in {brief.language}: headings such as {known['en']['notes']!r} are English"
    mend = f"set them under labels: {', '.join(sorted(missing - {'months'}))}"
    return words, (Finding("labels-language", Severity.WARNING, message, Location(name), mend),)


def _date(date: str, words: Mapping[str, str]) -> str:
    """Return 2025, 2025-04 or 2025-04-30 as it is written in the words' language."""
    year, *rest = date.split("-")
    if not rest:
        return year
    month = words["months"][int(rest[0]) - 1]
    if len(rest) == 1:
        return f"{month} {year}"
    return words["date"].format(day=int(rest[1]), month=month, year=year)
