"""The fonts of a theme in a page of HTML: of each no more than the letters of the page, as WOFF 2.

    fonts, page ─embedded_fonts→ @font-face rules with data: addresses

A page takes its fonts along, so that it looks the same wherever it is opened. To make one takes 80 ms, most of it
for compression. So letters are taken by the row of Unicode in which they stand: pages of one language have
the same fonts then, which are kept beside the modules that Python compiled, also where that keeps none itself, and
for the length of the process.
"""

from __future__ import annotations

import re
from base64 import b64encode
from contextlib import suppress
from functools import cache, lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from briefpress.findings import Location, Severity, Unusable
from briefpress.html.chosen_fonts import static_font
from briefpress.html.font_packages import installed_address
from briefpress.html.rules import THEME_FONT
from briefpress.html.style_sheets import quoted_family
from briefpress.scripts import WEIGHTS, face_of, is_installed, scripts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefpress.html.style_sheets import FontFace
    from briefpress.scripts import Needed

_LANGUAGE = re.compile(r'\slang="([\w-]+)"')
_CACHE = Path(__file__).parent / "__pycache__"
_KEPT = 400  # fonts of about 20 kB
_ROW = 64  # characters
_ROWS_END = 0x2000  # from here on, pages have few letters of a row
_SIGNS = 0xE80  # signs follow there, and then Chinese, of which every page has letters of its own
# What nearly every page of Latin letters has: Latin-1, and the signs of typesetters.
_USUAL = frozenset(
    [*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, "–—‘’‚“”„•…‹›↑\u202f\u2011−")]
)


def embedded_fonts(faces: Iterable[FontFace], known: Mapping[str, str], page: str) -> str:
    """Return the rules of the fonts that a page is shown in; `known` are the custom properties of its theme.

    A family that stands behind others in a list is taken only if it has letters that they lack. Letters of a
    script that none of them holds come from the font of that script, which stands behind them then.
    """
    faces = tuple(faces)
    letters = frozenset(map(ord, set(page)))
    lists = {name: [*_families(value, faces, letters)] for name, value in known.items()}
    used = dict.fromkeys(family for families in lists.values() for family in families)
    rules = [_rule(face, letters) for family in used for face in faces if face.family == family]
    held = {code for face in faces if face.family in used for code in _letters_of(face.file)}
    scripts = [*_scripts_beyond(held, page)]
    rules += (_script_rule(each, weight) for each in scripts for weight in WEIGHTS)
    if scripts:
        more = "".join(f', "{each.script.family}"' for each in scripts)
        longer = (f"{name}: {known[name]}{more};" for name, families in lists.items() if families)
        rules.append(f":root {{ {' '.join(longer)} }}")
    return "\n".join(rules)


def _scripts_beyond(held: set[int], page: str) -> Iterator[Needed]:
    """Yield the scripts of a page of which some letters are not held, and a font is at hand."""
    for needed in scripts_of(page, dict.fromkeys(_LANGUAGE.findall(page))):
        if is_installed(needed.script) and not set(map(ord, needed.letters)) <= held:
            yield needed


def _script_rule(needed: Needed, weight: int) -> str:
    return _font_face(needed.script.family, weight, _compressed(face_of(needed, weight)))


def _families(value: str, faces: Iterable[FontFace], letters: frozenset[int]) -> Iterator[str]:
    """Yield the families of a list that are needed to show all letters, as far as their files are known."""
    lacking = set(letters)
    for name in (part.strip().strip("\"'") for part in value.split(",")):
        files = [face.file for face in faces if face.family == name]
        if files and (shown := lacking & _letters_of(files[0])):
            lacking -= shown
            yield name


def _rule(face: FontFace, letters: frozenset[int]) -> str:
    taken = letters | {sign for sign in _in_rows(letters) if sign < _ROWS_END} | _USUAL
    taken &= _letters_of(face.file)
    data = woff2(face, face.file.stat().st_mtime_ns, frozenset(taken))
    return _font_face(face.family, face.weight, data, "italic" if face.is_italic else "normal")


def _font_face(family: str, weight: int, data: bytes, style: str = "normal") -> str:
    return (
        f"@font-face {{ font-family: {quoted_family(family)}; font-weight: {weight}; font-style: {style}; "
        f'font-display: swap; src: url("data:font/woff2;base64,{b64encode(data).decode()}") format("woff2"); }}'
    )


def _in_rows(letters: Iterable[int]) -> set[int]:
    rows = {letter // _ROW for letter in letters}
    return {row * _ROW + place for row in rows for place in range(_ROW)}


@cache
def _letters_of(file: Path) -> frozenset[int]:
    import uharfbuzz  # noqa: PLC0415 - only where a page is made

    return frozenset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(file)).unicodes)


@cache
def woff2(face: FontFace, modified: int, letters: frozenset[int]) -> bytes:
    """Return a font with these letters alone; from the cache, if it was made before."""
    file = face.file
    named = f"{file} {face.weight} {modified} {file.stat().st_size} {sorted(letters)} {_versions()}"
    kept = _CACHE / f"font-{sha256(named.encode()).hexdigest()[:32]}.woff2"
    with suppress(OSError):
        return kept.read_bytes()
    try:
        data = _compressed(_subset(static_font(face), letters))
    except RuntimeError:  # of HarfBuzz, which reads tables of the font for that
        message, mend = (
            f'the font "{file.name}" is damaged',
            "take the file from its maker once more",
        )
        found = THEME_FONT.finding(message, Location(str(file)), mend=mend, severity=Severity.ERROR)
        raise Unusable(found) from None
    # That of a theme comes and goes with it.
    if installed_address(file) and max(letters, default=0) < _ROWS_END + _SIGNS:
        _keep(kept, data)
    return data


def _keep(path: Path, data: bytes) -> None:
    """Write a file of the cache, if that may be written; the oldest go where there are too many."""
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as made:
            made.write(data)
        Path(made.name).replace(path)
        fonts = sorted(path.parent.glob("font-*.woff2"), key=lambda each: each.stat().st_mtime_ns)
        for old in fonts[:-_KEPT]:
            old.unlink(missing_ok=True)


def _subset(font: bytes, letters: frozenset[int]) -> bytes:
    import uharfbuzz  # noqa: PLC0415 - only where a page is made

    wanted = uharfbuzz.SubsetInput()
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    wanted.sets(uharfbuzz.SubsetInputSets.UNICODE).update(letters)
    face = uharfbuzz.Face(font)
    return bytes(uharfbuzz.subset(face, wanted).blob.data)


@lru_cache(16)
def _compressed(font: bytes) -> bytes:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - only where a page is made

    # The date in a font stays as it is: the same page has the same bytes.
    loaded = TTFont(BytesIO(font), recalcTimestamp=False)
    loaded.flavor = "woff2"
    made = BytesIO()
    loaded.save(made)
    return made.getvalue()


@cache
def _versions() -> str:
    import fontTools  # noqa: PLC0415 - only where a page is made
    import uharfbuzz  # noqa: PLC0415 - only where a page is made

    return f"{uharfbuzz.__version__} {fontTools.version}"
