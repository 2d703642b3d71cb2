"""What no validator checks: whether a person who listens could follow."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from briefpress.checks import order, phrases
from briefpress.checks.reading import NOTES, fold, shorten, squeeze
from briefpress.checks.rules import ERROR, NOTE, WARNING, Family, Problem, Rule
from briefpress.checks.tables import TABLE_RULES
from briefpress.structure import Element, ObjectRef, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.reading import Block
    from briefpress.checks.rules import Subject
    from briefpress.structure import Artifact, Page, Rect, Run

_FURNITURE_WORDS = 30  # a running head or foot has fewer
_MARGIN = 0.12  # of the page's height, at its head and at its foot
_FEW_WORDS = 3
_MOST_SEARCHED = 2_000_000_000  # characters that are compared with decorations


def _is_tagged(subject: Subject) -> bool:
    return bool(subject.pdf.marked and subject.pdf.roots)


def _tagged(subject: Subject) -> Iterator[Problem]:
    if not _is_tagged(subject):
        yield Problem("the PDF is not tagged: nothing in it is a heading, a list or a table")


# What is not heard


def _text_as_artifact(subject: Subject) -> Iterator[Problem]:
    """Text that is marked as decoration has to be page furniture, or be heard somewhere else."""
    if not _is_tagged(subject):
        return
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


def _unread(subject: Subject) -> Iterator[Problem]:
    """All text belongs to the tree or is an artifact."""
    if not _is_tagged(subject):
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


def _only_a_picture(subject: Subject) -> Iterator[Problem]:
    """A page whose text is part of a picture cannot be read out."""
    texts: Counter[int] = Counter()
    for element in subject.reading.elements:
        for child in element.children:
            if isinstance(child, Text) and child.page is not None:
                texts[child.page] += len(child.text.split())
    for page in subject.pdf.pages:
        loose = [*page.unmarked, *(run for orphan in page.orphans for run in orphan.runs)]
        words = texts[page.index] + sum(len(run.text.split()) for run in loose)
        if words < _FEW_WORDS and (share := _largest_image(subject, page)) > 0.6:
            yield Problem(
                f"page {page.index + 1} is only a picture, over {share:.0%} of it", page=page.index
            )


def _largest_image(subject: Subject, page: Page) -> float:
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


def _unreadable(subject: Subject) -> Iterator[Problem]:
    """Every letter of the tree stands for a letter."""
    known = {font.name for font in subject.pdf.fonts if font.is_predefined}
    for block in subject.reading.blocks:
        runs = (run for run in block.runs if run.font not in known)
        lost = sum(_is_no_letter(char) for run in runs for char in run.text)
        if lost and not _stands_for_a_sign(block):
            yield Problem(
                f'{lost} letters of "{shorten(block.text)}" are no letters that could be read out',
                block.element,
            )


def _is_no_letter(char: str) -> bool:
    return char == "\ufffd" or "\ue000" <= char <= "\uf8ff"


def _stands_for_a_sign(block: Block) -> bool:
    """Tell a bullet or an icon in a text of its own, which a symbol font may show."""
    return not any(char.isalnum() for char in block.text) and len(squeeze(block.text)) <= 2


def _unseen(subject: Subject) -> Iterator[Problem]:
    """What is read out can be seen, unless it lies under the picture that it was read from."""
    pictured = (
        {page.index for page in subject.pdf.pages if _largest_image(subject, page) > 0.5}
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


def _astray(subject: Subject) -> Iterator[Problem]:
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


# Headings


def _empty_heading(subject: Subject) -> Iterator[Problem]:
    for level, element in subject.reading.headings:
        pictured = any(each.alt for each in element.walk())
        if not element.text.strip() and not pictured:
            yield Problem(f"a heading of level {level} is empty", element)


def _one_h1(subject: Subject) -> Iterator[Problem]:
    firsts = [element for level, element in subject.reading.headings if level == 1]
    titles = [e for e in subject.reading.elements if "Title" in (e.role, e.tag)]
    if subject.reading.headings and len(firsts) != 1 and not titles:
        yield Problem(f"there are {len(firsts)} headings of the first level instead of one")


def _no_skipped_level(subject: Subject) -> Iterator[Problem]:
    before = 0
    for level, element in subject.reading.headings:
        if level > before + 1:
            yield Problem(
                f'after level {before}, "{fold(element.text)}" has level {level}', element
            )
        before = level


def _no_heading(subject: Subject) -> Iterator[Problem]:
    words = sum(len(block.text.split()) for block in subject.reading.blocks)
    if _is_tagged(subject) and not subject.reading.headings and words > 400:
        yield Problem(f"there is no heading in {words} words")


def _repeated_heading(subject: Subject) -> Iterator[Problem]:
    """Two headings in a row, or two in the same section, are not the same."""
    above: list[tuple[int, set[str]]] = [(0, set())]
    last: tuple[int, str] | None = None
    for level, element in subject.reading.headings:
        text = squeeze(element.text).casefold()
        while above[-1][0] >= level:
            above.pop()
        kin = above[-1][1]
        if text and (f"{level}{text}" in kin or last == (level, text)):
            yield Problem(f'the heading "{shorten(element.text)}" stands here again', element)
        kin.add(f"{level}{text}")
        above.append((level, set()))
        last = (level, text)


_NOT_HEADINGS = (
    frozenset({"Table", "Figure", "Caption", "TOC", "TOCI", "Title", "Index", "Form", "L"}) | NOTES
)
_END = re.compile(r"[.:;,!?…»”’)\]]$")


def _faked_heading(subject: Subject) -> Iterator[Problem]:
    """A short paragraph that is set like a heading, and stands before a text, is one."""
    reading = subject.reading
    usual = reading.body_size
    for before, block, after in _triples(reading.blocks):
        element = block.element
        if element.role != "P" or reading.inside(element, _NOT_HEADINGS) or len(block.text) > 90:
            continue
        stands_out = block.size >= 1.2 * usual or (block.is_bold and block.size >= usual)
        is_body = (
            after.element.role in ("P", "LBody", "LI")
            and not after.is_bold
            and after.size <= 1.1 * usual
        )
        follows_text = (
            before.element.role in ("P", "LBody", "LI", "TD", "Caption") and not before.is_bold
        )
        if (
            stands_out
            and is_body
            and follows_text
            and before.size <= 1.1 * usual
            and _is_line(block)
        ):
            yield Problem(
                f'"{shorten(block.text)}" looks like a heading, and is a paragraph', element
            )


def _is_line(block: Block) -> bool:
    return any(char.isalpha() for char in block.text) and not _END.search(block.text)


def _triples(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, Block, Block]]:
    yield from zip(blocks, blocks[1:], blocks[2:], strict=False)


# Lists

_BULLET = re.compile(r"[•‣▪▫■□●○◦∙⁃➢➤►✓✔❖\uf0b7\uf0a7\uf0d8]\s*\S")
_DASH = re.compile(r"[-–—*]\s+\S")
_NUMBER = re.compile(r"\(?(\d{1,2}|[a-z])[.)]\s+\S")


def _faked_list(subject: Subject) -> Iterator[Problem]:
    """Paragraphs in a row that begin with bullets are a list."""
    for run in _rows_of_paragraphs(subject):
        signs = [_sign(block.text) for block in run]
        for start, length in _stretches(signs):
            if length >= (2 if signs[start] == "bullet" else 3):
                first = run[start]
                yield Problem(
                    f'{length} paragraphs from "{shorten(first.text, 40)}" on look like a list, and are none',
                    first.element,
                )


def _sign(text: str) -> str | None:
    return "bullet" if _BULLET.match(text) else "dash" if _DASH.match(text) else None


def _faked_numbering(subject: Subject) -> Iterator[Problem]:
    """Short paragraphs in a row that count on from one are a numbered list."""
    for run in _rows_of_paragraphs(subject):
        counted: list[Block] = []
        for block in run:
            number = _NUMBER.match(block.text)
            value = number[1] if number else ""
            expected = (str(len(counted) + 1), chr(ord("a") + min(len(counted), 25)))
            counted = (
                [*counted, block] if value in expected else [block] if value in ("1", "a") else []
            )
            if len(counted) == 3 and all(len(each.text) < 300 for each in counted):
                said = shorten(counted[0].text, 40)
                yield Problem(
                    f'paragraphs from "{said}" on look like a numbered list, and are none',
                    counted[0].element,
                )


def _rows_of_paragraphs(subject: Subject) -> Iterator[list[Block]]:
    """Yield paragraphs that stand side by side in the same element, without anything between."""
    blocks = {block.element: block for block in subject.reading.blocks}
    for element in (*subject.pdf.roots, *subject.reading.elements):
        row: list[Block] = []
        for child in element.children:
            if isinstance(child, Element) and child.role == "P" and child in blocks:
                row.append(blocks[child])
            elif isinstance(child, Element) and row:
                yield row
                row = []
        if row:
            yield row


def _stretches(signs: list[str | None]) -> Iterator[tuple[int, int]]:
    """Yield where equal signs begin, and how many there are in a row."""
    start = 0
    for index in range(1, len(signs) + 1):
        if index == len(signs) or signs[index] != signs[start]:
            if signs[start] is not None:
                yield start, index - start
            start = index


# Links and pictures


def _link_text(subject: Subject) -> Iterator[Problem]:
    for element in subject.reading.elements:
        if element.role != "Link":
            continue
        said = fold(element.text) or " ".join(each.alt or "" for each in element.walk()).strip()
        contents = [
            c.contents for c in element.content() if isinstance(c, ObjectRef) and c.contents
        ]
        if not said and not contents:
            yield Problem("a link has no text", element)
        elif said.casefold().strip(" .…»›→>") in phrases.EMPTY_LINKS:
            yield Problem(f'the link "{said}" does not say where it leads', element)


def _link_address(subject: Subject) -> Iterator[Problem]:
    for page in subject.pdf.pages:
        for link in page.annotations:
            if link.uri and (link.uri.lower().startswith("file:") or not _SCHEME.match(link.uri)):
                yield Problem(f"the link to {shorten(link.uri, 80)} leads to a file of this machine",
                              page=page.index, box=link.rect)  # fmt: skip


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9.+-]*:")


def _figures(subject: Subject) -> Iterator[tuple[Element, str]]:
    for element in subject.reading.elements:
        if element.role in ("Figure", "Formula"):
            yield element, fold(element.alt or element.actual_text or "")


def _no_alternate(subject: Subject) -> Iterator[Problem]:
    for element, alternate in _figures(subject):
        inner = (each for each in element.walk() if each is not element)
        is_silent = element.actual_text is not None  # and meant so
        if alternate or is_silent or element.role != "Figure":
            continue
        if not any(each.alt for each in inner):
            yield Problem("a picture has no alternate description", element)


def _alternate_is_no_text(subject: Subject) -> Iterator[Problem]:
    for element, alternate in _figures(subject):
        if alternate and element.role == "Figure" and phrases.is_no_description(alternate):
            yield Problem(
                f'the alternate description "{shorten(alternate)}" says nothing of the picture',
                element,
            )


def _alternate_prefix(subject: Subject) -> Iterator[Problem]:
    for element, alternate in _figures(subject):
        if phrases.IMAGE_OF.match(alternate):
            yield Problem(
                f'the alternate description begins with what is said anyway: "{shorten(alternate)}"',
                element,
            )


def _alternate_is_caption(subject: Subject) -> Iterator[Problem]:
    reading = subject.reading
    places = {block.element: index for index, block in enumerate(reading.blocks)}
    for element, alternate in _figures(subject):
        if not alternate or element.role != "Figure":
            continue
        captions = [
            each for e in element.walk() if e.role == "Caption" for each in e.walk()
        ]  # a caption may hold a source or a credit as well
        if element in reading.kin:
            captions += _neighbours(*reading.kin[element], places)
        said = phrases.bare(alternate)
        if any(said and said == phrases.bare(caption.text) for caption in captions):
            yield Problem(
                f'the alternate description repeats the caption: "{shorten(alternate)}"', element
            )


def _neighbours(kids: list[Element], place: int, blocks: dict[Element, int]) -> list[Element]:
    """Return the elements just before and after a picture, which may hold its caption."""
    near = [*kids[max(place - 1, 0) : place], *kids[place + 1 : place + 2]]
    return [each for kid in near for each in kid.walk() if each in blocks]


# Languages and words


def _no_language(subject: Subject) -> Iterator[Problem]:
    if not subject.pdf.language:
        languages = subject.reading.languages
        silent = any(
            run.text.strip() and not run.lang
            for block in subject.reading.blocks
            if not languages[block.element]
            for run in block.runs
        )
        if silent or not subject.reading.blocks:
            yield Problem("the PDF does not say which language it is in")


def _language(subject: Subject) -> Iterator[Problem]:
    from briefpress.languages import contradicts  # noqa: PLC0415 - the detector takes time to load

    languages = subject.reading.languages
    for block in subject.reading.blocks:
        declared = languages[block.element]
        own = _in_its_language(block, declared, languages) if declared else ""
        for passage in filter(_is_telling, (own, *_script_by_script(own))):
            if found := contradicts(passage, declared):
                said = shorten(block.text if passage is own else passage)
                yield Problem(
                    f'"{said}" is marked as {declared}, and reads like {found}', block.element
                )
                break


def _is_telling(passage: str) -> bool:
    return len(passage) >= phrases.TELLING


def _script_by_script(text: str) -> Iterator[str]:
    """Yield the stretches of a text in several scripts, each in one: a sentence in Cyrillic, say."""
    scripts = [] if text.isascii() else [_script(word) for word in text.split()]
    for at, script in enumerate(scripts):
        if not script and at:  # a number belongs to the words before it
            scripts[at] = scripts[at - 1]
    if len(set(scripts)) > 1:
        words = zip(scripts, text.split(), strict=True)
        for _, stretch in groupby(words, key=itemgetter(0)):
            yield " ".join(word for _, word in stretch)


def _script(word: str) -> str:
    """Return the script of a word's first letter; "" where it has none."""
    letter = next(filter(str.isalpha, word), "")
    return unicodedata.name(letter, "?").split()[0] if letter else ""


