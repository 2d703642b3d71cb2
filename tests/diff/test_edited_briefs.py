"""The brief on Kenya compared with edited versions: the changes, and the HTML page that shows them."""

from __future__ import annotations

import pickle
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from tinyhtml5.parser import HTMLParser

from briefpress import diff
from briefpress.build.pdf_files import PdfWorker
from briefpress.diff.changes import ChangeKind, Changes
from briefpress.diff.description import describe
from briefpress.findings import Unusable
from browsing import violations
from conftest import ROOT, build_here
from diff_samples import diff_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page as Browsed


# The thin bar above a pull quote falls on other pixels when its page is filled otherwise.
SHIFTED = {"look of what is around the words"}


def edit_nothing(text: str) -> str:
    return text


def build_edited(folder: Path, edit: Callable[[str], str]) -> Path:
    """Build the brief on Kenya with its text changed by `edit`, and return the PDF."""
    shutil.copytree(ROOT / "content/images", folder / "images")
    source = folder / "kenya.yaml"
    text = (ROOT / "content/kenya.yaml").read_text("utf-8")
    changed = edit(text)
    assert changed != text or edit is edit_nothing
    source.write_text(changed, "utf-8")
    made = build_here(source, out=folder)
    assert made.exit_code == 0, made.report.findings
    return folder / "kenya/kenya.pdf"


def edit_words(text: str) -> str:
    for old, new in (
        ("In towns, 86.4 per cent", "In towns, 87.0 per cent"),
        ('[Improved, "86.4"', '[Improved, "87.0"'),
        ("wind comes third", "wind is third"),
        ("licence: CC-BY-4.0", "licence: CC-BY-NC-4.0"),
        ("heading: Two official languages", "heading: Two languages of state"),
        ("[mwananchi]{lang=sw}", "mwananchi"),
        ("https://sdgs.un.org/goals", "https://sdgs.un.org/2030agenda"),
        ("Emissions of 2023 by the population", "Emissions of 2023 by the people"),
    ):
        assert old in text
        text = text.replace(old, new)
    return text


def edit_order(text: str) -> str:
    economy, power, climate = (
        text.index(f"  - heading: {name}")
        for name in ("An economy", "Clean power", "Climate, land")
    )
    return text[:economy] + text[power:climate] + text[economy:power] + text[climate:]


