"""What an author wrote, sought in a PDF that was set in other templates than those at hand.

They may print other labels, in another order and in other elements, and that is no fault. What is in
the body of the content file has been printed by all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.checks.fidelity.words import heard
from briefpress.checks.reading import alphanumeric, shorten
from briefpress.checks.rules import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from briefpress.checks.subject import Subject
    from briefpress.content import Manuscript
    from briefpress.html import Passage, Stretch

_BODY = {"title", "summary", "introduction", "key_messages", "sections", "annexes"}
_APART = "\n"  # stands between texts, so that none is found at the seam of two


def written_by_author(manuscript: Manuscript) -> str:
    """Return the letters and digits of all texts in the body of a content file."""
    texts = (each.text for each in manuscript.passages if each.path[0] in _BODY)
    return _APART.join(map(alphanumeric, texts))


def lost_texts(subject: Subject) -> Iterator[Problem]:
    """Yield what is of the author, word for word, in the source, and nowhere in the PDF."""
    assert subject.html
    assert subject.written is not None
    there = alphanumeric("".join(map(_said, _stretches(heard(subject)))))
    for passage in subject.html.passages:
        for stretch in passage.stretches:
            said = _said(stretch)
            sought = alphanumeric(said)
            if sought and sought in subject.written and sought not in there:
                yield Problem(f'"{shorten(said)}" is not in the PDF as it is written', said=said)


def _stretches(passages: tuple[Passage[Any], ...]) -> Iterator[Stretch[Any]]:
    yield from (stretch for passage in passages for stretch in passage.stretches)


def _said(stretch: Stretch[Any]) -> str:
    return stretch.alternate or stretch.text
