"""What becomes of an author's file: the YAML of a brief that builds, and a list of what was lost."""

from __future__ import annotations

import json
import os
from base64 import b64encode
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import pytest
import yaml

from briefpress import content
from briefpress.drafts import read_draft, write_brief
from briefpress.findings import Unusable
from word_files import cell, paragraph, run, table, word_file

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli

KEPT = paragraph("Water in Ghana", "Title") + paragraph("Findings", "Heading1")


def imported(data: bytes | str, name: str = "a.docx") -> tuple[dict[str, Any], list[str]]:
    raw = data.encode() if isinstance(data, str) else data
    made = write_brief(read_draft(raw, name), "water", "2026-11")
    assert all(each.mend for each in made.findings)
    told = [
        f"{each.rule}: {each.message}" for each in made.findings if each.rule != "import-missing"
    ]
    return yaml.safe_load(made.text), told


def body_of(data: bytes | str, name: str = "a.docx") -> list[Any]:
    fields, told = imported(data, name)
    assert told == []
    body: list[Any] = fields["sections"][0]["body"]
    return body


def test_a_word_file_becomes_a_brief_that_can_be_loaded(tmp_path: Path) -> None:
    body = paragraph("What it is about.") + paragraph("Rain", "Heading1") + paragraph("It is late.")
    body += paragraph("Wells", "Heading2") + paragraph("They are dry.")
    made = write_brief(
        read_draft(word_file(paragraph("Water", "Title") + body), "a.docx"), "water", "2026-11"
    )
    (tmp_path / "water.yaml").write_text(made.text, "utf-8")
    brief = content.load(tmp_path / "water.yaml").brief

    assert brief
    assert (brief.title, brief.summary, brief.language) == ("Water", "What it is about.", "en-GB")
    assert [section.heading for section in brief.sections] == ["Rain"]
    assert [section.heading for section in brief.sections[0].sections] == ["Wells"]


def test_looks_that_mean_something_are_kept_and_signs_stay_signs() -> None:
    text = (
        run("a ", "<w:i/>")
        + run("b", "<w:b/>")
        + run(" 2*3 [x] ")
        + run("2", '<w:vertAlign w:val="superscript"/>')
    )

    assert body_of(word_file(KEPT + paragraph(text))) == [r"*a* **b** 2\*3 \[x\] ^2^"]


def test_a_list_with_letters_is_numbered_and_told_once() -> None:
    page = '<h1>T</h1><ol type="a"><li>one<ol type="i"><li>two</li></ol></li></ol><ol><li>three</li></ol>'
    fields, told = imported(page, "a.html")

    assert "1. two" in fields["sections"][0]["body"][0]
    assert told == ["import-lost: a list is numbered a, b, c or i, ii, iii, and 1, 2, 3 in a brief"]


def test_phrases_keep_their_language() -> None:
    text = (
        run("The word ")
        + run("maji", '<w:lang w:val="sw-KE"/>')
        + run(" is water, in a long sentence.", '<w:lang w:val="en-US"/>')
    )

    assert body_of(word_file(KEPT + paragraph(text))) == [
        "The word [maji]{lang=sw-KE} is water, in a long sentence."
    ]


def test_comments_and_tracked_changes_are_told_with_their_place() -> None:
    who = 'w:id="1" w:author="Ann"'
    text = f"<w:ins {who}>{run('new ')}</w:ins><w:del {who}><w:r><w:delText>old </w:delText></w:r></w:del>"
    text += f'<w:commentRangeStart w:id="0"/>{run("text")}<w:commentRangeEnd w:id="0"/>'
    text += '<w:r><w:commentReference w:id="0"/></w:r>'
    comments = f'<w:comment w:id="0" w:author="Ben">{paragraph("Is this so?")}</w:comment>'
    fields, told = imported(word_file(KEPT + paragraph(text), comments))

    assert fields["sections"][0]["body"] == ["new text"]
    assert told == [
        'import-change: under "Findings": Ann inserted "new"',
        'import-change: under "Findings": Ann deleted "old"',
        'import-comment: under "Findings": a comment of Ben: "Is this so?"',
    ]


def test_text_that_pandoc_does_not_read_is_kept_and_told() -> None:
    box = "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
    box += f"{paragraph('Words in a box')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    note = '<w:r><w:t>Text, </w:t></w:r><w:hyperlink w:anchor="a"><w:r><w:t>linked</w:t></w:r></w:hyperlink>'
    fields, told = imported(word_file(KEPT + paragraph(note + box)))

    assert fields["sections"][0]["body"][0].startswith("Text, linked")
    assert "Words in a box" in fields["sections"][0]["body"][0]
    assert told == [
        'import-lost: "Words in a box" stood in a text box, and is part of the text now',
    ]


