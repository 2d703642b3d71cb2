"""What a page of the preview shows of a PDF: its pages as pictures, and what a screen reader says.

Both are kept by the digest of the PDF, so that nothing is drawn or read twice.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any

from briefpress.structure import Rasterizer, UnreadablePdf, inspect
from briefpress.transcript import transcribe

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.structure import PdfStructure
    from briefpress.transcript import Utterance

DPI = 100  # sharp enough to be read at the width of a column
MOST_PIXELS = 8_000_000  # of one picture
MOST_PICTURES = 200  # of about 100 kB
MOST_READINGS = 20


@dataclass(frozen=True, slots=True)
class Line:
    """What is heard without a break."""

    heard: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its number from 1, its size in pixels, and what is heard on it."""

    number: int
    width: int
    height: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a PDF says, page by page; `language` is that of the whole."""

    language: str | None
    sheets: tuple[Sheet, ...]


class Readings:
    """What PDFs say and how they look, for many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()  # the rasterizer draws one page at a time
        self._readings: OrderedDict[str, Reading] = OrderedDict()
        self._pictures: OrderedDict[tuple[str, int], bytes] = OrderedDict()

    def reading(self, path: Path, digest: str) -> Reading | None:
        """Return what the PDF of this digest says; None where it is another by now, or damaged."""
        with self._lock:
            if digest not in self._readings:
                data = _bytes(path)
                if sha256(data).hexdigest() != digest:
                    return None
                with suppress(UnreadablePdf):
                    self._readings[digest] = _read(inspect(data))
            _forget_all_but(self._readings, MOST_READINGS)
            return self._readings.get(digest)

    def picture(self, path: Path, digest: str, number: int) -> bytes | None:
        """Return a page, counted from 1, of the PDF of this digest as WebP; None where there is none."""
        with self._lock:
            if (digest, number) not in self._pictures:
                # The file may be replaced while it is drawn: then this is no picture of it.
                drawn = next(iter(Rasterizer(path).each(DPI, [number - 1], MOST_PIXELS)), "")
                if isinstance(drawn, str) or sha256(_bytes(path)).hexdigest() != digest:
                    return None
                self._pictures[digest, number] = drawn.webp()
            _forget_all_but(self._pictures, MOST_PICTURES)
            return self._pictures.get((digest, number))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _forget_all_but(kept: OrderedDict[Any, Any], most: int) -> None:
    while len(kept) > most:
        kept.popitem(last=False)


def _read(pdf: PdfStructure) -> Reading:
    """Return what is heard on each page; what has no page of its own is heard on the last one."""
    by_page: dict[int, list[Line]] = {}
    page = 0
    for _, group in groupby(transcribe(pdf), key=lambda utterance: utterance.line):
        heard = tuple(group)
        page = next((said.page for said in heard if said.page is not None), page)
        by_page.setdefault(page, []).append(Line(heard))
    sheets = []
    for each in pdf.pages:
        size = [round(side * DPI / 72) for side in each.size]
        width, height = reversed(size) if each.rotation in (90, 270) else size
        sheets.append(Sheet(each.index + 1, width, height, tuple(by_page.get(each.index, ()))))
    return Reading(pdf.language, tuple(sheets))
