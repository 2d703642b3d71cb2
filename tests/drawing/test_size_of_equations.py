"""Equations are drawn so that their letters are as tall as those of the text around them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont

from briefpress.content import EDITIONS, mathml_of
from briefpress.drawing import Look, draw_equation
from briefpress.html import Theme
from briefpress.html.chart_look import chart_look
from rendered import brief_of

if TYPE_CHECKING:
    from pathlib import Path


def height_of_z(look: Look) -> float:
    """Return how tall a z is drawn in pixels: it has neither rounds nor serifs above the x-height."""
    (path,) = draw_equation(mathml_of(r"\mathrm{z}"), look).iter("path")
    numbers = [float(each) for each in re.findall(r"-?[\d.]+", path.attrib["d"])]
    return max(numbers[1::2]) - min(numbers[1::2])


@pytest.mark.parametrize("edition", ["screen", "large"])
def test_letters_of_an_equation_have_the_x_height_of_the_text(edition: str) -> None:
    look = chart_look(brief_of(), Theme(), EDITIONS[edition])
    assert look.text_font is not None
    with TTFont(look.text_font) as font:
        x_height = font["OS/2"].sxHeight / font["head"].unitsPerEm * look.text_size

    assert height_of_z(look) == pytest.approx(x_height, rel=0.05)


def test_a_font_that_does_not_say_its_x_height_changes_nothing(tmp_path: Path) -> None:
    look = chart_look(brief_of(), Theme(), EDITIONS["screen"])
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font")

    plain = height_of_z(replace(look, text_font=None))
    assert height_of_z(replace(look, text_font=broken)) == plain
    assert height_of_z(look) > plain
