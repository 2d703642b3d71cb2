"""Which rule of a style sheet it is, where WeasyPrint fails at a document.

WeasyPrint raises whatever Python does where it meets a style that it was not written for, and says
nothing of its place. So the document is printed again with fewer rules, half of them each time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import url2pathname

import tinycss2

from briefpress.findings import Location
from briefpress.html import BUILT_IN
from briefpress.pdf.engine import weasyprint
from briefpress.pdf.patches import style_rules_taken_by
from briefpress.pdf.rules import STYLE_FAILS

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpress.findings import Finding
    from briefpress.html import HtmlDocument

# What Python raises where code meets what it was not written for.
FAILURES = (
    ArithmeticError, AssertionError, AttributeError, LookupError, NameError, RuntimeError, SyntaxError, TypeError,
    ValueError,
)  # fmt: skip
_OF_PROGRAMS = (BUILT_IN / "styles", Path(weasyprint.__file__).parent)
_NEW_LINE = re.compile(r"\r\n|[\r\n\f]")  # as CSS counts lines
_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class _StyleRule:
    """How a rule begins, and where that is written."""

    shown: str
    where: Location


def failing_style(html: HtmlDocument, print_again: Callable[[], object]) -> Finding | None:
    """Return the error that the rule is at which printing fails; None if it fails without style sheets.

    `print_again` prints the document, and raises one of `FAILURES` as long as the rule is there.
    """
    sheets = _Sheets(html)
    rules = _rules_until_failure(print_again, sheets, None)
    if not rules or _rules_until_failure(print_again, sheets, 0) is not None:
        return None
    passes, fails = 0, len(rules)
    while fails - passes > 1:
        middle = (passes + fails) // 2
        if _rules_until_failure(print_again, sheets, middle) is None:
            passes = middle
        else:
            fails = middle
    culprit = rules[fails - 1]
    message = f'WeasyPrint cannot print with the rule "{culprit.shown[:_MOST_SHOWN]}"'
    return STYLE_FAILS.finding(message, culprit.where)


def _rules_until_failure(
    print_again: Callable[[], object], sheets: _Sheets, most: int | None
) -> list[_StyleRule] | None:
    """Print with so many rules at most; return those that were read when it failed, None if it did not.

    Rules of the built-in theme and of WeasyPrint do not count, and are always taken.
    """
    read: list[_StyleRule] = []

    def take(rule: tinycss2.ast.Node, address: str | None) -> bool:
        if rule.type not in ("at-rule", "qualified-rule"):
            return True
        where = sheets.locate(rule, address or "")
        if where is None:
            return True
        if most is not None and len(read) >= most:
            return False
        read.append(_StyleRule(" ".join(_beginning(rule).split()), where))
        return True

    with style_rules_taken_by(take):
        try:
            print_again()
        except FAILURES:
            return read
    return None


class _Sheets:
    """The style sheets that an author of a document can mend: those beside it, and those in its text.

    A brief has those of its theme in its text, each in a `<style>` from its second line on.
    """

    def __init__(self, html: HtmlDocument) -> None:
        self._html = html
        self._named = {path.absolute(): str(path) for path in html.stylesheets}
        own = [path for folder in html.folders for path in sorted(folder.glob("styles/*.css"))]
        self._own = [
            (path, _NEW_LINE.split(path.read_text("utf-8-sig", errors="replace")))
            for path in own
            if not _is_of_programs(path)
        ]

    def locate(self, rule: tinycss2.ast.Node, address: str) -> Location | None:
        """Return where a rule is written that stands at an address; None if it is not the author's."""
        path = _file(address)
        if path and path.suffix.lower() == ".css":
            if _is_of_programs(path):
                return None
            name = self._named.get(path, str(path))
            return Location(name, rule.source_line, rule.source_column)
        if not self._html.templates:
            return self._in_page(rule)
        line, start = rule.source_line - 1, _beginning(rule).partition("\n")[0]
        for own, lines in self._own:
            written = lines[line - 1] if line <= len(lines) else ""
            if written.startswith(start, rule.source_column - 1):
                return Location(str(own), line, rule.source_column)
        return None

    def _in_page(self, rule: tinycss2.ast.Node) -> Location:
        before, found, _ = self._html.text.partition(_beginning(rule).strip())
        return Location(self._html.name, before.count("\n") + 1 if found else None)


def _is_of_programs(path: Path) -> bool:
    return any(map(path.is_relative_to, _OF_PROGRAMS))


def _file(address: str) -> Path | None:
    parts = urlsplit(address)
    return Path(url2pathname(parts.path)) if parts.scheme == "file" else None


def _beginning(rule: tinycss2.ast.Node) -> str:
    """Return a rule without what stands in its braces."""
    name = f"@{rule.at_keyword}" if rule.type == "at-rule" else ""
    try:
        return name + str(tinycss2.serialize(rule.prelude))
    except RecursionError:  # it is nested too deep, which is why printing fails
        return name
