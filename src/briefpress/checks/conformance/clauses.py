"""What the engines' tests of PDF/UA mean, in an editor's words, by the topic that they belong to.

A test is named by its clause and its number there, as veraPDF numbers them: `7.18.5-1`. PDF/UA-1
is ISO 14289-1, PDF/UA-2 is ISO 14289-2; `Table 5. L-P` are tests of which structure element may
hold which (ISO/TS 32005).
"""

from __future__ import annotations

import re
from typing import NamedTuple

DEFAULT = "ua-structure"


class Test(NamedTuple):
    """What is wrong where a test fails, and the failure condition of the Matterhorn Protocol 1.1."""

    words: str
    matterhorn: str = ""


UA1: dict[str, dict[str, Test]] = {
    "ua-version": {
        "5-1": Test("the file does not say that it keeps PDF/UA", "06-002"),
        "5-2": Test("the file claims another part of PDF/UA than the one it is checked for"),
        "5-3": Test("the metadata write the part of PDF/UA under a wrong prefix"),
        "5-4": Test("the metadata write the amendment of PDF/UA under a wrong prefix"),
        "5-5": Test("the metadata write the corrigendum of PDF/UA under a wrong prefix"),
        "6.1-1": Test("the first line of the file names no version from PDF 1.0 to PDF 1.7"),
    },
    "ua-structure": {
        "6.2-1": Test("the file does not say that it is tagged"),
        "7.1-1": Test("decoration (an artifact) stands inside tagged content", "01-003"),
        "7.1-2": Test(
            "tagged content stands inside decoration (an artifact), which is never read out",
            "01-004",
        ),
        "7.1-3": Test("something on a page is neither tagged nor marked as decoration", "01-005"),
        "7.1-4": Test("the file itself says that its tags may be wrong (Suspects)", "01-007"),
        "7.1-5": Test("a tag that the producer made up stands for no standard tag", "02-001"),
        "7.1-6": Test("tags stand for each other in a circle", "02-003"),
        "7.1-7": Test("a standard tag is made to stand for another", "02-004"),
        "7.1-11": Test("the file has no tags at all"),
        "7.1-12": Test("a tag does not say which tag it stands in"),
    },
    "ua-metadata": {
        "7.1-8": Test("the file has no metadata", "06-001"),
        "7.1-9": Test("the metadata give no title", "06-003"),
        "7.1-10": Test(
            "the window is to show the name of the file, not the title of the document",
            "07-001, 07-002",
        ),
    },
    "ua-language": {
        "7.2-2": Test("the language of the bookmarks is not given", "11-003"),
        "7.2-21": Test("the language of a replacement text (ActualText) is not given", "11-002"),
        "7.2-22": Test("the language of an alternative text is not given", "11-002"),
        "7.2-23": Test("the language of a written-out abbreviation is not given", "11-002"),
        "7.2-24": Test(
            "the language of the description of a comment or link is not given", "11-004"
        ),
        "7.2-25": Test("the language of a form field's label is not given", "11-005"),
        "7.2-29": Test("a language is not given as a code such as en-GB or kk"),
        "7.2-30": Test("the language of a replacement text within a line is not given", "11-002"),
        "7.2-31": Test("the language of an alternative text within a line is not given", "11-002"),
        "7.2-32": Test("the language of an abbreviation within a line is not given", "11-002"),
        "7.2-33": Test("the language of the title and other metadata is not given", "11-006"),
        "7.2-34": Test("the language of text on a page is not given", "11-001"),
    },
    "ua-tables": {
        "7.2-3": Test("a table holds something besides rows, row groups and a caption", "09-004"),
        "7.2-4": Test("a table row stands outside a table", "09-004"),
        "7.2-5": Test("a table head stands outside a table", "09-004"),
        "7.2-6": Test("a table body stands outside a table", "09-004"),
        "7.2-7": Test("a table foot stands outside a table", "09-004"),
        "7.2-8": Test("a header cell stands outside a table row", "09-004"),
        "7.2-9": Test("a table cell stands outside a table row", "09-004"),
        "7.2-10": Test("a table row holds something besides cells", "09-004"),
        "7.2-11": Test("a table has more than one head", "09-004"),
        "7.2-12": Test("a table has more than one foot", "09-004"),
        "7.2-13": Test("a table has a foot but no body", "09-004"),
        "7.2-14": Test("a table has a head but no body", "09-004"),
        "7.2-15": Test("cells of a table overlap"),
        "7.2-16": Test("the caption of a table stands in the middle of it", "09-004"),
        "7.2-36": Test("a table head holds something besides rows", "09-004"),
        "7.2-37": Test("a table body holds something besides rows", "09-004"),
        "7.2-38": Test("a table foot holds something besides rows", "09-004"),
        "7.2-39": Test("a table has more than one caption", "09-004"),
        "7.2-41": Test("the columns of a table are not equally long"),
        "7.2-42": Test("the rows of a table are not equally long"),
        "7.2-43": Test("the rows of a table are not equally long"),
        "7.5-1": Test("it cannot be told which header cells a table cell belongs to", "15-003"),
        "7.5-2": Test("a table cell names a header cell that does not exist"),
    },
    "ua-lists": {
        "7.2-17": Test("a list item stands outside a list", "09-005"),
        "7.2-18": Test("the body of a list item stands outside a list item", "09-005"),
        "7.2-19": Test("a list holds something besides items, lists and a caption", "09-005"),
        "7.2-20": Test("a list item holds something besides its label and its body", "09-005"),
        "7.2-40": Test("the caption of a list does not come first", "09-005"),
    },
    "ua-contents": {
        "7.2-26": Test("an entry of a table of contents stands outside one", "09-006"),
        "7.2-27": Test(
            "a table of contents holds something besides entries and a caption", "09-006"
        ),
        "7.2-28": Test("the caption of a table of contents does not come first", "09-006"),
    },
    "ua-graphics": {"7.3-1": Test("a figure has no alternative text", "13-004")},
    "ua-headings": {
        "7.4.2-1": Test("a heading skips a level", "14-002, 14-003"),
        "7.4.4-1": Test("a section has two headings of the unnumbered kind (H)", "14-006"),
        "7.4.4-2": Test("numbered (H1, H2 …) and unnumbered headings (H) are mixed", "14-007"),
        "7.4.4-3": Test("numbered (H1, H2 …) and unnumbered headings (H) are mixed", "14-007"),
    },
    "ua-math": {"7.7-1": Test("a formula has no alternative text", "17-002")},
    "ua-notes": {
        "7.9-1": Test("a note has no ID", "19-003"),
        "7.9-2": Test("two notes have the same ID", "19-004"),
    },
    "ua-layers": {
        "7.10-1": Test("a set of layers has no name", "20-001, 20-002"),
        "7.10-2": Test("layers switch on and off by themselves (AS)", "20-003"),
    },
    "ua-files": {"7.11-1": Test("an attached file has no name", "21-001")},
    "ua-forms": {
        "7.15-1": Test("the file is a form whose layout is made when it is opened (XFA)", "25-001"),
        "7.18.1-3": Test("a form field has no label", "28-005"),
        "7.18.4-1": Test("a form field is not tagged as one (Form)", "28-010"),
        "7.18.4-2": Test("the tag of a form field holds something besides this field"),
    },
    "ua-security": {
        "7.16-1": Test("the file's protection keeps a screen reader out", "26-001, 26-002"),
    },
    "ua-annotations": {
        "7.18.1-1": Test("a comment or other annotation is not tagged as one (Annot)", "28-002"),
        "7.18.1-2": Test("a comment or other annotation has no description", "28-004"),
        "7.18.2-1": Test("the file holds a printer's trap network, which is not allowed", "28-007"),
        "7.18.3-1": Test("the tab key does not follow the order of the tags", "28-008, 28-009"),
        "7.18.6.2-1": Test("a media clip does not say of what kind it is", "28-014"),
        "7.18.6.2-2": Test("a media clip has no alternative text", "28-015"),
        "7.18.8-1": Test("a printer's mark is tagged as if it were content", "28-017"),
    },
    "ua-links": {
        "7.18.5-1": Test("a link is not tagged as a link", "28-011"),
        "7.18.5-2": Test("a link has no description", "28-012"),
    },
    "ua-xobjects": {
        "7.20-1": Test("a page shows a part of another file", "30-001"),
        "7.20-2": Test("tagged content is drawn in several places, but tagged only once", "30-002"),
    },
    "ua-text": {
        "7.21.7-1": Test("it cannot be told which letter a glyph stands for", "10-001, 31-027"),
        "7.21.7-2": Test("a glyph stands for a character that is none", "31-028, 31-029"),
        "7.21.8-1": Test("text holds a character that its font lacks", "31-030"),
    },
    "ua-fonts": {
        "7.21.3.1-1": Test(
            "a font and its encoding belong to different character sets", "31-001, 31-002, 31-003"
        ),
        "7.21.3.2-1": Test(
            "a font does not say which of its glyphs is which (CIDToGIDMap)", "31-004, 31-005"
        ),
        "7.21.3.3-1": Test("the encoding of a font is not embedded (CMap)", "31-006"),
        "7.21.3.3-2": Test("a font's encoding contradicts itself on writing direction", "31-007"),
        "7.21.3.3-3": Test("the encoding of a font relies on another that is not there", "31-008"),
        "7.21.4.1-1": Test("a font is not embedded", "31-009"),
        "7.21.4.1-2": Test("an embedded font lacks glyphs that are used", "31-011"),
        "7.21.4.2-1": Test("the list of a font's glyphs is wrong (CharSet)", "31-012, 31-013"),
        "7.21.4.2-2": Test("the list of a font's glyphs is wrong (CIDSet)", "31-014, 31-015"),
        "7.21.5-1": Test("a glyph's width differs between the file and its font", "31-016"),
        "7.21.6-1": Test("a font has no table of which letter is which glyph (cmap)", "31-017"),
        "7.21.6-2": Test("the encoding of a font of letters is not a standard one"),
        "7.21.6-3": Test("a font of symbols is given an encoding of letters", "31-024"),
        "7.21.6-4": Test("a font of symbols has no usable table of its glyphs", "31-025, 31-026"),
    },
}

