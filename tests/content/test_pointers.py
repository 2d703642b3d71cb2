"""Ids of parts, and pointers to them: what is read as one, and what an editor is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief_texts import assert_findings, edited, load
from briefpress.content.markdown.apparatus import Apparatus
from briefpress.content.markdown.conversion import markdown_to_html, markdown_to_text
from briefpress.content.markdown.pointers import Pointer
from briefpress.content.model.fields import Markdown
from briefpress.content.numbering import number_parts
from briefpress.content.rules.pointers import POINTER_BROKEN

if TYPE_CHECKING:
    from pathlib import Path

POINTERS = {
    "wells": Pointer("id-wells", "figure 2", is_numbered=True),
    "a": Pointer("id-a", "Rain & <sun>"),
}
WELLS = '<a href="#id-wells" class="pointer">figure 2</a>'
CAPITAL = WELLS.replace("figure", "Figure")

TABLE = "table: {{id: {}, caption: C, columns: [a], rows: [[b]]}}"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("see [#wells].", f"see {WELLS}."),
        ("[#wells] shows", f"{CAPITAL} shows"),
        ("It rains. [#wells] shows", f"It rains. {CAPITAL} shows"),
        ("It *rains!* “[#wells] shows", f"It <em>rains!</em> “{CAPITAL} shows"),
        ("*[#wells]* shows", f"<em>{CAPITAL}</em> shows"),
        ("(cf. [#wells])", f"(cf. {WELLS})"),
        ("see [#a]", 'see <a href="#id-a">Rain &amp; &lt;sun&gt;</a>'),
        ("see [the *chart*](#wells)", 'see <a href="#id-wells">the <em>chart</em></a>'),
        (r"\[#wells] and `[#wells]`", "[#wells] and <code>[#wells]</code>"),
        ("no. #3, [# of wells]", "no. #3, [# of wells]"),
    ],
)
def test_a_pointer_becomes_a_link(text: str, html: str) -> None:
    apparatus = Apparatus(pointers=POINTERS, addresses=[])

    assert markdown_to_html(text, Markdown.INLINE, apparatus) == html
    assert apparatus.addresses == []  # no address is spelt out on paper


def test_the_words_of_a_pointer_belong_to_a_plain_text() -> None:
    assert markdown_to_text("as [#wells] shows", POINTERS) == "as figure 2 shows"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see ‸[#wels]", 'pointer-missing: nothing here has the id "wels" / did you mean "wells"?'),
        ("see ‸[it](#rain)",
         'pointer-missing: nothing here has the id "rain" / give that part this id: rain'),
        ("see ‸[#well's]",
         f"pointer-broken: a pointer is not written in full / {POINTER_BROKEN.mend}"),
        (r"see \[#well's], [#wells], [it](#wells)", ""),
    ],
)  # fmt: skip
def test_pointers_are_checked(tmp_path: Path, text: str, expected: str) -> None:
    body = f"\n      - |\n        {text}\n      - {TABLE.format('wells')}"

    assert_findings(tmp_path, edited(body), *filter(None, [expected]))


@pytest.mark.parametrize("block", ["figure: {id: w, image: a.svg, alt: A}", TABLE.format("w")])
def test_a_pointer_to_what_has_no_number_is_reported(tmp_path: Path, block: str) -> None:
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    body = f"\n      - see ‸[#w] and [it](#w)\n      - {block}"

    assert_findings(
        tmp_path,
        edited(body, "numbering: {tables: false}"),
        'pointer-without-number: "w" has no number that could stand here / give it a caption and'
        " let numbering: count its kind, or write [words](#w)",
    )


def test_an_id_that_is_given_twice_is_reported_with_the_line_of_the_first(tmp_path: Path) -> None:
    body = f"\n      - {TABLE.format('w')}\n      - box: {{id: ‸w, title: T, body: [b]}}"

    assert_findings(
        tmp_path,
        edited(body),
        'id-twice: the id "w" was given before, in line 11 / give each part an id of its own',
    )


def test_pointers_are_known_in_a_brief_with_other_errors(tmp_path: Path) -> None:
    body = f"\n      - see [#w]\n      - {TABLE.format('w')}"

    (finding,) = load(tmp_path, edited(body, "date_: x")).findings

    assert finding.rule == "unknown-key"


def test_parts_are_counted_in_the_order_of_the_pages(tmp_path: Path) -> None:
    table = "table: {caption: C, columns: [a], rows: [[b]]}"
    sections = f"""sections:
  - heading: A
    sections:
      - {{heading: B, body: [{{{table}}}, {{box: {{title: T, body: [{{{table}}}]}}}}]}}
      - {{heading: C, body: [t]}}
  - {{heading: D, body: [{{{table}}}]}}
numbering: {{sections: true, boxes: yes}}
introduction: [{{{table}}}]
"""
    brief = load(tmp_path, edited(sections=sections)).brief
    assert brief

    assert [(each.kind, each.number) for each in number_parts(brief)] == [
        ("table", "1"), ("section", "1"), ("section", "1.1"), ("table", "2"), ("box", "1"), ("table", "3"),
        ("section", "1.2"), ("section", "2"), ("table", "4"),
    ]  # fmt: skip
