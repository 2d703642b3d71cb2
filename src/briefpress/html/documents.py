"""What passes between the stages and between processes: plain values, light to import."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.findings import Finding, Verdict


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes inside the PDF, and what it is to the document (ISO 32000-2, 7.11.3)."""

    name: str
    data: bytes = field(repr=False)
    media_type: str
    description: str
    relationship: str = "Source"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet that pages are printed on, and with which inks; lengths are in points.

    `width` and `height` are those of the trimmed page, `bleed` is what is cut off around it.
    `marks` draws crop marks. The number of pages becomes a multiple of `multiple`. `colours` is the
    ICC profile of the printing condition that `condition` names.
    """

    width: float
    height: float
    bleed: float
    marks: bool
    multiple: int
    condition: str
    colours: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class HtmlDocument:
    """HTML as text, and what may be read to print it.

    `name` is what findings call it; relative addresses are resolved in `folder` and never leave it;
    `stylesheets` are applied beside its own, and may read files of their own folders and fonts.
    `sheet` says what a printing house is to get.
    """

    text: str = field(repr=False)
    name: str
    folder: Path | None = None
    stylesheets: tuple[Path, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    findings: tuple[Finding, ...] = ()
    sheet: Sheet | None = None


@dataclass(frozen=True, slots=True)
class PdfDocument:
    """A PDF as bytes, and everything that the engine had to say of it.

    `unseen` numbers the elements of the HTML, in the order of the document and from 0, that its
    styles keep from being shown in the text. `verdicts` are those of the engines that were asked.
    `libraries` are the versions of what set the lines.
    """

    data: bytes = field(repr=False)
    pages: int
    findings: tuple[Finding, ...] = ()
    unseen: frozenset[int] = field(default=frozenset(), repr=False)
    verdicts: tuple[Verdict, ...] = ()
    libraries: tuple[tuple[str, str], ...] = ()
