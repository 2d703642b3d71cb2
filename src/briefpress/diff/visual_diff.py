"""Pictures of the pages of two files: how they differ, and a page of HTML that shows them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefpress.diff.html_diff import MAX_PICTURES, PICTURE_DPI, differing_pages, to_html
from briefpress.diff.page_pairs import pair_pages
from briefpress.diff.visual_changes import VisualComparison
from briefpress.structure import Rasterizer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from briefpress.diff.changes import Change, Changes
    from briefpress.diff.matching import Matching
    from briefpress.diff.page_pairs import PagePair
    from briefpress.structure import Bitmap, PdfStructure

COMPARISON_DPI = 50  # of the pictures that are compared
MAX_COMPARED = 300  # pairs of pages; one takes about 20 ms
_BATCH = 20  # pictures of each PDF that are held at a time
_MAX_PIXELS = 200_000_000  # of the pictures of one PDF that are drawn at a time


def compare_pages(
    paths: tuple[Path, Path],
    pdfs: tuple[PdfStructure, PdfStructure],
    matching: Matching,
    changes: Changes,
) -> tuple[Changes, str]:
    """Return the changes with what looks different, and a page of HTML that shows them all."""
    notes: list[str] = []
    pairs = pair_pages(*pdfs, matching)
    comparison = VisualComparison(*pdfs, matching, changes.text)
    changes = replace(changes, visual=tuple(_visual_changes(paths, pairs, comparison, notes)))
    pages = differing_pages(pairs, changes)
    limit = MAX_PICTURES // 2
    if len(pages) > limit:
        notes.append(f"Of {len(pages)} pages that differ, pictures are shown of the first {limit}.")
    shown = pages[:limit]
    html = to_html(
        (str(paths[0]), str(paths[1])),
        changes,
        pages=pages,
        old=_pictures(paths[0], [pair.old for pair in shown], PICTURE_DPI),
        new=_pictures(paths[1], [pair.new for pair in shown], PICTURE_DPI),
        languages=(pdfs[0].language, pdfs[1].language),
        notes=notes,
    )
    return changes, html


def _visual_changes(
    paths: tuple[Path, Path],
    pairs: Sequence[PagePair],
    comparison: VisualComparison,
    notes: list[str],
) -> Iterator[Change]:
    """Yield what looks different on each pair of pages; add to `notes` what was not compared."""
    both = [(p.old, p.new) for p in pairs if p.old is not None and p.new is not None]
    if len(both) > MAX_COMPARED:
        notes.append(f"Of {len(both)} pages, the look of the first {MAX_COMPARED} was compared.")
        both = both[:MAX_COMPARED]
    for start in range(0, len(both), _BATCH):
        batch = both[start : start + _BATCH]
        old_pages, new_pages = zip(*batch, strict=True)
        old = {each.page: each for each in _pictures(paths[0], old_pages, COMPARISON_DPI)}
        new = {each.page: each for each in _pictures(paths[1], new_pages, COMPARISON_DPI)}
        for old_page, new_page in batch:
            if old_page in old and new_page in new:
                yield from comparison.compare(old[old_page], new[new_page])
            else:
                notes.append(
                    f"The look of page {new_page + 1} was not compared: it cannot be drawn."
                )


def _pictures(path: Path, pages: Sequence[int | None], dpi: float) -> Iterator[Bitmap]:
    """Yield the pictures of pages, without those that cannot be drawn."""
    wanted = [page for page in pages if page is not None]
    for picture in Rasterizer(path).each(dpi, wanted, _MAX_PIXELS):
        if not isinstance(picture, str):
            yield picture
