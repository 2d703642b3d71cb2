"""How two wordings of a passage differ, word by word."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from briefpress.diff.alignment import align
from briefpress.diff.changes import ChangeKind, TextSpan
from briefpress.diff.sentences import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CONTEXT_WORDS = 4  # unchanged words that an excerpt keeps on each side of a change
_MAX_CONTEXT = 60  # characters of them: in Chinese each is a word
_LEADING_MARKS = " ,;:.)]”’»"  # are dropped where an excerpt resumes


def diff_words(old: str, new: str) -> tuple[TextSpan, ...]:
    """Return the spans of both texts in order, what was removed before what was added."""
    old_words, new_words = _split(old), _split(new)
    pairs = [
        *align([each.split()[0] for each in old_words], [each.split()[0] for each in new_words]),
        (len(old_words), len(new_words)),
    ]
    spans: list[TextSpan] = []
    i = j = 0
    for old_index, new_index in pairs:
        spans += [TextSpan(word, ChangeKind.REMOVED) for word in old_words[i:old_index]]
        spans += [TextSpan(word, ChangeKind.ADDED) for word in new_words[j:new_index]]
        if new_index < len(new_words):
            spans.append(TextSpan(new_words[new_index]))
        i, j = old_index + 1, new_index + 1
    return tuple(_joined(_with_lone_marks_changed(spans)))


def _split(text: str) -> list[str]:
    """Return the words of a text, each with the space after it."""
    starts = [match.start() for match in words(text)]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=False)]


def _with_lone_marks_changed(spans: list[TextSpan]) -> Iterator[TextSpan]:
    """Yield spans; an unchanged mark between two changes counts as changed, which reads better."""
    for index, span in enumerate(spans):
        neighbours = spans[index - 1 : index] + spans[index + 1 : index + 2]
        is_between = len(neighbours) == 2 and all(each.kind for each in neighbours)
        if span.kind is None and is_between and not any(map(str.isalnum, span.text)):
            yield TextSpan(span.text, ChangeKind.REMOVED)
            yield TextSpan(span.text, ChangeKind.ADDED)
        else:
            yield span


def _joined(spans: Iterable[TextSpan]) -> Iterator[TextSpan]:
    """Yield neighbouring spans of one kind as one, of each change the old text before the new."""
    for is_changed, group in groupby(spans, key=lambda span: span.kind is not None):
        members = list(group)
        for kind in (ChangeKind.REMOVED, ChangeKind.ADDED) if is_changed else (None,):
            text = "".join(span.text for span in members if span.kind is kind)
            if text:
                yield TextSpan(text, kind)


def excerpt(spans: Iterable[TextSpan], side: ChangeKind) -> str:
    """Return the older text (`REMOVED`) or the newer (`ADDED`), only the words near changes."""
    own = [span for span in spans if span.kind in (None, side)]
    parts = [
        span.text if span.kind else _shortened(span.text, index > 0, index < len(own) - 1)
        for index, span in enumerate(own)
    ]
    return " ".join("".join(parts).split())


def _shortened(text: str, has_change_before: bool, has_change_after: bool) -> str:
    """Return the words of an unchanged text that are near a change, with … for the others."""
    starts = [match.start() for match in words(text)]
    kept = _CONTEXT_WORDS * (has_change_before + has_change_after)
    if not kept or len(starts) <= kept + 2:
        return text
    first = text[: starts[_CONTEXT_WORDS]][:_MAX_CONTEXT] if has_change_before else ""
    last = text[starts[-_CONTEXT_WORDS] :][-_MAX_CONTEXT:] if has_change_after else ""
    return f"{first.rstrip()} … {last.lstrip(_LEADING_MARKS)}"