# Tests of PDF/UA-2 that ask what one of PDF/UA-1 does.
SAME = {
    "5-1": "5-1",
    "5-2": "5-2",
    "5-3": "5-3",
    "6.2-1": "6.2-1",
    "8.2.1-1": "7.1-11",
    "8.2.1-2": "7.1-12",
    "8.2.2-1": "7.1-3",
    "8.2.4-1": "7.1-5",
    "8.2.4-2": "7.1-6",
    "8.2.4-4": "7.1-7",
    "8.2.5.26-1": "7.2-15",
    "8.2.5.26-2": "7.2-41",
    "8.2.5.26-3": "7.2-42",
    "8.2.5.26-4": "7.2-43",
    "8.2.5.26-5": "7.5-1",
    "8.2.5.26-6": "7.5-2",
    "8.2.5.28.2-1": "7.3-1",
    "8.4.4-2": "7.2-29",
    "8.4.5.3.1-1": "7.21.3.1-1",
    "8.4.5.3.2-1": "7.21.3.2-1",
    "8.4.5.4-1": "7.21.3.3-1",
    "8.4.5.4-2": "7.21.3.3-2",
    "8.4.5.4-3": "7.21.3.3-3",
    "8.4.5.5.1-1": "7.21.4.1-1",
    "8.4.5.5.1-2": "7.21.4.1-2",
    "8.4.5.6-1": "7.21.5-1",
    "8.4.5.7-1": "7.21.6-1",
    "8.4.5.7-2": "7.21.6-2",
    "8.4.5.7-3": "7.21.6-3",
    "8.4.5.7-4": "7.21.6-4",
    "8.4.5.8-1": "7.21.7-1",
    "8.4.5.8-2": "7.21.7-2",
    "8.4.5.9-1": "7.21.8-1",
    "8.7-1": "7.10-1",
    "8.7-2": "7.10-2",
    "8.9.2.3-1": "7.18.1-1",
    "8.9.2.4.14-1": "7.18.8-1",
    "8.9.2.4.15-1": "7.18.2-1",
    "8.10.1-1": "7.18.4-1",
    "8.10.1-3": "7.15-1",
    "8.10.2.3-1": "7.18.1-3",
    "8.11.1-1": "7.1-9",
    "8.11.1-2": "7.1-8",
    "8.11.2-1": "7.1-10",
}

