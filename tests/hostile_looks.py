"""Brands, fonts, colours and summaries that a stranger could send."""

from __future__ import annotations

from importlib.metadata import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from hostile_places import SVG, Place, pick, special_file

if TYPE_CHECKING:
    from collections.abc import Callable


def _font() -> bytes:
    """Return a sound font, to be broken."""
    names = (each for each in files("fontpkg-ibm-plex-serif") or () if each.suffix == ".ttf")
    return Path(str(next(names).locate())).read_bytes()


def _brand_font(family: str, file: object) -> dict[str, object]:
    return {"family": family, "source": "file", "files": [file]}


def brand_of_a_stranger(place: Place) -> None:
    deep: Any = "#123456"
    for _ in range(200):
        deep = {"light": deep}
    brand = place.rng.choice([
        {"color": {"palette": {"a": "b", "b": "a"}, "primary": "a"}},
        {"color": {"palette": {f"c{n}": f"c{n + 1}" for n in range(20_000)}, "primary": "c0"}},
        {"color": {"primary": deep}}, {"color": {"primary": "url(/etc/passwd)"}},
        {"color": {"primary": "#123456; } * { background: url(file:///etc/passwd) } a {"}},
        {"color": {"primary": "var(--a)", "secondary": "\x1b[31m", "tertiary": 7, "info": [], "danger": None}},
        {"logo": "../outside/secret.png"}, {"logo": {"images": {"a": {"path": str(place.secret)}}, "medium": "a"}},
        {"logo": {"medium": {"path": "/dev/zero"}}}, {"logo": {"small": {"light": "pipe.png"}}},
        {"logo": ["a"] * 50_000}, {"logo": {"images": "x", "medium": "medium"}},
        {"typography": {"base": "a'; } @import url(/etc/passwd); * { font-family: '"}},
        {"typography": {"base": {"family": "x" * 10**6}, "fonts": [_brand_font("x", "/etc/passwd")]}},
        {"typography": {"fonts": [_brand_font("F", {"path": "../outside/secret.txt", "weight": 10**30})], "base": "F"}},
        {"typography": {"fonts": [_brand_font("F", {"path": "pipe.png", "weight": [400], "style": {}})], "base": "F"}},
        {"meta": {"name": "<script>\u202e\u0000", "link": "javascript:x()"}},
        {"meta": {"name": {"full": "x" * 10**6}, "link": {"home": "https://" + "a" * 10**5}}},
        {"meta": ["x"], "color": "x", "typography": 7},
    ])  # fmt: skip
    special_file(place, place.folder / "pipe.png")
    place.write("_brand.yml", yaml.safe_dump(brand, allow_unicode=True))
    place.brief()


def brand_that_is_special(place: Place) -> None:
    special_file(place, place.folder / "_brand.yml")
    place.brief()


def looks_of_a_stranger(place: Place) -> None:
    look = place.rng.choice([
        {"accent": "red; } * { background: url(file:///etc/passwd) }"}, {"accent": "url(x)"}, {"accent": "#fff"},
        {"highlight": "rgb(calc(infinity) 0 0)"}, {"accent": "color-mix(in oklch, red, blue)"},
        {"text_font": 'a"; } @import "/etc/passwd"; x { y: "'}, {"text_font": "\\22 } * {} /*"},
        {"heading_font": "x" * 10**5},
        {"text_font": "\x1b[2J"}, {"chart_colours": ["#000"] * 6}, {"name": "report", "folder": "../outside"},
        {"folder": "/"}, {"folder": "."}, {"folder": ""}, {"folder": "a\x00b"}, {"name": "../brief"},
        {"fonts": [{"family": "F", "file": "../outside/secret.txt"}], "text_font": "F"},
        {"fonts": [{"family": "F", "file": "/etc/passwd"}], "text_font": "F"},
        {"fonts": [{"family": 'F"}*{', "file": "b.ttf"}], "text_font": 'F"}*{'},
    ])  # fmt: skip
    place.write("b.ttf", _font())
    place.brief(theme=look)


def broken_fonts(place: Place) -> None:
    """Fonts that a brief brings along: cut, spoilt here and there, of another kind, or no files at all."""
    font = bytearray(_font())
    for _ in range(place.rng.choice([1, 20, 400])):
        font[place.rng.randrange(place.rng.choice([300, len(font)]))] = place.rng.randrange(256)
    name, data = pick(place, [
        ("f.ttf", bytes(font)), ("f.ttf", bytes(font)), ("f.otf", bytes(font)), ("f.woff2", bytes(font)),
        ("f.ttf", bytes(font[: place.rng.randrange(len(font))])), ("f.ttf", b""), ("f.ttf", b"ttcf" + bytes(font)),
        ("f.ttf", bytes(font) + bytes(90 * 1024**2)), ("f.ttf", SVG), ("f.woff", b"wOFF" + bytes(font)),
    ])  # fmt: skip
    if place.rng.random() < 0.2:
        special_file(place, place.folder / name)
    else:
        place.write(name, data)
    place.brief(
        theme={
            "text_font": "F",
            "heading_font": "F",
            "fonts": [{"family": "F", "file": name, "weight": place.rng.choice([400, 700])}],
        }
    )


def summaries_of_a_stranger(place: Place) -> None:
    summaries = place.rng.choice([
        [{"language": "fr", "text": "Oui"}] * 3, [{"language": "x-" + "a" * 9000, "text": "A"}],
        [{"language": "ar", "text": "\u202e" * 9999}],
        [{"language": "zz", "text": "<b>[a](javascript:x)"}],
        [{"language": f"q{n:02}", "text": "A"} for n in range(90)],
        [{"language": "fr", "title": "T" * 10**5, "text": "> " * 900}], {"language": "fr"}, [None], ["x"],
        [{"language": "ja", "text": "\u3042" * 10**5}], [{"language": "fr", "text": "[^a] [@a] ![a](/etc/passwd)"}],
    ])  # fmt: skip
    place.brief(summaries=summaries)


LOOK_CONSTRUCTIONS: tuple[Callable[[Place], None], ...] = (
    brand_of_a_stranger, brand_that_is_special, looks_of_a_stranger, broken_fonts, summaries_of_a_stranger,
)  # fmt: skip