def _in_its_language(block: Block, declared: str, languages: dict[Element, str]) -> str:
    """Return the text of a block without the parts that are marked as of another language."""
    parts: list[str] = []
    pending: list[Element | Text | ObjectRef] = [block.element]
    while pending:
        node = pending.pop()
        if isinstance(node, Text):
            parts += [run.text for run in node.runs if run.lang in (None, declared)]
        elif isinstance(node, Element) and (node is block.element or languages[node] == declared):
            pending += reversed(node.children)
    return fold("".join(parts))


def _abbreviations(subject: Subject) -> Iterator[Problem]:
    """Abbreviations are expanded where they first stand, or for those who listen."""
    text = " ".join(block.text for block in subject.reading.blocks)
    expanded = {fold(e.text) for e in subject.reading.elements if e.expansion}
    missing = sorted(phrases.unexplained(text) - expanded)
    if missing:
        more = f" and {len(missing) - 8} more" if len(missing) > 8 else ""
        yield Problem(f"the text does not say what these stand for: {', '.join(missing[:8])}{more}")


def _noise(subject: Subject) -> Iterator[Problem]:
    """Signs that only decorate are not read out."""
    for block in subject.reading.blocks:
        role = block.element.role
        if role not in ("LI", "Lbl", "TD", "TH", "Formula", "Code") and phrases.NOISE.search(
            block.text
        ):
            yield Problem(
                f'"{shorten(block.text)}" holds signs that are read out one by one', block.element
            )


