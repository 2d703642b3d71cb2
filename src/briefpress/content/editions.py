"""The table of editions: the same brief for the screen, for a printing house, and in large print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.content.profiles import X4

if TYPE_CHECKING:
    from briefpress.content.profiles import Profile


# The XMP property that a PDF/X file has (ISO 15930-7 6.1).
PDF_X_VERSION = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
# The XMP namespace (PRISM 3.0) of the property that names a file's edition.
PRISM_NAMESPACE = "http://prismstandard.org/namespaces/basic/3.0/"


@dataclass(frozen=True, slots=True)
class Edition:
    """One way to set a brief.

    `suffix` follows the brief's name in the file name; `sheet` is the style sheet that is applied
    last. `profile` replaces the one that was asked for. Without `has_links`, addresses are spelt
    out in a list. Without `has_pages`, notes cannot stand at the foot of one. No text is smaller than
    `least_size`, in points.
    """

    id: str
    title: str
    suffix: str = ""
    sheet: str = ""
    profile: Profile | None = None
    has_links: bool = True
    has_pages: bool = True
    least_size: float = 0.0

    def profile_for(self, asked: Profile) -> Profile:
        """Return the profile of this edition if `asked` was asked for."""
        return self.profile or asked


SCREEN = Edition("screen", "to read on a screen, and on an office printer")
# The page of HTML beside the PDFs, which is made of every brief.
WEB_PAGE = Edition("web", "as a page of HTML", has_pages=False)
PRINT = Edition("print", "for a printing house", "-print", "print.css", X4, has_links=False)
LARGE = Edition(
    "large", "in large print: 18 points or more", "-large", "large.css", least_size=18.0
)
EDITIONS = {edition.id: edition for edition in (SCREEN, PRINT, LARGE)}
