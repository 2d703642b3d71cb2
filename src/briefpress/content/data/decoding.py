"""The bytes of a data file to text: UTF-8, what a byte-order mark says, or the encoding that the content file names."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from briefpress.content.data.values import BadData, Problem
from briefpress.content.rules.data import DATA_ENCODING

if TYPE_CHECKING:
    from collections.abc import Callable

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",  # Excel's "Unicode text"
    codecs.BOM_UTF16_BE: "utf-16",
}
_UTF_8 = re.compile(r"utf-?8(-sig)?", re.IGNORECASE)
_CHANCE = 5  # letters in a row that are UTF-8 by chance alone in no file of another encoding
_SHOWN = 24  # letters of a line in a proposal
_LETTERS = re.compile(r"[^\x00-\x7f]")
# The code pages in which Excel on Windows saves CSV, by the language of Windows; cp1252 is that of all others.
_CODE_PAGES = {
    "windows-1250": "bs cs hr hu pl ro sk sl sq sr-Latn",
    "windows-1251": "be bg kk ky mk mn ru sr tg tt uk",
    "windows-1253": "el",
    "windows-1254": "az tr uz",
    "windows-1255": "he yi",
    "windows-1256": "ar fa ku ps ur",
    "windows-1257": "et lt lv",
    "windows-1258": "vi",
    "cp874": "th",
    "shift_jis": "ja",
    "gbk": "zh",
    "big5": "zh-Hant zh-TW zh-HK",
    "cp949": "ko",
}
_BY_LANGUAGE = {tag: page for page, tags in _CODE_PAGES.items() for tag in tags.split()}


def decode(data: bytes, name: str, encoding: str | None, language: str) -> str:
    """Return the text of a data file; raises `BadData`.

    `encoding` is that which the content file names, and `language` that of the brief: it says in which
    encoding a file was probably saved, which is proposed and never taken.
    """
    for mark, marked in _MARKS.items():
        if data.startswith(mark):
            return _decoded(data, name, marked, "is damaged")
    if encoding is None:
        said = "is not UTF-8, so that its letters cannot be told"
        return _decoded(data, name, "utf-8", said, lambda: _proposal(data, language))
    if not _UTF_8.fullmatch(encoding) and _is_utf_8(data):
        message = f'"{name}" is UTF-8, and not {encoding}'
        raise BadData(Problem(DATA_ENCODING, message, "leave encoding: out"))
    return _decoded(data, name, encoding, f"is not {encoding}")


def _decoded(
    data: bytes,
    name: str,
    encoding: str,
    said: str,
    mend: Callable[[], str] = lambda: DATA_ENCODING.mend,
) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadData(Problem(DATA_ENCODING, f'"{name}" {said}', mend(), line)) from None


def _is_utf_8(data: bytes) -> bool:
    """Say whether bytes are UTF-8 beyond doubt: in other encodings, so many letters are that by chance in no file."""
    try:
        return len(_LETTERS.findall(data.decode())) >= _CHANCE
    except UnicodeDecodeError:
        return False


def _proposal(data: bytes, language: str) -> str:
    """Return how to mend a file that is not UTF-8: by the encoding in which its letters are probably written."""
    parts = language.split("-")
    tags = ("-".join(parts[:count]) for count in range(len(parts), 0, -1))
    page = next((_BY_LANGUAGE[tag] for tag in tags if tag in _BY_LANGUAGE), "windows-1252")
    try:
        lines = data.decode(page).splitlines()
    except UnicodeDecodeError:
        return DATA_ENCODING.mend
    line = next(each for each in lines if _LETTERS.search(each))
    shown = " ".join(line.split())[:_SHOWN]
    return f"if “{shown}” is right in it, add the line encoding: {page}; or {DATA_ENCODING.mend}"
