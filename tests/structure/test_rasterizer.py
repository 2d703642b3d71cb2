"""Pages drawn in a process of their own, and files that take too much time or memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress.structure import rasterize, rasterizer
from briefpress.structure.bitmap import Bitmap
from briefpress.structure.rasterizer import Rasterizer
from hostile.builder import make_pdf
from hostile.content import patterns_doubling

if TYPE_CHECKING:
    from pathlib import Path

PIXELS = 1_000_000


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "plain.pdf"
    path.write_bytes(make_pdf())
    return path


def test_a_page_is_drawn_as_in_this_process(plain: Path) -> None:
    (there,) = Rasterizer(plain).each(72, [0], PIXELS)

    assert [there] == list(rasterize.rasterize_pages(plain.read_bytes(), 72))


def test_all_pages_share_the_pixels(plain: Path) -> None:
    (drawn,) = Rasterizer(plain).each(72, [0], 5_000)

    assert isinstance(drawn, Bitmap)
    assert (drawn.width, drawn.height) == (100, 50)


def test_a_page_that_is_not_there_does_not_keep_the_others_from_being_drawn(plain: Path) -> None:
    missing, drawn = Rasterizer(plain).each(72, [7, 0], PIXELS)

    assert isinstance(missing, str)
    assert "page 8 cannot be drawn" in missing
    assert isinstance(drawn, Bitmap)


def test_a_file_that_is_too_much_is_given_up_and_the_next_one_drawn(
    plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rasterizer, "SECONDS", 0.2)
    hostile = tmp_path / "hostile.pdf"
    hostile.write_bytes(patterns_doubling(20))
    too_much = Rasterizer(hostile)
    (reason,) = too_much.each(72, [0, 0], PIXELS)

    assert isinstance(reason, str)
    assert "too much time or memory" in reason
    assert list(too_much.each(72, [0], PIXELS)) == []
    assert isinstance(next(Rasterizer(plain).each(72, [0], PIXELS)), Bitmap)
