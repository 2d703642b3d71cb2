"""The changes as a page of HTML that needs no other file, no script and no network."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from markupsafe import Markup

from briefpress import __version__
from briefpress.diff.changes import ChangeKind
from briefpress.diff.description import describe, group_changes, summary
from briefpress.html import Theme
from briefpress.reports import PixelBox, data_uri, draw_marks, html_environment, join_and, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefpress.diff.changes import Change, Changes
    from briefpress.diff.page_pairs import PagePair
    from briefpress.structure import Bitmap

PICTURE_DPI = 100  # of the pictures: sharp enough to be read at the width of a window
MAX_PICTURES = 60  # a picture adds about 100 kB to the page

LOOK = "look"  # the style of marks of what only looks different


@dataclass(frozen=True, slots=True)
class NumberedChange:
    """A change with its number on the page; `style` is its kind, or `LOOK`."""

    number: int
    change: Change
    style: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The outline of a change on a picture; only its first has a `label` for the number."""

    number: int
    style: str
    box: PixelBox
    label: PixelBox | None


@dataclass(frozen=True, slots=True)
class Side:
    """A page of one of the PDFs; `number` counts from 1, `size` is in pixels."""

    name: str
    number: int
    image: str = ""
    size: tuple[int, int] = (0, 0)
    marks: tuple[Mark, ...] = ()

    @property
    def alternate(self) -> str:
        """The alternative text of the picture."""
        numbers = sorted({mark.number for mark in self.marks})
        marked = f", with {plural(len(numbers), 'change')} marked: {join_and([*map(str, numbers)])}"
        return f"Page {self.number} of the {self.name} PDF{marked if numbers else ''}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Two pages side by side, with the changes on them; one is None if it was added or removed."""

    old: Side | None
    new: Side | None
    changes: tuple[NumberedChange, ...]

    @property
    def title(self) -> str:
        """The numbers of the pages, in words."""
        if self.old and self.new:
            other = f" (was page {self.old.number})" if self.old.number != self.new.number else ""
            return f"Page {self.new.number}{other}"
        if self.new:
            return f"Page {self.new.number}, which is new"
        assert self.old
        return f"Page {self.old.number} of the older PDF, which is gone"


def number_changes(changes: Changes) -> tuple[NumberedChange, ...]:
    """Return the changes with their numbers, in the order in which they are listed."""
    in_order = [change for group in group_changes(changes) for change in group.changes]
    return tuple(
        NumberedChange(number, change, LOOK if change.what.startswith(LOOK) else change.kind.value)
        for number, change in enumerate(in_order, 1)
    )


def differing_pages(pairs: Sequence[PagePair], changes: Changes) -> list[PagePair]:
    """Return the pairs of pages on which something changed, and single pages."""
    marked = [*changes.text, *changes.visual]
    old = {region.page - 1 for change in marked for region in change.old_regions}
    new = {region.page - 1 for change in marked for region in change.new_regions}
    return [
        pair
        for pair in pairs
        if pair.old is None or pair.new is None or pair.old in old or pair.new in new
    ]


def to_html(
    names: tuple[str, str],
    changes: Changes,
    *,
    pages: Sequence[PagePair] = (),
    old: Iterable[Bitmap] = (),
    new: Iterable[Bitmap] = (),
    languages: tuple[str | None, str | None] = (None, None),
    notes: Sequence[str] = (),
    theme: Theme | None = None,
) -> str:
    """Return the changes between two files as a page.

    `pages` are the pairs of pages to show, `old` and `new` their pictures. `notes` say what was not
    compared.
    """
    theme = theme or Theme()
    numbered = number_changes(changes)
    by_change = {id(each.change): each for each in numbered}
    styles = [theme.style(name).read_text("utf-8") for name in ("report.css", "changes.css")]
    template = html_environment(theme.templates).get_template("changes.html")
    return template.render(
        names=[PurePath(name).name or name for name in names],
        paths=names,
        changes=changes,
        groups=[
            (group.title, [by_change[id(change)] for change in group.changes])
            for group in group_changes(changes)
        ],
        sheets=_sheets(pages, numbered, old, new),
        languages=languages,
        notes=notes,
        summary=summary,
        describe=describe,
        kinds=dict(
            ChangeKind.__members__
        ),  # by name, as the sandbox lets templates look into no class
        version=__version__,
        style=Markup("\n".join(styles)),  # noqa: S704 - our own
    )


def _sheets(
    pages: Sequence[PagePair],
    changes: Sequence[NumberedChange],
    old: Iterable[Bitmap],
    new: Iterable[Bitmap],
) -> list[Sheet]:
    marked = [each for each in changes if each.change.what != "page of a heading"]
    old_sides = {picture.page: _side(picture, "older", marked) for picture in old}
    new_sides = {picture.page: _side(picture, "newer", marked) for picture in new}
    return [
        Sheet(
            _side_or_blank("older", pair.old, old_sides),
            _side_or_blank("newer", pair.new, new_sides),
            tuple(each for each in marked if _is_on(each.change, pair)),
        )
        for pair in pages
    ]


def _side_or_blank(name: str, page: int | None, sides: Mapping[int, Side]) -> Side | None:
    """Return the side of a page, without a picture if none was drawn; None if there is no page."""
    return None if page is None else sides.get(page, Side(name, page + 1))


def _is_on(change: Change, pair: PagePair) -> bool:
    old = {region.page - 1 for region in change.old_regions}
    new = {region.page - 1 for region in change.new_regions}
    return pair.old in old or pair.new in new


def _side(picture: Bitmap, name: str, changes: Iterable[NumberedChange]) -> Side:
    """Return what is shown of a picture, so that its pixels can be freed."""
    boxes = [
        (each, region.box)
        for each in changes
        for region in (each.change.old_regions if name == "older" else each.change.new_regions)
        if region.page == picture.page + 1
    ]
    drawn = draw_marks(picture, ((each.number, box, None) for each, box in boxes))
    marks: list[Mark] = []
    labelled: set[int] = set()
    for (each, _), mark in zip(boxes, drawn, strict=True):
        label = None if each.number in labelled else mark.label
        labelled.add(each.number)
        marks.append(Mark(each.number, each.style, mark.box, label))
    size = picture.width, picture.height
    return Side(name, picture.page + 1, data_uri(picture), size, tuple(marks))
