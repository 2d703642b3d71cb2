"""The editions of a brief, as rows of a table: for a screen, for a printer, for eyes that tire."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.content.profiles import X4

if TYPE_CHECKING:
    from briefpress.content.profiles import Profile


# The XMP property by which a file says that it is for print, by its name in full.
PDF_X_VERSION = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
# PRISM 3.0, of which XMP takes the name of an edition.
PRISM_NAMESPACE = "http://prismstandard.org/namespaces/basic/3.0/"


@dataclass(frozen=True, slots=True)
class Edition:
    """One way to set the same words.

    `suffix` follows the name of the brief in that of the file; `sheet` is the style sheet that is
    applied after all others. `profile` replaces the one that was asked for. Without `has_links`,
    addresses are spelt out once. No text is smaller than `least_size`, in points.
    """

    id: str
    title: str
    suffix: str = ""
    sheet: str = ""
    profile: Profile | None = None
    has_links: bool = True
    least_size: float = 0.0

    def profile_for(self, asked: Profile) -> Profile:
        """Return the standards that this edition keeps where `asked` was asked for."""
        return self.profile or asked


SCREEN = Edition("screen", "to read on a screen, and on an office printer")
PRINT = Edition("print", "for a printing house", "-print", "print.css", X4, has_links=False)
LARGE = Edition(
    "large", "in large print: 18 points or more", "-large", "large.css", least_size=18.0
)
EDITIONS = {edition.id: edition for edition in (SCREEN, PRINT, LARGE)}
