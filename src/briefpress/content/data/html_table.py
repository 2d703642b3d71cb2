"""The one table of a page of HTML: what many statistics offices export, and call .xls."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from briefpress.content.data.archives import not_whole
from briefpress.content.data.decoding import decode
from briefpress.content.data.number_signs import decimal_sign_of
from briefpress.content.data.sheets import MAX_CELLS, Sheet
from briefpress.content.data.values import BadData, Problem, Value
from briefpress.content.data.written_numbers import decimal_sign, parse_number
from briefpress.content.model.identifiers import is_encoding
from briefpress.content.rules.data import DATA_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

_BEGINNINGS = ("<!doctype html", "<html", "<head", "<meta", "<style", "<body", "<table", "<div")
_CHARSET = re.compile(rb"<meta[^>]*?charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page names its encoding
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_MOST_SPANNED = 1000  # columns and rows: as many as HTML allows of columns
_UNSHOWN: frozenset[object] = frozenset({"script", "style", ET.Comment})
_SPACES = re.compile(r"\s+")
MAX_BYTES = 5 * 1024 * 1024


def is_html(data: bytes) -> bool:
    """Say whether a file is a page of HTML, or begins with a table of one."""
    text = data[:_HEAD].decode(
        "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", "ignore"
    )
    text = re.sub(r"^(\ufeff|ï»¿)?(\s|<!--.*?-->|<\?xml.*?\?>)*", "", text, flags=re.DOTALL)
    return text.lower().startswith(_BEGINNINGS)


def read_html_table(data: bytes, name: str, encoding: str | None, language: str) -> Sheet:
    """Return the cells of the table in a page of HTML; raises `BadData` where it has none, or several."""
    import tinyhtml5  # noqa: PLC0415 - only where one is named

    if len(data) > MAX_BYTES:
        message = f'"{name}" is HTML of more than {MAX_BYTES // 1024**2} MiB'
        raise BadData(Problem(DATA_SIZE, message, DATA_SIZE.mend))
    if encoding is None and (said := _CHARSET.search(data[:_HEAD])):
        encoding = said[1].decode()
        if not is_encoding(encoding):
            raise not_whole(name, f"is HTML in an encoding that nobody knows: {encoding}")
    text = decode(data, name, encoding, language)
    page = tinyhtml5.parse(text, namespace_html_elements=False)
    inner = (each for each in page.iter("table") if each.find(".//table") is None)
    try:
        tables = [rows for rows in map(_rows, inner) if _has_values(rows)]
    except RecursionError:
        raise not_whole(name, "is HTML that is nested too deeply") from None
    if len(tables) != 1:
        has = f"has {len(tables)} tables" if tables else "has no table with values"
        raise not_whole(name, f"is no workbook: it is a page of HTML that {has}")
    return _sheet(tables[0], name, language)


class _Row(NamedTuple):
    """The cells of a row, each with its text and how many columns and rows it spans."""

    cells: list[tuple[str, int, int]]
    is_hidden: bool


def _rows(table: Element) -> list[_Row]:
    return [
        _Row(
            [_cell(each) for each in row if each.tag in ("td", "th")],
            bool(_HIDDEN.search(row.get("style", ""))),
        )
        for row in table.iter("tr")
    ]


def _cell(cell: Element) -> tuple[str, int, int]:
    lines = (" ".join(line.split()) for line in "".join(_texts(cell)).split("\n"))
    return "\n".join(filter(None, lines)), _span(cell, "colspan"), _span(cell, "rowspan")


def _texts(element: Element) -> Iterator[str]:
    """Yield the texts in an element; lines end where it says so, and not where its code does."""
    if element.tag == "br":
        yield "\n"
    if element.tag not in _UNSHOWN:
        yield _SPACES.sub(" ", element.text or "")
        for child in element:
            yield from _texts(child)
            yield _SPACES.sub(" ", child.tail or "")


def _span(cell: Element, name: str) -> int:
    found = re.match(r"\s*(\d{1,6})", cell.get(name, ""))
    return min(max(int(found[1]), 1), _MOST_SPANNED) if found else 1


def _has_values(rows: Sequence[_Row]) -> bool:
    """Say whether there are two rows and two columns: else a table serves the layout of the page."""
    filled = [len(row.cells) for row in rows if row.cells]
    return len(filled) > 1 and max(filled) > 1


def _sheet(rows: Sequence[_Row], name: str, language: str) -> Sheet:
    """Return cells by their places; raises `BadData` where there are too many."""
    texts: dict[tuple[int, int], str] = {}
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    for y, row in enumerate(rows, 1):
        x = 1
        for text, columns, down in row.cells:
            while (y, x) in texts or (y, x) in merged:
                x += 1
            last = min(y + down, len(rows) + 1)
            if len(texts) + len(merged) + (last - y) * columns > MAX_CELLS:
                message = f'the table in "{name}" has more than {MAX_CELLS:,} cells'
                raise BadData(Problem(DATA_SIZE, message, DATA_SIZE.mend))
            texts[y, x] = text
            if (columns, last - y) != (1, 1):
                places = [(i, j) for i in range(y, last) for j in range(x, x + columns)]
                merged |= dict.fromkeys(places, (y, x))
    sign = decimal_sign(texts.values(), decimal_sign_of(language))
    cells = {place: Value(text, parse_number(text, sign)) for place, text in texts.items()}
    hidden = frozenset(y for y, row in enumerate(rows, 1) if row.is_hidden)
    return Sheet("table", cells, merged, hidden)
