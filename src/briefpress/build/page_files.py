"""Files that are to be printed: whether one is a page of HTML, and what to do with one that is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress import content
from briefpress.build.rules import NOT_HTML, PAGE_SIZE
from briefpress.findings import Location, Unusable
from briefpress.system import CALLED_AS

if TYPE_CHECKING:
    from pathlib import Path

PAGE_BYTES = 50 * 1024**2  # a page may hold its pictures and fonts
_PAGES = (".html", ".htm", ".xhtml", ".xht")
_BEGUN = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_TAG = re.compile(r"<[a-z!]", re.IGNORECASE)
# What to do with a file that is no page, by its ending.
_INSTEAD: dict[str, str] = {
    **dict.fromkeys((".yaml", ".yml"), "{call} build {0} makes a PDF of it"),
    **dict.fromkeys((".docx", ".odt", ".md"), "{call} import {0} makes a brief of it"),
    **dict.fromkeys(
        (".csv", ".tsv", ".xlsx", ".xls", ".ods"),
        "a brief can show it: - table: {{file: {1}, caption: …}}",
    ),
    ".pdf": "it is a PDF already: {call} check {0}",
}


def read_page(path: Path) -> str:
    """Return the text of a page of HTML; raises `Unusable` if it cannot be read, or is none."""
    is_named_so = path.suffix.lower() in _PAGES
    try:
        text = content.read_text(path, PAGE_BYTES, PAGE_SIZE)
    except Unusable as reason:
        if not is_named_so and any(each.rule == content.NOT_UTF_8.id for each in reason.findings):
            raise _no_page(path) from None
        raise
    if not (_TAG if is_named_so else _BEGUN).search(text):
        raise _no_page(path)
    return text


def _no_page(path: Path) -> Unusable:
    mend = _INSTEAD.get(path.suffix.lower(), NOT_HTML.mend).format(path, path.name, call=CALLED_AS)
    return Unusable(NOT_HTML.finding("this is no page of HTML", Location(str(path)), mend=mend))
