"""The changes as a page of HTML that needs no other file, no script and no network."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from markupsafe import Markup

from briefpress import __version__
from briefpress.diff import words
from briefpress.diff.values import How
from briefpress.html import Theme
from briefpress.reports import PixelBox, data_uri, draw_marks, html_environment, join_and, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefpress.diff.looks import Spread
    from briefpress.diff.values import Change, Changes
    from briefpress.structure import Bitmap

DPI = 100  # of the pictures: sharp enough to be read at the width of a window
MOST_PICTURES = 60  # a picture takes about 100 kB

LOOK = "look"


@dataclass(frozen=True, slots=True)
class Told:
    """A change by its number, and how it is marked: as its `how`, or as what only looks different."""

    number: int
    change: Change
    mark: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The outline of a change on a picture; its number is written once, at `label`."""

    number: int
    mark: str
    box: PixelBox
    label: PixelBox | None


@dataclass(frozen=True, slots=True)
class Side:
    """A page of one of the PDFs; `number` counts from 1."""

    name: str
    number: int
    image: str = ""
    size: tuple[int, int] = (0, 0)
    marks: tuple[Mark, ...] = ()

    @property
    def alternate(self) -> str:
        """What the picture shows, in words."""
        numbers = sorted({mark.number for mark in self.marks})
        which = f", with {plural(len(numbers), 'change')} marked: {join_and([*map(str, numbers)])}"
        return f"Page {self.number} of the {self.name} PDF{which if numbers else ''}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Two pages side by side, and what changed on them; one is missing where it has no other."""

    old: Side | None
    new: Side | None
    told: tuple[Told, ...]

    @property
    def title(self) -> str:
        """Which pages they are."""
        if self.old and self.new:
            other = f" (was page {self.old.number})" if self.old.number != self.new.number else ""
            return f"Page {self.new.number}{other}"
        if self.new:
            return f"Page {self.new.number}, which is new"
        assert self.old
        return f"Page {self.old.number} of the older PDF, which is gone"


def numbered(changes: Changes) -> tuple[Told, ...]:
    """Number the changes in the order in which they are told."""
    in_order = [change for group in words.groups(changes) for change in group.changes]
    return tuple(
        Told(count, change, LOOK if change.what.startswith(LOOK) else change.how.value)
        for count, change in enumerate(in_order, 1)
    )


def differing(spreads: Sequence[Spread], changes: Changes) -> list[Spread]:
    """Return the pages on which something changed, or that stand alone."""
    marked = [*changes.text, *changes.looks]
    old = {place.page - 1 for change in marked for place in change.old_places}
    new = {place.page - 1 for change in marked for place in change.new_places}
    return [
        each
        for each in spreads
        if each.old is None or each.new is None or each.old in old or each.new in new
    ]


def to_html(
    names: tuple[str, str],
    changes: Changes,
    *,
    spreads: Sequence[Spread] = (),
    old: Iterable[Bitmap] = (),
    new: Iterable[Bitmap] = (),
    languages: tuple[str | None, str | None] = (None, None),
    notes: Sequence[str] = (),
    theme: Theme | None = None,
) -> str:
    """Return the changes as a page; `spreads` are the pages shown, `old` and `new` their pictures.

    `notes` say what was not compared.
    """
    theme = theme or Theme()
    told = numbered(changes)
    by_change = {id(each.change): each for each in told}
    styles = [theme.style(name).read_text("utf-8") for name in ("report.css", "changes.css")]
    return (
        html_environment(theme.templates)
        .get_template("changes.html")
        .render(
            names=[PurePath(name).name or name for name in names],
            paths=names,
            changes=changes,
            groups=[
                (group.title, [by_change[id(change)] for change in group.changes])
                for group in words.groups(changes)
            ],
            sheets=_sheets(spreads, told, old, new),
            languages=languages,
            notes=notes,
            words=words,
            how=How,
            version=__version__,
            style=Markup("\n".join(styles)),  # noqa: S704 - our own
        )
    )


def _sheets(
    spreads: Sequence[Spread], told: Sequence[Told], old: Iterable[Bitmap], new: Iterable[Bitmap]
) -> list[Sheet]:
    marked = [each for each in told if each.change.what != "page of a heading"]
    drawn = [
        {picture.page: _side(picture, name, marked) for picture in pictures}
        for name, pictures in (("older", old), ("newer", new))
    ]
    return [
        Sheet(
            _of("older", spread.old, drawn[0]),
            _of("newer", spread.new, drawn[1]),
            tuple(each for each in marked if _is_on(each.change, spread)),
        )
        for spread in spreads
    ]


def _of(name: str, page: int | None, drawn: Mapping[int, Side]) -> Side | None:
    return None if page is None else drawn.get(page, Side(name, page + 1))


def _is_on(change: Change, spread: Spread) -> bool:
    old = {place.page - 1 for place in change.old_places}
    new = {place.page - 1 for place in change.new_places}
    return spread.old in old or spread.new in new


def _side(picture: Bitmap, name: str, told: Iterable[Told]) -> Side:
    """Return what is shown of a picture; its pixels are let go."""
    boxes = []
    for each in told:
        places = each.change.old_places if name == "older" else each.change.new_places
        boxes += [(each, p.box) for p in places if p.page == picture.page + 1]
    seen: set[int] = set()
    marks = draw_marks(picture, ((each.number, box, None) for each, box in boxes))
    shown = []
    for (each, _), mark in zip(boxes, marks, strict=True):
        label = None if each.number in seen else mark.label
        seen.add(each.number)
        shown.append(Mark(each.number, each.mark, mark.box, label))
    return Side(
        name, picture.page + 1, data_uri(picture), (picture.width, picture.height), tuple(shown)
    )
