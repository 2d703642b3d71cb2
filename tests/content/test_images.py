"""Which image files a brief may show, and which are refused."""

from __future__ import annotations

import os
import warnings
from base64 import b64encode
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from PIL import Image as Pillow, ImageFile

from briefpress.content import images
from briefpress.content.picture import BadImage, Image
from picture_matrix import png

if TYPE_CHECKING:
    from pathlib import Path

PIXEL = f"data:image/png;base64,{b64encode(png(8, 0, (0,), (255,))).decode()}"
SVG = 'xmlns="http://www.w3.org/2000/svg"'
KINDS = ("PNG", "JPEG", "GIF", "WEBP", "MPO")


def raster(kind: str, mode: str = "RGB", size: tuple[int, int] = (20, 10)) -> bytes:
    data = BytesIO()
    picture = Pillow.effect_noise(size, 50).convert(mode)
    more = {"save_all": True, "append_images": [picture]} if kind == "MPO" else {}
    picture.save(data, kind, **more)
    return data.getvalue()


def refused(name: str, folder: Path) -> str:
    with pytest.raises(BadImage) as caught:
        images.read_image(name, folder)
    assert caught.value.mend
    return f"{caught.value.rule.id}: {caught.value}"


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("PNG", "image/png"),
        ("JPEG", "image/jpeg"),
        ("GIF", "image/gif"),
        ("WEBP", "image/webp"),
        ("MPO", "image/jpeg"),
    ],
)
def test_the_media_type_of_an_image_comes_from_its_bytes(
    tmp_path: Path, kind: str, media_type: str
) -> None:
    data = raster(kind)
    (tmp_path / "a.txt").write_bytes(data)

    assert images.read_image("a.txt", tmp_path) == Image(media_type, data)


@pytest.mark.parametrize(
    "svg",
    [
        f"<svg {SVG}/>",
        f"\ufeff<?xml version='1.0'?>\n<!-- a --><svg {SVG}><text>see @import a, url(b)</text></svg>",
        f'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd"><svg {SVG}/>',
        f'<svg {SVG} xmlns:x="http://www.w3.org/1999/xlink"><use x:href="#a"/></svg>',
        f'<svg {SVG}><image href="{PIXEL}"/></svg>',
        f'<svg {SVG}><foreignObject width="9"> <div xmlns="http://www.w3.org/1999/xhtml"/></foreignObject></svg>',
        f'<svg {SVG} fill="url(#a)"><style>a {{fill: url("#b"); src: url(data:font/ttf,a)}}</style></svg>',
    ],
)  # fmt: skip
def test_svg_without_references_to_other_files_is_accepted(tmp_path: Path, svg: str) -> None:
    (tmp_path / "a.svg").write_text(svg, "utf-8")

    image = images.read_image("a.svg", tmp_path)

    assert image == Image("image/svg+xml", svg.encode())
    assert image.uri.startswith("data:image/svg+xml;base64,")


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="%s"/>',
        '<image xmlns:x="http://www.w3.org/1999/xlink" x:href="%s"/>',
        '<use href="%s"/>',
        '<rect fill="url(%s)"/>',
        "<rect style='fill: URL( \"%s\" )'/>",
        "<style>@import '%s';</style>",
        "<style>@import url(%s);</style>",
        "<style>@\\69mport/**/'%s';</style>",
        "<style>r {fill: \\75 rl(%s) \\ffffff}</style>",
        "<style><![CDATA[ rect {fill: url('%s')} ]]></style>",
    ],
)
@pytest.mark.parametrize("address", ["https://example.org/a.png", "file:///etc/passwd", "b.svg"])
def test_svg_that_refers_to_another_file_is_refused(
    tmp_path: Path, inside: str, address: str
) -> None:
    (tmp_path / "a.svg").write_text(f"<svg {SVG}>{inside % address}</svg>")

    assert refused("a.svg", tmp_path) == f'image-external: the image "a.svg" refers to {address}'


