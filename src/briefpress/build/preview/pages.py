"""The pages of the preview, set in the templates of the package."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from briefpress import __version__
from briefpress.html import Theme
from briefpress.reports import html_environment

if TYPE_CHECKING:
    from briefpress.build.preview.readings import Reading
    from briefpress.build.preview.state import Board, Watched


class Pages:
    """The pages of one board."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._environment = html_environment(Theme().templates).overlay()
        self._environment.filters["part"] = _part

    def overview(self) -> str:
        """Return the list of all briefs."""
        return self._set("overview.html", refused=self._board.refused)

    def brief(self, brief: Watched, reading: Reading | None) -> str:
        """Return the page of one brief; `reading` is what its last good PDF says."""
        briefs = self._board.briefs
        place = next((n for n, each in enumerate(briefs) if each.slug == brief.slug), None)
        before = briefs[place - 1] if place else None
        after = briefs[place + 1] if place is not None and place + 1 < len(briefs) else None
        return self._set(
            "brief.html", brief=brief, reading=reading, pdf=reading, before=before, after=after
        )

    def fault(self, title: str, message: str) -> str:
        """Return a page that says why there is no other."""
        return self._set("fault.html", title=title, message=message)

    def _set(self, name: str, **values: Any) -> str:
        version = self._board.version  # before what it names: a page may be newer, never older
        return self._environment.get_template(f"preview/{name}").render(
            briefs=self._board.briefs, state=version, version=__version__, sheets=[], **values
        )  # fmt: skip


def _part(content: str) -> str:
    """Return a name for what a part of a page says, by which the script tells whether it changed."""
    return sha256(str(content).encode()).hexdigest()[:16]
