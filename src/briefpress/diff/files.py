"""What changed from one file to another, with pictures where they are asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefpress import structure
from briefpress.diff.comparison import compare_texts
from briefpress.diff.document import compare_documents
from briefpress.diff.extraction import passages
from briefpress.diff.matching import match
from briefpress.diff.values import Change, Changes
from briefpress.findings import Finding, Location, Severity, Unusable
from briefpress.system import read_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from briefpress.diff.looks import Looks, Spread
    from briefpress.diff.matching import Matching
    from briefpress.structure import Bitmap, PdfStructure

DPI = 50  # of the pictures that are compared
MOST_COMPARED = 300  # pages: two of them take about 20 ms
_AT_ONCE = 20  # so many pictures of each PDF are held
PIXELS = 200_000_000  # of the pictures of one PDF that are drawn at once


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of two files: what changed, and the same as a page of HTML where that was asked for."""

    old: str
    new: str
    changes: Changes
    page: str = ""


def diff(old: Path, new: Path, *, visual: bool = False) -> Compared | Unusable:
    """Return what changed from one PDF to another; with `visual`, what looks different as well.

    A file that cannot be opened is returned as a value: it has to pass from one process to another.
    """
    try:
        here, there = _opened(old), _opened(new)
    except Unusable as reason:
        return reason
    matching = match(passages(here), passages(there))
    changes = changes_of(here, there, matching)
    if not visual:
        return Compared(str(old), str(new), changes)
    return _shown((old, new), (here, there), matching, changes)


def changes_of(old: PdfStructure, new: PdfStructure, matching: Matching) -> Changes:
    """Return what changed, where it is known which passage became which."""
    texts = compare_texts(matching)
    return replace(texts, document=tuple(compare_documents(old, new)))


def _opened(path: Path) -> PdfStructure:
    """Inspect a file; raises `Unusable`."""
    try:
        return structure.inspect(read_pdf(path))
    except structure.UnreadablePdf as error:
        mend = "make it again from its source"
        raise Unusable(
            Finding("pdf-damaged", Severity.ERROR, str(error), Location(str(path)), mend)
        ) from None


# With pictures


def _shown(
    paths: tuple[Path, Path],
    pdfs: tuple[PdfStructure, PdfStructure],
    matching: Matching,
    changes: Changes,
) -> Compared:
    from briefpress.diff import page  # noqa: PLC0415 - only where somebody looks
    from briefpress.diff.looks import Looks, spreads  # noqa: PLC0415

    notes: list[str] = []
    pairs = spreads(*pdfs, matching)
    looks = Looks(*pdfs, matching, changes.text)
    found = list(_looks(paths, pairs, looks, notes))
    changes = replace(changes, looks=tuple(change for each in found for change in each))
    shown = page.differing(pairs, changes)
    most = page.MOST_PICTURES // 2
    if len(shown) > most:
        notes.append(f"Of {len(shown)} pages that differ, pictures are shown of the first {most}.")
    drawn = [
        _pictures(
            path, [n for each in shown[:most] if (n := getattr(each, side)) is not None], page.DPI
        )
        for path, side in zip(paths, ("old", "new"), strict=True)
    ]
    html = page.to_html(
        (str(paths[0]), str(paths[1])),
        changes,
        spreads=shown,
        old=drawn[0],
        new=drawn[1],
        languages=(pdfs[0].language, pdfs[1].language),
        notes=notes,
    )
    return Compared(str(paths[0]), str(paths[1]), changes, html)


def _looks(
    paths: tuple[Path, Path], pairs: Sequence[Spread], looks: Looks, notes: list[str]
) -> Iterator[list[Change]]:
    """Yield what looks different on each pair of pages; note what could not be compared."""
    both = [(each.old, each.new) for each in pairs if each.old is not None and each.new is not None]
    if len(both) > MOST_COMPARED:
        notes.append(f"Of {len(both)} pages, the look of the first {MOST_COMPARED} was compared.")
    for start in range(0, min(len(both), MOST_COMPARED), _AT_ONCE):
        part = both[start : min(start + _AT_ONCE, MOST_COMPARED)]
        old = {each.page: each for each in _pictures(paths[0], [one for one, _ in part], DPI)}
        new = {each.page: each for each in _pictures(paths[1], [other for _, other in part], DPI)}
        for one, other in part:
            if one in old and other in new:
                yield list(looks.compare(old[one], new[other]))
            else:
                notes.append(f"The look of page {other + 1} was not compared: it cannot be drawn.")


def _pictures(path: Path, pages: Sequence[int], dpi: float) -> Iterator[Bitmap]:
    """Draw pages, without those that cannot be drawn."""
    from briefpress.structure import Rasterizer  # noqa: PLC0415

    for picture in Rasterizer(path).each(dpi, pages, PIXELS):
        if not isinstance(picture, str):
            yield picture
