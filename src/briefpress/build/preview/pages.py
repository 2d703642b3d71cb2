"""The pages of the preview, set in the templates of the package."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from briefpress import __version__
from briefpress.html import Theme
from briefpress.reports import words

if TYPE_CHECKING:
    from briefpress.build.preview.readings import Reading
    from briefpress.build.preview.state import Board, Watched

# What HTML does not allow (control characters), and the text of a PDF may hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class Pages:
    """The pages of one board."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._environment = Environment(
            loader=FileSystemLoader(Theme().templates),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_printable,
            trim_blocks=True,
            lstrip_blocks=True,
        )
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
            briefs=self._board.briefs, state=version, version=__version__, words=words, sheets=[], **values
        )  # fmt: skip


def _printable(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Markup):
        return _CONTROL.sub("\ufffd", value)
    return value


def _part(content: str) -> str:
    """Return a name for what a part of a page says, by which the script tells whether it changed."""
    return sha256(str(content).encode()).hexdigest()[:16]
