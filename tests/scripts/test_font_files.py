"""Font files that are damaged, in a brief, a theme and a page: told as such, and nothing fails at them."""

from __future__ import annotations

from importlib.metadata import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress.scripts import is_damaged_font
from conftest import build_here, print_here, rules, write_brief

if TYPE_CHECKING:
    from collections.abc import Iterable

FONTS = [
    Path(str(each.locate()))
    for package in ("fontpkg-ibm-plex-serif", "fontpkg-fira-sans")
    for each in files(package) or ()
    if each.suffix in (".ttf", ".otf")
]
PAGE = """<!DOCTYPE html><html lang="en"><title>T</title>
<style>@font-face { font-family: F; src: url("f.ttf") } body { font-family: F }</style><h1>T</h1><p>Rain came.</p>"""


def damaged(places: Iterable[int]) -> bytes:
    """Return a font with other bytes at some places."""
    font = bytearray(FONTS[0].read_bytes())
    for place in places:
        font[place] = 0xDD
    return bytes(font)


def table(font: bytes, name: bytes) -> int:
    """Return where a table begins."""
    row = font.index(name, 12)
    return int.from_bytes(font[row + 8 : row + 12])


def test_the_fonts_that_come_with_this_program_are_sound() -> None:
    assert len(FONTS) > 4
    assert [path.name for path in FONTS if is_damaged_font(path.read_bytes())] == []


@pytest.mark.parametrize("data", [b"", b"wOF2" + b"\xff" * 90, b"GIF89a", b"\x89PNG"])
def test_what_is_no_font_of_tables_is_not_judged(data: bytes) -> None:
    assert not is_damaged_font(data)


@pytest.mark.parametrize(
    "data",
    [damaged([12]), damaged([60, 61]), FONTS[0].read_bytes()[:100], b"\0\1\0\0" + bytes(90)],
    ids=["a name", "two letters", "cut", "no tables"],
)
def test_a_font_with_names_of_tables_that_are_none_is_told_of_the_brief(
    data: bytes, tmp_path: Path
) -> None:
    (tmp_path / "f.ttf").write_bytes(data)
    look = {"text_font": "F", "fonts": [{"family": "F", "file": "f.ttf"}]}
    made = build_here(write_brief(tmp_path / "water.yaml", theme=look), out=tmp_path / "out")

    (finding,) = [each for each in made.report.findings if each.rule == "font-file"]
    assert "damaged" in finding.message
    assert not made.files


def test_a_font_with_a_table_that_cannot_be_read_is_told_of_the_brief(tmp_path: Path) -> None:
    sound = FONTS[0].read_bytes()
    start = table(sound, b"OS/2")
    (tmp_path / "f.ttf").write_bytes(damaged(range(start, start + 60)))
    look = {"text_font": "F", "fonts": [{"family": "F", "file": "f.ttf"}]}
    made = build_here(write_brief(tmp_path / "water.yaml", theme=look), out=tmp_path / "out")

    assert [each.message for each in made.report.findings if each.rule == "theme-font"] == [
        'the font "f.ttf" is damaged'
    ]


def test_a_damaged_font_of_a_page_is_told_of_that(tmp_path: Path) -> None:
    (tmp_path / "f.ttf").write_bytes(damaged([12]))
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    made = print_here(tmp_path / "page.html", tmp_path / "out/page")

    assert "resource-refused" in rules(made)
    assert any("is a damaged font" in each.message for each in made.report.findings)
