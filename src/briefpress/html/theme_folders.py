"""The folders in which templates, style sheets and words are looked for, and the files that count there.

It is light to import: whoever asks whether anything changed needs no more of a theme.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.content import THEMES
from briefpress.system import leads_out

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = ("templates", "styles")
_PACKAGE = Path(__file__).parents[1]
# A wheel has the folders inside the package, a checkout has them at its top.
BUILT_IN = _PACKAGE if (_PACKAGE / "templates").is_dir() else _PACKAGE.parents[1]
_SHOWN = frozenset({
    ".avif", ".bmp", ".gif", ".jp2", ".jpeg", ".jpg", ".otf", ".png", ".svg", ".tif", ".tiff", ".ttf", ".webp",
    ".woff", ".woff2",
})  # fmt: skip


def built_in_name(folder: Path | None) -> str | None:
    """Return the name of the built-in theme that is meant where a folder is asked for; None if it is a folder."""
    name = str(folder)
    return name if name in THEMES and not os.path.isdir(name) else None  # noqa: PTH112


def theme_files(folder: Path) -> Iterator[Path]:
    """Yield the files that a theme may use: templates, styles, and all pictures and fonts in its folder.

    What goes meanwhile is not there, and neither is what a link leads to outside of the folder.
    """
    is_own = folder != BUILT_IN  # which is the folder of the whole project in a checkout
    for parent, folders, names in os.walk(folder):
        if Path(parent) == folder and not is_own:
            folders[:] = KINDS
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        is_kind = Path(parent).relative_to(folder).parts[:1] in [(kind,) for kind in KINDS]
        for path in (Path(parent, name) for name in sorted(names)):
            is_used = is_kind or (is_own and path.suffix.lower() in _SHOWN)
            if is_used and path.is_file() and not (path.is_symlink() and leads_out(path, folder)):
                yield path
