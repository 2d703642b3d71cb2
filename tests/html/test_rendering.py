"""Briefs as HTML: golden cases, and what has to hold for every brief."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree.ElementTree import Element

import pytest
from hypothesis import HealthCheck, given, settings
from tinyhtml5.parser import HTMLParser

from briefpress import content, html
from briefpress.content import text_direction
from briefpress.content.images import Image
from briefpress.content.licences import LICENCES
from briefpress.content.model.blocks import BLOCK_KINDS
from briefpress.content.model.brief import Brief
from briefpress.findings import Severity, Unusable
from briefpress.html import words as theme_words
from briefpress.html.outline import fold, outline
from briefpress.html.theme import BUILT_IN, Theme
from briefpress.pdf import xmp
from conftest import MINIMAL, ROOT, Cli, Golden, write_brief
from random_briefs import Author, briefs

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = sorted((ROOT / "tests/cases").glob("*/brief.yaml"))
CONTENT = sorted((ROOT / "content").glob("*.yaml"))
EVERY = pytest.mark.parametrize("path", [*CASES, *CONTENT], ids=lambda path: path.parent.name)

_CUT = (
    (re.compile(r"(<style>).*?(</style>)", re.DOTALL), r"\1…\2"),
    (re.compile(r'(src="data:[^;]+;base64,)[^"]+'), r"\1…"),
    (re.compile(r'(content="Briefpress )[^"]+'), r"\1…"),
)


class Page(NamedTuple):
    """A brief as text, as tree, and what the parser has against it."""

    brief: Brief
    text: str
    root: Element
    errors: list[Any]

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.root.iter() if element.tag in tags]

    def having(self, attribute: str) -> Iterator[tuple[Element, str]]:
        for element in self.root.iter():
            value = element.get(attribute)
            if value is not None:
                yield element, value

    @property
    def by_id(self) -> dict[str, Element]:
        return {name: element for element, name in self.having("id")}


def page_of(brief: Brief, images: dict[str, Image], theme: Theme | None = None) -> Page:
    text = html.render(brief, theme or Theme(), images, "x.yaml").text
    parser = HTMLParser(namespace_html_elements=False)
    return Page(brief, text, parser.parse(text), parser.errors)


@cache
def page(path: Path) -> Page:
    manuscript = content.load(path)
    assert manuscript.brief, manuscript.findings
    return page_of(manuscript.brief, dict(manuscript.images))


def brief_of(**fields: Any) -> Brief:
    return Brief.model_validate({**MINIMAL, **fields})


def text_of(element: Element) -> str:
    return fold("".join(element.itertext()))


def cut(text: str) -> str:
    """Leave out what a golden file should not repeat: styles, pictures and the version."""
    for pattern, replacement in _CUT:
        text = pattern.sub(replacement, text)
    return text


# Golden cases


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_a_brief_becomes_the_html_that_is_expected(path: Path, golden: Golden) -> None:
    golden(path.with_name("expected.html"), cut(page(path).text))


def test_the_cases_hold_every_kind_of_block() -> None:
    written = "\n".join(path.read_text("utf-8") for path in CASES)

    assert [kind for kind in BLOCK_KINDS if f"- {kind}:" not in written] == []
    assert CONTENT


def test_every_licence_has_its_marks_statement_and_link(golden: Golden) -> None:
    shown = []
    for licence in LICENCES.values():
        made = page_of(brief_of(licence=licence.id), {})
        footer = re.search(r'<span class="rights">.*?</span>', made.text, re.DOTALL)
        imprint = re.search(r'<p class="licence">.*?</p>', made.text, re.DOTALL)
        assert footer
        assert imprint
        assert footer[0].count("<svg") == len(licence.marks)
        shown += [f"<!-- {licence.id} -->", footer[0], imprint[0]]
    golden(ROOT / "tests/cases/licences.html", "\n".join(shown) + "\n")


# What has to hold for every brief


@EVERY
def test_the_html_is_without_error(path: Path) -> None:
    assert page(path).errors == []


@EVERY
def test_there_is_one_h1_and_no_level_is_skipped(path: Path) -> None:
    levels = [int(e.tag[1]) for e in page(path).all("h1", "h2", "h3", "h4", "h5", "h6")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


@EVERY
def test_identifiers_are_unique_and_all_that_refer_to_one_find_it(path: Path) -> None:
    names = [name for _, name in page(path).having("id")]
    wanted = [target[1:] for _, target in page(path).having("href") if target.startswith("#")]
    for attribute in ("aria-labelledby", "headers"):
        wanted += [name for _, value in page(path).having(attribute) for name in value.split()]

    assert sorted(names) == sorted(set(names))
    assert [name for name in wanted if name not in names] == []


@EVERY
def test_a_region_is_called_by_its_heading(path: Path) -> None:
    for element, name in page(path).having("aria-labelledby"):
        assert re.fullmatch("h[2-6]", page(path).by_id[name].tag)
        assert page(path).by_id[name] in list(element)


@EVERY
def test_cells_refer_to_the_headings_above_and_beside_them(path: Path) -> None:
    for table in page(path).all("table"):
        above = _headings_by_column(table)
        for row in table.iterfind("tbody/tr"):
            beside = [th.get("id") for th in row.iterfind("th")]
            for column, cell in enumerate(row):
                expected = {*above[column], *(() if cell.tag == "th" else beside)}
                assert set((cell.get("headers") or "").split()) == expected


def _headings_by_column(table: Element) -> list[list[str | None]]:
    """Lay out the headings as HTML does, and return those of every column."""
    rows = list(table.iterfind("thead/tr"))
    width = sum(int(th.get("colspan", "1")) for th in rows[0])
    grid: list[list[Element | None]] = [[None] * width for _ in rows]
    for y, row in enumerate(rows):
        for th in row:
            x = grid[y].index(None)
            for down in range(int(th.get("rowspan", "1"))):
                for right in range(int(th.get("colspan", "1"))):
                    grid[y + down][x + right] = th
    assert None not in [th for line in grid for th in line]
    return [[th.get("id") for th in column if th is not None] for column in zip(*grid, strict=True)]


@EVERY
def test_headings_of_tables_have_a_scope(path: Path) -> None:
    for th in page(path).all("th"):
        spans = int(th.get("colspan", "1")) > 1
        assert th.get("scope") in (("colgroup",) if spans else ("col", "row"))


@EVERY
def test_pictures_have_an_alternate_and_need_no_other_file(path: Path) -> None:
    for img in page(path).all("img"):
        assert img.get("alt") is not None
        assert (img.get("src") or "").startswith("data:image/")


@EVERY
def test_phrases_keep_their_language_and_direction(path: Path) -> None:
    written = re.findall(r"\[([^][]+)\]\{lang=([\w-]+)\}", path.read_text("utf-8"))
    set_ = [(text_of(e), lang) for e, lang in page(path).having("lang") if e.tag == "span"]

    assert [phrase for phrase in written if phrase not in set_] == []
    for element, language in page(path).having("lang"):
        direction = element.get("dir", "ltr")
        assert direction == text_direction(language)


@EVERY
def test_the_head_says_who_made_it_and_what_one_may_do_with_it(path: Path) -> None:
    made = page(path)
    said = xmp.from_html(made.root)
    licence = LICENCES[made.brief.licence]
    (link,) = (a for a in made.all("a") if a.get("rel") == "license")

    assert (said.title, said.language) == (made.brief.title, made.brief.language)
    assert said.authors == tuple(author.name for author in made.brief.authors)
    assert said.attribution_name == ", ".join(said.authors)
    assert said.attribution_url == (made.brief.url or made.brief.publisher.url or "")
    assert said.licence == link.get("href") == licence.url
    assert said.rights.startswith("© ")
    assert said.created == said.modified == made.brief.date


@EVERY
def test_nothing_runs_and_nothing_is_loaded(path: Path) -> None:
    assert page(path).all("script", "iframe", "object", "embed", "base", "form") == []
    assert [e for e in page(path).root.iter() for name in e.attrib if name.startswith("on")] == []
    assert [link.get("rel") for link in page(path).all("link")] in (
        ["license"],
        ["cc:attributionURL", "license"],
    )


# Texts that the template sets


@pytest.mark.parametrize(
    ("language", "date", "said"),
    [
        ("en-GB", "2025", "2025"),
        ("en", "2025-04", "April 2025"),
        ("fr-CA", "2025-12-01", "1 décembre 2025"),
        ("ES", "2025-04-30", "30 de abril de 2025"),
        ("ru", "2025-04", "апрель 2025"),
    ],
)
def test_dates_are_written_in_the_language_of_the_brief(
    language: str, date: str, said: str
) -> None:
    (time,) = page_of(brief_of(language=language, date=date), {}).all("time")

    assert (time.get("datetime"), text_of(time)) == (date, said)


@pytest.mark.parametrize(
    ("names", "byline"),
    [
        (["A & B"], "By A & B"),
        (["A", "B <b>"], "By A and B <b>"),
        (["A", "B", "O'C"], "By A, B and O'C"),
    ],
)
def test_authors_are_listed_as_they_are_written(names: list[str], byline: str) -> None:
    made = page_of(brief_of(authors=[{"name": name} for name in names]), {})

    assert [text_of(p) for p in made.all("p") if p.get("class") == "byline"] == [byline]


def test_a_label_is_text_whatever_stands_in_it() -> None:
    labels = {"by": "{x} {names.__class__} { {names}", "imprint": "<b>{}</b>", "page_of": "{page}"}

    made = page_of(brief_of(labels=labels), {})

    assert "{x} {names.__class__} { Wanjiru Kamau" in text_of(made.root)
    assert "<b>{}</b>" in text_of(made.root)
    assert made.all("b") == []


def test_every_word_of_the_theme_is_used_by_a_template() -> None:
    used = "".join(path.read_text("utf-8") for path in (BUILT_IN / "templates").rglob("*.html"))
    dates = {"months", "date"}  # set by `written_date`
    for language, words in theme_words.read_words(BUILT_IN / "templates/words.yaml").items():
        unused = {w for w in words if f"words.{w}" not in used and f'words["{w}"]' not in used}
        assert unused == dates, language


def test_a_language_that_the_theme_does_not_know_is_reported() -> None:
    words = theme_words.read_words(BUILT_IN / "templates/words.yaml")["en"]

    (finding,) = html.render(brief_of(language="kk"), Theme(), {}, "x").findings
    labels = {name: word for name, word in words.items() if name != "source"}
    (rest,) = html.render(brief_of(language="kk", labels=labels), Theme(), {}, "x").findings

    assert (finding.rule, finding.severity) == ("labels-language", Severity.WARNING)
    assert rest.mend == "set them under labels: source"
    assert html.render(brief_of(language="kk", labels=words), Theme(), {}, "x").findings == ()


def test_a_label_that_no_template_sets_is_told() -> None:
    (finding,) = html.render(brief_of(labels={"sorce": "x"}), Theme(), {}, "x").findings
    assert (finding.rule, finding.severity) == ("labels-unknown", Severity.WARNING)
    assert "sorce" in finding.message
    assert "source" in finding.mend


def test_a_wrong_number_of_months_is_reported() -> None:
    made = html.render(brief_of(labels={"months": "Mweri wa 1, Mweri wa 2"}), Theme(), {}, "x")

    assert [(f.rule, f.severity) for f in made.findings] == [("labels-months", Severity.ERROR)]


# Themes


def _theme(folder: Path, **files: str | bytes) -> Theme:
    for name, text in files.items():
        path = folder / "templates" / name.replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return Theme.at(folder)


def test_templates_styles_and_words_of_a_theme_come_first(tmp_path: Path) -> None:
    words = "en: {imprint: Colophon}\nen-gb: {licence: Terms}\nkk: {notes: Ескертпелер}\n"
    theme = _theme(
        tmp_path, footer__html="<footer>Mine: {{ brief.title }}</footer>", words__yaml=words
    )
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/theme.css").write_text(":root { --accent: teal > blue }")
    (tmp_path / "styles/page.css").write_text("/* mine */")

    made = page_of(brief_of(), {}, theme)

    assert text_of(made.all("footer")[0]) == "Mine: Water in Kenya"
    assert [text_of(h2) for h2 in made.all("h2", "h3")] == [
        "Rain", "Colophon", "Suggested citation", "Terms",
    ]  # fmt: skip
    mine = made.text.index(
        ":root { --accent: teal > blue }\n</style>\n<style>\n/* mine */\n</style>"
    )
    assert made.text.index("--margin-far") < mine
    assert "@page {" not in made.text


FAULTS: dict[str, tuple[str | bytes, str, int, str]] = {
    "undefined": ("\n{{ brief.titel }}", "cover.html", 2, "has no attribute 'titel'"),
    "undefined-word": ("{{ words.nothing }}", "cover.html", 1, "'nothing'"),
    "syntax": ("a\n\n{% if %}", "cover.html", 3, "Expected an expression"),
    "missing": ("{% include 'gone.html' %}", "cover.html", 1, "'gone.html' not found"),
    "type": ("\n\n{{ 1 + 'a' }}", "cover.html", 3, "unsupported operand"),
    "filter": ("{{ brief.title | shout }}", "cover.html", 1, "No filter named 'shout'"),
    "not-utf-8": (b"\xff", "", 21, "is not UTF-8"),
}


@pytest.mark.parametrize(("text", "file", "line", "said"), FAULTS.values(), ids=FAULTS)
def test_a_fault_in_a_template_is_a_finding_with_its_place(
    text: str | bytes, file: str, line: int, said: str, tmp_path: Path
) -> None:
    theme = _theme(tmp_path, cover__html=text)

    with pytest.raises(Unusable) as caught:
        html.render(brief_of(), theme, {}, "x.yaml")

    (finding,) = caught.value.findings
    assert (finding.rule, finding.severity) == ("theme-template", Severity.ERROR)
    folder = tmp_path if file else BUILT_IN  # a file that cannot be read is told where it is wanted
    assert Path(finding.location.file) == folder / "templates" / (file or "brief.html")
    assert finding.location.line == line
    assert said in finding.message


@pytest.mark.parametrize(
    ("words", "rule", "line"),
    [
        ("en:\n  notes: Notes\n  source: [a]\n", "theme-words", 1),
        ("sw: Maelezo\n", "theme-words", 1),
        ("en:\n  notes: A\n  notes: B\n", "duplicate-key", 3),
        ("en: {notes: A\n", "yaml-syntax", 2),
        (b"en: {notes: \xff}", "not-utf-8", 1),
    ],
)
def test_a_fault_in_the_words_of_a_theme_is_a_finding(
    words: str | bytes, rule: str, line: int, tmp_path: Path
) -> None:
    theme = _theme(tmp_path, words__yaml=words)

    with pytest.raises(Unusable) as caught:
        html.render(brief_of(), theme, {}, "x.yaml")

    assert [(f.rule, f.location.line) for f in caught.value.findings] == [(rule, line)]


def test_a_fault_in_a_theme_ends_the_command_without_a_traceback(cli: Cli, tmp_path: Path) -> None:
    _theme(tmp_path / "look", cover__html="{{ brief.titel }}")
    brief = write_brief(tmp_path / "water.yaml")

    run = cli("build", brief, "--theme", "look", cwd=tmp_path)

    assert run.returncode == 2
    assert run.stderr.startswith("look/templates/cover.html:1: error[theme-template]: ")
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "build").exists()


# Any brief at all

ELEMENTS = re.compile(
    "html|head|meta|title|style|link|body|footer|header|main|section|aside|div|p|span|h[1-6]|time|[uod]l|li|d[td]"
    "|table|caption|thead|tbody|t[rhd]|figure|figcaption|img|blockquote|a|cite|abbr|em|strong|sup|code"
)


@given(briefs())
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
def test_every_text_of_any_brief_stays_text_and_is_there_in_order(
    made: tuple[Brief, Author],
) -> None:
    brief, author = made
    result = page_of(brief, {"a.svg": Image("image/svg+xml", b"<svg/>")})
    said = outline(result.text)
    heard = " ".join(passage.text for passage in said.passages)

    assert result.errors == []
    tags = {e.tag for e in result.root.iter() if "svg" not in e.tag}
    assert [tag for tag in tags if not ELEMENTS.fullmatch(tag)] == []
    assert re.findall(r"\bt\d+t\b", heard) == [text.split()[0] for text in author.heard]
    assert [text for text in author.heard if fold(text) not in heard] == []
    assert list(said.alternates) == [fold(text) for text in author.alternates]
    assert said.title == fold(brief.title)
    everything = text_of(result.root)
    assert [text for text in author.shown if fold(text) not in everything] == []
