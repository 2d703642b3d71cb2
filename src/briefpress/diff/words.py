"""The changes in words for editors, and as plain data."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from briefpress.diff.values import Change, Changes, How
from briefpress.diff.wording import excerpt
from briefpress.reports import join_and, plural
from briefpress.transcript import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NOTHING = (
    "Nothing changed for the reader: words, descriptions, links, pages and metadata are the same."
)
_LONGEST = 400  # of what is quoted in a terminal
_STEP = "    "
_LIKE = 3  # so many headings that moved by as many pages are named, then the first and last
# What quotes nothing: their values are facts rather than words.
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
class Group:
    """Changes that are told together, under a title."""

    title: str
    changes: tuple[Change, ...]


def as_text(changes: Changes) -> str:
    """Return what changed as lines of text, under the headings of the newer PDF."""
    if not changes:
        return f"{NOTHING}\n"
    lines = [summary(changes)]
    for group in groups(changes):
        lines.append(group.title)
        lines += [f"{_STEP}{line}" for line in told(group.changes)]
    return "".join(f"{line}\n" for line in lines)


def as_dict(changes: Changes) -> dict[str, Any]:
    """Return the changes as plain data, ready for JSON."""
    return {
        "changed": bool(changes),
        "summary": summary(changes),
        **{
            part: [_plain(change) for change in getattr(changes, part)]
            for part in ("document", "text", "pages", "looks")
        },
    }


def _plain(change: Change) -> dict[str, Any]:
    said: dict[str, Any] = {
        "how": change.how.value,
        "what": change.what,
        "where": change.where,
        "section": list(change.section),
        "old": change.old,
        "new": change.new,
        "old_page": change.old_page,
        "new_page": change.new_page,
        "words": [{"text": each.text, "how": each.how} for each in change.words],
        "said": say(change),
    }
    return {key: value for key, value in said.items() if value not in ("", [], None)}


def summary(changes: Changes) -> str:
    """Say in a sentence how much changed."""
    if not changes:
        return NOTHING
    counts: Counter[tuple[str, How]] = Counter()
    for change in changes.text:
        counts[change.what, change.how] += change.count
    parts = [f"{_counted(count, what)} {how.value}" for (what, how), count in counts.items()]
    if changes.document:
        parts.append(f"{plural(len(changes.document), 'change')} of the document as a whole")
    if changes.pages:
        parts.append(f"{plural(len(changes.pages), 'heading')} on another page")
    if changes.looks:
        parts.append(f"{plural(len(changes.looks), 'difference')} to the eye alone")
    return f"Changed for the reader: {join_and(parts)}."


def _counted(count: int, what: str) -> str:
    """Return `1 target of a link` or `2 targets of a link`."""
    first, of, rest = what.partition(" of ")
    if what in _PLURALS or count == 1:
        return f"{count} {what if count == 1 else _PLURALS[what]}"
    return f"{count} {first}s{of}{rest}"


def groups(changes: Changes) -> Iterator[Group]:
    """Yield the changes by what they are about: the document, each section, the pages."""
    if changes.document:
        yield Group("The document as a whole", changes.document)
    by_section: dict[tuple[str, ...], list[Change]] = {}
    for change in changes.text:
        by_section.setdefault(_section(change), []).append(change)
    names = Counter(path[-1] for path in by_section if path)
    for path, found in by_section.items():
        yield Group(_title(path, found, names), tuple(found))
    if changes.pages:
        yield Group("On another page", changes.pages)
    if changes.looks:
        yield Group("To the eye alone", changes.looks)


def _section(change: Change) -> tuple[str, ...]:
    """Return the section under which a change is told: a heading's is its own."""
    if change.what in ("heading", "section"):
        return (*change.section, change.new or change.old)
    if change.what == "level of a heading":
        return (*change.section, change.where.strip("“”"))
    return change.section


def _title(path: tuple[str, ...], changes: list[Change], names: Counter[str]) -> str:
    first = changes[0]
    page = first.new_page if first.is_new else first.old_page
    on = f" (page {page})" if page and first.is_new else f" (was on page {page})" if page else ""
    if not path:
        return f"Before the first heading{on}"
    name = f"“{path[-1]}”"
    if names[path[-1]] > 1 and len(path) > 1:
        name = f"“{path[-2]}” › {name}"
    return f"In {name}{on}"


def told(changes: Iterable[Change]) -> Iterator[str]:
    """Yield a line for each change, and one for all headings that are as many pages later."""
    for shift, group in groupby(changes, key=_shift):
        found = list(group)
        if shift and len(found) > _LIKE:
            pages = f"{plural(abs(shift), 'page')} {'later' if shift > 0 else 'earlier'}"
            first, last = found[0], found[-1]
            yield (
                f"{len(found)} headings, from {first.where} (page {first.old} → {first.new})"
                f" to {last.where} (page {last.old} → {last.new}): {pages}"
            )
        else:
            yield from map(say, found)


def _shift(change: Change) -> int:
    is_page = change.what == "page of a heading"
    return (change.new_page or 0) - (change.old_page or 0) if is_page else 0


def say(change: Change) -> str:
    """Say in a line what changed."""
    where = f" {change.where}" if change.where else ""
    name = "" if change.what == "sentence" else f"{change.what}: "
    if change.what == "page of a heading":
        return f"{change.where}: on page {change.new}, was on page {change.old}"
    if change.what.startswith("look of"):
        return f"looks different: {change.what.removeprefix('look of ')}{where}"
    if change.how is How.MOVED:
        return f"moved: {change.what} {_quoted(change, change.new)}: {change.where}"
    if change.how is How.CHANGED:
        before, after = change.old, change.new
        if change.words:
            before, after = (excerpt(change.words, side) for side in (How.REMOVED, How.ADDED))
        between = "," if change.what.endswith("cell") and where else ""
        name = name and f"{change.what}{between}{where}: "
        return f"changed: {name}{_quoted(change, before)} → {_quoted(change, after)}"
    name = name and f"{change.what}{where}: "
    return f"{change.how.value}: {name}{_quoted(change, change.new or change.old)}"


def _quoted(change: Change, text: str) -> str:
    if not text:
        return "none"
    return text if change.what in _FACTS else f"“{shorten(text, _LONGEST)}”"
