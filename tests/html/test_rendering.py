"""Briefs as HTML: golden cases, and what holds for every brief."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from briefpress.content import text_direction
from briefpress.content.licences import LICENCES
from briefpress.content.model.blocks import BLOCK_KINDS
from briefpress.content.model.brief import Brief
from briefpress.content.picture import Image
from briefpress.content.stated_licence import licence_of
from briefpress.html import fold
from briefpress.html.outline import read_outline
from briefpress.pdf import xmp
from conftest import ROOT, Golden
from random_briefs import FILES, BriefWriter, briefs
from rendered import brief_of, page, page_of, text_of

CASES = sorted((ROOT / "tests/cases").glob("*/brief.yaml"))
CONTENT = sorted((ROOT / "content").glob("*.yaml"))
EVERY = pytest.mark.parametrize("path", [*CASES, *CONTENT], ids=lambda path: path.parent.name)

_CUT = (
    (re.compile(r"(<style>).*?(</style>)", re.DOTALL), r"\1…\2"),
    (re.compile(r'(src="data:[^;]+;base64,)[^"]+'), r"\1…"),
    (re.compile(r'(<svg [^>]*role="img"[^>]*>).*?(</svg>)'), r"\1…\2"),
    (re.compile(r'(content="Briefpress )[^"]+'), r"\1…"),
)


def cut(text: str) -> str:
    """Shorten what changes without a change of the HTML: styles, images and the version."""
    for pattern, replacement in _CUT:
        text = pattern.sub(replacement, text)
    return text


# Golden cases


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_html_is_that_of_the_golden_file(path: Path, golden: Golden) -> None:
    golden(path.with_name("expected.html"), cut(page(path).text))


def test_golden_cases_have_every_kind_of_block() -> None:
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


# Every brief


@EVERY
def test_html_has_no_parse_error(path: Path) -> None:
    assert page(path).errors == []


@EVERY
def test_there_is_one_h1_and_no_level_is_skipped(path: Path) -> None:
    levels = [int(e.tag[1]) for e in page(path).all("h1", "h2", "h3", "h4", "h5", "h6")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


@EVERY
def test_identifiers_are_unique_and_references_have_targets(path: Path) -> None:
    names = [name for _, name in page(path).having("id")]
    wanted = [target[1:] for _, target in page(path).having("href") if target.startswith("#")]
    for attribute in ("aria-labelledby", "headers"):
        wanted += [name for _, value in page(path).having(attribute) for name in value.split()]

    assert sorted(names) == sorted(set(names))
    assert [name for name in wanted if name not in names] == []


@EVERY
def test_regions_are_named_by_their_headings(path: Path) -> None:
    for element, name in page(path).having("aria-labelledby"):
        assert re.fullmatch("h[2-6]", page(path).by_id[name].tag)
        assert page(path).by_id[name] in list(element)


@EVERY
def test_cells_refer_to_the_headings_above_and_beside_them(path: Path) -> None:
    for table in page(path).all("table"):
        above = _headings_by_column(table)
        if any(cell.get("colspan") or cell.get("rowspan") for cell in table.iterfind("tbody/tr/*")):
            continue  # tests/build/test_random_tables.py
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
def test_table_headings_have_a_scope(path: Path) -> None:
    for th in page(path).all("th"):
        spans = int(th.get("colspan", "1")) > 1
        assert th.get("scope") in (("colgroup", "rowgroup", "row") if spans else ("col", "row"))


@EVERY
def test_images_have_alt_and_are_embedded(path: Path) -> None:
    for img in page(path).all("img"):
        assert img.get("alt") is not None
        assert (img.get("src") or "").startswith("data:image/")


@EVERY
def test_phrases_have_their_language_and_direction(path: Path) -> None:
    written = re.findall(r"\[([^][]+)\]\{lang=([\w-]+)\}", path.read_text("utf-8"))
    set_ = [(text_of(e), lang) for e, lang in page(path).having("lang") if e.tag == "span"]

    assert [phrase for phrase in written if phrase not in set_] == []
    for element, language in page(path).having("lang"):
        direction = element.get("dir", "ltr")
        assert direction == text_direction(language)


@EVERY
def test_head_has_authors_licence_and_dates(path: Path) -> None:
    made = page(path)
    said = xmp.from_html(made.root)
    licence = licence_of(made.brief.licence)
    (link,) = (a for a in made.all("a") if a.get("rel") == "license")

    assert (said.title, said.language) == (made.brief.title, made.brief.language)
    assert said.authors == tuple(author.name for author in made.brief.authors)
    assert said.attribution_name == ", ".join(said.authors)
    assert said.attribution_url == (made.brief.url or made.brief.publisher.url or "")
    assert said.licence == link.get("href") == licence.url
    assert said.rights.startswith("© ")
    assert said.created == said.modified == made.brief.date


@EVERY
def test_html_has_no_scripts_and_no_external_files(path: Path) -> None:
    assert page(path).all("script", "iframe", "object", "embed", "base", "form") == []
    assert [e for e in page(path).root.iter() for name in e.attrib if name.startswith("on")] == []
    assert [link.get("rel") for link in page(path).all("link")] in (
        ["license"],
        ["cc:attributionURL", "license"],
    )


# Random briefs

ELEMENTS = re.compile(
    "html|head|meta|title|style|link|body|footer|header|main|nav|section|aside|div|p|span|h[1-6]|time|[uod]l|li|d[td]"
    "|table|caption|colgroup|col|thead|tbody|tfoot|t[rhd]|figure|figcaption|img|blockquote|a|br"
    "|cite|abbr|em|strong|sup|sub|code"
    "|math|.*}(math|m[a-z]+|semantics|annotation(-xml)?)"
)


def without_marks(text: str) -> str:
    """Return a text without the marks that keep numbers from turning in lines from right to left."""
    return text.replace("\u200e", "")


@given(briefs())
@settings(max_examples=50, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
def test_texts_of_random_briefs_are_escaped_and_in_order(
    drawn: tuple[Brief, BriefWriter],
) -> None:
    brief, texts = drawn
    result = page_of(brief, {"a.svg": Image("image/svg+xml", b"<svg/>")}, files=FILES)
    said = read_outline(result.text)
    heard = without_marks(" ".join(passage.text for passage in said.passages))

    assert result.errors == []
    tags = {e.tag for e in result.root.iter() if "svg" not in e.tag}
    assert [tag for tag in tags if not ELEMENTS.fullmatch(tag)] == []
    assert re.findall(r"t\d+t\b", heard) == [text.split()[0] for text in texts.spoken_texts]
    spoken = [without_marks(fold(text)) for text in texts.spoken_texts]
    assert [text for text in spoken if text not in heard] == []
    stretches = (each for passage in said.passages for each in passage.stretches)
    alternates = [each.alternate for each in stretches if each.alternate is not None]
    assert alternates == [fold(text) for text in texts.alt_texts]
    assert said.title == fold(brief.title)
    everything = without_marks(text_of(result.root))
    visible = [without_marks(fold(text)) for text in texts.visible_texts]
    assert [text for text in visible if text not in everything] == []
