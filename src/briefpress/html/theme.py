"""The folders in which templates, style sheets and words are looked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefpress.findings import Location, Unusable
from briefpress.html.rules import THEME_MISSING

_PACKAGE = Path(__file__).parents[1]
# A wheel has the folders inside the package, a checkout has them at its top.
BUILT_IN = _PACKAGE if (_PACKAGE / "templates").is_dir() else _PACKAGE.parents[1]


@dataclass(frozen=True, slots=True)
class Theme:
    """Folders with `templates` and `styles`: first those of an institute's own theme, then the built-in."""

    folders: tuple[Path, ...] = (BUILT_IN,)

    @classmethod
    def at(cls, folder: Path | None) -> Theme:
        """Return the theme of a folder, with the built-in one for what it lacks.

        Raises `Unusable` if the folder has neither templates nor styles.
        """
        if folder is None:
            return cls()
        if not any((folder / name).is_dir() for name in ("templates", "styles")):
            message = "the theme has neither a folder templates nor a folder styles"
            raise Unusable(THEME_MISSING.finding(message, Location(str(folder))))
        return cls((folder, BUILT_IN))

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
