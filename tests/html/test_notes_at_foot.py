"""Notes at the foot of pages: each stands where it is called first, with its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tinyhtml5 import parse

from briefpress import html, structure
from briefpress.content import PRINT, SCREEN, WEB_PAGE
from briefpress.html import Theme
from conftest import build_here, rules, write_brief
from rendered import brief_of, text_of

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from briefpress.content import Edition

NOTES = {"a": "A *word*.", "b": "B of [site](https://example.org/b).", "c": "C."}


def root_of(text: str, notes: dict[str, str] = NOTES, edition: Edition = SCREEN) -> Element:
    sections = [{"heading": "H", "body": [text]}]
    brief = brief_of(sections=sections, notes=notes, notes_at="foot")
    text = html.render(brief, Theme(), {}, "x", edition).text
    root: Element = parse(text, namespace_html_elements=False)
    return root


def notes_of(root: Element) -> list[tuple[str | None, str | None, str]]:
    """Return the identifier, the number and the text of each note that is for the foot of a page."""
    return [
        (span.get("id"), span.get("data-number"), text_of(span))
        for span in root.iter("span")
        if span.get("role") == "doc-footnote"
    ]


def test_notes_are_numbered_in_the_order_of_their_calls() -> None:
    root = root_of("One.[^b] Two.[^a] Three.[^b]", {**NOTES, "c": "never called"})

    assert notes_of(root) == [("note-b", "1", "B of site."), ("note-a", "2", "A word.")]
    (again,) = [a for a in root.iter("a") if a.get("role") == "doc-noteref"]
    assert (again.get("href"), text_of(again)) == ("#note-b", "1")
    # Nothing is lost, also if it is called nowhere.
    assert [text_of(li) for li in root.iter("li") if li.get("id", "").startswith("note-")] == [
        "never called"
    ]


def test_a_note_may_call_others_and_itself() -> None:
    root = root_of("One.[^a] Two.[^b]", {"a": "A, see[^b] and[^a].", "b": "B."})

    assert notes_of(root) == [("note-a", "1", "A, seeB. and1."), ("note-b", "2", "B.")]


def test_the_web_page_lists_the_notes_with_the_same_numbers() -> None:
    root = root_of("One.[^b] Two.[^a]", {"a": "A.", "b": "B."}, WEB_PAGE)

    assert notes_of(root) == []
    calls = [a for a in root.iter("a") if a.get("role") == "doc-noteref"]
    assert [(a.get("href"), text_of(a)) for a in calls] == [("#note-b", "1"), ("#note-a", "2")]
    listed = [li.get("id") for li in root.iter("li") if li.get("id", "").startswith("note-")]
    assert listed == ["note-b", "note-a"]


def test_paper_spells_out_the_addresses_in_notes() -> None:
    root = root_of("One.[^b]", {"b": NOTES["b"]}, PRINT)

    assert notes_of(root) == [("note-b", "1", "B of site[a].")]
    assert "https://example.org/b" in [text_of(li) for li in root.iter("li")]


@pytest.mark.parametrize("edition", ["screen", "print", "large"])
def test_notes_stand_at_the_foot_of_the_page_that_calls_them(tmp_path: Path, edition: str) -> None:
    table = {"caption": "Wells[^d]", "columns": ["a"], "rows": [["cell[^c]"]]}
    body: list[Any] = [
        "Words.[^a] Again.[^a]",
        {"table": table},
        {"box": {"title": "T", "body": ["- item[^b]"]}},
    ]
    path = write_brief(
        tmp_path / "b.yaml",
        sections=[{"heading": "Heading", "body": body}],
        notes={**NOTES, "d": "D.", "k": "K."},
        notes_at="foot",
        key_messages=["A message.[^k]"],
    )
    made = build_here(path, out=tmp_path, editions=(edition,))

    assert set(rules(made)) <= {"last-page"}, made.report.findings
    (pdf,) = tmp_path.rglob("*.pdf")
    elements = structure.inspect(pdf.read_bytes()).walk()
    notes = [each.text for each in elements if each.role == "Note"]
    assert [note.partition(" ")[0] for note in notes] == ["1.", "2.", "3.", "4.", "5."]
    (page,) = tmp_path.rglob("*.html")
    assert 'class="footnote"' not in page.read_text("utf-8")
