"""What people who listen never hear, and what only they do."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from unicodedata import normalize

from briefpress.checks.reading import fold, shorten, squeeze
from briefpress.checks.rules import Problem
from briefpress.structure import Element, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.checks.reading import Block
    from briefpress.checks.rules import Subject
    from briefpress.structure import Artifact, Page, Rect, Run


_FURNITURE_WORDS = 30  # a running head or foot has fewer
_MARGIN = 0.12  # of the page's height, at its head and at its foot
_FEW_WORDS = 3
_NO_LETTER = re.compile("[\ufffd\ue000-\uf8ff]")
_NUMBER = re.compile(r"\(?(\d{1,3}|[a-z]|[ivx]{1,5})[.)]", re.IGNORECASE)
_INDENT = 60.0  # points between the number of an item and its text, at most
_MOST_COMPARED = 2_000_000  # numbers with items of lists
_MOST_SEARCHED = 2_000_000_000  # characters that are compared with decorations


def is_tagged(subject: Subject) -> bool:
    """Say whether a PDF has a structure tree that counts."""
    return bool(subject.pdf.marked and subject.pdf.roots)


def tagged(subject: Subject) -> Iterator[Problem]:
    """Yield one problem where a PDF is not tagged."""
    if not is_tagged(subject):
        yield Problem("the PDF is not tagged: nothing in it is a heading, a list or a table")


def text_as_artifact(subject: Subject) -> Iterator[Problem]:
    """Text that is marked as decoration has to be page furniture, or be heard somewhere else."""
    if not is_tagged(subject):
        return
    yield from _hidden_numbers(subject)
    pages = subject.pdf.pages
    times = Counter(_pattern(artifact) for page in pages for artifact in page.artifacts)
    left = _MOST_SEARCHED
    for page in pages:
        for artifact in page.artifacts:
            if len(artifact.text.split()) < _FEW_WORDS or times[_pattern(artifact)] > 1:
                continue
            left -= len(subject.reading.heard)
            if left < 0:
                return
            heard = squeeze(artifact.text) in subject.reading.heard
            if not heard and not _is_furniture(artifact, page):
                said = shorten(artifact.text)
                yield Problem(f'"{said}" is marked as decoration, and is not read out',
                              page=page.index, box=_box(artifact.runs))  # fmt: skip


def _hidden_numbers(subject: Subject) -> Iterator[Problem]:
    """Yield lists whose numbers are marked as decoration: those are part of what is said."""
    signs: dict[int | None, list[Run]] = {}
    for page in subject.pdf.pages:
        for artifact in page.artifacts:
            signs.setdefault(page.index, []).extend(
                run for run in artifact.runs if _NUMBER.fullmatch(run.text.strip())
            )
    told: set[Element | None] = set()
    left = _MOST_COMPARED
    for element in subject.reading.elements if any(signs.values()) else ():
        outer = subject.reading.parents.get(element)
        is_labelled = any(isinstance(c, Element) and c.role == "Lbl" for c in element.children)
        if element.role != "LI" or is_labelled or outer in told:
            continue
        left -= len(signs.get(element.page, ()))
        if left < 0:
            return
        first = next((c for c in element.content() if isinstance(c, Text) and c.runs), None)
        if first and (sign := _beside(first.runs[0], signs.get(first.page, ()))):
            told.add(outer)
            yield Problem(
                f'the number "{sign.text.strip()}" before "{shorten(element.text, 40)}" is marked as'
                " decoration, and is not read out",
                element,
            )


def _beside(run: Run, signs: Iterable[Run]) -> Run | None:
    """Return the sign that stands in the same line as a text, just before it."""
    left, bottom, right, top = run.box
    for sign in signs:
        x0, y0, x1, y1 = sign.box
        shared = min(top, y1) - max(bottom, y0)
        gap = max(left - x1, x0 - right)
        if shared > 0.5 * (y1 - y0) and -1 < gap < _INDENT:
            return sign
    return None


def _pattern(artifact: Artifact) -> str:
    """Return the text of page furniture, which is the same on each page but for numbers."""
    return re.sub(r"\d+", "0", squeeze(artifact.text))


def _is_furniture(artifact: Artifact, page: Page) -> bool:
    """Say whether a text stands in the head or foot of the page, and is short."""
    box = _box(artifact.runs)
    area = page.boxes.crop or page.boxes.media
    if box is None or area is None:
        return True
    height = area[3] - area[1]
    in_margin = box[1] >= area[3] - _MARGIN * height or box[3] <= area[1] + _MARGIN * height
    return in_margin and len(artifact.text.split()) < _FURNITURE_WORDS


def _box(runs: tuple[Run, ...]) -> Rect | None:
    boxes = [run.box for run in runs if run.text.strip()]
    if not boxes:
        return None
    return (
        min(box[0] for box in boxes), min(box[1] for box in boxes),
        max(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip


def unread(subject: Subject) -> Iterator[Problem]:
    """All text belongs to the tree or is an artifact."""
    if not is_tagged(subject):
        return
    for page in subject.pdf.pages:
        loose = fold(page.unmarked_text)
        if any(char.isalnum() for char in loose):
            yield Problem(f'"{shorten(loose)}" is drawn outside the structure, and is not read out',
                          page=page.index, box=_box(page.unmarked))  # fmt: skip
        for orphan in page.orphans:
            if any(char.isalnum() for char in orphan.text):
                yield Problem(f'"{shorten(orphan.text)}" belongs to no element, and is not read out',
                              page=page.index, box=_box(orphan.runs))  # fmt: skip


def only_a_picture(subject: Subject) -> Iterator[Problem]:
    """A page whose text is part of a picture cannot be read out."""
    texts: Counter[int] = Counter()
    for element in subject.reading.elements:
        for child in element.children:
            if isinstance(child, Text) and child.page is not None:
                texts[child.page] += len(child.text.split())
    for page in subject.pdf.pages:
        loose = [*page.unmarked, *(run for orphan in page.orphans for run in orphan.runs)]
        words = texts[page.index] + sum(len(run.text.split()) for run in loose)
        if words < _FEW_WORDS and (share := largest_image(subject, page)) > 0.6:
            yield Problem(
                f"page {page.index + 1} is only a picture, over {share:.0%} of it", page=page.index
            )


def largest_image(subject: Subject, page: Page) -> float:
    """Return the share of a page that its largest image covers."""
    area = page.boxes.crop or page.boxes.media
    if area is None or area[2] <= area[0] or area[3] <= area[1]:
        return 0.0
    graphics = [
        *page.unmarked_graphics,
        *(g for artifact in page.artifacts for g in artifact.graphics),
        *(g for orphan in page.orphans for g in orphan.graphics),
        *(g for text in subject.reading.texts.get(page.index, ()) for g in text.graphics),
    ]
    sizes = ((g.box[2] - g.box[0]) * (g.box[3] - g.box[1]) for g in graphics if g.kind == "image")
    return max(sizes, default=0.0) / ((area[2] - area[0]) * (area[3] - area[1]))


def unreadable(subject: Subject) -> Iterator[Problem]:
    """Every letter of the tree stands for a letter."""
    known = {font.name for font in subject.pdf.fonts if font.is_predefined}
    for block in subject.reading.blocks:
        runs = (run for run in block.runs if run.font not in known)
        lost = sum(len(_NO_LETTER.findall(run.text)) for run in runs)
        if lost and not _stands_for_a_sign(block):
            yield Problem(
                f'{lost} letters of "{shorten(block.text)}" are no letters that could be read out',
                block.element,
            )


def _stands_for_a_sign(block: Block) -> bool:
    """Tell a bullet or an icon in a text of its own, which a symbol font may show."""
    return not any(char.isalnum() for char in block.text) and len(squeeze(block.text)) <= 2


def unseen(subject: Subject) -> Iterator[Problem]:
    """What is read out can be seen, unless it lies under the picture that it was read from."""
    pictured = (
        {page.index for page in subject.pdf.pages if largest_image(subject, page) > 0.5}
        if any(_is_unseen(run) for b in subject.reading.blocks for run in b.runs)
        else set()
    )
    for block in subject.reading.blocks:
        hidden = "".join(run.text for run in block.runs if _is_unseen(run))
        if len(squeeze(hidden)) > 3 and block.page not in pictured:
            yield Problem(
                f'"{shorten(hidden)}" is read out, but cannot be seen', block.element, block.page
            )


def _is_unseen(run: Run) -> bool:
    return not run.visible or run.alpha == 0


# What may be read out in other words than it is written.
_SPOKEN_OTHERWISE = frozenset({"Figure", "Formula", "Lbl"})
_COMPARED = 1_000  # characters from the beginning
_ENOUGH = 12  # letters, below which a replacement may be for a ligature, an initial or a sign


def replaced(subject: Subject) -> Iterator[Problem]:
    """Text that says something else than what is drawn replaces nothing but signs."""
    pending = list(reversed(subject.pdf.roots))
    while pending:
        element = pending.pop()
        if element.actual_text is None:
            texts = [each for each in element.children if isinstance(each, Text)]
            pairs = [pair for text in texts for pair in text.replaced]
            pending += [each for each in reversed(element.children) if isinstance(each, Element)]
        else:  # what is below is not read out
            pairs = [(element.actual_text, _drawn(element))]
        for said, shown in pairs:
            if element.role not in _SPOKEN_OTHERWISE and _says_otherwise(said, shown):
                words = f'"{shorten(said)}"' if said.strip() else "nothing"
                yield Problem(f'{words} is read out where "{shorten(shown)}" is shown', element)


def _drawn(element: Element) -> str:
    """Return what is seen of an element, as far as it is compared."""
    parts, length = [], 0
    texts = (each for each in element.content() if isinstance(each, Text))
    for run in (run for text in texts for run in text.runs if run.visible):
        parts.append(run.text)
        length += len(run.text)
        if length >= _COMPARED:
            break
    return "".join(parts)


def _says_otherwise(said: str, shown: str) -> bool:
    """Say whether most of what is shown is not in what is said; some programs draw backwards."""
    shown = normalize("NFKC", shown[:_COMPARED])
    words = re.findall(r"\w+", fold(shown).casefold())
    letters = sum(map(len, words))
    if letters < _ENOUGH or _NO_LETTER.search(shown):
        return False
    heard = squeeze(normalize("NFKC", said[: 3 * _COMPARED])).casefold()
    known = sum(len(word) for word in words if word in heard or word[::-1] in heard)
    return 2 * known < letters


def astray(subject: Subject) -> Iterator[Problem]:
    """Both ways of the tree agree: from the element to its content, and from content to element."""
    by_page: dict[int | None, list[Text]] = {}
    for text in subject.pdf.astray:
        by_page.setdefault(text.page, []).append(text)
    for page, texts in by_page.items():
        said = next((shorten(text.text) for text in texts if text.text.strip()), "a picture")
        yield Problem(
            f'{len(texts)} pieces of content, such as "{said}", do not know their element',
            page=page,
        )
