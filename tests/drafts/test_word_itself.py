"""What Word itself writes: citations of its own, and text boxes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from briefpress.drafts.reading import read_draft
from briefpress.drafts.word_citations import cited_in
from briefpress.drafts.writing import write_brief
from word_files import paragraph, run, word_file

if TYPE_CHECKING:
    from briefpress.drafts.writing import ImportedBrief

TITLE = paragraph("Water", "Title") + paragraph("Findings", "Heading1")
SOURCES = """
<b:Source><b:Tag>Kim24</b:Tag><b:SourceType>JournalArticle</b:SourceType><b:Title>The Nile</b:Title>
<b:JournalName>Rivers</b:JournalName><b:Year>2024</b:Year><b:Month>May</b:Month><b:Pages>1-9</b:Pages>
<b:Author><b:Author><b:NameList><b:Person><b:Last>Kim</b:Last><b:First>Min</b:First><b:Middle>A.</b:Middle></b:Person>
</b:NameList></b:Author></b:Author></b:Source>
<b:Source><b:Tag>WHO25</b:Tag><b:SourceType>Report</b:SourceType><b:Title>Wells</b:Title><b:Year>2025</b:Year>
<b:Publisher>WHO</b:Publisher><b:Author><b:Author><b:Corporate>World Health Organization</b:Corporate></b:Author>
</b:Author></b:Source>"""
DRAWN = (
    "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' xmlns:v='urn:schemas-microsoft-com:vml' "
    "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'"
)


def imported(data: bytes) -> tuple[dict[str, Any], list[str], ImportedBrief]:
    made = write_brief(read_draft(data, "a.docx"), "water", "2026-11")
    told = [each.message for each in made.findings if each.rule == "import-lost"]
    return yaml.safe_load(made.text), told, made


def citation(code: str, shown: str) -> str:
    marks = [
        f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "separate", "end")
    ]
    held = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    content = f"{marks[0]}{held}{marks[1]}{run(shown)}{marks[2]}"
    return f"<w:sdt><w:sdtPr><w:citation/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("CITATION Kim24 \\l 1033", "[@Kim24]"),
        ("CITATION Kim24 \\p 4-5 \\l 2057", "[@Kim24, page 4-5]"),
        ('CITATION Kim24 \\f "see " \\m WHO25', "[see @Kim24; @WHO25]"),
        ("CITATION Kim24 \\n \\l 1033", "[-@Kim24]"),
        ("CITATION Gone1", "(Kim, 2024)"),
    ],
)
def test_citations_of_word_stay_citations(code: str, said: str) -> None:
    about, held = "<w:sdtPr><w:bibliography/></w:sdtPr>", paragraph("Kim. The Nile.")
    listed = f"<w:sdt>{about}<w:sdtContent>{held}</w:sdtContent></w:sdt>"
    text = paragraph(run("It rains ") + citation(code, "(Kim, 2024)") + run("."))
    fields, told, made = imported(word_file(TITLE + text + listed, sources=SOURCES))

    assert fields["sections"][0]["body"] == [f"It rains {said}."]
    assert told == []
    works = {each["id"]: each for each in json.loads(made.files.get("water-sources.json", b"[]"))}
    assert works.keys() == {key for key in ("Kim24", "WHO25") if f"@{key}" in said}
    if work := works.get("Kim24"):
        assert (work["type"], work["container-title"]) == ("article-journal", "Rivers")
        assert work["author"] == [{"family": "Kim", "given": "Min A."}]
        assert work["issued"] == {"date-parts": [[2024]]}
    if work := works.get("WHO25"):
        assert work["author"] == [{"literal": "World Health Organization"}]


@pytest.mark.parametrize("code", ["", "PAGE", "CITATION", "CITATION \\p 4", "CITATION Kim24 \\m"])
def test_what_cites_nothing_is_no_citation(code: str) -> None:
    found = cited_in(code, {"Kim24": {"id": "Kim24"}})
    assert found is None or [each["id"] for each in found["citationItems"]] == ["Kim24"]


def box(*texts: str) -> str:
    held = f"<w:txbxContent>{''.join(map(paragraph, texts))}</w:txbxContent>"
    new = (
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{held}</wps:txbx></w:drawing></mc:Choice>"
    )
    old = f"<mc:Fallback><w:pict><v:textbox>{held}</v:textbox></w:pict></mc:Fallback>"
    return f"<w:r><mc:AlternateContent {DRAWN}>{new}{old}</mc:AlternateContent></w:r>"


def test_text_boxes_stand_once_behind_their_paragraph() -> None:
    text = paragraph(
        run("First.") + box("In a box.", "Its end.") + box("Another box.")
    ) + paragraph("Second.")
    fields, told, _ = imported(word_file(TITLE + text))

    body = "First.\n\nIn a box.\n\nIts end.\n\nAnother box.\n\nSecond."
    assert fields["sections"][0]["body"] == [body]
    assert told == [
        '"In a box.Its end." stood in a text box, and is part of the text now',
        '"Another box." stood in a text box, and is part of the text now',
    ]


def test_a_box_within_a_box_and_an_empty_one_are_read() -> None:
    inner = paragraph(run("Outer. ") + box("Inner."))
    held = f"<v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox>"
    old = f"<w:r><w:pict><v:shape {DRAWN}>{held}</v:shape></w:pict></w:r>"
    fields, _, _ = imported(word_file(TITLE + paragraph(run("Text.") + old + box(""))))

    assert fields["sections"][0]["body"] == ["Text.\n\nOuter.\n\nInner."]
