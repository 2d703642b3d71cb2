"""The Jinja environment of HTML pages that show text of unknown PDFs."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from briefpress.html import template_environment
from briefpress.reports import phrases

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment

    from briefpress.structure import Bitmap

# Control characters and surrogates, which HTML does not allow and the text of a PDF may contain.
_NOT_IN_HTML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@cache
def html_environment(folders: tuple[Path, ...]) -> Environment:
    """Return the environment for the templates in `folders`, the first folder before the others.

    Text is escaped, and characters that HTML does not allow become U+FFFD. The templates can call
    the functions of `phrases`.
    """
    environment = template_environment(folders, finalize=_html_text)
    environment.globals |= {
        function.__name__: function
        for function in (
            phrases.count_by_severity,
            phrases.not_judged_sentences,
            phrases.page_ranges,
            phrases.plural,
            phrases.unchecked_by_reason,
            phrases.verdict_sentence,
        )
    }
    environment.filters["shorten"] = _shorten
    return environment


def _html_text(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Markup):
        return _NOT_IN_HTML.sub("\ufffd", value)
    return value


def _shorten(text: str, limit: int = 90) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def data_uri(picture: Bitmap) -> str:
    """Return a picture of a page as a data URI, in WebP."""
    return f"data:image/webp;base64,{b64encode(picture.webp()).decode()}"
