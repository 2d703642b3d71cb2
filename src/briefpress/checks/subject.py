"""What is checked: a PDF, and what else is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from briefpress.checks.reading import Reading
from briefpress.content import SCREEN
from briefpress.structure import TREE, lay_out_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefpress.content import Brief, Edition
    from briefpress.findings import Location, Verdict
    from briefpress.html import HtmlOutline
    from briefpress.structure import Bitmap, Element, Grid, PdfStructure

_T = TypeVar("_T")


@dataclass(frozen=True)
class Subject:
    """What is checked: a PDF, and what else is known of it.

    `html` and `brief` are what it was made from; `verdicts` are those of validators; `pictures`
    rasterizes pages by their numbers from 0. `edition` is the one that it is meant to be. `locate`
    returns where a text stands in the content file, None where it does not. `written` has the letters of
    its body where the PDF was set in other templates than `html`: then only they are compared.
    """

    name: str
    pdf: PdfStructure
    html: HtmlOutline | None = None
    brief: Brief | None = None
    verdicts: tuple[Verdict, ...] | None = None
    pictures: Callable[[Iterable[int]], Iterable[Bitmap]] | None = None
    edition: Edition = SCREEN
    locate: Callable[[str], Location | None] | None = None
    written: str | None = None

    @property
    def setting(self) -> object:
        """What was set in the same templates as the PDF; None where nothing was."""
        return self.html if self.written is None else None

    @property
    def styles(self) -> object:
        """What tells what styles may add to the source; None where nothing does."""
        return self.html if self.html and self.html.knows_generated else self.brief

    @property
    def tree(self) -> object:
        """What holds all that a listener hears; None where it is so large that not all of it was read."""
        return None if any(TREE in each for each in self.pdf.limits) else self.pdf.roots

    @cached_property
    def reading(self) -> Reading:
        """What several rules need to know of the PDF."""
        return Reading(self.pdf)

    @property
    def is_tagged(self) -> bool:
        """Whether the PDF has a structure tree, and says that it is to be used."""
        return bool(self.pdf.marked and self.pdf.roots)

    @cached_property
    def _found(self) -> dict[object, Any]:
        return {}

    def once(self, find: Callable[[Subject], _T]) -> _T:
        """Return what a function finds of this subject; it is called once."""
        if find not in self._found:
            self._found[find] = find(self)
        found: _T = self._found[find]
        return found

    @cached_property
    def _grids(self) -> dict[Element, Grid]:
        return {}

    def grid(self, table: Element) -> Grid:
        """Return a table in rows and columns, laid out once."""
        if table not in self._grids:
            self._grids[table] = lay_out_table(table)
        return self._grids[table]
