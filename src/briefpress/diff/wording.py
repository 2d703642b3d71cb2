"""How two wordings of a passage differ, word by word."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from briefpress.diff.alignment import align
from briefpress.diff.sentences import words
from briefpress.diff.values import How, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_AROUND = 4  # so many words of what is the same stand beside what is not
_LOOSE = " ,;:.)]”’»"  # marks that belong to words that are left out
_LONGEST = 60  # characters of them: in Chinese each is a word


def compare_words(old: str, new: str) -> tuple[Words, ...]:
    """Return the stretches of both wordings: what was removed stands before what took its place."""
    here, there = _tokens(old), _tokens(new)
    pairs = [
        *align([each.split()[0] for each in here], [each.split()[0] for each in there]),
        (len(here), len(there)),
    ]
    found: list[Words] = []
    one = other = 0
    for left, right in pairs:
        found += [Words(word, How.REMOVED) for word in here[one:left]]
        found += [Words(word, How.ADDED) for word in there[other:right]]
        if right < len(there):
            found.append(Words(there[right]))
        one, other = left + 1, right + 1
    return tuple(_joined(_bridged(found)))


def _tokens(text: str) -> list[str]:
    """Return the words of a text with the space after them; together they are the text."""
    starts = [match.start() for match in words(text)]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=False)]


def _bridged(parts: list[Words]) -> Iterator[Words]:
    """Yield words; a mark alone between two changes changes with them, which reads better."""
    for place, part in enumerate(parts):
        beside = parts[place - 1 : place] + parts[place + 1 : place + 2]
        is_alone = part.how is None and len(beside) == 2 and all(each.how for each in beside)
        if is_alone and not any(map(str.isalnum, part.text)):
            yield Words(part.text, How.REMOVED)
            yield Words(part.text, How.ADDED)
        else:
            yield part


def _joined(parts: Iterable[Words]) -> Iterator[Words]:
    """Yield stretches of the same kind as one, and of a change the old words before the new."""
    for changed, group in groupby(parts, key=lambda part: part.how is not None):
        stretch = list(group)
        for how in (How.REMOVED, How.ADDED) if changed else (None,):
            text = "".join(part.text for part in stretch if part.how is how)
            if text:
                yield Words(text, how)


def excerpt(parts: Iterable[Words], side: How) -> str:
    """Return one wording, the older (`REMOVED`) or the newer (`ADDED`), near the words that changed."""
    shown = [part for part in parts if part.how in (None, side)]
    said: list[str] = []
    for place, part in enumerate(shown):
        if part.how is None:
            said.append(_shortened(part.text, place > 0, place < len(shown) - 1))
        else:
            said.append(part.text)
    return " ".join("".join(said).split())


def _shortened(text: str, is_after: bool, is_before: bool) -> str:
    """Return what is near the change that a stretch comes after, and the one that it comes before."""
    starts = [match.start() for match in words(text)]
    kept = _AROUND * (is_after + is_before)
    if not kept or len(starts) <= kept + 2:
        return text
    first = text[: starts[_AROUND]][:_LONGEST] if is_after else ""
    last = text[starts[-_AROUND] :][-_LONGEST:] if is_before else ""
    return f"{first.rstrip()} … {last.lstrip(_LOOSE)}"