def _empty_elements(subject: Subject) -> Iterator[Problem]:
    """An element that says nothing is not there."""
    empty = [
        element
        for element in subject.reading.elements
        if element.role in ("P", "L", "LI", "BlockQuote", "Note", "FENote", "Caption", "Table")
        and not element.actual_text and not element.alt
        and not element.text.strip() and not any(True for _ in _alternates(element))
    ]  # fmt: skip
    nested = {child for element in empty for child in element.walk() if child is not element}
    outer = [element for element in empty if element not in nested]
    if outer:
        kinds = ", ".join(
            f"{count} {role}" for role, count in Counter(e.role for e in outer).items()
        )
        yield Problem(f"elements that say nothing: {kinds}", outer[0])


def _alternates(element: Element) -> Iterator[str]:
    for each in element.walk():
        if each.alt or each.actual_text or each.role in ("Figure", "Formula", "Form"):
            yield each.role


def _glued(subject: Subject) -> Iterator[Problem]:
    """Words that stand apart on the page are apart for those who listen."""
    by_page: dict[int, list[tuple[Block, str]]] = {}
    for block in subject.reading.blocks:
        for one, other in _neighbouring_runs(block):
            if order.is_glued(one, other):
                word = f"{_last_word(one.text)}{_first_word(other.text)}"
                by_page.setdefault(block.page or 0, []).append((block, word))
    for page, here in by_page.items():
        message = f'{len(here)} times words run together, such as "{here[0][1]}"'
        yield Problem(message, here[0][0].element, page)


