"""The standards that a PDF can be made to keep, as rows of a table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """A PDF version, and the standards that a file of it is made to keep.

    `claims` are the XMP properties that name them. Structure types and list
    numberings are those of ISO 32000-2; `renamed` gives those that are called otherwise in this
    version, `role_map` what those stand for
    that are not in it. A file that `is_for_print` has inks instead of RGB, and no annotations.
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
        """Whether structure types and destinations are those of ISO 32000-2."""
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
# ISO 15930-7 is about PDF 1.6; nothing of PDF/UA-1 needs more. It forbids links within the page.
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
# Those that an order can ask for; an edition may have its own instead.
PROFILES = {profile.id: profile for profile in (UA1, UA2)}
