"""The rules on a content file and its YAML."""

from __future__ import annotations

from briefpress.findings import Rule, Severity

NOT_UTF_8 = Rule(
    id="not-utf-8",
    severity=Severity.ERROR,
    title="The file is UTF-8",
    why="In another encoding, letters beyond English are lost or come out as others.",
    mend="save it as UTF-8 in the editor",
)
YAML_SIZE = Rule(
    id="yaml-size",
    severity=Severity.ERROR,
    title="The file is no larger than a brief can be",
    why="A file of many megabytes or values keeps the machine busy, and is no brief.",
    mend="a brief is text: keep pictures and data in files of their own",
)
YAML_CONTROL = Rule(
    id="yaml-control",
    severity=Severity.ERROR,
    title="The text holds no control characters",
    why="They cannot be printed, and a screen reader stumbles over them.",
    mend="delete it",
)
YAML_TAB = Rule(
    id="yaml-tab",
    severity=Severity.ERROR,
    title="Lines are indented with spaces",
    why="YAML does not allow tabs there, so that the file cannot be read.",
    mend="use spaces, two for each level",
)
YAML_SYNTAX = Rule(
    id="yaml-syntax",
    severity=Severity.ERROR,
    title="The file is YAML",
    why="What cannot be read as YAML cannot be printed.",
    mend="compare the line with those around it",
)
YAML_ALIAS = Rule(
    id="yaml-alias",
    severity=Severity.ERROR,
    title="The file holds no aliases",
    why="YAML takes a word after a star for a reference to another place, and not for text.",
    mend="write the text out, or put it in quotes if it begins with a star",
)
YAML_TAG = Rule(
    id="yaml-tag",
    severity=Severity.ERROR,
    title="The file holds no YAML tags",
    why="YAML takes a word after an exclamation mark for an instruction, and not for text.",
    mend="delete the word that begins with an exclamation mark, or put the text in quotes",
)
YAML_ANCHOR = Rule(
    id="yaml-anchor",
    severity=Severity.ERROR,
    title="The file holds no anchors",
    why="YAML takes a word after an ampersand for a name, and would not print it.",
    mend="put the text in quotes, or delete the word",
)
YAML_KEY = Rule(
    id="yaml-key",
    severity=Severity.ERROR,
    title="Every key is a word",
    why="No field of a brief has a list or a group of fields as its name.",
    mend="use a word as the key",
)
YAML_DOCUMENTS = Rule(
    id="yaml-documents",
    severity=Severity.ERROR,
    title="The file holds one YAML document",
    why="A file is one brief: of a second document, nothing would be printed.",
    mend="keep one brief in a file, and delete the line ---",
)
DUPLICATE_KEY = Rule(
    id="duplicate-key",
    severity=Severity.ERROR,
    title="No key is given twice in a group",
    why="Only one of the two values would be printed, and the other would be lost unnoticed.",
    mend="keep one of them, or rename one",
)
NOT_A_BRIEF = Rule(
    id="not-a-brief",
    severity=Severity.ERROR,
    title="The file holds the fields of a brief",
    why="A list, plain text or an empty file gives nothing to print.",
    mend="begin with: title: …",
)
NOT_SHARED = Rule(
    id="not-shared",
    severity=Severity.ERROR,
    title="A series shares only what all its briefs have in common",
    why="A title or a text in the shared file would be in every brief of the series.",
    mend="move it into the briefs",
)
