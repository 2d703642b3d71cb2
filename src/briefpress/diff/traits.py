"""What is said of passages besides their words: languages, links, expansions, calls for notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diff.passages import EXPANSION, LANGUAGE, LINK
from briefpress.diff.values import Change, How
from briefpress.transcript import language_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.diff.matching import Matching
    from briefpress.diff.passages import Passage, Trait


class Traits:
    """Compares what is said of passages; a page that a link leads to may have another number now."""

    def __init__(self, matching: Matching) -> None:
        self._pages: set[tuple[int, int]] = set()
        for one, other in matching.pairs.items():
            for before in matching.old[one].places:
                for after in matching.new[other].places:
                    self._pages.add((before.page - 1, after.page - 1))
        self._known = {old for old, _ in self._pages}

    def compare(self, old: Passage, new: Passage) -> Iterator[Change]:
        """Yield what is said otherwise of the same words."""
        if (old.lang or "").lower() != (new.lang or "").lower():
            yield _changed("language", _language(old.lang), _language(new.lang), new.said)
        if old.notes != new.notes:
            yield _changed("calls for notes", str(old.notes), str(new.notes), new.said)
        here = {(trait.aspect, trait.text): trait for trait in old.traits}
        there = {(trait.aspect, trait.text): trait for trait in new.traits}
        for key in sorted(here.keys() | there.keys()):
            yield from self._trait(key[1], here.get(key), there.get(key), old, new)

    def _trait(
        self, text: str, before: Trait | None, after: Trait | None, old: Passage, new: Passage
    ) -> Iterator[Change]:
        """Yield what changed of one trait, unless the words that had it changed."""
        if text not in old.text or text not in new.text or self._is_same(before, after):
            return
        known = before or after
        assert known
        yield _changed(
            known.aspect, _value(before, known.aspect), _value(after, known.aspect), text
        )

    def _is_same(self, before: Trait | None, after: Trait | None) -> bool:
        if before is None or after is None:
            return False
        if before.page is None or after.page is None:
            return before[2:] == after[2:]
        # A page of which nothing is left, or that is all new, leads nowhere that can be compared.
        return before.page not in self._known or (before.page, after.page) in self._pages


def _changed(what: str, old: str, new: str, text: str) -> Change:
    return Change(How.CHANGED, what, old, new, f"“{text}”")


_WITHOUT = {LINK: "no link", LANGUAGE: "that of the words around it", EXPANSION: ""}


def _value(trait: Trait | None, aspect: str) -> str:
    """Return the value of a trait in words; without one, what holds then."""
    if trait is None:
        return _WITHOUT[aspect]
    if aspect == LANGUAGE:
        return _language(trait.value)
    if trait.page is not None:
        return f"page {trait.page + 1}"
    return trait.value or "nowhere"


def _language(tag: str | None) -> str:
    """Return a language by its name and tag."""
    name = language_name(tag)
    return f"{name} ({tag})" if name and name != tag else tag or "that of the document"