# What PDF/UA-2 asks besides.
UA2: dict[str, dict[str, str]] = {
    "ua-version": {
        "5-4": "the metadata write the revision of PDF/UA under a wrong prefix",
        "5-5": "the metadata do not name the year of PDF/UA-2, which is 2024",
        "6.1-1": "the file is not of version PDF 2.0",
    },
    "ua-structure": {
        "8.2.4-3": "a tag is made to stand for another of the same set of tags",
        "8.2.5.2-1": "not all tags stand in one Document tag",
        "8.2.5.2-2": "the Document tag is not the one of PDF 2.0",
        "8.2.5.23-1": "a reading aid to East Asian script (Ruby) is put together wrongly",
        "8.2.5.24-1": "a note in East Asian script (Warichu) is put together wrongly",
        "8.2.5.27-1": "a caption stands in the middle of what it belongs to",
        "Table 5. StructTreeRoot-Document-1": "not all tags stand in one Document tag",
    },
    "ua-language": {"8.4.4-1": "the language of the document is not given"},
    "ua-text": {
        "8.4.3-1": "a private character has no text that says what it means",
        "8.4.3-2": "a replacement text (ActualText) holds private characters",
        "8.4.3-3": "an alternative text holds private characters",
        "8.6-1": "a title, bookmark or other text for readers holds private characters",
    },
    "ua-lists": {
        "8.2.5.25-1": "a list with labels does not say how it is numbered (ListNumbering)",
        "8.2.5.25-2": "text of a list item stands outside its label and its body",
    },
    "ua-contents": {"8.2.5.8-1": "an entry of a table of contents does not say what it points to"},
    "ua-headings": {"8.2.5.12-1": "a heading is of the unnumbered kind (H)"},
    "ua-graphics": {"8.10.3.5-1": "a picture in a signature has no alternative text"},
    "ua-math": {"8.2.5.29-1": "mathematics (MathML) stands outside a Formula tag"},
    "ua-notes": {
        "8.2.5.14-1": "a note is tagged as in PDF 1.7 (Note) and not as in PDF 2.0 (FENote)",
        "8.2.5.14-2": "a note does not point back to the place that refers to it",
        "8.2.5.14-3": "the place that a note points back to does not refer to the note",
        "8.2.5.14-4": "a note does not say whether it is a footnote or an endnote",
    },
    "ua-files": {
        "8.9.2.4.10-1": "an attached file does not say how it relates to the document",
        "8.14.1-1": "an attached file has no description",
    },
    "ua-forms": {
        "8.9.2.4.13-1": "a form field without any size is tagged as if it were content",
        "8.10.1-2": "one tag holds several form fields",
        "8.10.2.3-2": "a form field that does something has no description",
        "8.10.3.3-1": "the plain and the formatted text of a form field differ",
    },
    "ua-annotations": {
        "8.9.2.2-1": "an invisible annotation is tagged as if it were content",
        "8.9.2.2-2": "an annotation that is never shown is tagged as if it were content",
        "8.9.2.3-2": "the plain and the formatted text of a comment differ",
        "8.9.2.4.7-1": "a stamp has neither a name nor a description",
        "8.9.2.4.8-1": "a drawing by hand has no description",
        "8.9.2.4.9-1": "the pop-up window of a comment is tagged as if it were content",
        "8.9.2.4.11-1": "the file holds a sound of a kind that is not allowed",
        "8.9.2.4.11-2": "the file holds a film of a kind that is not allowed",
        "8.9.2.4.12-1": "a place for media on a page has no description",
        "8.9.2.4.16-1": "a watermark is neither tagged as one (Annot) nor marked as decoration",
        "8.9.2.4.19-1": "a 3D object has no description",
        "8.9.2.4.19-2": "a media object has no description",
        "8.9.3.3-1": "a page does not say in which order the tab key goes",
        "8.9.4.2-1": "a comment or link is described differently in two places",
    },
    "ua-links": {
        "8.2.5.20-1": "a link is not tagged as a link",
        "8.2.5.20-2": "links to different places share one tag",
    },
    "ua-destinations": {
        "8.8-1": "a bookmark or link points to a place on a page, not to a tag",
        "8.8-2": "an action points to a place on a page, not to a tag",
    },
}

