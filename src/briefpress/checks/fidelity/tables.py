"""Whether every cell of a table has the headings of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefpress.checks.fidelity.comparison import Comparison, compared, noun
from briefpress.checks.fidelity.partners import Partners, levels, not_one_to_one
from briefpress.checks.reading import shorten
from briefpress.checks.rules import ERROR, FIDELITY, REBUILD, Problem, rule
from briefpress.html import Kind

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from briefpress.checks.fidelity.comparison import Pair
    from briefpress.checks.subject import Subject
    from briefpress.html import Part
    from briefpress.structure import Element


@rule(
    id="same-tables",
    family=FIDELITY,
    severity=ERROR,
    title="Every cell of a table has the headings of the source",
    why="A figure without its headings, or with those of another column, says something wrong.",
    mend=REBUILD,
    clause="7.5",
    matterhorn="15-003",
    wcag="1.3.1",
    needs=("html", "setting", "tree"),
)
def same_tables(subject: Subject) -> Iterator[Problem]:
    """Yield tables and cells that are none in the PDF, or have other headings."""
    found = compared(subject)
    tables, cells = Partners(), Partners()
    told: set[object] = set()
    for pair in found.pairs:
        for element, message in _differences(found, pair, tables, cells):
            if element not in told:
                told.add(element)
                yield Problem(message, pair.heard.place.element, said=pair.source.text)
    yield from not_one_to_one(found, tables, "table")
    yield from not_one_to_one(found, cells, "table cell")
    told.update(ours for ours, _ in cells.split())
    told.update(part.element for _, ours in cells.merged() for part in ours)
    yield from _other_headings(subject, found, tables, cells, told)


def _differences(
    found: Comparison, pair: Pair, tables: Partners, cells: Partners
) -> Iterator[tuple[object, str]]:
    """Yield how the table and cell of some words differ, each with the element that it is told of once."""
    ours = levels(pair.source.place, Kind.TABLE, Kind.CELL)
    theirs = levels(pair.heard.place, Kind.TABLE, Kind.CELL)
    if len(ours) > len(theirs):
        said = shorten(found.text_of(ours[-1].outer.element), 40)
        yield ours[-1].outer.element, f'the table that begins with "{said}" is no table in the PDF'
    elif len(theirs) > len(ours) and not pair.source.is_generated:
        what = f'the {noun(pair.source)} "{shorten(pair.source.text)}"'
        yield theirs[-1].outer.element, f"{what} is in a table in the PDF"
    if len(ours) != len(theirs):
        return
    for here, there in zip(ours, theirs, strict=True):
        tables.add(here.outer, there.outer)
        if here.inner and there.inner:
            cells.add(here.inner, there.inner)
            if here.inner.detail != there.inner.detail:
                now = "is a heading" if there.inner.detail else "is no heading"
                yield here.inner.element, f"{_cell(found, here.inner)} {now} in the PDF"
        elif here.inner:
            yield here.inner.element, f"{_cell(found, here.inner)} is no cell in the PDF"
        elif there.inner:
            what = f'the {noun(pair.source)} "{shorten(pair.source.text)}"'
            yield there.inner.element, f"{what} is a cell in the PDF"


def _cell(found: Comparison, part: Part[Any]) -> str:
    what = "heading" if part.detail else "cell"
    return f'the table {what} "{shorten(found.text_of(part.element))}"'


def _other_headings(
    subject: Subject,
    found: Comparison,
    tables: Partners,
    cells: Partners,
    told: Container[object],
) -> Iterator[Problem]:
    """Yield cells that have other headings than in the source, but for those that are told already."""
    merged = {there for there, _ in tables.merged()}
    grids = [subject.grid(element) for element in tables.source if element not in merged]
    headers = {cell.element: cell.headers for each in grids for cell in each.cells}
    for ours, (theirs, *_) in cells.heard.items():
        headings = found.html.headings_of.get(ours, ())
        if theirs.element not in headers or any(each in told for each in (ours, *headings)):
            continue
        there = [each for each in headers[theirs.element] if each in cells.source]
        actual = [each for each in there if cells.source[each][0].element not in told]
        known = (cells.heard.get(heading) for heading in headings)
        expected = [partners[0].element for partners in known if partners]
        # That of another column group above it is that of a heading in a PDF, though not in HTML.
        is_another_head = theirs.detail and not expected
        if set(actual) != set(expected) and not is_another_head:
            said = found.text_of(ours)
            has = f"has the headings {_listed(actual)} in the PDF instead of {_listed(expected)}"
            yield Problem(f'the table cell "{shorten(said)}" {has}', theirs.element, said=said)


def _listed(elements: Iterable[Element]) -> str:
    return (
        ", ".join(f'"{shorten(text, 30)}"' for text in sorted(e.text for e in elements)) or "none"
    )
