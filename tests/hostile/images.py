"""Images, shadings and dashes that are slow to draw."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from hostile.builder import Case, make_page
from pdf_objects import FLATE, stream

if TYPE_CHECKING:
    pass


def image(width: int, height: int, data: bytes, entries: str = "") -> bytes:
    header = f"/Subtype/Image/Width {width}/Height {height}/BitsPerComponent 8/ColorSpace/DeviceRGB"
    return make_page(b"200 0 0 100 0 0 cm /Im Do", "/XObject<</Im 21 0 R>>", font=b"null",
                 image=stream(data, header + entries))  # fmt: skip


def image_claims(size: int) -> bytes:
    return image(size, size, b"\0" * 99)


def image_bomb(size: int) -> bytes:
    return image(size, size, zlib.compress(bytes(3 * size * size), 1), FLATE)


def image_mask_bomb(size: int) -> bytes:
    data = zlib.compress(bytes(size * size), 1)
    mask = stream(
        data,
        f"/Subtype/Image/Width {size}/Height {size}/BitsPerComponent 8/ColorSpace/DeviceGray{FLATE}",
    )
    pixel = stream(
        b"\0\0\0",
        "/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceRGB/SMask 22 0 R",
    )
    return make_page(
        b"200 0 0 100 0 0 cm /Im Do", "/XObject<</Im 21 0 R>>", font=b"null", image=pixel, mask=mask
    )


def images_many(size: int) -> bytes:
    """A large image that is drawn many times."""
    header = f"/Subtype/Image/Width 2000/Height 2000/BitsPerComponent 8/ColorSpace/DeviceRGB{FLATE}"
    return make_page(b"q 200 0 0 100 0 0 cm /Im Do Q " * size, "/XObject<</Im 21 0 R>>", font=b"null",
                 image=stream(zlib.compress(bytes(12_000_000), 1), header))  # fmt: skip


def shadings_many(size: int) -> bytes:
    shading = (
        b"<</ShadingType 1/ColorSpace/DeviceRGB/Function<</FunctionType 4/Domain[0 1 0 1]/Range[0 1 0 1 0 1]"
        b"/Length 9>>>>"
    )
    axial = (
        b"<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 200 100]/Extend[true true]"
        b"/Function<</FunctionType 2/Domain[0 1]/C0[0 0 0]/C1[1 1 1]/N 1>>>>"
    )
    return make_page(b"/S sh /T sh " * size, "/Shading<</S 21 0 R/T 22 0 R>>", font=b"null",
                 shading=shading, axial=axial)  # fmt: skip


def dashes_many(size: int) -> bytes:
    return make_page(b"[.0001] 0 d .001 w 0 0 m 200 100 l S " * size, font=b"null")


CASES = (
    Case("image-claims", image_claims, 1_000_000),
    Case("image-bomb", image_bomb, 12_000),
    Case("image-mask-bomb", image_mask_bomb, 20_000),
    Case("images-many", images_many, 5_000),
    Case("shadings-many", shadings_many, 20_000),
    Case("dashes-many", dashes_many, 1_000),
)  # fmt: skip
