"""The facts of a PDF: its pages, fonts, bookmarks and metadata, as plain, immutable values.

Units and clauses are those of `elements`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefpress.structure.elements import Element, Graphic, ObjectRef, Rect, Run, Text


@dataclass(frozen=True, slots=True)
class Artifact:
    """Marked content that is no part of the document's logical structure (14.8.2.2)."""

    type: str | None
    subtype: str | None
    text: str
    page: int
    runs: tuple[Run, ...] = field(default=(), repr=False, compare=False)
    graphics: tuple[Graphic, ...] = field(default=(), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes that a page states or inherits (14.11.2)."""

    media: Rect | None = None
    crop: Rect | None = None
    bleed: Rect | None = None
    trim: Rect | None = None


@dataclass(frozen=True, slots=True)
class Painting:
    """The colours and lines of a page, as a printing house checks them.

    `spaces` are the families of its colour spaces (8.6), `max_ink` is the most ink that a CMYK
    colour takes (1.0 is 100 % of one ink), `min_line_width` is in points; None without lines.
    `is_transparent` is true if anything lets the background show through (11).
    """

    spaces: frozenset[str] = frozenset()
    max_ink: float = 0.0
    min_line_width: float | None = None
    is_transparent: bool = False


@dataclass(frozen=True, slots=True)
class OutputIntent:
    """The printing condition that a file is made for (14.11.5).

    `components` is the number of colour components of its ICC profile.
    """

    subtype: str | None
    condition: str | None
    components: int | None


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `size` is the width and height of the media box in points.

    `unmarked` and `unmarked_graphics` are neither in an MCID nor in an artifact. `orphans` are the
    marked-content sequences that no structure element claims. `patterned` is text in tiling patterns
    (8.7.3). `rotation` is in degrees, clockwise.
    """

    index: int
    size: tuple[float, float]
    boxes: Boxes
    label: str | None
    tabs: str | None
    artifacts: tuple[Artifact, ...]
    unmarked: tuple[Run, ...]
    unmarked_graphics: tuple[Graphic, ...]
    orphans: tuple[Text, ...]
    annotations: tuple[ObjectRef, ...]
    rotation: int = 0
    patterned: tuple[Run, ...] = ()
    painting: Painting = field(default=Painting(), compare=False)

    @property
    def unmarked_text(self) -> str:
        """The text that is neither in an MCID nor in an artifact."""
        return "".join(run.text for run in self.unmarked)


@dataclass(frozen=True, slots=True)
class FontFact:
    """A font in which text is shown, and on which pages; `name` is without subset tag.

    `is_predefined` is true for the predefined character collections of East Asian languages, which
    need no ToUnicode map (9.7.5.2); this package cannot decode their text. `is_painted` is false if
    all its text is in rendering mode 3, such as what was recognised on a scanned page (9.3.6).
    `unmapped` are the codes that are shown and have no Unicode value by any way that software knows;
    `is_encoding_sound` is false for a TrueType font whose encoding does not say which glyph a code
    is (PDF/UA-1 7.21.6).
    `contradictions` are the texts that ToUnicode gives glyphs that are shown, with those that the
    font or its encoding gives them, where both are other letters of one script.
    """

    name: str
    subtype: str
    embedded: bool
    has_to_unicode: bool
    is_subset: bool
    pages: tuple[int, ...]
    is_predefined: bool = False
    is_painted: bool = True
    unmapped: tuple[int, ...] = ()
    is_encoding_sound: bool = True
    contradictions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A bookmark (12.3.3); `level` counts from 1, `top` is that of its `Destination`."""

    title: str
    level: int
    page: int | None
    children: tuple[OutlineItem, ...] = ()
    top: float | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Attachment:
    """An embedded file (7.11.4): `size` is in bytes, `associated` true if the catalog's AF lists it."""

    name: str
    relationship: str | None
    size: int | None
    description: str | None
    mime: str | None
    associated: bool


@dataclass(frozen=True, slots=True)
class PdfStructure:
    """The facts of a PDF.

    `problems` lists damage, `flaws` what is against the rules and harms nobody, `limits` what was left
    out because it was too much. `info` is the
    document information dictionary; `xmp_values` maps `{namespace}name` to the property's values.
    `roots` are the elements directly below the structure tree root. `parent_tree_mismatches` is
    marked content whose entry in the parent tree is not the element that claims it (14.7.5.4).
    `templates` is the fingerprint of those of ours that it was set in, "" where it has none.
    """

    pdf_version: str
    encrypted: bool
    title: str | None
    title_shown: bool
    language: str | None
    marked: bool
    info: Mapping[str, str]
    xmp: bytes | None
    xmp_values: Mapping[str, tuple[str, ...]]
    roots: tuple[Element, ...]
    role_map: Mapping[str, str]
    pages: tuple[Page, ...]
    fonts: tuple[FontFact, ...]
    outline: tuple[OutlineItem, ...]
    attachments: tuple[Attachment, ...]
    problems: tuple[str, ...]
    flaws: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    parent_tree_mismatches: tuple[Text, ...] = ()
    output_intents: tuple[OutputIntent, ...] = ()
    templates: str = ""

    def walk(self) -> Iterator[Element]:
        """Yield every structure element, depth first, in reading order."""
        for root in self.roots:
            yield from root.walk()


EMPTY = PdfStructure(
    pdf_version="", encrypted=False, title=None, title_shown=False, language=None, marked=False,
    info={}, xmp=None, xmp_values={}, roots=(), role_map={}, pages=(), fonts=(), outline=(),
    attachments=(), problems=(),
)  # fmt: skip
