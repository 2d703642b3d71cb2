"""Which text of a translation belongs to which text of its source."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import TYPE_CHECKING

from briefpress.translations.untranslated import is_untranslated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefpress.translations.record import Entry
    from briefpress.translations.units import Unit


class Status(Enum):
    """How a text of a translation stands to its source."""

    CURRENT = "up to date"
    STALE = "the source has changed since"
    NEW = "not translated yet"
    UNTRANSLATED = "still in the language of the source"
    GONE = "no longer in the source"
    ADDED = "in the translation alone"
    UNRECORDED = "not yet marked as up to date"


@dataclass(frozen=True, slots=True)
class Pair:
    """A text of the source and its translation, where both are there; `entry` is what the record has of it.

    `languages` are the tags of the source and of the translation.
    """

    source: Unit | None
    translation: Unit | None
    entry: Entry | None = None
    languages: tuple[str, str] = ("", "")

    @property
    def status(self) -> Status:
        """How the translation stands to the source."""
        if self.translation is None:
            return Status.NEW
        if self.source is None:
            return Status.GONE if self.entry else Status.ADDED
        if not self.source.has_words:
            return Status.CURRENT
        if self.is_same and is_untranslated(self.source.text, *self.languages):
            return Status.UNTRANSLATED
        if self.entry is None:
            return Status.UNRECORDED
        is_current = self.entry.source == self.source.fingerprint
        return Status.CURRENT if is_current else Status.STALE

    @property
    def is_same(self) -> bool:
        """Whether the translation is the text of the source itself."""
        texts = (self.source, self.translation)
        return len({each.fingerprint for each in texts if each}) == 1

    @property
    def may_be_accepted(self) -> bool:
        """Whether the translation can be marked as one: a name may be the same, and a sentence not."""
        if self.source is None or self.translation is None:
            return False
        return self.status is not Status.UNTRANSLATED

    @property
    def is_begun(self) -> bool:
        """Whether there is a translation that somebody wrote, or accepted as it is."""
        return self.translation is not None and not (self.is_same and self.entry is None)


def pair(
    source: Sequence[Unit],
    translation: Sequence[Unit],
    record: Sequence[Entry],
    languages: tuple[str, str],
) -> list[Pair]:
    """Return the texts of a translation in its order, each with that of its source, and then the new ones.

    The record says which belong together, also where texts were moved, added or changed on either side;
    what it does not know belongs to the text at the same path.
    """
    entry_of = _aligned(
        [(each.fingerprint, each.kind) for each in translation],
        [(each.translation, each.kind) for each in record],
    )
    source_of = _aligned(
        [(each.source, each.kind) for each in record],
        [(each.fingerprint, each.kind) for each in source],
    )
    taken = {source_of[each] for each in entry_of.values() if each in source_of}
    by_path = {each.path: number for number, each in enumerate(source) if number not in taken}
    pairs: list[Pair] = []
    for number, unit in enumerate(translation):
        entry = entry_of.get(number)
        found = source_of.get(entry) if entry is not None else by_path.pop(unit.path, None)
        if found is not None:
            taken.add(found)
        pairs.append(
            Pair(
                source[found] if found is not None else None,
                unit,
                record[entry] if entry is not None else None,
                languages,
            )
        )
    return [*pairs, *(Pair(each, None) for n, each in enumerate(source) if n not in taken)]


_Keys = list[tuple[str, tuple[str, ...]]]


def _aligned(first: _Keys, second: _Keys) -> dict[int, int]:
    """Return which of `second` each of `first` is: the equal ones, and then those in the same place."""
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    found: dict[int, int] = {}
    gaps: list[tuple[range, range]] = []
    for what, begin, end, other_begin, other_end in matcher.get_opcodes():
        if what == "equal":
            found |= dict(zip(range(begin, end), range(other_begin, other_end), strict=True))
        else:
            gaps.append((range(begin, end), range(other_begin, other_end)))
    _match_moved(first, second, found)
    for mine, others in gaps:
        _match_in_order(first, second, found, (mine, others))
    return found


def _match_moved(first: _Keys, second: _Keys, found: dict[int, int]) -> None:
    taken = set(found.values())
    where = {key: n for n, key in reversed([*enumerate(second)]) if n not in taken}
    for number, key in enumerate(first):
        if number not in found and key in where:
            found[number] = where.pop(key)


def _match_in_order(
    first: _Keys, second: _Keys, found: dict[int, int], gap: tuple[range, range]
) -> None:
    taken = set(found.values())
    others = [n for n in gap[1] if n not in taken]
    for number in gap[0]:
        if number in found:
            continue
        for other in others:
            if second[other][1] == first[number][1]:
                found[number] = other
                others = others[others.index(other) + 1 :]
                break
