"""What looks different on two pages but reads the same: letters, figures, and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diff.changes import Change, ChangeKind, Region
from briefpress.diff.passages import FIGURE, FORMULA, equal_text
from briefpress.diff.pixel_diff import differing_boxes, figures_differ
from briefpress.reports import join_and

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.diff.matching import Matching
    from briefpress.diff.passages import Passage
    from briefpress.structure import Bitmap, Page, PdfStructure, Rect

_MAX_SHIFT = 0.75  # points by which a passage may move and still be in its place
_PADDING = 3.0  # points around words that belong to them: underlines, borders of cells
_PAGE_SIDES = -20_000.0, 20_000.0  # beyond the edges of any page

PassagePair = tuple["Passage", "Passage"]


class VisualComparison:
    """Compares the pictures of pages; what the changes of text explain already is left out."""

    def __init__(
        self, old: PdfStructure, new: PdfStructure, matching: Matching, changes: Iterable[Change]
    ) -> None:
        self._pdfs = old, new
        self._changed = _changed_boxes(changes)
        self._contents = [_contents_boxes(pdf) for pdf in (old, new)]
        self._passages: list[dict[int, list[Passage]]] = [{}, {}]
        self._pairs: dict[tuple[int, int], list[PassagePair]] = {}
        for i, j in sorted(matching.pairs.items()):
            pair = matching.old[i], matching.new[j]
            for side, passage in enumerate(pair):
                for page in dict.fromkeys(region.page - 1 for region in passage.regions):
                    self._passages[side].setdefault(page, []).append(passage)
            if pair[0].page is not None and pair[1].page is not None:
                self._pairs.setdefault((pair[0].page, pair[1].page), []).append(pair)

    def compare(self, old: Bitmap, new: Bitmap) -> Iterator[Change]:
        """Yield what looks different on two pages."""
        pages = old.page, new.page
        pairs = self._pairs.get(pages, [])
        restyled = [pair for pair in pairs if _has_other_style(*pair)]
        if restyled:
            yield _style_change(restyled, *pages)
        figures = [pair for pair in pairs if pair[1].kind in (FIGURE, FORMULA)]
        for before, after in figures:
            if _figure_differs(before, after, old, new):
                name = f"“{after.plain_text}”" if after.plain_text else f"on page {new.page + 1}"
                yield _look_change(after.kind, name, before.regions, after.regions, *pages)
        explained = [
            *self._explained_by_text(pages),
            *_padded_boxes((*figures, *restyled), *pages),
            *self._without_counterpart(pairs, pages),
            *(_full_width(box) for box in _moved_boxes(pairs, *pages)),
        ]
        boxes = differing_boxes(old, new, explained)
        if boxes:
            old_regions = tuple(Region(old.page + 1, box) for box in boxes)
            new_regions = tuple(Region(new.page + 1, box) for box in boxes)
            where = f"on page {new.page + 1}"
            what = "what is around the words"
            yield _look_change(what, where, old_regions, new_regions, *pages)

    def _explained_by_text(self, pages: tuple[int, int]) -> Iterator[Rect]:
        """Yield the boxes of changes of text, of tables of contents, and of running heads and feet."""
        for side, page in enumerate(pages):
            yield from self._changed.get((side, page), ())
            yield from self._contents[side].get(page, ())
        old, new = (pdf.pages[page] for pdf, page in zip(self._pdfs, pages, strict=True))
        yield from _changed_running_text(old, new)
        yield from _changed_running_text(new, old)

    def _without_counterpart(
        self, pairs: list[PassagePair], pages: tuple[int, int]
    ) -> Iterator[Rect]:
        """Yield the boxes of passages whose counterpart is not on the other page."""
        for side, page in enumerate(pages):
            paired = {pair[side] for pair in pairs}
            for passage in self._passages[side].get(page, ()):
                if passage not in paired:
                    boxes = (region.box for region in passage.regions if region.page == page + 1)
                    yield from map(_full_width, boxes)


def _changed_boxes(changes: Iterable[Change]) -> dict[tuple[int, int], list[Rect]]:
    """Return where changes are, by PDF (0 or 1) and page.

    What stands beside a passage that was added, removed or moved, moves with it.
    """
    found: dict[tuple[int, int], list[Rect]] = {}
    for change in changes:
        widen = _padded if change.kind is ChangeKind.CHANGED else _full_width
        for side, regions in enumerate((change.old_regions, change.new_regions)):
            for region in regions:
                found.setdefault((side, region.page - 1), []).append(widen(region.box))
    return found


def _contents_boxes(pdf: PdfStructure) -> dict[int, list[Rect]]:
    """Return where tables of contents are, by page: they repeat headings and page numbers."""
    found: dict[int, list[Rect]] = {}
    for element in pdf.walk():
        if element.role == "TOC":
            for page, box in element.boxes().items():
                found.setdefault(page, []).append(_padded(box))
    return found


def _look_change(
    what: str,
    where: str,
    old_regions: tuple[Region, ...],
    new_regions: tuple[Region, ...],
    old: int,
    new: int,
) -> Change:
    """Return a change of how something looks on the pages with the indexes `old` and `new`."""
    return Change(
        ChangeKind.CHANGED,
        f"look of {what}",
        where=where,
        old_page=old + 1,
        new_page=new + 1,
        old_regions=tuple(region for region in old_regions if region.page == old + 1),
        new_regions=tuple(region for region in new_regions if region.page == new + 1),
    )


def _has_other_style(before: Passage, after: Passage) -> bool:
    """Return whether the same text is set in another font, size or colour."""
    is_known = bool(before.text_styles and after.text_styles)
    is_same = before.text_styles == after.text_styles
    return is_known and not is_same and equal_text(before.text, after.text)


def _style_change(pairs: list[PassagePair], old: int, new: int) -> Change:
    """Return one change of all words that are set in another font, size or colour."""
    aspects = [
        name
        for index, name in enumerate(("font", "size", "colour"))
        if any(
            {style[index] for style in before.text_styles}
            != {style[index] for style in after.text_styles}
            for before, after in pairs
        )
    ]
    old_regions = tuple(region for before, _ in pairs for region in before.regions)
    new_regions = tuple(region for _, after in pairs for region in after.regions)
    what = f"the letters ({join_and(aspects) or 'mixed otherwise'})"
    return _look_change(what, f"on page {new + 1}", old_regions, new_regions, old, new)


def _figure_differs(before: Passage, after: Passage, old: Bitmap, new: Bitmap) -> bool:
    old_boxes, new_boxes = _boxes_on(before, old.page), _boxes_on(after, new.page)
    return bool(old_boxes and new_boxes) and figures_differ(old, old_boxes[0], new, new_boxes[0])


def _boxes_on(passage: Passage, page: int) -> list[Rect]:
    return [region.box for region in passage.regions if region.page == page + 1]


def _padded_boxes(pairs: Iterable[PassagePair], old: int, new: int) -> Iterator[Rect]:
    for before, after in pairs:
        yield from map(_padded, (*_boxes_on(before, old), *_boxes_on(after, new)))


def _moved_boxes(pairs: Iterable[PassagePair], old: int, new: int) -> Iterator[Rect]:
    """Yield where passages stand, and stood, that have another place on the page than before."""
    for before, after in pairs:
        old_boxes, new_boxes = _boxes_on(before, old), _boxes_on(after, new)
        if len(old_boxes) != len(new_boxes) or any(map(_is_shifted, old_boxes, new_boxes)):
            yield from (*old_boxes, *new_boxes)


def _is_shifted(one: Rect, other: Rect) -> bool:
    return any(abs(a - b) > _MAX_SHIFT for a, b in zip(one, other, strict=True))


def _padded(box: Rect) -> Rect:
    return box[0] - _PADDING, box[1] - _PADDING, box[2] + _PADDING, box[3] + _PADDING


def _full_width(box: Rect) -> Rect:
    """Return a box as wide as the page, since bullets and rules move with the words beside them."""
    return _PAGE_SIDES[0], box[1] - 4 * _PADDING, _PAGE_SIDES[1], box[3] + 4 * _PADDING


def _changed_running_text(page: Page, other: Page) -> Iterator[Rect]:
    """Yield the boxes of running heads and feet whose text is not on the other page."""
    texts = {artifact.text for artifact in other.artifacts}
    for artifact in page.artifacts:
        if artifact.type == "Pagination" and artifact.text not in texts:
            yield from (_padded(run.box) for run in artifact.runs)
