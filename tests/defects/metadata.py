"""Defects of the metadata, and encryption."""

from __future__ import annotations

from pypdf.constants import UserAccessPermissions

from editable_pdf import EditablePdf

_WITHOUT_READERS = UserAccessPermissions.all() & ~UserAccessPermissions.EXTRACT_TEXT_AND_GRAPHICS


def retitle(pdf: EditablePdf, title: str) -> None:
    """Change the title in the XMP and in the Info dictionary."""
    pdf.replace_in_xmp(
        "(?<=<dc:title>).*(?=</dc:title>)", title and f"<rdf:Alt><rdf:li>{title}</rdf:li></rdf:Alt>"
    )
    pdf.writer.add_metadata({"/Title": title})


def remove_author(pdf: EditablePdf) -> None:
    """Remove the author from the XMP and from the Info dictionary."""
    pdf.replace_in_xmp("<dc:creator>.*</dc:creator>", "")
    pdf.writer.add_metadata({"/Author": ""})


def misspell_author(pdf: EditablePdf) -> None:
    """Misspell an author in the XMP and in the Info dictionary."""
    pdf.replace_in_xmp("Thandiwe Banda(?=</rdf:li></rdf:Seq>)", "Tandiwe B.")
    pdf.writer.add_metadata({"/Author": "Wanjiru Kamau, Tandiwe B."})


def remove_date(pdf: EditablePdf) -> None:
    """Remove the date from the XMP and from the Info dictionary."""
    pdf.replace_in_xmp("<xmp:CreateDate>.*</xmp:CreateDate>", "")
    pdf.writer.add_metadata({"/CreationDate": ""})


def remove_licence(pdf: EditablePdf) -> None:
    """Remove the licence from the XMP."""
    for name in ("dc:rights", "xmpRights:WebStatement", "xmpRights:UsageTerms"):
        pdf.replace_in_xmp(f"<{name}>.*?</{name}>", "")
    pdf.replace_in_xmp("<cc:license [^>]*>", "")


def encrypt_against_readers(pdf: EditablePdf) -> None:
    """Encrypt the file without the permission that screen readers need."""
    pdf.writer.encrypt("", "owner", permissions_flag=_WITHOUT_READERS, algorithm="RC4-128")