def test_tables_keep_their_merged_cells_and_captions() -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        cell("Region") + cell("Town") + cell("Wells"),
        cell("North", start) + cell("Bole") + cell("1"),
        cell("", on) + cell("none", '<w:gridSpan w:val="2"/>'),
    )
    (block,) = body_of(word_file(KEPT + paragraph("Table 1: Wells", "Caption") + table(*rows)))

    assert block["table"] == {
        "caption": "Wells",
        "columns": ["Region", "Town", "Wells"],
        "rows": [
            [{"text": "North", "rows": 2}, "Bole", "1"],
            [{"text": "none", "columns": 2}],
        ],
    }


MARKDOWN = """---
title: Water
lang: fr
author: [Ann Bee]
abstract: What it is about.
---

# Findings

Text.[^1] [Here](https://example.org/a)

[^1]: A *note*.

- one
- two

    1. inner

![What it tells](a.png "A title")

> Quoted.

Term

:   Meaning.

# Empty
"""


def test_lists_notes_links_pictures_and_quotations_are_kept() -> None:
    fields, told = imported(MARKDOWN, "a.md")
    text, figure, quote, definitions = fields["sections"][0]["body"]

    assert (fields["language"], fields["authors"]) == ("fr", [{"name": "Ann Bee"}])
    assert text.startswith("Text.[^n1] [Here](https://example.org/a)\n\n- one\n")
    assert "  1. inner" in text
    assert fields["notes"] == {"n1": "A *note*."}
    assert figure == {"figure": {"image": "a.png", "alt": "What it tells"}}
    assert quote == {"quote": {"text": "Quoted."}}
    assert definitions == {"definitions": [{"term": "Term", "definition": "Meaning."}]}
    assert told == [
        'import-lost: under "Empty": nothing stands under the heading, which is left out'
    ]


def test_html_is_read_as_well() -> None:
    html = "<head><title>Water</title></head><h1>Rain</h1><p>It is <em>late</em>.</p><p>And <s>gone</s></p>"
    fields, told = imported(html, "a.html")

    assert (fields["title"], fields["sections"]) == (
        "Water",
        [{"heading": "Rain", "body": ["It is *late*.\n\nAnd gone"]}],
    )
    assert told == ['import-lost: under "Rain": "gone" is struck out']


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("a.pages", b"", "import-format"),
        ("a.docx", b"no archive", "import-format"),
        ("a.docx", word_file("<w:p>"), "import-format"),
    ],
)
def test_what_cannot_be_read_is_refused(name: str, data: bytes, rule: str) -> None:
    with pytest.raises(Unusable) as caught:
        read_draft(data, name)

    assert [each.rule for each in caught.value.findings] == [rule]


def test_the_command_writes_a_brief_once_and_it_builds(cli: Cli, tmp_path: Path) -> None:
    untold = table(cell("a"), cell("b"))
    (tmp_path / "a.docx").write_bytes(word_file(KEPT + paragraph("Rain is late.") + untold))

    made = cli("import", "a.docx", "-o", "water.yaml", cwd=tmp_path)
    again = cli("import", "a.docx", "-o", "water.yaml", cwd=tmp_path)
    built = cli("build", "water.yaml", cwd=tmp_path)

    assert (made.returncode, again.returncode, built.returncode) == (0, 2, 0), built.stderr
    assert "import-missing" in made.stderr
    assert "error[file-exists]" in again.stderr
    assert '"Table without a caption" is what a new brief is filled with' in built.stderr
    assert (tmp_path / ".brief.schema.json").is_file()


def test_what_has_no_place_is_told_and_its_words_stay() -> None:
    deep = "".join(f"<h{level}>Level {level}</h{level}>" for level in range(1, 7))
    html = f"<h1>Top</h1><h1>Rain</h1><pre>code *</pre>{deep}<p>Text of level 6</p><hr><p><img src='https://e.org/a.png'></p>"
    fields, told = imported(html, "a.html")
    rules = [message.partition('": ')[2] for message in told]

    assert fields["sections"][0]["body"] == [r"code \*"]
    assert "**Level 6**" in str(fields)
    assert "Text of level 6" in str(fields)
    assert '"code *" is set as code, which a brief has not' in rules
    assert "headings are nested more than 4 levels deep" in rules
    assert any("is not in the file" in rule for rule in rules)


