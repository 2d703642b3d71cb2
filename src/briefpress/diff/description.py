"""The changes in an editor's words, as text and as plain data."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from briefpress.diff.changes import Change, ChangeKind, Changes
from briefpress.diff.word_diff import excerpt
from briefpress.reports import join_and, plural
from briefpress.transcript import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NO_CHANGES = (
    "Nothing changed for the reader: words, descriptions, links, pages and metadata are the same."
)
_MAX_QUOTED = 400  # characters of a text in a terminal
_INDENT = "    "
_MAX_LISTED = 3  # headings that moved by the same number of pages; of more, the first and the last
# Changes whose values are facts rather than words, and are not quoted.
_FACTS = frozenset({
    "language", "level of a heading", "kind of passage", "kind of a table cell", "calls for notes",
    "number of pages", "size of the pages", "tags", "title in the window", "standards claimed",
    "licence", "licence in the text", "attached file", "date", "date of change", "date of publication",
})  # fmt: skip
_PLURALS = {
    "entry in the contents": "entries in the contents",
    "calls for notes": "calls for notes",
}


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes that are listed under one title."""

    title: str
    changes: tuple[Change, ...]


def to_text(changes: Changes) -> str:
    """Return the changes as lines of text, under the headings of the newer PDF."""
    if not changes:
        return f"{NO_CHANGES}\n"
    lines = [summary(changes)]
    for group in group_changes(changes):
        lines.append(group.title)
        lines += [f"{_INDENT}{line}" for line in describe_all(group.changes)]
    return "".join(f"{line}\n" for line in lines)


def to_dict(changes: Changes) -> dict[str, Any]:
    """Return the changes as plain data, ready for JSON."""
    return {
        "changed": bool(changes),
        "summary": summary(changes),
        "document": [_change_to_dict(change) for change in changes.document],
        "text": [_change_to_dict(change) for change in changes.text],
        "pages": [_change_to_dict(change) for change in changes.pages],
        "looks": [_change_to_dict(change) for change in changes.visual],
    }


def _change_to_dict(change: Change) -> dict[str, Any]:
    values: dict[str, Any] = {
        "how": change.kind.value,
        "what": change.what,
        "where": change.where,
        "section": list(change.section),
        "old": change.old,
        "new": change.new,
        "old_page": change.old_page,
        "new_page": change.new_page,
        "words": [{"text": span.text, "how": span.kind} for span in change.spans],
        "said": describe(change),
    }
    return {key: value for key, value in values.items() if value not in ("", [], None)}


def summary(changes: Changes) -> str:
    """Return a sentence on how much changed."""
    if not changes:
        return NO_CHANGES
    counts: Counter[tuple[str, ChangeKind]] = Counter()
    for change in changes.text:
        counts[change.what, change.kind] += change.count
    parts = [f"{_counted(count, what)} {kind.value}" for (what, kind), count in counts.items()]
    if changes.document:
        parts.append(f"{plural(len(changes.document), 'change')} of the document as a whole")
    if changes.pages:
        parts.append(f"{plural(len(changes.pages), 'heading')} on another page")
    if changes.visual:
        parts.append(f"{plural(len(changes.visual), 'difference')} to the eye alone")
    return f"Changed for the reader: {join_and(parts)}."


def _counted(count: int, what: str) -> str:
    """Return a count with its noun, such as `2 targets of a link`."""
    if count == 1:
        return f"1 {what}"
    noun, of, rest = what.partition(" of ")
    return f"{count} {_PLURALS.get(what, f'{noun}s{of}{rest}')}"


def group_changes(changes: Changes) -> Iterator[ChangeGroup]:
    """Yield the changes by what they are about: the document, each section, pages, looks."""
    if changes.document:
        yield ChangeGroup("The document as a whole", changes.document)
    by_section: dict[tuple[str, ...], list[Change]] = {}
    for change in changes.text:
        by_section.setdefault(_own_section(change), []).append(change)
    names = Counter(section[-1] for section in by_section if section)
    for section, found in by_section.items():
        yield ChangeGroup(_section_title(section, found[0], names), tuple(found))
    if changes.pages:
        yield ChangeGroup("On another page", changes.pages)
    if changes.visual:
        yield ChangeGroup("To the eye alone", changes.visual)


def _own_section(change: Change) -> tuple[str, ...]:
    """Return the section that a change is listed under; a heading is listed under itself."""
    if change.what in ("heading", "section"):
        return (*change.section, change.new or change.old)
    if change.what == "level of a heading":
        return (*change.section, change.where.strip("“”"))
    return change.section


def _section_title(section: tuple[str, ...], first: Change, names: Counter[str]) -> str:
    """Return the title of a section; one whose name is not unique has the one above it as well."""
    page = first.new_page if first.in_new else first.old_page
    page_note = ""
    if page:
        page_note = f" (page {page})" if first.in_new else f" (was on page {page})"
    if not section:
        return f"Before the first heading{page_note}"
    name = f"“{section[-1]}”"
    if names[section[-1]] > 1 and len(section) > 1:
        name = f"“{section[-2]}” › {name}"
    return f"In {name}{page_note}"


def describe_all(changes: Iterable[Change]) -> Iterator[str]:
    """Yield a line for each change, but one for many headings that moved by as many pages."""
    for shift, group in groupby(changes, key=_page_shift):
        found = list(group)
        if shift and len(found) > _MAX_LISTED:
            pages = f"{plural(abs(shift), 'page')} {'later' if shift > 0 else 'earlier'}"
            first, last = found[0], found[-1]
            yield (
                f"{len(found)} headings, from {first.where} (page {first.old} → {first.new})"
                f" to {last.where} (page {last.old} → {last.new}): {pages}"
            )
        else:
            yield from map(describe, found)


def _page_shift(change: Change) -> int:
    """Return by how many pages a heading moved; 0 for other changes."""
    is_page = change.what == "page of a heading"
    return (change.new_page or 0) - (change.old_page or 0) if is_page else 0


def describe(change: Change) -> str:
    """Return a line that says what changed."""
    where = f" {change.where}" if change.where else ""
    if change.what == "page of a heading":
        return f"{change.where}: on page {change.new}, was on page {change.old}"
    if change.what.startswith("look of"):
        return f"looks different: {change.what.removeprefix('look of ')}{where}"
    if change.kind is ChangeKind.MOVED:
        what = change.what if change.count == 1 else _counted(change.count, change.what)
        return f"moved: {what} {_quoted(change, change.new)}: {change.where}"
    is_cell_change = change.kind is ChangeKind.CHANGED and change.what.endswith("cell")
    comma = "," if is_cell_change and where else ""
    name = "" if change.what == "sentence" else f"{change.what}{comma}{where}: "
    if change.kind is ChangeKind.CHANGED:
        old, new = change.old, change.new
        if change.spans:
            old = excerpt(change.spans, ChangeKind.REMOVED)
            new = excerpt(change.spans, ChangeKind.ADDED)
        return f"changed: {name}{_quoted(change, old)} → {_quoted(change, new)}"
    return f"{change.kind.value}: {name}{_quoted(change, change.new or change.old)}"


def _quoted(change: Change, text: str) -> str:
    if not text:
        return "none"
    return text if change.what in _FACTS else f"“{shorten(text, _MAX_QUOTED)}”"
