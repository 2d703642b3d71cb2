"""The values that go from one package to the next, and between processes: quick to import and pickle."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.findings import Finding, Verdict


Where = Literal["before", "after", "marker", "call"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is embedded in a PDF, and its relationship to the document (ISO 32000-2, 7.11.3)."""

    name: str
    data: bytes = field(repr=False)
    media_type: str
    description: str
    relationship: str = "Source"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a printing house needs to know of the pages; lengths are in points.

    `width` and `height` are those of the trimmed page, `bleed` is what is cut off around it. With `marks`
    there are crop marks. Blank pages make the number of pages a multiple of `multiple`. `condition` is
    the name of the printing condition, `colours` its ICC profile.
    """

    width: float
    height: float
    bleed: float
    marks: bool
    multiple: int
    condition: str
    colours: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class LinkedPdf:
    """A PDF that a page of HTML leads to; `size` is in bytes, None where it is not known."""

    name: str
    size: int | None = None


@dataclass(frozen=True, slots=True)
class HtmlDocument:
    """HTML as text, and the files that may be read to print it.

    Findings call it `name`. Relative addresses are resolved in `folder`, and files outside it are not
    read, or those outside `root` where that is given: the folder of a whole site, in which addresses
    such as /style.css begin. Relative links are completed with `base_url`. `stylesheets` apply beside its
    own, and may read fonts and the files of their own folders, and those of `folders`; `font_rules` are the
    @font-face rules of further fonts.
    `sheet` is there if the PDF is for a printing house.
    `templates` is the fingerprint of the templates that it was set in, "" for HTML of other origin.
    """

    text: str = field(repr=False)
    name: str
    folder: Path | None = None
    root: Path | None = None
    base_url: str = ""
    stylesheets: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()
    font_rules: str = field(default="", repr=False)
    attachments: tuple[Attachment, ...] = ()
    findings: tuple[Finding, ...] = ()
    sheet: Sheet | None = None
    templates: str = ""


@dataclass(frozen=True, slots=True)
class Generated:
    """Text that styles set in an element, and that is read out.

    `element` is its number in the order of the document, from 0. `place` is where it stands there:
    before or after its content, as the marker of an item or note, or as the call of a note.
    """

    element: int
    place: Where
    text: str


@dataclass(frozen=True, slots=True)
class PdfDocument:
    """A PDF as bytes, and what was found while it was printed.

    `unseen` are the numbers of the HTML elements that CSS hides or moves into the margins, counted from
    0 in the order of the document; `generated` is the text that CSS adds. `verdicts` are those of the
    validators that were asked. `libraries` are the libraries of the machine that decide where lines
    break, with their versions.
    """

    data: bytes = field(repr=False)
    pages: int
    findings: tuple[Finding, ...] = ()
    unseen: frozenset[int] = field(default=frozenset(), repr=False)
    verdicts: tuple[Verdict, ...] = ()
    libraries: tuple[tuple[str, str], ...] = ()
    generated: tuple[Generated, ...] | None = field(default=None, repr=False)
