"""The facts of a document as WeasyPrint prints it, and of an encrypted one."""

from __future__ import annotations

import io
from dataclasses import FrozenInstanceError

import pytest
from pypdf import PdfWriter
from pypdf.errors import DependencyError

from briefpress.structure import (
    Destination,
    FontFact,
    ObjectRef,
    OutlineItem,
    PdfStructure,
    UnreadablePdf,
    inspect,
    reader,
)
from handmade_pdfs import first, make
from weasyprint_pdf import weasyprint_pdf


@pytest.fixture(scope="module")
def facts() -> PdfStructure:
    return inspect(weasyprint_pdf())


def test_document_facts(facts: PdfStructure) -> None:
    assert (facts.pdf_version, facts.encrypted, facts.marked) == ("1.7", False, True)
    assert (facts.title, facts.title_shown, facts.language) == ("Kenya: rain", True, "en-GB")
    assert facts.xmp is not None
    assert facts.xmp_values["{http://www.aiim.org/pdfua/ns/id/}part"] == ("1",)
    assert facts.xmp_values["{http://purl.org/dc/elements/1.1/}title"] == ("Kenya: rain",)
    assert facts.outline == (
        OutlineItem("Kenya", 1, 0, (OutlineItem("Later", 2, 1),)),
    )  # fmt: skip


def test_elements_have_their_text(facts: PdfStructure) -> None:
    assert [root.role for root in facts.roots] == ["Document"]
    assert first(facts, "H1").text == "Kenya"
    assert first(facts, "P").text.startswith("Қазақстан and “quotes” in a report,")
    assert [e.text for e in facts.walk() if e.role == "LBody"] == ["One", "Two"]
    assert first(facts, "H2").page == 1


def test_attributes_of_tables_and_figures(facts: PdfStructure) -> None:
    assert first(facts, "TH").attributes.col_span == 2
    assert first(facts, "TD").attributes.row_span == 2
    assert all(isinstance(header, str) for header in first(facts, "TD").attributes.headers)
    assert first(facts, "Figure").alt == "A map"
    assert first(facts, "Figure").attributes.bbox is not None


def test_links_have_targets(facts: PdfStructure) -> None:
    links = [c for e in facts.walk() for c in e.children if isinstance(c, ObjectRef)]

    assert next(link.uri for link in links) == "https://example.org/a?b=c"
    assert Destination("later", 1) in [link.destination for link in links]
    assert {link for link in links if link.page == 0} == set(facts.pages[0].annotations)
    assert all(link.in_tree and link.rect for link in links)


def test_marked_content_of_margin_boxes_is_orphaned(facts: PdfStructure) -> None:
    for page in facts.pages:
        assert "Running head" in [orphan.text for orphan in page.orphans]
        assert page.unmarked_text == ""


def test_marked_content_of_a_form_is_orphaned(facts: PdfStructure) -> None:
    assert "Faint" in [orphan.text for orphan in facts.pages[1].orphans]
    assert any("which is not there" in problem for problem in facts.problems)


def test_page_facts(facts: PdfStructure) -> None:
    width, height = facts.pages[0].size

    assert (round(width), round(height)) == (595, 842)
    assert facts.pages[0].boxes.media == (0, 0, width, height)
    assert facts.pages[0].boxes.crop is None
    assert [page.index for page in facts.pages] == [0, 1]
    assert facts.pages[0].label is None
    assert facts.pages[0].tabs == "S"


def test_font_facts(facts: PdfStructure) -> None:
    fonts = {font.name: font for font in facts.fonts}

    assert fonts["Fira"] == FontFact("Fira", "Type0", True, True, True, (0, 1))
    assert fonts["Plex"].embedded


def test_facts_are_immutable(facts: PdfStructure) -> None:
    with pytest.raises(FrozenInstanceError):
        facts.title = ""  # type: ignore[misc]
    with pytest.raises(TypeError):
        facts.role_map["P"] = "H1"  # type: ignore[index]


def encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(weasyprint_pdf()))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_an_encrypted_file_without_a_password_is_read() -> None:
    found = inspect(encrypted(""))

    assert found.encrypted
    assert found.title == "Kenya: rain"
    assert first(found, "H1").text == "Kenya"


def test_a_file_that_needs_a_password_is_refused() -> None:
    with pytest.raises(UnreadablePdf, match="password"):
        inspect(encrypted("secret"))


def test_encryption_that_needs_another_library_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(_: object) -> None:
        raise DependencyError("cryptography is required")

    monkeypatch.setattr(reader, "Reader", lacking)
    with pytest.raises(
        UnreadablePdf, match="encrypted in a way that is not read here: qpdf --decrypt"
    ):
        inspect(make())
