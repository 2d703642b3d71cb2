"""What a document shows, in sRGB alone: its pictures, and the inks of its style sheets and SVG.

The file has one output intent, and no device colours but those (ISO 19005-3 and ISO 19005-4, 6.2.4.3).
A document for a printing house keeps its inks, and `pdfx` turns all else into inks.
"""

from __future__ import annotations

from contextlib import closing, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

from briefpress.content import BadImage, is_xml, refuse_html
from briefpress.findings import Location
from briefpress.pdf.css_colours import parsed_as_srgb
from briefpress.pdf.engine import URLFetcher, URLFetcherResponse
from briefpress.pdf.patches import images_read_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefpress.findings import Finding
    from briefpress.html import HtmlDocument
    from briefpress.pdf.tags.layout import Layout

_SVG = "{http://www.w3.org/2000/svg}"
_LONG = 40  # characters of a data: address that are shown, and looked for


@contextmanager
def in_srgb(
    html: HtmlDocument, findings: list[Finding], *, keep_inks: bool = False
) -> Iterator[None]:
    """Let WeasyPrint see no colours but sRGB and grey; with `keep_inks`, those in CMYK and Lab as well.

    What is wrong with a picture is added to `findings`.
    """

    def replace(get_image: Callable[..., Any]) -> Callable[..., Any]:
        return _Pictures(html, findings, get_image, keep_inks=keep_inks).get

    with images_read_by(replace), nullcontext() if keep_inks else parsed_as_srgb():
        yield


def html_in_svg(html: HtmlDocument, layout: Layout) -> Iterator[Finding]:
    """Yield an error for each SVG in a page that holds HTML, which is not printed."""
    if layout.root.find(f".//{_SVG}foreignObject") is None:
        return
    unseen = layout.unseen()
    seen = (each for number, each in enumerate(layout.root.iter()) if number not in unseen)
    for svg in (each for each in seen if each.tag == f"{_SVG}svg"):
        try:
            refuse_html(svg, "<svg> in the page")
        except BadImage as bad:
            yield _finding(bad, html, "<foreignObject")


class _Pictures:
    """Gives WeasyPrint the pictures of a document, converted where they have to be.

    Those in the HTML of a brief were examined when it was read.
    """

    def __init__(
        self,
        html: HtmlDocument,
        findings: list[Finding],
        get_image: Callable[..., Any],
        *,
        keep_inks: bool,
    ) -> None:
        self._html = html
        self._findings = findings
        self._get_image = get_image
        self._keep_inks = keep_inks
        self._examine = html.folder is not None

    def get(
        self,
        *,
        cache: Any,
        url_fetcher: URLFetcher,
        url: str,
        orientation: object = "from-image",
        **options: Any,
    ) -> Any:
        """Do what WeasyPrint's `get_image_from_uri` does; None for a picture that cannot be shown."""
        if url not in cache:
            try:
                url_fetcher = self._read(url_fetcher, url, upright=orientation == "from-image")
            except BadImage as bad:
                self._findings.append(_finding(bad, self._html, _as_written(url)))
                cache[url] = None
        return self._get_image(
            cache=cache, url_fetcher=url_fetcher, url=url, orientation=orientation, **options
        )

    def _read(self, fetcher: URLFetcher, url: str, *, upright: bool) -> URLFetcher:
        """Return a fetcher that gives a picture as it is to be shown; raises `BadImage`."""
        try:
            response = fetcher(url)
        except (OSError, ValueError):
            return fetcher  # WeasyPrint meets the same, and reports it
        with closing(response):
            data, kind = response.read(), response.content_type
        name = _as_written(url)
        if not is_xml(data):
            from briefpress.content import convert_picture  # noqa: PLC0415 - many briefs have none

            image = convert_picture(
                data, name, upright=upright, keep_inks=self._keep_inks, examine=self._examine
            )
            shown = image.shown or image
            data, kind = shown.data, shown.media_type
        elif self._examine:
            refuse_html(data, name)
        return _Read(url, URLFetcherResponse("", data, {"Content-Type": kind}), fetcher)


class _Read(URLFetcher):  # type: ignore[misc]
    """Gives what was read of one address, and passes all others on."""

    def __init__(self, url: str, response: URLFetcherResponse, others: URLFetcher) -> None:
        super().__init__()
        self._url = url
        self._response = response
        self._others = others

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        return self._response if url == self._url else self._others.fetch(url, headers)


def _as_written(url: str) -> str:
    """Return the name of a file, or the beginning of a data: address, as the page may have it."""
    if url.startswith("data:"):
        return url if len(url) <= _LONG else f"{url[:_LONG]}…"
    return unquote(urlsplit(url).path).rpartition("/")[2]


def _finding(bad: BadImage, html: HtmlDocument, written: str) -> Finding:
    """Return what is wrong with a picture, on the line of the page that first names it."""
    start = written.removesuffix("…")
    lines = enumerate(html.text.splitlines(), 1)
    line = next((n for n, text in lines if start in text or quote(start) in text), None)
    return bad.rule.finding(str(bad), Location(html.name, line), mend=bad.mend)
