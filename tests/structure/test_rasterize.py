"""Pages as bitmaps: where a box of the page is in pixels, and what cannot be drawn."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pydyf
import pytest
from hypothesis import given, strategies as st
from PIL import Image

from briefpress.structure import rasterize
from briefpress.structure.bitmap import Bitmap, RasterizeError, Rect

if TYPE_CHECKING:
    from conftest import Printed

RED, WHITE = (255, 0, 0), (255, 255, 255)


def paper(*pages: dict[str, Any], box: Rect = (20, 30, 60, 50)) -> bytes:
    """Return a PDF whose pages have a red box, and the given entries in their dictionaries."""
    document = pydyf.PDF()
    left, bottom, right, top = box
    for page in pages:
        stream = pydyf.Stream()
        stream.set_color_rgb(1, 0, 0)
        stream.rectangle(left, bottom, right - left, top - bottom)
        stream.fill()
        document.add_object(stream)
        fields = {"Type": "/Page", "Parent": document.pages.reference, "Contents": stream.reference}
        document.add_page(
            pydyf.Dictionary({**fields, "MediaBox": pydyf.Array([0, 0, 200, 100]), **page})
        )
    file = io.BytesIO()
    document.write(file)
    return file.getvalue()


def test_a_bitmap_has_the_colours_of_the_page() -> None:
    (picture,) = rasterize.rasterize_pages(paper({}), 72)

    assert (picture.width, picture.height, picture.scale) == (200, 100, 1)
    assert picture.to_pixels((20, 30, 60, 50)) == (20, 50, 60, 70)
    assert picture.colour_at(20, 50) == picture.colour_at(59, 69) == RED
    assert picture.colour_at(19, 50) == picture.colour_at(60, 69) == WHITE
    assert picture.colours((20, 30, 60, 50)) == [(800, RED)]
    assert picture.colours((20, 30, 60, 55)) == [(800, RED), (200, WHITE)]
    assert picture.colours((300, 30, 400, 55)) == []


@pytest.mark.parametrize("turn", [0, 90, 180, 270, -90])
@pytest.mark.parametrize("crop", [None, [10, 20, 150, 90], [-50, -50, 150, 90]])
@pytest.mark.parametrize("media", [[0, 0, 200, 100], [-40, 10, 160, 110], [200, 100, 0, 0]])
def test_a_box_is_located_on_shifted_and_rotated_pages(
    turn: int, crop: list[float] | None, media: list[float]
) -> None:
    fields = {"Rotate": turn, "MediaBox": pydyf.Array(media)}
    if crop:
        fields["CropBox"] = pydyf.Array(crop)
    (picture,) = rasterize.rasterize_pages(paper(fields), 144)

    whole = Image.frombytes("RGB", (picture.width, picture.height), picture.pixels)
    ground = Image.new("RGB", whole.size, WHITE)
    drawn = Image.composite(whole, ground, Image.eval(whole.getchannel("G"), lambda g: 255 - g))
    found = Image.eval(drawn.getchannel("G"), lambda g: 255 - g).getbbox()

    assert found == pytest.approx(picture.to_pixels((20, 30, 60, 50)), abs=1)
    assert picture.colours((21, 31, 59, 49))[0][1] == RED


@given(st.tuples(*[st.floats(-1e4, 1e4)] * 4), st.sampled_from([0, 90, 180, 270]))
def test_boxes_in_pixels_are_ordered(box: Rect, turn: int) -> None:
    view = (-10.0, 5.0, 585.0, 847.0)
    left, upper, right, lower = Bitmap(0, 595, 842, 1, view, turn, b"").to_pixels(box)

    assert left <= right
    assert upper <= lower


def test_only_the_pages_asked_for_are_drawn() -> None:
    data = paper({}, {}, {})

    assert [picture.page for picture in rasterize.rasterize_pages(data, 36)] == [0, 1, 2]
    assert [picture.page for picture in rasterize.rasterize_pages(data, 36, range(1, 3))] == [1, 2]
    assert next(rasterize.rasterize_pages(data, 36)).page == 0


@pytest.mark.parametrize("size", [(14400, 14400), (14400, 3), (3, 14400), (1e6, 1e6)])
def test_a_huge_page_is_drawn_at_a_lower_resolution(size: tuple[float, float]) -> None:
    (picture,) = rasterize.rasterize_pages(paper({"MediaBox": pydyf.Array([0, 0, *size])}), 300)

    assert picture.width * picture.height <= 1.01 * rasterize.MAX_PIXELS
    assert max(picture.width, picture.height) <= rasterize.MAX_SIDE + 1
    assert picture.webp()


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n%%EOF"])
def test_bytes_that_are_not_a_pdf_cannot_be_rasterized(data: bytes) -> None:
    with pytest.raises(RasterizeError, match="cannot be opened"):
        list(rasterize.rasterize_pages(data, 72))


def test_a_missing_page_cannot_be_rasterized() -> None:
    with pytest.raises(RasterizeError, match="page 3 cannot be drawn"):
        list(rasterize.rasterize_pages(paper({}), 72, [2]))


def test_a_bitmap_as_png_and_webp() -> None:
    (picture,) = rasterize.rasterize_pages(paper({}), 72)

    with Image.open(io.BytesIO(picture.png())) as png:
        assert (png.format, png.convert("RGB").tobytes()) == ("PNG", picture.pixels)
    with Image.open(io.BytesIO(picture.webp())) as webp:
        assert (webp.format, webp.size) == ("WEBP", (200, 100))


def test_runs_lie_where_text_is_drawn(kazakhstan: Printed) -> None:
    from briefpress import structure  # noqa: PLC0415

    facts = structure.inspect(kazakhstan.pdf.data)
    (picture,) = rasterize.rasterize_pages(kazakhstan.pdf.data, 72, [0])
    headings = [element for element in facts.walk() if element.role == "H2" and element.page == 0]

    assert headings
    for heading in headings:
        assert len(picture.colours(heading.boxes()[0])) > 3  # ink, ground, and what is between
