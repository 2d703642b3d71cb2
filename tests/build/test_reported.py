"""Honest briefs and pages of HTML that were once refused, and others of the same kinds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from briefpress import structure, transcript
from briefpress.checks.validators import verapdf
from briefpress.content.profiles import PROFILES
from briefpress.findings import Severity
from conftest import ROOT, build_here, print_here, write_brief

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.build import Build
    from conftest import MakeOnce

REPORTED = ROOT / "tests/reported"
BRIEFS = sorted((REPORTED / "briefs").glob("*.yaml"))
PAGES = sorted((REPORTED / "html").glob("*.html"))
HEAD = (
    '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Test</title><meta name="author" '
    'content="A"><meta name="dcterms.created" content="2025"><link rel="license" href="https://e.org/">'
)


def test_there_are_reports() -> None:
    assert len(BRIEFS) >= 10
    assert len(PAGES) >= 13
    assert len(AGAIN) >= 15
    assert len(KINDS) == (REPORTED / "pages.md").read_text("utf-8").count("\n## ") >= 25


def graver(made: Build, than: Severity = Severity.NOTE) -> list[str]:
    return [str(finding) for finding in made.report.findings if finding.severity > than]


def heard(path: Path) -> str:
    return transcript.as_text(transcript.transcribe(structure.inspect(path.read_bytes())))


# --- briefs -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_a_brief_that_was_refused_is_built(path: Path, tmp_path: Path) -> None:
    assert path.read_text("utf-8").startswith("# Right: builds")
    found = graver(build_here(path, out=tmp_path))
    # After a table on a landscape page the credits stand alone.
    assert all(path.stem == "wide-table" and "[last-page]" in each for each in found), found


SENTENCE = (
    "The council of the eleven northern districts agreed on a calendar for wells and pasture."
)
CUT = f"{SENTENCE} {SENTENCE}"[:150]
AGAIN: dict[str, dict[str, Any]] = yaml.safe_load(
    (REPORTED / "again.yaml").read_text("utf-8").replace("SENTENCE", SENTENCE).replace("CUT", CUT)
)


@pytest.mark.parametrize("name", AGAIN)
def test_the_same_words_may_stand_in_a_brief_as_often_as_its_author_wants(
    name: str, tmp_path: Path
) -> None:
    made = build_here(write_brief(tmp_path / "brief.yaml", **AGAIN[name]), out=tmp_path)

    assert graver(made, Severity.WARNING) == []


LISTS = {
    "bullets in numbers": "1. One\n   - two\n     - three\n2. Four",
    "numbers in bullets": "- One\n  1. two\n     1. three\n- Four",
    "bullets in bullets": "- One\n  - two\n    - three\n- Four",
    "bullets in numbers in bullets": "- One\n  1. two\n     - three\n     - four",
    "paragraphs in items": "- One\n\n  more of it\n\n- Two\n\n  - three",
}


@pytest.mark.parametrize("name", LISTS)
def test_signs_before_items_are_in_the_fonts_on_each_level(name: str, tmp_path: Path) -> None:
    sections = [{"heading": "H", "body": [LISTS[name]]}]
    path = write_brief(tmp_path / "brief.yaml", sections=sections)

    assert graver(build_here(path, out=tmp_path)) == []


# --- pages of HTML ----------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_that_was_refused_is_printed(path: Path, tmp_path: Path) -> None:
    made = print_here(path, tmp_path / "page.pdf", date="2025-01-01")

    assert graver(made, Severity.WARNING) == []
    rules = [each.rule for each in made.report.findings if each.severity > Severity.NOTE]
    assert len(rules) == len({*rules})  # one cause, one finding
    pdf = structure.inspect((tmp_path / "page.pdf").read_bytes())
    assert "\u00ad" not in "".join(item.title for item in pdf.outline[0].children)
    links = (each for page in pdf.pages for each in page.annotations)
    assert "\u00ad" not in "".join(link.contents or "" for link in links)


def judged_faults(paths: list[Path], profile: str) -> list[str]:
    """Return what veraPDF finds in files without an attachment."""
    flavours = [flavour.removesuffix("f") for flavour in PROFILES[profile].flavours]
    judged = verapdf.validate(paths, flavours)
    assert len(judged) == len(paths) * len(flavours)
    return [f"{verdict.path.name}: {f}" for verdict in judged for f in verdict.failures]


@pytest.mark.slow("veraPDF")
@pytest.mark.parametrize("profile", PROFILES)
def test_pages_that_were_refused_keep_what_they_claim(profile: str, print_once: MakeOnce) -> None:
    assert judged_faults([print_once(path, profile)[1] for path in PAGES], profile) == []


def test_what_runs_off_the_paper_is_one_error_that_names_it(tmp_path: Path) -> None:
    made = print_here(REPORTED / "long-run-in-columns.html", tmp_path / "page.pdf")

    (error,) = graver(made, Severity.WARNING)
    assert "[off-page]" in error
    assert "Words before ACGTTGC" in error


HEARD = {
    "stars-that-are-no-list": ["* Email address: where we can write to you"],
    "dashes-of-a-dialogue": ["– And what should be done about it now?"],
    "empty-tables": ["level 1, Head", "x", "y", "z"],
    "second-thead": ["column header: Bar", "column Bar: b1", "column M: 20"],
    "fragment-with-percent": ["link [link]"],
    "contents-with-page-numbers": ["Alpha 1 [link]", "Third 1 [link]"],
    "css-bars-with-role-img": ["graphic, Bar chart: 40 per cent of women, 60 per cent of men"],
    "emoji-with-label": ["Well done", "thumbs up", "all."],
    "heading-is-a-linked-logo": ["Institute of Trials"],
    "heading-with-generated-annex-letter": ["level 2, Annex A. Methods", "level 2, Annex B. Data"],
    "link-address-after-link": ["site (https://example.org/) [link], now."],
    "generated-text-wraps": [
        "Important notice to all of our readers and their friends everywhere: Body text of it.",
        "Body text. End of the statement by the board of all of the institutes."],
    "words-before-list-item": ["New: One"],
}  # fmt: skip


@pytest.mark.parametrize("name", HEARD)
def test_a_page_reads_as_its_source(name: str, print_once: MakeOnce) -> None:
    said = heard(print_once(REPORTED / f"html/{name}.html")[1])

    assert [each for each in HEARD[name] if each not in said] == [], said


BOOKMARKS = {
    "heading-with-generated-annex-letter": ["Annex A. Methods", "Annex B. Data"],
    "note-in-heading": ["First topic", "Second"],
    "hyphenated-heading-and-link": ["Internationalisation considerations"],
}


@pytest.mark.parametrize("name", BOOKMARKS)
def test_a_bookmark_has_the_number_and_not_the_note(name: str, print_once: MakeOnce) -> None:
    _, path = print_once(REPORTED / f"html/{name}.html")

    (first,) = structure.inspect(path.read_bytes()).outline
    assert [item.title for item in first.children] == BOOKMARKS[name]


def test_a_heading_that_is_a_picture_is_called_by_its_alternate_in_the_bookmarks(
    print_once: MakeOnce,
) -> None:
    _, path = print_once(REPORTED / "html/heading-is-a-linked-logo.html")

    (first,) = structure.inspect(path.read_bytes()).outline
    assert first.title == "Institute of Trials"


def test_what_the_author_hides_from_listeners_is_told_in_a_note(print_once: MakeOnce) -> None:
    made, _ = print_once(REPORTED / "html/figcaption-aria-hidden.html")

    told = [f.message for f in made.report.findings if f.rule == "hidden-by-author"]
    assert told == ['"A red and blue bar" is hidden from people who listen']


PAGE = re.compile(r"## (.+)\n\n```html\n(.*)\n```\n")
KINDS = dict(PAGE.findall((REPORTED / "pages.md").read_text("utf-8")))


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("kinds")
    paths = {name: folder / f"{name.replace(' ', '-')}.html" for name in KINDS}
    for name, path in paths.items():
        path.write_text(HEAD + KINDS[name], "utf-8")
    return paths


@pytest.mark.parametrize("name", KINDS)
def test_a_page_of_the_same_kind_is_printed(
    name: str, kinds: dict[str, Path], print_once: MakeOnce
) -> None:
    assert graver(print_once(kinds[name])[0], Severity.WARNING) == []


@pytest.mark.slow("veraPDF")
@pytest.mark.parametrize("profile", PROFILES)
def test_pages_of_the_same_kinds_keep_what_they_claim(
    profile: str, kinds: dict[str, Path], print_once: MakeOnce
) -> None:
    assert judged_faults([print_once(path, profile)[1] for path in kinds.values()], profile) == []
