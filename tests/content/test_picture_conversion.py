"""Pictures of any format and colour space become grey or sRGB of 8 bits, or are refused by name."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image as Pillow, ImageOps

from briefpress.content.picture import BadImage, Image
from briefpress.content.picture_conversion import convert_picture
from picture_matrix import BLUE, RED, Case, cases, halves, saved

if TYPE_CHECKING:
    from picture_matrix import Colour

NEARLY = 8  # of 255, for inks and Lab of 8 bits
KEPT = (
    "rgb.jpg", "rgb-progressive.jpg", "rgb-kept.jpg", "rgb-srgb.jpg", "grey.jpg", "several.jpg", "rgb-8.png",
    "rgb-16.png", "rgba-8.png", "indexed-clear-4.png", "wrong-icc.png", "rgb.webp", "rgb.avif", "rgb.gif",
)  # fmt: skip


def seen(image: Image) -> tuple[Colour, Colour]:
    """Return the colours of the left and the right half, on white paper."""
    shown = image.shown or image
    with Pillow.open(BytesIO(shown.data)) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGBA")
    paper = Pillow.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture)
    width, height = paper.size
    left, right = (paper.getpixel((width * n // 4, height // 2)) for n in (1, 3))
    return left[:3], right[:3]  # type: ignore[index, return-value]


def refused(data: bytes) -> str:
    with pytest.raises(BadImage) as caught:
        convert_picture(data, "a.tif")
    assert caught.value.mend
    return f"{caught.value.rule.id}: {caught.value}"


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_picture_looks_as_it_is_meant(case: Case) -> None:
    image = convert_picture(case.data, case.name)

    left, right = seen(image)
    assert left == pytest.approx(case.left, abs=NEARLY)
    assert right == pytest.approx(case.right, abs=NEARLY)
    assert image.data == case.data


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_what_is_shown_is_plain_and_needs_no_profile(case: Case) -> None:
    shown = convert_picture(case.data, case.name).shown
    if shown is None:
        return
    assert shown.media_type in ("image/png", "image/jpeg")
    with Pillow.open(BytesIO(shown.data)) as picture:
        assert picture.mode in ("L", "LA", "RGB", "RGBA")
        assert not {"icc_profile", "exif", "gamma"} & picture.info.keys()
    assert convert_picture(shown.data, case.name) == Image(shown.media_type, shown.data)
    assert convert_picture(case.data, case.name).shown == shown


@pytest.mark.parametrize("name", KEPT)
def test_a_picture_in_srgb_stays_as_it_is(name: str) -> None:
    (case,) = (each for each in cases() if each.name == name)

    assert convert_picture(case.data, name).shown is None


@pytest.mark.parametrize("name", ["cmyk.jpg", "cmyk-icc.jpg", "cmyk-progressive.jpg"])
def test_a_printing_house_gets_the_inks_of_a_photograph(name: str) -> None:
    (case,) = (each for each in cases() if each.name == name)

    image = convert_picture(case.data, name)

    assert image.shown is not None
    assert image.for_press == convert_picture(case.data, name, keep_inks=True)
    assert image.for_press == Image("image/jpeg", case.data, is_inked=True)


def test_inks_that_programs_read_in_two_ways_are_converted_even_for_a_printing_house() -> None:
    (case,) = (each for each in cases() if each.name == "cmyk-unmarked.jpg")

    image = convert_picture(case.data, case.name, keep_inks=True)

    assert image.shown is not None
    assert image.for_press is image


def test_a_page_may_want_a_photograph_as_the_camera_was_held() -> None:
    (case,) = (each for each in cases() if each.name == "cmyk-turned.jpg")

    image = convert_picture(case.data, case.name, upright=False)

    assert seen(image)[0] == pytest.approx(BLUE, abs=NEARLY)
    assert seen(image)[1] == pytest.approx(RED, abs=NEARLY)


def test_a_converted_photograph_keeps_its_quality() -> None:
    """Noise is what JPEG loses first; the colour of each pixel is kept, not of each fourth."""
    photograph = Pillow.merge("RGB", [Pillow.effect_noise((64, 64), 60) for _ in range(3)])
    exif = Pillow.Exif()
    exif[0x0112] = 2
    data = saved(photograph, "JPEG", quality=100, subsampling=0, exif=exif)

    shown = convert_picture(data, "a.jpg").shown

    assert shown is not None
    with Pillow.open(BytesIO(shown.data)) as turned, Pillow.open(BytesIO(data)) as before:
        pairs = zip(ImageOps.mirror(turned).tobytes(), before.tobytes(), strict=True)
        assert sum(abs(one - other) for one, other in pairs) / 64**2 / 3 < 4


def test_grey_of_16_bits_is_a_gradient() -> None:
    gradient = Pillow.frombytes("I;16", (256, 1), struct.pack("<256H", *range(0, 65536, 256)))

    for kind in ("PNG", "TIFF", "JPEG2000"):
        shown = convert_picture(saved(gradient.resize((256, 64)), kind), "a").shown
        assert shown is not None
        with Pillow.open(BytesIO(shown.data)) as picture:
            row = picture.crop((0, 0, 256, 1)).tobytes()
        assert list(row) == pytest.approx(list(range(256)), abs=2)


@pytest.mark.parametrize("mode", ["I", "F"])
def test_numbers_are_no_colours(mode: str) -> None:
    data = saved(Pillow.new(mode, (9, 9), 70000), "TIFF")

    assert refused(data) == (
        'image-colours: the image "a.tif" holds numbers of 32 bits instead of colours'
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a HEIC photograph"),
        (b"\xff\x0a\xfa\x7f", "a JPEG XL picture"),
        (b"\0\0\0\x0cJXL \r\n\x87\n", "a JPEG XL picture"),
        (b"8BPS\0\1", "a Photoshop file"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "a PostScript file"),
        (b"\xd7\xcd\xc6\x9a\0\0", "a Windows metafile"),
        (b"\1\0\0\0" + bytes(36) + b" EMF", "a Windows metafile"),
    ],
)  # fmt: skip
def test_a_format_that_is_not_shown_is_named(data: bytes, what: str) -> None:
    assert refused(data) == (
        f'image-format: the image "a.tif" is {what}, which browsers and PDF do not show'
    )


def test_a_picture_that_breaks_off_is_damaged_unless_it_was_examined_before() -> None:
    data = saved(Pillow.effect_noise((200, 100), 50), "JPEG")[:2000]

    assert refused(data).startswith("image-damaged: ")
    assert convert_picture(data, "a.jpg", examine=False) == Image("image/jpeg", data)


def test_a_jpeg_of_arithmetic_coding_is_not_left_as_it_is() -> None:
    """Few programs decode it; that of Pillow does."""
    odd = saved(halves("RGB", RED, BLUE), "JPEG").replace(b"\xff\xc0", b"\xff\xc9", 1)

    assert convert_picture(odd, "a.jpg").shown is not None
