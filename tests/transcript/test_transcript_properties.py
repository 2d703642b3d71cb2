"""What holds for the transcript of any tree, and how long it takes."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from briefpress.structure import Element, ObjectRef, PdfStructure, Text
from briefpress.transcript import (
    as_text,
    headings,
    links,
    tables,
    transcribe,
    tree_as_text,
)
from elements import e, link, pdf, rows
from timing import growth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


_ROLES = (
    "Document", "Part", "Sect", "Div", "Aside", "NonStruct", "P", "H", "H1", "H3", "L", "LI", "Lbl",
    "LBody", "Table", "THead", "TBody", "TR", "TH", "TD", "Caption", "TOC", "TOCI", "Link", "Reference",
    "Note", "FENote", "BlockQuote", "Quote", "Code", "Span", "Em", "Figure", "Formula", "Form", "Annot",
    "Ruby", "RT", "BibEntry", "Title", "Artifact", "Unknown", "",
)  # fmt: skip
_REPLACEMENTS = st.sampled_from([None] * 7 + ["said", ""])
_LANGS = st.sampled_from([None] * 6 + ["kk", "sw-KE", "qqq", "en"])
_OBJECTS = st.sampled_from([
    link("https://e.org/", contents="c"), link(page=1), ObjectRef(0, "Widget"), ObjectRef(0, "Popup"),
])  # fmt: skip


def _elements(kids: st.SearchStrategy[object]) -> st.SearchStrategy[Element]:
    return st.builds(
        e,
        st.sampled_from(_ROLES),
        alt=_REPLACEMENTS,
        actual_text=_REPLACEMENTS,
        expansion=_REPLACEMENTS,
        lang=_LANGS,
        id=st.sampled_from([None, "a", "b"]),
        scope=st.sampled_from([None, "Row", "Column", "Both", "?"]),
        headers=st.sampled_from([(), ("a",), ("b", "c")]),
        cols=st.integers(-1, 4),
        rows=st.integers(-1, 4),
        page=st.sampled_from([None, 0, 1]),
    ).flatmap(
        lambda element: st.lists(kids, max_size=4).map(
            lambda found: replace(element, children=tuple(found))  # type: ignore[arg-type]
        )
    )


_TEXTS = st.sampled_from(["", " ", "word", "word "]).map(lambda text: Text(0, 0, text))
_TREES = st.recursive(_elements(st.one_of(_TEXTS, _OBJECTS)), _elements, max_leaves=12)


def numbered(element: Element, numbers: Iterator[int]) -> Element:
    """Return a tree whose texts are numbered, so that each can be recognized."""
    children = [
        numbered(kid, numbers)
        if isinstance(kid, Element)
        else replace(kid, text=kid.text.replace("word", f"w{next(numbers)}w"))
        if isinstance(kid, Text)
        else kid
        for kid in element.children
    ]
    return replace(element, children=tuple(children))


def expected_numbers(element: Element) -> Iterator[str]:
    """Yield the numbers of the texts that should be read."""
    picture = element.role in ("Figure", "Formula")
    replacement = (
        element.alt or element.actual_text if picture else element.expansion or element.actual_text
    )
    may_be_empty = element.role in _INLINE and element.actual_text == "" and not element.expansion
    replaced = replacement or may_be_empty or (element.role in _ALT and element.alt)
    for kid in element.children:
        if isinstance(kid, Text) and not replaced and element.role != "Artifact":
            yield from re.findall(r"w\d+w", kid.text)
        elif isinstance(kid, Element) and element.role != "Artifact":
            if not replaced:
                yield from expected_numbers(kid)
            elif picture:
                yield from expected_in_captions(kid)


def expected_in_captions(element: Element) -> Iterator[str]:
    if element.role == "Caption":
        yield from expected_numbers(element)
    elif element.role not in ("Figure", "Formula"):
        for kid in element.children:
            if isinstance(kid, Element):
                yield from expected_in_captions(kid)


_ALT = frozenset({"Link", "Annot", "Form", "Span", "Em", "Lbl", "Reference"})
_INLINE = frozenset({"Link", "Annot", "Form", "Span", "Em", "Lbl", "Ruby", "RT"})


@given(st.lists(_TREES, max_size=3))
def test_every_text_is_read_once_and_every_announced_element_ends(roots: list[Element]) -> None:
    numbers = count()
    roots = [numbered(root, numbers) for root in roots]
    document = pdf(*roots)
    utterances = transcribe(document)
    texts = " ".join(utterance.text for utterance in utterances)

    assert (
        re.findall(r"w\d+w", texts) == [w for root in roots for w in expected_numbers(root)]
        or not roots
    )
    assert unbalanced(utterance.announcement for utterance in utterances) == []
    assert len(as_text(utterances).splitlines()) == len({u.line for u in utterances})
    assert all(u.text.strip() or u.announcement for u in utterances)
    assert tree_as_text(document)
    assert all(map(str, [*headings(document), *links(document), *tables(document)]))


def unbalanced(announcements: Iterable[str]) -> list[str]:
    """Return the announcements of elements whose end is not announced."""
    open_: list[str] = []
    for said in announcements:
        name = said.removeprefix("end of ")
        if name != said:
            assert open_.pop() == name
        elif begun := _BEGINS.match(said):
            open_.append(begun[0])
    return open_


_BEGINS = re.compile(
    r"list|table of contents|table(?=,)|quotation|note|aside|quote$"
    r"|(graphic|formula)(?= without a description, with content)"
)


def deep(count: int) -> PdfStructure:
    whole = e("P", "bottom")
    for role in ("Sect", "L", "Span", "Table", "Quote") * count:
        whole = e(role, whole)
    return pdf(whole)


def long(count: int) -> PdfStructure:
    return pdf(e("Document", *(e("P", "a ", e("Em", "b")) for _ in range(count))))


def tall(count: int) -> PdfStructure:
    return pdf(e("Table", *rows("|".join(["!a"] * 50), *["|".join(["!b", *["1"] * 49])] * count)))


@pytest.mark.parametrize(("shape", "size"), [(deep, 25), (long, 2_000), (tall, 50)])
def test_time_grows_with_the_size_of_the_tree(
    shape: Callable[[int], PdfStructure], size: int
) -> None:
    def reading(count: int) -> Callable[[], object]:
        document = shape(count)
        assert as_text(transcribe(document))
        return lambda: (as_text(transcribe(document)), tree_as_text(document))

    assert growth(reading, size) < 8


def test_a_large_table_is_read_completely() -> None:
    assert len(transcribe(tall(400))) == 401 * 51 + 3
