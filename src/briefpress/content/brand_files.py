"""Where the brand of an institute lies, and the files that it names: known without reading any YAML."""

from __future__ import annotations

import os
from pathlib import Path

from briefpress.content.looks import BRAND
from briefpress.system import leads_out


def find_brand(brief: Path) -> Path | None:
    """Return the brand of a brief: the nearest one in its folder or in those above, up to the one one works in.

    Of a brief that lies elsewhere, only its own folder is looked in. A link out of a folder is not followed.
    """
    home, top = (Path(os.path.realpath(folder)) for folder in (brief.parent, Path()))
    above = [each for each in home.parents if each.is_relative_to(top)]
    for folder in (brief.parent, *above):
        path = folder / BRAND
        if path.is_file() and not leads_out(path, folder):
            return path
    return None


def named_file(name: str, brief: Path) -> tuple[Path, Path]:
    """Return a file that a brief or its brand names, and the folder that it may not lead out of."""
    if not os.path.lexists(brief.parent / name) and (brand := find_brand(brief)):
        return brand.parent / name, brand.parent
    return brief.parent / name, brief.parent
