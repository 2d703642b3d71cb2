"""The fonts that a brief chooses for its theme: files beside it, or those of installed font packages.

Nothing is fetched. A family that is not at hand is told once, with the package that would bring it, and the
theme's own stands in for it.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.html.font_packages import FONT_PACKAGES, installed_address
from briefpress.html.rules import THEME_FONT
from briefpress.html.style_sheets import FontFace, first_family, font_faces, quoted_family
from briefpress.system import install_package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefpress.content import ThemeChoice
    from briefpress.findings import Finding, Location

# What style sheets ask for, with the weights that stand in for them.
_WANTED = ((400, False), (400, True), (500, False), (600, False), (600, True))
_KINDS = {".ttf": "ttf", ".otf": "otf", ".woff": "woff", ".woff2": "woff2"}


def chosen_faces(choice: ThemeChoice, sheet: Path, home: Path | None) -> Iterator[FontFace]:
    """Yield the fonts that a choice adds to those of a style sheet; `home` is the folder of the brief."""
    for family in _families(choice):
        if any(face.family == family for face in font_faces(sheet)):
            continue
        own = [font for font in choice.fonts if font.family == family]
        if own and home:
            yield from (FontFace(family, f.weight, f.style == "italic", home / f.file) for f in own)
        elif not own:
            yield from _installed(family)


def font_findings(
    choice: ThemeChoice, sheet: Path, locate: Callable[[tuple[str, ...]], Location]
) -> Iterator[Finding]:
    """Yield a warning for each family that is nowhere at hand; `locate` finds where it is written."""
    known = {face.family for face in font_faces(sheet)} | {f.family for f in choice.fonts}
    for field, name in (("text_font", choice.text_font), ("heading_font", choice.heading_font)):
        family = first_family(name or "")
        if family and family not in known and not _installed(family):
            slug = "-".join(family.lower().split())
            message = (
                f'the font "{family}" is not on this machine: the theme\'s own is used instead'
            )
            mend = install_package(f"fontpkg-{slug}") if slug in FONT_PACKAGES else THEME_FONT.mend
            yield THEME_FONT.finding(message, locate(("theme", field)), mend=mend)
            known.add(family)


def font_rules(faces: Iterable[FontFace]) -> str:
    """Return the rules of a style sheet that bring fonts."""
    return "\n".join(
        f"@font-face {{ font-family: {quoted_family(face.family)}; font-weight: {face.weight}; "
        f'font-style: {"italic" if face.is_italic else "normal"}; src: url("{_address(face)}"); }}'
        for face in faces
    )


def _families(choice: ThemeChoice) -> list[str]:
    names = (first_family(name) for name in (choice.text_font, choice.heading_font) if name)
    return list(dict.fromkeys(names))


@cache
def _installed(family: str) -> tuple[FontFace, ...]:
    """Return the fonts of a family from an installed package; none if there is no such package."""
    from fontpkg import (  # noqa: PLC0415 - only where asked  # noqa: PLC0415
        FamilyNotInstalled,
        StyleNotAvailable,
        WeightNotAvailable,
        family as installed,
        select_file,
    )

    try:
        found = installed(family)
    except FamilyNotInstalled:
        return ()
    faces = []
    for weight, is_italic in _WANTED:
        try:
            file = select_file(found, weight, "italic" if is_italic else "normal", nearest=True)
        except (StyleNotAvailable, WeightNotAvailable):  # not all families have italics
            continue
        faces.append(FontFace(family, weight, is_italic, file.path, is_variable=file.variable))
    return tuple(faces)


def _address(face: FontFace) -> str:
    """Return the address of a font: that in its package, or its data."""
    if not face.is_variable and (address := installed_address(face.file)):
        return address
    kind = _KINDS.get(face.file.suffix.lower(), "ttf")
    return f"data:font/{kind};base64,{b64encode(static_font(face)).decode()}"


def static_font(face: FontFace) -> bytes:
    """Return a font as it is drawn: of a variable font one weight, which is embedded in a tenth of the time."""
    return _one_weight(face) if face.is_variable else face.file.read_bytes()


@cache
def _one_weight(face: FontFace) -> bytes:
    import uharfbuzz  # noqa: PLC0415 - only for variable fonts

    font = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(face.file))
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    for axis in font.axis_infos:
        if axis.tag == "wght":
            weight = min(max(face.weight, axis.min_value), axis.max_value)
            wanted.pin_axis_location(font, "wght", weight)
        else:
            wanted.pin_axis_to_default(font, axis.tag)
    return bytes(uharfbuzz.subset(font, wanted).blob.data)
