"""What HTML says otherwise than WeasyPrint reads it: where links lead, the language, the title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from briefpress import structure
from briefpress.html import letters, read_outline
from conftest import print_here

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.structure import PdfStructure

PAGE = '<!DOCTYPE html><html{lang}><meta charset="utf-8">{head}<title>{title}</title>{body}'
TARGETS = (
    "<style>h2, footer {{ break-before: page }}</style><h1>One</h1><p>Read <a href='{link}'>more</a>.</p>"
    "<h2 id='unit-%28t'>Two</h2><h2 id='unit-(t'>Three</h2><h2><a name='four'></a>Four</h2>"
    "<h2 id='вода'>Five</h2><h2><a name='both'></a>Six</h2><h2 id='both'>Seven</h2>"
    "<footer id='foot'><div>Eight</div></footer>"
)


def printed(
    folder: Path, body: str, *, lang: str = ' lang="en"', head: str = "", title: str = "T"
) -> PdfStructure:
    page = folder / "page.html"
    page.write_text(PAGE.format(lang=lang, head=head, title=title, body=body), "utf-8")
    made = print_here(page, folder / "page.pdf")
    assert made.files, made.report.findings
    return structure.inspect((folder / "page.pdf").read_bytes())


@pytest.mark.parametrize(
    ("link", "page"),
    [
        ("#unit-%28t", 2), ("#unit-(t", 3), ("#unit-%2528t", 2), ("#four", 4), ("#вода", 5),
        ("#%D0%B2%D0%BE%D0%B4%D0%B0", 5), ("#both", 7), ("#foot", 8), ("#", 1), ("", 1), ("#top", 1),
        ("#TOP", 1), (" #four ", 4),
    ],
)  # fmt: skip
def test_a_link_leads_where_html_says(link: str, page: int, tmp_path: Path) -> None:
    pdf = printed(tmp_path, TARGETS.format(link=link))

    (area,) = (each for each in pdf.pages[0].annotations)
    assert area.destination
    assert area.destination.page == page - 1


@pytest.mark.parametrize("link", ["#nowhere", "#Four", "#unit-%2829", "#hidden", "#%zz"])
def test_a_link_that_leads_nowhere_is_text(link: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    body = TARGETS.format(link=link) + "<p id='hidden' style='display: none'>x</p>"
    page.write_text(PAGE.format(lang=' lang="en"', head="", title="T", body=body), "utf-8")

    made = print_here(page, tmp_path / "page.pdf")

    told = [each for each in made.report.findings if each.rule == "link-anchor"]
    assert len(told) == 1
    pdf = structure.inspect((tmp_path / "page.pdf").read_bytes())
    assert not pdf.pages[0].annotations


@pytest.mark.parametrize(
    ("lang", "head", "body"),
    [
        (' lang="kk"', "", ""),
        (' xml:lang="kk"', "", ""),
        ("", "", '<body lang="kk">'),
        ("", '<meta http-equiv="Content-Language" content="kk">', '<body lang="ru">'),
    ],
)
def test_the_language_is_said_where_html_has_it(
    lang: str, head: str, body: str, tmp_path: Path
) -> None:
    pdf = printed(tmp_path, f"{body}<h1>Су</h1><p>Тегін су.</p>", lang=lang, head=head)

    assert pdf.language in ("kk", "ru")
    assert {each.lang for each in pdf.walk()} <= {None, pdf.language, "ru"}


FIELDS = {
    "first option": ("<select><option>Wells<option>Pasture</select>", "Wells"),
    "option chosen": ("<select><option>Wells<option selected>Pasture</select>", "Pasture"),
    "two chosen": ("<select><option selected>Wells<option selected>Pasture</select>", "Pasture"),
    "disabled": ("<select><option disabled>Choose<option>Wells</select>", "Wells"),
    "groups": ("<select><optgroup label=A><option>Wells</optgroup><optgroup label=B><option>Herds</select>", "Wells"),
    "several": ("<select multiple><option>Wells<option selected>Pasture</select>", "Wells Pasture"),
    "hidden field": ("<input type=hidden value=token>", ""),
    "password": ("<input type=password value=secret>", ""),
    "text": ("<input value=Wells>", "Wells"),
    "script": ("<noscript>Wells</noscript>", "Wells"),
}  # fmt: skip


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_says_what_a_browser_shows(name: str, tmp_path: Path) -> None:
    html, said = FIELDS[name]

    pdf = printed(tmp_path, f"<h1>A</h1><p>Here: {html} end.")

    (paragraph,) = (each for each in pdf.walk() if each.role == "P")
    assert "".join(paragraph.text.split()) == f"Here:{said.replace(' ', '')}end."
    page = read_outline((tmp_path / "page.html").read_text("utf-8"))
    if "value" not in html:  # what styles set is told by the engine
        assert letters(page.passages[-1].text) == letters(paragraph.text)


@pytest.mark.parametrize(
    "picture",
    [
        'data-src="dot.png"',
        'data-lazy-src="dot.png" src=""',
        'data-original="dot.png" src="data:image/svg+xml,%3Csvg/%3E"',
        'src="dot.png" loading="lazy" data-src="other.png"',
    ],
)
def test_a_picture_that_scripts_load_later_is_there(picture: str, tmp_path: Path) -> None:
    Image.new("L", (9, 9), 80).save(tmp_path / "dot.png")
    html = (
        f'<h1>A</h1><p><img {picture} alt="A grey field" width=90 height=90>'
        '<noscript><img src="dot.png" alt="A grey field"></noscript>'
    )

    pdf = printed(tmp_path, html)

    (figure,) = (each for each in pdf.walk() if each.role == "Figure")
    assert figure.alt == "A grey field"
    assert figure.boxes()


def test_a_title_is_on_one_line(tmp_path: Path) -> None:
    pdf = printed(tmp_path, "<h1>A</h1><p>B</p>", title="\n  Wells\n\tand   pasture\n")

    assert pdf.title == "Wells and pasture"
