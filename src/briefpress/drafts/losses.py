"""What cannot be kept of an imported file, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.drafts.rules import IMPORT_CHANGE, IMPORT_COMMENT, IMPORT_LOST
from briefpress.findings import Finding, Location

if TYPE_CHECKING:
    from briefpress.findings import Rule

_MOST = 60  # letters of a text that are quoted


class Losses:
    """Collects the findings on an imported file; each names the heading under which it was found."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.heading = ""
        self.findings: list[Finding] = []

    def add(self, message: str, mend: str | None = None, rule: Rule = IMPORT_LOST) -> None:
        """Note something with its place; the same thing is noted once for each heading."""
        place = f'under "{quoted(self.heading)}": ' if self.heading else ""
        finding = rule.finding(f"{place}{message}", Location(self._file), mend=mend)
        if finding not in self.findings:
            self.findings.append(finding)

    def remark(self, kind: str, by: str, words: str, near: str = "") -> None:
        """Note a comment on the text, or what somebody inserted or deleted; `near` are words at its place."""
        who, place = by or "somebody", f'at "{quoted(near)}": ' if near else ""
        if kind == "comment":
            self.add(f'{place}a comment of {who}: "{quoted(words)}"', rule=IMPORT_COMMENT)
        else:
            self.add(f'{place}{who} {kind} "{quoted(words)}"', rule=IMPORT_CHANGE)


def quoted(text: str) -> str:
    """Return the beginning of a text for a message."""
    words = " ".join(text.split())
    return words if len(words) <= _MOST else f"{words[:_MOST].rsplit(' ', 1)[0]} …"
