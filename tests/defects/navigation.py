"""Defects of links, bookmarks and form fields."""

from __future__ import annotations

from typing import Any

from editable_pdf import EditablePdf, reference, remove_entries, set_entries


def find_bookmark(pdf: EditablePdf, title: str) -> Any:
    """Return the bookmark with a title."""
    return next(each for each in pdf.bookmarks() if each["/Title"] == title)


def unlink_bookmark(item: Any) -> None:
    """Remove a bookmark that has one before it and one after it."""
    before, after = item["/Prev"], item["/Next"]
    set_entries(before, Next=reference(after))
    set_entries(after, Prev=reference(before))


def swap_bookmark_titles(pdf: EditablePdf, one: str, other: str) -> None:
    """Exchange the titles of two bookmarks."""
    first, second = find_bookmark(pdf, one), find_bookmark(pdf, other)
    set_entries(first, Title=other)
    set_entries(second, Title=one)


def misdirect_bookmark(pdf: EditablePdf) -> None:
    """Let a bookmark lead to the target of another."""
    set_entries(find_bookmark(pdf, "What it costs"), A=find_bookmark(pdf, "Notes")["/A"])


def misdirect_contents_entry(pdf: EditablePdf) -> None:
    """Let an entry of the table of contents lead to the target of another."""
    one, other = (
        next(each for each in pdf.annotations() if each["/Contents"] == words)
        for words in ("A young and growing population", "Climate, land and water")
    )
    set_entries(one, A=other["/A"])


def point_bookmark_at_last_page(pdf: EditablePdf) -> None:
    """Let a bookmark lead to the last page."""
    pending = [pdf.catalog["/Outlines"]]
    while pending:
        item = pending.pop()
        pending += [item[key].get_object() for key in ("/First", "/Next") if key in item]
        if item.get("/Title") == "What it costs":
            set_entries(item, Dest=[reference(pdf.pages[-1]), "/XYZ", 0, 800, 0])
            remove_entries(item, "A")


def remove_structure_destinations(pdf: EditablePdf) -> None:
    """Remove the structure destinations of all bookmarks."""
    for bookmark in pdf.bookmarks():
        remove_entries(bookmark["/A"], "SD")


def empty_link(pdf: EditablePdf) -> None:
    """Move the text of a link to its parent."""
    pdf.move_text_to_parent(pdf.find("Link", "whole report"))
    remove_entries(pdf.link("https://example.org/report"), "Contents")


def add_link(pdf: EditablePdf) -> None:
    """Add a link."""
    action = {"/S": "/URI", "/URI": "https://example.net"}
    pdf.tag_annotation(pdf.add_annotation(0, Subtype="/Link", Contents="Buy", A=action), "Link", 0)


def change_licence_links(pdf: EditablePdf) -> None:
    """Let the links to the licence lead to another licence."""
    for each in pdf.annotations():
        if "creativecommons" in each["/A"].get("/URI", ""):
            set_entries(each["/A"], URI="https://creativecommons.org/licenses/by-nc/4.0/")


def add_form_field(pdf: EditablePdf, **entries: Any) -> Any:
    """Add a form field without a structure element."""
    field = pdf.add_annotation(0, Subtype="/Widget", FT="/Tx", T="name", **entries)
    set_entries(pdf.catalog, AcroForm={"/Fields": [reference(field)]})
    return field
