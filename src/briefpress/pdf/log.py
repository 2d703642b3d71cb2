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
    from briefpress.findings import Finding, Rule

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
)


class PrintLog(logging.Handler):
    """Collects findings within a `with` block: what WeasyPrint logs, and what is reported here.

    What no rule of ours is about is a finding of the rule `engine`.
    """

    def __init__(self, name: str) -> None:
        super().__init__(logging.WARNING)
        self.findings: list[Finding] = []
        self._name = name
        self._logger = logging.getLogger("weasyprint")

    def __enter__(self) -> Self:
        self._logger.addHandler(self)
        self._propagate, self._logger.propagate = self._logger.propagate, False
        return self

    def __exit__(self, *_: object) -> None:
        self._logger.removeHandler(self)
        self._logger.propagate = self._propagate

    def report(self, rule: Rule, message: str) -> None:
        """Add a finding of a rule."""
        self._add(rule, message)

    def emit(self, record: logging.LogRecord) -> None:
        """Add what WeasyPrint logs."""
        beginning = str(record.msg)
        severity = Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING
        rule = next(
            (rule for message, rule in _MESSAGES if beginning.startswith(message)),
            replace(ENGINE, severity=severity),
        )
        if rule is MISSING_GLYPH and isinstance(record.args, tuple):
            char = str(record.args[0])
            message = f'no font holds the character "{char}" (U+{ord(char):04X})'
            self._add(rule, message, path=char)
        else:
            self._add(rule, record.getMessage())

    def _add(self, rule: Rule, message: str, path: str = "") -> None:
        shown = _LONG_DATA.sub(r"\1…", message)
        self.findings.append(rule.finding(shown, Location(self._name, path=path)))
