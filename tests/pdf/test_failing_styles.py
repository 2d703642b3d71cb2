"""Style sheets at which WeasyPrint fails: the rule is named, with its file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress import content, html, pdf
from briefpress.findings import Unusable
from briefpress.html import HtmlDocument, Theme
from conftest import write_brief

if TYPE_CHECKING:
    from pathlib import Path

TOO_DEEP = ":not(" * 150 + "p" + ")" * 150
NOT_HANDLED = "* { display: table-cell; position: running(a); float: footnote }"


@pytest.mark.parametrize(
    ("css", "place"),
    [
        (f"p {{ color: red }}\n\n  {TOO_DEEP} {{ color: blue }}\nh1 {{ color: red }}", (3, 3)),
        (f"p {{ color: red }}\n@media print {{\n{NOT_HANDLED}\n}}", (3, 1)),
        ("/* a\r\nb */\r\nh2 { color: red }" + "a {" * 5000, (3, 18)),
    ],
)
def test_a_rule_of_a_theme_is_named_with_its_place(
    css: str, place: tuple[int, int], tmp_path: Path
) -> None:
    sheet = tmp_path / "look/styles/theme.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_bytes(css.encode())
    manuscript = content.load(write_brief(tmp_path / "brief.yaml"))
    assert manuscript.brief
    page = html.render(manuscript.brief, Theme.at(tmp_path / "look"), {}, "brief.yaml")

    with pytest.raises(Unusable) as caught:
        pdf.print_pdf(page)

    (finding,) = caught.value.findings
    assert finding.rule == "style-fails"
    assert (finding.location.file, finding.location.line, finding.location.column) == (
        str(sheet), *place,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("page", "file", "line"),
    [
        (f"<html lang=en><title>A</title>\n<style>\n{TOO_DEEP} {{ color: red }}</style><p>B", "page.html", 3),
        ('<html lang=en><title>A</title><link rel=stylesheet href="own.css"><p>B', "own.css", 2),
    ],
)  # fmt: skip
def test_a_rule_of_a_page_is_named_with_its_place(
    page: str, file: str, line: int, tmp_path: Path
) -> None:
    (tmp_path / "own.css").write_text(f"p {{ color: red }}\n{TOO_DEEP} {{ color: red }}")

    with pytest.raises(Unusable) as caught:
        pdf.print_pdf(HtmlDocument(page, "page.html", tmp_path))

    (finding,) = caught.value.findings
    assert finding.location.file.endswith(file)
    assert finding.location.line == line


def test_what_fails_without_style_sheets_is_no_fault_of_theirs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("briefpress.pdf.printing._write", fail)
    page = "<html lang=en><title>A</title><style>p { color: red }</style><p>B"

    with pytest.raises(ZeroDivisionError):
        pdf.print_pdf(HtmlDocument(page, "page.html"))
