"""Whether lists say how they are numbered, and are whole."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from briefpress.checks.meaning.lists import BULLET, NUMBER
from briefpress.checks.reading import shorten
from briefpress.checks.rules import MEANING, WARNING, Problem, rule
from briefpress.structure import Element, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefpress.checks.reading import Block, Reading
    from briefpress.checks.subject import Subject

# Values of ListNumbering, and the labels that they announce (ISO 32000-2 Table 382).
_BULLETS = frozenset({"Disc", "Circle", "Square", "Unordered"})
_NUMBERS = frozenset({"Decimal", "LowerRoman", "UpperRoman", "LowerAlpha", "UpperAlpha", "Ordered"})
_ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_DECIMAL = re.compile(r"\d{1,6}([.\-–]\d{1,6})*")
_AROUND_NUMBERS = " .,:;()[]{}）．、。°º–-"
_LONGEST_FOREIGN = 3  # letters of a number in another script, as 十二; more are a term
_WORDS_OF_LABEL = 2  # an item with a label alone is empty; with more words, they are its text
_ALIGNED = 3.0  # points by which the edges of two halves of a list may differ


@rule(
    id="list-numbering",
    family=MEANING,
    severity=WARNING,
    title="Every list says how it is numbered",
    why="A screen reader leaves out numbers that the list does not announce, or says bullet for them.",
    mend="set ListNumbering to what the labels are: Decimal, LowerAlpha, Disc",
    clause="7.6",
    matterhorn="16-001, 16-002",
    wcag="1.3.1",
)
def list_numbering(subject: Subject) -> Iterator[Problem]:
    """Yield lists whose labels contradict ListNumbering, and one problem for those with numbers and without it."""
    silent: list[tuple[Element, str]] = []
    for element in _lists(subject.reading):
        labels = _labels(element)
        kinds = _kinds(labels)
        said = element.attributes.list_numbering
        if not kinds or said in kinds:
            continue
        if said in _BULLETS | _NUMBERS:
            yield Problem(f'the list says {said}, and its first label is "{labels[0]}"', element)
        elif said in (None, "None") and not kinds & _BULLETS and len(labels) > 1:
            silent.append((element, labels[0]))
    if silent:
        element, label = silent[0]
        many = (
            "a list with numbers does"
            if len(silent) == 1
            else f"{len(silent)} lists with numbers do"
        )
        message = f'{many} not say how they are numbered; the first label is "{label}"'
        yield Problem(message, element)


def _lists(reading: Reading) -> Iterator[Element]:
    return (element for element in reading.elements if element.role == "L")


def _labels(element: Element) -> list[str]:
    """Return the labels of the items of a list that have one."""
    items = (each for each in element.children if isinstance(each, Element) and each.role == "LI")
    return [label for item in items for label in _labels_of(item)]


def _labels_of(item: Element) -> list[str]:
    parts = (each for each in item.children if isinstance(each, Element) and each.role == "Lbl")
    return [text for part in parts if (text := part.text.strip())]


def _kinds(labels: Sequence[str]) -> frozenset[str]:
    """Return the values of ListNumbering that all labels fit; none where they are words, or differ."""
    kinds = [_kinds_of(label) for label in labels]
    return frozenset.intersection(*kinds) if kinds else frozenset()


def _kinds_of(label: str) -> frozenset[str]:
    number = label.strip(_AROUND_NUMBERS)
    if not any(map(str.isalnum, label)):
        return _BULLETS
    if _DECIMAL.fullmatch(number):
        return frozenset({"Decimal", "Ordered"})
    if not number.isascii():  # α or ب: no value of ListNumbering names them
        return _NUMBERS if len(number) <= _LONGEST_FOREIGN else frozenset()
    case = "Lower" if number.islower() else "Upper"
    found = {f"{case}Roman"} if _ROMAN.fullmatch(number.lower()) else set[str]()
    is_letter = len(number) == 1 or (len(set(number)) == 1 and not found)  # "aa" follows "z"
    found |= {f"{case}Alpha"} if is_letter and number.isalpha() else set()
    return frozenset(found | {"Ordered"} if found else found)


class _Half(NamedTuple):
    """A list as one half of another: its first and last block and their numbers among all blocks."""

    element: Element
    first: Block
    last: Block
    begin: int
    end: int


@rule(
    id="list-cut",
    family=MEANING,
    severity=WARNING,
    title="One list is one list",
    why="People who listen hear that the list is over, and that another one begins in the middle of it.",
    mend="put all items into one list; a list may go on overleaf",
    clause="7.6",
    wcag="1.3.1",
)
def list_cut(subject: Subject) -> Iterator[Problem]:
    """Yield lists that go on with the list before, overleaf or with the next number."""
    halves = list(_halves(subject.reading))
    for one, other in pairwise(halves):
        if other.begin == one.end + 1 and _goes_on(one, other):
            message = f'the list before goes on here, with "{shorten(other.first.text, 40)}"'
            yield Problem(message, other.element)


def _halves(reading: Reading) -> Iterator[_Half]:
    """Yield the lists that are in no other list and have text, in order."""
    places = {block.element: place for place, block in enumerate(reading.blocks)}
    for element in _lists(reading):
        if reading.inside(element, frozenset({"L"})):
            continue
        held = [places[each] for each in element.walk() if each in places]
        if held:
            begin, end = held[0], held[-1]
            yield _Half(element, reading.blocks[begin], reading.blocks[end], begin, end)


def _goes_on(one: _Half, other: _Half) -> bool:
    before, after = _labels(one.element), _labels(other.element)
    if bool(before) != bool(after):
        return False
    values = [_value(labels[place]) for labels, place in ((before, -1), (after, 0)) if labels]
    if len(values) == 2 and None not in values:
        return values[1] == (values[0] or 0) + 1
    page, next_page = one.last.pages[-1:], other.first.page
    is_overleaf = bool(page) and page[0] is not None and next_page == page[0] + 1
    is_alike = before[-1:] == after[:1] and one.first.size == other.first.size
    return is_overleaf and is_alike and abs(_left(one.first) - _left(other.first)) < _ALIGNED


def _value(label: str) -> int | None:
    """Return the number of a label; None if it is a bullet or a word."""
    number = label.strip(_AROUND_NUMBERS)
    if number.isdecimal():
        return int(number)
    return ord(number.lower()) - ord("a") + 1 if re.fullmatch("[A-Za-z]", number) else None


def _left(block: Block) -> float:
    return min((run.box[0] for run in block.runs if run.text.strip()), default=0.0)


@rule(
    id="list-item-body",
    family=MEANING,
    severity=WARNING,
    title="Every list item has a body",
    why="Software that takes the label of an item from its text finds neither, and leaves out the one or the other.",
    mend="put the text of each item into LBody, and its number or bullet into Lbl",
    clause="7.6",
    wcag="1.3.1",
)
def list_item_body(subject: Subject) -> Iterator[Problem]:
    """Yield lists with items that hold their text themselves, or in the label."""
    for element in _lists(subject.reading):
        items = [e for e in element.children if isinstance(e, Element) and e.role == "LI"]
        bare = [item for item in items if _lacks_body(item)]
        if bare:
            said = shorten(bare[0].text, 40)
            yield Problem(
                f'{len(bare)} of {len(items)} items have no LBody, such as "{said}"', bare[0]
            )


@rule(
    id="list-labels",
    family=MEANING,
    severity=WARNING,
    title="Numbers and bullets of items are labels",
    why="A screen reader says the bullet as a sign within the text, and the number of the item once more.",
    mend="put the number or bullet of each item into Lbl",
    clause="7.6",
    wcag="1.3.1",
)
def list_labels(subject: Subject) -> Iterator[Problem]:
    """Yield one problem that counts the lists with bullets, or with the numbers 1, 2, 3, in the text of items."""
    found: list[tuple[Element, str]] = []
    for element in _lists(subject.reading):
        items = [e for e in element.children if isinstance(e, Element) and e.role == "LI"]
        texts = [item.text.strip() for item in items if _has_body_alone(item)]
        numbers = [match[1] if (match := NUMBER.match(text)) else "" for text in texts]
        are_numbers = numbers[:2] in (["1", "2"], ["a", "b"])
        if len(texts) > 1 and (are_numbers or all(BULLET.match(text) for text in texts)):
            found.append((element, texts[0]))
    if found:
        element, text = found[0]
        many = "a list has" if len(found) == 1 else f"{len(found)} lists have"
        yield Problem(f'{many} labels in the text, such as "{shorten(text, 40)}"', element)


def _has_body_alone(item: Element) -> bool:
    """Say whether an item has a body and no label."""
    has_body = any(isinstance(each, Element) and each.role == "LBody" for each in item.children)
    return has_body and not _labels_of(item)


def _lacks_body(item: Element) -> bool:
    """Say whether an item has text of its own, or nothing but a label; other elements are judged by validators."""
    elements = [each for each in item.children if isinstance(each, Element)]
    if not item.text.strip() or any(each.role == "LBody" for each in elements):
        return False
    has_text = any(isinstance(each, Text) and each.text.strip() for each in item.children)
    is_label = len(item.text.split()) < _WORDS_OF_LABEL
    return has_text or (all(each.role == "Lbl" for each in elements) and not is_label)
