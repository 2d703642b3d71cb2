"""What a rule is: data, with a test that yields what breaks it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from briefpress.checks.reading import Reading
from briefpress.content import SCREEN
from briefpress.findings import Severity
from briefpress.structure import lay_out_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefpress.content import Brief, Edition
    from briefpress.findings import Verdict
    from briefpress.html import HtmlOutline
    from briefpress.structure import Bitmap, Element, Grid, PdfStructure, Rect

_T = TypeVar("_T")
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


class Family(Enum):
    """What a rule is about, and who says so."""

    CONFORMANCE = "conformance"  # a standard, judged by an engine
    MEANING = "meaning"  # what no validator checks: whether a person could follow
    FIDELITY = "fidelity"  # whether the PDF says what its source says
    PUBLICATION = "publication"  # what a publisher owes: credits, licence, legibility


@dataclass(frozen=True)
class Subject:
    """What is checked: a PDF, and what else is known of it.

    `html` and `brief` are what it was made from; `verdicts` are those of engines; `pictures` gives
    pages as they look, by their numbers from 0. `edition` is the one that it is meant to be.
    """

    name: str
    pdf: PdfStructure
    html: HtmlOutline | None = None
    brief: Brief | None = None
    verdicts: tuple[Verdict, ...] | None = None
    pictures: Callable[[Iterable[int]], Iterable[Bitmap]] | None = None
    edition: Edition = SCREEN

    @cached_property
    def reading(self) -> Reading:
        """What several rules need to know of the PDF."""
        return Reading(self.pdf)

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


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found: in which element, or on which page (from 0) and where on it."""

    message: str
    element: Element | None = None
    page: int | None = None
    box: Rect | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that has to hold.

    `title` says what, `protects` who is shut out where it does not, `mend` what an editor can do.
    `clause` is that of PDF/UA-1 (ISO 14289-1) unless it names another standard, `matterhorn` the
    checkpoint of the Matterhorn Protocol 1.1, `wcag` the success criterion of WCAG 2.2. `needs`
    names the parts of a `Subject` without which the rule cannot be applied.
    """

    id: str
    title: str
    family: Family
    severity: Severity
    protects: str
    mend: str
    test: Callable[[Subject], Iterable[Problem]]
    clause: str = ""
    matterhorn: str = ""
    wcag: str = ""
    needs: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """Where the rule comes from, in one line."""
        standard = "PDF/UA-1 " if self.clause[:1].isdigit() else ""
        named = {standard: self.clause, "Matterhorn ": self.matterhorn, "WCAG ": self.wcag}
        return ", ".join(f"{standard}{place}" for standard, place in named.items() if place)
