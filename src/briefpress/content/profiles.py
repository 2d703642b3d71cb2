"""The table of profiles: the standards that a PDF can be made to conform to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """A PDF version, and the standards that files of it conform to.

    `flavours` are veraPDF's names of the standards, `claims` the XMP properties that claim them.
    Structure types and list numberings are those of ISO 32000-2: `renamed` has the names that
    differ in an earlier version, `role_map` the types that it lacks, and what they are mapped to.
    A file that `is_for_print` has CMYK instead of RGB, and no annotations.
    """

    id: str
    title: str
    pdf_version: str
    flavours: tuple[str, ...]
    claims: tuple[tuple[str, str], ...]
    renamed: tuple[tuple[str, str], ...] = ()
    role_map: tuple[tuple[str, str], ...] = ()
    has_info: bool = True
    is_for_print: bool = False

    @property
    def is_pdf_2(self) -> bool:
        """Whether the file is PDF 2.0, with its structure types and structure destinations."""
        return self.pdf_version >= "2.0"


UA1 = Profile(
    id="ua1",
    title="PDF/UA-1 and PDF/A-3a",
    pdf_version="1.7",
    flavours=("ua1", "3a"),
    claims=(("pdfuaid:part", "1"), ("pdfaid:part", "3"), ("pdfaid:conformance", "A")),
    renamed=(
        ("FENote", "Note"),
        ("Description", "None"),
        ("Ordered", "Decimal"),
        ("Unordered", "None"),
    ),
    role_map=(("Aside", "Sect"), ("Em", "Span"), ("Strong", "Span")),
)
UA2 = Profile(
    id="ua2",
    title="PDF/UA-2 and PDF/A-4f",
    pdf_version="2.0",
    flavours=("ua2", "4f"),
    claims=(
        ("pdfuaid:part", "2"),
        ("pdfuaid:rev", "2024"),
        ("pdfaid:part", "4"),
        ("pdfaid:rev", "2020"),
        ("pdfaid:conformance", "F"),
    ),
    has_info=False,
)
# ISO 15930-7 requires PDF 1.6, which is enough for PDF/UA-1, and forbids links within the page.
X4 = Profile(
    id="x4",
    title="PDF/X-4 and PDF/UA-1",
    pdf_version="1.6",
    flavours=("ua1",),
    claims=(("pdfuaid:part", "1"), ("pdfxid:GTS_PDFXVersion", "PDF/X-4")),
    renamed=UA1.renamed,
    role_map=UA1.role_map,
    is_for_print=True,
)
# The profiles that a user can ask for; an edition may have its own instead.
PROFILES = {profile.id: profile for profile in (UA1, UA2)}
