"""The failure conditions of the Matterhorn Protocol 1.1 (PDF Association, CC BY 4.0), in our words.

The protocol says of each whether a program can find it (M), a person has to judge it (H), or there is
nothing to test (-).
"""

from __future__ import annotations

from typing import NamedTuple

# Number, who finds it, what is wrong and, for those that documents rarely have, what they are about.
_CONDITIONS = """
01-001 H decoration is tagged as content
01-002 H content is marked as decoration
01-003 M decoration stands inside tagged content
01-004 M tagged content stands inside decoration
01-005 M content is neither tagged nor marked as decoration
01-006 H a tag or its attributes do not mean what it holds
01-007 M the file says that its tags may be wrong
02-001 M the role of a tag of its own ends at no standard tag
02-002 H a tag of its own has a role that means something else | tags of its own
02-003 M roles of tags lead in a circle
02-004 M a standard tag is given another role
03-001 H an action makes something flicker | actions
03-002 H a film or animation flickers | sound and video
03-003 H a script makes something flicker | scripts
04-001 H something is told by colour, contrast or layout alone
05-001 H a film has sound that is not there in another form | sound and video
05-002 H a recording is not there in another form | sound and video
05-003 H a script beeps, and gives no other sign | scripts
06-001 M there are no XMP metadata
06-002 M the metadata do not claim PDF/UA
06-003 M the metadata have no title
06-004 H the title does not tell the document from others
07-001 M nothing says whether the title is shown
07-002 M the name of the file is shown, and not the title
08-001 H text that a program read in a scan has mistakes | scanned pages
08-002 H text that a program read in a scan is not tagged | scanned pages
09-001 H tags are not in the order in which one reads
09-002 H tags stand in others that cannot mean that
09-003 H a tag does not mean what it holds, its role regarded
09-004 M the parts of a table are put together wrongly
09-005 M the parts of a list are put together wrongly
09-006 M the parts of a table of contents are put together wrongly
09-007 M the parts of ruby text are put together wrongly | ruby text
09-008 M the parts of warichu text are put together wrongly | warichu text
10-001 M it cannot be told which character a code stands for
11-001 M the language of text is not known
11-002 M the language of a description, replacement text or expansion is not known
11-003 M the language of bookmarks is not known
11-004 M the language of what an annotation says is not known
11-005 M the language of the name of a form field is not known
11-006 M the language of the metadata is not known
11-007 H a language is given that is not that of the text
12-001 H stretched characters, such as large brackets, are not read as what they are | stretched characters
13-001 H a graphic is not tagged as a figure
13-002 H a link with a graphic behind it does not describe both | graphics behind links
13-003 H a caption is not tagged as one
13-004 M a figure has neither a description nor replacement text
13-005 H a figure has replacement text where a description belongs
13-006 H pictures that mean something only together are tagged one by one
13-007 H something is a picture that could be text or tags
13-008 H a picture of text has no replacement text
14-001 H a heading is not tagged as one
14-002 M the first heading is not of the first level
14-003 M a level of headings is skipped
14-004 H levels of headings are not written in Arabic numerals
14-005 H a heading below the sixth level is not tagged with its level | seven levels of headings
14-006 M an element holds several headings without levels
14-007 M headings with and without levels are mixed
15-001 H the heading of a row is not tagged as one
15-002 H the heading of a column is not tagged as one
15-003 M a heading does not say whether it heads a row or a column
15-004 H something is tagged as a table that has no rows and columns
15-005 H it is not clear which headings a cell has
16-001 H an ordered list does not say how it is numbered
16-002 H an ordered list names a numbering that is none
16-003 H a list is not tagged as one
17-001 H a formula is not tagged as one | formulas
17-002 M a formula has no description
17-003 M it cannot be told which characters a formula has
18-001 H heads and feet of pages are not marked as such
18-002 H heads and feet of pages are not told from each other
19-001 H a note is not tagged as one
19-002 H the call of a note is not tagged as a reference
19-003 M a note has no identifier
19-004 M two notes have one identifier
20-001 M a configuration of layers has no name
20-002 M the usual configuration of layers has no name
20-003 M a configuration of layers changes by itself
21-001 M an embedded file has no name
22-001 H article threads do not follow the order in which one reads | article threads
23-001 - digital signatures: other conditions are about their fields
24-001 H a form to be filled in on paper is not tagged as one | forms
25-001 M a form is laid out when it is opened (XFA)
26-001 M an encrypted file does not say what is allowed
26-002 M an encrypted file is closed to assistive technology
27-001 - navigation: other conditions are about headings and bookmarks
28-001 H an annotation is not where one reads it
28-002 M an annotation is not tagged as one
28-003 H an annotation that only decorates is tagged as more | annotations other than links
28-004 M an annotation has no description
28-005 M a form field has no name
28-006 M an annotation of an unknown kind is not tagged, described or hidden
28-007 M there is a trap network
28-008 M a page with annotations gives no order for the tab key
28-009 M a page with annotations has an order for the tab key other than that of the tags
28-010 M a form field is not tagged as one
28-011 M a link is not tagged as one
28-012 M a link has no description
28-013 H a picture whose parts are links has no other way to follow them | pictures whose parts are links
28-014 M a clip does not say what kind of media it is
28-015 M a clip has no alternative
28-016 M an attached file that is shown on a page is not named as it should be
28-017 M a printer's mark is tagged
28-018 M what a printer's mark shows is not marked as decoration | printer's marks as annotations
29-001 H a script asks for keys to be pressed at certain moments | scripts
30-001 M a part of another file is shown by reference
30-002 M a tagged part is used several times
31-001 M a font and its encoding are of different registries
31-002 M a font and its encoding have characters in different orders
31-003 M a font and its encoding are of different supplements
31-004 M a font does not say which glyphs its characters have
31-005 M a font lacks the entry for the glyphs of its characters
31-006 M an encoding is neither a known one nor embedded
31-007 M an encoding says two things about the direction of writing
31-008 M an encoding builds on one that is not known
31-009 M a font is not embedded
31-010 H a font is embedded that may not be embedded for everyone
31-011 M an embedded font lacks glyphs that are used
31-012 M the list of characters of a font lacks some
31-013 M the list of characters of a font names some that it lacks
31-014 M the list of glyphs of a font lacks some
31-015 M the list of glyphs of a font names some that it lacks
31-016 M glyphs are not as wide as the file says
31-017 M a font of letters has no table of its glyphs
31-018 M a glyph cannot be found by the tables of a font of letters
31-019 M a font of letters has no encoding
31-020 M the encoding of a font of letters builds on none
31-021 M the encoding of a font of letters is not a standard one
31-022 M the encoding of a font of letters has glyphs with names of its own
31-023 M a font of letters with changes in its encoding has no table of Unicode
31-024 M a font of symbols has an encoding of letters
31-025 M a font of symbols has no table of its glyphs
31-026 M a font of symbols has several tables of its glyphs, and not the one to use
31-027 M it cannot be told which characters the glyphs of a font stand for
31-028 M a glyph stands for the character zero
31-029 M a glyph stands for a character that is none
31-030 M text uses a glyph that its font lacks
"""


class Condition(NamedTuple):
    """A failure condition.

    `found_by` is M for a program, H for a person, and - for nobody, as there is no test; `about` names
    what documents rarely have.
    """

    number: str
    found_by: str
    title: str
    about: str


def _conditions() -> dict[str, Condition]:
    rows = {}
    for line in _CONDITIONS.strip().splitlines():
        number, found_by, words = line.split(maxsplit=2)
        title, _, about = words.partition(" | ")
        rows[number] = Condition(number, found_by, title, about)
    return rows


CONDITIONS = _conditions()
