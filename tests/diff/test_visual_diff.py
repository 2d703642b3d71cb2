"""Visual changes between printed pages and between drawn pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from briefpress.diff.changes import Change, ChangeKind, Changes
from briefpress.diff.description import describe
from briefpress.diff.html_diff import to_html
from briefpress.diff.page_pairs import PagePair
from briefpress.diff.pixel_diff import differing_boxes, figures_differ
from briefpress.html.documents import HtmlDocument
from briefpress.pdf.printing import print_pdf
from briefpress.structure.bitmap import Bitmap
from diff_samples import RAIN, WATER, diff_files

if TYPE_CHECKING:
    from pathlib import Path


def printed_at(path: Path, body: str, style: str = "") -> Path:
    """Print a page of HTML as a PDF."""
    sheet = f"@page {{ size: 70mm 90mm; margin: 8mm }} body {{ font: 10pt 'IBM Plex Serif'; margin: 0 }} {style}"
    html = f"<!doctype html><html lang=en><title>T</title><style>{sheet}</style>{body}"
    path.write_bytes(print_pdf(HtmlDocument(html, "page")).data)
    return path


def looks(old: Path, new: Path) -> list[str]:
    found = diff_files(old, new, visual=True).changes
    assert found.text == ()
    return [describe(change) for change in found.visual]


def test_colours_and_backgrounds_are_visual_changes(tmp_path: Path) -> None:
    body = f"<h1>Kenya</h1><p>{WATER}<p class=x>{RAIN}"
    plain = printed_at(tmp_path / "plain.pdf", body)

    assert looks(plain, plain) == []
    assert looks(plain, printed_at(tmp_path / "red.pdf", body, ".x { color: #a00 }")) == [
        "looks different: the letters (colour) on page 1"
    ]
    assert looks(
        plain, printed_at(tmp_path / "line.pdf", body, "body { background: #ffe0a0 }")
    ) == ["looks different: what is around the words on page 1"]


def test_a_removed_page_is_shown(tmp_path: Path) -> None:
    long = printed_at(tmp_path / "a.pdf", f"<p>{WATER}<p style='break-before: page'>{RAIN}")
    found = diff_files(long, printed_at(tmp_path / "b.pdf", f"<p>{WATER}"), visual=True)

    assert [change.kind for change in found.changes.text] == [ChangeKind.REMOVED]
    assert "Page 2 of the older PDF, which is gone" in found.page
    assert "There is no such page." in found.page


def test_long_documents_are_compared_and_shown_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefpress.diff.visual_diff.MAX_PICTURES", 2)
    monkeypatch.setattr("briefpress.diff.visual_diff.MAX_COMPARED", 1)
    old, new = (
        printed_at(
            tmp_path / f"{n}.pdf", f"<p>{WATER} {n}.<p style='break-before: page'>{RAIN} {n}."
        )
        for n in (1, 2)
    )
    text = diff_files(old, new, visual=True).page

    assert "Of 2 pages that differ, pictures are shown of the first 1." in text
    assert "Of 2 pages, the look of the first 1 was compared." in text


def test_the_page_can_do_without_pictures() -> None:
    change = Change(ChangeKind.REMOVED, "sentence", old="It is \x00 gone.")
    text = to_html(
        ("a.pdf", "b.pdf"),
        Changes(text=(change,)),
        pages=[PagePair(0, None), PagePair(1, 0)],
        notes=["So."],
    )

    assert "It is \ufffd gone." in text
    assert "Page 1 of the older PDF, which is gone" in text
    assert "There is no picture of this page." in text
    assert "<p>So.</p>" in text


# Pixels


def drawing(*boxes: tuple[int, int, int, int], colour: tuple[int, int, int] = (0, 0, 0)) -> Bitmap:
    """Return a white picture of 120 × 120 pixels at 72 dpi, with some boxes."""
    rows_of_pixels = []
    for y in range(120):
        for x in range(120):
            inside = any(
                left <= x < right and upper <= y < lower for left, upper, right, lower in boxes
            )
            rows_of_pixels.append(bytes(colour if inside else (255, 255, 255)))
    return Bitmap(0, 120, 120, 1.0, (0.0, 0.0, 120.0, 120.0), 0, b"".join(rows_of_pixels))


def test_differing_boxes_are_in_points() -> None:
    old, new = drawing(), drawing((30, 30, 42, 42))

    assert differing_boxes(old, old, ()) == []
    assert differing_boxes(old, new, ()) == [(30.0, 78.0, 42.0, 90.0)]
    assert differing_boxes(old, new, [(25.0, 70.0, 50.0, 95.0)]) == []
    turned = replace(new, rotation=90)
    (box,) = differing_boxes(replace(old, rotation=90), turned, ())
    assert turned.to_pixels(box) == pytest.approx((30, 30, 42, 42))


def test_figures_are_compared_wherever_they_stand() -> None:
    old, moved = drawing((20, 20, 60, 60)), drawing((50, 40, 90, 80))
    red = drawing((50, 40, 90, 80), colour=(200, 0, 0))
    old_box, new_box = (15.0, 55.0, 65.0, 105.0), (45.0, 35.0, 95.0, 85.0)

    assert not figures_differ(old, old_box, moved, new_box)
    assert figures_differ(old, old_box, red, new_box)
    assert not figures_differ(old, (0.0, 0.0, 1.0, 1.0), red, new_box)
