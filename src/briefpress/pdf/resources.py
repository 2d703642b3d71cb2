"""The files that a document may read: those of its folder and of its style sheets, fonts, and data."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import url2pathname

from briefpress.findings import Location
from briefpress.html import installed_font
from briefpress.pdf.engine import URLFetcher, URLFetcherResponse
from briefpress.pdf.rules import RESOURCE_REFUSED
from briefpress.scripts import is_damaged_font
from briefpress.system import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.findings import Finding
    from briefpress.html import HtmlDocument

MAX_BYTES = 50 * 1024 * 1024
_FONTS = ("data:font/", "data:application/")  # types of data that fonts have
_DAMAGED = "is a damaged font"


class _RefusedError(ValueError):
    """An address is not read; the message says why."""


class Fetcher(URLFetcher):  # type: ignore[misc]
    """Gives WeasyPrint what a document may read, and refuses all else; `refused` has the reasons."""

    def __init__(self, html: HtmlDocument) -> None:
        super().__init__(allowed_protocols={"data"})
        self._name = html.name
        self._root = html.root.resolve() if html.root else None
        folders = [folder for folder in [html.root or html.folder] if folder]
        self._folders = [
            folder.resolve()
            for folder in (*folders, *html.folders, *(path.parent for path in html.stylesheets))
        ]
        self.refused: dict[str, str] = {}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return what stands at a data:, font: or file: address; raises ValueError for any other."""
        scheme = url.partition(":")[0].lower()
        if scheme == "data":
            return self._data(url, headers)
        try:
            path = _font_file(url) if scheme == "font" else self._local_file(url)
            data = _read(path)
        except _RefusedError as reason:
            self.refused[url] = str(reason)
            raise ValueError(url) from None  # WeasyPrint logs the address: see `concerns`
        except (OSError, ValueError):
            self.refused[url] = "is no file that can be read"
            raise ValueError(url) from None
        kind = {"Content-Type": "text/css"} if path.suffix.lower() == ".css" else {}
        return URLFetcherResponse(url, data, kind)

    def _data(self, url: str, headers: dict[str, str] | None) -> URLFetcherResponse:
        response = super().fetch(url, headers)
        if not url.startswith(_FONTS):
            return response
        font = response.read()
        response.close()
        if is_damaged_font(font):
            self.refused[url] = _DAMAGED
            raise ValueError(url)
        return URLFetcherResponse(url, font, response.headers)

    def _local_file(self, url: str) -> Path:
        """Return the file of an address; raises `_RefusedError` where the document may not read it."""
        address = urlsplit(url)
        if address.scheme != "file" or address.netloc not in ("", "localhost"):
            raise _RefusedError("is not on this machine")
        path = Path(url2pathname(address.path)).resolve()
        if self._root and not path.is_relative_to(self._root):
            path = Path(self._root, *path.parts[1:]).resolve()  # as on the site: /style.css
        if not any(map(path.is_relative_to, self._folders)):
            raise _RefusedError("is outside of the folder of the document")
        return path

    def findings(self) -> Iterator[Finding]:
        """Yield an error for each address that was refused."""
        for url, reason in self.refused.items():
            shown = url if len(url) < 200 else url[:200] + "…"
            message = f"{shown} was not read: it {reason}"
            yield RESOURCE_REFUSED.finding(message, Location(self._name, path=shown))

    def concerns(self, finding: Finding) -> bool:
        """Return whether a finding is about an address that was refused, which `findings` has already."""
        return any(url in finding.message for url in self.refused)


def _read(path: Path) -> bytes:
    try:
        data = read_regular(path, MAX_BYTES)
    except OSError as error:
        if error.errno in (errno.EFBIG, errno.EINVAL):
            raise _RefusedError(str(error.strerror)) from None
        raise
    if is_damaged_font(data):
        raise _RefusedError(_DAMAGED)
    return data


def _font_file(url: str) -> Path:
    """Return the file of an installed font package; raises `_RefusedError` where there is none."""
    path = installed_font(url)
    if path is None:
        raise _RefusedError("is not on this machine")
    return path
