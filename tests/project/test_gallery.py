"""The gallery: what counts as a change of a page, and the pages as they were approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw

import gallery

if TYPE_CHECKING:
    from pathlib import Path

SIZE = (248, 351)  # A4 at 30 dpi


def page(*lines: int, ink: int = 60, left: int = 30) -> gallery.Shown:
    """Return a page with lines of text at these heights, as grey as such are from afar."""
    image = Image.new("RGB", SIZE, "white")
    for top in lines:
        ImageDraw.Draw(image).rectangle((left, top, left + 150, top + 4), fill=(ink, ink, ink))
    return gallery.shown(image)


def approved(*pages: gallery.Shown) -> list[str]:
    return [gallery.packed(each.coarse) for each in pages]


def notes(pages: list[gallery.Shown], before: list[gallery.Shown]) -> list[str]:
    return [each.note for each in gallery.compare(pages, approved(*before))]


def test_a_page_as_it_was_is_no_change() -> None:
    assert notes([page(40, 60)], [page(40, 60)]) == [""]


def test_letters_that_are_smoothed_otherwise_are_no_change() -> None:
    assert notes([page(40, 60, ink=72)], [page(40, 60, ink=60)]) == [""]


@pytest.mark.parametrize("changed", [page(40, 70), page(40), page(40, 60, left=60)])
def test_a_line_that_moved_or_went_is_a_change_with_its_place(changed: gallery.Shown) -> None:
    (found,) = gallery.compare([changed], approved(page(40, 60)))

    assert "differ" in found.note
    assert {cell // gallery.COLUMNS for cell in found.differs} <= {3, 4, 5, 6}


def test_pages_that_came_or_went_are_changes() -> None:
    assert notes([page(40), page(50)], [page(40)]) == ["", "new"]
    assert notes([page(40)], [page(40), page(50)]) == ["1 pages fewer than approved"]


def test_changed_pages_are_outlined_in_the_gallery() -> None:
    compared = gallery.compare([page(40), page(70)], approved(page(40), page(60)))

    text = gallery.to_html({"brief: short": compared})
    assert text.count("<figure>") == 1
    assert text.count("<figure class=changed>") == 1
    assert "1 pages differ" in text


@pytest.mark.slow("a long run")
def test_all_pages_are_as_they_were_approved(tmp_path: Path) -> None:
    assert gallery.main(["--out", str(tmp_path)]) == 0, "look at build/gallery/gallery.html"