def test_a_paragraph_in_bold_type_alone_may_be_a_heading() -> None:
    html = "<p><b>Wells</b></p><p>Text, <b>bold</b>.</p><ul><li><b>x</b></li></ul>"
    _, told = imported(f"<h1>A</h1><p>It rains.</p><h1>B</h1>{html}", "a.html")

    assert [each.partition(": ")[2] for each in told] == [
        'under "B": "Wells" stands alone in bold type, and is no heading'
    ]


def test_a_heading_over_several_columns_alone_and_what_stands_in_for_a_date_are_marked() -> None:
    table = "<table><tr><th colspan=2>Wells</th></tr><tr><td>1</td><td>2</td></tr></table>"
    made = write_brief(
        read_draft(f"<h1>A</h1><h1>B</h1>{table}".encode(), "a.html"), "water", "2026-11"
    )

    assert "\ndate: 2026-11 # replace this\n" in made.text
    told = [each.message for each in made.findings]
    assert any('begins with "Wells" have the same heading' in each for each in told)


def test_a_table_without_headings_takes_its_first_row_and_groups_its_columns() -> None:
    head = "<tr><th rowspan=2>Region</th><th colspan=2>Water</th></tr><tr><th>Urban</th><th>Rural</th></tr>"
    lines = "<tr><td>1</td><td><ul><li>x</li><li>y</li></ul></td></tr>"
    html = f"""<head><title>T</title></head><h1>A</h1>
    <table><thead>{head}</thead><tbody><tr><td>North</td><td>1</td><td>2</td></tr></tbody></table>
    <table><tr><td>a</td><td>b</td></tr>{lines}</table>"""
    fields, _ = imported(html, "a.html")
    first, second = (each["table"] for each in fields["sections"][0]["body"])

    assert first["columns"] == [
        "Region",
        {"label": "Water", "columns": [{"label": "Urban"}, {"label": "Rural"}]},
    ]
    assert (second["columns"], second["rows"]) == (["a", "b"], [["1", "- x\n- y"]])


@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "huge"])
def test_what_is_no_file_or_has_no_end_is_refused_before_it_is_read(
    kind: str, cli: Cli, tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "folder":
        path.mkdir()
    else:
        with path.open("wb") as file:
            file.truncate(20 * 1024**3)

    run = cli("import", "a.docx", cwd=tmp_path)

    assert run.returncode == 2
    assert "a.docx: error[file-missing]: the file " in run.stderr
    assert (
        "is larger than 50 mib" if kind == "huge" else "cannot be read: is"
    ) in run.stderr.lower()
    assert not (tmp_path / "a.yaml").exists()


MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
CITED = {
    "citationItems": [
        {
            "id": 12,
            "itemData": {
                "id": 12,
                "type": "book",
                "title": "The Nile",
                "author": [{"family": "Kim"}],
            },
            "locator": "4",
            "label": "page",
        }
    ]
}


def field(instruction: str, shown: str) -> str:
    """Return a field of Word with what it shows."""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    written = escape(instruction, {'"': "&quot;"})
    code = f'<w:r><w:instrText xml:space="preserve"> {written} </w:instrText></w:r>'
    return begin + code + separate + run(shown) + end


def test_citations_of_a_reference_manager_stay_citations() -> None:
    cited = field(f"ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(CITED)}", "(Kim, p. 4)")
    listed = field("ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", "Kim. The Nile.")
    data = word_file(KEPT + paragraph(run("It rains ") + cited + run(".")) + paragraph(listed))

    made = write_brief(read_draft(data, "a.docx"), "water", "2026-11")

    fields = yaml.safe_load(made.text)
    assert fields["sections"][0]["body"] == ["It rains [@12, page 4]."]
    assert fields["bibliography"] == "water-sources.json"
    (work,) = json.loads(made.files["water-sources.json"])
    assert (work["id"], work["title"]) == ("12", "The Nile")
    assert [each.message for each in made.findings if each.rule == "import-lost"] == []


ENDNOTE = (
    "<EndNote><Cite><Author>Kim</Author><Year>2024</Year><record><rec-number>12</rec-number>"
    '<ref-type name="Book">6</ref-type><contributors><authors><author>Kim, Min</author></authors></contributors>'
    "<titles><title>The Nile</title></titles><dates><year>2024</year></dates></record></Cite></EndNote>"
)


def endnote_field() -> str:
    """Return a citation as EndNote writes a long one: in the data of a field, which holds a field of data alone."""
    held = f'<w:fldData xml:space="preserve">{b64encode(ENDNOTE.encode()).decode()}</w:fldData>'
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{held}</w:fldChar></w:r>'
    code = '<w:r><w:instrText xml:space="preserve"> ADDIN EN.CITE{} </w:instrText></w:r>'
    separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("separate", "end")
    )
    inner = begin + code.format(".DATA") + end
    return begin + code.format("") + inner + separate + run("(Kim, 2024)") + end


