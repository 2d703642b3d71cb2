"""What of an ODT file becomes of a brief, with what pandoc leaves out; and what other drafts hold that no brief has."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import yaml

from briefpress.drafts import read_draft, write_brief
from word_files import paragraph, run, word_file

_NAMES = (
    "text", "office", "style", "table", "drawing", "xsl-fo-compatible", "svg-compatible",
)  # fmt: skip
_PREFIXES = {"drawing": "draw", "xsl-fo-compatible": "fo", "svg-compatible": "svg"}
_SPACES = " ".join(
    f'xmlns:{_PREFIXES.get(name, name)}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in _NAMES
)
_SPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
STYLES = """<office:styles><style:default-style style:family="paragraph">
<style:text-properties fo:language="en" fo:country="GB"/></style:default-style></office:styles>"""
AUTOMATIC = """<office:automatic-styles>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="T1" style:family="text"><style:text-properties fo:language="sw" fo:country="KE"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
</office:automatic-styles>"""
CHANGES = """<text:tracked-changes>
<text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>Cee</dc:creator></office:change-info>
<text:p>not </text:p></text:deletion></text:changed-region>
<text:changed-region text:id="c2"><text:insertion><office:change-info><dc:creator>Cee</dc:creator></office:change-info>
</text:insertion></text:changed-region></text:tracked-changes>"""


def odt(body: str) -> bytes:
    """Return an ODT file with a body, after a title and the first heading."""
    head = '<text:p text:style-name="P1">Water</text:p><text:h text:outline-level="1">Rain</text:h>'
    content = (
        f"{AUTOMATIC}<office:body><office:text>{CHANGES}{head}{body}</office:text></office:body>"
    )
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {_SPACES}>{content}</office:document-content>",
        "styles.xml": f"<office:document-styles {_SPACES}>{STYLES}</office:document-styles>",
        "meta.xml": f"<office:document-meta {_SPACES}><office:meta/></office:document-meta>",
        "META-INF/manifest.xml": "<manifest/>",
    }
    data = BytesIO()
    with ZipFile(data, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return data.getvalue()


def imported(data: bytes, name: str) -> tuple[dict[str, Any], list[str]]:
    made = write_brief(read_draft(data, name), "water", "2026-11")
    assert all(each.mend for each in made.findings)
    told = [
        f"{each.rule}: {each.message}" for each in made.findings if each.rule != "import-missing"
    ]
    return yaml.safe_load(made.text), told


def test_title_and_language_of_an_odt_are_kept() -> None:
    fields, told = imported(odt("<text:p>It is late.</text:p>"), "a.odt")

    assert (fields["title"], fields["language"]) == ("Water", "en-GB")
    assert fields["sections"] == [{"heading": "Rain", "body": ["It is late."]}]
    assert "introduction" not in fields
    assert [each for each in told if "Cee" not in each] == []


def test_languages_of_an_odt_are_kept_and_comments_and_changes_told() -> None:
    note = (
        "<office:annotation><dc:creator>Dee</dc:creator><text:p>Is it?</text:p></office:annotation>"
    )
    first, last = (f'<text:change-{each} text:change-id="c2"/>' for each in ("start", "end"))
    inserted = f"{first}very <text:span>late</text:span>{last}"
    spoken = '<text:span text:style-name="T1">maji ni</text:span> <text:span text:style-name="T1">uhai</text:span>'
    body = f'<text:p>It is <text:change text:change-id="c1"/>{inserted}{note}, {spoken}.</text:p>'
    fields, told = imported(odt(body), "a.odt")

    assert fields["sections"][0]["body"] == ["It is very late, [maji ni uhai]{lang=sw-KE}."]
    assert told == [
        'import-comment: at "It is very late, maji ni uhai.": a comment of Dee: "Is it?"',
        'import-change: Cee deleted "not"',
        'import-change: Cee inserted "very late"',
    ]


def test_a_phrase_in_another_language_keeps_what_is_bold_in_it() -> None:
    bold = '<text:span text:style-name="T2">uhai</text:span>'
    spoken = f'<text:span text:style-name="T1">{bold} ni maji</text:span><text:span text:style-name="T1"/>'
    fields, told = imported(odt(f"<text:p>Say {spoken} now.</text:p>"), "a.odt")

    assert fields["sections"][0]["body"] == ["Say [**uhai** ni maji]{lang=sw-KE} now."]
    assert [each for each in told if "Cee" not in each] == []


def test_what_a_picture_of_an_odt_shows_is_kept() -> None:
    picture = '<draw:image xlink:href="Pictures/a.png"/>'
    frame = f"<draw:frame>{picture}<svg:title>Dots</svg:title><svg:desc>A red dot.</svg:desc></draw:frame>"
    fields, _ = imported(odt(f"<text:p>{frame}</text:p>"), "a.odt")

    (figure,) = fields["sections"][0]["body"]
    assert figure["figure"]["alt"] == "A red dot."


def test_a_comment_on_no_words_of_a_word_file_is_told() -> None:
    reference = '<w:r><w:commentReference w:id="0"/></w:r>'
    body = paragraph("Rain", "Heading1") + paragraph(run("It is late.") + reference)
    comment = f'<w:comment w:id="0" w:author="Dee">{paragraph("Is it?")}</w:comment>'
    _, told = imported(word_file(body, comment), "a.docx")

    assert told == ['import-comment: at "It is late.": a comment of Dee: "Is it?"']


def test_a_style_of_captions_of_libre_office_is_a_caption() -> None:
    row = f"<w:tr><w:tc>{paragraph('a')}</w:tc></w:tr>"
    table = f'<w:tbl><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid>{row}{row}</w:tbl>'
    styled = (
        '<w:p><w:pPr><w:pStyle w:val="Table"/></w:pPr><w:r><w:t>Table 1: Wells</w:t></w:r></w:p>'
    )
    data = word_file(paragraph("Rain", "Heading1") + styled + table)
    style = b'<w:style w:type="paragraph" w:styleId="Table"><w:name w:val="Table"/></w:style>'
    with ZipFile(BytesIO(data)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(
        b"</w:styles>", style + b"</w:styles>"
    )
    changed = BytesIO()
    with ZipFile(changed, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    fields, _ = imported(changed.getvalue(), "a.docx")

    assert fields["sections"][0]["body"][0]["table"]["caption"] == "Wells"


def test_code_of_a_notebook_is_told_and_not_printed() -> None:
    head = '---\ntitle: Water\ndate: "May 3, 2026"\n---\n\n# Rain\n\nIt is late.\n\n'
    draft = head + "```{r wells, echo=FALSE}\nplot(x)\n```\nWells.\n"
    fields, told = imported(draft.encode(), "a.md")

    assert fields["date"] == "2026-05-03"
    assert fields["sections"] == [{"heading": "Rain", "body": ["It is late.\n\nWells."]}]
    assert told == ['import-lost: under "Rain": the code "plot(x)" is not run']


def test_what_a_page_holds_that_no_brief_has_is_told() -> None:
    page = (
        "<head><title>Water</title></head><header><p>Menu</p></header><main><h2>Rain</h2><p>It is late.</p>"
        "<video src='a.mp4'></video><iframe src='b.html'></iframe><script>var a = '<input>'</script></main>"
    )
    fields, told = imported(page.encode(), "a.html")

    assert fields["sections"] == [{"heading": "Rain", "body": ["It is late."]}]
    assert told == [
        "import-lost: not imported: another page",
        "import-lost: not imported: a film",
        "import-lost: not imported: what stands around <main>, such as the head, the menus and the foot of the page",
    ]
