"""The tests of PDF/UA-1 (ISO 14289-1) in an editor's words, by the topic that they belong to.

A test is named by its clause and its number there, as veraPDF numbers them: `7.18.5-1`.
"""

from __future__ import annotations

from typing import NamedTuple


class Test(NamedTuple):
    """What is wrong where a test fails, and the failure condition of the Matterhorn Protocol 1.1."""

    words: str
    matterhorn: str = ""


UA1: dict[str, dict[str, Test]] = {
    "ua-version": {
        "5-1": Test("the file does not say that it keeps PDF/UA", matterhorn="06-002"),
        "5-2": Test("the file claims another part of PDF/UA than the one it is checked for"),
        "5-3": Test("the metadata write the part of PDF/UA under a wrong prefix"),
        "5-4": Test("the metadata write the amendment of PDF/UA under a wrong prefix"),
        "5-5": Test("the metadata write the corrigendum of PDF/UA under a wrong prefix"),
        "6.1-1": Test("the first line of the file names no version from PDF 1.0 to PDF 1.7"),
    },
    "ua-structure": {
        "6.2-1": Test("the file does not say that it is tagged"),
        "7.1-1": Test("decoration (an artifact) stands inside tagged content", matterhorn="01-003"),
        "7.1-2": Test(
            "tagged content stands inside decoration (an artifact), which is never read out",
            matterhorn="01-004",
        ),
        "7.1-3": Test(
            "something on a page is neither tagged nor marked as decoration", matterhorn="01-005"
        ),
        "7.1-4": Test(
            "the file itself says that its tags may be wrong (Suspects)", matterhorn="01-007"
        ),
        "7.1-5": Test(
            "a tag that the producer made up stands for no standard tag", matterhorn="02-001"
        ),
        "7.1-6": Test("tags stand for each other in a circle", matterhorn="02-003"),
        "7.1-7": Test("a standard tag is made to stand for another", matterhorn="02-004"),
        "7.1-11": Test("the file has no tags at all"),
        "7.1-12": Test("a tag does not say which tag it stands in"),
    },
    "ua-metadata": {
        "7.1-8": Test("the file has no metadata", matterhorn="06-001"),
        "7.1-9": Test("the metadata give no title", matterhorn="06-003"),
        "7.1-10": Test(
            "the window is to show the name of the file, not the title of the document",
            matterhorn="07-001, 07-002",
        ),
    },
    "ua-language": {
        "7.2-2": Test("the language of the bookmarks is not given", matterhorn="11-003"),
        "7.2-21": Test(
            "the language of a replacement text (ActualText) is not given", matterhorn="11-002"
        ),
        "7.2-22": Test("the language of an alternative text is not given", matterhorn="11-002"),
        "7.2-23": Test(
            "the language of a written-out abbreviation is not given", matterhorn="11-002"
        ),
        "7.2-24": Test(
            "the language of the description of a comment or link is not given", matterhorn="11-004"
        ),
        "7.2-25": Test("the language of a form field's label is not given", matterhorn="11-005"),
        "7.2-29": Test("a language is not given as a code such as en-GB or kk"),
        "7.2-30": Test(
            "the language of a replacement text within a line is not given", matterhorn="11-002"
        ),
        "7.2-31": Test(
            "the language of an alternative text within a line is not given", matterhorn="11-002"
        ),
        "7.2-32": Test(
            "the language of an abbreviation within a line is not given", matterhorn="11-002"
        ),
        "7.2-33": Test(
            "the language of the title and other metadata is not given", matterhorn="11-006"
        ),
        "7.2-34": Test("the language of text on a page is not given", matterhorn="11-001"),
    },
    "ua-tables": {
        "7.2-3": Test(
            "a table holds something besides rows, row groups and a caption", matterhorn="09-004"
        ),
        "7.2-4": Test("a table row stands outside a table", matterhorn="09-004"),
        "7.2-5": Test("a table head stands outside a table", matterhorn="09-004"),
        "7.2-6": Test("a table body stands outside a table", matterhorn="09-004"),
        "7.2-7": Test("a table foot stands outside a table", matterhorn="09-004"),
        "7.2-8": Test("a header cell stands outside a table row", matterhorn="09-004"),
        "7.2-9": Test("a table cell stands outside a table row", matterhorn="09-004"),
        "7.2-10": Test("a table row holds something besides cells", matterhorn="09-004"),
        "7.2-11": Test("a table has more than one head", matterhorn="09-004"),
        "7.2-12": Test("a table has more than one foot", matterhorn="09-004"),
        "7.2-13": Test("a table has a foot but no body", matterhorn="09-004"),
        "7.2-14": Test("a table has a head but no body", matterhorn="09-004"),
        "7.2-15": Test("cells of a table overlap"),
        "7.2-16": Test("the caption of a table stands in the middle of it", matterhorn="09-004"),
        "7.2-36": Test("a table head holds something besides rows", matterhorn="09-004"),
        "7.2-37": Test("a table body holds something besides rows", matterhorn="09-004"),
        "7.2-38": Test("a table foot holds something besides rows", matterhorn="09-004"),
        "7.2-39": Test("a table has more than one caption", matterhorn="09-004"),
        "7.2-41": Test("the columns of a table are not equally long"),
        "7.2-42": Test("the rows of a table are not equally long"),
        "7.2-43": Test("the rows of a table are not equally long"),
        "7.5-1": Test(
            "it cannot be told which header cells a table cell belongs to", matterhorn="15-003"
        ),
        "7.5-2": Test("a table cell names a header cell that does not exist"),
    },
    "ua-lists": {
        "7.2-17": Test("a list item stands outside a list", matterhorn="09-005"),
        "7.2-18": Test("the body of a list item stands outside a list item", matterhorn="09-005"),
        "7.2-19": Test(
            "a list holds something besides items, lists and a caption", matterhorn="09-005"
        ),
        "7.2-20": Test(
            "a list item holds something besides its label and its body", matterhorn="09-005"
        ),
        "7.2-40": Test("the caption of a list does not come first", matterhorn="09-005"),
    },
    "ua-contents": {
        "7.2-26": Test("an entry of a table of contents stands outside one", matterhorn="09-006"),
        "7.2-27": Test(
            "a table of contents holds something besides entries and a caption", matterhorn="09-006"
        ),
        "7.2-28": Test(
            "the caption of a table of contents does not come first", matterhorn="09-006"
        ),
    },
    "ua-graphics": {"7.3-1": Test("a figure has no alternative text", matterhorn="13-004")},
    "ua-headings": {
        "7.4.2-1": Test("a heading skips a level", matterhorn="14-002, 14-003"),
        "7.4.4-1": Test(
            "a section has two headings of the unnumbered kind (H)", matterhorn="14-006"
        ),
        "7.4.4-2": Test(
            "numbered (H1, H2 …) and unnumbered headings (H) are mixed", matterhorn="14-007"
        ),
        "7.4.4-3": Test(
            "numbered (H1, H2 …) and unnumbered headings (H) are mixed", matterhorn="14-007"
        ),
    },
    "ua-math": {"7.7-1": Test("a formula has no alternative text", matterhorn="17-002")},
    "ua-notes": {
        "7.9-1": Test("a note has no ID", matterhorn="19-003"),
        "7.9-2": Test("two notes have the same ID", matterhorn="19-004"),
    },
    "ua-layers": {
        "7.10-1": Test("a set of layers has no name", matterhorn="20-001, 20-002"),
        "7.10-2": Test("layers switch on and off by themselves (AS)", matterhorn="20-003"),
    },
    "ua-files": {"7.11-1": Test("an attached file has no name", matterhorn="21-001, 28-016")},
    "ua-forms": {
        "7.15-1": Test(
            "the file is a form whose layout is made when it is opened (XFA)", matterhorn="25-001"
        ),
        "7.18.1-3": Test("a form field has no label", matterhorn="28-005"),
        "7.18.4-1": Test("a form field is not tagged as one (Form)", matterhorn="28-010"),
        "7.18.4-2": Test("the tag of a form field holds something besides this field"),
    },
    "ua-security": {
        "7.16-1": Test(
            "the file's protection keeps a screen reader out", matterhorn="26-001, 26-002"
        ),
    },
    "ua-annotations": {
        "7.18.1-1": Test(
            "a comment or other annotation is not tagged as one (Annot)",
            matterhorn="28-002, 28-006",
        ),
        "7.18.1-2": Test("a comment or other annotation has no description", matterhorn="28-004"),
        "7.18.2-1": Test(
            "the file holds a printer's trap network, which is not allowed", matterhorn="28-007"
        ),
        "7.18.3-1": Test(
            "the tab key does not follow the order of the tags", matterhorn="28-008, 28-009"
        ),
        "7.18.6.2-1": Test("a media clip does not say of what kind it is", matterhorn="28-014"),
        "7.18.6.2-2": Test("a media clip has no alternative text", matterhorn="28-015"),
        "7.18.8-1": Test("a printer's mark is tagged as if it were content", matterhorn="28-017"),
    },
    "ua-links": {
        "7.18.5-1": Test("a link is not tagged as a link", matterhorn="28-011"),
        "7.18.5-2": Test("a link has no description", matterhorn="28-012"),
    },
    "ua-xobjects": {
        "7.20-1": Test("a page shows a part of another file", matterhorn="30-001"),
        "7.20-2": Test(
            "tagged content is drawn in several places, but tagged only once", matterhorn="30-002"
        ),
    },
    "ua-text": {
        "7.21.7-1": Test(
            "it cannot be told which letter a glyph stands for", matterhorn="10-001, 17-003, 31-027"
        ),
        "7.21.7-2": Test(
            "a glyph stands for a character that is none", matterhorn="31-028, 31-029"
        ),
        "7.21.8-1": Test("text holds a character that its font lacks", matterhorn="31-030"),
    },
    "ua-fonts": {
        "7.21.3.1-1": Test(
            "a font and its encoding belong to different character sets",
            matterhorn="31-001, 31-002, 31-003",
        ),
        "7.21.3.2-1": Test(
            "a font does not say which of its glyphs is which (CIDToGIDMap)",
            matterhorn="31-004, 31-005",
        ),
        "7.21.3.3-1": Test("the encoding of a font is not embedded (CMap)", matterhorn="31-006"),
        "7.21.3.3-2": Test(
            "a font's encoding contradicts itself on writing direction", matterhorn="31-007"
        ),
        "7.21.3.3-3": Test(
            "the encoding of a font relies on another that is not there", matterhorn="31-008"
        ),
        "7.21.4.1-1": Test("a font is not embedded", matterhorn="31-009"),
        "7.21.4.1-2": Test("an embedded font lacks glyphs that are used", matterhorn="31-011"),
        "7.21.4.2-1": Test(
            "the list of a font's glyphs is wrong (CharSet)", matterhorn="31-012, 31-013"
        ),
        "7.21.4.2-2": Test(
            "the list of a font's glyphs is wrong (CIDSet)", matterhorn="31-014, 31-015"
        ),
        "7.21.5-1": Test(
            "a glyph's width differs between the file and its font", matterhorn="31-016"
        ),
        "7.21.6-1": Test(
            "a font has no table of which letter is which glyph (cmap)", matterhorn="31-017"
        ),
        "7.21.6-2": Test(
            "the encoding of a font of letters is not a standard one",
            matterhorn="31-019, 31-020, 31-021, 31-022, 31-023",
        ),
        "7.21.6-3": Test("a font of symbols is given an encoding of letters", matterhorn="31-024"),
        "7.21.6-4": Test(
            "a font of symbols has no usable table of its glyphs", matterhorn="31-025, 31-026"
        ),
    },
}