def edit_length(text: str) -> str:
    more = " ".join(f"The harbour of Mombasa served {n} ships." for n in range(90))
    return text.replace(
        "        Kenya’s economy ranks", f"        {more}\n\n        Kenya’s economy ranks"
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("changes")


@pytest.fixture(scope="module")
def before(folder: Path) -> Path:
    return build_edited(folder / "before", edit_nothing)


@pytest.fixture(scope="module")
def reworded(folder: Path) -> Path:
    return build_edited(folder / "reworded", edit_words)


# The beginning of every line, as long as it fits here.
EDITED = """\
The document as a whole
    changed: rights: “… of the Creative Commons Attribution 4.0 International licence (CC BY 4.0).
    changed: licence: CC BY 4.0 → CC BY-NC 4.0
    changed: licence in the text: CC BY 4.0 → CC BY-NC 4.0
    changed: running head or foot: “CC BY 4.0 © The Briefpress …” → “CC BY-NC 4.0 © The Briefpress
In “Water and sanitation” (page 2)
    changed: “In towns, 86.4 per cent of people …” → “In towns, 87.0 per cent of people …”
    changed: table cell, row “Improved”, column “Drinking water % of population, Urban”: “86.4” →
In “Two languages of state” (page 2)
    changed: heading: “Two official languages” → “Two languages of state”
    changed: language “mwananchi”: Swahili (sw) → that of the words around it
In “Clean power, uneven reach” (page 3)
    changed: alternate description of a figure: “… hydropower; wind comes third. Fossil fuels …” →
In “Notes” (page 4)
    changed: note: “Emissions of 2023 by the population of 2025.” → “Emissions of 2023 by the peop
In “Further reading” (page 4)
    changed: target of a link “The 17 Sustainable Development Goals”: “https://sdgs.un.org/goals”
In “Licence” (page 4)
    changed: “… of the Creative Commons Attribution 4.0 International licence (CC BY 4.0).” → “… o
"""


def test_all_edits_of_a_brief_are_found(before: Path, reworded: Path) -> None:
    text = diff.to_text(diff_files(before, reworded).changes)
    lines = [line for line in text.splitlines() if "attached file" not in line]

    assert [line[:98].rstrip() for line in lines[1:]] == EDITED.splitlines()
    assert "(CC BY 4.0).” → “… of the Creative Commons Attribution-NonCommercial 4.0" in text


def test_a_rebuilt_brief_has_not_changed(before: Path, folder: Path) -> None:
    again = diff_files(before, build_edited(folder / "again", edit_nothing), visual=True)

    assert again.changes == Changes()
    assert "Nothing changed for the reader" in again.page


def test_a_moved_section_of_a_brief_is_one_change(before: Path, folder: Path) -> None:
    found = diff_files(before, build_edited(folder / "order", edit_order), visual=True).changes

    (moved,) = found.text
    assert moved.kind is ChangeKind.MOVED
    assert describe(moved) == (
        "moved: section “An economy led by services”: now after “Clean power, uneven reach” (page 3); "
        "was after “A young and growing population” (page 2)"
    )
    assert {change.what for change in found.pages} == {"page of a heading"}
    assert {change.what for change in found.visual} <= SHIFTED


def test_headings_pushed_to_other_pages_are_listed(before: Path, folder: Path) -> None:
    result = diff_files(before, build_edited(folder / "long", edit_length), visual=True)

    (added,) = result.changes.text
    assert (added.kind, added.count, added.new_page) == (ChangeKind.ADDED, 90, 2)
    assert "number of pages" in {change.what for change in result.changes.document}
    assert len(result.changes.pages) >= 4
    assert "1 page later" in diff.to_text(result.changes)
    assert {change.what for change in result.changes.visual} <= SHIFTED
    assert "which is new" in result.page


def test_another_colour_in_a_figure_is_a_visual_change(before: Path, folder: Path) -> None:
    place = folder / "colour"
    build_edited(place, edit_nothing)
    chart = place / "images/kenya-electricity.svg"
    chart.write_text(chart.read_text("utf-8").replace("#0f4c5c", "#c02060"), "utf-8")
    assert build_here(place / "kenya.yaml", out=place).exit_code == 0
    found = diff_files(before, place / "kenya/kenya.pdf", visual=True)

    assert not diff_files(before, place / "kenya/kenya.pdf").changes
    (look,) = found.changes.visual
    assert look.what == "look of figure"
    assert "looks different: figure “Horizontal bar chart" in diff.to_text(found.changes)
    assert found.page.count('class="look"') > 1


def test_a_file_that_cannot_be_opened_is_returned_as_unusable(before: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"no PDF at all")

    for path, rule in (
        (broken, "pdf-damaged"),
        (tmp_path, "file-missing"),
        (tmp_path / "x", "file-missing"),
    ):
        found = diff.diff(before, path)
        assert isinstance(found, Unusable)
        assert [finding.rule for finding in found.findings] == [rule]
        assert pickle.loads(pickle.dumps(found)).findings == found.findings  # noqa: S301 - our own


def test_files_can_be_compared_in_a_worker(before: Path, reworded: Path) -> None:
    with PdfWorker() as checker:
        found = checker.call("briefpress.diff:diff", before, reworded, visual=True)

    assert found == diff_files(before, reworded, visual=True)


# The page


@pytest.fixture(scope="module")
def shown_page(before: Path, reworded: Path) -> str:
    return diff_files(before, reworded, visual=True).page


@pytest.fixture(params=[1280, 320], ids=["wide", "narrow"])
def browsed(
    request: pytest.FixtureRequest, browser: Any, shown_page: str, folder: Path
) -> Iterator[Browsed]:
    file = folder / "changes.html"
    file.write_text(shown_page, "utf-8")
    found = browser.new_page(viewport={"width": request.param, "height": 900})
    found.goto(file.as_uri())
    yield found
    found.close()


def test_the_page_is_valid_html(shown_page: str) -> None:
    parser = HTMLParser()
    parser.parse(shown_page)

    assert parser.errors == []
    identifiers = re.findall(r'\bid="([^"]+)"', shown_page)
    assert len(identifiers) == len(set(identifiers))
    assert set(re.findall(r'href="#([^"]+)"', shown_page)) <= set(identifiers)
    assert "<script" not in shown_page
    assert "<del>86.4</del>" in shown_page
    assert "<ins>87.0</ins>" in shown_page


def test_every_mark_is_listed_beside_the_picture(shown_page: str) -> None:
    sheets = shown_page.split('<section class="sheet"')[1:]
    assert len(sheets) == 3
    for sheet in sheets:
        marks = set(re.findall(r">(\d+)</text>", sheet))
        assert marks
        assert marks == set(re.findall(r'href="#change-(\d+)"', sheet))
        assert len(re.findall(r'alt="Page \d of the (?:older|newer) PDF, with', sheet)) == 2


def test_axe_finds_no_violation(browsed: Browsed) -> None:
    assert violations(browsed) == []


def test_the_page_fits_its_window(browsed: Browsed) -> None:
    width = browsed.viewport_size["width"] if browsed.viewport_size else 0

    assert browsed.evaluate("document.documentElement.scrollWidth") <= width


def test_marks_are_switched_off_without_a_script(browsed: Browsed) -> None:
    marks = browsed.locator("svg .marks").first
    assert marks.evaluate("one => getComputedStyle(one).display") == "inline"

    browsed.locator("#show-marks").uncheck()

    assert marks.evaluate("one => getComputedStyle(one).display") == "none"
