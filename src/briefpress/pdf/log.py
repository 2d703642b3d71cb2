"""What is reported while a document is printed: by WeasyPrint, in its log, and by our own tagging."""

from __future__ import annotations

import logging
import re
from typing import NamedTuple, Self

from briefpress.findings import Finding, Location, Severity

_LONG_DATA = re.compile(r"(\bdata:[^\s'\"]{60})[^\s'\"]+")


class _Rule(NamedTuple):
    """A rule of ours; `message` is how WeasyPrint's messages about it begin, where it has any."""

    id: str
    severity: Severity
    mend: str
    message: str | None = None


_RULES = (
    _Rule("missing-glyph", Severity.ERROR, "use another character, or a font that holds it",
          ".notdef glyph rendered"),
    _Rule("figure-alt", Severity.ERROR, 'give it alt text, or alt=""'),
    _Rule("heading-levels", Severity.ERROR, "use the next level, and leave the size to the style"),
    _Rule("language", Severity.ERROR, 'write <html lang="…"> with the language of the text'),
    _Rule("link-anchor", Severity.ERROR, "give the target this id, or mend the link", "No anchor #%s"),
    _Rule("resource-refused", Severity.ERROR, "embed the file in the document", "Relative URI reference"),
    _Rule("image-missing", Severity.ERROR, "put the image beside the document, or mend its name",
          "Failed to load image"),
    _Rule("stylesheet-missing", Severity.ERROR, "put the style sheet beside the document",
          "Failed to load stylesheet"),
    _Rule("font-missing", Severity.ERROR, "install the font package, or mend its address",
          "Font-face %r cannot be loaded"),
    _Rule("duplicate-id", Severity.WARNING, "give every element an id of its own", "Anchor defined twice"),
    _Rule("css", Severity.WARNING, "mend or delete this declaration", "Ignored `%s"),
)  # fmt: skip
_BY_ID = {rule.id: rule for rule in _RULES}


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

    def report(self, rule: str, message: str) -> None:
        """Add an error of one of our rules."""
        self._add(_BY_ID.get(rule, _Rule("engine", Severity.ERROR, "")), message)

    def emit(self, record: logging.LogRecord) -> None:
        """Add what WeasyPrint logs."""
        beginning = str(record.msg)
        severity = Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING
        rule = next(
            (rule for rule in _RULES if rule.message and beginning.startswith(rule.message)),
            _Rule("engine", severity, ""),
        )
        if rule.id == "missing-glyph" and isinstance(record.args, tuple):
            char = str(record.args[0])
            message = f'no font holds the character "{char}" (U+{ord(char):04X})'
            self._add(rule, message, path=char)
        else:
            self._add(rule, record.getMessage())

    def _add(self, rule: _Rule, message: str, path: str = "") -> None:
        shown = _LONG_DATA.sub(r"\1…", message)
        location = Location(self._name, path=path)
        self.findings.append(Finding(rule.id, rule.severity, shown, location, rule.mend))
