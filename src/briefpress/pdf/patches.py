"""All that is replaced in WeasyPrint and in tinycss2, each for the length of a `with` block."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import weasyprint.document
import weasyprint.pdf
from tinycss2 import color4, color5
from weasyprint.formatting_structure import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pydyf
    from weasyprint import Document
    from weasyprint.formatting_structure import boxes
    from weasyprint.pdf.stream import Stream

    GetImage = Callable[..., Any]
    ParseColour = Callable[..., Any]
    WriteTags = Callable[[pydyf.PDF, list[Stream]], None]

# The parsers of tinycss2 that WeasyPrint calls for the colours of style sheets and SVG.
COLOUR_PARSERS = (
    *((color4, f"_parse_{name}") for name in ("hsl", "hwb", "lab", "lch", "oklab", "oklch", "color")),
    (color5, "_parse_device_cmyk"),
)  # fmt: skip


@contextmanager
def _replaced(owner: Any, name: str, replacement: object) -> Iterator[None]:
    original = getattr(owner, name)
    setattr(owner, name, replacement)
    try:
        yield
    finally:
        setattr(owner, name, original)


@contextmanager
def tags_written_by(write_tags: WriteTags, document: Document) -> Iterator[None]:
    """Let `write_tags` write the structure tree and the bookmarks of a document, not WeasyPrint.

    WeasyPrint calls it once, when all pages are drawn and all fonts are embedded.
    """

    def add_tags(pdf: pydyf.PDF, _: object, __: object, streams: list[Stream]) -> None:
        write_tags(pdf, streams)

    def make_bookmark_tree(*_: object, **__: object) -> list[object]:
        return []

    with (
        _replaced(weasyprint.pdf, "add_tags", add_tags),
        _replaced(document, "make_bookmark_tree", make_bookmark_tree),
    ):
        yield


@contextmanager
def list_markers_with_content() -> Iterator[None]:
    """Let `li::marker {content: …}` be laid out, where WeasyPrint 70 raises TypeError.

    The text of an outside marker shares the style of the marker, and so its position, which is out of
    the flow.
    """
    original = build.marker_to_box

    def marker_to_box(*arguments: object) -> Iterator[boxes.Box]:
        for marker in original(*arguments):
            for child in marker.children:
                if child.style is marker.style:
                    child.style = marker.style.copy()
                    child.style["position"] = "static"
            yield marker

    with _replaced(build, "marker_to_box", marker_to_box):
        yield


@contextmanager
def images_read_by(replace: Callable[[GetImage], GetImage]) -> Iterator[None]:
    """Let another function read all images; `replace` gets WeasyPrint's and returns the other."""
    original = weasyprint.document.original_get_image_from_uri
    with _replaced(weasyprint.document, "original_get_image_from_uri", replace(original)):
        yield


@contextmanager
def colours_parsed_by(replace: Callable[[ParseColour], ParseColour]) -> Iterator[None]:
    """Let other functions parse colours; `replace` gets a parser of tinycss2 and returns the other.

    Colours of `@color-profile` are unknown then: WeasyPrint ignores their declarations, and says so.
    """
    with ExitStack() as stack:
        for module, name in COLOUR_PARSERS:
            stack.enter_context(_replaced(module, name, replace(getattr(module, name))))
        stack.enter_context(_replaced(color5, "_parse_color", lambda *_: None))
        yield
