"""Changes of the document as a whole, and of pages."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from briefpress.structure import Artifact, Attachment
from diff_samples import WATER, describe_changes
from elements import e, link, page, pdf

if TYPE_CHECKING:
    from briefpress.structure import PdfStructure


def test_headings_that_moved_by_as_many_pages_are_one_line() -> None:
    def book(first: int, count: int) -> PdfStructure:
        heads = [e("H1", f"Part {n}", page=first + n) for n in range(5)]
        return pdf(*heads, pages=tuple(page(n) for n in range(count)))

    assert describe_changes(book(0, 6), book(1, 6)) == [
        "5 headings, from “Part 0” (page 1 → 2) to “Part 4” (page 5 → 6): 1 page later"
    ]
    assert describe_changes(pdf(e("H1", "A", page=1)), pdf(e("H1", "A", page=0))) == [
        "“A”: on page 1, was on page 2"
    ]


def test_metadata_and_attachments_are_compared() -> None:
    dc, cc = "{http://purl.org/dc/elements/1.1/}", "{http://creativecommons.org/ns#}"

    def of(xmp: dict[str, tuple[str, ...]], **fields: Any) -> PdfStructure:
        return pdf(e("P", WATER), xmp_values=MappingProxyType(xmp), **fields)

    old = of({f"{dc}creator": ("Ann Bee",), f"{cc}license": ("http://creativecommons.org/licenses/by/4.0/",),
              "{http://www.aiim.org/pdfua/ns/id/}part": ("1",)}, info={"CreationDate": "D:2025"},
             attachments=(Attachment("a.yaml", "Source", 9, "Text", None, associated=True),
                          Attachment("b.csv", None, 1, None, None, associated=False)))  # fmt: skip
    new = of({f"{dc}creator": ("Ann Bee", "Cy Dee"), f"{cc}license": ("https://creativecommons.org/licenses/by-nc/4.0/",),
              "{http://www.aiim.org/pdfua/ns/id/}part": ("2",), "{http://www.aiim.org/pdfa/ns/id/}part": ("4",)},
             title="Another", language="fr", info={"CreationDate": "D:2026"}, pages=(page(), page(1)),
             attachments=(Attachment("a.yaml", "Source", 12, "Source text", None, associated=True),
                          Attachment("c.csv", None, 1, None, None, associated=False)))  # fmt: skip

    assert describe_changes(old, new) == [
        "changed: title: “T” → “Another”",
        "changed: authors: “Ann Bee” → “Ann Bee; Cy Dee”",
        "changed: date: D:2025 → D:2026",
        "changed: language: English (en) → French (fr)",
        "changed: licence: CC BY 4.0 → CC BY-NC 4.0",
        "changed: standards claimed: PDF/UA-1 → PDF/UA-2, PDF/A-4",
        "changed: number of pages: 1 → 2",
        "changed: attached file “a.yaml”: 9 bytes → 12 bytes",
        "changed: description of an attached file “a.yaml”: “Text” → “Source text”",
        "removed: attached file: b.csv",
        "added: attached file: c.csv",
    ]


def test_page_sizes_are_named() -> None:
    def sized(*size: float) -> PdfStructure:
        return pdf(e("P", WATER), pages=(page(size=size),))

    assert describe_changes(sized(595.3, 841.9), sized(596, 843)) == []
    assert describe_changes(sized(842, 595), sized(300, 400)) == [
        "changed: size of the pages: A4 across → 300 × 400 points"
    ]


def test_links_to_licences_are_compared() -> None:
    one, other = (
        pdf(e("P", "Licence: ", e("Link", "the deed", link(f"https://creativecommons.org/licenses/{kind}/4.0/"))))
        for kind in ("by", "by-sa")
    )  # fmt: skip

    assert (
        describe_changes(one, other)[0] == "changed: licence in the text: CC BY 4.0 → CC BY-SA 4.0"
    )


def test_running_heads_are_compared_without_page_numbers() -> None:
    def book(text: str, count: int) -> PdfStructure:
        return pdf(e("P", WATER), pages=tuple(
            page(n, artifacts=(Artifact("Pagination", "Footer", f"{text}, page {n + 1} of {count}", n),))
            for n in range(count)
        ))  # fmt: skip

    assert describe_changes(book("CC BY 4.0", 4), book("CC BY 4.0", 5)) == [
        "changed: number of pages: 4 → 5"
    ]
    assert describe_changes(book("CC BY 4.0", 4), book("CC BY-NC 4.0", 4)) == [
        "changed: running head or foot: “CC BY 4.0, page 1 of 4” → “CC BY-NC 4.0, page 1 of 4”"
    ]
    assert describe_changes(pdf(e("P", WATER)), book("Draft", 1)) == [
        "added: running head or foot: “Draft, page 1 of 1”"
    ]
    assert describe_changes(book("Draft", 1), pdf(e("P", WATER))) == [
        "removed: running head or foot: “Draft, page 1 of 1”"
    ]
