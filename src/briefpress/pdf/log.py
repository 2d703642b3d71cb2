"""What is reported while a document is printed: by WeasyPrint, in its log, and by our own tagging."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from briefpress.content import IMAGE_MISSING
from briefpress.findings import Location, Severity
from briefpress.pdf.rules import (
    CSS,
    DUPLICATE_ID,
    ENGINE,
    FONT_MISSING,
    LINK_ANCHOR,
    MISSING_GLYPH,
    RESOURCE_REFUSED,
    STYLESHEET_MISSING,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefpress.findings import Finding, Rule
    from briefpress.scripts import Needed

_LONG_DATA = re.compile(r"(\bdata:[^\s'\"]{60})[^\s'\"]+")


# How WeasyPrint's messages begin, and the rule that each of them is about.
_MESSAGES = (
    (".notdef glyph rendered", MISSING_GLYPH),
    ("No anchor #%s", LINK_ANCHOR),
    ("Relative URI reference", replace(RESOURCE_REFUSED, mend="embed the file in the document")),
    ("Failed to load image", IMAGE_MISSING),
    ("Failed to load stylesheet", STYLESHEET_MISSING),
    ("Font-face %r cannot be loaded", FONT_MISSING),
    ("Anchor defined twice", DUPLICATE_ID),
    ("Ignored `%s", CSS),
    ("Invalid or unsupported selector", CSS),
    ("Parse error at", CSS),
    ("Invalid media type", CSS),
    ("Unknown rule", CSS),
    ("Unknown empty rule", CSS),
)

# What WeasyPrint says before another message on the same fault.
_SAID_AGAIN = "Expected a media type"
# The rules about something that the message names first: a character, an anchor, an address.
_ABOUT_WORDS = frozenset({MISSING_GLYPH.id, LINK_ANCHOR.id, IMAGE_MISSING.id, DUPLICATE_ID.id})
_MOST = 10  # places in style sheets that are named one by one
_NAMED = 3  # of more than these


def fold_style_sheets(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings with those on style sheets as one, where they are many: a framework has hundreds."""
    ignored = [each for each in findings if each.rule == CSS.id]
    if len(ignored) <= _MOST:
        return [*findings]
    first = "; ".join(each.message.removeprefix("Ignored ") for each in ignored[:_NAMED])
    message = (
        f"{len(ignored)} places in style sheets are not understood, and have no effect: {first}; …"
    )
    folded = CSS.finding(message, ignored[0].location, mend="mend or delete those that matter here")
    others = [each for each in findings if each.rule != CSS.id or each is ignored[0]]
    return [folded if each is ignored[0] else each for each in others]


class PrintLog(logging.Handler):
    """Collects findings within a `with` block: what WeasyPrint logs, and what is reported here.

    What no rule of ours is about is a finding of the rule `engine`.
    """

    def __init__(self, name: str) -> None:
        super().__init__(logging.WARNING)
        self.findings: list[Finding] = []
        self.without_font: tuple[
            Needed, ...
        ] = ()  # scripts, each of which has one finding for all its letters
        self._name = name
        self._logger = logging.getLogger("weasyprint")

    def __enter__(self) -> Self:
        self._logger.addHandler(self)
        self._propagate, self._logger.propagate = self._logger.propagate, False
        return self

    def __exit__(self, *_: object) -> None:
        self._logger.removeHandler(self)
        self._logger.propagate = self._propagate

    def report(self, rule: Rule, message: str, words: str = "") -> None:
        """Add a finding of a rule; `words` of the HTML, such as an address, say where it is."""
        self._add(rule, message, words)

    def emit(self, record: logging.LogRecord) -> None:
        """Add what WeasyPrint logs."""
        beginning = str(record.msg)
        if beginning.startswith(_SAID_AGAIN):
            return
        severity = Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING
        rule = next(
            (rule for message, rule in _MESSAGES if beginning.startswith(message)),
            replace(ENGINE, severity=severity),
        )
        message, words = record.getMessage(), ""
        if isinstance(record.args, tuple) and record.args and rule.id in _ABOUT_WORDS:
            words = str(record.args[0])
        if rule is MISSING_GLYPH and any(words in each.letters for each in self.without_font):
            return
        if rule is MISSING_GLYPH:
            message = f'no font holds the character "{words}" (U+{ord(words):04X})'
        elif rule is LINK_ANCHOR:
            words = f"#{words}"
        self._add(rule, message, words)

    def _add(self, rule: Rule, message: str, words: str = "") -> None:
        shown = _LONG_DATA.sub(r"\1…", message)
        path = "" if words.startswith("data:") else words
        self.findings.append(rule.finding(shown, Location(self._name, path=path)))
