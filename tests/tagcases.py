"""The cases of `tests/tags/*.md`: pieces of HTML, each with the structure tree that it should get."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress import pdf, structure
from briefpress.content import PROFILES
from briefpress.html import HtmlDocument

if TYPE_CHECKING:
    from briefpress.html import PdfDocument
    from briefpress.structure import PdfStructure

FOLDER = Path(__file__).with_name("tags")
_CASE = re.compile(
    r"^## ([^\n]+)\n+```html\n(.*?)\n```\n+```\n(.*?)```\n", re.MULTILINE | re.DOTALL
)
_PAGE = """<!doctype html><html lang=en><title>%s</title><style>
@page { size: 70mm 90mm; margin: 8mm }
body { font: 10pt "IBM Plex Serif"; margin: 0 }
</style>%s"""
DOT = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E"
    "%3Crect width='9' height='9'/%3E%3C/svg%3E"
)


@dataclass(frozen=True)
class Case:
    """A piece of HTML and the tree that it should get; `DOT` in it stands for the address of an image."""

    file: str
    name: str
    html: str
    tree: str

    @property
    def document(self) -> HtmlDocument:
        html = self.html.replace("DOT", DOT)
        return HtmlDocument(html if "<html" in html else _PAGE % (self.name, html), self.name)


def cases() -> list[Case]:
    return [
        Case(path.stem, *match.groups())
        for path in sorted(FOLDER.glob("*.md"))
        for match in _CASE.finditer(path.read_text("utf-8"))
    ]


def rewrite(case: Case, tree: str) -> None:
    """Write another tree for a case into its file."""
    path = FOLDER / f"{case.file}.md"
    heading = f"## {case.name}\n"
    before, after = path.read_text("utf-8").split(heading, 1)
    after = after.replace(f"```\n{case.tree}```", f"```\n{tree}```", 1)
    path.write_text(f"{before}{heading}{after}", "utf-8")


@cache
def printed(document: HtmlDocument, profile: str) -> PdfDocument:
    return pdf.print_pdf(document, profile=PROFILES[profile])


@cache
def inspected(document: HtmlDocument, profile: str) -> PdfStructure:
    return structure.inspect(printed(document, profile).data)
