"""Pictures of every format, depth and colour space, each with what is to be seen of it.

All show the same: red on the left and blue on the right, or black on the left and white on the right.
"""

from __future__ import annotations

import struct
import zlib
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageCms, ImageOps

from briefpress.content.inks import FOGRA39

if TYPE_CHECKING:
    from collections.abc import Iterator

RED, BLUE, BLACK, WHITE = (200, 40, 40), (40, 70, 130), (0, 0, 0), (255, 255, 255)
SIZE = (64, 32)
_HALF = SIZE[0] // 2
_SRGB = ImageCms.createProfile("sRGB")

Colour = tuple[int, int, int]


class Case(NamedTuple):
    """A picture file, and the colours of its left and its right half."""

    name: str
    data: bytes
    left: Colour = RED
    right: Colour = BLUE


def halves(mode: str, left: object, right: object) -> Image.Image:
    """Return a picture of two halves, each of one colour."""
    picture = Image.new(mode, SIZE, left)  # type: ignore[arg-type]
    picture.paste(right, (_HALF, 0, *SIZE))  # type: ignore[arg-type]
    return picture


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    """Return a picture as a file of a format."""
    data = BytesIO()
    picture.save(data, kind, **options)
    return data.getvalue()


def icc(space: str, gamma: float, primaries: tuple[tuple[float, float, float], ...] = ()) -> bytes:
    """Return a small ICC profile, version 2: of grey, or of RGB with its primaries in XYZ of D50 (ICC.1)."""

    def numbers(*values: float) -> bytes:
        return b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256))
    said = b"test\0"
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(said)) + said + bytes(78),
        b"cprt": b"text\0\0\0\0CC0\0",
        b"wtpt": b"XYZ \0\0\0\0" + numbers(0.9642, 1, 0.8249),
    }
    if space == "GRAY":
        tags[b"kTRC"] = curve
    for letter, primary in zip(b"rgb", primaries, strict=False):
        tags[bytes([letter]) + b"XYZ"] = b"XYZ \0\0\0\0" + numbers(*primary)
        tags[bytes([letter]) + b"TRC"] = curve
    table, body = struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        table += name + struct.pack(">II", 132 + 12 * len(tags) + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    header = struct.pack(">I4sI4s4s4s", 0, b"test", 0x02400000, b"mntr", space.encode(), b"XYZ ")
    header += bytes(12) + b"acsp" + bytes(28) + numbers(0.9642, 1, 0.8249) + bytes(48)
    whole = header + table + body
    return struct.pack(">I", len(whole)) + whole[4:]


# Adobe RGB (1998), as adapted to D50, and a grey that is much lighter than that of sRGB.
ADOBE_RGB = icc(
    "RGB ", 2.2, ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
)  # fmt: skip
GREY = icc("GRAY", 1.0)
SRGB_PROFILE = ImageCms.ImageCmsProfile(_SRGB).tobytes()


def _into(profile: bytes, mode: str) -> Image.Image:
    """Return the two halves as a profile has them."""
    target = ImageCms.ImageCmsProfile(BytesIO(profile))
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    transform = ImageCms.buildTransform(_SRGB, target, "RGB", mode, intent, flags)
    converted = ImageCms.applyTransform(halves("RGB", RED, BLUE), transform)
    assert converted is not None
    return converted


def png(
    depth: int, kind: int, left: tuple[int, ...], right: tuple[int, ...], *more: bytes
) -> bytes:
    """Return a PNG of any depth and kind of colour, which Pillow cannot write (PNG, 11.2.1).

    `more` are chunks before the picture: each its name and its data.
    """

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    bits = "".join(
        f"{level:0{depth}b}" for half in (left, right) for _ in range(_HALF) for level in half
    )
    row = b"\0" + int(bits, 2).to_bytes(len(bits) // 8, "big")
    header = struct.pack(">IIBBBBB", *SIZE, depth, kind, 0, 0, 0)
    chunks = [(b"IHDR", header), *((each[:4], each[4:]) for each in more)]
    chunks += [(b"IDAT", zlib.compress(row * SIZE[1])), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in chunks)


def _pngs() -> Iterator[Case]:
    for depth in (1, 2, 4, 8, 16):
        most = 2**depth - 1
        yield Case(f"grey-{depth}.png", png(depth, 0, (0,), (most,)), BLACK, WHITE)
    for depth in (1, 2, 4, 8):
        palette = b"PLTE" + bytes((*RED, *BLUE))
        yield Case(f"indexed-{depth}.png", png(depth, 3, (0,), (1,), palette))
        clear = png(depth, 3, (0,), (1,), palette, b"tRNS\xff\0")
        yield Case(f"indexed-clear-{depth}.png", clear, RED, WHITE)
    wide_red, wide_blue = (tuple(each * 257 for each in colour) for colour in (RED, BLUE))
    yield Case("rgb-8.png", png(8, 2, RED, BLUE))
    yield Case("rgb-16.png", png(16, 2, wide_red, wide_blue))
    yield Case("rgba-8.png", png(8, 6, (*RED, 255), (*BLUE, 0)), RED, WHITE)
    yield Case("rgba-16.png", png(16, 6, (*wide_red, 65535), (*wide_blue, 0)), RED, WHITE)
    yield Case("grey-alpha-8.png", png(8, 4, (0, 255), (0, 0)), BLACK, WHITE)
    yield Case("grey-alpha-16.png", png(16, 4, (0, 65535), (0, 0)), BLACK, WHITE)
    grey_clear = png(16, 0, (0,), (30000,), b"tRNS" + struct.pack(">H", 30000))
    yield Case("grey-clear-16.png", grey_clear, BLACK, WHITE)
    rgb_clear = png(16, 2, wide_red, wide_blue, b"tRNS" + struct.pack(">3H", *wide_blue))
    yield Case("rgb-clear-16.png", rgb_clear, RED, WHITE)
    yield Case(
        "gamma-1.png",
        png(8, 0, (0,), (55,), b"gAMA" + struct.pack(">I", 100000)),
        BLACK,
        (128,) * 3,
    )
    yield Case("rgb-icc.png", saved(_into(ADOBE_RGB, "RGB"), "PNG", icc_profile=ADOBE_RGB))
    half_clear = _into(ADOBE_RGB, "RGB")
    half_clear.putalpha(halves("L", 255, 0))
    yield Case("rgba-icc.png", saved(half_clear, "PNG", icc_profile=ADOBE_RGB), RED, WHITE)
    indexed = _into(ADOBE_RGB, "RGB").convert("P", palette=Image.Palette.ADAPTIVE, colors=2)
    yield Case("indexed-icc.png", saved(indexed, "PNG", icc_profile=ADOBE_RGB))
    grey = halves("L", 0, 55)
    yield Case("grey-icc.png", saved(grey, "PNG", icc_profile=GREY), BLACK, (128,) * 3)
    yield Case("wrong-icc.png", saved(halves("RGB", RED, BLUE), "PNG", icc_profile=GREY))
    yield Case("no-icc.png", saved(halves("RGB", RED, BLUE), "PNG", icc_profile=b"no profile"))


def _jpegs() -> Iterator[Case]:
    rgb = halves("RGB", RED, BLUE)
    inks = _into(FOGRA39.read_bytes(), "CMYK")
    yield Case("rgb.jpg", saved(rgb, "JPEG", quality=95))
    yield Case("rgb-progressive.jpg", saved(rgb, "JPEG", quality=95, progressive=True))
    yield Case("rgb-kept.jpg", saved(rgb, "JPEG", quality=95, keep_rgb=True))
    yield Case("rgb-srgb.jpg", saved(rgb, "JPEG", quality=95, icc_profile=SRGB_PROFILE))
    adobe = _into(ADOBE_RGB, "RGB")
    yield Case("rgb-icc.jpg", saved(adobe, "JPEG", quality=95, icc_profile=ADOBE_RGB))
    yield Case("grey.jpg", saved(halves("L", 0, 255), "JPEG"), BLACK, WHITE)
    grey = saved(halves("L", 0, 55), "JPEG", quality=95, icc_profile=GREY)
    yield Case("grey-icc.jpg", grey, BLACK, (128,) * 3)
    cmyk = saved(inks, "JPEG", quality=95)
    yield Case("cmyk.jpg", cmyk)
    yield Case("cmyk-icc.jpg", saved(inks, "JPEG", quality=95, icc_profile=FOGRA39.read_bytes()))
    yield Case("cmyk-progressive.jpg", saved(inks, "JPEG", quality=95, progressive=True))
    adobe_marker = cmyk.index(b"\xff\xee")
    yield Case("cmyk-unmarked.jpg", cmyk[:adobe_marker] + cmyk[adobe_marker + 16 :])
    turned = ImageOps.mirror(rgb)
    exif = Image.Exif()
    exif[0x0112] = 2
    yield Case("rgb-turned.jpg", saved(turned, "JPEG", quality=95, exif=exif))
    yield Case("cmyk-turned.jpg", saved(ImageOps.mirror(inks), "JPEG", quality=95, exif=exif))
    several = saved(rgb, "MPO", save_all=True, append_images=[turned], quality=95)
    yield Case("several.jpg", several)


def _tiffs() -> Iterator[Case]:
    rgb = halves("RGB", RED, BLUE)
    inks = _into(FOGRA39.read_bytes(), "CMYK")
    yield Case("bilevel.tif", saved(halves("1", 0, 1), "TIFF", compression="group4"), BLACK, WHITE)
    yield Case("grey.tif", saved(halves("L", 0, 255), "TIFF"), BLACK, WHITE)
    yield Case("grey-16.tif", saved(halves("I;16", 0, 65535), "TIFF"), BLACK, WHITE)
    big = saved(halves("I;16B", 0, 65535), "TIFF")
    yield Case("grey-16-big.tif", big, BLACK, WHITE)
    # White is zero (TIFF 6.0, section 4), which Pillow writes as it is told.
    inverted = saved(halves("I;16", 65535, 0), "TIFF", tiffinfo={262: 0})
    yield Case("grey-16-inverted.tif", inverted, BLACK, WHITE)
    yield Case("grey-alpha.tif", saved(_clear("LA", (0,)), "TIFF"), BLACK, WHITE)
    yield Case("indexed.tif", saved(rgb.convert("P", palette=Image.Palette.ADAPTIVE), "TIFF"))
    yield Case("rgb.tif", saved(rgb, "TIFF", compression="tiff_lzw"))
    yield Case("rgb-jpeg.tif", saved(rgb, "TIFF", compression="jpeg", quality=95))
    yield Case("rgba.tif", saved(_clear("RGBA", RED), "TIFF"), RED, WHITE)
    yield Case("rgb-icc.tif", saved(_into(ADOBE_RGB, "RGB"), "TIFF", icc_profile=ADOBE_RGB))
    yield Case("cmyk.tif", saved(inks, "TIFF"))
    yield Case("cmyk-icc.tif", saved(inks, "TIFF", icc_profile=FOGRA39.read_bytes()))
    yield Case("lab.tif", saved(_lab(), "TIFF"))
    yield Case("ycbcr.tif", saved(rgb.convert("YCbCr"), "TIFF"))
    yield Case("pages.tif", saved(rgb, "TIFF", save_all=True, append_images=[rgb.rotate(180)]))


def _others() -> Iterator[Case]:
    rgb, clear = halves("RGB", RED, BLUE), _clear("RGBA", RED)
    adobe = _into(ADOBE_RGB, "RGB")
    for kind in ("WEBP", "AVIF", "JPEG2000"):
        ending = {"JPEG2000": "jp2"}.get(kind, kind.lower())
        exact = {} if kind == "JPEG2000" else {"quality": 95}
        yield Case(f"rgb.{ending}", saved(rgb, kind, **exact))
        yield Case(f"rgba.{ending}", saved(clear, kind, **exact), RED, WHITE)
        yield Case(f"grey.{ending}", saved(halves("L", 0, 255), kind, **exact), BLACK, WHITE)
        if kind != "JPEG2000":
            yield Case(f"rgb-icc.{ending}", saved(adobe, kind, icc_profile=ADOBE_RGB, **exact))
    yield Case("lossless.webp", saved(rgb, "WEBP", lossless=True))
    yield Case("grey-16.jp2", saved(halves("I;16", 0, 65535), "JPEG2000"), BLACK, WHITE)
    yield Case(
        "moving.webp",
        saved(rgb, "WEBP", save_all=True, append_images=[rgb.rotate(180)], lossless=True),
    )
    yield Case("rgb.gif", saved(rgb, "GIF"))
    yield Case("clear.gif", saved(clear, "GIF"), RED, WHITE)
    yield Case("moving.gif", saved(rgb, "GIF", save_all=True, append_images=[rgb.rotate(180)]))
    yield Case("grey.gif", saved(halves("L", 0, 255), "GIF"), BLACK, WHITE)
    yield Case("rgb.bmp", saved(rgb, "BMP"))
    yield Case("bilevel.bmp", saved(halves("1", 0, 1), "BMP"), BLACK, WHITE)
    yield Case("rgba.ico", saved(clear.resize((32, 32)), "ICO", sizes=[(32, 32)]), RED, WHITE)


def _clear(mode: str, colour: tuple[int, ...]) -> Image.Image:
    """Return a picture that shows one colour on the left, and nothing on the right."""
    return halves(mode, (*colour, 255), (*colour, 0))


def _lab() -> Image.Image:
    lab = ImageCms.createProfile("LAB")
    transform = ImageCms.buildTransform(_SRGB, lab, "RGB", "LAB")
    converted = ImageCms.applyTransform(halves("RGB", RED, BLUE), transform)
    assert converted is not None
    return converted


@cache
def cases() -> list[Case]:
    """Return all pictures, each with the name of its file."""
    return [*_pngs(), *_jpegs(), *_tiffs(), *_others()]
