"""The one table of a page of HTML: what many statistics offices export, and call .xls."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from briefpress.content.data.archives import not_whole
from briefpress.content.data.decoding import decode
from briefpress.content.data.sheets import MAX_CELLS, Sheet
from briefpress.content.data.values import BadData, Problem, Value
from briefpress.content.data.written_numbers import decimal_sign, parse_number
from briefpress.content.rules.data import DATA_SIZE

if TYPE_CHECKING:
    from collections.abc import Sequence

_BEGINNINGS = ("<!doctype html", "<html", "<head", "<meta", "<style", "<body", "<table", "<div")
_CHARSET = re.compile(rb"<meta[^>]*?charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page names its encoding
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_MOST_SPANNED = 1000  # columns and rows: as many as HTML allows of columns
_UNSHOWN = frozenset({"script", "style", "title"})


def is_html(data: bytes) -> bool:
    """Say whether a file is a page of HTML, or begins with a table of one."""
    text = data[:_HEAD].decode(
        "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", "ignore"
    )
    text = re.sub(r"^(\ufeff|ï»¿)?(\s|<!--.*?-->|<\?xml.*?\?>)*", "", text, flags=re.DOTALL)
    return text.lower().startswith(_BEGINNINGS)


def read_html_table(data: bytes, name: str, encoding: str | None, language: str) -> Sheet:
    """Return the cells of the table in a page of HTML; raises `BadData` where it has none, or several."""
    if encoding is None and (said := _CHARSET.search(data[:_HEAD])):
        encoding = said[1].decode()
    try:
        text = decode(data, name, encoding, language)
    except LookupError:
        raise not_whole(
            name, f"is HTML that names an encoding which nobody knows: {encoding}"
        ) from None
    parser = _Parser()
    parser.feed(text)
    parser.close()
    tables = [each for each in parser.tables if each.has_values]
    if len(tables) != 1:
        has = f"has {len(tables)} tables" if tables else "has no table with values"
        raise not_whole(name, f"is no workbook: it is a page of HTML that {has}")
    return tables[0].sheet(name)


class _Table:
    """The cells of a table in the order of its rows, each with its text and how many columns and rows it spans."""

    def __init__(self) -> None:
        self.rows: list[list[tuple[str, int, int]]] = []
        self.hidden: set[int] = set()

    @property
    def has_values(self) -> bool:
        """Whether there are two rows and two columns: else it serves the layout of the page."""
        return sum(map(bool, self.rows)) > 1 and max(map(len, self.rows)) > 1

    def sheet(self, name: str) -> Sheet:
        """Return the cells by their places; raises `BadData` where there are too many."""
        texts: dict[tuple[int, int], str] = {}
        merged: dict[tuple[int, int], tuple[int, int]] = {}
        for y, row in enumerate(self.rows, 1):
            x = 1
            for text, columns, rows in row:
                while (y, x) in texts or (y, x) in merged:
                    x += 1
                texts[y, x] = text
                last = min(y + rows, len(self.rows) + 1)
                if len(texts) + len(merged) + (last - y) * columns > MAX_CELLS:
                    message = f'the table in "{name}" has more than {MAX_CELLS:,} cells'
                    raise BadData(Problem(DATA_SIZE, message, DATA_SIZE.mend))
                places = [(i, j) for i in range(y, last) for j in range(x, x + columns)]
                if len(places) > 1:
                    merged |= dict.fromkeys(places, (y, x))
        return Sheet("table", _values(texts), merged, frozenset(self.hidden))


def _values(texts: dict[tuple[int, int], str]) -> dict[tuple[int, int], Value]:
    sign = decimal_sign(iter(texts.values()), ".")
    return {place: Value(text, parse_number(text, sign)) for place, text in texts.items()}


class _Parser(HTMLParser):
    """Gathers the tables of a page: those that hold others serve its layout."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._text: list[str] | None = None  # of the cell that is open
        self._spans = (1, 1)
        self._unshown = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Begin a table, a row, a cell or a line in one."""
        said = {name: value or "" for name, value in attrs}
        if tag in _UNSHOWN:
            self._unshown += 1
        elif tag == "table":
            self._text = None
            self._open.append(_Table())
        elif tag == "br" and self._text is not None:
            self._text.append("\n")
        elif self._open and tag == "tr":
            self._end_cell()
            self._open[-1].rows.append([])
            if _HIDDEN.search(said.get("style", "")):
                self._open[-1].hidden.add(len(self._open[-1].rows))
        elif self._open and self._open[-1].rows and tag in ("td", "th"):
            self._end_cell()
            self._text = []
            self._spans = _span(said.get("colspan", "")), _span(said.get("rowspan", ""))

    def handle_endtag(self, tag: str) -> None:
        """End a table, a row or a cell."""
        if tag in _UNSHOWN:
            self._unshown = max(self._unshown - 1, 0)
        elif tag in ("td", "th", "tr", "table"):
            self._end_cell()
        if tag == "table" and self._open:
            self.tables.append(self._open.pop())

    def handle_data(self, data: str) -> None:
        """Add text to the cell that is open."""
        if self._text is not None and not self._unshown:
            self._text.append(re.sub(r"\s+", " ", data))

    def close(self) -> None:
        """End what is open: exports often lack the last end tags."""
        super().close()
        self._end_cell()
        self.tables += self._open
        self._open = []

    def _end_cell(self) -> None:
        if self._text is not None and self._open and self._open[-1].rows:
            lines = (" ".join(line.split()) for line in "".join(self._text).split("\n"))
            self._open[-1].rows[-1].append(("\n".join(filter(None, lines)), *self._spans))
        self._text = None


def _span(written: str) -> int:
    found = re.match(r"\s*(\d{1,6})", written)
    return min(max(int(found[1]), 1), _MOST_SPANNED) if found else 1