# Where a test belongs that no table names: the longest of these that its clause starts with.
_CHAPTERS = {
    "5": "ua-version",
    "7.3": "ua-graphics",
    "7.4": "ua-headings",
    "7.5": "ua-tables",
    "7.6": "ua-lists",
    "7.7": "ua-math",
    "7.9": "ua-notes",
    "7.10": "ua-layers",
    "7.11": "ua-files",
    "7.15": "ua-forms",
    "7.16": "ua-security",
    "7.18": "ua-annotations",
    "7.18.4": "ua-forms",
    "7.18.5": "ua-links",
    "7.18.7": "ua-files",
    "7.20": "ua-xobjects",
    "7.21": "ua-fonts",
    "7.21.7": "ua-text",
    "8.2.5.8": "ua-contents",
    "8.2.5.12": "ua-headings",
    "8.2.5.14": "ua-notes",
    "8.2.5.20": "ua-links",
    "8.2.5.25": "ua-lists",
    "8.2.5.26": "ua-tables",
    "8.2.5.28": "ua-graphics",
    "8.2.5.29": "ua-math",
    "8.4.3": "ua-text",
    "8.4.4": "ua-language",
    "8.4.5": "ua-fonts",
    "8.4.5.8": "ua-text",
    "8.6": "ua-text",
    "8.7": "ua-layers",
    "8.8": "ua-destinations",
    "8.9": "ua-annotations",
    "8.10": "ua-forms",
    "8.11": "ua-metadata",
    "8.14": "ua-files",
}

