"""Briefs as YAML text, with a caret before every place where a finding is expected."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefpress import content
from briefpress.findings import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.content import Manuscript
    from briefpress.findings import Finding

CARET = "‸"

BRIEF = """\
title: T
country: {name: Kenya, code: KE}
language: en
publisher: {name: P}
authors: [{name: Ann Bee}]
date: "2025"
summary: S
sections:
  - heading: H
    body: [text]
"""


class Marked(NamedTuple):
    """A text without its carets, and the line and column of each."""

    text: str
    places: list[tuple[int, int]]


def unmark(marked: str) -> Marked:
    """Return a text without its carets, and the place of each."""
    text, places = "", []
    for part in marked.split(CARET)[:-1]:
        text += part
        places.append((text.count("\n") + 1, len(text) - text.rfind("\n")))
    return Marked(marked.replace(CARET, ""), places)


def edited(body: str = "[text]", more: str = "", **fields: str) -> str:
    """Return `BRIEF` with other lines for `fields`; an empty one removes the line.

    `body` is the body of its only section, and `more` is added at the end.
    """
    lines = []
    for line in BRIEF.replace("[text]", body).splitlines():
        key = line.partition(":")[0]
        if not (key.startswith(" ") and "sections" in fields):
            lines.append(fields.get(key, line))
    return "".join(f"{line}\n" for line in (*lines, more) if line)


def load(folder: Path, text: str | bytes) -> Manuscript:
    """Write a content file and load it."""
    path = folder / "a.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return content.load(path)


def place(finding: Finding) -> tuple[int | None, int | None]:
    """Return the line and column of a finding."""
    return finding.location.line, finding.location.column


def summary(finding: Finding) -> str:
    """Return rule, message and mend of a finding, and its severity if it is no error."""
    severity = "" if finding.severity is Severity.ERROR else f"{finding.severity.word} "
    return f"{severity}{finding.rule}: {finding.message} / {finding.mend}"


def assert_findings(folder: Path, marked: str, *expected: str) -> None:
    """Assert that a brief has these findings, one at every caret, in their order."""
    text, places = unmark(marked)
    findings = load(folder, text).findings
    assert [summary(finding) for finding in findings] == list(expected)
    assert [place(finding) for finding in findings] == places