def _neighbouring_runs(block: Block) -> Iterator[tuple[Run, Run]]:
    """Yield runs that follow each other, with no ActualText of an element between them."""
    before: Run | None = None
    for part in block.parts:
        for run in part.runs if isinstance(part, Text) else ():
            if before is not None:
                yield before, run
            before = run
        if isinstance(part, str):
            before = None


def _last_word(text: str) -> str:
    return text.split()[-1] if text.split() else ""


def _first_word(text: str) -> str:
    return text.split()[0] if text.split() else ""


_M = Family.MEANING

RULES: tuple[Rule, ...] = (
    Rule("pdf-tagged", "The PDF is tagged", _M, ERROR,
         "People who listen get nothing but a stream of letters, in an order that their software guesses.",
         "make the PDF with tags: they cannot be added by a check", _tagged, "7.1", "01-005", "1.3.1"),
    Rule("text-as-artifact", "No text is hidden as decoration", _M, ERROR,
         "People who listen never hear it, and do not know that it is there.",
         "tag it as what it is: a paragraph, a heading, a list item", _text_as_artifact, "7.1", "01-002", "1.3.1"),
    Rule("unread-text", "All text is in the structure", _M, ERROR,
         "People who listen never hear text that no element holds.",
         "tag it as what it is, or as an artifact where it only decorates", _unread, "7.1", "01-005", "1.3.1"),
    Rule("picture-of-text", "No page is only a picture", _M, WARNING,
         "Text in a picture is not heard, not found by a search, and cannot be enlarged well.",
         "set the text as text, or have it recognised and corrected", _only_a_picture, "7.1", "", "1.4.5"),
    Rule("unreadable-text", "Every letter stands for a letter", _M, ERROR,
         "A screen reader is silent where a font does not say which letters it shows, or says nonsense.",
         "use another font, or one that names its letters (ToUnicode)", _unreadable, "7.21.7", "31-027", "1.3.1"),
    Rule("unseen-text", "What is read out can be seen", _M, WARNING,
         "People who see and listen at once lose their place; others hear what nobody meant to publish.",
         "show it or take it out; an alternate description is the place for words about a picture",
         _unseen, "", "", "1.3.1"),
    Rule("parent-tree", "Content and elements know each other", _M, ERROR,
         "Software that asks what a word under the cursor belongs to finds nothing, or something else.",
         "make the PDF again: its structure was damaged after it was made", _astray, "7.1", "01-005", "1.3.1"),
    Rule("empty-heading", "No heading is empty", _M, ERROR,
         "People who move by headings land on nothing.",
         "delete it, or write what it is a heading of", _empty_heading, "7.4", "", "2.4.6"),
    Rule("one-h1", "There is one heading of the first level", _M, WARNING,
         "The first heading tells people who listen where the document itself begins.",
         "use one heading of the first level, for the title", _one_h1, "7.4", "", "2.4.6"),
    Rule("heading-levels", "No heading level is skipped", _M, ERROR,
         "People who move by headings take a missing level for a missing chapter.",
         "use the next level, and leave the size to the style", _no_skipped_level, "7.4.2", "14-003", "1.3.1"),
    Rule("no-headings", "A long text has headings", _M, WARNING,
         "Without headings, people who listen have to hear all of it to find one passage.",
         "set headings, as headings and not as bold text", _no_heading, "7.4", "", "2.4.6"),
    Rule("repeated-heading", "No heading is repeated", _M, WARNING,
         "Two headings that are called alike cannot be told apart in a list of headings.",
         "say what is different in each; a running head is an artifact", _repeated_heading, "", "", "2.4.6"),
    Rule("faked-heading", "What looks like a heading is one", _M, WARNING,
         "People who see find the passage at a glance; people who listen do not find it at all.",
         "make it a heading, or set it like the text", _faked_heading, "7.4", "14-001", "1.3.1"),
    Rule("faked-list", "What looks like a list is one", _M, ERROR,
         "People who listen do not learn that there is a list, how long it is and where it ends.",
         "make it a list, and leave the bullets to the style", _faked_list, "7.6", "16-002", "1.3.1"),
    Rule("faked-numbering", "What looks like a numbered list is one", _M, WARNING,
         "People who listen do not learn that there is a list, how long it is and where it ends.",
         "make it a numbered list", _faked_numbering, "7.6", "16-002", "1.3.1"),
    *TABLE_RULES,
    Rule("link-text", "Every link says where it leads", _M, WARNING,
         "People who go from link to link hear only its text.",
         "name what the link leads to", _link_text, "", "", "2.4.4"),
    Rule("link-address", "Links lead where other people can follow", _M, ERROR,
         "The link works for nobody but the author.",
         "write the whole address: https://…", _link_address, "", "", "2.4.4"),
    Rule("alternate-missing", "Every picture has an alternate description", _M, ERROR,
         "People who do not see the picture do not even learn what it is about.",
         "say what the picture tells, or mark it as decoration", _no_alternate, "7.3", "13-004", "1.1.1"),
    Rule("alternate-empty", "Every alternate description describes", _M, ERROR,
         "A file name or a placeholder tells people who listen nothing.",
         "say what the picture tells", _alternate_is_no_text, "7.3", "13-008", "1.1.1"),
    Rule("alternate-caption", "No alternate description repeats the caption", _M, WARNING,
         "People who listen hear the caption twice, and learn nothing of the picture.",
         "say what the picture shows and the caption does not", _alternate_is_caption, "", "", "1.1.1"),
    Rule("alternate-prefix", "No alternate description says that it is a picture", _M, WARNING,
         "A screen reader says so already, and people hear it twice.",
         "begin with what the picture tells", _alternate_prefix, "", "", "1.1.1"),
    Rule("language-declared", "The language is declared", _M, ERROR,
         "A screen reader speaks the text with whatever voice is set, which may be that of another language.",
         "give the document a language", _no_language, "7.2", "11-006", "3.1.1"),
    Rule("language-wrong", "The language declared is that of the text", _M, ERROR,
         "A voice of another language makes the text unintelligible.",
         "declare the language that the passage is in", _language, "7.2", "11-007", "3.1.2"),
    Rule("abbreviations", "Abbreviations are explained", _M, NOTE,
         "People who listen, or read in a second language, hear letters that they cannot place.",
         "write it out where it first stands, or under abbreviations:", _abbreviations, "", "", "3.1.4"),
    Rule("noise", "Signs that decorate are not read out", _M, WARNING,
         "A screen reader says each of them: dot dot dot dot.",
         "leave leaders, rules and ornaments to the style, as artifacts", _noise, "7.1", "01-001", "1.3.1"),
    Rule("empty-elements", "No element is empty", _M, WARNING,
         "A screen reader stops at each and says \"blank\".",
         "leave space to the style, and delete empty paragraphs", _empty_elements, "", "", "1.3.1"),
    Rule("words-apart", "Words are apart", _M, WARNING,
         "A screen reader says two words as one; a search finds neither.",
         "make the PDF with a program that writes spaces at line ends", _glued, "7.1", "", "1.3.1"),
    Rule("reading-order", "The order does not jump", _M, WARNING,
         "People who listen hear a later passage before an earlier one.",
         "put the elements into the order in which they are to be read", order.jumps, "7.1", "09-001", "1.3.2"),
    Rule("reading-order-lost", "The order is that of the pages", _M, ERROR,
         "People who listen cannot follow at all: passages come as if shuffled.",
         "put the elements into the order in which they are to be read", order.lost, "7.1", "09-001", "1.3.2"),
)  # fmt: skip
