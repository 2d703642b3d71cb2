"""The style sheets that stand in a page."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from briefpress.content import SCREEN
from briefpress.html.theme import Theme
from briefpress.html.theme_embedding import theme_style

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from briefpress.content import Edition

_SHEETS = ("base.css", "blocks.css", "end_matter.css", "page.css", "breaks.css", "screen.css")


def page_styles(theme: Theme, edition: Edition) -> list[Markup]:
    """Return the style sheets of a page in the order of the cascade, with all that they show.

    A theme's own theme.css adds to the built-in ones; its base.css, page.css, breaks.css or screen.css replaces that.
    What the brief changes comes after all themes, and before the edition, which may need other inks or sizes.
    """
    shared = tuple(theme.style(name) for name in _SHEETS)
    of_edition = theme.styles(edition.sheet) if edition.sheet else ()
    of_theme = theme.look()
    changes = "".join(f"{name}: {value}; " for name, value in theme.changes)
    return [
        *_read_styles((*shared, *of_theme), theme, edition),
        *([Markup(f":root {{ {changes}}}")] if changes else []),  # noqa: S704 - the model says what may stand there
        *_read_styles(of_edition, theme, edition),
    ]


def _read_styles(paths: Iterable[Path], theme: Theme, edition: Edition) -> list[Markup]:
    """Return style sheets; neighbours among the built-in ones as one, as each costs time at each element."""
    for_press = is_for_press(edition)
    styles = []
    for is_own, group in groupby(paths, theme.owns):
        read = [theme_style(path, theme, for_press=for_press) for path in group]
        styles += read if is_own else ["\n".join(read)]
    return [Markup(style) for style in styles]  # noqa: S704 - a theme may say all that CSS can


def is_for_press(edition: Edition) -> bool:
    """Return whether an edition is printed in inks."""
    return edition.profile is not None and edition.profile.is_for_print


def usual_styles() -> str:
    """Return the styles with which most pages begin, as they stand there: those of the built-in theme for screens."""
    return "".join(f"<style>\n{style}\n</style>\n" for style in page_styles(Theme(), SCREEN))
