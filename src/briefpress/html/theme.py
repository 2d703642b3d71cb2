"""Which templates, styles, words and fonts serve a brief."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefpress.findings import Finding, Location, Severity, Unusable

_PACKAGE = Path(__file__).parents[1]
# A wheel carries the folders inside of the package; a checkout has them at its top.
BUILT_IN = _PACKAGE if (_PACKAGE / "templates").is_dir() else _PACKAGE.parents[1]


@dataclass(frozen=True, slots=True)
class Theme:
    """Folders with `templates` and `styles`, sought in order: the institute's own, then built in."""

    folders: tuple[Path, ...] = (BUILT_IN,)

    @classmethod
    def at(cls, folder: Path | None) -> Theme:
        """Return the theme of a folder, completed by what is built in.

        Raises `Unusable` where the folder holds neither templates nor styles.
        """
        if folder is None:
            return cls()
        if not any((folder / name).is_dir() for name in ("templates", "styles")):
            message = "the theme has neither a folder templates nor a folder styles"
            mend = "a theme is a folder with styles/theme.css; see the README"
            raise Unusable(
                Finding("theme-missing", Severity.ERROR, message, Location(str(folder)), mend)
            )
        return cls((folder, BUILT_IN))

    @property
    def templates(self) -> tuple[Path, ...]:
        """The folders that templates are sought in."""
        return tuple(folder / "templates" for folder in self.folders)

    def style(self, name: str) -> Path:
        """Return the first style sheet of that name."""
        return self.styles(name)[-1]

    def styles(self, name: str) -> tuple[Path, ...]:
        """Return all style sheets of that name, in the order in which they apply: one's own last."""
        paths = (folder / "styles" / name for folder in reversed(self.folders))
        return tuple(path for path in paths if path.is_file())
