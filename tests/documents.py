"""HTML documents of a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.html import HtmlDocument
from briefpress.pdf import print_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.findings import Severity

PNG = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptV"
    "AAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


def page(body: str, head: str = "", *, folder: Path | None = None) -> HtmlDocument:
    text = (
        f'<!DOCTYPE html><html lang="en"><head><title>T</title>{head}</head><body><h1>T</h1>{body}'
    )
    return HtmlDocument(text, "page.html", folder)


def printed_rules(document: HtmlDocument) -> list[tuple[str, Severity]]:
    """Return the rules of what is found while a document is printed."""
    return [(f.rule, f.severity) for f in print_pdf(document).findings]
