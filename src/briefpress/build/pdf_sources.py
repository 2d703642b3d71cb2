"""What a PDF of any origin was made from: a file that is named, or the content file that it carries along.

path, theme, edition ─read_source→ Source
PDF ─read_attached→ content files ─set_attached→ Source
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from briefpress import structure
from briefpress.build.carried_files import (
    ABOUT_BRAND,
    ABOUT_BRIEF,
    ABOUT_DATA,
    ABOUT_SERIES,
    ABOUT_STYLE,
    ABOUT_WORKS,
    OWN_TEMPLATES,
)
from briefpress.build.page_files import PAGE_BYTES
from briefpress.build.rules import PAGE_SIZE
from briefpress.checks import Source
from briefpress.content import THEMES
from briefpress.findings import Unusable
from briefpress.system import PandocFailed

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.content import Edition, Manuscript
    from briefpress.html import Theme
    from briefpress.structure import PdfStructure

_KINDS = (ABOUT_BRIEF, ABOUT_SERIES, ABOUT_BRAND, ABOUT_WORKS, ABOUT_STYLE, ABOUT_DATA)
_CREATOR = "{http://ns.adobe.com/xap/1.0/}CreatorTool"


class NotComparable(Exception):  # noqa: N818 - an outcome that the caller reports, not a bug
    """The PDF carries a content file, and cannot be compared with it; the message says why."""


def read_source(path: Path, pdf: PdfStructure, theme: Path | None, edition: Edition) -> Source:
    """Read what a PDF was made from, HTML or YAML; raises `Unusable` where it has errors."""
    from briefpress import content, html  # noqa: PLC0415 - only where there is a source
    from briefpress.build.editions import own_theme  # noqa: PLC0415

    if path.suffix.lower() not in (".yaml", ".yml"):
        return Source(html.read_outline(content.read_text(path, PAGE_BYTES, PAGE_SIZE)))
    manuscript = content.load(path)
    if manuscript.brief is None:
        raise Unusable(*manuscript.findings)
    theme = theme or own_theme(manuscript, path)
    used = html.Theme.at(theme, manuscript.brief.theme, manuscript.font_folder)
    return _set(manuscript, _as_set(pdf, used), str(path), pdf, edition)


@dataclass(frozen=True, slots=True)
class CarriedSource:
    """What a PDF carries of what it was made from.

    `files` are name and bytes of the content file, and of the one of its series; `works` are those
    that it cites, as CSL-JSON, `style` is its own citation style, and `data` what it shows of data files.
    """

    files: tuple[tuple[str, bytes], ...]
    works: bytes | None = None
    style: bytes | None = None
    data: bytes | None = None


def read_attached(data: bytes, pdf: PdfStructure) -> CarriedSource | None:
    """Return what a PDF of ours carries of its source.

    There is none in a PDF of other programs, or of more than one brief.
    """
    if not _is_ours(pdf):
        return None
    carried = [
        (_kind(each.description or ""), number) for number, each in enumerate(pdf.attachments)
    ]
    places = {kind: number for kind, number in carried if kind}
    if sum(kind == ABOUT_BRIEF for kind, _ in carried) != 1:
        return None
    contents = structure.attached_files(data)
    found = {
        kind: (PurePath(pdf.attachments[number].name).name, contents[number])
        for kind, number in places.items()
    }
    files = tuple(found[kind] for kind in (ABOUT_BRIEF, ABOUT_SERIES, ABOUT_BRAND) if kind in found)
    _, works = found.get(ABOUT_WORKS, ("", None))
    _, style = found.get(ABOUT_STYLE, ("", None))
    _, shown = found.get(ABOUT_DATA, ("", None))
    return CarriedSource(files, works, style, shown)


def set_attached(
    carried: CarriedSource, pdf: PdfStructure, theme: Path | None, edition: Edition
) -> Source:
    """Set the content files that a PDF carries; raises `NotComparable` where that would not be as it was set.

    They are as untrusted as the PDF: nothing that they name is read.
    """
    from briefpress import content, html  # noqa: PLC0415 - only where there is a source

    if not theme and any(OWN_TEMPLATES in (each.description or "") for each in pdf.attachments):
        raise NotComparable("it was set by a theme that is not at hand: name it with --theme")
    try:
        manuscript = content.load_embedded(
            carried.files, carried.works, carried.style, carried.data
        )
    except Unusable:
        raise NotComparable("it cannot be read") from None
    except content.BadData as error:
        raise NotComparable(f"its data cannot be read: {error}") from None
    except PandocFailed as error:
        raise NotComparable(f"its citations cannot be set: {error}") from None
    if manuscript.brief is None:
        raise NotComparable("it has errors")
    names = content.data_file_names(manuscript.source)
    if names and carried.data is None:
        raise NotComparable(f"it shows {', '.join(names)}, which the PDF does not carry along")
    chosen = html.Theme.at(theme, manuscript.brief.theme)
    return _set(manuscript, _as_set(pdf, chosen), carried.files[0][0], pdf, edition)


def _as_set(pdf: PdfStructure, theme: Theme) -> Theme:
    """Return the built-in theme that a PDF was set in: an option may have named another than its brief does."""
    from briefpress import html  # noqa: PLC0415 - only where there is a source

    themes = (theme, *(replace(theme, name=name) for name in THEMES))
    found = (each for each in themes if html.template_fingerprint(each) == pdf.templates)
    return next(found, theme)


def _set(
    manuscript: Manuscript, theme: Theme, name: str, pdf: PdfStructure, edition: Edition
) -> Source:
    from briefpress import html  # noqa: PLC0415 - only where there is a source

    assert manuscript.brief
    page = html.render(
        manuscript.brief,
        theme,
        manuscript.images,
        name,
        edition,
        manuscript.bibliography,
        manuscript.files,
        charts=manuscript.charts,
    )
    is_as_set = not _is_ours(pdf) or pdf.templates == page.templates
    return Source(html.read_outline(page.text), manuscript, is_as_set=is_as_set)


def _is_ours(pdf: PdfStructure) -> bool:
    return _creator(pdf).partition(" ")[0] == "Briefpress"


def _creator(pdf: PdfStructure) -> str:
    return "".join(pdf.xmp_values.get(_CREATOR, ()))[:40]


def _kind(description: str) -> str:
    """Return which of our own content files a description is that of; "" for any other file."""
    return next((kind for kind in _KINDS if description.startswith(kind)), "")
