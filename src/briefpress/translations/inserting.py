"""Parts that a source has and its translation lacks, copied into the same place of the translation.

A part is an item of a list, such as a paragraph or a figure, or a field, such as the note of a table.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from briefpress.content import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from briefpress.content import KeyPath, Source
    from briefpress.translations.pairing import Pair

    _Places = Mapping[KeyPath, KeyPath]  # of what is in both: by its path in the source


class _Insertion(NamedTuple):
    place: int
    text: str


def with_new_parts(
    source: Source, translation: Source, pairs: Iterable[Pair], wanted: Collection[KeyPath]
) -> Source:
    """Return a translation with the parts of the source that it lacks and that hold a wanted text.

    Where they cannot be written into it, it is returned as it is.
    """
    places = _places(pairs)
    parts = dict.fromkeys(
        part for path in wanted if (part := _lacking_part(path, places, translation)) is not None
    )
    order = {path: number for number, path in enumerate(source.values)}
    found = [
        _insertion(source, translation, part, places)
        for part in sorted(parts, key=order.__getitem__)
    ]
    text = translation.text
    for each in sorted(filter(None, reversed(found)), key=lambda each: -each.place):
        text = f"{text[: each.place]}{each.text}{text[each.place :]}"
    made = parse_yaml(text, translation.file)
    return translation if made.findings else made


def _places(pairs: Iterable[Pair]) -> dict[KeyPath, KeyPath]:
    """Return where the parts of the source, with texts in them, are in the translation."""
    found: dict[KeyPath, KeyPath] = {(): ()}
    for each in pairs:
        if each.source and each.translation:
            mine, other = each.source.path, each.translation.path
            for end in range(1, len(mine) + 1 if len(mine) == len(other) else 0):
                found.setdefault(mine[:end], other[:end])
    return found


def _lacking_part(path: KeyPath, places: _Places, translation: Source) -> KeyPath | None:
    """Return the largest part with a text that the translation lacks; None where its place is taken."""
    for end in range(1, len(path) + 1):
        part = path[:end]
        if part not in places:
            step, above = part[-1], places[part[:-1]]
            is_free = isinstance(step, int) or (*above, step) not in translation.values
            return part if is_free else None
    return None


def _insertion(
    source: Source, translation: Source, part: KeyPath, places: _Places
) -> _Insertion | None:
    """Return where a part is to be written, and its text; None where nothing stands beside it."""
    before = [each for each in _siblings(source, part) if each in places]
    if not before:
        return None
    beside = places[before[-1]]
    step, span = part[-1], translation.values[beside]
    begin = translation.keys[beside].start if isinstance(step, str) else span.start
    place = begin + len(translation.text[begin : span.end].rstrip())
    key = f"{step}: " if isinstance(step, str) else ""
    line = translation.text[translation.text.rfind("\n", 0, begin) + 1 : begin]
    if line.strip(" -"):  # within brackets or braces
        return _Insertion(place, f", {key}{json.dumps(source.get(part), ensure_ascii=False)}")
    margin = len(line) if key else len(line) - len(line.lstrip()) + line.count("- ", 0, -2) * 2
    return _Insertion(place, _as_block(source, part, margin))


def _siblings(source: Source, part: KeyPath) -> Iterator[KeyPath]:
    """Yield what stands before a part in the same list, or in the same group of fields."""
    step, above = part[-1], source.get(part[:-1])
    if isinstance(step, int):
        yield from ((*part[:-1], number) for number in range(step))
    elif isinstance(above, dict):
        yield from ((*part[:-1], name) for name in list(above)[: list(above).index(step)])


def _as_block(source: Source, part: KeyPath, margin: int) -> str:
    """Return a part as the source writes it, on lines of its own, at a margin."""
    span, step = source.values[part], part[-1]
    begin = source.keys[part].start if isinstance(step, str) else span.start
    line = source.text[source.text.rfind("\n", 0, begin) + 1 : begin]
    head = f"\n{' ' * margin}" + ("" if isinstance(step, str) else "- ")
    if line.strip(" -"):  # within brackets or braces
        key = f"{step}: " if isinstance(step, str) else ""
        return f"{head}{key}{json.dumps(source.get(part), ensure_ascii=False)}"
    first, *rest = source.text[begin : span.end].rstrip().split("\n")
    shift = margin - len(line) + (0 if isinstance(step, str) else 2)
    moved = (f"{' ' * shift}{each}" if shift > 0 else each[-shift:] for each in rest)
    return "\n".join([head + first, *(each if each.strip() else "" for each in moved)])
