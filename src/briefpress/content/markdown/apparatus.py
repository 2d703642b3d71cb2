"""What the texts of a brief can refer to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.content.markdown.pointers import Pointer
    from briefpress.content.model.brief import Brief


@dataclass(frozen=True, slots=True)
class Apparatus:
    """Note numbers by key, citation labels by id, expansions by abbreviation, and pointers by id.

    `calls` counts how often each note was called, so that every call gets an id of its own.
    `addresses` is None, or collects the addresses of links whose words do not spell them out; each
    such link is then followed by the letter of its address in this list.
    """

    notes: Mapping[str, int] = field(default_factory=dict)
    references: Mapping[str, str] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    pointers: Mapping[str, Pointer] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    addresses: list[str] | None = None

    @classmethod
    def of(
        cls,
        brief: Brief,
        pointers: Mapping[str, Pointer],
        *,
        spells_addresses: bool = False,
    ) -> Apparatus:
        """Return the apparatus of a brief; notes are numbered in the order in which they are listed."""
        return cls(
            addresses=[] if spells_addresses else None,
            notes={key: number for number, key in enumerate(brief.notes, start=1)},
            references={reference.id: reference.label for reference in brief.references},
            abbreviations=brief.abbreviations,
            pointers=pointers,
        )

    def letter(self, address: str) -> str:
        """Return the letter of an address, which is added to the list if new: a to z, then aa, ab.

        Returns "" if addresses are not collected.
        """
        if self.addresses is None:
            return ""
        if address not in self.addresses:
            self.addresses.append(address)
        number, letters = self.addresses.index(address) + 1, ""
        while number:
            number, digit = divmod(number - 1, 26)
            letters = chr(ord("a") + digit) + letters
        return letters