@pytest.mark.parametrize(
    ("svg", "reason"),
    [
        (f"<svg {SVG}>", "is not whole SVG: line 1"),
        (f"<svg {SVG}>\n<a></svg>", "is not whole SVG: line 2"),
        ("<html/>", "is not SVG, but html"),
        ("<svg/>", "is not SVG, but svg"),
        (
            f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg {SVG}>&a;</svg>',
            "holds a DOCTYPE with declarations, which may hide entities",
        ),
        (
            f'<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><svg {SVG}>&b;</svg>',
            "holds a DOCTYPE with declarations, which may hide entities",
        ),
    ],
)
def test_damaged_svg_is_refused(tmp_path: Path, svg: str, reason: str) -> None:
    (tmp_path / "a.svg").write_text(svg)

    assert refused("a.svg", tmp_path) == f'image-damaged: the image "a.svg" {reason}'


@pytest.mark.parametrize(
    "name", ["../a.png", "../../etc/passwd", "/etc/passwd", "link.png", "sub/../../a.png"]
)
def test_an_image_outside_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "content"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "a.png").write_bytes(raster("PNG"))
    (folder / "link.png").symlink_to(tmp_path / "a.png")

    assert refused(name, folder) == (
        f'image-outside: the image "{name}" is outside of the brief\'s folder'
    )


@pytest.mark.parametrize(
    "name", ["https://example.org/a.png", "//example.org/a.png", "data:image/png," + "A" * 200]
)
def test_an_address_is_refused(tmp_path: Path, name: str) -> None:
    shown = name if len(name) < 100 else f"{name[:100]}…"
    assert refused(name, tmp_path) == (
        f"image-external: the image {shown} is not a file beside the brief, and nothing else is read"
    )


@pytest.mark.parametrize(
    "name", [".", "gone.png", "pipe.png", "circle.png", "a\0b", "a" * 300], ids=repr
)
def test_a_missing_image_is_refused(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "circle.png").symlink_to("circle.png")

    assert refused(name, tmp_path) == f'image-missing: the image "{name}" cannot be read'


def test_a_symbolic_link_inside_of_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.png").write_bytes(raster("PNG"))
    (tmp_path / "sub/link.png").symlink_to("../a.png")

    assert images.read_image("sub/link.png", tmp_path).media_type == "image/png"


@pytest.mark.parametrize("kind", KINDS)
def test_a_truncated_image_is_refused(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does
    data = raster(kind, size=(200, 100))
    (tmp_path / "a.png").write_bytes(data[: len(data) // 3])

    assert refused("a.png", tmp_path).startswith('image-damaged: the image "a.png" is damaged')
    assert ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.parametrize("data", [b"", b"BM", b"\x1f\x8b"])
def test_a_file_of_another_format_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.png").write_bytes(data)

    kinds = "PNG, JPEG, GIF, WebP, AVIF, TIFF, BMP, JPEG 2000 or SVG"
    assert f'image-damaged: the image "a.png" is damaged, or is no {kinds}' == refused(
        "a.png", tmp_path
    )


@pytest.mark.parametrize(
    ("size", "reason"),
    [((10_000, 10_000), "has 10,000 × 10,000 pixels"), ((20_000, 20_000), "has far too many pixels")],
)  # fmt: skip
def test_an_image_with_too_many_pixels_is_refused(
    tmp_path: Path, size: tuple[int, int], reason: str
) -> None:
    Pillow.new("1", size).save(tmp_path / "a.png")

    assert refused("a.png", tmp_path) == f'image-size: the image "a.png" {reason}'


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "a.png").open("wb") as file:
        file.truncate(images.MAX_BYTES + 1)

    assert refused("a.png", tmp_path) == 'image-size: the image "a.png" is larger than 20 MiB'


SOUND = [raster(kind) for kind in KINDS] + [raster("PNG", "P"), raster("JPEG", "CMYK")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(SOUND),
    st.lists(st.tuples(st.integers(0, 300), st.binary(max_size=4)), min_size=1, max_size=3),
)
def test_any_bytes_are_read_or_refused(
    tmp_path: Path, data: bytes, changes: list[tuple[int, bytes]]
) -> None:
    for index, new in changes:
        data = data[:index] + new + data[index + len(new) + (not new) :]
    (tmp_path / "a.png").write_bytes(data)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with suppress(BadImage):
            assert images.read_image("a.png", tmp_path).data == data
