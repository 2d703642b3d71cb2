"""HTML in SVG, which is not printed, and the raster pictures in it."""

from __future__ import annotations

from base64 import b64encode

import pytest

from briefpress.content.picture import BadImage
from briefpress.content.svg import read_svg
from picture_matrix import cases

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:x="http://www.w3.org/1999/xlink">'
FILES = {case.name: case.data for case in cases()}


def uri(name: str, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{b64encode(FILES[name]).decode()}"


def said(text: str) -> str:
    with pytest.raises(BadImage) as caught:
        read_svg(text.encode(), "a.svg")
    assert caught.value.mend
    return f"{caught.value.rule.id}: {caught.value}"


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<foreignObject><h:div>Start node</h:div></foreignObject>", ': "Start node"'),
        ("<foreignObject>Bare  text</foreignObject>", ': "Bare text"'),
        ("<g><foreignObject><h:p>A</h:p><!-- no --><h:p>B</h:p></foreignObject></g>", ': "A B"'),
        ("<foreignObject><h:img src='data:,'/></foreignObject>", ""),
        ("<foreignObject><svg><text>Deep</text></svg></foreignObject>", ': "Deep"'),
        (f"<foreignObject><h:p>{'word ' * 30}</h:p></foreignObject>", f': "{"word " * 12}…"'),
        ("<switch><foreignObject><h:p>Long label</h:p></foreignObject><text>Long…</text></switch>", ': "Long label"'),
        ("<switch><foreignObject><h:p>Alone</h:p></foreignObject></switch>", ': "Alone"'),
        ("<switch><foreignObject><h:img/></foreignObject><text>A</text></switch>", ""),
    ],
)  # fmt: skip
def test_html_that_would_be_lost_is_refused(inside: str, words: str) -> None:
    assert said(f"{OPEN}{inside}</svg>") == (
        f'image-html: the image "a.svg" holds HTML in a <foreignObject>, which is not printed{words}'
    )


@pytest.mark.parametrize(
    "inside",
    [
        "<foreignObject/>",
        "<foreignObject><h:div> <h:br/> </h:div></foreignObject>",
        "<foreignObject><h:style>p {color: red}</h:style></foreignObject>",
        "<switch><foreignObject><h:p>Start <h:b>node</h:b></h:p></foreignObject><text>Start node</text></switch>",
        "<switch><foreignObject><h:p>A</h:p></foreignObject><g><text>A</text></g></switch>",
        f"<switch><foreignObject><h:p>A</h:p></foreignObject><image href='{uri('rgb-8.png')}'/></switch>",
        "<switch><g requiredFeatures='x'/><text>Text is not SVG</text></switch>",
        "<text>foreignObject</text><style>foreignObject {fill: red}</style>",
    ],
)
def test_html_that_says_nothing_or_is_said_in_svg_as_well(inside: str) -> None:
    assert read_svg(f"{OPEN}{inside}</svg>".encode(), "a.svg").shown is None


def test_a_picture_in_svg_is_converted_where_it_has_to_be() -> None:
    text = f'{OPEN}<image href="{uri("rgb-8.png")}"/><image x:href="{uri("cmyk.tif")}"/></svg>'

    image = read_svg(text.encode(), "a.svg")

    assert image.data == text.encode()
    assert image.shown is not None
    assert image.shown.data.startswith(text.split("<image x:")[0].encode())
    assert b'image x:href="data:image/png;base64,' in image.shown.data
    assert uri("cmyk.tif").encode() not in image.shown.data


def test_svg_within_svg_is_looked_into() -> None:
    inner = f"{OPEN}<foreignObject>Lost</foreignObject></svg>".encode()
    address = f"data:image/svg+xml;base64,{b64encode(inner).decode()}"

    assert said(f'{OPEN}<image href="{address}"/></svg>') == (
        'image-html: the image "a.svg: picture in it" holds HTML in a <foreignObject>, which'
        ' is not printed: "Lost"'
    )


def test_svg_is_not_looked_into_for_ever() -> None:
    text = f"{OPEN}</svg>"
    for _ in range(4):
        address = b64encode(text.encode()).decode()
        text = f'{OPEN}<image href="data:image/svg+xml;base64,{address}"/></svg>'

    assert said(text).startswith('image-damaged: the image "a.svg: picture in it: picture in it')


@pytest.mark.parametrize(
    ("address", "rule"),
    [
        ("data:image/png;base64,AA", "image-damaged"),
        ("data:image/png;base64,A", "image-damaged"),
        ("data:image/png,", "image-damaged"),
        ("data:,%3Csvg", "image-damaged"),
        (f"{uri('cmyk.tif')[:99]}&#10;{uri('cmyk.tif')[99:]}", "image-format"),
    ],
)
def test_a_picture_in_svg_that_cannot_be_used(address: str, rule: str) -> None:
    assert said(f'{OPEN}<image href="{address}"/></svg>').startswith(f'{rule}: the image "a.svg')


ENCODINGS = "gbk shift_jis big5 euc-kr utf-7 utf-32 x-unknown rot13 hex idna base64 undefined"


@pytest.mark.parametrize("name", ENCODINGS.split())
def test_an_encoding_that_is_not_read_is_named(name: str) -> None:
    text = f'<?xml version="1.0" encoding="{name}"?>{OPEN}<title>雨</title></svg>'

    assert said(text) == 'image-format: the image "a.svg" is in an encoding that is not read here'


@pytest.mark.parametrize("name", ["utf-8", "utf-16", "latin-1", "koi8-r", "cp1252"])
def test_other_encodings_are_read(name: str) -> None:
    def encoded(inside: str) -> bytes:
        text = f'<?xml version="1.0" encoding="{name}"?>{OPEN}{inside}</svg>'
        return text.encode(name)

    assert read_svg(encoded("<title>Rain</title>"), "a.svg").media_type == "image/svg+xml"
    with pytest.raises(BadImage, match="holds HTML"):
        read_svg(encoded("<foreignObject><h:p>A</h:p></foreignObject>"), "a.svg")
