"""HTML that WeasyPrint need not parse: whoever checks what is printed reads the same tree."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from briefpress.html import parse_html
from briefpress.pdf.engine import URLFetcher, weasyprint

if TYPE_CHECKING:
    from briefpress.html import HtmlDocument


class ParsedHtml(weasyprint.HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A page of HTML as WeasyPrint has it, with a copy of the tree that `parse_html` returns: 0.98 of the time."""

    def __init__(self, html: HtmlDocument, base_url: str | None, url_fetcher: URLFetcher) -> None:
        root = deepcopy(parse_html(html.text))
        self.base_url = weasyprint._find_base_url(root, base_url)  # noqa: SLF001 - as the original does
        self.url_fetcher = url_fetcher
        self.media_type = "print"
        self.wrapper_element = weasyprint.cssselect2.ElementWrapper.from_html_root(
            root, content_language=None
        )
        self.etree_element = self.wrapper_element.etree_element
