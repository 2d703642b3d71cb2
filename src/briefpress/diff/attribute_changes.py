"""What changed in passages besides their words: languages, links, expansions, calls for notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diff.changes import Change, ChangeKind
from briefpress.diff.passages import EXPANSION, LANGUAGE, LINK
from briefpress.transcript import language_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.diff.matching import Matching
    from briefpress.diff.passages import InlineAttribute, Passage


class AttributeComparison:
    """Compares the attributes of passages; it knows which page of one PDF is which of the other."""

    def __init__(self, matching: Matching) -> None:
        self._same_pages: set[tuple[int, int]] = set()
        for i, j in matching.pairs.items():
            for before in matching.old[i].regions:
                for after in matching.new[j].regions:
                    self._same_pages.add((before.page - 1, after.page - 1))
        self._known_pages = {old for old, _ in self._same_pages}

    def compare(self, old: Passage, new: Passage) -> Iterator[Change]:
        """Yield the attributes that changed, of words that both passages have."""
        if (old.lang or "").lower() != (new.lang or "").lower():
            languages = _language(old.lang), _language(new.lang)
            yield _changed("language", *languages, new.plain_text)
        if old.note_calls != new.note_calls:
            calls = str(old.note_calls), str(new.note_calls)
            yield _changed("calls for notes", *calls, new.plain_text)
        old_attributes = {(each.name, each.text): each for each in old.attributes}
        new_attributes = {(each.name, each.text): each for each in new.attributes}
        for name, text in sorted(old_attributes.keys() | new_attributes.keys()):
            before, after = old_attributes.get((name, text)), new_attributes.get((name, text))
            if text in old.text and text in new.text and not self._is_same(before, after):
                yield _changed(name, _value(before, name), _value(after, name), text)

    def _is_same(self, before: InlineAttribute | None, after: InlineAttribute | None) -> bool:
        if before is None or after is None:
            return False
        if before.page is None or after.page is None:
            return (before.value, before.page) == (after.value, after.page)
        # A page that nothing is left of cannot be compared with any page.
        is_gone = before.page not in self._known_pages
        return is_gone or (before.page, after.page) in self._same_pages


def _changed(what: str, old: str, new: str, text: str) -> Change:
    return Change(ChangeKind.CHANGED, what, old, new, f"“{text}”")


_WITHOUT_ATTRIBUTE = {LINK: "no link", LANGUAGE: "that of the words around it", EXPANSION: ""}


def _value(attribute: InlineAttribute | None, name: str) -> str:
    """Return the value of an attribute in words, or what holds without it."""
    if attribute is None:
        return _WITHOUT_ATTRIBUTE[name]
    if name == LANGUAGE:
        return _language(attribute.value)
    if attribute.page is not None:
        return f"page {attribute.page + 1}"
    return attribute.value or "nowhere"


def _language(tag: str | None) -> str:
    """Return a language by its name and tag."""
    name = language_name(tag)
    return f"{name} ({tag})" if name and name != tag else tag or "that of the document"
