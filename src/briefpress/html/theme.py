"""The folders in which templates, style sheets and words are looked for."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.findings import Location, Unusable
from briefpress.html.rules import THEME_FILE, THEME_MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.findings import Finding

MAX_BYTES = 50 * 1024 * 1024  # of a template, a style sheet, a font or a picture
_PACKAGE = Path(__file__).parents[1]
_KINDS = ("templates", "styles")
# A wheel has the folders inside the package, a checkout has them at its top.
BUILT_IN = _PACKAGE if (_PACKAGE / "templates").is_dir() else _PACKAGE.parents[1]


@dataclass(frozen=True, slots=True)
class Theme:
    """Folders with `templates` and `styles`: first those of an institute's own theme, then the built-in."""

    folders: tuple[Path, ...] = (BUILT_IN,)

    @classmethod
    def at(cls, folder: Path | None) -> Theme:
        """Return the theme of a folder, with the built-in one for what it lacks.

        Raises `Unusable` if the folder has neither templates nor styles, and for each file in them that
        lies elsewhere, is no regular file, or is larger than `MAX_BYTES`.
        """
        if folder is None:
            return cls()
        # Not by a method of Path, which raises an error for what is too long to be a name.
        if not any(os.path.isdir(folder / name) for name in _KINDS):  # noqa: PTH112
            message = "the theme has neither a folder templates nor a folder styles"
            raise Unusable(THEME_MISSING.finding(message, Location(str(folder))))
        if faults := tuple(_faults(folder)):
            raise Unusable(*faults)
        return cls((folder, BUILT_IN))

    @property
    def own_folder(self) -> Path | None:
        """The folder of the institute's own theme; None for the built-in one alone."""
        return self.folders[0] if len(self.folders) > 1 else None

    @property
    def has_own_templates(self) -> bool:
        """Whether the theme has templates, which may say other words than the built-in ones."""
        return any((folder / "templates").is_dir() for folder in self.folders[:-1])

    @property
    def templates(self) -> tuple[Path, ...]:
        """The folders with templates, the first to be looked in first."""
        return tuple(folder / "templates" for folder in self.folders)

    def style(self, name: str) -> Path:
        """Return the style sheet of that name, of the theme's own if it has one."""
        return self.styles(name)[-1]

    def styles(self, name: str) -> tuple[Path, ...]:
        """Return all style sheets of that name in the order of the cascade: the theme's own last."""
        paths = (folder / "styles" / name for folder in reversed(self.folders))
        return tuple(path for path in paths if path.is_file())


_SHOWN = frozenset({
    ".avif", ".bmp", ".gif", ".jp2", ".jpeg", ".jpg", ".otf", ".png", ".svg", ".tif", ".tiff", ".ttf", ".webp",
    ".woff", ".woff2",
})  # fmt: skip


def theme_files(folder: Path) -> Iterator[Path]:
    """Yield the files that a theme may use: templates, styles, and all pictures and fonts in its folder.

    What goes meanwhile is not there.
    """
    is_own = folder != BUILT_IN  # which is the folder of the whole project in a checkout
    for parent, folders, names in os.walk(folder):
        if Path(parent) == folder and not is_own:
            folders[:] = _KINDS
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        is_kind = Path(parent).relative_to(folder).parts[:1] in [(kind,) for kind in _KINDS]
        for path in (Path(parent, name) for name in sorted(names)):
            is_used = is_kind or (is_own and path.suffix.lower() in _SHOWN)
            if is_used and path.is_file():
                yield path


def _faults(folder: Path) -> Iterator[Finding]:
    """Yield what is wrong with the files of a theme, before any of them is read."""
    own = os.path.realpath(folder)
    for path in (*folder.glob("templates/**/*"), *folder.glob("styles/**/*")):
        where = Location(str(path))
        if not Path(os.path.realpath(path)).is_relative_to(own):
            yield THEME_FILE.finding("this is a link out of the folder of the theme", where)
        elif not (path.is_file() or path.is_dir()):
            yield THEME_FILE.finding("this is no regular file", where, mend="delete it")
        elif path.stat().st_size > MAX_BYTES:
            message = f"the file is larger than {MAX_BYTES // 1024**2} MiB"
            yield THEME_FILE.finding(message, where, mend="make it smaller")
