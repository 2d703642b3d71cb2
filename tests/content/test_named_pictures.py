"""Figures, cover and logos: which files are read, and what is said of those that are wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief_texts import assert_findings, edited, load
from briefpress import content

if TYPE_CHECKING:
    from pathlib import Path

SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
EVERYWHERE = """\
publisher: {name: P, logo: {image: ‸publisher.svg, alt: P}}
partners: [{name: Q, logo: {image: ‸partner.svg, alt: Q}}]
cover: {image: ‸cover.svg, alt: Hills}"""
ALT = "give it either alt: … with what the picture tells, or decorative: true"
WIDTH = "How wide the picture is: 60% of the text, or 80mm; as wide as the text if you say nothing."


def test_pictures_are_read_wherever_they_are_named(tmp_path: Path) -> None:
    names = ["publisher.svg", "partner.svg", "cover.svg", "a.svg", "b.svg"]
    for name in names:
        (tmp_path / name).write_text(SVG, "utf-8")
    body = "[{figures: {items: [{image: a.svg, alt: A}, {image: b.svg, alt: B}]}}]"

    manuscript = load(tmp_path, edited(body, publisher=EVERYWHERE.replace("‸", "")))

    assert manuscript.findings == ()
    assert sorted(manuscript.images) == sorted(names)


def test_pictures_that_are_missing_are_told_where_they_are_named(tmp_path: Path) -> None:
    names = ("publisher", "partner", "cover")
    expected = [
        f'image-missing: the image "{name}.svg" cannot be read / '
        f"put it into {tmp_path.name}, or mend its name"
        for name in names
    ]
    assert_findings(tmp_path, edited(publisher=EVERYWHERE), *expected)


@pytest.mark.parametrize("there", ["Cover.SVG", "covers.svg"])
def test_a_picture_that_is_nearly_called_so_is_proposed(tmp_path: Path, there: str) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / there).write_text(SVG, "utf-8")
    body = "[{figure: {image: ‸pictures/cover.svg, alt: A}}]"
    expected = 'image-missing: the image "pictures/cover.svg" cannot be read / did you mean'
    assert_findings(tmp_path, edited(body), f'{expected} "pictures/{there}"?')


def test_the_logo_of_a_series_is_read_for_each_brief(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(SVG, "utf-8")
    (tmp_path / "a.yaml").write_text(edited(publisher="publisher: {name: P}"), "utf-8")
    (tmp_path / "series.yaml").write_text(
        "publisher: {logo: {image: logo.svg, alt: P}}\npartners: [{name: Q, logo: {image: gone.svg, alt: Q}}]",
        "utf-8",
    )

    manuscript = content.load(tmp_path / "a.yaml", tmp_path / "series.yaml")

    (finding,) = manuscript.findings
    assert (finding.rule, finding.location.file, finding.location.line) == (
        "image-missing", str(tmp_path / "series.yaml"), 2,
    )  # fmt: skip
    assert list(manuscript.images) == ["logo.svg"]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (edited(more="cover: ‸{image: a.svg}"),
         f"figure-alt: the picture on the cover has no alternative text / {ALT}"),
        (edited("[{figures: {items: [{image: a.svg, alt: A}, ‸{image: a.svg}]}}]"),
         f"figure-alt: the figure has no alternative text / {ALT}"),
        (edited("[{figures: {items: ‸[{image: a.svg, alt: A}]}}]"),
         'empty-field: "items" is empty, or has too few entries / The pictures, in reading order.'),
        (edited(publisher="publisher: {name: P, ‸logo: {image: a.svg}}"),
         'field-missing: "logo" has no "alt" / add: alt: …'),
        *((edited(f"[{{figure: {{image: a.svg, alt: A, width: ‸{width}}}}}]"),
           f'wrong-value: "width" is not written as it should be / {WIDTH}')
          for width in ("60", "0%", "101%", "-5mm", "6em", "wide")),
    ],
)  # fmt: skip
def test_pictures_without_what_they_need(tmp_path: Path, marked: str, expected: str) -> None:
    (tmp_path / "a.svg").write_text(SVG, "utf-8")

    assert_findings(tmp_path, marked, expected)


@pytest.mark.parametrize("width", ["60%", "100 %", "12.5%", "80mm", "3 cm", "1.5in", "200pt"])
def test_widths(tmp_path: Path, width: str) -> None:
    (tmp_path / "a.svg").write_text(SVG, "utf-8")

    assert load(tmp_path, edited(f"[{{figure: {{image: a.svg, alt: A, width: {width}}}}}]")).brief
