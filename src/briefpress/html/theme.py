"""A theme: the templates, style sheets and fonts that a brief is set in."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.content import THEMES
from briefpress.findings import Location, Unusable
from briefpress.html.chosen_fonts import chosen_faces
from briefpress.html.palette import colour_changes
from briefpress.html.rules import THEME_FILE, THEME_MISSING
from briefpress.html.style_sheets import FontFace, custom_properties, font_faces, quoted_family
from briefpress.html.theme_folders import BUILT_IN, KINDS, built_in_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.content import ThemeChoice
    from briefpress.findings import Finding

MAX_BYTES = 50 * 1024 * 1024  # of a template, a style sheet, a font or a picture


@dataclass(frozen=True, slots=True)
class Theme:
    """Folders with `templates` and `styles`: first those of an institute's own theme, then the built-in.

    `name` is that of the built-in theme that it builds on; `changes` are custom properties with the
    values that a brief gives them, which go before those of the style sheets. `fonts` are those that it
    chose beside those of the theme.
    """

    folders: tuple[Path, ...] = (BUILT_IN,)
    name: str = THEMES[0]
    changes: tuple[tuple[str, str], ...] = ()
    fonts: tuple[FontFace, ...] = ()

    @classmethod
    def at(
        cls,
        folder: Path | None,
        choice: str | ThemeChoice | None = None,
        home: Path | None = None,
    ) -> Theme:
        """Return the theme of a folder, with a built-in one for what it lacks.

        `choice` is what the brief says of its theme, and `home` is where the files lie that it names.
        A folder that is not there and is called as a built-in theme stands for that. Raises `Unusable`
        if the folder has neither templates nor styles, and for each file in them that lies elsewhere,
        is no regular file, or is larger than `MAX_BYTES`.
        """
        name = _named(choice)
        if folder is None or built_in_name(folder):
            return _changed(cls(name=built_in_name(folder) or name), choice, home)
        # Not by a method of Path, which raises an error for what is too long to be a name.
        if not any(os.path.isdir(folder / name) for name in KINDS):  # noqa: PTH112
            is_folder = os.path.isdir(folder)  # noqa: PTH112
            lacking = "the theme has neither a folder templates nor a folder styles"
            message = lacking if is_folder else "there is no folder of this name, and no theme"
            raise Unusable(THEME_MISSING.finding(message, Location(str(folder))))
        if faults := tuple(_faults(folder)):
            raise Unusable(*faults)
        return _changed(cls((folder, BUILT_IN), name), choice, home)

    @property
    def own_folder(self) -> Path | None:
        """The folder of the institute's own theme; None for the built-in one alone."""
        return self.folders[0] if len(self.folders) > 1 else None

    def owns(self, path: Path) -> bool:
        """Tell whether a file is one of the institute's own theme."""
        return self.own_folder is not None and path.is_relative_to(self.own_folder)

    @property
    def has_own_templates(self) -> bool:
        """Whether the theme has templates, which may say other words than the built-in ones."""
        return any((folder / "templates").is_dir() for folder in self.folders[:-1])

    @property
    def templates(self) -> tuple[Path, ...]:
        """The folders with templates, the first to be looked in first."""
        *own, built_in = (folder / "templates" for folder in self.folders)
        of_theme = built_in / "themes" / self.name
        return (*own, *((of_theme,) if of_theme.is_dir() else ()), built_in)

    def look(self, edition_sheet: str = "") -> tuple[Path, ...]:
        """Return the style sheets that set custom properties, in the order of the cascade.

        A theme builds on a built-in one, which builds on `theme.css`; an edition comes after all of them.
        """
        built_in, *own = self.styles("theme.css")
        of_theme = BUILT_IN / "styles/themes" / f"{self.name}.css"
        themes = (built_in, *((of_theme,) if of_theme.is_file() else ()), *own)
        return (*themes, *(self.styles(edition_sheet) if edition_sheet else ()))

    @property
    def faces(self) -> tuple[FontFace, ...]:
        """All fonts whose files are at hand: those of fonts.css, and those that the brief chose."""
        return (*font_faces(self.style("fonts.css")), *self.fonts)

    @property
    def properties(self) -> dict[str, str]:
        """The custom properties of all editions, with what the brief changes."""
        return custom_properties(self.look()) | dict(self.changes)

    def style(self, name: str) -> Path:
        """Return the style sheet of that name, of the theme's own if it has one."""
        return self.styles(name)[-1]

    def styles(self, name: str) -> tuple[Path, ...]:
        """Return all style sheets of that name in the order of the cascade: the theme's own last."""
        paths = (folder / "styles" / name for folder in reversed(self.folders))
        return tuple(path for path in paths if path.is_file())


def _named(choice: str | ThemeChoice | None) -> str:
    """Return the name of the built-in theme that a brief chooses."""
    name = choice if choice is None or isinstance(choice, str) else choice.name
    return name if name in THEMES else THEMES[0]


def _changed(theme: Theme, choice: str | ThemeChoice | None, home: Path | None) -> Theme:
    """Return a theme with what a brief changes in it."""
    if choice is None or isinstance(choice, str):
        return theme
    families = {"--text-font": choice.text_font, "--heading-font": choice.heading_font}
    changes = colour_changes(choice, custom_properties(theme.look()))
    changes |= {name: quoted_family(value) for name, value in families.items() if value}
    changes |= {"--hyphens": "auto"} if choice.hyphenate else {}
    fonts = tuple(chosen_faces(choice, theme.style("fonts.css"), home))
    return replace(theme, changes=tuple(changes.items()), fonts=fonts)


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
