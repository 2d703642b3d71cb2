"""How the pages of a brief are filled, whatever its texts, tables and boxes are like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from briefpress import structure
from briefpress.checks.publication.page_fill import filled_pages
from briefpress.checks.subject import Subject
from briefpress.content.editions import EDITIONS
from conftest import ROOT, build_here, rules, write_brief

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.structure import Page

REPORTED = ROOT / "tests/reported/briefs"
RUN = "ACGTTGCAAGGCTTACGCATGCAATCGGTACCGGTTAACGGCATTCGGAAGCTTACG" * 2
# Every field that is printed, with a run of letters that no line holds.
FIELDS: dict[str, Any] = {
    "title": f"Water and {RUN[:60]}",
    "short_title": "Water",
    "subtitle": RUN,
    "series": {"title": RUN[:70]},
    "authors": [{"name": f"Ann {RUN[:60]}", "affiliation": RUN}],
    "summary": RUN,
    "key_messages": [RUN, RUN],
    "introduction": [f"A note[^n] and {RUN} [@a]"],
    "notes": {"n": RUN},
    "references": [
        {"id": "a", "label": "A 2024", "text": RUN, "url": f"https://example.org/{RUN}"}
    ],
    "credits": RUN,
    "funding": {"funder": RUN, "project": RUN, "grant": RUN},
    "contact": RUN,
}
BLOCKS: dict[str, Any] = {
    "heading": RUN,
    "body": [
        f"- {RUN}\n- One\n  - {RUN}",
        {"box": {"title": RUN, "body": [RUN]}},
        {"quote": {"text": RUN, "attribution": RUN}},
        {"definitions": [{"term": RUN, "definition": RUN}]},
        {"indicators": {"caption": RUN, "items": [{"label": RUN, "value": "41"}, {"label": "B", "value": "2"}]}},
        {"table": {
            "caption": RUN, "columns": ["Name", RUN], "source": RUN,
            "rows": [["North", RUN], [RUN, f"https://example.org/{RUN}"]],
        }},
    ],
}  # fmt: skip


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_field_of_a_brief_runs_off_the_paper(edition: str, tmp_path: Path) -> None:
    path = write_brief(tmp_path / "brief.yaml", **FIELDS, sections=[BLOCKS])
    made = build_here(path, out=tmp_path, editions=(edition,))

    assert made.report.findings
    assert {"off-page", "text-over-text"}.isdisjoint(rules(made))


def _pages_of_a_wide_table(folder: Path, edition: str, **options: Any) -> tuple[Page, ...]:
    brief = yaml.safe_load((REPORTED / "wide-table.yaml").read_text("utf-8"))
    path = write_brief(folder / "brief.yaml", **{**brief, "date": "2026-11", **options})
    made = build_here(path, out=folder, editions=(edition,))
    assert {*rules(made)} <= {"last-page"}  # nothing but the credits follows the table
    (pdf,) = folder.glob("brief/*.pdf")
    return structure.inspect(pdf.read_bytes()).pages


@pytest.mark.parametrize("edition", ["screen", "print"])
def test_a_table_that_an_upright_page_cannot_hold_gets_a_page_across(
    edition: str, tmp_path: Path
) -> None:
    upright = pytest.approx((0, 0, 595.28, 841.89), abs=0.01)
    across = pytest.approx((0, 0, 841.89, 595.28), abs=0.01)

    pages = _pages_of_a_wide_table(tmp_path, edition)
    assert [page.boxes.trim for page in pages] == [upright, across, upright]


@pytest.mark.parametrize(("wide", "places"), [("true", [0, 1, 2]), ("false", [0, 0, 0])])
def test_an_author_decides_whether_a_table_lies_across(
    wide: str, places: list[int], tmp_path: Path
) -> None:
    table = {"caption": "Wells", "columns": ["Name", "Depth"], "rows": [["A", "1"]], "wide": wide}
    below = {"heading": "Below", "body": [{"table": table}, "Behind."]}
    sections = [{"heading": "Above", "body": ["Before."], "sections": [below]}]
    build_here(write_brief(tmp_path / "brief.yaml", sections=sections), out=tmp_path)
    (pdf,) = tmp_path.glob("brief/*.pdf")
    found = {each.text: each.page for each in structure.inspect(pdf.read_bytes()).walk()}

    assert [found["Before."], found["Below"], found["Behind."]] == places


def test_square_pages_are_the_same_either_way(tmp_path: Path) -> None:
    wide = {"print": {"size": "300 x 300 mm"}}
    pages = _pages_of_a_wide_table(tmp_path, "print", **wide)

    assert {page.boxes.trim for page in pages} == {pages[0].boxes.trim}


SENTENCE = "Number {}: the council of the eleven northern districts agreed on a calendar for wells and pasture."
LONG = " ".join(SENTENCE.format(number) for number in range(60))
TALL: dict[str, Any] = {
    "box": {"box": {"title": "What to do", "body": ["\n".join(f"- {SENTENCE.format(n)}" for n in range(60))]}},
    "box with a table": {"box": {"title": "Wells", "body": [{"table": {
        "caption": "Wells", "columns": ["Name", "Text"],
        "rows": [[f"Row {n}", SENTENCE.format(n)] for n in range(40)],
    }}]}},
    "table": {"table": {
        "caption": "Wells", "columns": ["Name", "Text"],
        "rows": [[f"Row {n}", SENTENCE.format(n)] for n in range(60)],
    }},
    "table of few long rows": {"table": {
        "caption": "Wells", "columns": ["Name", "Text"],
        "rows": [[f"Row {n}", " ".join(SENTENCE.format(10 * n + m) for m in range(6))] for n in range(14)],
    }},
    "quotation": {"quote": {"text": LONG, "attribution": "The council"}},
}  # fmt: skip


@pytest.mark.parametrize(
    "edition", ["screen", "large"]
)  # pages of print are filled as those of screen
@pytest.mark.parametrize("kind", TALL)
def test_what_is_taller_than_a_page_breaks_and_keeps_its_heading(
    kind: str, edition: str, tmp_path: Path
) -> None:
    sections = [{"heading": "First", "body": ["A few words before it."]}]
    sections.append({"heading": "Second", "body": [TALL[kind]]})
    path = write_brief(tmp_path / "brief.yaml", sections=sections)
    made = build_here(path, out=tmp_path, editions=(edition,))

    assert {*rules(made)} <= {"last-page"}
    (pdf,) = tmp_path.glob("brief/*.pdf")
    first, second, *_ = filled_pages(Subject("brief.pdf", structure.inspect(pdf.read_bytes())))
    assert first.white < 1 / 3
    assert second.white < 1 / 3


def test_in_large_print_a_table_that_does_not_fit_is_a_list_for_eyes_and_a_table_in_the_tags(
    tmp_path: Path,
) -> None:
    pages = _pages_of_a_wide_table(tmp_path, "large")
    assert all(page.boxes.trim == pytest.approx((0, 0, 595.28, 841.89), abs=0.01) for page in pages)
    (pdf,) = tmp_path.glob("brief/*.pdf")
    facts = structure.inspect(pdf.read_bytes())
    (table,) = (each for each in facts.walk() if each.role == "Table")
    rows = [
        [cell.text for cell in row.children if isinstance(cell, structure.Element)]
        for row in table.walk()
        if row.role == "TR"
    ]

    assert [len(row) for row in rows] == [12, 12, 12]
    assert rows[1][:2] == ["North", "1\xa0200\xa0450"]
    shown = "".join(artifact.text for page in facts.pages for artifact in page.artifacts)
    assert "2018:" in shown
