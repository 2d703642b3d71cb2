"""Reads the image files that a brief names, from its own folder only, and checks that they are sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.content.picture import BadImage, Image
from briefpress.content.rules.images import (
    ICC_PROFILE,
    IMAGE_EXTERNAL,
    IMAGE_MISSING,
    IMAGE_OUTSIDE,
    IMAGE_SIZE,
)
from briefpress.content.svg import is_xml, read_svg

if TYPE_CHECKING:
    from pathlib import Path

_ALIKE = 0.75  # of two names of files: 1 where they are equal
MAX_BYTES = 20 * 1024 * 1024


def read_image(name: str, folder: Path) -> Image:
    """Return the image `name` from a folder or one below it.

    Raises `BadImage` if the file is missing, outside of the folder, too large or damaged.
    """
    data = read_file(name, folder)
    if is_xml(data):
        return read_svg(data, name)
    from briefpress.content.picture_conversion import convert_picture  # noqa: PLC0415 - it loads Pillow

    return convert_picture(data, name)


def read_profile(name: str, folder: Path) -> Image:
    """Return the ICC profile `name` from a folder or one below it.

    Raises `BadImage` if the file is missing, outside of the folder, or not a profile for CMYK.
    """
    from briefpress.content.inks import BadProfile, printing_condition  # noqa: PLC0415 - only where one is named

    data = read_file(name, folder, "ICC profile", "ask the printing house for a smaller one")
    try:
        printing_condition(data)
    except BadProfile as reason:
        mend = "ask the printing house for its ICC profile, or leave this out: FOGRA39 is usual in Europe"
        raise BadImage(ICC_PROFILE, f'"{name}" {reason}', mend) from None
    return Image("application/vnd.iccprofile", data)


def read_file(
    name: str,
    folder: Path,
    what: str = "image",
    smaller: str = "save it smaller: 2,000 pixels across fill the page",
) -> bytes:
    """Return the bytes of a file; `what` and `smaller` are words for the messages."""
    if "://" in name or name.startswith(("data:", "//")):
        shown = name if len(name) < 100 else f"{name[:100]}…"
        message = f"the {what} {shown} is not a file beside the brief, and nothing else is read"
        mend = f"save the {what} beside the brief, and name that file"
        raise BadImage(IMAGE_EXTERNAL, message, mend)
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            message = f'the {what} "{name}" is outside of the brief\'s folder'
            raise BadImage(IMAGE_OUTSIDE, message, "copy it into the folder of the brief")
        if not path.is_file():
            raise FileNotFoundError(name)  # a pipe would never end
        if path.stat().st_size > MAX_BYTES:
            message = f'the {what} "{name}" is larger than {MAX_BYTES // 1024**2} MiB'
            raise BadImage(IMAGE_SIZE, message, smaller)
        return path.read_bytes()
    except (OSError, RuntimeError, ValueError):  # RuntimeError: links in a circle
        message = f'the {what} "{name}" cannot be read'
        mend = f"put it into {folder.name or 'the folder of the brief'}, or mend its name"
        if near := _near_file(name, folder):
            mend = f'did you mean "{near}"?'
        raise BadImage(IMAGE_MISSING, message, mend) from None


def _near_file(name: str, folder: Path) -> str | None:
    """Return the name of a file in the same folder that differs in a letter or in capitals; None if there is none."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is wrong

    try:
        missing = folder / name
        if not missing.parent.resolve().is_relative_to(folder.resolve()):
            return None
        beside = (path for path in sorted(missing.parent.iterdir()) if path.is_file())
        files = {path.name.casefold(): path for path in beside}
        near = get_close_matches(missing.name.casefold(), files, n=1, cutoff=_ALIKE)
        return files[near[0]].relative_to(folder).as_posix() if near else None
    except (OSError, RuntimeError, ValueError):  # RuntimeError: links in a circle
        return None
