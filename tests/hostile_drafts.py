"""Files of authors that a stranger could send to be imported."""

from __future__ import annotations

from hostile_places import BOMB, SVG, Place, archive_of, pick, special_file


def draft_of_a_stranger(place: Place) -> None:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    maths = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    document = f'<w:document xmlns:w="{word}" xmlns:m="{maths}"><w:body>{{}}</w:body></w:document>'
    text = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"

    def docx(inner: str, before: bytes = b"", **more: bytes) -> bytes:
        return archive_of(
            {
                "word/document.xml": before + document.format(inner).encode(),
                "word/styles.xml": b"<a/>",
                **more,
            }
        )

    def equation(inner: str) -> str:
        return f"<w:p><m:oMathPara><m:oMath>{inner}</m:oMath></m:oMathPara></w:p>"

    def field(inner: str) -> str:
        begin, end = (
            f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")
        )
        code = f"<w:r><w:instrText> ADDIN ZOTERO_ITEM CSL_CITATION {inner}</w:instrText></w:r>"
        return f"<w:p>{begin}{code}{end}</w:p>"

    name, data = pick(
        place,
        [
            ("a.docx", docx(text.format("x"))),
            ("a.docx", docx(text.format("&e29;"), BOMB + b"]>")),
            ("a.docx", docx("<w:p>" * 5000)),
            ("a.docx", docx(text.format("x") * 200_000)),
            ("a.docx", docx(text.format("x"), **{"word/media/../../../owned": b"x"})),
            ("a.docx", archive_of({"word/document.xml": bytes(3 * 10**8)})),
            ("a.docx", b"PK\x05\x06" + bytes(18)),
            ("a.docx", docx("")),
            ("a.docx", docx("<w:tbl>" * 300 + "</w:tbl>" * 300)),
            ("a.docx", docx(equation("<m:f><m:num>" * 3000 + "</m:num></m:f>" * 3000))),
            ("a.docx", docx(equation("<m:r><m:t>\\input{/etc/passwd} $ ` &lt;b&gt;</m:t></m:r>"))),
            ("a.docx", docx(equation("<m:nary/><m:d/><m:f/><m:m><m:mr/></m:m><m:func/>"))),
            ("a.docx", docx(field("[" * 50_000))),
            (
                "a.docx",
                docx(field('{"citationItems": [7, {"id": {}, "itemData": {"author": "x"}}]}')),
            ),
            ("a.odt", archive_of({"content.xml": BOMB + b"]><a>&e29;</a>"})),
            ("a.md", "> " * 3000 + "a"),
            ("a.md", "[" * 20_000),
            ("a.md", "*" * 20_000),
            ("a.md", f"![a]({place.secret})"),
            ("a.md", "# \x1b[31mA\n\n::error::x"),
            ("a.md", "$" * 9999 + "\n\n```{.include}\n/etc/passwd\n```"),
            ("a.md", "---\na: &a [*a, *a]\n---\n# A"),
            ("a.md", "\x00" * 999),
            ("a.html", "<div>" * 20_000),
            ("a.html", f"<img src='file://{place.secret}'><iframe src='/etc/passwd'></iframe>"),
            ("a.html", "<table>" + "<tr><td colspan=99999999 rowspan=99999999>x" * 99),
            ("a.html", "<svg>" * 999),
            ("a.html", SVG.format("<text>x</text>")),
            ("a.html", "<p>" + "&#x0;&#55296;\u202e" * 999),
            ("a.md", "x" * 5_000_000),
            ("a.html", "<!DOCTYPE a [" + '<!ENTITY x SYSTEM "/etc/passwd">' + "]><p>&x;"),
        ],
    )
    if place.rng.random() < 0.15:
        special_file(place, place.folder / name)
    else:
        place.write(name, data)
    place.brief()
