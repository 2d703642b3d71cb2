"""All errors of a BibTeX file: pandoc stops at the first, and far behind an entry that is not closed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BEGIN = re.compile(r"[ \t]*@\s*(\w+)\s*[{(]\s*([^\s,{}()]*)")
_MOST = 10  # errors that are told at once: pandoc is asked for each
_SIGNS = re.compile(r'\\.|[{}"]', re.DOTALL)


@dataclass(frozen=True, slots=True)
class BibtexError:
    """What is wrong, and where: line and column count from 1."""

    message: str
    line: int
    column: int | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    begin: int  # the line that it begins in, and the one that the next begins in, from 0
    end: int


def bibtex_errors(text: str, ask: Callable[[str], BibtexError | None]) -> list[BibtexError]:
    """Return the errors of a file, in the order of its lines.

    `ask` returns the first that pandoc finds in a text; it is given the file without the entries that were
    found to be faulty, with empty lines in their place.
    """
    lines = text.split("\n")
    entries = [*_entries(lines)]
    found = []
    for entry in entries:
        if missing := _missing("\n".join(lines[entry.begin : entry.end])):
            message = f'the entry "{entry.key}" is not closed: {missing} is missing'
            found.append(BibtexError(message, entry.begin + 1))
            _empty(lines, entry)
    while len(found) < _MOST and (error := ask("\n".join(lines))):
        found.append(error)
        faulty = next((e for e in reversed(entries) if e.begin < error.line), None)
        if faulty is None or not any(lines[faulty.begin : faulty.end]):
            break
        _empty(lines, faulty)
    return sorted(found, key=lambda error: error.line)


def _entries(lines: list[str]) -> Iterator[_Entry]:
    starts = [(n, match[2]) for n, line in enumerate(lines) if (match := _BEGIN.match(line))]
    ends = [*(n for n, _ in starts[1:]), len(lines)]
    for (begin, key), end in zip(starts, ends, strict=True):
        yield _Entry(key, begin, end)


def _missing(entry: str) -> str:
    """Return the sign that an entry lacks, or "": braces pair, and so do quotation marks that no braces hold."""
    depth = quotes = 0
    for sign in _SIGNS.findall(entry):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        quotes += sign == '"' and depth == 1
    if quotes % 2:
        return '"'
    return "}" if depth > 0 else ""


def _empty(lines: list[str], entry: _Entry) -> None:
    lines[entry.begin : entry.end] = [""] * (entry.end - entry.begin)
