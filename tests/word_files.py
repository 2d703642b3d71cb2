"""Word files as their XML says: a body between the parts that every Word file has."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE_2006 = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_STYLES = """<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>"""


def word_file(body: str, comments: str = "", sources: str = "") -> bytes:
    """Return a Word file with the XML of a body, of its comments, and of the sources that Word keeps."""
    kinds = [("document", "main+xml"), ("styles", "+xml"), ("comments", "+xml")]
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{name}{end}"/>'
        for name, end in kinds
    ).replace(".documentmain", ".document.main")
    related = "".join(
        f'<Relationship Id="r{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for name, _ in kinds[1:]
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{_PACKAGE[7:]}"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1"'
        f' Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>',
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_W}>{_STYLES}</w:styles>",
        "word/comments.xml": f"<w:comments {_W}>{comments}</w:comments>",
    }
    if sources:
        parts["customXml/item1.xml"] = (
            f'<b:Sources xmlns:b="{_OFFICE_2006}/bibliography">{sources}</b:Sources>'
        )
    data = BytesIO()
    with ZipFile(data, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return data.getvalue()


def paragraph(text: str, style: str = "") -> str:
    """Return a paragraph; a text that is XML is taken for its runs."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{text if text.startswith('<') else run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """Return a run of text with its properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: str, heading: bool = True) -> str:
    """Return a table; its first row is marked as headings."""
    marked = "<w:trPr><w:tblHeader/></w:trPr>" if heading else ""
    made = "".join(f"<w:tr>{marked if not n else ''}{row}</w:tr>" for n, row in enumerate(rows))
    width = rows[0].count("<w:tc>")
    grid = "".join('<w:gridCol w:w="2000"/>' for _ in range(width))
    look = '<w:tblPr><w:tblLook w:firstRow="1"/></w:tblPr>'
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def cell(text: str, properties: str = "") -> str:
    """Return a cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text) if text else '<w:p/>'}</w:tc>"