def mendeley_control(kind: str, cited: str, shown: str) -> str:
    tag = f'<w:sdtPr><w:tag w:val="MENDELEY_{kind}{cited}"/></w:sdtPr>'
    return f"<w:sdt>{tag}<w:sdtContent>{shown}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("cited", "listed", "said"),
    [
        (
            endnote_field(),
            paragraph(field("ADDIN EN.REFLIST", "Kim. The Nile.")),
            "It rains [@12].",
        ),
        (
            mendeley_control(
                "CITATION_v3_", b64encode(json.dumps(CITED).encode()).decode(), run("(Kim)")
            ),
            mendeley_control("BIBLIOGRAPHY", "", paragraph("Kim. The Nile.")),
            "It rains [@12, page 4].",
        ),
    ],
    ids=["EndNote", "Mendeley Cite"],
)
def test_citations_that_pandoc_does_not_read_stay_citations(
    cited: str, listed: str, said: str
) -> None:
    data = word_file(KEPT + paragraph(run("It rains ") + cited + run(".")) + listed)
    made = write_brief(read_draft(data, "a.docx"), "water", "2026-11")

    assert yaml.safe_load(made.text)["sections"][0]["body"] == [said]
    (work,) = json.loads(made.files["water-sources.json"])
    assert (work["id"], work["title"]) == ("12", "The Nile")
    assert [each.message for each in made.findings if each.rule == "import-lost"] == []


def test_a_citation_that_is_damaged_stays_as_it_stands() -> None:
    cited = mendeley_control("CITATION_v3_", "x" * 7, run("(Kim)"))

    assert body_of(word_file(KEPT + paragraph(run("It rains ") + cited))) == ["It rains (Kim)"]


def test_headings_in_two_rows_and_rows_of_one_cell_keep_what_they_mean() -> None:
    wide = '<w:gridSpan w:val="{}"/>'
    rows = (
        cell("District") + cell("Wells", wide.format(2)),
        cell("") + cell("2020") + cell("2021"),
        cell("The north", wide.format(3)),
        cell("Bole") + cell("1") + cell("2"),
    )
    grid = "".join('<w:gridCol w:w="2000"/>' for _ in range(3))
    made = table(*rows)
    (found,) = body_of(
        word_file(
            KEPT
            + made.replace(
                made[made.find("<w:tblGrid>") : made.find("</w:tblGrid>")], f"<w:tblGrid>{grid}"
            )
        )
    )

    assert found["table"]["columns"] == [
        "District", {"label": "Wells", "columns": [{"label": "2020"}, {"label": "2021"}]},
    ]  # fmt: skip
    assert found["table"]["rows"] == [{"group": "The north"}, ["Bole", "1", "2"]]


def test_equations_on_lines_of_their_own_are_kept() -> None:
    fraction = (
        f"<m:oMathPara {MATH}><m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num>"
        "<m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath></m:oMathPara>"
    )

    (equation,) = body_of(word_file(KEPT + paragraph(fraction)))

    assert equation["equation"]["tex"] == r"\frac{a}{b}"


@pytest.mark.parametrize(
    ("key", "text", "written"),
    [
        ("kim2024", "As @kim2024 [page 4] says [see @kim2024; -@kim2024].", None),
        ("10.1/(a)", "It rains [@{10.1/(a)}, page 4].", None),
        ("kim2024", "It rains [@who2020].", r"It rains \[@who2020\]."),
    ],
)
def test_citations_of_a_draft_with_its_sources_stay_citations(
    key: str, text: str, written: str | None
) -> None:
    head = f"---\nreferences:\n- id: {key}\n  type: book\n  title: The Nile\n---\n"
    fields, told = imported(f"{head}# Rain\n\n{text}\n\n# Sun\n\nIt shines.\n", "a.md")

    assert fields["sections"][0]["body"] == [written or text]
    assert told == []
