"""Font files of scripts: static, and without the letters that the fonts of a theme have."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefpress.scripts.detection import Needed
    from briefpress.scripts.table import Script

WEIGHTS = (400, 600)
# Letters of Latin, Greek and Cyrillic: words in them are set in the font of the theme.
_OF_THEMES = (
    (0x41, 0x5A),
    (0x61, 0x7A),
    (0xAA, 0xAA),
    (0xBA, 0xBA),
    (0xC0, 0x52F),
    (0x1E00, 0x1FFF),
)


def is_installed(script: Script) -> bool:
    """Return whether the fonts of a script are on this machine."""
    return find_spec("uharfbuzz") is not None and _folder(script.package) is not None


def face_of(needed: Needed, weight: int) -> bytes:
    """Return the font of a script in one of the `WEIGHTS`, as TrueType.

    A variable font is cut to that weight, which takes 5 ms; embedded whole, it would take seconds. Raises
    `ModuleNotFoundError` where `is_installed` says no.
    """
    if needed.script.is_large:
        return _cut(needed.script, weight, frozenset(map(ord, needed.letters)))
    return _whole(needed.script, weight)


def missing_letters(needed: Needed) -> str:
    """Return the letters that the font of a script does not have."""
    held = _variable_face(needed.script, WEIGHTS[0]).unicodes
    return "".join(char for char in needed.letters if ord(char) not in held)


@cache
def _whole(script: Script, weight: int) -> bytes:
    return _cut(script, weight, None)


def _cut(script: Script, weight: int, letters: frozenset[int] | None) -> bytes:
    """Return a font with these code points, or all but those of themes, in one weight."""
    import uharfbuzz  # noqa: PLC0415 - an extra

    face = _variable_face(script, weight)
    wanted = uharfbuzz.SubsetInput()
    if letters is None:
        letters = frozenset(code for code in face.unicodes if not _is_of_themes(code))
    wanted.unicode_set.update({*letters, ord(" ")})
    for axis in face.axis_infos:
        if axis.tag == "wght":
            wanted.pin_axis_location(face, "wght", weight)
        else:
            wanted.pin_axis_to_default(face, axis.tag)
    return bytes(uharfbuzz.subset(face, wanted).blob.data)


@cache
def _variable_face(script: Script, weight: int) -> Any:
    """Return the font that has a weight of a script, which is read where it is needed only."""
    import uharfbuzz  # noqa: PLC0415 - an extra

    folder = _folder(script.package)
    if folder is None:
        raise ModuleNotFoundError(script.package)
    files = dict(script.files)
    return uharfbuzz.Face(
        uharfbuzz.Blob.from_file_path(str(folder / files.get(weight, files.get(0, ""))))
    )


def _is_of_themes(code: int) -> bool:
    return any(first <= code <= last for first, last in _OF_THEMES)


@cache
def _folder(package: str) -> Path | None:
    spec = find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None
