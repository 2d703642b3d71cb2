"""What a printing house asks of a file, where the file says that it is for one (ISO 15930)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.checks.rules import ERROR, PUBLICATION, WARNING, Problem, check_of, rule
from briefpress.content import PDF_X_VERSION, PRINT
from briefpress.pdf import INK_LIMIT
from briefpress.structure import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.subject import Subject
    from briefpress.structure import (
        Graphic,
        Page,
        Rect,
    )

RESOLUTION = 300  # pixels in an inch, at the size at which an image is shown
THINNEST = 0.25  # points
MOST_INK = 3.0  # of all inks in one place: 300 %
_PAGES_OF_SHEET = 4  # of a sheet that is folded once
_ROUNDING = 0.02
_NEAR = 1.0  # points: what comes this near to the edge is meant to reach over it
_INKS = frozenset(
    ("DeviceCMYK", "DeviceGray", "Separation", "DeviceN", "Pattern", "ICCBased 1", "ICCBased 4")
)
_MEASURED = frozenset(("ICCBased 3", "CalRGB", "CalGray", "Lab"))  # they say what they look like
_SENT_BACK = (
    "The printing house sends the file back, or the sheets come out otherwise than on the screen."
)
_WHITE = (1.0, 1.0, 1.0)  # paper, which need not reach anywhere


def claimed_version(subject: Subject) -> str:
    """Return the version of PDF/X that a file claims; "" where it claims none."""
    named = subject.pdf.xmp_values.get(PDF_X_VERSION, ())
    return next(iter(named), subject.pdf.info.get("GTS_PDFXVersion", ""))


def is_for_print(subject: Subject) -> bool:
    """Say whether a file is meant for a printing house."""
    return subject.edition is PRINT or bool(claimed_version(subject))


def is_blank(page: Page) -> bool:
    """Say whether a page has been added to fill a sheet: nothing is on it but marks off the page."""
    trim = page.boxes.trim
    graphics = [*page.unmarked_graphics, *(g for a in page.artifacts for g in a.graphics)]
    return (
        trim is not None
        and not (page.unmarked or page.orphans or page.annotations)
        and not any(artifact.runs for artifact in page.artifacts)
        and not any(_overlaps(graphic.box, trim) for graphic in graphics)
    )


def blank_pages(subject: Subject) -> set[int]:
    """Return the blank pages that fill a sheet: those at the end, or before a back cover.

    Where nothing says whether there is one, the last page of a file that fills its sheets may be one.
    """
    if not is_for_print(subject):
        return set()
    used = {e.page for e in subject.reading.elements if e.page is not None}
    found: set[int] = set()
    pages = list(subject.pdf.pages)
    may_be_cover = subject.brief is None and len(pages) % _PAGES_OF_SHEET == 0
    if pages and (has_back_cover(subject) or may_be_cover) and pages[-1].index in used:
        pages.pop()
    for page in reversed(pages):
        if page.index in used or not is_blank(page):
            break
        found.add(page.index)
    return found


def has_back_cover(subject: Subject) -> bool:
    """Say whether the last page is a back cover."""
    return bool(subject.brief and subject.brief.back_cover)


def _overlaps(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


@rule(
    id="print-boxes",
    family=PUBLICATION,
    severity=ERROR,
    title="Every page for print says where it is cut",
    why="The printing house cuts by guess.",
    mend="set the TrimBox and the BleedBox",
    clause="ISO 15930-7",
)
def print_boxes(subject: Subject) -> Iterator[Problem]:
    if is_for_print(subject):
        for page in subject.pdf.pages:
            if page.boxes.trim is None:
                yield Problem(
                    f"page {page.index + 1} does not say where it is cut", page=page.index
                )


@rule(
    id="print-bleed",
    family=PUBLICATION,
    severity=ERROR,
    title="Colours that touch the edge reach over it",
    why="Where a sheet is cut a hair too wide, a white line stays at the edge.",
    mend="let the colour reach 3 mm beyond the page",
    clause="ISO 15930-7",
)
def print_bleed(subject: Subject) -> Iterator[Problem]:
    """Yield what touches the edge of the trimmed page and does not fill the bleed."""
    if not is_for_print(subject):
        return
    for page in subject.pdf.pages:
        trim, bleed = page.boxes.trim, page.boxes.bleed
        if trim is None or bleed is None:
            continue
        for graphic in _graphics(subject, page):
            is_seen = graphic.colour != _WHITE and _overlaps(graphic.box, trim)
            if is_seen and _stops_short(graphic.box, trim, bleed):
                message = "a colour or picture ends at the edge of the page, and not beyond it"
                yield Problem(message, page=page.index, box=graphic.box)


def _stops_short(box: Rect, trim: Rect, bleed: Rect) -> bool:
    low = any(box[n] < trim[n] + _NEAR and box[n] > bleed[n] + _NEAR for n in (0, 1))
    return low or any(box[n] > trim[n] - _NEAR and box[n] < bleed[n] - _NEAR for n in (2, 3))


def _graphics(subject: Subject, page: Page) -> Iterator[Graphic]:
    """Yield all that is drawn on a page, whatever it belongs to."""
    yield from page.unmarked_graphics
    for artifact in page.artifacts:
        yield from artifact.graphics
    for orphan in page.orphans:
        yield from orphan.graphics
    for element in subject.reading.elements:
        for child in element.children:
            if isinstance(child, Text) and child.page == page.index:
                yield from child.graphics


@rule(
    id="print-intent",
    family=PUBLICATION,
    severity=ERROR,
    title="A file for print names its printing condition",
    why=_SENT_BACK,
    mend="name the ICC profile that the printing house gives",
    clause="ISO 15930-7",
)
def print_intent(subject: Subject) -> Iterator[Problem]:
    if not is_for_print(subject):
        return
    meant = [each for each in subject.pdf.output_intents if each.subtype == "GTS_PDFX"]
    if not meant:
        yield Problem("the file does not say for which printing condition it is made")
    elif not meant[0].condition:
        yield Problem("the printing condition has no name")


@rule(
    id="print-colours",
    family=PUBLICATION,
    severity=ERROR,
    title="A file for print has inks alone",
    why="Every machine on the way turns RGB into inks in its own way.",
    mend="turn all colours into CMYK, with the profile of the printing house",
    clause="ISO 15930-7",
)
def print_colours(subject: Subject) -> Iterator[Problem]:
    """Yield colour spaces that are no inks; PDF/X-3 and PDF/X-4 allow those that are measured as well."""
    if is_for_print(subject):
        may_be_measured = subject.brief is None and claimed_version(subject).startswith(
            ("PDF/X-3", "PDF/X-4")
        )
        allowed = _INKS | _MEASURED if may_be_measured else _INKS
        for page in subject.pdf.pages:
            for space in sorted(page.painting.spaces - allowed - {"unknown"}):
                message = f"page {page.index + 1} holds colours that are no inks: {space}"
                yield Problem(message, page=page.index)


@rule(
    id="image-resolution",
    family=PUBLICATION,
    severity=WARNING,
    title="Images have 300 pixels in an inch",
    why="In print they are blurred, or show steps.",
    mend="use a larger image, or show it smaller",
)
def image_resolution(subject: Subject) -> Iterator[Problem]:
    if not is_for_print(subject):
        return
    for page in subject.pdf.pages:
        for graphic in _graphics(subject, page):
            if graphic.kind == "image" and graphic.pixels:
                x0, y0, x1, y1 = graphic.box
                sides = ((graphic.pixels[0], x1 - x0), (graphic.pixels[1], y1 - y0))
                dpi = min(
                    (72 * pixels / length for pixels, length in sides if length), default=RESOLUTION
                )
                if round(dpi) < RESOLUTION:
                    message = f"an image has {dpi:.0f} pixels in an inch here; printing takes {RESOLUTION}"
                    yield Problem(message, page=page.index, box=graphic.box)


@rule(
    id="thin-lines",
    family=PUBLICATION,
    severity=WARNING,
    title="No line is thinner than 0.25 points",
    why="It may not print at all.",
    mend="make it wider",
)
def thin_lines(subject: Subject) -> Iterator[Problem]:
    if is_for_print(subject):
        for page in subject.pdf.pages:
            width = page.painting.min_line_width
            if width is not None and width < THINNEST - 0.005:
                message = f"a line on page {page.index + 1} is {width:.2f} points thin"
                yield Problem(message, page=page.index)


@check_of(INK_LIMIT)
def ink_limit(subject: Subject) -> Iterator[Problem]:
    if is_for_print(subject):
        for page in subject.pdf.pages:
            if page.painting.max_ink > MOST_INK + _ROUNDING:
                message = (
                    f"a colour on page {page.index + 1} takes {page.painting.max_ink:.0%} of ink"
                )
                yield Problem(message, page=page.index)


@rule(
    id="print-transparency",
    family=PUBLICATION,
    severity=ERROR,
    title="PDF/X-1a and PDF/X-3 hold no transparency",
    why=_SENT_BACK,
    mend="export it as PDF/X-4, or flatten it",
    clause="ISO 15930-4 and 15930-6",
)
def print_transparency(subject: Subject) -> Iterator[Problem]:
    if claimed_version(subject).startswith(("PDF/X-1", "PDF/X-3")):
        for page in subject.pdf.pages:
            if page.painting.is_transparent:
                message = f"something on page {page.index + 1} lets show through what is behind it"
                yield Problem(message, page=page.index)


@rule(
    id="print-annotations",
    family=PUBLICATION,
    severity=ERROR,
    title="A page for print holds no links",
    why=_SENT_BACK,
    mend="take the links away, and spell the addresses out",
    clause="ISO 15930-7",
)
def print_annotations(subject: Subject) -> Iterator[Problem]:
    if is_for_print(subject):
        for page in subject.pdf.pages:
            bleed = page.boxes.bleed or page.boxes.trim
            within = [
                each
                for each in page.annotations
                if bleed is None or each.rect is None or _overlaps(each.rect, bleed)
            ]
            if count := len(within):
                message = f"page {page.index + 1} holds {count} link{'s'[: count != 1]} or other annotations"
                yield Problem(message, page=page.index)
