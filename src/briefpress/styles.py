"""The style sheets that stand in HTML, read once: the briefs of a series have the same one.

By itself WeasyPrint reads them again for each document.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from weasyprint import css

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_FEW = 8  # kept at most: a theme has one for each edition
_kept: dict[tuple[object, ...], css.CSS] = {}
_read_anew = css.CSS
# All other rules leave something behind besides styles: fonts, layers, what is imported.
_LEAVES_MORE = re.compile(r"@(?!media\b|page\b|(?:top|right|bottom|left)-)")


def _read(*args: Any, **given: Any) -> css.CSS:
    """Return a style sheet: one that was read before, where it is the same text in the same place."""
    text, pages = given.get("string"), given.get("page_rules")
    if text is None or pages is None or _LEAVES_MORE.search(text):
        return _read_anew(*args, **given)
    key = (text, given["base_url"], given["media_type"])
    if key not in _kept:
        if len(_kept) >= _FEW:
            _kept.clear()
        _kept[key] = _read_anew(**{**given, "page_rules": []})
    sheet = _kept[key]
    pages.extend(sheet.page_rules)
    return sheet


@contextmanager
def kept(*, unless: Collection[object]) -> Iterator[None]:
    """Keep what is read for the next document, unless something is said while this one is printed.

    WeasyPrint may say it when it reads a style sheet, or when it first makes use of a rule, and
    every document is to hear of it.
    """
    try:
        yield
    finally:
        if unless:
            _kept.clear()


css.CSS = _read