# What a tag in a wrong place is about; the tag that stands wrongly counts before the one around it.
_FAMILIES = {
    "ua-tables": {"Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"},
    "ua-lists": {"L", "LI", "Lbl", "LBody"},
    "ua-contents": {"TOC", "TOCI"},
    "ua-headings": {"H", "Hn", "Title"},
    "ua-notes": {"FENote", "Note"},
    "ua-math": {"Formula", "math"},
    "ua-forms": {"Form"},
    "ua-annotations": {"Annot"},
    "ua-links": {"Link", "Reference"},
}
_NESTING = re.compile(r"Table \d+\. (\w+)-(\w+)")

_UA1 = {name: (topic, test.words) for topic, tests in UA1.items() for name, test in tests.items()}
_UA2 = {name: _UA1[same] for name, same in SAME.items()} | {
    name: (topic, words) for topic, tests in UA2.items() for name, words in tests.items()
}
_MATTERHORN = {name: test.matterhorn for tests in UA1.values() for name, test in tests.items()}


def meaning(part: int, clause: str, test: int, message: str) -> tuple[str, str]:
    """Return the topic of a test of that part of PDF/UA, and what is wrong where it fails.

    `message` is what the engine says: it stands where there are no better words.
    """
    known = (_UA1 if part == 1 else _UA2).get(f"{clause}-{test}")
    if known:
        return known
    nested = _NESTING.fullmatch(clause)
    if nested:
        return _nesting(nested[1], nested[2], message)
    return _topic(clause), message


def matterhorn(part: int, clause: str, test: int) -> str:
    """Return the failure conditions of the Matterhorn Protocol, which is about PDF/UA-1 only."""
    return _MATTERHORN.get(f"{clause}-{test}", "") if part == 1 else ""


def _topic(clause: str) -> str:
    while clause:
        if clause in _CHAPTERS:
            return _CHAPTERS[clause]
        clause = clause.rpartition(".")[0]
    return DEFAULT


def _nesting(parent: str, child: str, message: str) -> tuple[str, str]:
    topics = (topic for tag in (child, parent) for topic, tags in _FAMILIES.items() if tag in tags)
    around = "outside all tags" if parent == "StructTreeRoot" else f"directly in a tag {parent}"
    if child == "content":
        words = f"text or a picture stands {around}, without a tag of its own"
    elif "more than one" in message:
        words = f"a tag {parent} holds more than one tag {child}"
    else:
        words = f"a tag {child} stands {around}, where it is not allowed"
    return next(topics, DEFAULT), words
