"""Colours of style sheets and pictures of HTML, as they are handed to the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tinycss2 import color5

from briefpress.content.inks import FOGRA39
from briefpress.content.profiles import UA1, X4
from briefpress.findings import Severity
from briefpress.html.documents import HtmlDocument
from briefpress.pdf.css_colours import parsed_as_srgb
from briefpress.pdf.printing import print_pdf
from picture_matrix import cases

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.html.documents import PdfDocument

HTML = '<html lang="en"><head><title>T</title><style>%s</style></head>\n<body><h1>T</h1>\n%s</body></html>'
FOREIGN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">Lost</p></foreignObject></svg>'
FOGRA = FOGRA39.read_bytes()
FILES = {case.name: case.data for case in cases()}


def printed(folder: Path, body: str, style: str = "", profile: Any = UA1) -> PdfDocument:
    return print_pdf(HtmlDocument(HTML % (style, body), "a.html", folder=folder), profile=profile)


def said(pdf: PdfDocument) -> list[str]:
    return [str(finding).splitlines()[0] for finding in pdf.findings]


# Web Platform Tests, css/css-color: each of them is the green of CSS, or another known colour.
@pytest.mark.parametrize(
    ("colour", "levels"),
    [
        ("lab(46.2775% -47.5621 48.5837)", (0, 128, 0)),
        ("lch(46.2775% 67.9892 134.3912)", (0, 128, 0)),
        ("oklab(51.975% -0.1403 0.10768)", (0, 128, 0)),
        ("oklch(51.975% 0.17686 142.495)", (0, 128, 0)),
        ("color(display-p3 0.21604 0.49418 0.13151)", (0, 128, 0)),
        ("color(xyz 0.07719 0.15438 0.02573)", (0, 128, 0)),
        ("color(srgb-linear 0 0.21586 0)", (0, 128, 0)),
        ("color(srgb 0 0.50196 0)", (0, 128, 0)),
        ("hsl(120 100% 25.1%)", (0, 128, 0)),
        ("hwb(120 0% 49.8%)", (0, 128, 0)),
        ("lab(0% 0 0)", (0, 0, 0)),
        ("lab(100% 0 0)", (255, 255, 255)),
        ("oklch(1 0 0)", (255, 255, 255)),
        ("color(display-p3 0 1 0)", (0, 255, 0)),
        ("device-cmyk(0 0 0 0)", (255, 255, 255)),
        ("device-cmyk(0 0 0 1)", (0, 0, 0)),
        ("device-cmyk(0 81% 81% 30%)", (178.5, 33.9, 33.9)),
        ("device-cmyk(1, 0, 0, 0)", (0, 255, 255)),
        ("device-cmyk(2 -1 0 0)", (0, 255, 255)),
    ],
)
def test_a_colour_of_any_space_is_parsed_as_srgb(
    colour: str, levels: tuple[float, float, float]
) -> None:
    with parsed_as_srgb():
        parsed = color5.parse_color(colour)

    assert parsed.space == "srgb"
    assert [level * 255 for level in parsed.coordinates] == pytest.approx(levels, abs=0.7)
    assert parsed.alpha == 1


def test_a_colour_keeps_its_alpha() -> None:
    with parsed_as_srgb():
        assert color5.parse_color("device-cmyk(0 1 1 0 / 40%)").alpha == 0.4
        assert color5.parse_color("oklch(0.5 0.2 20 / 0.3)").alpha == 0.3


@pytest.mark.parametrize(
    "colour", ["device-cmyk(0 0 0)", "device-cmyk(a b c d)", "lab()", "color(--mine 1 0 0)", "color(rec2020 1 0 0)"]
)  # fmt: skip
def test_what_is_no_colour_or_not_known_is_none(colour: str) -> None:
    with parsed_as_srgb():
        assert color5.parse_color(colour) is None


def test_the_parser_is_as_before_once_a_document_is_printed(tmp_path: Path) -> None:
    printed(tmp_path, "<p style='color: device-cmyk(0 0 0 1)'>A</p>")

    assert color5.parse_color("device-cmyk(0 0 0 1)").space == "device-cmyk"
    assert color5.parse_color("lab(50 0 0)").space == "lab"


def test_a_colour_of_a_profile_is_ignored_and_named(tmp_path: Path) -> None:
    (tmp_path / "a.icc").write_bytes(FOGRA)
    style = """@color-profile --mine {src: url(a.icc); components: c, m, y, k}
      @color-profile device-cmyk {src: url(a.icc); components: c, m, y, k}
      p {color: maroon; color: color(--mine 0 1 1 0); opacity: 0.9}"""

    pdf = printed(tmp_path, "<p>A</p>", style)

    assert [finding.rule for finding in pdf.findings] == ["css"]
    assert "Ignored `color: color(--mine 0 1 1 0)`" in pdf.findings[0].message
    assert b"/DeviceCMYK" not in pdf.data


def test_a_printing_house_gets_inks_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(FILES["cmyk.jpg"])
    body = '<p style="color: device-cmyk(0 0 0 1)">A <img src="a.jpg" alt="B"></p>'

    assert b"/DeviceCMYK" in printed(tmp_path, body, profile=X4).data
    assert b"/DeviceCMYK" not in printed(tmp_path, body).data


@pytest.mark.parametrize(
    "body",
    ['<img alt="A" src="a b.heic">', "<p style=\"background: url('a b.heic')\">A</p>",
     '<ul style="list-style-image: url(a%20b.heic)"><li>A</ul>',
     '<svg role="img" aria-label="A"><image href="a b.heic" width="9" height="9"/></svg>'],
)  # fmt: skip
def test_a_picture_that_cannot_be_shown_is_refused_by_its_name_and_line(
    tmp_path: Path, body: str
) -> None:
    (tmp_path / "a b.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")

    pdf = printed(tmp_path, body)

    assert said(pdf) == [
        (
            'a.html:3: error[image-format]: the image "a b.heic" is a HEIC photograph, which browsers and'
            " PDF do not show"
        )
    ]
    assert pdf.findings[0].mend
    assert b"pdfaid" not in pdf.data


def test_a_picture_in_the_page_itself_is_called_by_its_beginning(tmp_path: Path) -> None:
    pdf = printed(tmp_path, f'<img alt="A" src="data:image/png;base64,{"A" * 80}">')

    assert said(pdf) == [
        (
            f'a.html:3: error[image-damaged]: the image "data:image/png;base64,{"A" * 18}…" is damaged, or is'
            " no PNG, JPEG, GIF, WebP, AVIF, TIFF, BMP, JPEG 2000 or SVG"
        )
    ]


def test_one_picture_that_cannot_be_shown_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(FILES["rgb-8.png"][:60])

    pdf = printed(tmp_path, '<img alt="A" src="a.png"><img alt="B" src="a.png">')

    assert [finding.rule for finding in pdf.findings] == ["image-damaged"]


def test_html_in_svg_is_refused_in_a_file_and_in_the_page(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(FOREIGN)
    file = printed(tmp_path, '<img alt="A" src="a.svg">')
    page = printed(tmp_path, FOREIGN.replace("<svg", '<svg role="img" aria-label="A"'))

    assert said(file) == [
        (
            'a.html:3: error[image-html]: the image "a.svg" holds HTML in a <foreignObject>, which is'
            ' not printed: "Lost"'
        )
    ]
    assert said(page) == [
        (
            'a.html:3: error[image-html]: the image "<svg> in the page" holds HTML in a <foreignObject>,'
            ' which is not printed: "Lost"'
        )
    ]


@pytest.mark.parametrize(
    "body",
    ['<div style="display: none">%s</div><p>A</p>', '<div hidden>%s</div><p>A</p>'],
)  # fmt: skip
def test_html_in_svg_that_is_hidden_is_no_fault(tmp_path: Path, body: str) -> None:
    assert not said(printed(tmp_path, body % FOREIGN))


def test_svg_of_a_page_may_be_written_as_programs_write_it(tmp_path: Path) -> None:
    """With entities for its namespaces, as Illustrator writes it."""
    svg = '<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">]><svg xmlns="&ns;" width="9"><rect/></svg>'
    (tmp_path / "a.svg").write_text(svg)

    assert not said(printed(tmp_path, '<img alt="A" src="a.svg">'))


def test_a_page_may_show_a_photograph_as_it_lies_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(FILES["rgb-turned.jpg"])
    (tmp_path / "b.jpg").write_bytes(FILES["rgb.jpg"])
    lies = printed(tmp_path, '<img alt="A" src="a.jpg">', "img {image-orientation: none}")
    turned = printed(tmp_path, '<img alt="A" src="a.jpg">')

    assert FILES["rgb-turned.jpg"] in lies.data
    assert FILES["rgb-turned.jpg"] not in turned.data


def test_an_attached_picture_is_not_converted(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(FILES["cmyk.jpg"])
    pdf = printed(tmp_path, '<p>A</p><link rel="attachment" href="a.jpg">')

    assert all(finding.severity < Severity.ERROR for finding in pdf.findings)


def test_svg_that_is_not_whole_is_refused_once(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><foreignObject>")

    (line,) = said(printed(tmp_path, '<img alt="A" src="a.svg">'))

    assert line.startswith("a.html: error[image-missing]: Failed to load image at 'file://")
