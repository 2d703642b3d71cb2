"""What the texts of a brief can refer to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from string import ascii_lowercase
from types import MappingProxyType
from typing import TYPE_CHECKING

from briefpress.content.editions import SCREEN
from briefpress.content.markdown.calls import NoteCall, citation_note
from briefpress.content.numbering import in_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from briefpress.content.editions import Edition
    from briefpress.content.markdown.calls import CitationCall, CitedWorks
    from briefpress.content.markdown.pointers import Pointer
    from briefpress.content.model.brief import Brief


@dataclass(frozen=True, slots=True)
class Apparatus:
    """Note numbers by key, citation labels by id, expansions by abbreviation, and pointers by id.

    `works` are the keys of what can be cited beside the references, which are typed by hand: that of a
    bibliography. `names` are who wrote what can be cited, as a sentence names them. `page` logs the
    citations and note calls of a page in their order; `cited` is what pandoc made of them, once it was
    asked. `note` is the key of the note that is set.
    With `cites_in_notes`, citations are notes. With `numbers_by_call`, notes are numbered in the order of
    their calls, which the first setting of a page finds out. With `notes_at_foot`, each stands where it is
    called first, and `note_texts` has them.
    `expanded` are the abbreviations that the section so far has spelt out for those who listen.
    `calls` counts how often each note was called, so that every call gets an id of its own.
    `addresses` is None, or collects the addresses of links whose words do not spell them out; each
    such link is then followed by the letter of its address in this list.
    `digits` writes the number of a note as the language of the brief does.
    `draw_formula` returns the HTML of a formula in TeX, and in words; where it is None, its words stand there.
    """

    notes: Mapping[str, int] = field(default_factory=dict)
    references: Mapping[str, str] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    pointers: Mapping[str, Pointer] = field(default_factory=dict)
    works: Collection[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    page: list[CitationCall | NoteCall] = field(default_factory=list)
    cited: CitedWorks | None = None
    note: str | None = None
    cites_in_notes: bool = False
    note_texts: Mapping[str, str] = field(default_factory=dict)
    notes_at_foot: bool = False
    numbers_by_call: bool = False
    language: str = ""
    expanded: set[str] = field(default_factory=set)
    calls: Counter[str] = field(default_factory=Counter)
    addresses: list[str] | None = None
    draw_formula: Callable[[str, str], str] | None = None
    digits: Callable[[str], str] = str

    @classmethod
    def of(
        cls,
        brief: Brief,
        pointers: Mapping[str, Pointer],
        names: Mapping[str, str] = MappingProxyType({}),
        *,
        cites_in_notes: bool = False,
        edition: Edition = SCREEN,
    ) -> Apparatus:
        """Return the apparatus of a brief in an edition, before it is set for the first time.

        `names` are the authors of the works of its bibliography, by their keys.
        """
        is_at_foot = brief.notes_at == "foot"
        labels = {reference.id: reference.label for reference in brief.references}
        return cls(
            addresses=None if edition.has_links else [],
            notes={key: number for number, key in enumerate(brief.notes, start=1)},
            references=labels,
            works=frozenset(names),
            names={**labels, **names},
            cites_in_notes=cites_in_notes,
            note_texts=brief.notes,
            notes_at_foot=is_at_foot and edition.has_pages,
            numbers_by_call=is_at_foot or cites_in_notes,
            abbreviations=brief.abbreviations,
            language=brief.language,
            pointers=pointers,
        )

    def has_source(self, key: str) -> bool:
        """Say whether something with this key can be cited."""
        return key in self.references or key in self.works

    @property
    def source_keys(self) -> tuple[str, ...]:
        """The keys of all that can be cited."""
        return (*self.references, *self.works)

    def with_citations(self, cited: CitedWorks) -> Apparatus:
        """Return the apparatus for setting the same page once more, with what pandoc made of it."""
        return replace(
            self,
            cited=cited,
            notes=self._numbers_by_call() if self.numbers_by_call else self.notes,
            page=[],
            expanded=set(),
            calls=Counter(),
            addresses=None if self.addresses is None else [],
        )

    def _numbers_by_call(self) -> dict[str, int]:
        """Return the numbers of notes in the order of their calls on the page; then come the others."""
        citations, keys = 0, []
        for call in self.page:
            if isinstance(call, NoteCall):
                keys.append(call.key)
                continue
            if self.cites_in_notes and call.note is None:
                keys.append(citation_note(citations))
            citations += 1
        order = dict.fromkeys((*keys, *self.notes))
        return {key: number for number, key in enumerate(order, start=1)}

    def letter(self, address: str) -> str:
        """Return the letter of an address, which is added to the list if new: a to z, then aa, ab.

        Returns "" if addresses are not collected.
        """
        if self.addresses is None:
            return ""
        if address not in self.addresses:
            self.addresses.append(address)
        return in_letters(self.addresses.index(address) + 1, ascii_lowercase)

    def begin_section(self) -> str:
        """Let abbreviations be spelt out anew; return "", which a template may print."""
        self.expanded.clear()
        return ""
