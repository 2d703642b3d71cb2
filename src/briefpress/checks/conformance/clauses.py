"""What a validator's tests of PDF/UA mean, in an editor's words, and which topic they belong to."""

from __future__ import annotations

import re

from briefpress.checks.conformance.ua1_conditions import UA1
from briefpress.checks.conformance.ua2_conditions import SAME, UA2

DEFAULT = "ua-structure"

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
