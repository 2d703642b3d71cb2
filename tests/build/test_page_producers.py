"""Pages of HTML as other programs write them are printed, read as their source, and keep what they claim.

Each page of `tests/page_producers` is one program's; its README tells how it was made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress import structure, transcript
from briefpress.checks.validators import verapdf
from briefpress.content import PROFILES
from briefpress.findings import Severity
from conftest import ROOT

if TYPE_CHECKING:
    from briefpress.build import Build
    from conftest import MakeOnce

PAGES = {path.stem: path for path in sorted((ROOT / "tests/page_producers").glob("*.html"))}
# Their first heading is none of the first level, which PDF/UA-1 does not allow and PDF/UA-2 does.
ONLY_UA2 = ("drupal", "quarto", "sphinx-html", "sphinx-singlehtml")
PRINTED = [(n, p) for n in PAGES for p in PROFILES if p == "ua2" or n not in ONLY_UA2]


def errors(made: Build) -> list[str]:
    return [str(each) for each in made.report.findings if each.severity > Severity.WARNING]


def test_there_are_pages_of_many_programs() -> None:
    assert len(PAGES) >= 18
    assert set(ONLY_UA2) < PAGES.keys()
    assert HEARD.keys() == PAGES.keys()


@pytest.mark.slow("veraPDF")
@pytest.mark.parametrize("profile", PROFILES)
def test_pages_of_other_programs_keep_what_they_claim(profile: str, print_once: MakeOnce) -> None:
    made = [print_once(PAGES[name], profile) for name, each in PRINTED if each == profile]
    assert [error for printed, _ in made for error in errors(printed)] == []
    # There is no attachment.
    flavours = [flavour.removesuffix("f") for flavour in PROFILES[profile].flavours]
    judged = verapdf.validate([path for _, path in made], flavours)

    assert len(judged) == len(made) * len(flavours)
    assert [f"{v.path.name}: {f}" for v in judged for f in v.failures] == []


@pytest.mark.parametrize("name", ONLY_UA2)
def test_a_page_that_begins_below_the_first_level_is_refused_by_its_headings_alone(
    name: str, print_once: MakeOnce
) -> None:
    made, _ = print_once(PAGES[name])

    refused = {each.rule for each in made.report.findings if each.severity > Severity.WARNING}
    assert refused == {"heading-levels"}


STEPS = "list with 3 items\n  1. First step\n    list with 2 items, level 2\n      a detail\n"
FORMULA = "formula, \\int_0^1 x^2\\,dx = \\frac{1}{3}"
MERGED = "column header, spans 2 columns: Wells\n"
HEARD = {
    "asciidoctor": [STEPS, "column District, spans 2 rows: North", "heading level 2, Appendix A: More"],
    "drupal": ["summary: Wells in two districts", "column Dug, Drilled, row South, spans 2 columns: 5"],
    "hugo": ["table of contents with 2 entries", "[graphic, go to top] [link]", "heading level 2, Вода\n"],
    "libreoffice": ["column Kind: Hand pump", "graphic, Three bars:", "[in French: L’eau ne manque pas"],
    "markdown-it": [STEPS, "column District: North", "    ↩︎ [link]"],
    "mkdocs": [STEPS, "aside\n  list with 1 item", "column Wells, blank", "The Hyper Text Markup Language is old"],
    "nbconvert": ["column wells, row North: 12", "ValueError: no", "raw text"],
    "pandoc-block-notes": [STEPS, "note\n  list with 2 items", "end of list\nend of note", FORMULA],
    "pandoc-citeproc": ["1. In a note (Writer 2024 [link]).↩︎ [link]", "list with 2 items\n  Author, Ben."],
    "pandoc-from-rst": [STEPS, MERGED, "column Wells, drilled: 4", "Other field:\n    list with 2 items"],
    "pandoc-toc": [STEPS, MERGED, FORMULA, "table of contents with", "heading level 2, 1.1 Lists in lists"],
    "python-markdown": [STEPS, "column District: North", "Note\n"],
    "quarto": ["table of contents with 2 entries", "caption, Figure 1: Wells", "[formula, E = mc^2](1)", "    ii. ii"],
    "rst2html4": [STEPS, "spans 2 columns: Wells", "code, -a\n"],
    "rst2html5": [STEPS, MERGED, "column Wells, drilled: 4", "-a an option"],
    "sphinx-html": [STEPS, MERGED, "table of contents with", "  note, [1 [link]]\n    The calendar has twelve pages."],
    "sphinx-singlehtml": [STEPS, MERGED, "column Wells, drilled: 4", "Dig a well."],
    "wordpress": ["caption, The second", "row 4\n    column District: Sum"],
}  # fmt: skip


@pytest.mark.parametrize("name", HEARD)
def test_a_page_of_another_program_is_printed_and_heard_as_it_is_meant(
    name: str, print_once: MakeOnce
) -> None:
    made, path = print_once(PAGES[name], "ua2")
    assert errors(made) == []
    pdf = structure.inspect(path.read_bytes())
    said = transcript.as_text(transcript.transcribe(pdf))

    assert [each for each in HEARD[name] if each not in said] == [], said
