"""HTML to PDF; the only importer of WeasyPrint's public API.

Import this module late: WeasyPrint takes longer to load than a brief takes to print.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from briefpress.content import UA1
from briefpress.findings import Finding, Location, Severity, has_errors
from briefpress.html import PdfDocument, Theme
from briefpress.pdf import engine, pdfa, xmp
from briefpress.pdf.engine import FontConfiguration, URLFetcher, URLFetcherResponse, weasyprint
from briefpress.pdf.tags import layout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    import pydyf

    from briefpress.content import Profile
    from briefpress.html import HtmlDocument, Sheet

MAX_BYTES = 50 * 1024 * 1024


def print_pdf(
    html: HtmlDocument,
    *,
    profile: Profile = UA1,
    date: str | None = None,
    machine_fonts: bool = False,
) -> PdfDocument:
    """Print HTML as a tagged PDF; the same HTML gives the same bytes.

    The file claims the standards of `profile` only where nothing was found that breaks them.

    `date` (W3C date and time) replaces the dates that the HTML states. `machine_fonts` allows fonts
    that are installed on this machine beside those of the style sheets.
    """
    fetcher = _Fetcher(html)
    with _Log(html.name) as log:
        base = html.folder.absolute().as_uri() + "/" if html.folder else None
        document = weasyprint.HTML(string=html.text, base_url=base, url_fetcher=fetcher)
        about = xmp.from_html(document.etree_element)
        if profile.is_for_print:
            _unlink(document.etree_element)
        if date:
            about = replace(about, created=date, modified=date)
        fonts, sheets = _fonts(html, fetcher, log, machine_fonts=machine_fonts)
        with layout.markers_outside():
            # The numbers of a list (start, value, type) are among what HTML calls hints.
            rendering = document.render(
                font_config=fonts, stylesheets=sheets, pdf_tags=True, presentational_hints=True
            )
        rendering.metadata.created, rendering.metadata.modified = about.created, about.modified

        counts: list[int] = []

        def finish(_document: weasyprint.Document, pdf: pydyf.PDF) -> None:
            if html.sheet:
                log.findings += _for_print(pdf, html.sheet, html.name)
            counts.append(int(pdf.pages["Count"]))
            pdfa.finish(
                pdf,
                about,
                profile,
                () if profile.is_for_print else html.attachments,
                engine.PRODUCER,
                engine.SRGB.read_bytes(),
                claim=not has_errors(log.findings),
                sheet=html.sheet,
            )

        plan = layout.prepare(rendering)
        with layout.instead_of_weasyprint(plan, profile):
            data = rendering.write_pdf(
                finisher=finish,
                pdf_identifier=True,
                pdf_tags=True,
                pdf_version=profile.pdf_version,
            )
    refused = fetcher.findings()
    logged = (
        finding
        for finding in log.findings
        if not any(url in finding.message for url in fetcher.refused)
    )
    findings = tuple(dict.fromkeys((*refused, *logged)))
    libraries = tuple(engine.LIBRARIES.items())
    return PdfDocument(data, counts[0], findings, plan.unseen(), libraries=libraries)


_Fonts = tuple[FontConfiguration, "list[weasyprint.CSS]"]
# Those of the last document, and of which style sheets they are: a series has one and the same.
_known: dict[object, _Fonts] = {}


def _fonts(html: HtmlDocument, fetcher: _Fetcher, log: _Log, *, machine_fonts: bool) -> _Fonts:
    """Return the fonts of a document, and the style sheets that bring them; sound ones are kept."""
    # Without any font, Pango crashes: those of the built-in theme are always there.
    paths = tuple(dict.fromkeys((Theme().style("fonts.css"), *html.stylesheets)))
    key = (machine_fonts, paths, tuple(_stamps(paths)))
    if key in _known:
        return _known[key]
    _known.clear()
    fonts = engine.font_configuration(machine_fonts=machine_fonts)
    sheets = [
        weasyprint.CSS(filename=path, font_config=fonts, url_fetcher=fetcher) for path in paths
    ]
    if not (machine_fonts or fetcher.refused or log.findings):
        _known[key] = fonts, sheets
    return fonts, sheets


def _stamps(sheets: tuple[Path, ...]) -> Iterator[tuple[int, int]]:
    """Yield how the files beside style sheets look to the system: fonts may be among them."""
    for folder in dict.fromkeys(path.parent for path in sheets):
        for path in sorted(folder.rglob("*")):
            stat = path.stat()
            yield stat.st_mtime_ns, stat.st_size


def _unlink(root: Element) -> None:
    """Take away where links lead: paper has none, and PDF/X-4 no annotations (ISO 15930-7)."""
    for link in root.iter("a"):
        link.attrib.pop("href", None)


def _for_print(pdf: pydyf.PDF, sheet: Sheet, name: str) -> Iterator[Finding]:
    """Prepare a PDF for a printing house, and report what takes more ink than paper bears."""
    from briefpress.pdf import pdfx  # noqa: PLC0415 - it loads what only printing houses need

    mend = "use a colour with less ink, or let the profile turn RGB into inks"
    for message in pdfx.prepare(pdf, sheet):
        yield Finding("ink-limit", Severity.ERROR, message, Location(name), mend)


class _Refused(ValueError):  # noqa: N818 - an outcome that the fetcher reports, not a bug
    """An address is not read; the message says why."""


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Gives WeasyPrint the files that a document may read, and refuses all others."""

    def __init__(self, html: HtmlDocument) -> None:
        super().__init__(allowed_protocols={"data"})
        self._name = html.name
        folders = [html.folder] if html.folder else []
        self._folders = [
            folder.resolve() for folder in (*folders, *(path.parent for path in html.stylesheets))
        ]
        self.refused: dict[str, str] = {}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return what stands at a data:, font: or file: address, and raise ValueError for any other."""
        scheme = url.partition(":")[0].lower()
        if scheme == "data":
            return super().fetch(url, headers)
        try:
            path = _font_file(url) if scheme == "font" else self._local_file(url)
            data = _read(path)
        except _Refused as reason:
            self.refused[url] = str(reason)
            raise ValueError(url) from None  # what is logged of it names it, and is left out
        except (OSError, ValueError):
            self.refused[url] = "is no file that can be read"
            raise ValueError(url) from None
        kind = {"Content-Type": "text/css"} if path.suffix.lower() == ".css" else {}
        return URLFetcherResponse(url, data, kind)

    def _local_file(self, url: str) -> Path:
        """Return the file of an address; raises `_Refused` where the document may not read it."""
        address = urlsplit(url)
        if address.scheme != "file" or address.netloc not in ("", "localhost"):
            raise _Refused("is not on this machine")
        path = Path(url2pathname(address.path)).resolve()
        if not any(map(path.is_relative_to, self._folders)):
            raise _Refused("is outside of the folder of the document")
        return path

    def findings(self) -> Iterator[Finding]:
        for url, reason in self.refused.items():
            shown = url if len(url) < 200 else url[:200] + "…"
            yield Finding(
                "resource-refused",
                Severity.ERROR,
                f"{shown} was not read: it {reason}",
                Location(self._name),
                "copy the file into the folder of the document, or mend the address",
            )


def _read(path: Path) -> bytes:
    if path.stat().st_size > MAX_BYTES:
        raise _Refused(f"is larger than {MAX_BYTES // 1024**2} MiB")
    return path.read_bytes()


@cache
def _font_folder(package: str) -> Path | None:
    spec = (
        find_spec(f"fontpkg_{package.replace('-', '_')}")
        if package.replace("-", "").isalnum()
        else None
    )
    return Path(spec.origin).parent / "files" if spec and spec.origin else None


def _font_file(url: str) -> Path:
    """Return the file of font:package/File.ttf, from the installed package fontpkg-package.

    Raises `_Refused` where there is none.
    """
    package, _, name = unquote(url.partition(":")[2]).partition("/")
    folder = _font_folder(package)
    if not folder or "/" in name or not (folder / name).is_file():
        raise _Refused("is not on this machine")
    return folder / name


# How WeasyPrint's messages begin, and which rule of ours they stand for; all others are "engine".
_RULES = (
    (".notdef glyph rendered", "missing-glyph", Severity.ERROR, "use another character, or a font that holds it"),
    ("Image \"%s\" has no required alt", "figure-alt", Severity.ERROR, 'give it alt text, or alt=""'),
    ("After level", "heading-levels", Severity.ERROR, "use the next level, and leave the size to the style"),
    ("Missing required \"lang\"", "language", Severity.ERROR, 'write <html lang="…"> with the language of the text'),
    ("No anchor #%s", "link-anchor", Severity.ERROR, "give the target this id, or mend the link"),
    ("Relative URI reference", "resource-refused", Severity.ERROR, "embed the file in the document"),
    ("Failed to load image", "image-missing", Severity.ERROR, "put the image beside the document, or mend its name"),
    ("Failed to load stylesheet", "stylesheet-missing", Severity.ERROR, "put the style sheet beside the document"),
    ("Font-face %r cannot be loaded", "font-missing", Severity.ERROR, "install the font package, or mend its address"),
    ("Anchor defined twice", "duplicate-id", Severity.WARNING, "give every element an id of its own"),
    ("Ignored `%s", "css", Severity.WARNING, "mend or delete this declaration"),
)  # fmt: skip


_LONG_DATA = re.compile(r"(\bdata:[^\s'\"]{60})[^\s'\"]+")


class _Log(logging.Handler):
    """Turns everything that WeasyPrint logs into findings."""

    def __init__(self, name: str) -> None:
        super().__init__(logging.WARNING)
        self.findings: list[Finding] = []
        self._name = name
        self._logger = logging.getLogger("weasyprint")

    def __enter__(self) -> Self:
        self._logger.addHandler(self)
        self._propagate, self._logger.propagate = self._logger.propagate, False
        return self

    def __exit__(self, *_: object) -> None:
        self._logger.removeHandler(self)
        self._logger.propagate = self._propagate

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record as a finding."""
        message = str(record.msg)
        severity = Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING
        rule, mend, path = "engine", "", ""
        for beginning, name, weight, advice in _RULES:
            if message.startswith(beginning):
                rule, severity, mend = name, weight, advice
        if rule == "missing-glyph" and isinstance(record.args, tuple):
            path = str(record.args[0])
            text = f'no font holds the character "{path}" (U+{ord(path):04X})'
        else:
            text = _LONG_DATA.sub(r"\1…", record.getMessage())
        self.findings.append(Finding(rule, severity, text, Location(self._name, path=path), mend))
